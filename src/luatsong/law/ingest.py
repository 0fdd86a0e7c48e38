"""Take in many sources: known ones are passed over, the rest are read in parallel, in order.

One process writes, one transaction a source. Killed at any moment and run again, the store ends
up the same: what was committed is known by its fingerprint, the rest is read again.
"""

from __future__ import annotations

import logging
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import OperationalError

from luatsong.law.candidates import Candidate, candidates
from luatsong.law.intake import is_due, settle
from luatsong.law.models import Document, Intake
from luatsong.law.readers import Job, Readers, Reading, failed
from luatsong.law.reasons import reason
from luatsong.law.refreshing import refresh
from luatsong.law.signals import documents_changed

_LOG = logging.getLogger(__name__)
UNCHANGED = "unchanged"


@dataclass(slots=True)
class Summary:
    """What a run did. `outcomes` counts `Intake.State` values and "unchanged"."""

    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)  # of what was quarantined, by code
    findings: Counter[str] = field(default_factory=Counter)  # of what was stored, by code
    provisions: int = 0
    characters: int = 0
    seconds: float = 0.0

    @property
    def total(self) -> int:
        return self.outcomes.total()

    def add(self, intake: Intake) -> None:
        self.outcomes[intake.state] += 1
        if intake.state == Intake.State.QUARANTINED:
            self.reasons.update(found["code"] for found in intake.reasons)
        if intake.state == Intake.State.STORED and intake.document:
            self.provisions += intake.document.provision_count
            self.characters += intake.document.characters
            found = intake.document.metadata.get("findings", ())
            self.findings.update({finding["code"] for finding in found})


Report = Callable[[str, str], None]  # name of a source, and what became of it


def ingest_paths(
    paths: Iterable[Path],
    *,
    jobs: int | None = None,
    index: bool = True,
    report: Report | None = None,
) -> Summary:
    """Take in files, folders and files of saved pages. `report` is called for each source."""
    return ingest(candidates(paths), jobs=jobs, index=index, report=report)


def ingest(
    sources: Iterable[Candidate],
    *,
    jobs: int | None = None,
    index: bool = True,
    report: Report | None = None,
) -> Summary:
    """Take in `sources` with `jobs` reading processes (default: one a processor)."""
    started = time.monotonic()
    summary = Summary()
    tell = report or (lambda _name, _outcome: None)
    waiting: deque[Candidate] = deque()

    def due() -> Iterator[Job]:
        for candidate in _unknown(sources, summary, tell):
            waiting.append(candidate)
            yield candidate.job()

    with Readers(jobs or os.cpu_count() or 1) as readers:
        for reading in readers.read(due()):
            candidate = waiting.popleft()
            intake = _take(candidate, reading)
            summary.add(intake)
            tell(candidate.name, intake.state)
    refresh()
    if index and summary.total > summary.outcomes[UNCHANGED]:
        documents_changed.send(sender=Document)
    summary.seconds = time.monotonic() - started
    return summary


def _unknown(sources: Iterable[Candidate], summary: Summary, tell: Report) -> Iterator[Candidate]:
    """The sources that must be read: new ones, and those an earlier engine read."""
    seen: set[str] = set()
    for candidate in sources:
        known = Intake.objects.filter(source__fingerprint=candidate.fingerprint).first()
        if candidate.fingerprint in seen or (known and not is_due(known)):
            summary.outcomes[UNCHANGED] += 1
            tell(candidate.name, UNCHANGED)
            continue
        seen.add(candidate.fingerprint)
        yield candidate


def _take(candidate: Candidate, reading: Reading) -> Intake:
    source = candidate.keep()
    try:
        return settle(source, reading, announce=False)
    except OperationalError:  # the store itself is in trouble: stop, a later run goes on
        raise
    except Exception as error:  # one odd document must not stop the others
        _LOG.exception("Could not store %s", candidate.name)
        detail = f"{type(error).__name__}: {error}"[:200]
        return settle(source, failed(reason("engine-failure", detail=detail)), announce=False)
