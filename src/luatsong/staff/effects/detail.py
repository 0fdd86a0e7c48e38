"""Everything the page of one effect shows, gathered as values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from luatsong.law import services as law
from luatsong.law.models import Document, EffectDecision
from luatsong.law.models import Effect as EffectRow
from luatsong.law.selectors import as_engine_document
from luatsong.law.typed_places import address_text
from luatsong.staff.effects import selectors
from luatsong.staff.effects.evidence import Context, in_context
from luatsong.staff.effects.outcome import MOST_SHOWN, Outcome, outcome_of, rewording
from luatsong.staff.effects.reading import Told, day_text, tell
from luatsong.staff.effects.values import as_read, holding
from luatsong.staff.effects.words import reason_lines, state_label, verb_label
from luatsong.staff.history import Entry
from vnlaw.consolidation.from_effects import changes_text
from vnlaw.document import Document as Parsed

_FIELDS = {
    "verb": "Hành động",
    "target": "Văn bản chịu tác động",
    "places": "Vị trí",
    "start": "Áp dụng từ ngày",
    "end": "Đến trước ngày",
    "text": "Nội dung mới",
    "old": "Cụm từ cũ",
    "new": "Cụm từ mới",
    "condition": "Điều kiện",
    "scope": "Phạm vi",
    "territory": "Địa bàn",
    "happened_on": "Ngày xảy ra",
    "happened_by": "Văn bản làm xảy ra",
}


@dataclass(frozen=True, slots=True)
class Detail:
    """One effect for its page.

    `told` is what holds, `read` what the engine read where a person corrected it, else None.
    """

    place: str
    above: tuple[str, ...]
    evidence: Context
    told: Told
    read: Told | None
    findings: tuple[str, ...]
    outcome: Outcome
    others: tuple[selectors.Line, ...]
    history: tuple[Entry, ...]
    public_url: str


def detail_of(row: EffectRow) -> Detail:
    """Gather what the page of `row` shows."""
    value = holding(row)
    return Detail(
        address_text(row.provision.address) if row.provision else "",
        tuple(selectors.lines_above(row)),
        in_context(selectors.source_lines(row), row.quote),
        tell(value),
        tell(as_read(row)) if row.corrections else None,
        tuple(selectors.findings_of(row)),
        outcome_for(row),
        tuple(map(selectors.line, selectors.on_the_same_place(row))),
        tuple(map(_entry, selectors.decisions_of(row))),
        _public_url(row.target_document),
    )


def outcome_for(row: EffectRow) -> Outcome:
    """What the effect did, or would do, to the text of its target.

    Worked out on the text of the day the effect starts; while that cannot be done (no date yet,
    say), on the latest text, with the reasons.
    """
    if row.state in (EffectRow.State.APPLIED, EffectRow.State.PARTLY):
        changes = tuple(selectors.applied_changes(row))
        if changes or row.state == EffectRow.State.APPLIED:
            return Outcome(changes, note="" if changes else _on_the_whole(row))
    quick = quick_outcome(row, {})
    if not quick.changes and not quick.doubts:
        return quick
    try:
        trial = law.effect_trial(row)
    except (law.NotDecidable, law.InvalidEffectCorrection):
        return quick
    doubts = tuple(reason_lines(trial.doubts, row.quote))
    if not trial.changes:
        return replace(quick, doubts=doubts or quick.doubts)
    shown = tuple(
        rewording(address_text(change.address), "\n".join(change.before), "\n".join(change.after))
        for change in trial.changes[:MOST_SHOWN]
    )
    return Outcome(shown, doubts, len(trial.changes) - len(shown))


def quick_outcome(row: EffectRow, texts: dict[int, Parsed]) -> Outcome:
    """What the effect would do to the latest text of its target.

    `texts` keeps documents by id between calls, for pages that show many effects.
    """
    value = holding(row)
    target = row.document if row.own else row.target_document
    if target is None:
        return Outcome(note="Chưa biết văn bản đích nên chưa tính được nội dung trước và sau.")
    if not changes_text(value):
        return Outcome(note=_on_the_whole(row))
    if target.pk not in texts:
        texts[target.pk] = as_engine_document(target)
    found = outcome_of(value, texts[target.pk], str(row.document))
    if found.changes or found.doubts:
        return found
    return Outcome(note="Không có chữ nào của văn bản đích thay đổi.")


def _on_the_whole(row: EffectRow) -> str:
    """What an effect on the force of a text does, in a sentence."""
    where = selectors.line(row)
    day = f" từ ngày {day_text(row.start)}" if row.start else ", chưa rõ từ ngày nào"
    until = f" đến trước ngày {day_text(row.end)}" if row.end else ""
    act = verb_label(row.verb).lower()
    place = f"{where.where} của " if where.where else ""
    return f"Câu chữ giữ nguyên; {place}{where.target}: {act}{day}{until}."


def _public_url(target: Document | None) -> str:
    if target is None or target.state != Document.State.PUBLISHED:
        return ""
    return f"/van-ban/{target.slug}"


def _entry(decision: EffectDecision) -> Entry:
    who = decision.by.get_full_name() or decision.by.username if decision.by else "Hệ thống"
    lines = []
    if decision.reason:
        lines.append(f"Lý do: {decision.reason}")
    lines += [f"{_FIELDS.get(n, n)}: {_said(n, v)}" for n, v in decision.corrections.items()]
    lines.append(f"{state_label(decision.before)} → {state_label(decision.after)}")
    return Entry(decision.at, who, decision.get_action_display(), tuple(lines))


def _said(name: str, value: Any) -> str:
    if name == "verb":
        return verb_label(str(value))
    text = " ".join(str(value or "").split()) or "(để trống)"
    return text if len(text) <= 200 else f"{text[:199]}…"
