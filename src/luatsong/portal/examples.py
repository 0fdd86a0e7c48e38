"""Questions that the assistant's page offers: only those that the loaded law answers."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import islice

from django.core.cache import cache

from luatsong.assistant import services
from luatsong.law.selectors import counts
from luatsong.search.backend import SearchUnavailableError

_EXAMPLES: tuple[str, ...] = tuple(
    tomllib.loads(
        files("luatsong.portal").joinpath("data", "assistant.toml").read_text(encoding="utf-8")
    )["examples"]
)
_SHOWN = 4
_SECONDS = 3_600


def answered_examples() -> list[str]:
    """The first examples that are not declined today; looked up again every hour.

    Without a law in the store there are none, and nothing is asked.
    """
    documents = counts().documents
    key = f"assistant-examples-{documents}"
    known: list[str] | None = cache.get(key)
    if known is None:
        try:
            known = list(islice(filter(_is_answered, _EXAMPLES), _SHOWN)) if documents else []
        except SearchUnavailableError:
            return []
        cache.set(key, known, _SECONDS)
    return known


def _is_answered(question: str) -> bool:
    return not services.reply(question, use_model=False).declined
