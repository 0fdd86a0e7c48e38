"""What every search backend must do; each backend is one parameter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.luatsong.search.engines import ENGINES, opened

from luatsong.search.backend import (
    ALL_STATES,
    EXPIRED,
    IN_FORCE,
    NOT_YET,
    Card,
    Entry,
    Filters,
    Part,
    SearchBackend,
)

TODAY = date(2026, 6, 1)


@pytest.fixture(params=ENGINES)
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchBackend]:
    with opened(request.param, tmp_path) as backend:
        yield backend


def card(number: int = 1, **values: object) -> Card:
    given: dict[str, object] = {
        "document_id": number,
        "slug": f"van-ban-{number}",
        "kind": "normative",
        "type_name": "Thông tư",
        "number": f"{number}/2026/TT-BTL",
        "title": "Quy định việc trồng cây bên suối",
        "issuers": ("Bộ Thủy lâm",),
        "year": 2026,
        "issue_date": date(2026, 1, 1),
        **values,
    }
    return Card(**given)  # type: ignore[arg-type]


def article(number: int, heading: str, text: str, **values: object) -> Entry:
    return Entry(f"dieu-{number}", f"Điều {number}.", heading, text, **values)  # type: ignore[arg-type]


def fill(backend: SearchBackend, *documents: tuple[Card, list[Entry]]) -> None:
    with backend.writing(wait=0) as writing:
        for one, entries in documents:
            whole = Entry("", "", one.title, "", spellings=(one.number.lower(),))
            writing.put(one, [whole, *entries])
        writing.commit()
        writing.finish()


def search(backend: SearchBackend, query: str, **filters: object) -> list[tuple[int, str]]:
    asked = Filters(**{"day": TODAY, **filters})  # type: ignore[arg-type]
    hits = backend.search(query, asked, page=1, size=20).hits
    return [(hit.card.document_id, hit.address) for hit in hits]


@pytest.fixture
def versions(backend: SearchBackend) -> SearchBackend:
    """Điều 1 was reworded on 1 January 2026 and will be again in 2027."""
    old = article(1, "Tưới nước", "Tưới ba lần.", version_id=1, valid_to=date(2026, 1, 1))
    now = article(
        1,
        "Tưới nước",
        "Tưới năm lần.",
        version_id=2,
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 1, 1),
    )
    new = article(1, "Tưới nước", "Tưới bảy lần.", version_id=3, valid_from=date(2027, 1, 1))
    fill(backend, (card(), [old, now, new]))
    return backend


def wording(backend: SearchBackend, **filters: object) -> list[int | None]:
    asked = Filters(**{"day": TODAY, **filters})  # type: ignore[arg-type]
    found = backend.search("tưới nước", asked, page=1, size=20).hits
    return sorted(hit.version_id for hit in found if hit.version_id)


def test_today_finds_only_the_wording_of_today(versions: SearchBackend) -> None:
    assert wording(versions) == [2]


def test_another_day_finds_the_wording_of_that_day(versions: SearchBackend) -> None:
    assert wording(versions, day=date(2025, 12, 31)) == [1]
    assert wording(versions, day=date(2026, 1, 1)) == [2]
    assert wording(versions, day=date(2027, 1, 1)) == [3]


def test_other_states_are_found_when_they_are_asked_for(versions: SearchBackend) -> None:
    assert wording(versions, state=NOT_YET) == [3]
    assert wording(versions, state=EXPIRED) == [1]
    assert wording(versions, state=ALL_STATES) == [1, 2, 3]


def test_the_facet_of_states_counts_every_state(versions: SearchBackend) -> None:
    results = versions.search("tưới nước", Filters(day=TODAY), page=1, size=20)
    counts = {facet.value: facet.count for facet in results.facets["state"]}
    assert counts == {IN_FORCE: 1, NOT_YET: 1, EXPIRED: 1}
    assert (results.total, results.places, results.documents) == (1, 1, 1)
    assert [hit.state for hit in results.hits] == [IN_FORCE]


def test_a_named_document_is_found_in_every_state(backend: SearchBackend) -> None:
    with backend.writing(wait=0) as writing:
        ended = Entry("", "", "Cũ", "", spellings=("1/2026/tt-btl",), valid_to=date(2026, 2, 1))
        writing.put(card(), [ended])
        writing.commit()
    assert search(backend, "1/2026/TT-BTL") == [(1, "")]


def test_hits_are_narrowed_by_field_territory_and_document(backend: SearchBackend) -> None:
    fill(
        backend,
        (card(1, territory="An Hà"), [article(1, "Tưới nước", "Tưới.", field="Thủy lợi")]),
        (card(2), [article(1, "Tưới nước", "Tưới.", field="Lâm nghiệp")]),
    )
    assert search(backend, "tưới nước", field="Thủy lợi") == [(1, "dieu-1")]
    assert (1, "dieu-1") in search(backend, "tưới nước", territory="An Hà")
    assert {one for one, _ in search(backend, "tưới nước", document_id=2)} == {2}
    assert {one for one, _ in search(backend, "tưới nước", without=frozenset({1}))} == {2}
    left = backend.retrieve("tưới nước", Filters(day=TODAY, without=frozenset({2})), k=5)
    assert {passage.card.document_id for passage in left} == {1}


def test_a_hit_names_the_clause_it_shows(backend: SearchBackend) -> None:
    text = "1. Chọn giống cây.\n2. Tưới nước mỗi tuần."
    parts = (Part(0, "dieu-1/khoan-1", "1."), Part(19, "dieu-1/khoan-2", "2."))
    fill(backend, (card(), [article(1, "Việc phải làm", text, parts=parts)]))
    hits = backend.search("mỗi tuần", Filters(day=TODAY), page=1, size=5).hits
    assert [hit.part.address for hit in hits if hit.part] == ["dieu-1/khoan-2"]


def test_the_assistant_gets_articles_with_their_coverage(backend: SearchBackend) -> None:
    fill(
        backend,
        (
            card(),
            [
                article(1, "Tưới nước", "Người trồng cây tưới nước mỗi tuần một lần."),
                article(2, "Chọn giống", "Người trồng cây chọn giống bản địa."),
            ],
        ),
    )
    found = backend.retrieve("Mỗi tuần phải tưới nước mấy lần?", Filters(day=TODAY), k=5)
    assert found[0].address == "dieu-1"
    assert found[0].text.startswith("Người trồng cây tưới nước")
    assert 0 < found[0].features["coverage"] <= 1
    assert found[0].features["margin"] >= 0
    assert all(passage.address for passage in found)


def test_nothing_is_retrieved_when_no_word_is_shared(backend: SearchBackend) -> None:
    fill(backend, (card(), [article(1, "Tưới nước", "Tưới nước mỗi tuần.")]))
    assert backend.retrieve("xyzzy", Filters(day=TODAY), k=5) == ()


def test_what_is_being_typed_is_completed(backend: SearchBackend) -> None:
    fill(backend, (card(), [article(1, "Tưới nước mùa khô", "Tưới.")]))
    assert "Tưới nước mùa khô" in [one.text for one in backend.suggest("tuoi nu", limit=5)]
    assert backend.suggest("1/2026", limit=5)[0].slug == "van-ban-1"
    assert backend.suggest("t", limit=5) == ()


def test_a_change_is_seen_by_a_reader_that_is_open(backend: SearchBackend) -> None:
    fill(backend, (card(), [article(1, "Tưới nước", "Tưới.")]))
    assert search(backend, "tưới nước")
    fill(backend, (card(), [article(1, "Chọn giống", "Chọn.")]))
    assert search(backend, "chọn giống")[0] == (1, "dieu-1")
    assert search(backend, "tưới nước") == []


def test_what_was_not_committed_is_not_seen(backend: SearchBackend) -> None:
    fill(backend, (card(1), [article(1, "Tưới nước", "Tưới.")]))
    with backend.writing(wait=0) as writing:
        writing.put(card(2), [Entry("", "", "Khác", ""), article(1, "Tưới nước", "Tưới.")])
    fill(backend, (card(3), [article(1, "Tưới nước", "Tưới.")]))
    assert {one for one, _ in search(backend, "tưới nước")} == {1, 3}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.text(max_size=80))
def test_any_text_is_answered(versions: SearchBackend, query: str) -> None:
    versions.search(query, Filters(day=TODAY), page=1, size=5)
    versions.retrieve(query, Filters(day=TODAY), k=3)
    versions.suggest(query, limit=3)


def test_a_slip_is_mended_as_soon_as_the_words_are_counted(backend: SearchBackend) -> None:
    text = "Người trồng cây tưới nước mỗi tuần. " * 30
    with backend.writing(wait=0) as writing:
        writing.put(card(), [Entry("", "", "Cây", ""), article(1, "Tưới nước", text)])
        writing.commit()
        assert search(backend, "trồng cây tưới nước")
        writing.finish()
    found = backend.search("trồng câyy tưới nước", Filters(day=TODAY), page=1, size=5)
    assert found.correction == "trồng cây tưới nước"
    assert found.hits[0].address == "dieu-1"
