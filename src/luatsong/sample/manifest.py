"""The files of the sample province, and what is expected of each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

_HERE: Traversable = files("luatsong.sample")


@dataclass(frozen=True, slots=True)
class Sample:
    """One file of the sample province.

    `needs` names a program without which the file cannot be read ("" for none). `becomes` is a
    value of `Intake.State`; `reason` the code that keeps a file in quarantine. `expected` holds
    what a clerk would write on the card, see the head of manifest.toml.
    """

    name: str
    needs: str
    becomes: str
    reason: str
    expected: Mapping[str, Any]

    def data(self) -> bytes:
        return (documents_folder() / self.name).read_bytes()


def documents_folder() -> Traversable:
    """Where the files of the province lie."""
    return _HERE / "documents"


@cache
def origin() -> str:
    """What the store writes down as the source of every sample document."""
    return str(_manifest()["origin"])


def how_to_get(program: str) -> str:
    """The command that installs a program some sample needs."""
    return str(_manifest()["tools"][program])


def mergers() -> list[tuple[str, str, date]]:
    """(old area, the one it lies in, since when) of the fictional provinces."""
    return [(row["old"], row["new"], row["on"]) for row in _manifest().get("merged", ())]


@cache
def samples() -> tuple[Sample, ...]:
    """All files in the order of the manifest, which is the order they are loaded in."""
    return tuple(_sample(entry) for entry in _manifest()["documents"])


@cache
def _manifest() -> dict[str, Any]:
    return tomllib.loads((_HERE / "manifest.toml").read_text(encoding="utf-8"))


def _sample(entry: Mapping[str, Any]) -> Sample:
    own = {"file", "needs", "becomes", "reason"}
    return Sample(
        name=entry["file"],
        needs=entry.get("needs", ""),
        becomes=entry.get("becomes", "stored"),
        reason=entry.get("reason", ""),
        expected={key: value for key, value in entry.items() if key not in own},
    )
