"""Pictures, sound and video of an item: that each has its words, and that files are what they say.

Broken files are found here and when they are sent (`file_problem`); nothing of them is played.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, BinaryIO

import soundfile

from luatsong.knowledge.models import Item
from luatsong.knowledge.wordlists import read

_FEWEST = 2  # words: a single one is the name of a file
_FORMS: dict[str, Any] = read("media.toml")


def broken(item: Item) -> Iterator[str]:
    """What is wrong with pictures and recordings, each as a Vietnamese sentence."""
    for number, child in enumerate(item.body, start=1):
        label = f"Phần {number} ({child.block.label})"
        for picture in _pictures(child.value):
            if not picture.decorative and not (picture.contextual_alt_text or "").strip():
                yield f"{label}: ảnh “{picture.title}” chưa có lời mô tả."
            elif not picture.decorative and len(picture.contextual_alt_text.split()) < _FEWEST:
                said = picture.contextual_alt_text.strip()
                yield f"{label}: “{said}” chưa phải lời mô tả; hãy viết một câu trong ảnh có gì."
        if child.block_type in ("audio", "video"):
            yield from _recording(label, child.block_type, child.value)


def extensions() -> dict[str, str]:
    """Which endings of file names are which form: {"mp3": "audio", …}."""
    return {ending: form for form, rules in _FORMS.items() for ending in rules["extensions"]}


def file_problem(name: str, file: BinaryIO, form: str) -> str:
    """Why a file is no "audio" or "video" or "subtitles", in Vietnamese; "" if it is.

    The content decides, not the name. Sound is opened; of a video the head is looked at.
    """
    rules = _FORMS[form]
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension not in rules["extensions"]:
        return (
            f"Tệp “{name}” không phải {rules['name']}. Dùng tệp {', '.join(rules['extensions'])}."
        )
    file.seek(0)
    head = file.read(64)
    fits = any(
        head[int(mark["at"]) :].startswith(bytes.fromhex(mark["hex"])) for mark in rules["marks"]
    )
    if fits and form == "audio" and extension in rules["opened"]:
        fits = _opens(file)
    file.seek(0)
    if not fits:
        return f"Tệp “{name}” hỏng hoặc không đúng loại: không đọc được {rules['name']}."
    return ""


def _opens(file: BinaryIO) -> bool:
    file.seek(0)
    try:
        return bool(soundfile.info(file).frames > 0)
    except (soundfile.SoundFileError, RuntimeError, OSError):
        return False


def _recording(label: str, form: str, value: Any) -> Iterator[str]:
    for name, wanted in (("file", form), ("subtitles", "subtitles")):
        chosen = value.get(name)
        if chosen is None:
            continue
        try:
            with chosen.file.open("rb") as file:
                problem = file_problem(chosen.filename, file, wanted)
        except OSError:
            problem = f"Không tìm thấy tệp “{chosen.title}” trong kho; hãy tải lại."
        if problem:
            yield f"{label}: {problem}"


def _pictures(value: Any) -> Iterator[Any]:
    """All pictures within a value of a block that have words of their own."""
    if hasattr(value, "contextual_alt_text") and hasattr(value, "decorative"):
        yield value
    elif hasattr(value, "items"):
        for name, inner in value.items():
            if name != "poster":
                yield from _pictures(inner)
    elif hasattr(value, "bound_blocks") or isinstance(value, (list, tuple)):
        for inner in value:
            yield from _pictures(inner)
