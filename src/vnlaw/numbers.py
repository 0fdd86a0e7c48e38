"""Document numbers (số ký hiệu) as values that compare equal when they mean the same.

Every form of requirements 8.2; see `parse_number`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A parsed document number.

    `text` is the canonical way to print it ("66.7/2025/NQ-CP", "766/QĐ-TTg", "66-NQ/TW");
    `key` is equal for two numbers that mean the same whatever their spelling;
    `serial` is the number inside its series ("66.7" or "766"), without leading zeros;
    `year` is the year segment, None where the form has none (administrative, Party, VBHN);
    `symbol` is the rest ("NQ-CP", "QH15"), canonical.
    """

    text: str
    key: str
    serial: str
    year: int | None
    symbol: str


def parse_number(text: str) -> DocumentNumber | None:
    """Read one document number; None when `text` does not hold exactly one."""
    raise NotImplementedError
