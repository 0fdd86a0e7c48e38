"""The words of mails: plain text, one file each in `templates/follows/`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from luatsong.follows.models import Follow, Reader
from luatsong.follows.subjects import Change

# More of one follow in one mail is not read; the mail says how many there are and where.
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class News:
    """What one follow brought."""

    follow: Follow
    changes: Sequence[Change]


def absolute(name: str, *arguments: str) -> str:
    """The whole address of a page, for mails."""
    base = str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
    return base + reverse(name, args=arguments)


def confirmation(follow: Follow) -> tuple[str, str]:
    """Subject and body of the mail that asks whether somebody meant it."""
    context = {
        "follow": follow,
        "confirm": absolute("portal:follow-confirm", follow.secret),
        "agency": settings.SITE_AGENCY,
    }
    body = render_to_string("follows/confirmation.txt", context)
    return "Xác nhận theo dõi pháp luật", body.strip() + "\n"


def digest(reader: Reader, news: Sequence[News]) -> tuple[str, str, str]:
    """Subject, body and address for leaving of the mail that brings `news`."""
    leave = absolute("portal:follow-leave", reader.secret)
    sections = [
        {
            "title": one.follow.title,
            "lines": [_line(change) for change in one.changes[:_SHOWN]],
            "more": max(0, len(one.changes) - _SHOWN),
            "stop": absolute("portal:follow-leave", one.follow.secret),
        }
        for one in news
    ]
    count = sum(len(one.changes) for one in news)
    context = {"sections": sections, "leave": leave, "agency": settings.SITE_AGENCY}
    body = render_to_string("follows/digest.txt", context)
    return f"Luật Sống: {count} tin về pháp luật bạn theo dõi", body.strip() + "\n", leave


def told(change: Change) -> str:
    """A change as one sentence."""
    if change.document is None:
        return change.text
    name = str(change.document)
    when = f" từ ngày {change.day:%d/%m/%Y}" if change.day else ""
    by = f", theo {change.by}" if change.by else ""
    if change.is_new:
        force = f" (hiệu lực{when})" if when else ""
        return f"Văn bản mới: {name}: {change.document.title}{force}"
    if change.word:
        return f"{name}: {change.word}{when}"
    place = " ".join(filter(None, (f"{change.label}.", change.heading))).rstrip(".")
    deed = "hết hiệu lực" if change.ends else "có nội dung mới"
    return f"{name}, {place}: {deed}{when}{by}"


def place_of(change: Change) -> str:
    """The path of the page where a change is seen."""
    if change.document is None:
        return change.path
    slug = change.document.slug
    if change.address:
        return reverse("portal:provision", args=[slug, change.address])
    return reverse("portal:document", args=[slug])


def _line(change: Change) -> dict[str, str]:
    base = str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
    return {"text": told(change), "href": base + place_of(change)}
