"""Events as iCalendar files (RFC 5545), which telephones put into their calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse

from luatsong.knowledge.models import Item

# An event whose end nobody wrote down: long enough to be seen in a calendar.
_USUAL = timedelta(hours=2)
_LONGEST_LINE = 75  # octets (RFC 5545, 3.1)


def calendar(request: HttpRequest, items: Iterable[Item], *, name: str) -> HttpResponse:
    """A calendar of the items that have a beginning, as a file called `name`.ics."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Luat Song//vi", "CALSCALE:GREGORIAN"]
    for item in items:
        if item.event_start:
            lines += _event(request, item, item.event_start)
    lines.append("END:VCALENDAR")
    body = "".join(f"{_folded(line)}\r\n" for line in lines)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def _event(request: HttpRequest, item: Item, start: datetime) -> list[str]:
    changed = item.last_published_at or start
    fields = [
        ("UID", f"{item.uid}@{request.get_host().partition(':')[0]}"),
        ("DTSTAMP", _utc(changed)),
        ("DTSTART", _utc(start)),
        ("DTEND", _utc(item.event_end or start + _USUAL)),
        ("SUMMARY", _text(item.title)),
        ("LOCATION", _text(item.event_place)),
        ("DESCRIPTION", _text(item.summary)),
        ("URL", request.build_absolute_uri(item.get_absolute_url())),
    ]
    inside = [f"{key}:{value}" for key, value in fields if value]
    return ["BEGIN:VEVENT", *inside, "END:VEVENT"]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
    return "\\n".join(escaped.splitlines())


def _folded(line: str) -> str:
    """Long lines go on behind a blank; a letter is never cut in the middle."""
    out, used = [], 0
    for letter in line:
        size = len(letter.encode())
        if used + size > _LONGEST_LINE - 1:
            out.append("\r\n ")
            used = 1
        out.append(letter)
        used += size
    return "".join(out)
