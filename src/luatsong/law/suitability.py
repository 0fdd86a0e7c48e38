"""What people say on whether a text is still suited ("không còn phù hợp"), with their evidence.

Source: Luật 64/2025/QH15 Art 63 (review of texts); the word of status is that of the national
database. A text that is no longer suited is not repealed: only its issuer can do that.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from luatsong.accounts.models import User
from luatsong.law.models import Document, SuitabilityDecision
from luatsong.law.refreshing import refresh
from luatsong.law.signals import documents_changed
from luatsong.law.wording import phrase


class NotSuitability(ValueError):  # noqa: N818 - named for what it says of the entry
    """What was entered cannot stand; `field` and `message` (Vietnamese) say what to enter."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(field, code)
        self.field = field
        self.message = phrase(code)


def document_unsuited(
    document: Document,
    user: User,
    *,
    start: date,
    end: date | None = None,
    reason: str,
    evidence: str,
) -> SuitabilityDecision:
    """Say that a document is no longer suited in `[start, end)`, in place of what was said before.

    `reason` and `evidence` (the conclusion of a review, say) are shown with its validity. Raises
    `NotSuitability` before anything is changed.
    """
    first = document.effective_date or document.issue_date
    if first and start < first:
        raise NotSuitability("start", "unsuited-early")
    if end is not None and end <= start:
        raise NotSuitability("end", "unsuited-backwards")
    return _say(document, user, start, end, reason, evidence)


def document_suited(
    document: Document, user: User, *, reason: str, evidence: str
) -> SuitabilityDecision:
    """Take back that a document is no longer suited; the decision before is kept.

    Raises `NotSuitability`.
    """
    if document.unsuited_from is None:
        raise NotSuitability("start", "not-unsuited")
    return _say(document, user, None, None, reason, evidence)


def _say(
    document: Document,
    user: User,
    start: date | None,
    end: date | None,
    reason: str,
    evidence: str,
) -> SuitabilityDecision:
    said = {"reason": reason.strip(), "evidence": evidence.strip()}
    for field, words in said.items():
        if not words:
            raise NotSuitability(field, f"unsuited-no-{field}")
    with transaction.atomic():
        decision = SuitabilityDecision.objects.create(
            document=document, start=start, end=end, by=user, **said
        )
        document.unsuited_from, document.unsuited_to = start, end
        document.unsuited_reason = "; ".join(said.values()) if start else ""
        document.folded_at = None
        document.save(
            update_fields=["unsuited_from", "unsuited_to", "unsuited_reason", "folded_at"]
        )
        refresh()
    document.refresh_from_db()
    documents_changed.send_robust(sender=Document)
    return decision
