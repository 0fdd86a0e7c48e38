"""Which effects wait and which are decided."""

from __future__ import annotations

from luatsong.law.models import Effect

OPEN = frozenset(
    (
        Effect.State.PROPOSED,
        Effect.State.REVIEW,
        Effect.State.PARTLY,
        Effect.State.CONFLICT,
        Effect.State.MISSING,
    )
)
DECIDED = frozenset((Effect.State.APPLIED, Effect.State.REJECTED))
# Those that a person can settle today: what misses its document waits for that.
FOR_PEOPLE = OPEN - {Effect.State.MISSING}
