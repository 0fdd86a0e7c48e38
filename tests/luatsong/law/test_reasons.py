"""Every reason and finding can be named in a few Vietnamese words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files

import pytest

from luatsong.law.reasons import DATA, label


def _codes() -> Iterator[str]:
    yield from DATA["reasons"]
    data = files("vnlaw").joinpath("data")
    reading = tomllib.loads(data.joinpath("reading_messages.toml").read_text("utf-8"))
    yield from (*reading["unreadable"], *reading["finding"])
    yield from tomllib.loads(data.joinpath("recognise_messages.toml").read_text("utf-8"))
    yield from ("numbering-gap", "numbering-repeat")


@pytest.mark.parametrize("code", sorted(set(_codes())))
def test_a_code_has_a_vietnamese_label(code: str) -> None:
    assert label(code) != code
