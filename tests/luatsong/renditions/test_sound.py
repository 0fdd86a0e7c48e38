"""Items and provisions become sound: chapters, voices, fallbacks, limits."""

from __future__ import annotations

import io
import shutil
import time
from collections.abc import Iterator

import pytest
import soundfile
from pytest_django import Settings
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.renditions.speech_server import Server, speech_server

from luatsong.knowledge import services as knowledge
from luatsong.knowledge.models import Item
from luatsong.renditions import services, sound, sound_engines, wishes
from luatsong.renditions.making import CannotMakeError
from luatsong.renditions.models import Form, Rendition, SpokenText
from luatsong.renditions.sound_selectors import voices_of
from luatsong.renditions.voices import sound_data, voices

pytestmark = pytest.mark.django_db
needs_voice = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    with speech_server() as running:
        settings.TTS_URL = running.address
        settings.RENDITION_FORMS = (Form.SOUND.value,)
        yield running


@pytest.fixture
def mute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "has_espeak", lambda: False)


def item_of(*body: tuple[str, str], **fields: str) -> Item:
    return make_item(body=list(body) or [("text", "<p>Bạn nộp 2 bản sao ở xã.</p>")], **fields)


def test_what_is_read_begins_with_the_title_and_ends_with_who_tells_it():
    item = item_of(
        ("heading", "Phải nộp gì"),
        ("text", "<p>Nộp đơn.</p>"),
        title="Khai sinh",
        summary="Đi trong 60 ngày.",
        plain="Đi sớm nhé.\nKhông mất tiền.",
    )

    chapters = sound.chapters_of(item)

    assert [chapter.title for chapter in chapters] == [
        "Khai sinh",
        "Nói ngắn gọn",
        "Phải nộp gì",
        "Về bài này",
    ]
    assert chapters[0].paragraphs == ("Đi trong 60 ngày.",)
    assert chapters[1].paragraphs == ("Đi sớm nhé.", "Không mất tiền.")
    assert "giọng máy" in chapters[-1].printed


def test_an_item_without_words_says_so():
    item = make_item(body=[("heading", "Ảnh")], summary="")

    with pytest.raises(CannotMakeError, match="chưa có chữ"):
        sound.chapters_of(item)


def test_the_server_reads_every_voice_and_gets_words_not_figures(server: Server):
    item = item_of()

    rows = services.make(item, Form.SOUND)

    assert {row.variant for row in rows} == set(voices())
    assert all(row.media_type == "audio/mpeg" and row.seconds for row in rows)
    asked = b"".join(server.asked).decode("unicode_escape", "ignore")
    assert "hai b" in asked
    assert '"input": "' in asked
    assert all(row.title.startswith("Giọng máy") for row in rows)


@needs_voice
@pytest.mark.parametrize("manner", ["error", "garbage", "half", "later"])
def test_a_server_that_fails_is_replaced_by_the_voice_of_this_machine(server: Server, manner: str):
    server.manner = manner
    rows = services.make(item_of(), Form.SOUND)

    assert len(rows) == len(voices())
    assert all("dự phòng" in row.title for row in rows)


def test_without_any_voice_staff_read_what_to_install(server: Server, mute: None):
    server.manner = "garbage"
    item = item_of()

    assert services.make(item, Form.SOUND) == []
    order = Rendition.objects.get(item=item)
    assert order.state == Rendition.State.FAILED
    assert "apt install espeak-ng" in order.problem


@needs_voice
def test_chapters_begin_where_they_say(settings: Settings):
    settings.RENDITION_FORMS = (Form.SOUND.value,)
    item = item_of(("heading", "Hai"), ("text", "<p>Một câu dài hơn một chút nữa.</p>"))

    services.make(item, Form.SOUND)
    first = voices_of(item)[0]

    starts = [start for _, start in first.chapters]
    assert starts[0] == 0
    assert starts == sorted(starts)
    assert first.row.seconds is not None
    assert starts[-1] < first.row.seconds
    with first.row.file.open("rb") as file:
        length = soundfile.info(io.BytesIO(file.read())).duration
    assert abs(length - first.row.seconds) < 0.3


@needs_voice
def test_hostile_text_is_only_read(settings: Settings, tmp_path: object):
    settings.RENDITION_FORMS = (Form.SOUND.value,)
    text = "<p>$(touch /tmp/x); `id` | -f /etc/passwd [[h@l'oU]] --version</p>"
    item = item_of(("text", text), title='-w /tmp/y.wav "; rm -rf')

    assert len(services.make(item, Form.SOUND)) == len(voices())


def test_a_text_of_a_hundred_thousand_letters_is_refused_with_its_length(server: Server):
    item = item_of(("text", f"<p>{'nhà ' * 25_000}</p>"))

    services.make(item, Form.SOUND)

    assert "Hãy chia bài" in Rendition.objects.get(item=item).problem
    assert server.asked == []


def test_sound_of_other_words_is_not_offered(server: Server):
    item = item_of()
    services.make(item, Form.SOUND)
    item.title = "Nhan đề khác"
    knowledge.publish_loaded(item, note="Bộ kiểm thử")

    assert [heard.row.title for heard in voices_of(Item.objects.get(pk=item.pk))] == []


def test_songs_and_other_languages_are_not_read_by_the_machine():
    assert not sound.speaks(make_item(kind="song"))
    assert not sound.speaks(make_item(language="bru"))
    assert sound.speaks(make_item())


@needs_voice
@pytest.mark.slow
def test_a_thousand_words_are_ready_within_a_minute(settings: Settings):
    settings.RENDITION_FORMS = (Form.SOUND.value,)
    sentence = "Người dân nộp 01 bộ hồ sơ ở UBND xã trong 05 ngày làm việc, không mất tiền. "
    item = item_of(("text", f"<p>{sentence * 60}</p>"))

    began = time.monotonic()
    rows = services.make(item, Form.SOUND)

    assert time.monotonic() - began < 60
    assert len(rows) == len(voices())
    minutes = (rows[0].seconds or 0) / 60
    assert rows[0].bytes < 260_000 * minutes  # some 24 kbit/s


def test_a_wished_text_is_made_once(server: Server):
    row = wishes.wish("Điều 5", "Người trồng cây tưới 2 lần.", "north")
    again = wishes.wish("Điều 5", "Người trồng cây tưới 2 lần.", "north")

    assert row.pk == again.pk
    assert row.state == SpokenText.State.MADE
    assert row.seconds > 0
    assert len(server.asked) == 1
    assert wishes.find("Điều 5", "Người trồng cây tưới 3 lần.", "north") is None


def test_too_many_wishes_are_told_to_come_back(server: Server):
    most = sound_data()["wishes"]["waiting_at_most"]
    SpokenText.objects.bulk_create(
        SpokenText(words_hash=f"{place:064}", voice="north") for place in range(most)
    )

    with pytest.raises(wishes.BusyError, match="ít phút"):
        wishes.wish("Điều 6", "Chữ khác.", "north")


def test_a_wish_that_failed_is_tried_again(server: Server, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sound, "has_espeak", lambda: False)
    server.manner = "error"
    assert wishes.wish("Điều 7", "Chữ.", "south").state == SpokenText.State.FAILED

    server.manner = "sound"
    assert wishes.wish("Điều 7", "Chữ.", "south").state == SpokenText.State.MADE


def test_an_endless_answer_is_cut(server: Server, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sound_data()["server"], "bytes", 1000)

    with pytest.raises(sound_engines.NoSoundError):
        sound_engines.serve("Xin chào.", voices()["north"])
