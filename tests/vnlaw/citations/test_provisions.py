"""Provisions: lists, ranges, what lies in what, and what is no provision at all."""

import pytest

from vnlaw.citations import Citation, Context, Step, TargetKind, find, read_places

HERE = Context(
    address=(
        Step("chapter", "Chương", "II"),
        Step("article", "Điều", "12"),
        Step("clause", "khoản", "3"),
        Step("point", "điểm", "b"),
    )
)


def only(text: str, context: Context = HERE) -> Citation:
    found = find(text, context)
    assert len(found) == 1, [citation.surface for citation in found]
    return found[0]


def provisions(text: str, context: Context = HERE) -> list[str]:
    return [reference.text for reference in only(text, context).provisions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theo khoản 2 Điều 7 Nghị định này", ["khoản 2 Điều 7"]),
        (
            "theo các điểm a, b và đ khoản 1 Điều 7 Luật này",
            ["điểm a khoản 1 Điều 7", "điểm b khoản 1 Điều 7", "điểm đ khoản 1 Điều 7"],
        ),
        (
            "tại điểm a, c khoản 6, khoản 7 Điều 9",
            ["điểm a khoản 6 Điều 9", "điểm c khoản 6 Điều 9", "khoản 7 Điều 9"],
        ),
        (
            "các khoản 1, 2 và các điểm a, g khoản 3, điểm d Khoản 4 (được giảm 10% phí) Điều 1",
            [
                "khoản 1 Điều 1",
                "khoản 2 Điều 1",
                "điểm a khoản 3 Điều 1",
                "điểm g khoản 3 Điều 1",
                "điểm d khoản 4 Điều 1",
            ],
        ),
        (
            "Điều 3; Điều 6; khoản 2 và khoản 4 Điều 8 và Điều 10 của Luật này",
            ["Điều 3", "Điều 6", "khoản 2 Điều 8", "khoản 4 Điều 8", "Điều 10"],
        ),
        ("các điều 8, 9 và 10 Luật này", ["Điều 8", "Điều 9", "Điều 10"]),
        ("khoản 2, Điều 5 Nghị định này", ["khoản 2 Điều 5"]),
        ("khoản 1a và khoản 2đ Điều 4b", ["khoản 1a Điều 4b", "khoản 2đ Điều 4b"]),
        ("Điều 1 khoản 3 điểm đ Nghị định này", ["điểm đ khoản 3 Điều 1"]),
        ("Điều 5, khoản 2, điểm a Nghị định này", ["điểm a khoản 2 Điều 5"]),
        ("Mục 8 Chương III Thông tư này", ["Mục 8 Chương III"]),
        ("Mẫu số 04 Phụ lục I ban hành kèm theo Thông tư này", ["Mẫu số 04 Phụ lục I"]),
        ("Mẫu số 02 - Phụ lục I kèm theo Thông tư này", ["Mẫu số 02 Phụ lục I"]),
        ("bổ sung khoản 3a vào Điều 6 Nghị định này", ["khoản 3a Điều 6"]),
        ("tại các khoản 1,2 Điều 4 của Thông tư này", ["khoản 1 Điều 4", "khoản 2 Điều 4"]),
        ("tại khoản 3.1, 3.2 Mục II Thông tư này", ["khoản 3.1 Mục II", "khoản 3.2 Mục II"]),
        ("tại mục (6) Phụ lục 2 kèm theo Thông tư này", ["Mục 6 Phụ lục 2"]),
        ("tại khoản b Điều 8 Thông tư này", ["khoản b Điều 8"]),
        ("tại khoản 2 Điều 4 thông tư này", ["khoản 2 Điều 4"]),
        ("tại Điều 12 cơ quan có thẩm quyền trả lời", ["Điều 12"]),
        ("căn cứ khoản 2 Điều 41 Luật này", ["khoản 2 Điều 41"]),
        (
            "các Điểm 1, 3 và 4 Mục III Điều 1 của Quyết định này",
            ["điểm 1 Mục III Điều 1", "điểm 3 Mục III Điều 1", "điểm 4 Mục III Điều 1"],
        ),
        ("Mẫu số 04 của Phụ lục ban hành theo Nghị định này", ["Mẫu số 04 Phụ lục"]),
        ("Mẫu số 01 tại điểm a khoản 2 Điều 6", ["Mẫu số 01", "điểm a khoản 2 Điều 6"]),
        ("sửa đổi khoản 5 Điều 11, tên Điều 12", ["khoản 5 Điều 11", "Điều 12"]),
        ("tại Phụ lục II “Danh mục tài khoản thu” kèm theo Thông tư này", ["Phụ lục II"]),
    ],
)
def test_every_provision_of_an_expression_is_named_with_all_its_levels(
    text: str, expected: list[str]
) -> None:
    assert provisions(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "last", "count"),
    [
        ("từ Điều 5 đến Điều 9 của Nghị định này", "Điều 5", "Điều 9", 5),
        ("các điều từ Điều 21 đến hết Điều 29", "Điều 21", "Điều 29", 9),
        ("từ khoản 1 tới khoản 4 Điều 3", "khoản 1 Điều 3", "khoản 4 Điều 3", 4),
        ("các điểm a đến đ khoản 2 Điều 3", "điểm a khoản 2 Điều 3", "điểm đ khoản 2 Điều 3", 5),
        ("từ Chương II đến Chương V của Luật này", "Chương II", "Chương V", 4),
        ("Phụ lục I đến Phụ lục IV kèm theo Thông tư này", "Phụ lục I", "Phụ lục IV", 4),
        ("Điều 14a đến Điều 14d", "Điều 14a", "Điều 14d", 4),
        ("Điều 12 đến Điều 14b", "Điều 12", "Điều 14b", 5),
    ],
)
def test_a_range_is_written_out_with_both_ends(
    text: str, first: str, last: str, count: int
) -> None:
    found = provisions(text)
    assert (found[0], found[-1], len(found)) == (first, last, count)


def test_a_chapter_around_articles_only_says_where_they_stand() -> None:
    assert provisions("từ Điều 5 đến Điều 7 tại Chương II của Nghị định này") == [
        "Điều 5",
        "Điều 6",
        "Điều 7",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theo khoản 1 Điều này", ["khoản 1 Điều 12"]),
        ("theo điểm a khoản này", ["điểm a khoản 3 Điều 12"]),
        ("theo Điều này", ["Điều 12"]),
        ("theo các điểm a và b khoản 1", ["điểm a khoản 1 Điều 12", "điểm b khoản 1 Điều 12"]),
        ("theo Chương này", ["Chương II"]),
    ],
)
def test_a_relative_reference_is_read_from_the_address(text: str, expected: list[str]) -> None:
    citation = only(text)
    assert citation.target.kind is TargetKind.SELF
    assert [reference.text for reference in citation.provisions] == expected


def test_in_a_quotation_this_stays_as_printed() -> None:
    quoted = Context(address=HERE.address, quoted=True)
    assert provisions("“tại điểm a khoản 4 Điều này.”", quoted) == ["điểm a khoản 4 Điều này"]
    assert only("tại khoản này", quoted).provisions[0].address is None


def test_points_d_and_dd_are_different_provisions() -> None:
    plain, barred = (only(f"điểm {letter} khoản 1 Điều 2").provisions[0] for letter in "dđ")
    assert (plain.address, barred.address) == ("dieu-2/khoan-1/diem-d", "dieu-2/khoan-1/diem-dd")


@pytest.mark.parametrize(
    "text",
    [
        "Điều 5. Phạm vi áp dụng",
        "“Điều 12a. Giám sát",
        "Chương II",
        "Phụ lục III",
        "Sau thời điểm này, tổ chức nộp hồ sơ.",
        "hạch toán vào Tài khoản 109",
        "hỗ trợ một khoản 3 tháng lương",
        "thuộc danh mục 2 của bảng giá",
        "Điều kiện 1: có trụ sở; điều lệ công ty; chương trình 135",
        "đạt 8 điểm 5 môn",
        "theo mẫu 2 liên",
    ],
)
def test_labels_and_other_words_are_no_citations(text: str) -> None:
    assert find(text) == ()


def test_a_number_that_counts_something_ends_the_list() -> None:
    assert provisions("theo Điều 5 và 10 ngày làm việc sau đó") == ["Điều 5"]
    assert provisions("khoản 2 Điều 6, 05 bộ hồ sơ") == ["khoản 2 Điều 6"]


def test_a_clause_lead_in_is_a_citation_but_the_heading_label_is_not() -> None:
    text = "Điều 67. Sửa đổi, bổ sung Điều 34 của Nghị định số 62/2018/NĐ-CP"
    assert [c.surface for c in find(text)] == ["Điều 34 của Nghị định số 62/2018/NĐ-CP"]


def test_places_alone_are_read_where_they_start() -> None:
    text = "Bãi bỏ các điểm a và b khoản 2 Điều 5; cụm từ"
    places, end = read_places(text, text.index("các"))
    assert [place.text for place in places] == ["điểm a khoản 2 Điều 5", "điểm b khoản 2 Điều 5"]
    assert text[end:] == "; cụm từ"
    assert read_places(text, 0) == ((), 0)


def test_words_to_be_replaced_are_read_as_those_of_the_other_text() -> None:
    text = "Thay cụm từ “quy định tại khoản 2 Điều này” bằng cụm từ “quy định tại Điều này”"
    assert [c.provisions[0].text for c in find(text, HERE)] == ["khoản 2 Điều này", "Điều này"]


def test_a_paragraph_that_changes_one_article_names_it_once() -> None:
    text = "Bổ sung khoản 1a vào sau khoản 1 và sửa đổi khoản 2 Điều 11 như sau:"
    assert [c.provisions[0].text for c in find(text, HERE)] == [
        "khoản 1a Điều 11",
        "khoản 1 Điều 11",
        "khoản 2 Điều 11",
    ]
