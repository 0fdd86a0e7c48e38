"""Blocks as the sample writes them → values of an item's body.

One table a block; its first key says which:

    heading = "…"                       text = "…"                  facts = "…"
    q = "…", a = "…"                    warning = "…"               steps = ["…", …]
    checklist = ["…", …]                law = "Điều 5 …"
    forbidden = [["việc", "vì sao"], …]
    table = [["…", …], …], caption      dialogue = [["ai", "lời"], …]
    choice = { question, options, right (counted from 1), why }
    pictures = [["tệp", "chữ thay ảnh", "chú thích"], …]
    audio | video = "tệp", title, transcript
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.utils.html import escape, linebreaks

Block = tuple[str, Any]
Written = Mapping[str, Any]


class Media(Protocol):
    """Where files of the sample are found once they are in the store."""

    def picture(self, name: str, description: str) -> int:
        """The key of the image."""

    def file(self, name: str, title: str) -> int:
        """The key of the document."""

    def face(self, character: str) -> tuple[str, str] | None:
        """File and description of a character's picture."""


def value_of(written: Written, media: Media) -> list[Block]:
    """One block of the sample as blocks of a body; KeyError for a block nobody knows."""
    for name, make in _MAKERS.items():
        if name in written:
            return make(written, media)
    raise KeyError(f"no such block: {sorted(written)}")


def _rich(text: str) -> str:
    return linebreaks(escape(text))


def _heading(written: Written, _media: Media) -> list[Block]:
    return [("heading", written["heading"])]


def _text(written: Written, _media: Media) -> list[Block]:
    return [("text", _rich(written["text"]))]


def _facts(written: Written, _media: Media) -> list[Block]:
    return [("facts", {"title": "Sự việc", "text": _rich(written["facts"])})]


def _answer(written: Written, _media: Media) -> list[Block]:
    return [("question_answer", {"question": written["q"], "answer": _rich(written["a"])})]


def _warning(written: Written, _media: Media) -> list[Block]:
    return [("warning", {"title": "Lưu ý", "text": _rich(written["warning"])})]


def _forbidden(written: Written, _media: Media) -> list[Block]:
    return [("warning", {"title": deed, "text": _rich(why)}) for deed, why in written["forbidden"]]


def _steps(written: Written, _media: Media) -> list[Block]:
    steps = [{"title": step, "text": ""} for step in written["steps"]]
    return [("steps", {"title": "Các bước", "steps": steps})]


def _checklist(written: Written, _media: Media) -> list[Block]:
    return [("checklist", {"title": "Cần chuẩn bị", "items": list(written["checklist"])})]


def _law(written: Written, _media: Media) -> list[Block]:
    return [("law", {"place": written["law"], "note": ""})]


def _table(written: Written, _media: Media) -> list[Block]:
    rows = "\n".join(" | ".join(row) for row in written["table"])
    return [("table", {"caption": written["caption"], "head": True, "rows": rows})]


def _choice(written: Written, _media: Media) -> list[Block]:
    asked = written["choice"]
    options = [
        {"text": option, "right": at == asked["right"]}
        for at, option in enumerate(asked["options"], start=1)
    ]
    value = {"question": asked["question"], "options": options, "why": _rich(asked["why"])}
    return [("choice", value)]


def _picture(name: str, description: str, media: Media) -> dict[str, Any]:
    return {
        "image": media.picture(name, description),
        "decorative": False,
        "alt_text": description,
    }


def _pictures(written: Written, media: Media) -> list[Block]:
    pictures = [
        {"image": _picture(name, description, media), "caption": caption, "credit": ""}
        for name, description, caption in written["pictures"]
    ]
    return [("pictures", {"title": "", "pictures": pictures})]


def _dialogue(written: Written, media: Media) -> list[Block]:
    lines = []
    for character, words in written["dialogue"]:
        face = media.face(character)
        picture = _picture(*face, media) if face else None
        lines.append({"character": character, "words": words, "picture": picture})
    return [("dialogue", {"title": "", "lines": lines})]


def _audio(written: Written, media: Media) -> list[Block]:
    file = media.file(written["audio"], written["title"])
    value = {"title": written["title"], "file": file, "transcript": written["transcript"]}
    return [("audio", value)]


def _video(written: Written, media: Media) -> list[Block]:
    value = {
        "title": written["title"],
        "file": media.file(written["video"], written["title"]),
        "poster": None,
        "subtitles": None,
        "transcript": written["transcript"],
    }
    return [("video", value)]


_MAKERS: dict[str, Callable[[Written, Media], list[Block]]] = {
    "heading": _heading,
    "text": _text,
    "facts": _facts,
    "q": _answer,
    "warning": _warning,
    "forbidden": _forbidden,
    "steps": _steps,
    "checklist": _checklist,
    "law": _law,
    "table": _table,
    "choice": _choice,
    "pictures": _pictures,
    "dialogue": _dialogue,
    "audio": _audio,
    "video": _video,
}
