"""What an item must be before it may go on: checked beside the form and again at every step.

A finding that blocks must be mended before the item is sent, reviewed or approved; the others are
advice. `check` gives them in the order of the form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.images.blocks import ImageBlock

from luatsong.knowledge import binding, checks_links, checks_media
from luatsong.knowledge.models import Basis, Item
from luatsong.knowledge.reading import plain_paragraphs
from luatsong.knowledge.recall_judging import Pin, judge
from luatsong.knowledge.recall_names import place_name
from luatsong.knowledge.recall_reading import laws_of
from luatsong.knowledge.recall_wording import sentence
from vnlaw.readability import assess

# Faults of a plain text that must be mended (goal A7); the others are advice.
_HARD = frozenset({"median", "long-sentence"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend; `field` is a name of the form, or "" for the whole."""

    code: str
    message: str
    blocking: bool
    field: str = ""


class NotSoundError(PermissionDenied):
    """An item with findings that block was about to go on."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__("Chưa gửi được: " + " ".join(each.message for each in findings))


def check(item: Item, on: date | None = None) -> list[Finding]:
    """Everything there is to mend, for the law of `on` (today)."""
    day = on or timezone.localdate()
    return [
        *_fields(item),
        *_body(item),
        *_bases(item, day),
        *_plain(item),
        *_dates(item),
        *(Finding("link", message, True, "body") for message in checks_links.broken(item, day)),
        *(Finding("media", message, True, "body") for message in checks_media.broken(item)),
        *_advice(item),
    ]


def blocking(item: Item, on: date | None = None) -> list[Finding]:
    """Only what must be mended."""
    return [finding for finding in check(item, on) if finding.blocking]


def require_sound(item: Item) -> None:
    """Refuse (NotSoundError) an item with findings that block."""
    found = blocking(item)
    if found:
        raise NotSoundError(found)


def _fields(item: Item) -> Iterator[Finding]:
    kind = item.of_kind
    for name in kind.required:
        if name != "body" and _is_empty(item, name):
            label = str(Item._meta.get_field(name).verbose_name)
            yield Finding("empty", f"Chưa điền “{label}”.", True, name)


def _is_empty(item: Item, name: str) -> bool:
    value: Any = getattr(item, name)
    if name in ("audiences", "life_events", "rights_groups"):
        return not value.all()
    return value in (None, "") or (isinstance(value, str) and not value.strip())


def _body(item: Item) -> Iterator[Finding]:
    kind = item.of_kind
    present = [child.block_type for child in item.body]
    blocks = Item._meta.get_field("body").stream_block.child_blocks
    if "body" in kind.required and not present:
        yield Finding("empty", "Phần nội dung còn trống.", True, "body")
    for name in kind.needs:
        if name not in present:
            yield Finding("needs", f"Nội dung cần có phần “{blocks[name].label}”.", True, "body")
    for number, child in enumerate(item.body, start=1):
        label = f"Phần {number} ({child.block.label})"
        if child.block_type not in kind.blocks:
            yield Finding("block", f"{label} không dùng cho loại “{kind.name}”.", True, "body")
        try:
            child.block.clean(child.value)
        except ValidationError as error:
            errors = _said(child.block, error)
            said = "; ".join(filter(None, errors)) or "còn chỗ chưa điền."
            if not errors or any(errors):
                yield Finding("incomplete", f"{label}: {said}", True, "body")
        if child.block_type == "choice":
            yield from _choice(label, child.value)


def _choice(label: str, value: Any) -> Iterator[Finding]:
    options = list(value.get("options") or ())
    right = sum(bool(option.get("right")) for option in options)
    if len(options) < 2 or right != 1:
        message = f"{label}: cần ít nhất hai đáp án và đúng một đáp án đúng."
        yield Finding("choice", message, True, "body")


def _said(block: Any, error: Any) -> list[str]:
    """What an error of nested blocks says, with the label of each field.

    "" for missing words of a picture: `checks_media` tells them, with the name of the picture.
    """
    inner = getattr(error, "block_errors", None)
    if inner is None:
        return [str(message) for message in getattr(error, "messages", [])]
    pairs = inner.items() if isinstance(inner, dict) else enumerate(inner)
    found = []
    for name, each in pairs:
        if each is None:
            continue
        if name == "alt_text" and isinstance(block, ImageBlock):
            found.append("")
            continue
        child = getattr(block, "child_blocks", {}).get(name) or getattr(block, "child_block", block)
        label = child.label if isinstance(name, str) else f"số {name + 1}"
        found += [said and f"{label}: {said}" for said in _said(child, each)]
    return found


def _bases(item: Item, day: date) -> Iterator[Finding]:
    kind = item.of_kind
    rows = list(item.bases.all())
    if kind.basis == "none":
        return
    for unclear in binding.unclear_lines(item, day):
        message = f"Căn cứ “{unclear.line}”: {unclear.problem}"
        yield Finding("basis-unclear", message, True, "basis_text")
    if not rows and kind.basis == "required":
        message = f"Loại “{kind.name}” phải có ít nhất một căn cứ pháp lý."
        yield Finding("basis-missing", message, True, "basis_text")
    laws = laws_of({row.document_id for row in rows})
    for row in rows:
        yield from _basis(row, laws.get(row.document_id), day)


def _basis(row: Basis, law: Any, day: date) -> Iterator[Finding]:
    if not row.words_hash:
        return
    verdict = judge(Pin.of(row), law, day)
    place = place_name(row.document, row.address)
    if not verdict.sound:
        told = sentence(verdict.reason, place=place, since=verdict.changed_on, by="")
        message = f"{told} Hãy đọc lại rồi đánh dấu “đã đọc lại căn cứ”, hoặc đổi căn cứ."
        yield Finding("basis-changed", message, True, "basis_text")
    elif verdict.coming_on:
        told = sentence(verdict.coming, place=place, since=verdict.coming_on, by="", coming=True)
        yield Finding("basis-coming", told, False, "basis_text")


def _plain(item: Item) -> Iterator[Finding]:
    text = "\n".join(plain_paragraphs(item))
    if not text:
        if item.of_kind.plain:
            message = "Loại này phải có bản dễ đọc: kể lại bằng câu ngắn, từ quen."
            yield Finding("plain-missing", message, True, "plain")
        return
    if item.language != "vi":
        return
    for fault in assess(text).faults:
        where = " ".join(text[fault.start : fault.end].split())
        quoted = f" (“{where[:60]}…”)" if fault.code == "long-sentence" else ""
        hard = fault.code in _HARD
        yield Finding(f"plain-{fault.code}", f"Bản dễ đọc: {fault.advice}{quoted}", hard, "plain")


def _dates(item: Item) -> Iterator[Finding]:
    if item.event_start and item.event_end and item.event_end < item.event_start:
        yield Finding("dates", "Sự kiện kết thúc trước khi bắt đầu.", True, "event_end")
    if item.expire_at and item.expire_at <= max(item.go_live_at or timezone.now(), timezone.now()):
        message = "Ngày gỡ phải sau ngày công bố và sau hôm nay."
        yield Finding("dates", message, True, "expire_at")


def _advice(item: Item) -> Iterator[Finding]:
    if len(item.title) > 110:
        message = "Tiêu đề dài; nên dưới 110 ký tự để đọc được trên điện thoại và thẻ hình."
        yield Finding("title-long", message, False, "title")
    if item.language != "vi" and item.translation_of_id is None:
        message = "Bản tiếng khác nên được nối với bản tiếng Việt."
        yield Finding("translation", message, False, "translation_of")
