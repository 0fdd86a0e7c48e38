"""What people decide on effects. Who did it, when and why goes into the CMS's log, too."""

from __future__ import annotations

from typing import Any

from luatsong.accounts.models import User
from luatsong.law import services as law
from luatsong.law.models import Effect
from luatsong.staff.services import WrongStateError, log_action

InvalidCorrectionError = law.InvalidCorrection


def accept(*, effect: Effect, user: User) -> Effect:
    """Accept an effect as it is read."""
    return _decided("accept", law.effect_accept, effect, user)


def correct(*, effect: Effect, corrections: dict[str, Any], user: User) -> Effect:
    """Accept an effect with what a person entered instead of what was read."""
    return _decided("correct", law.effect_correct, effect, user, corrections=corrections)


def reject(*, effect: Effect, reason: str, user: User) -> Effect:
    """Take an effect off the desk for good; it stays in the store."""
    return _decided("reject", law.effect_reject, effect, user, reason=reason)


def unapply(*, effect: Effect, reason: str, user: User) -> Effect:
    """Take an applied effect back: the text returns to what it was."""
    return _decided("unapply", law.effect_unapply, effect, user, reason=reason)


def _decided(what: str, decide: Any, effect: Effect, user: User, **said: Any) -> Effect:
    try:
        result: Effect = decide(effect=effect, user=user, **said)
    except law.NotOpen as error:
        raise WrongStateError(str(error)) from error
    log_action(result, f"luatsong.effect_{what}", user, state=result.state, **said)
    return result
