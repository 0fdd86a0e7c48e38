"""Load the sample province through the same door as every other source."""

from __future__ import annotations

import shutil

from luatsong.law.candidates import Candidate
from luatsong.law.ingest import Report
from luatsong.law.models import SourceFile
from luatsong.law.services import Summary, ingest, note_merger
from luatsong.sample.manifest import Sample, mergers, origin, samples


def readable() -> list[Sample]:
    """The samples this machine can read."""
    return [sample for sample in samples() if not _lacks(sample)]


def unreadable() -> list[Sample]:
    """The samples that need a program this machine does not have."""
    return [sample for sample in samples() if _lacks(sample)]


def belongs_here() -> bool:
    """Whether the sample may go into this store: it is empty, or was begun with the sample.

    Fictional documents must never turn up among a province's own.
    """
    own = SourceFile.objects.filter(origin=origin())
    return own.exists() or not SourceFile.objects.exists()


def load(*, index: bool = True, jobs: int | None = None, report: Report | None = None) -> Summary:
    """Take in what can be read here; what is known already is passed over."""
    for old, new, on in mergers():
        note_merger(old, new, on)
    sources = [Candidate(sample.name, sample.data(), origin()) for sample in readable()]
    return ingest(sources, jobs=jobs, index=index, report=report)


def _lacks(sample: Sample) -> bool:
    return bool(sample.needs) and shutil.which(sample.needs) is None
