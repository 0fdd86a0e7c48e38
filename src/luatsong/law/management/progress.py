"""Progress and final tables of commands that take in sources; plain lines without a terminal."""

from __future__ import annotations

import time
from collections import Counter
from types import TracebackType

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from luatsong.law.ingest import UNCHANGED, Summary
from luatsong.law.models import Intake
from luatsong.law.reasons import label

_EVERY_SECONDS = 5.0
_LABELS = {**dict(Intake.State.choices), UNCHANGED: "Không đổi"}


class Reporter:
    """Shows how far a run is. Use as a context manager; call it once for each source."""

    def __init__(self, out: OutputWrapper, total: int, *, quiet: bool) -> None:
        self._out = out
        self._total = total
        self._counts: Counter[str] = Counter()
        self._told = time.monotonic()
        self._quiet = quiet
        self._bar = None if quiet or not out.isatty() else _bar()
        self._task = self._bar.add_task("Nạp văn bản", total=total) if self._bar else None

    def __enter__(self) -> Reporter:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, name: str, outcome: str) -> None:
        self._counts[outcome] += 1
        if self._bar and self._task is not None:
            self._bar.update(self._task, advance=1, description=name[:40])
        elif not self._quiet and time.monotonic() - self._told > _EVERY_SECONDS:
            self._told = time.monotonic()
            parts = (f"{_LABELS[o].lower()} {n}" for o, n in self._counts.items())
            done = f"{self._counts.total()}/{self._total}"
            self._out.write(f"{done}: {', '.join(parts)}")


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description:40}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )


def print_summary(out: OutputWrapper, summary: Summary) -> None:
    """The table at the end: outcomes, why things are in quarantine, what was noticed, speed."""
    table = Table(title="Kết quả nạp văn bản", title_justify="left")
    table.add_column("Mục")
    table.add_column("Số lượng", justify="right")
    for outcome, name in _LABELS.items():
        if count := summary.outcomes[outcome]:
            table.add_row(name, _number(count))
        if outcome == Intake.State.QUARANTINED:
            for code, number in summary.reasons.most_common():
                table.add_row(f"  vì {label(code)}", _number(number))
    if summary.findings:
        table.add_section()
    for code, number in summary.findings.most_common():
        table.add_row(f"Lưu ý: {label(code)}", _number(number))
    seconds = max(summary.seconds, 0.001)
    table.add_section()
    if summary.provisions:
        table.add_row("Đơn vị (điều, khoản, điểm…) đã lưu", _number(summary.provisions))
        table.add_row("Ký tự đã lưu", _number(summary.characters))
    table.add_row("Thời gian", f"{seconds:.1f} giây".replace(".", ","))
    if summary.characters:
        table.add_row("Ký tự mỗi giây", _number(round(summary.characters / seconds)))
    console = Console(file=out, width=None if out.isatty() else 100)  # type: ignore[arg-type]
    console.print(table)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
