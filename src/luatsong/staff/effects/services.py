"""What people decide on effects. Who did it, when and why goes into the CMS's log, too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from luatsong.accounts.models import User
from luatsong.law import services as law
from luatsong.law.models import Document, Effect
from luatsong.staff.effects.states import DECIDED, OPEN
from luatsong.staff.effects.words import state_label
from luatsong.staff.services import WrongStateError, log_action


class InvalidCorrectionError(ValueError):
    """A corrected field cannot be used; `message` (Vietnamese) says what to enter."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field, message)
        self.field = field
        self.message = message


def accept(*, effects: Sequence[Effect], user: User) -> list[Effect]:
    """Accept effects as they are read, all or none; gives them as they stand afterwards."""
    found = [_fresh(effect, OPEN) for effect in effects]
    try:
        law.effects_accept(found, user)
    except law.NotDecidable as error:
        raise WrongStateError(str(error)) from error
    for effect in found:
        _log(effect, "accept", user)
    return found


def correct(*, effect: Effect, corrections: Mapping[str, str], user: User) -> Effect:
    """Accept an effect with what a person entered instead of what was read."""
    found = _fresh(effect, OPEN)
    try:
        found = law.effect_correct(found, corrections, user)
    except law.InvalidEffectCorrection as error:
        raise InvalidCorrectionError(error.field, error.message) from error
    except law.NotDecidable as error:
        raise WrongStateError(str(error)) from error
    _log(found, "correct", user, corrections=dict(corrections))
    return found


def record_event(
    *, effect: Effect, day: date | None, cause: Document | None, reason: str, user: User
) -> Effect:
    """Record that what an effect waits for came true on a day; None takes the event back."""
    found = _fresh(effect, OPEN | DECIDED)
    try:
        found = law.effect_event(found, day, user, reason=reason, cause=cause)
    except law.NotDecidable as error:
        raise WrongStateError(str(error)) from error
    _log(found, "event", user, reason=reason, day=day.isoformat() if day else "")
    return found


def reject(*, effect: Effect, reason: str, user: User) -> Effect:
    """Take an effect off the desk for good; it stays in the store."""
    found = law.effect_reject(_fresh(effect, OPEN), reason, user)
    _log(found, "reject", user, reason=reason)
    return found


def reopen(*, effect: Effect, reason: str, user: User) -> Effect:
    """Take a decision back: an applied effect leaves the text, and the effect waits again."""
    found = law.effect_unapply(_fresh(effect, DECIDED), user, reason=reason)
    _log(found, "unapply", user, reason=reason)
    return found


def _fresh(effect: Effect, states: frozenset[Effect.State]) -> Effect:
    """The effect as it is in the store now: somebody else may have decided meanwhile."""
    found = Effect.objects.select_related("document", "target_document").get(pk=effect.pk)
    if found.recorded_to is not None or found.state not in states:
        raise WrongStateError(
            f"Tác động này đang ở tình trạng “{state_label(found.state)}”, có thể do người khác "
            "vừa xử lý; chưa có gì thay đổi."
        )
    return found


def _log(effect: Effect, what: str, user: User, **said: Any) -> None:
    log_action(effect, f"luatsong.effect_{what}", user, state=effect.state, **said)
