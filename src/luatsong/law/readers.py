"""Read and parse sources in processes that may crash, hang or run out of memory.

The engine is pure, so a worker needs neither the store nor Django. It gets bytes and gives back
a value; whatever happens to it ends as a reason, never as a lost file.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from types import TracebackType

from luatsong.law.codified import parse_codified, snapshot_of
from luatsong.law.law_reading import LawReading, read_law
from luatsong.law.reasons import DATA, reason
from vnlaw.document import Document, Finding, Source
from vnlaw.parse import parse
from vnlaw.reading import Unreadable, read_bytes, read_page
from vnlaw.reading.sniff import sniff

_LIMITS: dict[str, int] = DATA["limits"]
# Jobs, and their bytes, read ahead of the one that is waited for; bounds what memory holds.
_AHEAD = 64
_AHEAD_BYTES = 96 * 1024 * 1024
_EXCERPT_LINES = 60


@dataclass(frozen=True, slots=True)
class Job:
    """One source to read. `form` is "file", "page" (a saved page) or "codified".

    `failure` is set where it is known beforehand that reading is of no use.
    """

    data: bytes
    name: str
    form: str = "file"
    declared: dict[str, str] = field(default_factory=dict)
    failure: Finding | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading gave: a document, or the reasons why there is none."""

    document: Document | None
    law: LawReading | None = None  # what it cites and does
    reasons: tuple[Finding, ...] = ()
    media_type: str = ""
    pages: int = 0
    confidence: float | None = None  # mean OCR word confidence in [0, 1]; None without OCR
    declared: dict[str, str] = field(default_factory=dict)
    excerpt: tuple[str, ...] = ()  # the first lines, for the desk


def failed(*reasons: Finding) -> Reading:
    """A reading that gave nothing."""
    return Reading(None, reasons=reasons)


def read_job(job: Job) -> Reading:
    """Read and parse one source in this process; every error of the engine becomes a reason."""
    try:
        if job.form == "codified":
            document = parse_codified(job.data)
            kind = "application/x-ndjson"
            declared = {"snapshot": snapshot_of(job.data)}
            return Reading(document, read_law(document), media_type=kind, declared=declared)
        source = _source(job)
        document = parse(source)
        law = read_law(document)
    except Unreadable as error:
        return failed(Finding(error.code, error.message, severity="error"))
    except Exception as error:  # one bad file must not stop the others
        return failed(reason("engine-failure", detail=f"{type(error).__name__}: {error}"[:200]))
    return Reading(
        document,
        law,
        media_type=source.media_type,
        pages=max(source.pages, default=0),
        confidence=_confidence(source),
        declared=dict(source.declared),
        excerpt=tuple(line[:400] for line in source.lines[:_EXCERPT_LINES]),
    )


def _source(job: Job) -> Source:
    if job.form == "page":
        return read_page(job.data, job.declared)
    return read_bytes(job.data, job.name)


def _confidence(source: Source) -> float | None:
    values = source.confidence.values()
    return sum(values) / len(values) if values else None


def _serve(connection: Connection) -> None:
    """The life of a worker: jobs in, readings out, until the other end closes."""
    os.setsid()  # the parent decides when to stop: no interrupts from the terminal
    resource.setrlimit(resource.RLIMIT_AS, (_LIMITS["memory"], _LIMITS["memory"]))
    try:
        while (job := connection.recv()) is not None:
            connection.send(read_job(job))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


@dataclass(slots=True)
class _Slot:
    job: Job
    reading: Reading | None = None
    crashes: int = 0


class _Worker:
    """One reading process and the job it is at."""

    def __init__(self) -> None:
        self.slot: _Slot | None = None
        self.deadline = 0.0
        self.seconds = 0
        self._start()

    def _start(self) -> None:
        # Spawned, not forked: a worker must not share the parent's database connection.
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.done = 0

    def give(self, slot: _Slot) -> None:
        self.slot = slot
        self.seconds = _seconds(slot.job)
        self.deadline = time.monotonic() + self.seconds
        try:
            self.connection.send(slot.job)
        except OSError:  # it died while idle
            self._restart()
            self.connection.send(slot.job)

    def collect(self) -> None:
        """Take the result that is ready, or note that the process died.

        A process may die of something else than its file (memory that ran out next door), so a
        file is read a second time before it is blamed.
        """
        slot, self.slot = self.slot, None
        assert slot  # noqa: S101
        try:
            slot.reading = self.connection.recv()
        except (EOFError, OSError):
            self._restart()
            slot.crashes += 1
            if slot.crashes < 2:
                self.give(slot)
                return
            slot.reading = failed(reason("crashed"))
        self.done += 1
        if self.done >= _LIMITS["documents"]:
            self._restart()

    def give_up(self) -> None:
        """Kill a process that is past its deadline."""
        assert self.slot  # noqa: S101
        self.slot.reading = failed(reason("timeout", seconds=self.seconds))
        self.slot = None
        self._restart()

    def _restart(self) -> None:
        self.stop()
        self._start()

    def stop(self) -> None:
        self.connection.close()
        with suppress(ProcessLookupError):
            if self.process.pid:
                os.killpg(self.process.pid, signal.SIGKILL)  # with all it started (tesseract)
        self.process.kill()
        self.process.join()


def _seconds(job: Job) -> int:
    return _LIMITS["ocr_seconds" if job.form == "file" and _may_need_ocr(job) else "seconds"]


def _may_need_ocr(job: Job) -> bool:
    try:
        return sniff(job.data) in {"pdf", "image"}
    except Unreadable:
        return False


def _may_read_on(waiting: Sequence[_Slot]) -> bool:
    held = sum(len(slot.job.data) for slot in waiting)
    return len(waiting) < _AHEAD and held < _AHEAD_BYTES


class Readers:
    """A few reading processes. Use as a context manager; not for several threads at once."""

    def __init__(self, jobs: int) -> None:
        self._size = max(1, jobs)
        self._workers: list[_Worker] = []

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def read(self, jobs: Iterable[Job]) -> Iterator[Reading]:
        """The readings of `jobs`, in their order. Never raises for a bad source."""
        waiting: deque[_Slot] = deque()
        source = iter(jobs)
        more = True
        while more or waiting:
            while more and _may_read_on(waiting) and (worker := self._idle()):
                job = next(source, None)
                if job is None:
                    more = False
                    break
                waiting.append(slot := _Slot(job))
                if job.failure:
                    slot.reading = failed(job.failure)
                else:
                    worker.give(slot)
            if waiting and (reading := waiting[0].reading):
                waiting.popleft()
                yield reading
                self._collect(seconds=0.0)
            else:
                self._collect()

    def _idle(self) -> _Worker | None:
        idle = next((worker for worker in self._workers if worker.slot is None), None)
        if idle is None and len(self._workers) < self._size:
            self._workers.append(idle := _Worker())
        return idle

    def _collect(self, seconds: float = float("inf")) -> None:
        """Wait until a worker has finished or is past its deadline, but no longer than said."""
        busy = {worker.connection: worker for worker in self._workers if worker.slot}
        if not busy:
            return
        left = min(worker.deadline for worker in busy.values()) - time.monotonic()
        ready = wait(list(busy), timeout=max(0.0, min(left, seconds)))
        for connection in list(busy):
            if connection in ready:
                busy.pop(connection).collect()
        now = time.monotonic()
        for worker in busy.values():
            if worker.deadline <= now:
                worker.give_up()
