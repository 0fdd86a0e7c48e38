"""What the player shows of a sound file, and a provision as a text to read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from luatsong.knowledge.models import Item
from luatsong.law.selectors import ProvisionRow
from luatsong.renditions.models import SpokenText
from luatsong.renditions.sound_selectors import Heard, voices_of
from luatsong.renditions.voices import voices

# Luật Trí tuệ nhân tạo 134/2025/QH15: people are told what a machine made.
_BY_MACHINE = "Do máy đọc, có thể sai tên riêng."


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter: its title, where it begins in seconds, and that as players write it."""

    title: str
    at: float
    clock: str


@dataclass(frozen=True, slots=True)
class Played:
    """One voice in a player."""

    name: str
    address: str
    media_type: str
    size: str
    length: str
    language: str  # code, for the page's markup
    machine: bool
    told: str  # who reads and where they come from
    marks: tuple[Mark, ...]
    transcript: tuple[str, ...]
    captions: str = ""  # address of what is said when (WebVTT)
    apart: bool = False  # folded away: another voice of the machine stands before it


def player_of(item: Item) -> list[Played]:
    """The voices of an item in the order they are offered. At most 3 queries."""
    return _folded([_of_item(heard) for heard in voices_of(item)])


def player_of_texts(rows: Sequence[SpokenText]) -> list[Played]:
    """The voices of a provision that are made, in the order of `rows`. 1 query."""
    names = voices()
    played = [
        Played(
            name=names[row.voice].name if row.voice in names else row.voice,
            address=reverse("portal:spoken-file", args=[row.pk, spoken_name(row)]),
            media_type="audio/mpeg",
            size=size_words(row.bytes),
            length=clock(row.seconds),
            language="vi",
            machine=True,
            told=_BY_MACHINE,
            marks=(),
            transcript=(),
            captions=reverse("portal:spoken-captions", args=[row.pk]) if row.sha256 else "",
        )
        for row in rows
        if row.state == SpokenText.State.MADE
    ]
    return _folded(played)


def words_of(rows: Sequence[ProvisionRow]) -> str:
    """A provision and all below it as lines to read: label, heading, words."""
    lines: list[str] = []
    for row in rows:
        lead = " ".join(part for part in (row.label, row.heading) if part)
        text = list(row.text)
        if lead and text and not row.heading:
            text[0] = f"{lead} {text[0]}"
        elif lead:
            lines.append(lead)
        lines += text
    return "\n".join(lines)


def spoken_name(row: SpokenText) -> str:
    """The name under which people save the sound of a provision."""
    return f"nghe-{row.words_hash[:10]}-{row.voice}.mp3"


def clock(seconds: float | None) -> str:
    """A length or a place as players write it: 3:05, 1:02:09; "" where it is unknown."""
    if seconds is None:
        return ""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    tail = f"{rest // 60:02}" if hours else str(rest // 60)
    return f"{hours}:{tail}:{rest % 60:02}" if hours else f"{tail}:{rest % 60:02}"


def size_words(count: int) -> str:
    """Bytes in the unit people know: "380 KB", "1,4 MB"."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")


def _folded(played: list[Played]) -> list[Played]:
    """Of the machine's voices only the first is shown at once."""
    machines = [one for one in played if one.machine]
    return [replace(one, apart=one in machines[1:]) for one in played]


def _of_item(heard: Heard) -> Played:
    row = heard.row
    village = f", {row.village}" if row.village else ""
    return Played(
        name=row.title or heard.language,
        address=reverse("portal:rendition", args=[row.pk, row.file_name]),
        media_type=row.media_type,
        size=size_words(row.bytes),
        length=clock(row.seconds),
        language=row.language,
        machine=heard.by_machine,
        told=_BY_MACHINE if heard.by_machine else f"Người đọc: {row.speaker}{village}",
        marks=tuple(Mark(title, at, clock(at)) for title, at in heard.chapters),
        # What the machine reads stands on the page itself.
        transcript=()
        if heard.by_machine
        else tuple(line for line in row.alt.splitlines() if line.strip()),
        captions=reverse("portal:captions", args=[row.pk]) if heard.captioned else "",
    )
