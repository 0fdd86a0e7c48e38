"""Captions: what is said when, never longer than the sound, never markup."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.luatsong.knowledge.factories import make_item

from luatsong.knowledge.models import Item
from luatsong.renditions import selectors, services, wishes
from luatsong.renditions.captions import Cue, cues_of, shares, timed, vtt
from luatsong.renditions.models import Form, SpokenText

needs_voice = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not here")
_CUE = re.compile(r"(\d\d):(\d\d):(\d\d)\.(\d{3}) --> (\d\d):(\d\d):(\d\d)\.(\d{3})")


def times_of(text: str) -> list[tuple[float, float]]:
    """Start and end of each cue of a WebVTT file, in seconds."""
    found = []
    for match in _CUE.finditer(text):
        h, m, s, ms, h2, m2, s2, ms2 = map(int, match.groups())
        found.append((h * 3600 + m * 60 + s + ms / 1000, h2 * 3600 + m2 * 60 + s2 + ms2 / 1000))
    return found


def test_a_sentence_is_shown_while_it_is_said() -> None:
    cues = cues_of(["Trồng cây.", "Tưới nước mỗi tuần."], [1.5, 2.0], start=10)
    assert cues == [Cue(10, 11.5, "Trồng cây."), Cue(11.5, 13.5, "Tưới nước mỗi tuần.")]


def test_a_long_sentence_is_shown_in_parts_at_its_commas() -> None:
    phrase = "không được chặt cây của người khác, không được đào bờ suối,"
    sentence = f"Người trồng cây {phrase} không được đổ đá xuống suối khi chưa hỏi trưởng thôn."
    cues = cues_of([sentence], [9.0], start=0)
    assert len(cues) > 1
    assert " ".join(cue.text for cue in cues) == sentence
    assert all(cue.text.endswith(",") for cue in cues[:-1])
    assert cues[-1].end == 9.0


@given(
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300), max_size=6),
    st.floats(0.1, 500),
)
def test_cues_follow_each_other_and_their_file_has_no_markup(
    pieces: list[str], seconds: float
) -> None:
    cues = cues_of(pieces, shares(pieces, seconds), 0)
    assert all(before.end == after.start for before, after in pairwise(cues))
    assert all(len(cue.text) <= 84 or " " not in cue.text for cue in cues)
    if cues:
        assert cues[-1].end <= seconds + 0.02
    text = vtt(cues)
    assert text.startswith("WEBVTT\n")
    assert text.count("-->") == len(cues)
    assert "<" not in text
    assert "\n\n\n" not in text


@pytest.mark.parametrize(
    ("transcript", "expected"),
    [
        ("0:00 Chào.\n0:04 Trồng cây.", [Cue(0, 4, "Chào."), Cue(4, 8, "Trồng cây.")]),
        ("[00:05] Chào.\n[1:00:00] Hết.", [Cue(5, 13, "Chào."), Cue(3600, 3604, "Hết.")]),
        ("0:01 - 0:03 Chào.\n0:03 - 0:05: Hết.", [Cue(1, 3, "Chào."), Cue(3, 7, "Hết.")]),
        ("Chào mọi người.\nTrồng cây.", []),
        ("0:05 Chào.\nTrồng cây.", []),
        ("0:05 Chào.\n0:02 Trồng cây.", []),
        ("7:30 sáng họp thôn.", []),
        ("", []),
    ],
)
def test_a_transcript_is_timed_when_every_line_begins_with_a_later_time(
    transcript: str, expected: list[Cue]
) -> None:
    assert timed(transcript) == expected


@pytest.fixture
def item(db: None) -> Item:
    return make_item(
        body=[("text", "<p>Phải nộp 2 hồ sơ theo NĐ-CP. Nộp ở xã. Không mất tiền.</p>")]
    )


@needs_voice
def test_what_the_machine_reads_has_captions_as_printed(item: Item, client: Client) -> None:
    services.make(item, Form.SOUND.value)
    rows = selectors.of(item, Form.SOUND)
    assert rows
    for row in rows:
        answer = client.get(f"/ban/{row.pk}/loi.vtt")
        assert answer["Content-Type"].startswith("text/vtt")
        text = answer.content.decode()
        times = times_of(text)
        # As printed, not as it is said ("hai", "Nghị định Chính phủ").
        assert "Phải nộp 2 hồ sơ theo NĐ-CP." in text
        assert times[0][0] == 0
        assert times[-1][1] <= (row.seconds or 0)
        # Words are told with the sound of them: all of it but the pauses between chapters.
        told = sum(end - start for start, end in times)
        assert told > 0.6 * (row.seconds or 0)
    page = client.get(f"/kien-thuc/{item.slug}").content.decode()
    assert (
        f'<track kind="captions" srclang="vi" label="Lời đọc" src="/ban/{rows[0].pk}/loi.vtt">'
        in page
    )


@needs_voice
def test_captions_go_with_the_words_they_are_of(item: Item, client: Client) -> None:
    services.make(item, Form.SOUND.value)
    (row, *_) = selectors.of(item, Form.SOUND)
    Item.objects.filter(pk=item.pk).update(title="Tên khác")
    assert client.get(f"/ban/{row.pk}/loi.vtt").status_code == 404


@needs_voice
def test_a_provision_read_on_wish_has_captions(client: Client, db: None) -> None:
    row = wishes.wish("Điều 1 Luật Suối", "Phải trồng cây.\nPhải tưới nước.", "north")
    wishes.make(row.pk)
    assert SpokenText.objects.get(pk=row.pk).state == SpokenText.State.MADE
    text = client.get(f"/am-thanh/tep/{row.pk}/loi.vtt").content.decode()
    assert "Phải tưới nước." in text
    assert len(times_of(text)) == 3


def test_a_film_with_a_timed_transcript_has_captions(client: Client, db: None) -> None:
    from django.core.files.base import ContentFile
    from wagtail.documents.models import Document as Attached
    from wagtail.models import Collection

    film = Attached(title="Suối", collection=Collection.add_root(name="Root"))
    film.file.save("suoi.mp4", ContentFile(b"\x00\x00\x00\x18ftypmp42"))
    value = {"title": "Suối", "file": film, "poster": None, "subtitles": None}
    told = {**value, "transcript": "0:00 Đây là suối.\n0:05 Nước trong."}
    plain = {**value, "transcript": "Đây là suối."}
    item = make_item(kind="video", body=[("video", plain), ("video", told)])
    page = client.get(f"/kien-thuc/{item.slug}").content.decode()
    assert page.count("<track") == 1
    text = client.get(f"/kien-thuc/{item.slug}/loi-2.vtt").content.decode()
    assert "00:00:05.000 --> 00:00:09.000\nNước trong." in text
    for wrong in (1, 3, 0):
        assert client.get(f"/kien-thuc/{item.slug}/loi-{wrong}.vtt").status_code == 404
