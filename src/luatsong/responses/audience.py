"""Who counts as a reader: people with a browser, not programs. By data, without looking closer."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest

from luatsong.responses.settings import data


def is_reader(request: HttpRequest) -> bool:
    """Whether a person asked for this page now; pages fetched in advance are not read yet."""
    asked = request.META
    if "prefetch" in asked.get("HTTP_SEC_PURPOSE", asked.get("HTTP_PURPOSE", "")):
        return False
    return is_browser(asked.get("HTTP_USER_AGENT", ""))


@lru_cache(maxsize=4096)
def is_browser(agent: str) -> bool:
    """Whether a User-Agent is none of the known programs (`data/bots.toml`)."""
    words = agent[:500].lower()
    if not words.strip():
        return False
    lists = data("bots")
    for name in lists["readers"]:
        words = words.replace(name, "")
    return not any(part in words for part in lists["parts"])
