"""Reading the places an instruction names: "điểm a, b khoản 2; khoản 4 Điều 12 và tên Điều 13".

Three steps, bottom-up: find groups (one unit word with its numbers), join groups that stand one
inside the other to chains, and let a chain that lacks its outer part take it from the next one
("khoản 3, khoản 5 Điều 9"). What is still open is filled from outside (`completed`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from vnlaw.effects.model import Piece, Place, Step, Unit
from vnlaw.effects.numerals import MOST, NUMBERS, canonical, numbers_of, range_of
from vnlaw.effects.wording import QUOTED, data, source

RANK = {unit: rank for rank, unit in enumerate(Unit)}
_LONGEST_WORD = 7  # longer pieces ("đoạn cuối") hold a unit word of their own

_UNITS = {Unit(name): row for name, row in data()["units"].items()}


def _words(unit: Unit) -> str:
    words = sorted(_UNITS[unit]["words"], key=len, reverse=True)
    return "|".join(word.replace(" ", r"\s+") for word in words)


def _group(unit: Unit) -> str:
    number = NUMBERS[_UNITS[unit]["numbers"]]
    plural = r"(?:(?i:các|những|mỗi)\s+)?(?:(?i:từ)\s+)?"
    joined = r"(?:[,;]|(?i:và|hoặc)(?!\w))+\s*(?:(?i:và)\s+)?"
    more = rf"(?:\s*{joined}{number}|\s*(?:(?i:đến)(?!\w)|[-–])\s*{number})*+"
    return (
        rf"(?P<{unit.value}>(?<!\w)(?<!một\s){plural}(?i:{_words(unit)})\s+(?:(?i:số)\s+)?"
        rf"(?:(?i:từ)\s+)?(?P<n_{unit.value}>{number}{more}))"
    )


_READ_UNITS = sorted(_UNITS, key=lambda unit: -max(map(len, _UNITS[unit]["words"])))
_GROUP = re.compile("|".join(_group(unit) for unit in _READ_UNITS))
_PIECES = re.compile(
    "|".join(
        rf"(?P<{piece}>(?<!\w)(?:{source('pieces', piece)})(?!\w))" for piece in data()["pieces"]
    ),
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\s*(?:(?:của|tại|thuộc|trong|ở|quy định tại|nêu tại)\s+)?(?:(?:các|những|mỗi|từng)\s+)?",
    re.IGNORECASE,
)
_RANGE_BETWEEN = re.compile(r"\s*đến\s+(?:hết\s+)?", re.IGNORECASE)
_COUNTED = re.compile(r"(?<!\w)số\s+$", re.IGNORECASE)
_BARE_APPENDIX = re.compile(r"\s+(?:(?:của|tại|thuộc)\s+)?phụ\s+lục(?!\w)", re.IGNORECASE)
# "Thay thế Mẫu số 1 tại Phụ lục bằng Mẫu số 2 Phụ lục II": what stands after is elsewhere.
_BREAK = re.compile(r"[.:]|(?<!\w)bằng(?!\w)", re.IGNORECASE)
_CONTAINED = re.compile(
    r"\s*(?:tại|trong|của|thuộc)\s[^;:]{1,120}?\s(?:quy\s+định|nêu|ban\s+hành)\s+tại\s+",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\s*,\s*")
_BARE_UNIT = re.compile(
    r"\s*(?:(?:của|các)\s+)*(?P<unit>điều|khoản|điểm|chương|mục|phụ\s+lục|luật|bộ\s+luật|pháp\s+lệnh|nghị\s+định|"
    r"nghị\s+quyết|quyết\s+định|thông\s+tư)(?!\w)",
    re.IGNORECASE,
)
_DOCUMENT_WORDS = frozenset(
    ("luật", "bộ luật", "pháp lệnh", "nghị định", "nghị quyết", "quyết định", "thông tư")
)
_NEXT_OUT = {
    Unit.SUBPOINT: Unit.POINT,
    Unit.POINT: Unit.CLAUSE,
    Unit.CLAUSE: Unit.ARTICLE,
}
# What leads from a place to the one that holds it, over words or a quoted name.
_HELD = re.compile(rf"[\s{QUOTED}]*(?:của|tại|thuộc|trong|ở)\s+", re.IGNORECASE)
_HELD_FAR = re.compile(
    r"(?:(?!(?<!\w)và(?!\w))[^,;.:])*\s(?:của|tại|thuộc|trong)\s+", re.IGNORECASE
)
_CONTAINERS = frozenset((Unit.SUBSECTION, Unit.SECTION, Unit.CHAPTER, Unit.PART))


@dataclass(frozen=True, slots=True)
class Chain:
    """Places read from `text[start:end]`; `whole_range` is False where a range hid numbers."""

    start: int
    end: int
    places: tuple[Place, ...]
    sure: bool = True

    @property
    def innermost(self) -> Unit | None:
        """The innermost unit named; None for pieces of the document itself."""
        steps = self.places[0].steps
        return steps[-1].unit if steps else None


@dataclass(frozen=True, slots=True)
class _Group:
    start: int
    end: int
    unit: Unit
    steps: tuple[Step, ...]
    sure: bool


def find_chains(text: str) -> list[Chain]:
    """All chains of places of a text, in order; chains complete each other from the right."""
    pieces = list(_PIECES.finditer(text))
    taken = {match.start() for match in pieces if match.end() - match.start() > _LONGEST_WORD}
    groups = [group for group in _groups(text) if group.start not in taken]
    chains = [_chain(text, run) for run in _runs(text, groups)]
    chains = _with_pieces(text, chains, pieces)
    return _without_containers(text, _inherited(text, chains))


def _without_containers(text: str, chains: Sequence[Chain]) -> list[Chain]:
    """Leave out chains that only say where the one before stands.

    "số thứ tự 15 tại Biểu phí quy định tại khoản 1 Điều 1"
    """
    kept: list[Chain] = []
    for chain in chains:
        before = kept[-1] if kept else None
        if (
            before
            and before.places[-1].steps[: len(chain.places[0].steps)] == chain.places[0].steps
            and _CONTAINED.fullmatch(text, before.end, chain.start)
        ):
            kept[-1] = replace(before, end=chain.end)
            continue
        kept.append(chain)
    return kept


def _groups(text: str) -> Iterator[_Group]:
    for match in _GROUP.finditer(text):
        unit = Unit(match.lastgroup.removeprefix("n_")) if match.lastgroup else Unit.CLAUSE
        numbers, sure = numbers_of(match[f"n_{unit.value}"], unit)
        word = _word(match, unit)
        if unit is Unit.APPENDIX and _COUNTED.search(
            text[match.start() : match.start(f"n_{unit.value}")]
        ):
            word = f"{_print_word(unit, word)} số"
        steps = tuple(_step(unit, word, number) for number in numbers)
        yield _Group(match.start(), match.end(), unit, steps, sure)


def _word(match: re.Match[str], unit: Unit) -> str:
    """The word a unit goes by; lines of tables and paragraphs go by the one printed."""
    words: list[str] = _UNITS[unit]["words"]
    if unit not in (Unit.COLUMN, Unit.PARAGRAPH):
        return words[0]
    said = " ".join(match[0].lower().split())
    return min((word for word in words if word in said), key=said.index, default=words[0])


def _step(unit: Unit, word: str, printed: str) -> Step:
    if not word[:1].isupper():
        word = _print_word(unit, word)
    return Step(unit, canonical(unit, printed), f"{word} {printed}")


def _print_word(unit: Unit, word: str) -> str:
    names = {
        Unit.ARTICLE: "Điều",
        Unit.SECTION: "Mục",
        Unit.CHAPTER: "Chương",
        Unit.PART: "Phần",
        Unit.APPENDIX: "Phụ lục",
        Unit.FORM: "Mẫu số",
    }
    return names.get(unit, word)


def _runs(text: str, groups: Sequence[_Group]) -> Iterator[list[_Group]]:
    """Groups that stand one inside the next, innermost first; a range of units is one group."""
    run: list[_Group] = []
    for group in _ranged(text, groups):
        if run and not _holds(text, run, group):
            yield _with_bare_appendix(text, run)
            run = []
        run.append(group)
    if run:
        yield _with_bare_appendix(text, run)


def _with_bare_appendix(text: str, run: list[_Group]) -> list[_Group]:
    """ "Mẫu số 04 Phụ lục": the only appendix has no number."""
    if run[-1].unit in (Unit.FORM, Unit.TABLE, Unit.COLUMN):
        match = _BARE_APPENDIX.match(text, run[-1].end)
        if match:
            step = Step(Unit.APPENDIX, "", _print_word(Unit.APPENDIX, ""))
            return [*run, _Group(match.start(), match.end(), Unit.APPENDIX, (step,), True)]
    return run


def _ranged(text: str, groups: Sequence[_Group]) -> Iterator[_Group]:
    """Join "khoản 2 đến khoản 5" to one group."""
    held: _Group | None = None
    for group in groups:
        if held is None:
            held = group
            continue
        between = text[held.end : group.start]
        if held.unit is group.unit and _RANGE_BETWEEN.fullmatch(between):
            held = _joined(held, group)
        else:
            yield held
            held = group
    if held:
        yield held


def _joined(first: _Group, last: _Group) -> _Group:
    word = first.steps[-1].printed.rsplit(" ", 1)[0]
    numbers = range_of(
        first.steps[-1].printed.rsplit(" ", 1)[1],
        last.steps[0].printed.rsplit(" ", 1)[1],
        first.unit,
    )
    if numbers is None:
        steps, sure = first.steps + last.steps, False
    else:
        middle = tuple(
            Step(first.unit, canonical(first.unit, number), f"{word} {number}")
            for number in numbers
        )
        steps, sure = first.steps[:-1] + middle + last.steps[1:], first.sure and last.sure
    return _Group(first.start, last.end, first.unit, steps, sure)


def _holds(text: str, run: Sequence[_Group], outer: _Group) -> bool:
    inner = run[-1]
    if RANK[inner.unit] >= RANK[outer.unit]:
        return False
    between = text[inner.end : outer.start]
    if _INSIDE.fullmatch(between):
        return True
    # "điểm a, khoản 3 Điều 5": a comma where the point would else have no clause
    return _follows(inner, outer) and bool(_COMMA.fullmatch(between))


def _follows(inner: _Group, outer: _Group) -> bool:
    """Whether a unit after a comma is likely the one its neighbour lies in."""
    if len(outer.steps) > 1:
        return False
    if inner.unit in (Unit.SUBPOINT, Unit.POINT, Unit.CLAUSE):
        return outer.unit is _NEXT_OUT[inner.unit]
    return inner.unit in _CONTAINERS and outer.unit in (*_CONTAINERS, Unit.APPENDIX)


def _doubtful(text: str, inner: _Group, outer: _Group) -> bool:
    """Whether a comma may part two places: "Mục II, Phụ lục số 2", "khoản 1, 2, Điều 3"."""
    parted = _COMMA.fullmatch(text, inner.end, outer.start) is not None
    return parted and (inner.unit in _CONTAINERS or len(inner.steps) > 1)


def _chain(text: str, run: Sequence[_Group]) -> Chain:
    outermost_first = [group.steps for group in reversed(run)]
    places: list[Place] = []
    for steps in product(*outermost_first):
        places.append(Place(tuple(steps)))
        if len(places) >= MOST:
            break
    sure = all(group.sure for group in run) and sum(len(g.steps) > 1 for g in run[1:]) == 0
    sure = sure and not any(_doubtful(text, inner, outer) for inner, outer in pairwise(run))
    return Chain(run[0].start, run[-1].end, tuple(places), sure)


def _with_pieces(
    text: str, chains: Sequence[Chain], pieces: Sequence[re.Match[str]]
) -> list[Chain]:
    """Put "tên Điều 5", "đoạn đầu khoản 2", "tên Điều, khoản 1 …" into the list of chains."""
    result = list(chains)
    starts = [chain.start for chain in chains]
    loose: list[Chain] = []
    for match in pieces:
        piece = Piece(match.lastgroup or "")
        index = bisect_left(starts, match.end())
        place = index if index < len(result) else None
        if place is not None and _INSIDE.fullmatch(text[match.end() : result[place].start]):
            chain = result[place]
            named = tuple(replace(p, piece=piece) for p in chain.places)
            result[place] = replace(chain, start=match.start(), places=named)
            continue
        if piece is Piece.BASIS:
            loose.append(Chain(match.start(), match.end(), (Place((), piece),)))
        elif bare := _BARE_UNIT.match(text, match.end()):
            word = " ".join(bare["unit"].lower().split())
            kind = Piece.TITLE if word in _DOCUMENT_WORDS else piece
            loose.append(Chain(match.start(), bare.end(), (Place((), kind),)))
        elif piece in (Piece.LEAD, Piece.LAST):
            loose.append(Chain(match.start(), match.end(), (Place((), piece),)))
    return sorted([*result, *loose], key=lambda chain: chain.start)


def _inherited(text: str, chains: Sequence[Chain]) -> list[Chain]:
    """Outer steps a chain lacks, from the next chain that has them, inside one sentence."""
    result = list(chains)
    for index in range(len(result) - 2, -1, -1):
        chain, following = result[index], result[index + 1]
        above = following.places[-1].steps
        if not above or (len(following.places) > 1 and _differ_above(following, chain)):
            continue
        between = text[chain.end : following.start]
        if _BREAK.search(between) or len(between) > 200:
            continue
        if _is_outer(chain, following):
            joined = _joined_outer(chain, following, between)
            result[index : index + 1 + (joined.end == following.end)] = [joined]
            continue
        sibling = _sibling_container(chain, following)
        lent = tuple(_lent(place, above, sibling=sibling) for place in chain.places)
        result[index] = replace(chain, places=lent)
    return result


def _is_outer(chain: Chain, following: Chain) -> bool:
    """Whether a chain names but a unit that could hold the one before it."""
    place = chain.places[0]
    inner = following.innermost
    if not place.steps or inner is None or RANK[place.steps[0].unit] >= RANK[Unit.ARTICLE]:
        return False
    return RANK[inner] > RANK[place.steps[0].unit] and RANK[inner] >= RANK[Unit.CLAUSE]


def _joined_outer(chain: Chain, following: Chain, between: str) -> Chain:
    """ "khoản 1 “A” tại Điều 5" is one place; "điểm 6.3 và tiểu mục 9" are two."""
    held = _HELD.fullmatch(between) or _CONTAINED.fullmatch(between)
    if not (held or _HELD_FAR.fullmatch(between)) or len(following.places) > 1:
        return replace(chain, sure=False)
    above = following.places[0]
    lent = tuple(replace(p, steps=above.steps + p.steps) for p in chain.places)
    sure = held is not None and chain.sure and following.sure
    return Chain(chain.start, following.end, lent, sure)


def _differ_above(following: Chain, chain: Chain) -> bool:
    """Whether the places of a chain lie under different outer ones ("các điều 5, 6")."""
    steps = chain.places[0].steps
    rank = RANK[steps[0].unit] if steps else RANK[Unit.CLAUSE]
    outer = {tuple(s for s in place.steps if RANK[s.unit] > rank) for place in following.places}
    return len(outer) > 1


def _sibling_container(chain: Chain, following: Chain) -> bool:
    """ "Mục 1, Mục 2 Chương III": both lie in the chapter; sections are numbered in each."""
    unit, steps = chain.innermost, following.places[-1].steps
    if unit not in (Unit.SUBSECTION, Unit.SECTION) or len(chain.places[0].steps) > 1:
        return False
    return unit is following.innermost or (len(steps) > 1 and steps[0].unit is Unit.APPENDIX)


def _lent(place: Place, above: tuple[Step, ...], *, sibling: bool = False) -> Place:
    if not place.steps:
        if place.piece in (Piece.TITLE, Piece.BASIS):
            return place
        article = tuple(step for step in above if RANK[step.unit] >= RANK[Unit.ARTICLE])
        return replace(place, steps=article)
    outermost = place.steps[0].unit
    if outermost in (Unit.TABLE, Unit.FORM) and above[0].unit is Unit.APPENDIX:
        above = above[:1]
    elif RANK[outermost] >= RANK[Unit.ARTICLE] and not sibling:
        return place
    return replace(
        place,
        steps=tuple(step for step in above if RANK[step.unit] > RANK[outermost]) + place.steps,
    )
