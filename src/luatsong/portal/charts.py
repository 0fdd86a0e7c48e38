"""Figures by month as pictures: SVG that needs no script and no style of its own.

Series are told apart by shape and place as well as by colour; the table under each picture says
the same in numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from django.utils.safestring import SafeString

_WIDTH = 760
_HEIGHT = 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 12, 14, 34
_STYLES = 4  # .m0 … .m3 of responses.css


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one thing, one for each column; None where there is none."""

    name: str
    values: tuple[float | None, ...]


def bars(name: str, columns: Sequence[str], series: Sequence[Series]) -> SafeString:
    """Bars side by side for each column; "" where everything is nought."""
    top = max((value or 0 for one in series for value in one.values), default=0)
    if not top:
        return SafeString("")
    frame = _Frame(columns, _round_up(top), whole=True)
    wide = frame.step * 0.72 / len(series)
    marks = []
    for place, one in enumerate(series):
        for column, value in enumerate(one.values):
            if value:
                x = frame.middle(column) - wide * len(series) / 2 + wide * place
                y = frame.y(value)
                marks.append(
                    f'<rect class="m{place % _STYLES}" x="{x:.1f}" y="{y:.1f}"'
                    f' width="{max(wide - 1.5, 1.5):.1f}" height="{frame.bottom - y:.1f}"/>'
                )
    return _picture(name, frame, "".join(marks), series)


def line(name: str, columns: Sequence[str], one: Series, *, target: float) -> SafeString:
    """A share in percent as points on a line, with its target; "" where there is no value."""
    if not any(value is not None for value in one.values):
        return SafeString("")
    frame = _Frame(columns, 100, whole=False)
    at = frame.y(target)
    marks = [
        f'<path class="dich" d="M{_LEFT} {at:.1f}H{_WIDTH - _RIGHT}"/>'
        f'<text x="{_WIDTH - _RIGHT}" y="{at - 5:.1f}" text-anchor="end">'
        f"mục tiêu {target:g}%</text>"
    ]
    before = None
    for column, value in enumerate(one.values):
        if value is None:
            before = None
            continue
        x, y = frame.middle(column), frame.y(value)
        if before:
            marks.append(f'<path class="m0" d="M{before[0]:.1f} {before[1]:.1f}L{x:.1f} {y:.1f}"/>')
        marks.append(f'<circle class="m0" cx="{x:.1f}" cy="{y:.1f}" r="5"/>')
        marks.append(
            f'<text x="{x:.1f}" y="{y + 20:.1f}" text-anchor="middle">{_percent(value)}</text>'
        )
        before = (x, y)
    return _picture(name, frame, "".join(marks), [one])


class _Frame:
    """Axes: columns along the bottom, a few round values at the side."""

    def __init__(self, columns: Sequence[str], top: float, *, whole: bool) -> None:
        self.columns = columns
        self.top = top
        self.whole = whole
        self.bottom = _HEIGHT - _BOTTOM
        self.step = (_WIDTH - _LEFT - _RIGHT) / max(len(columns), 1)

    def middle(self, column: int) -> float:
        return _LEFT + self.step * (column + 0.5)

    def y(self, value: float) -> float:
        return self.bottom - (self.bottom - _TOP) * value / self.top

    def drawn(self) -> str:
        """Lines and words of the axes."""
        parts = []
        for quarter in range(5):
            value = self.top * quarter / 4
            if self.whole and value != int(value):
                continue
            y = self.y(value)
            words = f"{value:,.0f}".replace(",", ".") if self.whole else f"{value:.0f}%"
            parts.append(f'<path class="truc" d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}"/>')
            parts.append(
                f'<text class="nhat" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">'
                f"{words}</text>"
            )
        parts += [
            f'<text class="nhat" x="{self.middle(n):.1f}" y="{_HEIGHT - 12}"'
            f' text-anchor="middle">{escape(column)}</text>'
            for n, column in enumerate(self.columns)
        ]
        return "".join(parts)


def _picture(name: str, frame: _Frame, marks: str, series: Sequence[Series]) -> SafeString:
    legend = "".join(
        '<span><svg viewBox="0 0 14 14" aria-hidden="true">'
        f'<rect class="m{n % _STYLES}" x="1" y="1" width="12" height="12"/></svg>'
        f"{escape(one.name)}</span>"
        for n, one in enumerate(series)
    )
    return SafeString(
        f'<figure tabindex="0" aria-label="{escape(name)}">'
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(name)};'
        f' số liệu ở bảng bên dưới">{frame.drawn()}{marks}</svg>'
        f"<figcaption>{legend}</figcaption></figure>"
    )


def _round_up(top: float) -> float:
    """The next of 4, 8, 20, 40, 80 … so that quarters are whole numbers."""
    power = 10.0 ** floor(log10(max(top, 1)))
    return (
        next(step * power for step in (1, 2, 4, 8, 10) if step * power >= top and step * power >= 4)
        if top > 4
        else 4.0 * ceil(top / 4)
    )


def _percent(value: float) -> str:
    return f"{value:.1f}%".replace(".", ",")
