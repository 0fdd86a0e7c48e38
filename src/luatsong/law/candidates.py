"""What a path on disk holds for the store: files, saved pages, articles of the codification."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from luatsong.law.models import SourceFile
from luatsong.law.readers import Job
from luatsong.law.reasons import DATA, reason, too_large
from luatsong.law.sources import file_fingerprint, fingerprint, keep_file, keep_source
from vnlaw.document import Finding
from vnlaw.reading import Limits

CODIFIED_ORIGIN = "Bộ pháp điển"
_RECORD_ENDINGS = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
_FIELDS: dict[str, str] = DATA["saved_page"]["fields"]
_DATES: dict[str, str] = DATA["saved_page"]["dates"]
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile)


@dataclass(frozen=True)
class Candidate:
    """One source on its way in; `path` instead of `data` where a file is too large to hold."""

    name: str
    data: bytes = b""
    origin: str = ""
    form: str = SourceFile.Form.FILE
    declared: dict[str, str] = field(default_factory=dict)
    path: Path | None = None
    failure: Finding | None = None

    @cached_property
    def fingerprint(self) -> str:
        if self.path:
            return file_fingerprint(self.path)
        return fingerprint(self.data, self.declared)

    def job(self) -> Job:
        # Plain text: a worker knows nothing of the models and their choices.
        return Job(self.data, self.name, str(self.form), self.declared, self.failure)

    def keep(self) -> SourceFile:
        """Keep the bytes, whatever becomes of them."""
        if self.path:
            return keep_file(self.path, origin=self.origin)
        return keep_source(
            data=self.data,
            name=self.name,
            origin=self.origin,
            form=self.form,
            declared=self.declared,
        )


def candidates(paths: Iterable[Path]) -> Iterator[Candidate]:
    """All sources under `paths`, always in the same order; one bad file never stops the rest."""
    for path in files_under(paths):
        if path.name.lower().endswith(_RECORD_ENDINGS):
            yield from _pages(path)
        else:
            yield _file(path)


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """Files, and all files in folders in the order of their names; hidden and lock files not."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for found in sorted(path.rglob("*")):
            parts = found.relative_to(path).parts
            if found.is_file() and not any(part.startswith((".", "~$")) for part in parts):
                yield found


def codified(path: Path) -> Iterator[Candidate]:
    """The documents of a codification file, one for each `law_id`, articles in file order.

    The whole file is held in memory as bytes: articles of one document may stand apart.
    Raises `ValueError` with a Vietnamese message when a line is no article.
    """
    laws: dict[str, list[bytes]] = {}
    for number, line in enumerate(_lines(path), start=1):
        record = _record(line)
        if not record or not isinstance(record.get("law_id"), str):
            raise ValueError(f"Dòng {number} của {path.name} không phải một điều của Bộ pháp điển.")
        laws.setdefault(record["law_id"], []).append(line.rstrip(b"\r\n"))
    for law_id, lines in laws.items():
        yield Candidate(
            name=f"{law_id.replace('/', '-')}.jsonl",
            data=b"\n".join(lines) + b"\n",
            origin=CODIFIED_ORIGIN,
            form=SourceFile.Form.CODIFIED,
        )


def count_sources(paths: Iterable[Path]) -> int:
    """How many sources there are, for a progress bar; records of broken files count as far as
    they can be read."""
    total = 0
    for path in files_under(paths):
        if not path.name.lower().endswith(_RECORD_ENDINGS):
            total += 1
            continue
        try:
            total += sum(1 for _ in _lines(path))
        except (OSError, *_BROKEN):
            total += 1
    return total


def _file(path: Path) -> Candidate:
    limit = Limits().max_bytes
    size = path.stat().st_size
    if size > limit:
        return Candidate(path.name, origin=str(path), path=path, failure=too_large(size, limit))
    return Candidate(path.name, path.read_bytes(), origin=str(path))


def _pages(path: Path) -> Iterator[Candidate]:
    """The saved pages of a file of records, one source a line."""
    count = 0
    try:
        for line in _lines(path):
            count += 1
            yield _page(line, path, count)
    except _BROKEN:
        broken = reason("truncated", count=count)
        yield Candidate(path.name, path.read_bytes(), origin=str(path), failure=broken)


def _page(line: bytes, path: Path, number: int) -> Candidate:
    record = _record(line)
    if not record or not isinstance(record.get("html"), str):
        name = f"{path.name}-{number}.json"
        return Candidate(name, line, str(path), failure=reason("bad-record", line=number))
    declared = _declared(record)
    return Candidate(
        name=str(record.get("file") or f"{path.name}-{number}.html"),
        data=record["html"].encode("utf-8", "replace"),
        origin=declared.get("url") or str(path),
        form=SourceFile.Form.PAGE,
        declared=declared,
    )


def _declared(record: Mapping[str, Any]) -> dict[str, str]:
    """What the record says of the document, under the keys the reader knows."""
    said = {ours: record.get(theirs) for theirs, ours in _FIELDS.items()}
    dates = record.get("dates")
    if isinstance(dates, dict):
        said |= {ours: dates.get(theirs) for theirs, ours in _DATES.items()}
    return {key: value for key, value in said.items() if isinstance(value, str) and value}


def _record(line: bytes) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def _lines(path: Path) -> Iterator[bytes]:
    """The lines of a plain or gzipped file; a line past the size of one file is cut there."""
    limit = Limits().max_bytes
    with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
        while line := file.readline(limit):
            if line.strip():
                yield line
