"""Terms in working days (“ngày làm việc”): Monday to Friday without the public holidays.

The first day of a term is not counted (Bộ luật Dân sự 91/2015/QH13, Điều 147); holidays are those
of Bộ luật Lao động 45/2019/QH14, Điều 112, kept by year in `data/holidays.toml`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

_LAST_WEEKDAY = 4  # Friday
# A term that is longer is none in working days.
MOST = 250


class UnknownYearError(ValueError):
    """The holidays of a year are not known here, or not whether a day of it is one."""


@dataclass(frozen=True, slots=True)
class _Year:
    off: frozenset[date]
    worked: frozenset[date]
    open: frozenset[date]  # not settled


def after(start: date, count: int) -> date:
    """The last day of a term of `count` working days from `start`, which is not counted.

    `UnknownYearError` where it reaches what is not known, ValueError for no term at all.
    """
    if not 0 < count <= MOST:
        raise ValueError(count)
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    """Whether authorities work on `day`; `UnknownYearError` where that is not known."""
    year = _years().get(day.year)
    if year is None or day in year.open:
        raise UnknownYearError(day.year)
    if day in year.worked:
        return True
    return day.weekday() <= _LAST_WEEKDAY and day not in year.off


@cache
def _years() -> dict[int, _Year]:
    file = files("luatsong.assistant").joinpath("data", "holidays.toml")
    rows: dict[str, dict[str, list[date]]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        int(year): _Year(
            frozenset(row["off"]), frozenset(row["worked"]), frozenset(row.get("open", ()))
        )
        for year, row in rows.items()
    }
