"""One source comes in: stored, joined to the document it repeats, or kept in quarantine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from luatsong.accounts.models import User
from luatsong.law import identity
from luatsong.law.corrections import apply, merged
from luatsong.law.deciding import objections
from luatsong.law.dependents import mark_around
from luatsong.law.models import Document, Intake, SourceFile
from luatsong.law.readers import Job, Readers, Reading, failed
from luatsong.law.reasons import DATA, reason, too_large
from luatsong.law.refreshing import refresh
from luatsong.law.selectors.documents import as_engine_document
from luatsong.law.signals import documents_changed
from luatsong.law.sources import fingerprint, keep_source, source_bytes
from luatsong.law.storing import store
from luatsong.law.values import finding_to_json
from vnlaw import ENGINE_VERSION
from vnlaw import document as engine
from vnlaw.document import Finding
from vnlaw.reading import Limits

_SAME: dict[str, float] = DATA["thresholds"]["same"]
_SHOWN_FIGURES = 5


class NotOpen(ValueError):  # noqa: N818 - named for what it says of the intake
    """An intake that is stored, joined or rejected cannot be decided again."""


def intake_bytes(*, data: bytes, name: str, origin: str = "", user: User | None = None) -> Intake:
    """Take in the bytes of one file: read them in a process of their own, and decide.

    Bytes that are known and were read by this engine change nothing; bytes read by an earlier
    engine are read again with the corrections people made. The bytes are kept in every case.
    """
    known = Intake.objects.filter(source__fingerprint=fingerprint(data)).first()
    if known and not is_due(known):
        return known
    reading = read_alone(Job(data, name))
    source = keep_source(data=data, name=name, origin=origin)
    return settle(source, reading, uploaded_by=user)


def intake_retry(*, intake: Intake, corrections: Mapping[str, str], user: User) -> Intake:
    """Read a quarantined source again with what a person corrected.

    `corrections` maps number, type_name, issuer, issue_date, title, effective_date,
    expiry_date and kind to what people enter (an empty value takes an earlier correction
    back); `accept` says that the person vouches for what the rules doubt. Raises
    `InvalidCorrection` before anything is changed, `NotOpen` when there is nothing to decide.
    """
    _check_open(intake)
    intake.corrections = merged(intake.corrections, corrections)
    intake.decided_by = user
    intake.decided_at = timezone.now()
    intake.save(update_fields=["corrections", "decided_by", "decided_at"])
    source = intake.source
    return settle(source, read_alone(job_for(source)))


def intake_reject(*, intake: Intake, reason: str, user: User) -> Intake:
    """Close a quarantined source for good; its bytes and reasons stay."""
    _check_open(intake)
    finding = Finding("rejected", reason.strip() or "Đã loại.", severity="error")
    intake.reasons = [*intake.reasons, _reason_to_json(finding)]
    intake.state = Intake.State.REJECTED
    intake.decided_by = user
    intake.decided_at = timezone.now()
    intake.save(update_fields=["reasons", "state", "decided_by", "decided_at"])
    return intake


def is_due(intake: Intake) -> bool:
    """Whether a known source must be read again: the engine has changed since."""
    return intake.engine_version != ENGINE_VERSION and intake.state != Intake.State.REJECTED


def read_alone(job: Job) -> Reading:
    """Read one source in a process of its own."""
    limits = Limits()
    if len(job.data) > limits.max_bytes:
        return failed(too_large(len(job.data), limits.max_bytes))
    with Readers(1) as readers:
        return next(readers.read([job]))


def job_for(source: SourceFile) -> Job:
    """What a reading process needs to read a kept source again."""
    return Job(source_bytes(source), source.name, str(source.form), dict(source.declared))


def settle(
    source: SourceFile,
    reading: Reading,
    *,
    uploaded_by: User | None = None,
    announce: bool = True,
) -> Intake:
    """Decide what becomes of a source that has been read, and store it, in one transaction.

    `announce` tells the rooms above (search) at once; who takes in many does so at the end.
    """
    try:
        intake = _settle(source, reading, uploaded_by)
    except IntegrityError:  # another process stored the same document in this moment
        intake = _settle(source, reading, uploaded_by)
    if announce:
        transaction.on_commit(_announce)
    return intake


def _announce() -> None:
    refresh()
    documents_changed.send_robust(sender=Document)


@transaction.atomic
def _settle(source: SourceFile, reading: Reading, uploaded_by: User | None) -> Intake:
    intake = Intake.objects.filter(source=source).first()
    if intake is None:
        intake = Intake(source=source, uploaded_by=uploaded_by, state=Intake.State.QUARANTINED)
    intake.engine_version = ENGINE_VERSION
    if source.media_type != reading.media_type and reading.media_type:
        source.media_type = reading.media_type
        source.save(update_fields=["media_type"])
    parsed = reading.document and apply(reading.document, intake.corrections)
    withdrew = bool(intake.reading.get("withdrew"))
    intake.reading = _summary(reading, parsed) | {"withdrew": withdrew}
    reasons = list(reading.reasons)
    if parsed:
        reasons += objections(parsed, reading.confidence, intake.corrections)
    if parsed is None or reasons:
        return _quarantine(intake, reasons)
    return _publish(intake, parsed, reading)


def _publish(intake: Intake, parsed: engine.Document, reading: Reading) -> Intake:
    """Store the document, or join the source to the one that is already there."""
    own = _own_document(intake)
    if own and intake.reading.pop("withdrew"):
        own.state = Document.State.PUBLISHED
    existing = _same_document(parsed, own)
    partial = intake.source.form == SourceFile.Form.CODIFIED
    if existing:
        share = _share(existing, parsed, partial=partial)
        details = {"document": str(existing), "percent": f"{share * 100:.1f}".replace(".", ",")}
        if share < _needed_share(existing, reading, partial=partial) or (
            share < 1.0 and _other_title(existing, parsed, reading, partial=partial)
        ):
            _withdraw(own)
            intake.document = existing
            return _quarantine(intake, [reason("same-number-different-text", **details)])
        if not existing.is_partial:
            _withdraw(own)
            intake.document = existing
            doubt = _doubtful_figures(existing, parsed, reading, intake)
            if share < 1.0 and doubt:
                more = details | {"figures": ", ".join(doubt[:_SHOWN_FIGURES])}
                return _quarantine(intake, [reason("same-number-different-figures", **more)])
            found = [] if share == 1.0 else [reason("near-identical", **details)]
            return _decide(intake, Intake.State.DUPLICATE, found)
        _withdraw(own)
        own = existing  # the whole text, or a newer part, takes the place of the part
    intake.document = store(
        parsed,
        source=intake.source,
        origin=intake.source.origin if partial else "",
        partial=partial,
        document=own,
        # Corrected dates and numbers change what the text does.
        law=None if intake.corrections else reading.law,
        text_as_of=_text_as_of(parsed, reading),
    )
    return _decide(intake, Intake.State.STORED, [])


def _text_as_of(parsed: engine.Document, reading: Reading) -> date | None:
    """The last day on which the text may hold what changed it: codified and consolidated texts.

    Of a codification only the year is known. Its last day is the careful choice: a change of that
    year is never made twice, it waits for a person (see `register.surely_in_text`).
    """
    year = reading.declared.get("snapshot", "")
    if year.isdigit():
        return date(int(year), 12, 31)
    is_consolidated = parsed.metadata.kind is engine.Kind.CONSOLIDATED
    return parsed.metadata.issue_date if is_consolidated else None


def _own_document(intake: Intake) -> Document | None:
    """The document that was read from this source, None where it came from another one."""
    document = intake.document
    return document if document and document.source_id == intake.source_id else None


def _withdraw(document: Document | None) -> None:
    """Take a document from the public: its source no longer carries it."""
    if document:
        mark_around([document.pk])
        document.state = Document.State.WITHDRAWN
        document.indexed_at = document.linked_at = document.folded_at = None
        document.save(update_fields=["state", "indexed_at", "linked_at", "folded_at", "updated_at"])


def _same_document(parsed: engine.Document, own: Document | None) -> Document | None:
    """Another document with the same key, or with the same central number under another type."""
    metadata = parsed.metadata
    others = Document.objects.exclude(pk=own.pk) if own else Document.objects.all()
    same = others.filter(key=identity.document_key(metadata)).first()
    if same or not metadata.number or not metadata.number.year or identity.is_local(metadata):
        return same
    is_draft = Q(kind=Document.Kind.DRAFT)
    alike = others.filter(number_key=metadata.number.key, language=metadata.language)
    return alike.filter(is_draft if metadata.kind is engine.Kind.DRAFT else ~is_draft).first()


def _share(existing: Document, parsed: engine.Document, *, partial: bool) -> float:
    """How much two texts have in common, in [0, 1]; 1.0 only for the same words."""
    if existing.text_hash == identity.text_hash(parsed):
        return 1.0
    before = as_engine_document(existing)
    if partial or existing.is_partial:
        return min(identity.containment(before, parsed), 0.999)
    return min(identity.similarity(before, parsed), 0.999)


def _other_title(
    existing: Document, parsed: engine.Document, reading: Reading, *, partial: bool
) -> bool:
    """Whether two typed, whole texts under one number are called differently."""
    if partial or existing.is_partial or reading.confidence is not None or _was_ocr(existing):
        return False
    return identity.title_similarity(existing.title, parsed.metadata.title) < _SAME["title"]


def _doubtful_figures(
    existing: Document, parsed: engine.Document, reading: Reading, intake: Intake
) -> tuple[str, ...]:
    """Figures in which two carriers of one text differ, unless OCR or a person explains them."""
    if intake.corrections.get("accept") or reading.confidence is not None or _was_ocr(existing):
        return ()
    return identity.differing_figures(as_engine_document(existing), parsed)


def _was_ocr(document: Document) -> bool:
    intake = Intake.objects.filter(source=document.source_id).only("reading").first()
    # A JSON null is a key that exists, so the database cannot be asked for it portably.
    return intake is not None and intake.reading.get("confidence") is not None


def _needed_share(existing: Document, reading: Reading, *, partial: bool) -> float:
    if partial or existing.is_partial:
        return _SAME["partial"]
    return _SAME["ocr" if _was_ocr(existing) or reading.confidence is not None else "text"]


def _quarantine(intake: Intake, reasons: list[Finding]) -> Intake:
    own = _own_document(intake)
    if own and own.state == Document.State.PUBLISHED:
        # Remembered, because what a person withdrew must not come back by itself.
        intake.reading["withdrew"] = True
        _withdraw(own)
    if not any(found.code.startswith("same-number-") for found in reasons):
        intake.document = own
    return _decide(intake, Intake.State.QUARANTINED, reasons)


def _decide(intake: Intake, state: str, reasons: list[Finding]) -> Intake:
    intake.state = state
    intake.reasons = [_reason_to_json(found) for found in reasons]
    intake.save()
    return intake


def _check_open(intake: Intake) -> None:
    if intake.state != Intake.State.QUARANTINED:
        raise NotOpen(f"Tệp này không còn trong khu cách ly ({intake.get_state_display()}).")


def _reason_to_json(finding: Finding) -> dict[str, str]:
    return {"code": finding.code, "message": finding.message}


def _summary(reading: Reading, parsed: engine.Document | None) -> dict[str, Any]:
    """What the desk shows of a reading without reading the file again."""
    summary: dict[str, Any] = {
        "pages": reading.pages,
        "confidence": reading.confidence,
        "declared": reading.declared,
        "excerpt": list(reading.excerpt),
    }
    if parsed:
        metadata = parsed.metadata
        summary |= {
            "kind": metadata.kind.value,
            "type_name": metadata.type_name,
            "number": metadata.number.text if metadata.number else "",
            "issuer": "; ".join(metadata.issuers),
            "issue_date": _iso(metadata.issue_date),
            "effective_date": _iso(metadata.effective_date),
            "expiry_date": _iso(metadata.expiry_date),
            "title": metadata.title,
            "findings": [finding_to_json(finding) for finding in parsed.findings],
        }
    return summary


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
