"""Reading a provision expression from left to right: "các điểm a, b khoản 1, khoản 2 Điều 5".

The expression is a row of atoms, one for each level word, each with its numbers and with what
stands between it and the atom before. `vnlaw.citations.expand` says what the atoms mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from vnlaw.citations.series import expand_range
from vnlaw.citations.words import LevelWords, Provisions, provisions

# Longer ones are no citations; the limits keep hostile text linear.
_MOST_ATOMS = 150
_MOST_NUMBERS = 300
_ARTICLE_RANK = 4


class Link(IntEnum):
    """What stands before an atom."""

    FIRST = 0
    INSIDE = 1  # nothing, or "của", "tại": the atom before lies inside this one
    COMMA = 2
    AND = 3  # "và", "hoặc", ";": a new reference begins


@dataclass(frozen=True, slots=True)
class Atom:
    """A level word with its numbers. `this` is "khoản này"; then there are no numbers."""

    level: LevelWords
    word: str  # as printed
    numbers: tuple[str, ...]
    link: Link
    start: int
    end: int
    this: bool = False


@dataclass(frozen=True, slots=True)
class Expression:
    """A row of atoms; `start` includes "các" and "từ"."""

    start: int
    end: int
    atoms: tuple[Atom, ...]


def read_expression(text: str, position: int) -> Expression | None:
    """The longest expression whose first level word stands at `position`; None for none."""
    rules = provisions()
    atom = _atom(text, position, Link.FIRST, rules)
    if atom is None:
        return None
    atoms = [atom]
    while len(atoms) < _MOST_ATOMS and (following := _next(text, atoms[-1], rules)):
        atoms.append(following)
    lead = rules.before.search(text, max(0, position - 16), position)
    start = lead.start() if lead else position
    return Expression(start, atoms[-1].end, tuple(atoms))


def _next(text: str, last: Atom, rules: Provisions) -> Atom | None:
    """The atom after `last`, with what joins them."""
    position = last.end
    for pattern, link in (
        (rules.conjunction, Link.AND),
        (rules.comma, Link.COMMA),
        (rules.inside, Link.INSIDE),
    ):
        gap = pattern.match(text, position)
        if gap and (atom := _atom(text, gap.end(), link, rules)):
            return atom
    if text.startswith((" (", "("), position):
        aside = rules.aside.match(text, position)
        atom = _atom(text, aside.end(), Link.INSIDE, rules) if aside else None
        if atom and atom.level.rank > last.level.rank:
            return atom
    return None


def _atom(text: str, position: int, link: Link, rules: Provisions) -> Atom | None:
    head = rules.head.match(text, position)
    if head is None:
        return None
    word = head["word"]
    level = rules.levels[word.lower()]
    this = rules.this.match(text, head.end())
    if this:
        return Atom(level, word, (), link, position, this.end(), this=True)
    nested = rules.head.match(text, head.end() + 1) if text.startswith(" từ ", head.end()) else None
    if nested and rules.levels[nested["word"].lower()] is level:  # "các điều từ Điều 5 đến …"
        head, word = nested, nested["word"]
    found = _numbers(text, head.end(), level, rules)
    if found is None:
        if level.code == "appendix" and rules.unnumbered.match(text, head.end()):
            return Atom(level, word, ("",), link, position, head.end())
        return None
    numbers, end = found
    if level.plain and rules.numbered.match(text, head.end()):
        word += " số"
    return Atom(level, word, tuple(numbers), link, position, end)


def _numbers(
    text: str, position: int, level: LevelWords, rules: Provisions
) -> tuple[list[str], int] | None:
    """The numbers after a level word, ranges written out, and where they end."""
    space = rules.space.match(text, position)
    first = level.value.match(text, space.end()) if space else None
    if first is None:
        return None
    # "Điều 5 cơ quan" is an article whatever follows; "một khoản 3 tháng lương" is money.
    if level.rank < _ARTICLE_RANK and rules.measured.match(text, first.end()):
        return None
    numbers = [clean_number(first[0], level)]
    position = first.end()
    while len(numbers) < _MOST_NUMBERS:
        if ranged := _range(text, position, level, rules):
            last, position = ranged
            numbers[-1:] = expand_range(numbers[-1], last, level.series)
        elif listed := _listed(text, position, level, rules):
            number, position = listed
            numbers.append(number)
        else:
            break
    return numbers, position


def _range(
    text: str, position: int, level: LevelWords, rules: Provisions
) -> tuple[str, int] | None:
    gap = rules.range.match(text, position) or rules.dash.match(text, position)
    if gap is None:
        return None
    start = gap.end()
    head = rules.head.match(text, start)
    if head:
        space = rules.space.match(text, head.end())
        if rules.levels[head["word"].lower()] is not level or space is None:
            return None
        match = level.value.match(text, space.end())
    else:
        match = level.bare.match(text, start)
    if match is None or _counts(text, match.end(), level, rules):
        return None
    return clean_number(match[0], level), match.end()


def _listed(
    text: str, position: int, level: LevelWords, rules: Provisions
) -> tuple[str, int] | None:
    """A further number without its level word: ", b", "và 3"."""
    gap = rules.conjunction.match(text, position) or rules.comma.match(text, position)
    match = level.bare.match(text, gap.end()) if gap else None
    if match is None or _counts(text, match.end(), level, rules):
        return None
    if level.code == "point" and match[0].isdigit() and not text[position - 1].isdigit():
        return None  # letters are not listed with plain numbers
    if match[0][0] == "0" and not level.plain:  # "Điều 5, 05 ngày": provisions have no zeros
        return None
    return clean_number(match[0], level), match.end()


def _counts(text: str, position: int, level: LevelWords, rules: Provisions) -> bool:
    """Whether the number that ends here counts something ("khoản 3 tháng lương")."""
    return not level.plain and rules.counted.match(text, position) is not None


def clean_number(printed: str, level: LevelWords) -> str:
    """A number without quotes, brackets and "số"; small letters below the chapter."""
    number = printed.strip('"“”() :').removeprefix("số").lstrip(" :")
    return number.lower() if level.rank <= 4 else number
