"""The words and patterns of `data/citations.toml`, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vnlaw.lexicon import document_types, load

Pattern = re.Pattern[str]
# Capitals beyond ASCII: blocks of Vietnamese letters mix both cases.
UPPER = "".join(chr(code) for code in range(0xC0, 0x1EFA) if chr(code).isupper())


def compiled(rule: str) -> Pattern:
    """A pattern of the data file; "{upper}" stands for the capitals beyond ASCII."""
    return re.compile(rule.replace("{upper}", UPPER))


@dataclass(frozen=True, slots=True)
class LevelWords:
    """One level of a provision and how its numbers look."""

    code: str
    rank: int
    printed: str
    value: Pattern
    bare: Pattern
    alone: bool
    series: str
    plain: bool  # printed with the word of the text: forms and appendices


@dataclass(frozen=True, slots=True)
class Provisions:
    """Patterns around provisions; `head` finds a level word and says which in `lower()`."""

    levels: dict[str, LevelWords]  # by word, lower case
    head: Pattern
    before: Pattern  # plural words in front of the first level word
    space: Pattern
    numbered: Pattern  # "số" between a form and its number
    unnumbered: Pattern
    measured: Pattern
    counted: Pattern
    conjunction: Pattern
    comma: Pattern
    dash: Pattern
    range: Pattern
    inside: Pattern
    aside: Pattern
    this: Pattern
    that: Pattern
    not_after: Pattern
    label: Pattern
    label_end: Pattern


@dataclass(frozen=True, slots=True)
class Documents:
    """Patterns around documents; see the comments of the data file."""

    connector: Pattern
    issued_with: Pattern
    attached: Pattern
    attached_by: Pattern
    other: Pattern
    short_attached: Pattern
    titled: Pattern
    odd_number: Pattern
    cut_number: Pattern
    type_name: Pattern  # any type of document, as printed before a number
    rule_name: Pattern  # any type that lays down rules of law
    self_name: Pattern  # any word that "này" may follow
    number_label: Pattern
    issuer_before_number: Pattern
    this: Pattern
    above: Pattern
    year: Pattern
    date: Pattern
    named_number: Pattern
    name_end: Pattern
    name_goes_on: Pattern
    name_before_number: Pattern
    amending: Pattern
    constitution: Pattern
    party_charter: Pattern
    alias: Pattern
    alias_tail: Pattern
    title: Pattern
    title_end: Pattern
    details: Pattern
    instructs: Pattern
    amender: Pattern
    holder: Pattern
    wording: Pattern
    sentence_end: Pattern


LAW_WORDS = ("Bộ luật", "Luật", "Pháp lệnh")


@cache
def short_names() -> tuple[str, ...]:
    """Acts that texts call by initials alone: "BLHS"."""
    aliases: dict[str, str] = load("named_laws")["aliases"]
    return tuple(name for name in aliases if " " not in name)


def any_of(words: set[str] | list[str] | tuple[str, ...]) -> str:
    """Alternatives, longest first, with one or more spaces where a word has one."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", "[ ]+") for word in ordered) + ")"


def cased(word: str) -> tuple[str, ...]:
    """A word as it may be written: all lower, first capital, capitals."""
    return (word, word[0].upper() + word[1:], word.upper(), word.title())


@cache
def provisions() -> Provisions:
    """Patterns of provisions."""
    data = load("citations")
    rules = data["provisions"]
    levels: dict[str, LevelWords] = {}
    for row in data["level"]:
        level = LevelWords(
            code=row["code"],
            rank=row["rank"],
            printed=row["print"],
            value=compiled(row["value"]),
            bare=compiled(row["bare"]),
            alone=row["alone"],
            series=row["series"],
            plain=row["code"] in ("form", "table", "appendix"),
        )
        levels.update(dict.fromkeys(row["words"], level))
    words = [form for word in levels for form in cased(word)]
    return Provisions(
        levels=levels,
        head=re.compile(rf"(?P<plural>(?:{rules['plural']})?)(?P<word>{any_of(words)})(?![\wÀ-ỹ])"),
        before=re.compile(rules["plural"] + "$"),
        space=re.compile("[ ]+"),
        numbered=re.compile("[ ]+số(?!\\w)"),
        conjunction=compiled(rules["and"]),
        **{
            name: compiled(rules[name])
            for name in (
                *("comma", "dash", "range", "inside", "aside", "this", "that"),
                *("not_after", "label", "label_end", "unnumbered", "measured", "counted"),
            )
        },
    )


@cache
def documents() -> Documents:
    """Patterns of documents."""
    rules = load("citations")["documents"]
    types = _type_words(rules["lower_types"])
    plain = {
        name: compiled(rules[name])
        for name in (
            *("connector", "issued_with", "attached_by", "number_label", "issuer_before_number"),
            *(
                "this",
                "above",
                "year",
                "date",
                "named_number",
                "name_end",
                "amending",
                "name_before_number",
            ),
            *("constitution", "party_charter", "alias", "alias_tail", "title", "title_end"),
            *("details", "sentence_end", "short_attached", "titled", "odd_number", "cut_number"),
            *("instructs", "amender", "holder", "wording", "name_goes_on"),
        )
    }
    return Documents(
        attached=re.compile(any_of(rules["attached"])),
        other=re.compile(any_of(rules["other"]) + r"(?![\wÀ-ỹ])"),
        type_name=re.compile(_initialled(types) + r"(?!\w)"),
        rule_name=re.compile(_initialled(_rule_words()) + r"(?!\w)"),
        self_name=re.compile(_initialled(_rule_words() | set(rules["self_types"])) + r"(?!\w)"),
        **plain,
    )


def _type_words(lower: list[str]) -> set[str]:
    names = {name for kind in document_types() for name in kind.printed_names}
    return names | set(lower) | set(LAW_WORDS)


def _rule_words() -> set[str]:
    return {kind.name for kind in document_types() if kind.normative != "never"} | set(LAW_WORDS)


def _initialled(words: set[str]) -> str:
    """Alternatives whose first letter is as given, the others in any case ("LUẬT")."""
    groups: dict[str, set[str]] = {}
    for word in words:
        groups.setdefault(word[0], set()).add(word[1:])
    branches = (f"{first}(?i:{any_of(rest)})" for first, rest in sorted(groups.items()))
    return f"(?:{'|'.join(branches)})"


@cache
def anchor() -> Pattern:
    """Where a citation may begin: level words and type words, at the start of a word.

    Every alternative begins with a plain letter, so that the search skips quickly over the rest.
    """
    rules = load("citations")["documents"]
    words = {form for word in provisions().levels for form in cased(word)}
    words |= _type_words(rules["lower_types"]) | set(rules["attached"])
    words |= {"luật", "bộ luật", *short_names()}
    return re.compile(_initialled(words))
