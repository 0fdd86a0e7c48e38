from __future__ import annotations

import gzip
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.luatsong.law.texts import CIRCULAR, OTHER_TEXT, circular

from luatsong.law import readers, selectors, services
from luatsong.law.models import Document, Intake, ProvisionVersion, SourceFile
from luatsong.law.readers import Job, Readers
from luatsong.law.signals import documents_changed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.service]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").write_bytes(circular(1))
    (tmp_path / "b" / "c.txt").write_bytes(circular(2))
    (tmp_path / ".hidden.txt").write_bytes(circular(3))
    (tmp_path / "~$khoa.docx").write_bytes(b"lock")
    return tmp_path


def _page(html: str, **fields: object) -> str:
    record = {"file": "trang.html", "html": html, "has_fulltext": True, **fields}
    return json.dumps(record, ensure_ascii=False)


def _html(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in text.splitlines())


def test_a_folder_is_walked_and_its_hidden_files_left_alone(folder: Path) -> None:
    summary = services.ingest_paths([folder], jobs=1, index=False)
    assert dict(summary.outcomes) == {"stored": 2}
    assert [d.number for d in Document.objects.order_by("pk")] == ["1/2031/TT-BTP", "2/2031/TT-BTP"]
    assert summary.characters > 1000


def test_a_second_run_changes_nothing(folder: Path) -> None:
    services.ingest_paths([folder], jobs=1, index=False)
    before = (
        list(Document.objects.values_list("pk", "updated_at")),
        list(ProvisionVersion.objects.values_list("pk")),
    )
    summary = services.ingest_paths([folder], jobs=1, index=False)
    assert dict(summary.outcomes) == {"unchanged": 2}
    assert before == (
        list(Document.objects.values_list("pk", "updated_at")),
        list(ProvisionVersion.objects.values_list("pk")),
    )


def test_the_same_file_twice_in_one_run_is_one_source(folder: Path) -> None:
    (folder / "z.txt").write_bytes(circular(1))
    summary = services.ingest_paths([folder], jobs=2, index=False)
    assert dict(summary.outcomes) == {"stored": 2, "unchanged": 1}
    assert SourceFile.objects.count() == 2


def test_of_two_texts_with_one_number_the_first_by_name_is_published(folder: Path) -> None:
    (folder / "b" / "1.txt").write_text(CIRCULAR)
    (folder / "b" / "2.txt").write_text(OTHER_TEXT)
    summary = services.ingest_paths([folder], jobs=2, index=False)
    assert dict(summary.reasons) == {"same-number-different-text": 1}
    assert Document.objects.get(number="98/2031/TT-BTP").title == "Quy định về trồng cây bên suối"


def test_a_saved_page_is_read_with_what_it_declares(tmp_path: Path) -> None:
    file = tmp_path / "trang.jsonl.gz"
    line = _page(
        _html(CIRCULAR),
        number="98/2031/TT-BTP",
        title="Thông tư số 98/2031/TT-BTP Quy định về trồng cây bên suối",
        doc_type="Thông tư",
        status="Còn hiệu lực",
        url="https://vanban.example/98",
        dates={"Ngày có hiệu lực": "01/05/2031"},
    )
    file.write_bytes(gzip.compress(line.encode()))
    services.ingest_paths([file], jobs=1, index=False)
    source = selectors.sources_of(Document.objects.get())[0]
    assert source.declared["effective_date"] == "01/05/2031"
    assert (source.origin, source.media_type) == ("https://vanban.example/98", "text/html")
    assert services.source_bytes(source).decode() == _html(CIRCULAR)


def test_a_page_whose_heading_names_another_document_is_never_published(tmp_path: Path) -> None:
    file = tmp_path / "trang.jsonl"
    file.write_text(
        _page(
            _html(CIRCULAR),
            number="102/2030/QH17",
            title="Luật Ong mật số 102/2030/QH17",
            doc_type="Luật",
        )
    )
    summary = services.ingest_paths([file], jobs=1, index=False)
    assert dict(summary.reasons) == {"heading-mismatch": 1}
    assert not Document.objects.exists()


def test_a_person_may_vouch_for_a_heading_that_differs(tmp_path: Path, django_user_model) -> None:
    file = tmp_path / "trang.jsonl"
    file.write_text(_page(_html(CIRCULAR), number="97/2031/TT-BTP", doc_type="Thông tư"))
    services.ingest_paths([file], jobs=1, index=False)
    editor = django_user_model.objects.create_user("bien-tap")
    intake = Intake.objects.get()
    assert intake.state == Intake.State.QUARANTINED
    services.intake_retry(intake=intake, corrections={"accept": "1"}, user=editor)
    assert Document.objects.get().number == "98/2031/TT-BTP"


def test_broken_records_are_kept_and_do_not_stop_the_others(tmp_path: Path) -> None:
    file = tmp_path / "trang.jsonl"
    file.write_text("{not json\n" + '{"url": "no html"}\n' + _page(_html(CIRCULAR)) + "\n")
    summary = services.ingest_paths([file], jobs=1, index=False)
    assert (summary.outcomes["stored"], dict(summary.reasons)) == (1, {"bad-record": 2})


def test_a_cut_off_archive_gives_what_it_holds_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "trang.jsonl.gz"
    whole = gzip.compress((_page(_html(CIRCULAR)) + "\n").encode() * 1 + b"x" * 5000)
    file.write_bytes(whole[:-12])
    summary = services.ingest_paths([file], jobs=1, index=False)
    assert summary.reasons["truncated"] == 1


def test_a_file_past_the_limit_is_kept_but_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from luatsong.law import candidates
    from vnlaw.reading import Limits

    monkeypatch.setattr(candidates, "Limits", lambda: Limits(max_bytes=500))
    (tmp_path / "lon.txt").write_bytes(circular(1))
    summary = services.ingest_paths([tmp_path], jobs=1, index=False)
    assert dict(summary.reasons) == {"too-large": 1}
    assert services.source_bytes(SourceFile.objects.get()) == circular(1)


def test_rooms_above_are_told_once_and_only_of_changes(folder: Path) -> None:
    told: list[object] = []

    def listen(sender: object, **_: object) -> None:
        told.append(sender)

    documents_changed.connect(listen)
    services.ingest_paths([folder], jobs=1)
    services.ingest_paths([folder], jobs=1)
    documents_changed.disconnect(listen)
    assert told == [Document]


def test_the_command_ends_with_a_table(folder: Path) -> None:
    out = StringIO()
    call_command("ingest", folder, jobs=1, no_index=True, stdout=out)
    assert "Đã lưu" in out.getvalue()


def test_the_command_names_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="khong-co"):
        call_command("ingest", tmp_path / "khong-co")


def test_a_reader_that_hangs_is_stopped_and_the_next_file_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(readers._LIMITS, "seconds", 0)
    with Readers(1) as pool:
        first = next(pool.read([Job(circular(1), "a.txt")]))
        monkeypatch.setitem(readers._LIMITS, "seconds", 60)
        second = next(pool.read([Job(circular(1), "a.txt")]))
    assert [reason.code for reason in first.reasons] == ["timeout"]
    assert second.document


def test_a_reader_that_is_killed_costs_no_file() -> None:
    with Readers(1) as pool:
        reading = pool.read(Job(circular(n), "a.txt") for n in range(3))
        assert next(reading).document
        pool._workers[0].process.kill()
        assert all(result.document for result in reading)


_GIVE = readers._Worker.give


def _give_and_kill(worker: readers._Worker, slot: readers._Slot) -> None:
    _GIVE(worker, slot)
    worker.process.kill()


def test_a_file_that_kills_its_reader_twice_is_blamed_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Readers(1) as pool:
        monkeypatch.setattr(readers._Worker, "give", _give_and_kill)
        crashed = next(pool.read([Job(circular(1), "a.txt")]))
        monkeypatch.undo()
        assert [reason.code for reason in crashed.reasons] == ["crashed"]
        assert next(pool.read([Job(circular(2), "a.txt")])).document
