"""The one error the reader raises, and the findings it reports; their words are data."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from vnlaw.document import Finding

_MESSAGES = tomllib.loads(
    files("vnlaw").joinpath("data", "reading_messages.toml").read_text(encoding="utf-8")
)


class Unreadable(Exception):  # noqa: N818 - named for what it says of the file
    """A file gave no text. `code` is stable and English; `message` is Vietnamese advice."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    @classmethod
    def because(cls, code: str, **details: object) -> Unreadable:
        """The error with the standard message of `code`, its blanks filled from `details`."""
        details.setdefault("detail", code)
        return cls(code, _MESSAGES["unreadable"][code].format(**details))


def finding(code: str, **details: object) -> Finding:
    """The standard finding of `code`, its blanks filled from `details`."""
    entry = _MESSAGES["finding"][code]
    return Finding(
        code=code, message=entry["message"].format(**details), severity=entry["severity"]
    )
