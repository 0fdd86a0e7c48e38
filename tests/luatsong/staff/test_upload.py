"""Handing in files: all of them are kept, each gets an answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from tests.luatsong.law.texts import CIRCULAR

from luatsong.law.models import Document, Intake
from luatsong.staff import services
from luatsong.staff.models import Upload, UploadedFile

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]


@pytest.fixture(autouse=True)
def _receiving_folder(settings: Settings, tmp_path: Path) -> None:
    settings.LUATSONG_RECEIVING_DIR = tmp_path / "dang-nhan"


def _send(client: Client, *files: tuple[str, bytes], **extra: Any) -> Any:
    received = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(reverse("staff_upload"), {"files": received}, **extra)


def test_each_file_of_an_upload_gets_its_own_result(
    editor: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = _send(editor, ("thong-tu.txt", CIRCULAR.encode()), ("rong.txt", b""))
    page = editor.get(answer["Location"]).content.decode()
    assert "Đã đọc 2/2 tệp" in page
    assert reverse("staff_document", args=[Document.objects.get().pk]) in page
    intake = Intake.objects.get(state=Intake.State.QUARANTINED)
    assert reverse("staff_desk_item", args=[intake.pk]) in page
    assert intake.reasons[0]["message"] in page


def test_received_bytes_are_handed_over_and_not_kept_twice(
    editor: Client,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _send(editor, ("thong-tu.txt", CIRCULAR.encode()))
    kept = UploadedFile.objects.get()
    assert not kept.file
    assert not [p for p in (Path(settings.MEDIA_ROOT) / "cho-xu-ly").rglob("*") if p.is_file()]
    assert kept.intake
    assert kept.intake.uploaded_by == kept.upload.uploaded_by


def test_a_file_that_is_too_large_is_refused_while_the_others_go_on(
    editor: Client,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.LUATSONG_MAX_FILE_BYTES = 100_000
    with django_capture_on_commit_callbacks(execute=True):
        answer = _send(
            editor,
            ("qua-lon.pdf", b"x" * 300_000),
            ("thong-tu.txt", CIRCULAR.encode()),
            ("qua-lon-2.pdf", b"y" * 150_000),
        )
    by_name = {file.name: file for file in UploadedFile.objects.all()}
    assert by_name["qua-lon.pdf"].state == UploadedFile.State.REFUSED
    assert by_name["qua-lon.pdf"].size == 300_000
    assert by_name["qua-lon-2.pdf"].state == UploadedFile.State.REFUSED
    assert by_name["thong-tu.txt"].state == UploadedFile.State.DONE
    assert "lớn hơn mức cho phép" in editor.get(answer["Location"]).content.decode()


def test_nothing_of_a_refused_file_stays_on_disk(editor: Client, settings: Settings) -> None:
    settings.LUATSONG_MAX_FILE_BYTES = 1000
    _send(editor, ("qua-lon.pdf", b"x" * 300_000))
    assert not list(Path(settings.LUATSONG_RECEIVING_DIR).iterdir())


def test_an_upload_without_files_says_what_to_do(editor: Client) -> None:
    answer = editor.post(reverse("staff_upload"), {}, follow=True)
    assert "Chưa chọn tệp nào" in answer.content.decode()
    assert not Upload.objects.exists()


def test_more_files_than_one_form_may_hold_get_a_sentence(
    editor: Client, settings: Settings
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    answer = _send(editor, ("a.txt", b"a"), ("b.txt", b"b"), ("c.txt", b"c"), follow=True)
    assert "Mỗi lượt chỉ gửi được 2 tệp" in answer.content.decode()


def test_a_script_adds_files_one_by_one_to_one_upload(editor: Client) -> None:
    first = _send(editor, ("a.txt", b"a"), headers={"Accept": "application/json"}).json()
    received = SimpleUploadedFile("b.txt", b"b")
    editor.post(
        reverse("staff_upload"),
        {"files": received, "upload": first["upload"]},
        headers={"Accept": "application/json"},
    )
    assert [file.name for file in Upload.objects.get().files.all()] == ["a.txt", "b.txt"]


def test_nobody_adds_to_the_upload_of_another(editor: Client, administrator: Client) -> None:
    first = _send(editor, ("a.txt", b"a"), headers={"Accept": "application/json"}).json()
    received = SimpleUploadedFile("b.txt", b"b")
    administrator.post(reverse("staff_upload"), {"files": received, "upload": first["upload"]})
    assert Upload.objects.count() == 2


def test_a_forged_form_is_refused_before_it_is_read(people: dict[str, Any]) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["editor"], backend="django.contrib.auth.backends.ModelBackend")
    assert _send(strict, ("a.txt", b"a")).status_code == 403
    assert not Upload.objects.exists()


def test_a_failure_keeps_the_file_and_offers_another_try(
    editor: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def fail(**_: Any) -> Intake:
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(services.law, "intake_bytes", fail)
        with django_capture_on_commit_callbacks(execute=True):
            answer = _send(editor, ("thong-tu.txt", CIRCULAR.encode()))
    file = UploadedFile.objects.get()
    assert file.state == UploadedFile.State.FAILED
    assert "Thử lại" in editor.get(answer["Location"]).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("staff_upload_retry", args=[file.pk]))
    file.refresh_from_db()
    assert file.state == UploadedFile.State.DONE


def test_a_long_or_strange_file_name_is_only_text(
    editor: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = _send(editor, ("<b>" + "dài" * 100 + ".txt", b"Xin chao"))
    page = editor.get(answer["Location"]).content.decode()
    assert "<b>dài" not in page
    assert "&lt;b&gt;dài" in page
    assert UploadedFile.objects.get().name.endswith(".txt")


def test_the_changing_part_says_when_nothing_is_left_to_do(editor: Client) -> None:
    _send(editor, ("a.txt", b"a"))  # not committed: nobody has started on it
    upload = Upload.objects.get()
    part = reverse("staff_upload_part", args=[upload.pk])
    assert 'data-staff-in-work="1"' in editor.get(part).content.decode()
    upload.files.update(state=UploadedFile.State.DONE)
    assert 'data-staff-in-work="0"' in editor.get(part).content.decode()


def test_without_a_script_the_page_reloads_itself_while_files_are_in_work(editor: Client) -> None:
    answer = _send(editor, ("a.txt", b"a"))
    assert '<meta http-equiv="refresh"' in editor.get(answer["Location"]).content.decode()
    UploadedFile.objects.update(state=UploadedFile.State.DONE)
    assert '<meta http-equiv="refresh"' not in editor.get(answer["Location"]).content.decode()


def test_a_name_cannot_turn_itself_around_on_the_page(
    editor: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _send(editor, ("thong-tu\u202etxt.exe", CIRCULAR.encode()))
    assert UploadedFile.objects.get().name == "thong-tutxt.exe"
