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
