"""The body of an item as parts that any store can read: a name, and a little plain HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.utils.html import escape

from luatsong.knowledge.models import Item
from luatsong.knowledge.reading import parts_of

_KEY = re.compile(r' data-block-key="[^"]*"')
# Blocks that are a title and text of their own, and where they have them.
_TITLED = {
    "facts": ("title", "text"),
    "question_answer": ("question", "answer"),
    "warning": ("title", "text"),
}


def told_parts(item: Item) -> list[dict[str, str]]:
    """Every block as {"phan", "tieu_de", "html"}; of pictures and recordings the words."""
    found = []
    for child in item.body:
        make = _MAKERS.get(child.block_type, _words)
        title, html = make(child.block_type, child.value, item)
        part = {"phan": child.block_type, "tieu_de": title, "html": html}
        found.append({name: value for name, value in part.items() if value})
    return found


def _rich(value: Any) -> str:
    return _KEY.sub("", getattr(value, "source", "") or "")


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _heading(_name: str, value: Any, _item: Item) -> tuple[str, str]:
    return str(value or ""), ""


def _text(_name: str, value: Any, _item: Item) -> tuple[str, str]:
    return "", _rich(value)


def _titled(name: str, value: Any, _item: Item) -> tuple[str, str]:
    title, text = _TITLED[name]
    return value.get(title) or "", _rich(value.get(text))


def _steps(_name: str, value: Any, _item: Item) -> tuple[str, str]:
    steps = "".join(
        f"<li><strong>{escape(step.get('title') or '')}</strong> {_rich(step.get('text'))}</li>"
        for step in value.get("steps") or ()
    )
    return value.get("title") or "", f"<ol>{steps}</ol>"


def _checklist(_name: str, value: Any, _item: Item) -> tuple[str, str]:
    things = "".join(f"<li>{escape(thing or '')}</li>" for thing in value.get("items") or ())
    return value.get("title") or "", f"<ul>{things}</ul>"


def _quote(_name: str, value: Any, _item: Item) -> tuple[str, str]:
    return value.get("place") or "", _paragraphs(value.get("words") or value.get("note") or "")


def _link(_name: str, value: Any, _item: Item) -> tuple[str, str]:
    title, address = value.get("title") or "", value.get("address") or ""
    return title, f'<p><a href="{escape(address)}">{escape(title)}</a></p>'


def _words(name: str, value: Any, item: Item) -> tuple[str, str]:
    """What the block says, one paragraph a line, as it is read aloud."""
    alone = type(item)(kind=item.kind)
    alone.body = [(name, value)]
    lines = [part.text for part in parts_of(alone)]
    return "", "".join(_paragraphs(line) for line in lines)


_MAKERS: dict[str, Callable[[str, Any, Item], tuple[str, str]]] = {
    "heading": _heading,
    "text": _text,
    **dict.fromkeys(_TITLED, _titled),
    "steps": _steps,
    "checklist": _checklist,
    "quote": _quote,
    "law": _quote,
    "link": _link,
}
