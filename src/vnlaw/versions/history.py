"""Timelines over recorded time: what we knew, and from when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from vnlaw.versions.model import History, Register, State, Timeline, Version

_Kept = TypeVar("_Kept", Version, State)


def record(previous: History | None, timeline: Timeline, day: date, register: Register) -> History:
    """The history after a document was folded anew on `day`.

    What the new timeline repeats keeps the day on which it became known; what it no longer says is
    closed, never deleted. Recording the same timeline again changes nothing.
    """
    before = previous or History(timeline.key)
    territory = next(
        (entry.territory for entry in register.entries if entry.key == timeline.key), ""
    )
    return History(
        timeline.key,
        tuple(_merged(before.versions, timeline.versions, day, _version_key)),
        tuple(_merged(before.states, timeline.states, day, _state_key)),
        {**before.reasons, **timeline.reasons},
        timeline.findings,
        territory,
        dict(register.areas),
    )


def _merged(
    old: Iterable[_Kept], new: Iterable[_Kept], day: date, key: Callable[[_Kept], object]
) -> Iterator[_Kept]:
    fresh = {key(item): item for item in new}
    for item in old:
        if item.recorded_to is not None or fresh.pop(key(item), None) is not None:
            yield item
        elif item.recorded_from < day:
            yield replace(item, recorded_to=day)
        # What became known and was withdrawn on one day was never known.
    for item in fresh.values():
        yield replace(item, recorded_from=day)


def _version_key(version: Version) -> object:
    return (version.node, version.valid_from, version.valid_to, version.territory)


def _state_key(state: State) -> object:
    return (
        state.identity,
        state.word,
        state.valid_from,
        state.valid_to,
        state.reasons,
        state.territory,
    )
