"""The engine's word lists as values: types of documents, issuing bodies, and plain lists.

The lists are data (`vnlaw/data/*.toml`, each naming its legal source and dates), because
agencies, names and forms of documents change while the code does not.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One type of document (tên loại) of `data/document_types.toml`."""

    code: str
    name: str
    in_number: tuple[str, ...]
    normative: str  # "always", "year" (only with a year in its number), "never"
    joint: bool
    issuer: str  # code of the body that passes the type, "" where several may
    only_agency: str  # code of the one agency that issues the type, "" where several may
    aliases: tuple[str, ...]
    english: tuple[str, ...]

    @property
    def printed_names(self) -> tuple[str, ...]:
        """Every Vietnamese wording of the type, the usual one first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Agency:
    """One issuing body of `data/agencies.toml`, under one name, valid in `[start, end)`."""

    code: str
    name: str
    chief: str
    kind: str  # "state", "party", "organisation"
    level: str  # "central", "local"
    start: date | None
    end: date | None
    bare_number: bool  # once numbered without a type: "47-CP"
    hyphen_first: bool  # numbers with a hyphen before the type: "68-LCT/HĐNN8"
    aliases: tuple[str, ...]
    names: tuple[str, ...]


@cache
def load(name: str) -> dict[str, Any]:
    """The content of `vnlaw/data/<name>.toml`; callers must not change it."""
    text = files("vnlaw").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def document_types() -> tuple[DocumentType, ...]:
    """All types of documents, in the order of the data file."""
    return tuple(
        DocumentType(
            code=row["code"],
            name=row["name"],
            in_number=tuple(row["in_number"]),
            normative=row["normative"],
            joint=row.get("joint", False),
            issuer=row.get("issuer", ""),
            only_agency=row.get("only_agency", ""),
            aliases=tuple(row.get("aliases", ())),
            english=tuple(row.get("english", ())),
        )
        for row in load("document_types")["type"]
    )


@cache
def agencies() -> tuple[Agency, ...]:
    """All issuing bodies, in the order of the data file."""
    return tuple(
        Agency(
            code=row["code"],
            name=row["name"],
            chief=row["chief"],
            kind=row["kind"],
            level=row["level"],
            start=row.get("from"),
            end=row.get("to"),
            bare_number=row.get("bare_number", False),
            hyphen_first=row.get("hyphen_first", False),
            aliases=tuple(row.get("aliases", ())),
            names=tuple(row.get("names", ())),
        )
        for row in load("agencies")["agency"]
    )
