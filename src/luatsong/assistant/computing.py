"""Sums the assistant may do: each is done again here before it is shown.

Days are calendar days. Terms in months and years end on the same day of the month, or its last
day (Bộ luật Dân sự 91/2015/QH13, Điều 147 and 148). Working days leave out the holidays of the
year; a year whose holidays are not known is not computed (`working_days`).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import Decimal

from luatsong.assistant import working_days
from luatsong.assistant.quantities import DATE, Quantity, quantities
from luatsong.assistant.values import Operation


class NotComputableError(ValueError):
    """The operands do not suit the operation."""


_SPAN_UNITS = {
    Operation.ADD_DAYS: ("ngày",),
    Operation.ADD_WORKING_DAYS: ("ngày làm việc",),
    Operation.ADD_MONTHS: ("tháng",),
    Operation.ADD_YEARS: ("năm", "tuổi"),
}


def compute(operation: Operation, operands: tuple[str, ...]) -> Quantity:
    """What `operation` makes of two operands given as text; `NotComputableError` otherwise."""
    if len(operands) != 2:
        raise NotComputableError(operation)
    first, second = (_single(text) for text in operands)
    if operation in _SPAN_UNITS:
        if second.unit not in _SPAN_UNITS[operation]:
            raise NotComputableError(operation)
        return _moved(operation, _day(first), _whole(second))
    if operation is Operation.AGE:
        return _age(_day(first), _day(second))
    return _amount(operation, first, second)


def _single(text: str) -> Quantity:
    found = quantities(text)
    if len(found) != 1:
        raise NotComputableError(text)
    return next(iter(found))


def _day(quantity: Quantity) -> date:
    if quantity.unit != DATE:
        raise NotComputableError(quantity)
    return date.fromisoformat(quantity.value)


def _whole(quantity: Quantity) -> int:
    if not quantity.value.isdigit() or len(quantity.value) > 5:
        raise NotComputableError(quantity)
    return int(quantity.value)


def _moved(operation: Operation, start: date, count: int) -> Quantity:
    try:
        if operation is Operation.ADD_WORKING_DAYS:
            return Quantity(working_days.after(start, count).isoformat(), DATE)
        if operation is Operation.ADD_DAYS:
            return Quantity((start + timedelta(days=count)).isoformat(), DATE)
        months = count if operation is Operation.ADD_MONTHS else 12 * count
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return Quantity(date(year, month + 1, min(start.day, last)).isoformat(), DATE)
    except (OverflowError, ValueError) as error:
        raise NotComputableError(operation) from error


def _age(born: date, day: date) -> Quantity:
    if day < born:
        raise NotComputableError(born)
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return Quantity(str(years), "tuổi")


def _amount(operation: Operation, first: Quantity, second: Quantity) -> Quantity:
    if DATE in (first.unit, second.unit):
        raise NotComputableError(operation)
    value, by = Decimal(first.value), Decimal(second.value)
    if operation is Operation.PERCENT:
        if second.unit != "%":
            raise NotComputableError(operation)
        by /= 100
    elif second.unit not in ("", "lần"):
        raise NotComputableError(operation)
    text = format((value * by).normalize(), "f")
    return Quantity(text, first.unit)
