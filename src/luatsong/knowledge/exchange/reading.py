"""Lines of a file from another store → records that are as the structure says, or why not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from luatsong.knowledge.exchange.schema import problems
from luatsong.knowledge.wordlists import read as data_file


class FileRefusedError(Exception):
    """The file as a whole cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: a good record, or what is wrong with it."""

    number: int
    record: Mapping[str, Any] | None
    problem: str = ""


@cache
def limits() -> Mapping[str, int]:
    """The limits of data/exchange.toml."""
    return data_file("exchange.toml")


def lines_of(path: Path) -> Iterator[Line]:
    """Every line that is not empty; FileRefusedError for what is no such file at all."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise FileRefusedError(f"“{path.name}” không phải là một tệp.")
        if size > limits()["bytes_of_file"]:
            most = limits()["bytes_of_file"] // 1_000_000
            raise FileRefusedError(f"Tệp lớn hơn {most} MB. Hãy chia thành nhiều tệp rồi nhận lại.")
        with path.open("rb") as file:
            yield from _lines(file)
    except OSError as error:
        raise FileRefusedError(f"Không mở được tệp: {error.strerror or error}.") from error


def _lines(file: BinaryIO) -> Iterator[Line]:
    longest, most = limits()["bytes_of_line"], limits()["lines"]
    number = 0
    while True:
        raw = file.readline(longest + 1)
        if not raw:
            return
        number += 1
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
            _require_text(raw)
        if number > most:
            raise FileRefusedError(f"Tệp có hơn {most} dòng. Hãy chia thành nhiều tệp.")
        if len(raw) > longest:
            _skip_line(file, raw, longest)
            yield Line(number, None, f"dòng dài quá {longest // 1_000_000} MB")
        elif raw.strip():
            yield _line(number, raw)


def _require_text(raw: bytes) -> None:
    if b"\0" in raw or not raw.lstrip().startswith(b"{"):
        raise FileRefusedError(
            "Đây không phải tệp JSON Lines của kho dữ liệu (mỗi dòng một nội dung, bắt đầu bằng "
            "dấu ngoặc nhọn). Hãy lấy lại tệp “noi-dung.jsonl” từ kho gửi."
        )


def _skip_line(file: BinaryIO, raw: bytes, longest: int) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = file.readline(longest)


def _line(number: int, raw: bytes) -> Line:
    try:
        record = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
    except UnicodeDecodeError:
        return Line(number, None, "không phải chữ UTF-8")
    except (ValueError, RecursionError):
        return Line(number, None, "không phải JSON đúng")
    if broken := _broken_text(record):
        return Line(number, None, broken)
    found = problems(record)
    if found:
        told = "; ".join(found[: limits()["problems_told"]])
        more = len(found) - limits()["problems_told"]
        return Line(number, None, told + (f"; và {more} lỗi khác" if more > 0 else ""))
    return Line(number, record)


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _broken_text(value: Any) -> str:
    """Characters that no database can keep."""
    try:
        text = json.dumps(value, ensure_ascii=False)
        text.encode("utf-8")
    except (UnicodeEncodeError, ValueError, RecursionError):
        return "có ký tự hỏng"
    return "có ký tự hỏng" if "\\u0000" in text else ""
