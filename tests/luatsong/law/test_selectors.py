from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.luatsong.factories import make_document, make_parsed, make_source

from luatsong.law import selectors
from luatsong.law.models import Document
from luatsong.law.selectors import ListFilters
from vnlaw.document import Kind

pytestmark = [pytest.mark.django_db, pytest.mark.service]


def test_a_document_page_needs_at_most_five_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    make_document(source=make_source())
    with django_assert_max_num_queries(5):
        document = selectors.document_by_slug("thong-tu-12-2026-tt-btl")
        parts = selectors.components_of(document)
        rows = selectors.provisions_of(document)
        selectors.sources_of(document)
        selectors.as_engine_document(document, parts, rows)


def test_what_is_not_published_is_nowhere_on_the_site() -> None:
    make_document(state=Document.State.WITHDRAWN)
    with pytest.raises(Document.DoesNotExist):
        selectors.document_by_slug("thong-tu-12-2026-tt-btl")
    assert selectors.newest() == []
    assert selectors.counts().documents == 0
    assert selectors.list_documents(ListFilters()).total == 0
    assert selectors.documents_by_id([Document.objects.get().pk]) == []


def test_the_newest_documents_come_first() -> None:
    make_document(number="1/2026/TT-BTL", issue_date=date(2026, 1, 5))
    make_document(number="2/2026/TT-BTL", issue_date=date(2026, 2, 5))
    assert [d.number for d in selectors.newest()] == ["2/2026/TT-BTL", "1/2026/TT-BTL"]


def test_the_law_on_a_day_leaves_out_what_is_not_yet_valid() -> None:
    document = make_document(effective_date=date(2026, 5, 1), expiry_date=date(2027, 1, 1))
    assert selectors.provisions_of(document, date(2026, 4, 30)) == []
    assert len(selectors.provisions_of(document, date(2026, 5, 1))) == 6
    assert len(selectors.provisions_of(document, date(2026, 12, 31))) == 6
    assert selectors.provisions_of(document, date(2027, 1, 1)) == []


def test_a_provision_is_found_by_its_address_with_all_that_hangs_on_it() -> None:
    document = make_document()
    rows = selectors.provisions_of(document)
    row = selectors.provision_by_address(document, "dieu-1/khoan-2/diem-dd")
    assert row
    assert row.text == ("Tưới nước mỗi tuần.",)
    assert [r.address for r in selectors.ancestors(rows, row.address)] == [
        "dieu-1",
        "dieu-1/khoan-2",
    ]
    assert [r.number for r in selectors.subtree(rows, "dieu-1/khoan-2")] == ["2", "a", "đ"]
    assert selectors.provision_by_address(document, "dieu-9") is None


def test_lists_are_narrowed_by_words_with_and_without_marks() -> None:
    make_document(title="Quy định về trồng cây bên suối")
    make_document(number="13/2026/TT-BTL", title="Quy định về nuôi ong")
    for words in ("trồng cây", "trong cay", "CÂY trồng", "12/2026"):
        page = selectors.list_documents(ListFilters(q=words))
        assert [d.number for d in page.items] == ["12/2026/TT-BTL"], words


def test_a_percent_sign_in_a_search_is_only_a_percent_sign() -> None:
    make_document()
    assert selectors.list_documents(ListFilters(q="%")).total == 0


def test_each_filter_counts_its_choices_under_the_other_filters() -> None:
    make_document()
    make_document(number="13/2025/TT-BTL", issue_date=date(2025, 1, 1))
    make_document(
        number="5/QĐ-BTL", type_name="Quyết định", type_code="QĐ", kind=Kind.ADMINISTRATIVE
    )
    page = selectors.list_documents(ListFilters(type_name="Thông tư", year=2026))
    assert [d.number for d in page.items] == ["12/2026/TT-BTL"]
    assert {f.value: f.count for f in page.facets["type_name"]} == {"Thông tư": 1, "Quyết định": 1}
    assert {f.value: f.count for f in page.facets["year"]} == {"2026": 1, "2025": 1}
    assert {f.label: f.count for f in page.facets["kind"]} == {"Văn bản quy phạm pháp luật": 1}


def test_a_joint_document_is_counted_once_for_each_issuer() -> None:
    make_document(issuer=("Bộ Thủy lâm", "Bộ Ong mật"))
    make_document(number="13/2026/TT-BTL", issuer="Bộ Ong mật")
    facets = {facet.value: facet.count for facet in selectors.counts().by_issuer}
    assert facets == {"bo-ong-mat": 2, "bo-thuy-lam": 1}
    assert selectors.list_documents(ListFilters(issuer="bo-thuy-lam")).total == 1


def test_pages_stay_within_what_there_is() -> None:
    for serial in range(1, 6):
        make_document(number=f"{serial}/2026/TT-BTL")
    page = selectors.list_documents(ListFilters(order="number"), page=99, size=2)
    assert (page.page, page.pages, page.total) == (3, 3, 5)
    assert [d.number for d in page.items] == ["5/2026/TT-BTL"]


def test_counts_follow_the_store_at_once() -> None:
    assert selectors.counts().documents == 0
    make_document()
    counts = selectors.counts()
    assert (counts.documents, counts.articles, counts.provisions) == (1, 2, 6)


def test_a_list_page_needs_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    make_document()
    with django_assert_max_num_queries(7):
        selectors.list_documents(ListFilters())
    with django_assert_max_num_queries(2):
        selectors.list_documents(ListFilters())


def test_search_hits_keep_their_order() -> None:
    first = make_document()
    second = make_document(number="13/2026/TT-BTL")
    found = selectors.documents_by_id([second.pk, first.pk])
    assert [d.pk for d in found] == [second.pk, first.pk]


def test_a_stored_document_reads_back_as_the_engine_wrote_it() -> None:
    parsed = make_parsed()
    document = selectors.as_engine_document(make_document())
    assert document.metadata == parsed.metadata
    assert document.structure == parsed.structure
