"""Hashes of what renditions are made from: a rendition of other words is not shown as current."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from luatsong.knowledge import selectors

if TYPE_CHECKING:
    from luatsong.knowledge.models import Item


def text_hash(item: Item) -> str:
    """Of the words alone, as they are read aloud: title, summary, plain text, paragraphs."""
    return _digest([*_words(item)])


def page_hash(item: Item) -> str:
    """Of all that print shows: the words, pictures and tables of the body, bases, publisher."""
    bases = sorted(
        f"{base.document_id}|{base.provision_id or ''}|{base.as_of}" for base in item.bases.all()
    )
    body = json.dumps(_said(item.body.get_prep_value()), ensure_ascii=False, default=str)
    rest = [item.kind, item.slug, str(item.agency_id or ""), item.licence, item.source]
    return _digest([*_words(item), body, *bases, *rest])


def _said(value: Any) -> Any:
    """A stored value without the marks the CMS gives its parts: they differ from read to read."""
    if isinstance(value, dict):
        if value.get("type") == "item":
            return _said(value.get("value"))
        return {name: _said(part) for name, part in sorted(value.items()) if name != "id"}
    if isinstance(value, list):
        return [_said(part) for part in value]
    return value


def _words(item: Item) -> list[str]:
    parts = [item.language, item.title, item.summary, item.plain]
    return parts + [str(paragraph) for paragraph in selectors.paragraphs_of(item)]


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()
