"""How the site names the kinds of documents; the words are data (`data/kinds.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class KindName:
    code: str  # vnlaw.document.Kind
    slug: str  # value of ?nhom=
    plural: str
    short: str  # label beside a title; "" for normative documents, which need none
    notice: str  # what to know before relying on the text; "" for normative documents


@cache
def kinds() -> tuple[KindName, ...]:
    """All kinds in the order in which they are shown."""
    data = files("luatsong.portal").joinpath("data/kinds.toml").read_text("utf-8")
    return tuple(KindName(**entry) for entry in tomllib.loads(data)["kind"])


def kind_name(code: str) -> KindName:
    """The names of a kind; an unknown code is shown as the last kind, never as law."""
    return next((kind for kind in kinds() if kind.code == code), kinds()[-1])


def kind_of_slug(slug: str) -> KindName | None:
    """The kind behind ?nhom=; None when there is none of that name."""
    return next((kind for kind in kinds() if kind.slug == slug), None)
