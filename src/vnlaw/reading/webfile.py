"""Saved web pages as files: .html, and .mht as browsers and Word write it."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message

from vnlaw.document import Source
from vnlaw.reading.limits import Limits
from vnlaw.reading.page import read_page
from vnlaw.reading.unreadable import Unreadable


def read_html(data: bytes, _limits: Limits) -> Source:
    """Read a saved page."""
    return read_page(data)


def read_mhtml(data: bytes, _limits: Limits) -> Source:
    """Read the first page of a web archive (RFC 2557)."""
    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            return read_page(_body(part))
    raise Unreadable.because("no-text")


def _body(part: Message) -> bytes | str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise Unreadable.because("no-text")
    charset = part.get_content_charset("utf-8")
    try:
        return payload.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return payload
