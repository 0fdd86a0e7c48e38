"""What is OpenSearch's alone: leases, commits that break off, indices that vanish, deep pages.

Needs a server: `SEARCH_URL=opensearch://…`, as `.ci/run` starts one.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.luatsong.factories import make_document
from tests.luatsong.search.engines import NEEDS_SERVER, address_of, opensearch

from luatsong.law.models import Document
from luatsong.search import index_pending, search
from luatsong.search.backend import (
    Card,
    Entry,
    Filters,
    IndexBusyError,
    SearchUnavailableError,
    Suggestion,
)
from luatsong.search.opensearch_backend import OpenSearchBackend
from luatsong.search.opensearch_writing import OpenSearchWriting

pytestmark = [NEEDS_SERVER, pytest.mark.django_db]

_TEXT = "Người trồng cây giữ suối."
TODAY = Filters(day=date(2026, 6, 1))


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with address_of("opensearch", tmp_path) as url:
        yield url


@pytest.fixture
def backend(url: str) -> Iterator[OpenSearchBackend]:
    with opensearch(url) as backend:
        yield backend


def card(number: int) -> Card:
    return Card(
        document_id=number,
        slug=f"van-ban-{number}",
        kind="normative",
        type_name="Thông tư",
        number=f"{number}/2026/TT-BTL",
        title="Quy định việc trồng cây bên suối",
        issuers=("Bộ Thủy lâm",),
        year=2026,
        issue_date=None,
    )


def entries(articles: int) -> list[Entry]:
    whole = Entry("", "", "Quy định việc trồng cây bên suối", "")
    places = [Entry(f"dieu-{n}", f"Điều {n}.", "Trồng cây", _TEXT) for n in range(1, articles + 1)]
    return [whole, *places]


def fill(backend: OpenSearchBackend, *numbers: int, articles: int = 1) -> None:
    with backend.writing(wait=0) as writing:
        for number in numbers:
            writing.put(card(number), entries(articles))
        writing.commit()


def places(backend: OpenSearchBackend, words: str = "trồng cây") -> int:
    return backend.search(words, TODAY, page=1, size=20).places


def test_fewer_articles_than_before_leave_nothing_behind(backend: OpenSearchBackend) -> None:
    fill(backend, 1, articles=5)
    fill(backend, 1, articles=2)
    assert places(backend) == 2


def test_the_last_of_two_forms_in_one_commit_counts(backend: OpenSearchBackend) -> None:
    with backend.writing(wait=0) as writing:
        writing.put(card(1), entries(5))
        writing.put(card(1), entries(2))
        writing.put(card(2), entries(2))
        writing.remove(2)
        writing.commit()
        assert writing.known() == {1}
    assert places(backend) == 2


def test_pages_beyond_the_candidates_go_on(backend: OpenSearchBackend) -> None:
    fill(backend, 1, articles=190)
    found = [
        hit.address
        for page in range(1, 11)
        for hit in backend.search("trồng cây", TODAY, page=page, size=20).hits
    ]
    assert len(found) == len(set(found)) == 191


def test_a_large_commit_is_sent_in_parts(
    backend: OpenSearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luatsong.search.opensearch_writing._CHUNK", 4_000)
    sent: list[int] = []
    send = OpenSearchWriting._send

    def counted(self: OpenSearchWriting, chunk: bytes) -> None:
        sent.append(len(chunk))
        send(self, chunk)

    monkeypatch.setattr(OpenSearchWriting, "_send", counted)
    fill(backend, 1, 2, 3, articles=20)
    assert len(sent) > 5
    assert max(sent) <= 4_000
    assert places(backend) == 60


def test_a_commit_that_breaks_off_shows_nothing_and_is_made_good_by_the_next(
    backend: OpenSearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(backend, 1, articles=3)
    monkeypatch.setattr("luatsong.search.opensearch_writing._CHUNK", 1)
    send = OpenSearchWriting._send
    left = [2]

    def dies(self: OpenSearchWriting, chunk: bytes) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        send(self, chunk)

    with monkeypatch.context() as patch:
        patch.setattr(OpenSearchWriting, "_send", dies)
        with pytest.raises(KeyboardInterrupt):
            fill(backend, 1, articles=4)
    assert places(backend) == 3
    fill(backend, 1, articles=1)
    assert places(backend) == 1


def test_the_lease_of_a_writer_that_died_runs_out(
    backend: OpenSearchBackend, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(backend, 1)
    with opensearch(url) as other, other.writing(wait=0) as dead:
        with pytest.raises(IndexBusyError), backend.writing(wait=0):
            pass
        monkeypatch.setattr("luatsong.search.opensearch_lease._LEASE", 0.3)
        dead._lease.renew()
        fill_after(backend, 0.4)
        with pytest.raises(IndexBusyError):
            dead.commit()
    assert places(backend) == 2


def fill_after(backend: OpenSearchBackend, seconds: float) -> None:
    time.sleep(seconds)
    fill(backend, 1, articles=2)


def test_a_change_is_searchable_within_two_seconds(backend: OpenSearchBackend) -> None:
    fill(backend, 1, 2, 3, articles=50)
    begun = time.monotonic()
    fill(backend, 2, articles=1)
    assert places(backend) == 101
    assert time.monotonic() - begun < 2


def test_an_index_that_was_deleted_is_built_anew(url: str, settings: object) -> None:
    settings.SEARCH_URL = url  # type: ignore[attr-defined]
    make_document()
    assert index_pending().rebuilt
    with opensearch(url) as backend:
        backend.drop()
    assert not search("suối").ready
    done = index_pending()
    assert (done.rebuilt, done.added) == (True, 1)
    assert search("suối").total > 0


def test_an_index_deleted_while_it_is_written_is_not_made_in_another_form(
    backend: OpenSearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(backend, 1)
    commit = OpenSearchWriting.commit

    def too_late(self: OpenSearchWriting) -> None:
        backend.drop()
        commit(self)

    monkeypatch.setattr(OpenSearchWriting, "commit", too_late)
    with pytest.raises(SearchUnavailableError):
        fill(backend, 2)
    assert backend.count() is None


def test_documents_wait_when_the_commit_fails(
    url: str, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEARCH_URL = url  # type: ignore[attr-defined]
    make_document()

    def refuses(self: OpenSearchWriting, chunk: bytes) -> None:
        raise SearchUnavailableError("full")

    with monkeypatch.context() as patch:
        patch.setattr(OpenSearchWriting, "_send", refuses)
        with pytest.raises(SearchUnavailableError):
            index_pending()
    assert Document.objects.filter(indexed_at__isnull=True).count() == 1
    assert index_pending().added == 1


def test_word_counts_are_shared_by_all_servers_of_the_site(
    backend: OpenSearchBackend, url: str
) -> None:
    with backend.writing(wait=0) as writing:
        writing.put(card(1), entries(9))
        writing.commit()
        writing.finish()
        writing.finish()
    with opensearch(url) as other:
        assert other.search("trông cây", TODAY, page=1, size=1).correction == "trồng cây"


def test_what_is_typed_is_never_a_pattern(backend: OpenSearchBackend) -> None:
    with backend.writing(wait=0) as writing:
        writing.put(card(1), [Entry("", "", "Về cây", "", spellings=("1/2026/tt-btl",))])
        writing.commit()
    assert backend.suggest("1/2026/tt", limit=3) == (
        Suggestion("Thông tư 1/2026/TT-BTL", "van-ban-1"),
    )
    for typed in (".*", "1/2026.*", "(1", "<1-9>", "~1", '"1', "a|1", "\\", "zzzz"):
        assert backend.suggest(typed, limit=3) == ()


def test_a_very_long_line_and_very_long_words_are_taken_in(backend: OpenSearchBackend) -> None:
    with backend.writing(wait=0) as writing:
        text = "Người trồng cây giữ suối. " + "ă" * 70_000 + " " + "cây " * 200_000
        long = Entry("dieu-1", "Điều 1.", "Trồng cây", text, spellings=("x" * 40_000,))
        writing.put(card(1), [*entries(0), long])
        writing.commit()
    assert places(backend, "giữ suối") == 1
    assert backend.retrieve("giữ suối", TODAY, k=1)[0].address == "dieu-1"
