"""The staff's pages of sound: upload, listen, put in place, withdraw."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.renditions.speech_server import Server, speech_server, wav

from luatsong.knowledge.models import Item
from luatsong.renditions import services
from luatsong.renditions.models import Form, Rendition
from luatsong.renditions.voices import sound_data

SOUND = wav(3)


@pytest.fixture(autouse=True)
def server(settings: Settings) -> Iterator[Server]:
    with speech_server() as running:
        settings.TTS_URL = running.address
        settings.RENDITION_FORMS = (Form.SOUND.value,)
        yield running


@pytest.fixture
def item(db: None) -> Item:
    made = make_item(title="Khai sinh cho con")
    services.make(made, Form.SOUND)
    return made


def sent(client: Client, item: Item, content: bytes = SOUND, **fields: object) -> object:
    data = {
        "sound": SimpleUploadedFile("doc.wav", content, "audio/wav"),
        "language": "bru",
        "speaker": "Hồ Thị Xoan",
        "village": "Bản Suối",
        "consent": "Đồng ý ngày 20/11/2026.",
        **fields,
    }
    return client.post(f"/quan-tri/ban-nghe/{item.pk}/", data)


def recording() -> Rendition:
    return Rendition.objects.get(made_by=Rendition.Maker.PERSON)


def decided(client: Client, act: str, **fields: str) -> int:
    address = f"/quan-tri/ban-nghe/ban-ghi/{recording().pk}/"
    return client.post(address, {"viec": act, **fields}).status_code


def test_a_recording_goes_from_upload_over_a_second_person_to_readers(
    editor: Client, administrator: Client, client: Client, item: Item
):
    assert sent(editor, item).status_code == 302  # type: ignore[attr-defined]
    assert "Hồ Thị Xoan" not in client.get(item.get_absolute_url()).content.decode()
    page = administrator.get(f"/quan-tri/ban-nghe/{item.pk}/").content.decode()
    assert "Chờ người khác nghe" in page
    assert "Đã nghe, cho bạn đọc nghe" in page
    heard = administrator.get(f"/quan-tri/ban-nghe/tep/{recording().pk}/")
    assert b"".join(heard.streaming_content)  # type: ignore[attr-defined]

    assert decided(administrator, "duyet") == 302

    page = client.get(item.get_absolute_url()).content.decode()
    assert page.index("Hồ Thị Xoan") < page.index("Giọng máy miền Bắc")
    assert "Bản Suối" in page


def test_the_person_who_uploads_does_not_review(administrator: Client, item: Item):
    sent(administrator, item)
    decided(administrator, "duyet")

    assert recording().state == Rendition.State.WAITING


def test_withdrawing_asks_for_a_reason(editor: Client, administrator: Client, item: Item):
    sent(editor, item)
    decided(administrator, "duyet")
    decided(editor, "rut")
    assert recording().state == Rendition.State.MADE

    decided(editor, "rut", **{"ly-do": "Người đọc xin rút."})

    assert recording().state == Rendition.State.WITHDRAWN
    assert "Người đọc xin rút." in editor.get(f"/quan-tri/ban-nghe/{item.pk}/").content.decode()


@pytest.mark.parametrize(
    ("content", "fields", "words"),
    [
        (b"khong phai am thanh", {}, "Không đọc được tệp âm thanh"),
        (SOUND, {"consent": ""}, "Cần lời đồng ý"),
        (SOUND, {"speaker": ""}, "tên người đọc"),
        (SOUND, {"consent_file": SimpleUploadedFile("x.html", b"<script>")}, "PDF, JPG hoặc PNG"),
    ],
)
def test_a_bad_recording_is_refused_and_the_words_typed_are_kept(
    editor: Client, item: Item, content: bytes, fields: dict[str, object], words: str
):
    answer = sent(editor, item, content, **fields)

    assert answer.status_code == 400  # type: ignore[attr-defined]
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert words in page
    assert "Bản Suối" in page
    assert not Rendition.objects.filter(made_by=Rendition.Maker.PERSON).exists()


def test_a_file_that_is_too_large_is_dropped_on_its_way(
    editor: Client, item: Item, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sound_data()["uploads"], "bytes", 1000)

    answer = sent(editor, item)

    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert "Hãy chọn tệp ghi âm" in answer.content.decode()  # type: ignore[attr-defined]


def test_who_may_only_look_changes_nothing(viewer: Client, editor: Client, item: Item):
    sent(editor, item)

    assert viewer.get(f"/quan-tri/ban-nghe/{item.pk}/").status_code == 200
    assert "Tải bản ghi lên" not in viewer.get(f"/quan-tri/ban-nghe/{item.pk}/").content.decode()
    for answer in (sent(viewer, item), viewer.post(f"/quan-tri/ban-nghe/{item.pk}/doc-lai/")):
        assert answer.status_code in (302, 403)  # type: ignore[attr-defined]
    assert decided(viewer, "duyet") in (302, 403)
    assert recording().state == Rendition.State.WAITING


def test_nobody_outside_hears_what_is_not_reviewed(client: Client, editor: Client, item: Item):
    sent(editor, item)
    row = recording()

    assert client.get(f"/quan-tri/ban-nghe/tep/{row.pk}/").status_code == 302
    assert client.get(f"/ban/{row.pk}/{row.file_name}").status_code == 404


def test_the_list_shows_what_can_be_heard_and_what_waits(editor: Client, item: Item):
    sent(editor, item)

    page = editor.get("/quan-tri/ban-nghe/").content.decode()

    assert "Bản ghi chờ nghe và duyệt" in page
    assert "Khai sinh cho con" in page
    assert editor.get("/quan-tri/ban-nghe/?q=khong%20co").status_code == 200


def test_the_machine_reads_again_when_told(editor: Client, item: Item):
    before = Rendition.objects.filter(made_by=Rendition.Maker.MACHINE).count()

    assert editor.post(f"/quan-tri/ban-nghe/{item.pk}/doc-lai/").status_code == 302
    assert Rendition.objects.filter(made_by=Rendition.Maker.MACHINE).count() == before
