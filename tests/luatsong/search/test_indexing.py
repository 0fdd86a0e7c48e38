from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from tests.luatsong.factories import make_document

from luatsong.law.models import Document, Force, ProvisionVersion
from luatsong.law.signals import documents_changed
from luatsong.search import engine, index_pending, search, services
from luatsong.search.backend import IndexBusyError
from luatsong.search.entries import entries_of

pytestmark = [pytest.mark.django_db, pytest.mark.service]


def total(query: str = "suối") -> int:
    return search(query).total


def test_a_document_is_taken_in_once():
    make_document()
    assert index_pending().added == 1
    assert index_pending().added == 0
    assert not Document.objects.filter(indexed_at__isnull=True).exists()


def test_a_changed_document_replaces_what_was_known_of_it():
    document = make_document()
    index_pending()
    before = total()
    Document.objects.filter(pk=document.pk).update(title="Về con đò", indexed_at=None)
    assert index_pending().added == 1
    assert search("con đò").hits[0].card.title == "Về con đò"
    assert total() <= before


def test_withdrawn_and_deleted_documents_go_away():
    withdrawn = make_document(number="1/2026/TT-BTL")
    deleted = make_document(number="2/2026/TT-BTL")
    make_document(number="3/2026/TT-BTL")
    index_pending()
    Document.objects.filter(pk=withdrawn.pk).update(state=Document.State.WITHDRAWN, indexed_at=None)
    deleted.delete()
    assert index_pending().removed == 2
    assert {hit.card.number for hit in search("suối").hits} == {"3/2026/TT-BTL"}


def test_a_missing_index_is_built_anew(index_folder: Path):
    make_document()
    index_pending()
    shutil.rmtree(index_folder)
    assert total() == 0
    done = index_pending()
    assert (done.rebuilt, done.added) == (True, 1)
    assert total() > 0


def test_a_broken_index_is_built_anew(index_folder: Path):
    make_document()
    index_pending()
    for file in index_folder.iterdir():
        file.write_bytes(b"broken")
    assert not search("suối").ready
    assert index_pending().rebuilt
    assert total() > 0


def test_an_index_of_an_earlier_form_is_built_anew(index_folder: Path):
    make_document()
    index_pending()
    (index_folder / "luatsong-version").write_text("0")
    Document.objects.update(indexed_at=None)
    assert index_pending().rebuilt
    assert total() > 0


def test_a_run_that_dies_before_the_commit_leaves_its_documents_waiting(
    monkeypatch: pytest.MonkeyPatch,
):
    make_document()

    def dies(documents: list[Document]) -> Iterator[object]:
        yield next(iter(entries_of(documents)))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(services, "entries_of", dies)
        with pytest.raises(KeyboardInterrupt):
            index_pending()
    assert Document.objects.filter(indexed_at__isnull=True).count() == 1
    assert total() == 0
    assert index_pending().added == 1
    assert total() > 0


def test_a_document_that_changes_while_it_is_indexed_is_indexed_again(
    monkeypatch: pytest.MonkeyPatch,
):
    document = make_document()
    runs = 0

    def changes(documents: list[Document]) -> Iterator[object]:
        nonlocal runs
        runs += 1
        yield from list(entries_of(documents))
        if runs == 1:
            Document.objects.filter(pk=document.pk).update(
                title="Về con đò", updated_at=timezone.now(), indexed_at=None
            )

    monkeypatch.setattr(services, "entries_of", changes)
    index_pending()
    assert runs == 2
    assert search("con đò").hits[0].card.title == "Về con đò"


def test_only_one_process_writes_at_a_time():
    make_document()
    with engine().writing(wait=0), pytest.raises(IndexBusyError):
        index_pending(wait=0)
    assert index_pending(wait=0).added == 1


def test_the_command_says_that_another_process_is_at_it():
    make_document()
    with engine().writing(wait=0), pytest.raises(CommandError, match="tiến trình khác"):
        call_command("index", wait=0)


def test_the_command_rebuilds_and_reports(capsys: pytest.CaptureFixture[str]):
    make_document()
    index_pending()
    call_command("index", rebuild=True)
    assert "thêm hoặc cập nhật 1 văn bản" in capsys.readouterr().out
    assert total() > 0


def test_news_of_the_store_is_indexed_at_once():
    make_document()
    documents_changed.send(sender=Document)
    assert total() > 0


def test_news_while_another_process_indexes_is_no_error(monkeypatch: pytest.MonkeyPatch):
    make_document()

    @contextmanager
    def busy(*, wait: float) -> Iterator[None]:
        raise IndexBusyError
        yield

    monkeypatch.setattr(engine(), "writing", busy)
    documents_changed.send(sender=Document)
    assert total() == 0


def test_indexing_many_documents_takes_few_queries(django_assert_max_num_queries: object):
    for number in range(1, 11):
        make_document(number=f"{number}/2026/TT-BTL")
    documents = list(Document.objects.all())
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        assert len(list(entries_of(documents))) == 10


def test_each_wording_of_an_article_is_found_on_its_days():
    document = make_document(text="Điều 1. Tưới nước\n1. Tưới ba lần.\n2. Tưới buổi sáng.")
    clause = ProvisionVersion.objects.get(provision__address="dieu-1/khoan-1")
    later = timezone.localdate() + timedelta(days=30)
    ProvisionVersion.objects.filter(pk=clause.pk).update(valid_to=later)
    ProvisionVersion.objects.create(
        provision=clause.provision,
        text="Tưới chín lần.",
        valid_from=later,
        recorded_from=clause.recorded_from,
    )
    Document.objects.filter(pk=document.pk).update(indexed_at=None)
    index_pending()

    def words(day: date) -> str:
        hit = next(h for h in search("tưới nước", day=day).hits if h.address == "dieu-1")
        return "".join(segment.text for segment in hit.snippet)

    assert "ba lần" in words(later - timedelta(days=1))
    assert "chín lần" in words(later)
    assert "buổi sáng" in words(later)


def test_what_another_text_has_ended_is_no_law_in_force_to_the_search():
    document = make_document()
    today = timezone.localdate()
    Force.objects.create(
        document=document,
        word=Force.Word.ENDED,
        valid_from=today - timedelta(days=30),
        recorded_from=timezone.now(),
    )
    index_pending()
    assert not search("suối", state="in-force").hits
    ended = search("suối", state="expired").hits
    assert ended
    assert {hit.valid_to for hit in ended} == {today - timedelta(days=30)}
    before = search("suối", day=today - timedelta(days=31)).hits
    assert {hit.address for hit in before} == {hit.address for hit in ended}


def test_a_suspended_text_comes_back_to_the_search_when_it_is_resumed():
    document = make_document()
    today = timezone.localdate()
    Force.objects.create(
        document=document,
        word=Force.Word.SUSPENDED,
        valid_from=today - timedelta(days=30),
        valid_to=today + timedelta(days=30),
        recorded_from=timezone.now(),
    )
    index_pending()
    assert not [hit for hit in search("suối").hits if hit.address]
    later = search("suối", day=today + timedelta(days=31)).hits
    assert [hit for hit in later if hit.address]
