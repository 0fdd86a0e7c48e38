"""What people decide about effects. Every decision is kept; un-applying restores the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from luatsong.accounts.models import User
from luatsong.law.dependents import mark_around
from luatsong.law.effect_corrections import InvalidEffectCorrection, with_corrections
from luatsong.law.effect_rows import effect_of, fill
from luatsong.law.folding import work_out
from luatsong.law.models import Document, Effect, EffectDecision
from luatsong.law.refreshing import refresh
from luatsong.law.selectors.provisions import issued_of
from luatsong.law.signals import documents_changed
from luatsong.law.territories import area_name
from luatsong.law.wording import phrase
from vnlaw.consolidation import plain
from vnlaw.versions import Timeline

_Action = EffectDecision.Action


class NotDecidable(ValueError):  # noqa: N818 - named for what it says of the effect
    """The decision makes no sense for this effect; the message (Vietnamese) says what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """One provision before and after an effect; () where it is not there.

    `address` is that of the engine's identity; lines are own paragraphs, heading first.
    """

    address: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What accepting an effect would do: changed provisions, and why it may not be exact."""

    changes: tuple[Change, ...]
    doubts: tuple[str, ...]  # codes of vnlaw/data/consolidation.toml and validity.toml


def effect_accept(effect: Effect, user: User, *, reason: str = "") -> Effect:
    """Apply an effect as it was read. Raises `NotDecidable` where its target is not known."""
    effects_accept([effect], user, reason=reason)
    return effect


def effects_accept(effects: Iterable[Effect], user: User, *, reason: str = "") -> None:
    """Apply several effects, and fold once; none is applied where one cannot be."""
    chosen = list(effects)
    for effect in chosen:
        _check_target(effect)
    _decide(chosen, Effect.State.APPLIED, _Action.ACCEPT, user, reason)


def effect_correct(
    effect: Effect, corrections: Mapping[str, str], user: User, *, reason: str = ""
) -> Effect:
    """Apply an effect with what a person entered instead of what was read.

    `corrections` as in `law.effect_corrections`; an empty dictionary takes earlier ones back.
    Raises `InvalidEffectCorrection` or `NotDecidable` before anything is changed.
    """
    entered = dict(corrections)
    value = with_corrections(effect_of(effect), entered)
    target = _target(entered["target"]) if "target" in entered else None
    effect.corrections = entered
    fill(effect, value)
    if target is not None:
        effect.target_document = target
        effect.own = target.pk == effect.document_id
    _check_target(effect)
    _decide([effect], Effect.State.APPLIED, _Action.CORRECT, user, reason)
    return effect


def effect_reject(effect: Effect, reason: str, user: User) -> Effect:
    """Say that a text does not do what was read from it."""
    _decide([effect], Effect.State.REJECTED, _Action.REJECT, user, reason)
    return effect


def effect_unapply(effect: Effect, user: User, *, reason: str = "") -> Effect:
    """Take an effect out of the law again; it waits on the desk, the text is as before it."""
    done = (Effect.State.APPLIED, Effect.State.PARTLY, Effect.State.REJECTED)
    if effect.state not in done and not effect.accepted:
        raise NotDecidable(phrase("not-applied"))
    _decide([effect], Effect.State.REVIEW, _Action.UNAPPLY, user, reason)
    return effect


def effect_event(
    effect: Effect,
    day: date | None,
    user: User,
    *,
    reason: str = "",
    cause: Document | None = None,
) -> Effect:
    """Record the day on which what an effect waits for came true, and the document that made it so.

    A text that lasts "đến hết ngày …, hoặc đến khi luật mới có hiệu lực" ends on whichever day is
    first; an effect without a date starts on that day, one with a date ends on it. None takes the
    event back: the effect is again as it was read. Raises `NotDecidable`.
    """
    awaits = bool(effect.condition) or effect.prevails or effect.verb == Effect.Verb.EXPIRE
    if not awaits:
        raise NotDecidable(phrase("no-event"))
    issued = effect.document.issue_date
    if day and issued and day < issued:
        raise NotDecidable(phrase("event-early"))
    _check_target(effect)
    effect.happened_on, effect.happened_by = day, cause if day else None
    state = Effect.State.APPLIED if day else Effect.State.PROPOSED
    told = {
        "happened_on": day.isoformat() if day else "",
        "happened_by": cause.slug if cause else "",
    }
    _decide([effect], state, _Action.EVENT, user, reason, told)
    return effect


def effect_trial(effect: Effect, corrections: Mapping[str, str] | None = None) -> Trial:
    """What the target would say if the effect were accepted; changes nothing."""
    trying = Effect.objects.select_related("document", "target_document").get(pk=effect.pk)
    if corrections is not None:
        fill(trying, with_corrections(effect_of(trying), corrections))
        trying.corrections = dict(corrections)
        if target := corrections.get("target"):
            trying.target_document = _target(target)
    _check_target(trying)
    document = trying.target_document or trying.document
    with_it = work_out(document, trying=trying)
    day = trying.start or date.max
    area = area_name(trying.territory)
    before = _texts(work_out(document, without=trying).timeline, day, area, document)
    after = _texts(with_it.timeline, day, area, document)
    doubtful = (with_it.refused | with_it.partly).get(trying.pk, [])
    doubts = [code for row in doubtful for code in row.get("doubts") or [row["code"]]]
    return Trial(tuple(_changes(before, after)), tuple(dict.fromkeys(doubts)))


def _decide(
    effects: list[Effect],
    state: str,
    action: str,
    user: User,
    reason: str,
    told: Mapping[str, str] | None = None,
) -> None:
    """Write down what a person decided and bring the law in step. `told` is kept with it."""
    now = timezone.now()
    with transaction.atomic():
        touched: set[int] = set()
        for effect in effects:
            touched |= mark_around([effect.document_id])
            if effect.target_document_id:
                touched |= mark_around([effect.target_document_id])
            EffectDecision.objects.create(
                effect=effect,
                action=action,
                reason=reason.strip(),
                before=Effect.objects.values_list("state", flat=True).get(pk=effect.pk),
                after=state,
                corrections=effect.corrections if told is None else dict(told),
                by=user,
            )
            effect.state, effect.findings = state, []
            taken_back = state == Effect.State.PROPOSED
            effect.decided_by, effect.decided_at = (None, None) if taken_back else (user, now)
            effect.accepted = state == Effect.State.APPLIED
            effect.save()
        refresh()
    for effect in effects:
        effect.refresh_from_db()
    documents_changed.send_robust(sender=Document)


def _check_target(effect: Effect) -> None:
    if effect.target_document_id is None and not effect.own:
        raise NotDecidable(phrase("no-target", number=effect.target_number or effect.target_name))


def _target(entered: str) -> Document:
    """The document a person means, by its slug or its number."""
    found = Document.objects.filter(state=Document.State.PUBLISHED)
    by_slug = found.filter(slug=entered.strip()).first()
    if by_slug:
        return by_slug
    by_number = list(found.filter(number__iexact=entered.strip(), language="vi")[:2])
    if len(by_number) == 1:
        return by_number[0]
    code = "target-several" if by_number else "no-target"
    raise InvalidEffectCorrection("target", phrase(code, number=entered.strip()))


def _texts(
    timeline: Timeline, day: date, area: str, document: Document
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """By identity: label and lines of every provision on a day, as an area reads them."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    local = {version.node.identity for version in timeline.versions if version.territory == area}
    for version in timeline.versions:
        node = version.node
        holds = version.valid_from <= day and (version.valid_to is None or day < version.valid_to)
        here = area if node.identity in local else ""
        if version.territory != here or not holds or node.level is None or node.repealed:
            continue
        lines = [plain(line) for line in (node.heading, *node.text, *node.tail)]
        found[node.identity] = (plain(node.label), tuple(filter(None, lines)))
    if not timeline.versions and timeline.key == document.key:
        for row in issued_of(document):
            found[row.address] = (row.label, tuple(filter(None, (row.heading, *row.text))))
    return found


def _changes(
    before: Mapping[str, tuple[str, tuple[str, ...]]],
    after: Mapping[str, tuple[str, tuple[str, ...]]],
) -> Iterable[Change]:
    for identity in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(identity), after.get(identity)
        if old != new:
            label = (new or old or ("", ()))[0]
            address = identity.partition("@")[0]
            yield Change(address, label, old[1] if old else (), new[1] if new else ())
