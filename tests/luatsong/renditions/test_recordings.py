"""Recordings by people: taken with care, reviewed by another, first in the player."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
import soundfile
from django.core.files.base import ContentFile
from pytest_django import Settings
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.renditions.speech_server import speech_server, wav

from luatsong.accounts.models import User
from luatsong.knowledge.models import Item
from luatsong.renditions import recordings, services
from luatsong.renditions.models import Form, Rendition
from luatsong.renditions.recordings import BadSoundError, Reader
from luatsong.renditions.sound_selectors import voices_of
from luatsong.renditions.voices import sound_data

pytestmark = pytest.mark.django_db
HO = Reader("Hồ Thị Xoan", "bru", village="Bản Suối", consent="Đồng ý ngày 20/11/2026, bằng lời.")


@pytest.fixture
def item(settings: Settings) -> Iterator[Item]:
    with speech_server() as server:
        settings.TTS_URL = server.address
        made = make_item()
        services.make(made, Form.SOUND)
        yield made


@pytest.fixture
def lan() -> User:
    return User.objects.create_user("lan")


@pytest.fixture
def minh() -> User:
    return User.objects.create_user("minh")


def added(item: Item, by: User, reader: Reader = HO, content: bytes = b"") -> Rendition:
    content = content or wav(3, rate=44_100, channels=2)
    return recordings.add(item, io.BytesIO(content), len(content), reader, by)


def test_a_recording_waits_until_another_person_has_heard_it(item: Item, lan: User, minh: User):
    row = added(item, lan)
    assert all(heard.by_machine for heard in voices_of(item))

    with pytest.raises(BadSoundError, match="phải khác"):
        recordings.review(row, lan)
    recordings.review(row, minh)

    first = voices_of(item)[0]
    assert first.row == row
    assert first.language == "Tiếng Bru – Vân Kiều"
    assert (first.row.speaker, first.row.village) == ("Hồ Thị Xoan", "Bản Suối")
    assert row.reviewer == minh


def test_it_is_stored_as_small_mono_sound_of_its_own(item: Item, lan: User):
    row = added(item, lan)

    with row.file.open("rb") as file:
        info = soundfile.info(io.BytesIO(file.read()))
    assert (info.channels, info.format) == (1, "MP3")
    assert abs(info.duration - 3) < 0.3


def test_a_vietnamese_reader_stands_in_place_of_the_machine(item: Item, lan: User, minh: User):
    row = added(item, lan, Reader("Trần Văn Nam", "vi", consent="Giấy 12/11/2026"))
    recordings.review(row, minh)
    assert [heard.row for heard in voices_of(item)] == [row]

    recordings.withdraw(row, "Người đọc xin rút.")
    assert all(heard.by_machine for heard in voices_of(item))
    assert len(voices_of(item)) == 3


def test_a_new_recording_replaces_the_old_when_it_is_reviewed(item: Item, lan: User, minh: User):
    old = added(item, lan)
    recordings.review(old, minh)
    content = wav(4)
    new = recordings.add(item, io.BytesIO(content), len(content), HO, lan, replaces=old)
    assert voices_of(item)[0].row == old

    recordings.review(new, minh)

    assert voices_of(item)[0].row == new
    old.refresh_from_db()
    assert old.state == Rendition.State.WITHDRAWN


def test_a_recording_of_older_words_is_offered_again_when_somebody_says_it_fits(
    item: Item, lan: User, minh: User
):
    row = added(item, lan)
    recordings.review(row, minh)
    Rendition.objects.filter(pk=row.pk).update(source_hash="0" * 64)
    assert row not in [heard.row for heard in voices_of(item)]

    recordings.renew(Rendition.objects.get(pk=row.pk), minh)

    assert voices_of(item)[0].row == row


def test_a_copy_of_the_paper_is_kept_as_consent(item: Item, lan: User):
    paper = ContentFile(b"giay", name="giay dong y.pdf")
    row = added(item, lan, Reader("Hồ Văn Lai", "pac", consent_file=paper))

    assert row.consent_file.name.endswith(".pdf")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "trống"),
        (b"RIFF" + b"\x00" * 200, "Không đọc được"),
        (b"ID3\x04" + b"\xff" * 5000, "Không đọc được"),
        (b"%PDF-1.7 khong phai am thanh", "Không đọc được"),
        (wav(3)[:60], "Không đọc được|ngắn hơn|không có tiếng"),
        (wav(0.5), "ngắn hơn"),
        (wav(3, loud=20), "không có tiếng"),
    ],
)
def test_broken_sound_is_refused_with_what_to_do(item: Item, lan: User, content: bytes, words: str):
    with pytest.raises(BadSoundError, match=words):
        recordings.add(item, io.BytesIO(content), len(content), HO, lan)
    assert not Rendition.objects.filter(made_by=Rendition.Maker.PERSON).exists()


def test_hours_of_sound_are_refused_while_they_are_read(
    item: Item, lan: User, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sound_data()["uploads"], "longest_seconds", 2)

    with pytest.raises(BadSoundError, match="dài hơn"):
        added(item, lan)


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        (Reader("", "bru", consent="Đồng ý"), "tên người đọc"),
        (Reader("Hồ Thị Xoan", "bru"), "lời đồng ý"),
        (Reader("Hồ Thị Xoan", "xx", consent="Đồng ý"), "ngôn ngữ"),
    ],
)
def test_who_reads_and_agrees_is_asked_for(item: Item, lan: User, reader: Reader, words: str):
    with pytest.raises(BadSoundError, match=words):
        added(item, lan, reader)
