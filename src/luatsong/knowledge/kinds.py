"""The kinds of knowledge items, as `data/kinds.toml` describes them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind is called, which fields and blocks it has, and what it must hold.

    `basis` is "required", "optional" or "none"; `plain` says whether a plain-language version
    must be there before approval. `needs` are blocks the body must hold.
    """

    code: str
    name: str
    plural: str
    slug: str
    requirement: str
    about: str
    group: str
    fields: tuple[str, ...]
    required: tuple[str, ...]
    blocks: tuple[str, ...]
    needs: tuple[str, ...]
    start: tuple[str, ...]
    basis: str
    plain: bool
    schema: str

    def has(self, field: str) -> bool:
        """Whether an item of this kind has the field."""
        return field in self.fields


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by code, in the order of the data file."""
    data = _data()
    common = data["common"]
    return {code: _kind(code, row, common) for code, row in data["kinds"].items()}


@cache
def groups() -> Mapping[str, str]:
    """The headings under which an editor finds the kinds, by code."""
    return dict(_data()["groups"])


def kind_of(code: str) -> Kind:
    """The kind with this code; KeyError where there is none."""
    return kinds()[code]


def kind_by_slug(slug: str) -> Kind | None:
    """The kind that an address calls `slug`."""
    return next((kind for kind in kinds().values() if kind.slug == slug), None)


def choices() -> list[tuple[str, str]]:
    """Code and name, for fields and forms."""
    return [(kind.code, kind.name) for kind in kinds().values()]


def _kind(code: str, row: dict[str, Any], common: dict[str, Any]) -> Kind:
    def joined(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*common.get(name, ()), *row.get(name, ()))))

    return Kind(
        code=code,
        name=row["name"],
        plural=row["plural"],
        slug=row["slug"],
        requirement=row["requirement"],
        about=row["about"],
        group=row["group"],
        fields=joined("fields"),
        required=joined("required"),
        blocks=joined("blocks"),
        needs=tuple(row.get("needs", ())),
        start=tuple(row.get("start", ())),
        basis=row["basis"],
        plain=row.get("plain", False),
        schema=row["schema"],
    )


def _data() -> dict[str, Any]:
    text = files("luatsong.knowledge").joinpath("data", "kinds.toml").read_text("utf-8")
    return tomllib.loads(text)
