"""Statements of a text on when it, or a part of it, starts and stops to apply.

Luật 64/2025/QH15 Arts 53-57. A text may hold several: a main date, parts with their own dates,
an end built in, or a condition instead of a date (requirements 8.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vnlaw.document import EffectiveClause
from vnlaw.lexicon import load
from vnlaw.recognise.dates import date_at, first_date, is_blank_date

_PHRASES = load("effective_phrases")
TRIGGERS: tuple[str, ...] = tuple(_PHRASES["trigger"])


def _phrase(name: str) -> re.Pattern[str]:
    return re.compile(_PHRASES[name], re.IGNORECASE)


_STARTS, _STARTS_OLD, _ENDS = _phrase("starts"), _phrase("starts_old"), _phrase("ends")
_LASTS = _phrase("lasts")
_UNTIL, _UNTIL_EVENT = _phrase("until"), _phrase("until_event")
_SIGNING, _ADOPTION, _AFTER = _phrase("signing"), _phrase("adoption"), _phrase("after_days")
_EVENT, _PERIOD, _EXCEPTION = _phrase("event"), _phrase("period"), _phrase("exception")
_SELF = re.compile(
    rf"(?:^|[\s,;:“\"(])(?P<self>{_PHRASES['self']})(?P<this>\s+này)?\s*,?\s*$", re.IGNORECASE
)
_ASIDE, _PART = _phrase("aside"), _phrase("part")
_LABEL = re.compile(
    r"^\s*(?:Điều\s+\d+\w?\s*[.:]|\d{1,3}[.)]|[a-zđ]\d?\)|[-+])\s*(?:[^.“]{3,60}\.\s+(?=\S))?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZĐÀ-Ỹ])")
_DAY_WORD = _phrase("clock")
_ENGLISH, _ENGLISH_SIGNING = _phrase("english"), _phrase("english_signing")


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of the text that may speak of effect; `line` is 1-based."""

    line: int
    text: str


def clauses(
    statements: Iterable[Statement], issued: date | None, adopted: date | None
) -> Iterator[EffectiveClause]:
    """Read the effect clauses of lines, in order.

    `issued` dates "từ ngày ký", `adopted` "từ ngày thông qua"; either may stand for the other.
    """
    for statement in statements:
        if not any(word in statement.text.lower() for word in TRIGGERS):
            continue
        for sentence in _SENTENCE.split(statement.text):
            yield from _sentence(sentence, statement.line, issued or adopted, adopted or issued)


def main_date(found: Sequence[EffectiveClause], type_name: str) -> date | None:
    """The date on which the document as a whole starts to apply; None when it gives none.

    A clause that names the document's own type ("Thông tư này") goes before all others.
    """
    whole = [clause for clause in found if not clause.scope and clause.end != clause.start]
    own = [clause for clause in whole if f"{type_name} này".lower() in clause.quote.lower()]
    starting = [clause for clause in own or whole if clause.start or clause.basis != "end"]
    return next((clause.start for clause in starting if clause.start), None)


def expiry_date(found: Iterable[EffectiveClause]) -> date | None:
    """The first day on which the whole document no longer applies; None when not stated."""
    return next((c.end for c in found if not c.scope and c.end), None)


def _sentence(
    sentence: str, line: int, issued: date | None, adopted: date | None
) -> Iterator[EffectiveClause]:
    for pattern in (_STARTS, _STARTS_OLD):
        for match in pattern.finditer(sentence):
            scope = _scope(sentence[: match.start()], own_only=pattern is _STARTS_OLD)
            if scope is None:
                continue
            rest = sentence[match.end() :]
            base = EffectiveClause(scope, None, None, "event", "", sentence.strip(), line)
            yield _until(_start(base, match[0], rest, issued, adopted), rest)
            return
    english = _ENGLISH.search(sentence)
    if english:
        yield _translated(sentence, english.end(), line, issued)
        return
    for match in _LASTS.finditer(sentence):
        if _scope(sentence[: match.start()], own_only=True) == "":
            rest = sentence[match.end() :]
            yield _until(EffectiveClause("", None, None, "date", "", sentence.strip(), line), rest)
            return
    for match in _ENDS.finditer(sentence):
        scope = _scope(sentence[: match.start()], own_only=True)
        if scope is None:
            continue
        end = _plain_date(sentence[match.end() :])
        if end:
            note = _exception(sentence[match.end() :])
            yield EffectiveClause(scope, None, end, "date", note, sentence.strip(), line)
            return


def _translated(sentence: str, at: int, line: int, issued: date | None) -> EffectiveClause:
    """The clause of an English translation, `at` being where its date begins."""
    found = date_at(sentence, at)
    if found:
        return EffectiveClause("", found[0], None, "date", "", sentence.strip(), line)
    if _ENGLISH_SIGNING.match(sentence, at):
        return EffectiveClause("", issued, None, "signing", "", sentence.strip(), line)
    condition = sentence[at:].strip(" .")
    return EffectiveClause("", None, None, "event", condition, sentence.strip(), line)


def _scope(before: str, *, own_only: bool) -> str | None:
    """What a clause speaks of: "" for the whole text, words for a part, None for neither."""
    label = _LABEL.match(before)
    subject = before[label.end() :] if label and label.end() <= len(before) else before
    own = _SELF.search(subject)
    if own:
        words = subject[: own.start("self")].strip(' ,;:“"(')
        if _ASIDE.search(words):
            return None
        if not words or (not own["this"] and len(words.split()) > 3):
            return None if words else ""
        return _part(words, subject) if own["this"] else None
    if own_only:
        return None
    words = subject.strip(' ,;:“"(')
    return None if _ASIDE.search(words) or not _PART.search(words) else words


def _part(words: str, subject: str) -> str | None:
    """A part of the own text as scope: "Điều 5 và khoản 2 Điều 7 của Luật này"."""
    if _PART.search(words):
        return subject.strip(" ,;:")
    return "" if len(words.split()) <= 3 else None


def _start(
    clause: EffectiveClause, verb: str, rest: str, issued: date | None, adopted: date | None
) -> EffectiveClause:
    """Read what follows "có hiệu lực từ"."""
    clause = replace(clause, condition=_exception(rest))
    text = rest.lstrip(" :,")
    after = _AFTER.match(text)
    if after:
        days = timedelta(days=int(after["days"]))
        text = text[after.end() :]
        if _SIGNING.match(text):
            return replace(clause, basis="signing", start=issued + days if issued else None)
        if _ADOPTION.match(text):
            return replace(clause, basis="adoption", start=adopted + days if adopted else None)
        return replace(clause, condition=rest.strip(" ./"))
    start = _plain_date(rest)
    if start:
        return replace(clause, basis="date", start=start)
    if is_blank_date(text[:60]):
        return replace(clause, basis="date", start=None)
    if _SIGNING.match(text):
        return replace(clause, basis="signing", start=issued)
    if _ADOPTION.match(text):
        return replace(clause, basis="adoption", start=adopted)
    if "ngay" in verb.lower().split():
        return replace(clause, basis="signing", start=issued)
    period = _PERIOD.match(text)
    if period:
        return replace(clause, basis="period", condition=period["event"].strip(" ./"))
    event = _EVENT.match(text)
    return replace(clause, condition=(event["event"] if event else text).strip(" ./"))


def _until(clause: EffectiveClause, rest: str) -> EffectiveClause:
    """Add the end that the same sentence states ("đến hết ngày …", "cho đến khi …")."""
    for match in _UNTIL.finditer(rest):
        found = date_at(rest, match.end())
        if found:
            # the day named is the last one: intervals are half-open
            return replace(clause, end=found[0] + timedelta(days=1))
    event = _UNTIL_EVENT.search(rest)
    if event and not clause.condition:
        return replace(clause, condition=event[0].strip(" ./"))
    return clause


def _plain_date(text: str) -> date | None:
    """The date a text begins with, after at most the word "ngày"."""
    word = _DAY_WORD.match(text)
    at = word.end() if word else len(text) - len(text.lstrip())
    found = date_at(text, at)
    return found[0] if found else None


def _exception(text: str) -> str:
    match = _EXCEPTION.search(text)
    return match[0].strip(" ./(") if match else ""


def adoption_date(lines: Sequence[str]) -> date | None:
    """The date of the clause that closes laws and resolutions of assemblies.

    "Luật này được Quốc hội … khóa XV, kỳ họp thứ 10 thông qua ngày 10 tháng 12 năm 2025." The
    clause may be broken over lines; the last one in `lines` counts.
    """
    for index in range(len(lines) - 1, -1, -1):
        if _ADOPTED_START.match(lines[index]):
            text = " ".join(lines[index : index + 3])
            adopted = _ADOPTED.match(text)
            if adopted:
                return first_date(text, adopted.end())
    return None


_ADOPTED_START = re.compile(rf"\s*(?:{_PHRASES['adopted_start']})", re.IGNORECASE)
_ADOPTED = re.compile(
    rf"\s*(?:{_PHRASES['adopted_start']})[^.;]{{0,240}}?{_PHRASES['adopted']}", re.IGNORECASE
)
