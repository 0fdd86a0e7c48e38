"""What became of each provision between two texts."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from vnlaw.diff import (
    Change,
    Does,
    Kind,
    Unit,
    compare,
    compare_documents,
    edits,
    units_of,
)
from vnlaw.document import Document, Level
from vnlaw.parse import parse_text

_ARTICLES = [
    "Điều 1. Phạm vi\nLuật này quy định việc đăng ký tàu cá tại cảng.",
    "Điều 2. Đối tượng\nNgười có tàu cá và cơ quan đăng ký ở địa phương ven biển.",
    "Điều 3. Hồ sơ\n1. Đơn đăng ký theo mẫu.\n2. Giấy tờ chứng minh quyền sở hữu tàu cá.",
    "Điều 4. Thời hạn\n1. Ba ngày làm việc.\n2. Trường hợp phức tạp là mười ngày làm việc.",
]


def _law(articles: Iterable[str]) -> Document:
    return parse_text("\n".join(["QUỐC HỘI", "LUẬT", "ĐĂNG KÝ TÀU CÁ", *articles]))


def _fates(old: Document, new: Document) -> dict[str, Kind]:
    found = compare_documents(old, new).changes
    return {(c.new or c.old).key: c.kind for c in found}  # type: ignore[union-attr]


def test_a_text_does_not_differ_from_itself() -> None:
    assert compare_documents(_law(_ARTICLES), _law(_ARTICLES)).is_empty


def test_changed_words_are_shown_word_by_word() -> None:
    new = [*_ARTICLES[:3], _ARTICLES[3].replace("mười ngày", "năm ngày")]
    difference = compare_documents(_law(_ARTICLES), _law(new))
    [changed] = [c for c in difference.changes if c.kind is not Kind.UNCHANGED]
    assert changed.kind is Kind.CHANGED
    assert [(e.does, e.text.strip()) for e in changed.edits if e.does is not Does.KEEP] == [
        (Does.DELETE, "mười"),
        (Does.INSERT, "năm"),
    ]


def test_an_article_put_in_between_renumbers_the_rest_and_changes_none() -> None:
    new = [
        *_ARTICLES[:2],
        "Điều 3. Lệ phí\nNgười đăng ký nộp lệ phí theo quy định của Chính phủ.",
        *(
            a.replace(f"Điều {n}.", f"Điều {n + 1}.")
            for n, a in ((3, _ARTICLES[2]), (4, _ARTICLES[3]))
        ),
    ]
    fates = _fates(_law(_ARTICLES), _law(new))
    assert fates["dieu-3"] is Kind.INSERTED
    assert (fates["dieu-4"], fates["dieu-5"]) == (Kind.RENUMBERED, Kind.RENUMBERED)
    assert fates["dieu-5/khoan-2"] is Kind.UNCHANGED


def test_a_clause_taken_out_is_removed_where_it_stood() -> None:
    new = [*_ARTICLES[:3], "Điều 4. Thời hạn\n1. Trường hợp phức tạp là mười ngày làm việc."]
    changes = compare_documents(_law(_ARTICLES), _law(new)).changes
    kinds = [change.kind for change in changes[-3:]]
    assert kinds == [Kind.UNCHANGED, Kind.REMOVED, Kind.RENUMBERED]


def test_a_clause_under_another_article_is_moved() -> None:
    moved = "2. Giấy tờ chứng minh quyền sở hữu tàu cá."
    new = [
        *_ARTICLES[:2],
        _ARTICLES[2].replace(f"\n{moved}", ""),
        f"{_ARTICLES[3]}\n3. Giấy tờ chứng minh quyền sở hữu tàu cá.",
    ]
    assert _fates(_law(_ARTICLES), _law(new))["dieu-4/khoan-3"] is Kind.MOVED


def test_lasting_identity_tells_a_renumbered_provision_from_a_new_one() -> None:
    old = [_unit("x", "3", "Một nội dung."), _unit("y", "4", "Hai nội dung.")]
    new = [_unit("z", "3", "Ba nội dung."), _unit("x", "3a", "Nội dung khác hẳn.")]
    fates = {(c.new or c.old).key: c.kind for c in compare(old, new).changes}  # type: ignore[union-attr]
    assert fates == {"z": Kind.INSERTED, "x": Kind.RENUMBERED, "y": Kind.REMOVED}


def test_two_texts_without_anything_in_common_are_all_new() -> None:
    other = parse_text("Điều 1. Nuôi ong\nMật ong rừng tràm Cà Mau thu hoạch hai vụ.")
    difference = compare_documents(_law(_ARTICLES), other)
    assert difference.count(Kind.UNCHANGED) == 0
    assert difference.count(Kind.REMOVED) >= 4


def _unit(key: str, number: str, text: str) -> Unit:
    return Unit(key, "", Level.ARTICLE, number, f"Điều {number}.", "", (text,))


_TEXTS = st.text(st.sampled_from("ab  \nđ."), max_size=40)


@given(_TEXTS, _TEXTS)
def test_edits_lead_from_the_old_text_to_the_new_one(old: str, new: str) -> None:
    found = edits(old, new)
    assert "".join(e.text for e in found if e.does is not Does.INSERT) == old
    assert "".join(e.text for e in found if e.does is not Does.DELETE) == new


@given(
    st.lists(st.tuples(st.sampled_from("123456"), _TEXTS), max_size=6),
    st.lists(st.tuples(st.sampled_from("123456"), _TEXTS), max_size=6),
)
def test_every_provision_of_either_side_is_in_exactly_one_change(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    mine = [_unit(f"{number}-{i}", number, text) for i, (number, text) in enumerate(old)]
    theirs = [_unit(f"{number}-{i}", number, text) for i, (number, text) in enumerate(new)]
    for changes in (compare(mine, theirs).changes, compare(mine, mine).changes):
        assert sorted(_keys(changes, old=True)) == sorted(unit.key for unit in mine)
    assert [*_keys(compare(mine, theirs).changes, old=False)] == [unit.key for unit in theirs]
    assert compare(mine, mine).is_empty


def _keys(changes: Iterable[Change], *, old: bool) -> Iterable[str]:
    for change in changes:
        unit = change.old if old else change.new
        if unit is not None:
            yield unit.key


def test_components_are_compared_too() -> None:
    law = _law([*_ARTICLES, "PHỤ LỤC I", "DANH MỤC", "1. Mẫu đơn."])
    assert any(unit.level is None for unit in units_of(law)) or len(units_of(law)) > 4
