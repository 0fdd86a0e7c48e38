"""Vietnamese words for verbs, states, doubts and findings, from `data/effects.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from luatsong.law.wording import DATA as STORE_WORDS
from vnlaw.effects import Verb
from vnlaw.lexicon import load

_DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.staff").joinpath("data", "effects.toml").read_text(encoding="utf-8")
)
VERBS: dict[str, str] = dict(_DATA["verbs"])
STATES: dict[str, str] = dict(_DATA["states"])
_DOUBTS: dict[str, str] = dict(_DATA["doubts"])
# Codes of reading and of applying overlap ("target-missing") and mean different things.
_APPLYING_DOUBTS: dict[str, str] = dict(load("consolidation")["doubts"])
# Codes of the store, of the fold, and of the reading; the first that knows a code words it.
_FINDINGS: tuple[Mapping[str, Any], ...] = (
    _DATA["findings"],
    STORE_WORDS["findings"],
    load("validity")["findings"],
    load("effects_messages"),
)
_UNKNOWN: str = _DATA["finding"]["unknown"]
_LONGEST_QUOTE = 160
# More places that wait are counted only.
_MOST_PLACES = 12
# Codes of findings and doubts -> why an effect waits, in the words of a list.
WAITS: dict[str, str] = {code: text.rstrip(".") for code, text in _DOUBTS.items()}
WAITS |= _DATA["waits"]
OWN_VERBS = frozenset(_DATA["own"]["verbs"])

BULK_CONFIDENCE: float = _DATA["bulk"]["confidence"]
BULK_BARRED = frozenset(_DATA["bulk"]["barred"])
BULK_MOST: int = _DATA["bulk"]["most"]


@dataclass(frozen=True, slots=True)
class View:
    """One choice of the list's filter: effects in any of `states`.

    `figure` is what the dashboard calls their number, "" where it does not show it.
    """

    code: str
    label: str
    states: tuple[str, ...]
    figure: str


VIEWS: tuple[View, ...] = tuple(
    View(row["code"], row["label"], tuple(row["states"]), row.get("figure", ""))
    for row in _DATA["views"]
)


def verb_label(verb: str) -> str:
    """What an act is called; the code itself where it has no words yet."""
    return VERBS.get(verb, verb)


def state_label(state: str) -> str:
    """What a state is called."""
    return STATES.get(state, state)


def doubt_lines(codes: Iterable[str]) -> list[str]:
    """A sentence for each doubt of a reading, each once."""
    return [_DOUBTS.get(code, code) for code in dict.fromkeys(codes)]


def applying_doubt_lines(codes: Iterable[str]) -> list[str]:
    """A sentence for each doubt of applying an effect to a text, each once."""
    return [_APPLYING_DOUBTS.get(code, code) for code in dict.fromkeys(codes)]


def finding_lines(finding: Mapping[str, Any], quote: str) -> list[str]:
    """What a finding of the store says of an effect, then the doubts it names, as sentences."""
    blanks = {"quote": _shortened(quote), "number": "", "place": "", "day": "", **finding}
    said = finding.get("message") or _finding(str(finding.get("code", ""))).format(**blanks)
    return [str(said), *applying_doubt_lines(finding.get("doubts", ())), *_held(finding)]


def _held(finding: Mapping[str, Any]) -> list[str]:
    """Which places of an effect that is applied in others wait for this reason."""
    places = [str(place) for place in finding.get("places", ()) if place]
    if "held" not in finding:
        return []
    if not places:
        return [_DATA["finding"]["held-whole"]]
    shown = "; ".join(places[:_MOST_PLACES])
    more = len(places) - _MOST_PLACES
    words: str = _DATA["finding"]["held"].format(places=shown)
    return [words if more <= 0 else f"{words[:-1]} và {more} chỗ khác."]


def reason_lines(codes: Iterable[str], quote: str) -> list[str]:
    """Sentences for codes that may be doubts of applying or findings of the fold."""
    return [
        _APPLYING_DOUBTS.get(code) or finding_lines({"code": code}, quote)[0]
        for code in dict.fromkeys(codes)
    ]


def _finding(code: str) -> str:
    for messages in _FINDINGS:
        if code in messages:
            found = messages[code]
            return str(found["message"] if isinstance(found, Mapping) else found)
    return _UNKNOWN.replace("{code}", code)


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1].rstrip()}…"


def verb_choices() -> list[tuple[str, str]]:
    """The verbs a person may choose from, in the order of the closed set."""
    return [(verb.value, VERBS[verb.value]) for verb in Verb if verb.value not in OWN_VERBS]


def state_view(state: str) -> str:
    """The code of the view that shows effects of a state."""
    return next((view.code for view in VIEWS if state in view.states), VIEWS[0].code)


def view_of(code: str) -> View:
    """The view of a code; the first one for a code that does not exist."""
    return next((view for view in VIEWS if view.code == code), VIEWS[0])
