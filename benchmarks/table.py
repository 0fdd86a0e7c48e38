"""The figures of all sets beside their targets, as one table people read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One figure; `reached` is None where it could not be measured."""

    set: str
    name: str
    value: float | None
    target: str
    reached: bool | None


def rows(results: Mapping[str, Any]) -> list[Row]:
    """The targets of the sets in `results` (set -> its figures, or None when it failed)."""
    data = tomllib.loads(files("benchmarks").joinpath("targets.toml").read_text(encoding="utf-8"))
    return [_row(target, results) for target in data["target"] if target["set"] in results]


def show(found: list[Row], console: Console) -> None:
    """Print the table."""
    table = Table("Bộ đo", "Chỉ số", "Đạt được", "Mục tiêu", "Kết luận")
    for row in found:
        verdict = {True: "[green]đạt[/]", False: "[red]CHƯA ĐẠT[/]", None: "không đo được"}
        table.add_row(row.set, row.name, _shown(row.value), row.target, verdict[row.reached])
    console.print(table)


def _row(target: Mapping[str, Any], results: Mapping[str, Any]) -> Row:
    value = results[target["set"]]
    for step in target["figure"].split("."):
        value = value.get(step) if isinstance(value, dict) else None
    if "least" in target:
        bound, reached = (
            f"≥ {_shown(target['least'])}",
            value is not None and (value >= target["least"]),
        )
    else:
        bound, reached = (
            f"≤ {_shown(target['most'])}",
            value is not None and (value <= target["most"]),
        )
    return Row(target["set"], target["name"], value, bound, reached if value is not None else None)


def _shown(value: float | None) -> str:
    """A number as Vietnamese readers write it: 1.000.000 and 0,995."""
    if value is None:
        return "–"
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
