"""Acts of a sentence: verbs that act on what follows them, predicates on what stands before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vnlaw.effects.model import Verb
from vnlaw.effects.sentences import Sentence
from vnlaw.effects.wording import QUOTED, pattern, source

_VERBS = {
    "amend": Verb.AMEND,
    "insert": Verb.INSERT,
    "replace": Verb.REPLACE,
    "repeal": Verb.REPEAL,
    "rename": Verb.AMEND,
    "renumber": Verb.AMEND,
    "correct": Verb.CORRECT,
    "suspend": Verb.SUSPEND,
    "resume": Verb.RESUME,
    "extend": Verb.EXTEND,
}
_PREDICATES = {
    "ends": Verb.REPEAL,
    "replaced": Verb.REPLACE,
    "repealed": Verb.REPEAL,
    "continues": Verb.CONTINUE,
    "suspended": Verb.SUSPEND,
    "resumed": Verb.RESUME,
    "amended": Verb.AMEND,
    "renumbered": Verb.AMEND,
    "applies_on": Verb.CONTINUE,
}


@dataclass(frozen=True, slots=True)
class Act:
    """One act: `words` in `[start, end)`, its objects in `[region_start, region_end)`.

    `kinds` are the keys of the verbs ("amend", "insert"), `subject` whether the objects stand
    before the words. `opening` marks an act that begins its sentence.
    """

    verb: Verb
    kinds: tuple[str, ...]
    start: int
    end: int
    region_start: int
    region_end: int
    subject: bool = False
    opening: bool = False

    @property
    def first(self) -> int:
        """Where the clause of the act starts."""
        return self.region_start if self.subject else self.start


@cache
def _verbs() -> re.Pattern[str]:
    one = "|".join(f"(?:{source('verbs', name)})" for name in _VERBS)
    return re.compile(
        rf"(?<!\w)(?:{one})(?:(?:\s*(?:,|và|,\s*và|;)|\s(?=bổ))\s*(?:{one})(?!\w))*(?!\w)",
        re.IGNORECASE,
    )


@cache
def _kinds() -> re.Pattern[str]:
    names = sorted(_VERBS, key=lambda name: name not in ("suspend", "resume", "extend"))
    return re.compile(
        "|".join(rf"(?P<{name}>(?<!\w)(?:{source('verbs', name)})(?!\w))" for name in names),
        re.IGNORECASE,
    )


@cache
def _predicates() -> re.Pattern[str]:
    return re.compile(
        "|".join(rf"(?P<{n}>(?<!\w)(?:{source('predicates', n)})(?!\w))" for n in _PREDICATES),
        re.IGNORECASE,
    )


_TERRITORY = pattern("force", "territory", shape=r"(?<!\w){}")
_TO_A_DAY = re.compile(r"\s*(?:cho\s+)?đến\s", re.IGNORECASE)
_MAY_STAND = re.compile(
    r"(?:[;:,–-]|(?<!\w)(?:và|đồng\s+thời|này|cho|thì|nhưng|sẽ))\s*$", re.IGNORECASE
)
_LEAD = pattern("time", "lead", shape=r"\s*{}\s*(?:[,:]|thì(?!\w))\s*")
_JOINING = re.compile(r"(?:đồng\s+thời|ngoài\s+ra)(?!\w)\s*,?\s*", re.IGNORECASE)
_PUBLISHED = pattern("verbs", "publish", shape=r"\s*(?:{})\s+(?:hết hiệu lực|việc)?\s*")
_ASIDE = pattern("time", "aside", shape=r"(?<!\w){}")
_ASIDE_BEFORE = pattern("time", "aside_before", shape=r"(?<!\w){}\s*$")
_SUBJECT = pattern("lists", "subject_start", shape=r"\s*{}")
_RULED = pattern("lists", "ruled_subject", shape=r"\s*{}\s+")
_SUBJECT_LIST = pattern("lists", "subject_list", shape=r"\s*{}")
_THIS_ACTS = re.compile(r"(?<!\w)này(?!\w)[^;]*$", re.IGNORECASE)
_ANNOUNCING = pattern("lists", "announcing", shape=r"(?<!\w){}\s*:$")
_FILLER = pattern("filler", "before_object", shape=r"\s*(?:{}\s*)*")
_QUOTED_WORDS = pattern("phrases", "noun", shape=rf"\s*(?:{{}})\s*:?\s*{QUOTED}")
_JOINED = re.compile(r"(?:[;:,]|(?<!\w)(?:và|đồng\s+thời))\s*$", re.IGNORECASE)
_BEFORE_SUBJECT = re.compile(r"[\s,;:–-]*(?:(?:và|đồng thời|trong đó|riêng)\s+)?", re.IGNORECASE)
_PLAIN = re.compile(r"(?:các|những|toàn\s+bộ|quy\s+định\s+(?:tại|của))\s+", re.IGNORECASE)


def find_acts(sentence: Sentence) -> list[Act]:
    """The acts of a sentence in order; regions of neighbours do not overlap."""
    marks = sorted([*_instructions(sentence), *_statements(sentence)], key=lambda act: act.start)
    return _with_regions(sentence, marks)


def begin(sentence: Sentence) -> int:
    """Where the sentence says something, after a bullet, a lead of time, or "Công bố"."""
    at = sentence.after_bullet()
    for opening in (_JOINING, _LEAD, _PUBLISHED):
        match = opening.match(sentence.bare, at, sentence.end)
        at = match.end() if match else at
    return at


def _instructions(sentence: Sentence) -> Iterator[Act]:
    text, first = sentence.bare, begin(sentence)
    for match in _verbs().finditer(text, first, sentence.end):
        opening = match.start() == first
        if not opening and not _MAY_STAND.search(text[sentence.start : match.start()]):
            continue
        if not opening and not _acts_here(sentence, match.start(), match.end()):
            continue
        kinds = tuple(_kinds_of(text, match.start(), match.end()))
        if not kinds:
            continue
        yield Act(_verb(kinds), kinds, match.start(), match.end(), 0, 0, opening=opening)


def _kinds_of(text: str, start: int, end: int) -> Iterator[str]:
    """The kinds of the verbs in `[start, end)`; what follows helps to tell them."""
    for match in _kinds().finditer(text, start):
        if match.start() >= end:
            return
        yield match.lastgroup or ""


def _acts_here(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a verb inside a sentence has an object right after it, and a subject that acts."""
    before = sentence.bare[sentence.start : start]
    own = _THIS_ACTS.search(before)
    if not (_has_object(sentence, end) or (own and _announces(sentence, end))):
        return False
    if own:
        speaks = sentence.start + own.start()
        others = (r for r in sentence.references if r.end <= start and not r.target.own)
        if all(reference.start <= speaks for reference in others):
            return True
    return bool(_JOINED.search(before)) and _listed_after_act(sentence, before)


def _has_object(sentence: Sentence, end: int) -> bool:
    """Whether places, a document or quoted words stand right after a verb."""
    text = sentence.bare
    filler = _FILLER.match(text, end, sentence.end)
    at = filler.end() if filler else end
    if text[at : at + 1] == QUOTED or _QUOTED_WORDS.match(text, end, sentence.end):
        return True
    spans = [(chain.start, chain.end) for chain in sentence.chains]
    spans += [(reference.start, reference.end) for reference in sentence.references]
    return any(end <= first <= at + 1 <= last for first, last in spans)


def _announces(sentence: Sentence, end: int) -> bool:
    """Whether nothing but an announcement follows: "Nghị định này thay thế các Nghị định sau:"."""
    rest = sentence.bare[end : sentence.end].rstrip()
    starts = [chain.start for chain in sentence.chains]
    starts += [reference.start for reference in sentence.references]
    if not rest.endswith(":") or any(end <= start < sentence.end for start in starts):
        return False
    filler = _FILLER.match(sentence.bare, end, sentence.end)
    plain = not rest[filler.end() - end if filler else 0 :].strip(" :")
    return plain or _ANNOUNCING.search(rest) is not None


def _listed_after_act(sentence: Sentence, before: str) -> bool:
    """A second instruction needs a first: the sentence opens with a verb or speaks of itself."""
    first = begin(sentence)
    opens = _verbs().match(sentence.bare, first, sentence.end) is not None
    return opens or _THIS_ACTS.search(before.rsplit(";", 1)[0]) is not None


def _verb(kinds: tuple[str, ...]) -> Verb:
    for name in ("suspend", "resume", "extend", "correct", "amend", "rename", "insert"):
        if name in kinds:
            return _VERBS[name]
    return _VERBS[kinds[0]]


def _statements(sentence: Sentence) -> Iterator[Act]:
    for match in _predicates().finditer(sentence.bare, sentence.start, sentence.end):
        kind = match.lastgroup or ""
        if kind == "applies_on" and not _speaks_of_force(sentence, match.end()):
            continue
        yield Act(_PREDICATES[kind], (kind,), match.start(), match.end(), 0, 0, subject=True)


def _speaks_of_force(sentence: Sentence, end: int) -> bool:
    """ "tiếp tục áp dụng" speaks of force only where it names an area or an end."""
    area = _TERRITORY.search(sentence.bare, end, sentence.end)
    return bool(area or _TO_A_DAY.match(sentence.passage.view, end, sentence.end))


def _with_regions(sentence: Sentence, marks: list[Act]) -> list[Act]:
    acts: list[Act] = []
    edge = begin(sentence)
    for index, act in enumerate(marks):
        following = marks[index + 1].start if index + 1 < len(marks) else sentence.end
        if act.start < edge and acts:
            continue
        if not act.subject:
            later = next((m.start for m in marks[index + 1 :] if not m.subject), sentence.end)
            acts.append(_placed(act, act.end, later))
            edge = act.end
            continue
        spoken = bool(acts) and not acts[-1].subject and acts[-1].start < act.start
        start = _subject_start(sentence, edge, act, spoken=spoken)
        if start is None and spoken:
            continue  # "Bãi bỏ … hết hiệu lực": the verb before speaks already
        if start is not None:
            if spoken:
                acts[-1] = _placed(acts[-1], acts[-1].region_start, start)
            end = following if act.kinds == ("renumbered",) else act.start
            acts.append(_placed(act, start, end))
        edge = min(following, act.end)
    return acts


def _subject_start(sentence: Sentence, edge: int, act: Act, *, spoken: bool) -> int | None:
    """Where the subject of a predicate starts: after what was said before it, or a semicolon.

    `spoken` means that a verb stands before, which has what follows it up to a semicolon.
    """
    ends = [match.end() for match in re.finditer(";", sentence.bare[edge : act.start])]
    starts = [edge + end for end in ends]
    if not spoken:
        starts.insert(0, edge)
    return next((at for at in starts if _is_subject(sentence, at, act.start)), None)


def _placed(act: Act, start: int, end: int) -> Act:
    return Act(act.verb, act.kinds, act.start, act.end, start, end, act.subject, act.opening)


def _is_subject(sentence: Sentence, start: int, end: int) -> bool:
    """Whether `[start, end)` names what ends or goes on, and is no aside ("khi Luật A hết …")."""
    lead = _BEFORE_SUBJECT.match(sentence.bare, start, end)
    first = at = lead.end() if lead else start
    starts = {chain.start for chain in sentence.chains}
    starts |= {reference.start for reference in sentence.references}
    while at not in starts and (word := _PLAIN.match(sentence.bare, at, end)):
        at = word.end()
    if at in starts:
        return not (_ASIDE.search(sentence.bare[at:end]) or _in_aside(sentence, at, end))
    nearest = min((start for start in starts if first <= start < end), default=end)
    if _RULED.fullmatch(sentence.bare, first, nearest):
        return not (_ASIDE.search(sentence.bare[nearest:end]) or _in_aside(sentence, nearest, end))
    shapes = (_SUBJECT, _SUBJECT_LIST)
    named = any(shape.match(sentence.bare, first, sentence.end) for shape in shapes)
    return named and not _in_aside(sentence, first, end)


def _in_aside(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the last document before a predicate stands in a clause of time."""
    last = next(
        (r for r in reversed(sentence.references) if r.start > start and r.end <= end), None
    )
    return last is not None and _ASIDE_BEFORE.search(sentence.bare[start : last.start]) is not None
