from __future__ import annotations

import pytest
from tests.luatsong.factories import make_document

from luatsong.search import index_pending, search
from luatsong.search.backend import Hit

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("every_engine"),
]


def found(query: str, **filters: object) -> list[tuple[str, str]]:
    """(slug of the document, address) of each hit, in order."""
    results = search(query, **filters)  # type: ignore[arg-type]
    return [(hit.card.slug, hit.address) for hit in results.hits]


def first(query: str) -> Hit:
    """The best hit below a document."""
    return next(hit for hit in search(query).hits if hit.address)


def words(hit: Hit) -> list[str]:
    return [segment.text for segment in hit.snippet if segment.is_match]


def test_an_article_is_found_with_and_without_diacritics():
    slug = make_document().slug
    index_pending()
    assert found("giống cây bản địa")[0] == (slug, "dieu-1")
    assert found("giong cay ban dia")[0] == (slug, "dieu-1")


def test_tone_marks_may_stand_on_either_vowel():
    slug = make_document(text="Điều 1. Hòa bình\nMọi người giữ hoà bình.").slug
    index_pending()
    assert (slug, "dieu-1") in found("hoà bình")
    assert (slug, "dieu-1") in found("hòa bình")


def test_exact_diacritics_come_before_others():
    other = make_document(number="1/2026/TT-BTL", text="Điều 1. Dat dai\nNguoi su dung dat dai.")
    exact = make_document(number="2/2026/TT-BTL", text="Điều 1. Đất đai\nNgười sử dụng đất đai.")
    index_pending()
    slugs = [slug for slug, _ in found("đất đai")]
    assert slugs[0] == exact.slug
    assert other.slug in [slug for slug, _ in found("dat dai")]


def test_words_with_other_marks_are_shown_when_nothing_has_the_right_ones():
    slug = make_document(text="Điều 1. Cho que\nNguoi ban hang giu sach.").slug
    index_pending()
    results = search("chợ quê")
    assert results.relaxed
    assert [hit.card.slug for hit in results.hits] == [slug]


@pytest.mark.parametrize(
    "query",
    [
        "78/2026/TT-BTL",
        "78/2026/tt-btl",
        "Thông tư 78/2026/TT-BTL",
        "thông tư số 78/2026",
        "tt 78/2026",
        "TT 78/2026 quy định gì",
        "78/2026",
        "78 / 2026 / TT-BTL",
    ],
)
def test_a_document_is_found_by_its_number_in_many_spellings(query: str):
    make_document(number="1/2026/TT-BTL", text="Điều 1. Theo 78/2026/TT-BTL\nNăm 2026 có 78 cây.")
    slug = make_document(number="78/2026/TT-BTL").slug
    index_pending()
    assert found(query)[0] == (slug, "")


def test_a_document_is_found_by_its_title_before_its_articles():
    slug = make_document(title="Quy định về trồng cây bên suối").slug
    index_pending()
    assert found("quy định về trồng cây bên suối")[0] == (slug, "")


def test_hits_can_be_narrowed_and_are_counted():
    make_document(number="1/2026/TT-BTL")
    make_document(number="2/2025/QĐ-BTL", type_name="Quyết định", type_code="QĐ", issuer="Bộ Rừng")
    index_pending()
    results = search("suối", size=1)
    assert len(results.hits) == 1
    facets = {name: {f.value: f.count for f in found} for name, found in results.facets.items()}
    assert set(facets["type_name"]) == {"Thông tư", "Quyết định"}
    assert set(facets["issuer"]) == {"Bộ Thủy lâm", "Bộ Rừng"}
    assert set(facets["year"]) == {"2025", "2026"}
    assert sum(facets["year"].values()) == results.total
    only = search("suối", year=2025, issuer="Bộ Rừng", type_name="Quyết định", kind="normative")
    assert {hit.card.number for hit in only.hits} == {"2/2025/QĐ-BTL"}
    assert only.total == facets["year"]["2025"]


def test_the_second_page_continues_the_first():
    make_document(text="\n".join(f"Điều {n}. Cây\nTrồng cây số {n}." for n in range(1, 8)))
    index_pending()
    pages = [
        [hit.address for hit in search("trồng cây", page=page, size=3).hits] for page in (1, 2, 3)
    ]
    assert len({address for page in pages for address in page}) == sum(map(len, pages)) == 8


def test_a_snippet_marks_the_words_in_the_original_text():
    make_document(text="Điều 1. Phạm vi\n" + "Chuyện khác. " * 60 + "Người trồng cây giữ suối.")
    index_pending()
    hit = first("trong cay")
    assert words(hit) == ["trồng cây"]
    assert len("".join(segment.text for segment in hit.snippet)) < 400


def test_a_snippet_is_text_whatever_the_document_says():
    make_document(text="Điều 1. Mã <b>đậm</b>\nChữ <script>alert(1)</script> trong văn bản.")
    index_pending()
    assert "<script>alert(1)</script>" in "".join(s.text for s in first("chữ văn bản").snippet)


def test_an_appendix_is_found_under_its_own_address():
    slug = make_document(
        text="Điều 1. Cây\nTrồng cây.\nNơi nhận:\nPHỤ LỤC I\nDANH MỤC CHIM\n| 1 | Chào mào |"
    ).slug
    index_pending()
    hit = first("chào mào")
    assert (hit.card.slug, hit.address) == (slug, "phu-luc-1")
    assert "1 · Chào mào" in "".join(segment.text for segment in hit.snippet)


def test_a_text_without_articles_is_found_as_a_whole():
    slug = make_document(text="Cơ quan báo cáo về con hạc trắng.").slug
    index_pending()
    assert found("hạc trắng") == [(slug, "")]


@pytest.mark.parametrize("query", ["", "   ", "?!", "\x00", "(", '"', "a" * 5000, "AND OR NOT :*"])
def test_any_text_is_a_query(query: str):
    make_document()
    index_pending()
    assert search(query).ready


def test_there_is_an_answer_before_there_is_an_index():
    results = search("cây")
    assert (results.ready, results.total) == (False, 0)
