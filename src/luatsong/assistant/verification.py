"""Nothing reaches a person unless it passes here: the proof of every sentence of an answer.

A sentence stands when it quotes; each quote is an exact substring of a wording among the sources
(white space aside); that wording is law in force on the day asked, or the sentence says that it
is not; each number, date, document and article it names occurs in its quotes, in the name of
their source or in a sum that is done again here; and what it says beside its quotes adds no
matter and turns no meaning round. Everything else is cut. Rules: goals L1-L3 of the project
(design, point 4), peers' lessons on false citations.

The checks read text only; they call nothing and write nothing, whatever the text says.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from luatsong.assistant.computing import NotComputableError, compute
from luatsong.assistant.quantities import DATE, Quantity, find, quantities
from luatsong.assistant.values import (
    SEAL,
    CheckedQuote,
    Computation,
    Cut,
    Draft,
    DraftSentence,
    Fault,
    Quote,
    Source,
    Verdict,
    VerifiedSentence,
)
from vnlaw.numbers import find_numbers
from vnlaw.text import clean

_DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.assistant").joinpath("data", "verification.toml").read_text(encoding="utf-8")
)
_SYLLABLE = re.compile(r"[^\W_]+")
_PLACE = re.compile(
    r"\b(điều|khoản|điểm|chương|mục|phụ lục)\s+(\d+[a-zđ]?|[a-zđ](?!\w))", re.IGNORECASE
)
_CLAUSE = re.compile(r"^\s*(\d+[a-zđ]?)\.")
_POINT = re.compile(r"^\s*([a-zđ]\d?)\)", re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?:\d+[a-zđ]?\.|[a-zđ]\d?\))\s", re.IGNORECASE)
_MARKUP = re.compile(r"[<>\x00-\x08\x0b-\x1f]|https?:|javascript:|\]\(", re.IGNORECASE)
_JOINING = frozenset(_DATA["joining"])
_POLARITY = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(_DATA['polarity'], key=len, reverse=True))})(?!\w)", re.IGNORECASE
)
_TURNED = re.compile(rf"{_POLARITY.pattern}(?:[^\S\n]+\w+)?[^\S\n]+$", re.IGNORECASE)
_NOT_IN_FORCE = re.compile("|".join(_DATA["not_in_force"]), re.IGNORECASE)


class _FaultError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def verify(draft: Draft, sources: Sequence[Source], *, day: date, question: str = "") -> Verdict:
    """Keep the sentences of `draft` that `sources` prove for `day`; tell why others were cut.

    `question` lends nothing but operands of computations: a model that repeats what it was asked
    to say would pass otherwise.
    """
    found = [verified(one, sources, day=day, question=question) for one in draft.sentences]
    kept = tuple(one for one in found if isinstance(one, VerifiedSentence))
    return Verdict(kept, tuple(one for one in found if isinstance(one, Cut)))


def verified(
    sentence: DraftSentence, sources: Sequence[Source], *, day: date, question: str = ""
) -> VerifiedSentence | Cut:
    """One sentence as `verify` judges it."""
    known = {source.key: source for source in sources}
    try:
        return _verified(sentence, known, day, question)
    except _FaultError as error:
        return Cut(sentence, error.fault)


def _verified(
    sentence: DraftSentence, sources: Mapping[str, Source], day: date, question: str
) -> VerifiedSentence:
    text = clean(sentence.text).strip()
    if not text or len(text) > _DATA["longest_sentence"]:
        raise _FaultError(Fault.TOO_LONG)
    if not sentence.quotes:
        raise _FaultError(Fault.NO_QUOTE)
    quotes = tuple(_located(quote, sources) for quote in sentence.quotes)
    rest = _without_quotes(text, quotes)
    if _MARKUP.search(rest):
        raise _FaultError(Fault.MARKUP)
    in_force = _check_force(sentence, rest, quotes, day)
    results = [
        quantity
        for sum_ in sentence.computations
        for quantity in _computed(sum_, quotes, f"{question} {day:%d/%m/%Y}")
    ]
    _check_numbers(rest, quotes, results, day)
    _check_places(rest, quotes)
    _check_meaning(rest, quotes, has_sums=bool(results), in_force=in_force)
    _check_copies(rest, quotes)
    return VerifiedSentence(
        text, quotes, sentence.computations, in_force=in_force, rest=rest, seal=SEAL
    )


def _located(quote: Quote, sources: Mapping[str, Source]) -> CheckedQuote:
    source = sources.get(quote.key)
    if source is None:
        raise _FaultError(Fault.UNKNOWN_SOURCE)
    if len(_SYLLABLE.findall(quote.text)) < _DATA["least_quote_syllables"]:
        raise _FaultError(Fault.QUOTE_TOO_SHORT)
    pattern = r"\s+".join(re.escape(word) for word in quote.text.split())
    # A quote begins and ends where words do (“10” is none of “100”), and not behind the word that
    # turns it round (“phải nộp” is none of “không phải nộp”).
    for match in re.finditer(rf"(?<!\w)(?=({pattern})(?!\w))", source.text):
        if not _TURNED.search(source.text, max(0, match.start() - 24), match.start()):
            break
    else:
        raise _FaultError(Fault.QUOTE_ALTERED)
    return CheckedQuote(source, match.start(1), match.end(1))


def _without_quotes(text: str, quotes: Sequence[CheckedQuote]) -> str:
    """What the sentence says in its own words."""
    rest = " ".join(text.split())
    for quote in sorted(quotes, key=lambda quote: quote.start - quote.end):
        for said in (quote.text, clean(quote.text)):
            rest = rest.replace(" ".join(said.split()), " … ")
    return rest


def _check_force(
    sentence: DraftSentence, rest: str, quotes: Sequence[CheckedQuote], day: date
) -> bool:
    """Whether all the sources are in force on `day`; a fault where the sentence says otherwise."""
    in_force = all(quote.source.holds_on(day) for quote in quotes)
    says_not = bool(_NOT_IN_FORCE.search(rest))
    if not in_force and not (sentence.says_not_in_force and says_not):
        raise _FaultError(Fault.NOT_IN_FORCE)
    quoted = any(_NOT_IN_FORCE.search(quote.text) for quote in quotes)
    if in_force and (sentence.says_not_in_force or (says_not and not quoted)):
        raise _FaultError(Fault.NOT_IN_FORCE)
    return in_force


def _computed(sum_: Computation, quotes: Sequence[CheckedQuote], question: str) -> set[Quantity]:
    """Operands and result of a sum, done again; operands must stand where they are said to.

    The day asked is an operand that the question gives, said or not.
    """
    for operand in sum_.operands:
        texts = (
            [quote.text for quote in quotes if quote.source.key == operand.key]
            if operand.key
            else [question]
        )
        if not any(quantities(operand.text) <= quantities(text) for text in texts):
            raise _FaultError(Fault.NUMBER_WITHOUT_SOURCE)
    try:
        result = compute(sum_.operation, tuple(operand.text for operand in sum_.operands))
    except NotComputableError as error:
        raise _FaultError(Fault.WRONG_COMPUTATION) from error
    if quantities(sum_.result) != {result}:
        raise _FaultError(Fault.WRONG_COMPUTATION)
    return {result, *(found for operand in sum_.operands for found in quantities(operand.text))}


def _check_numbers(
    rest: str, quotes: Sequence[CheckedQuote], results: Sequence[Quantity], day: date
) -> None:
    """Each number, date and document number of `rest` has its source."""
    named = {number.key for _, _, number in find_numbers(rest)}
    known = {
        number.key
        for quote in quotes
        for text in (quote.text, quote.source.document)
        for _, _, number in find_numbers(text)
    }
    if not named <= known:
        raise _FaultError(Fault.CITATION_WITHOUT_SOURCE)
    free = {Quantity(day.isoformat(), DATE), *results}
    stated: Counter[Quantity] = Counter()
    for quote in quotes:
        free |= quantities(_without_names(quote.source.document))
        stated.update(found.quantity for found in find(quote.text))
    # Each is said at most as often as the quotes say it: “22, 23 và 22” is none of “22, 23 và 24”.
    said = Counter(found.quantity for found in find(_without_names(rest)))
    if any(count > stated[quantity] for quantity, count in said.items() if quantity not in free):
        raise _FaultError(Fault.NUMBER_WITHOUT_SOURCE)


def _without_names(text: str) -> str:
    """`text` without document numbers and provisions, which are checked as such."""
    for start, end, _ in sorted(find_numbers(text), reverse=True):
        text = text[:start] + " " + text[end:]
    return _PLACE.sub(" ", text)


def _check_places(rest: str, quotes: Sequence[CheckedQuote]) -> None:
    """“khoản 2 Điều 5” beside a quote is where the quote stands, or is said by it."""
    allowed = {place for quote in quotes for place in _places_of(quote)}
    for match in _PLACE.finditer(rest):
        if (match[1].lower(), match[2].lower()) not in allowed:
            raise _FaultError(Fault.CITATION_WITHOUT_SOURCE)


def _places_of(quote: CheckedQuote) -> Iterator[tuple[str, str]]:
    text = quote.source.text
    for said in (quote.text, quote.source.label, quote.source.document):
        yield from ((match[1].lower(), match[2].lower()) for match in _PLACE.finditer(said))
    clause = point = ""
    at = 0
    for line in text.splitlines(keepends=True):
        if at >= quote.end:
            break
        if found := _CLAUSE.match(line):
            clause, point = found[1].lower(), ""
        elif found := _POINT.match(line):
            point = found[1].lower()
        at += len(line)
        if at > quote.start:
            yield from ((level, name) for level, name in (("khoản", clause), ("điểm", point)))


def _check_meaning(
    rest: str,
    quotes: Sequence[CheckedQuote],
    *,
    has_sums: bool,
    in_force: bool,
) -> None:
    """What stands beside the quotes adds no matter and turns no meaning round."""
    verbatim = "…" in rest
    for quote in quotes:
        rest = rest.replace(quote.source.document, " ")
    said = {match[0].lower() for match in _POLARITY.finditer(_NOT_IN_FORCE.sub(" ", rest))}
    quoted = {match[0].lower() for quote in quotes for match in _POLARITY.finditer(quote.text)}
    if said - quoted or (not verbatim and quoted - said):
        raise _FaultError(Fault.NOT_SUPPORTED)
    own = [word.lower() for word in _SYLLABLE.findall(_without_names(rest)) if word.isalpha()]
    matter = [word for word in own if word not in _JOINING]
    if not matter:
        return
    lent: set[str] = set()
    for quote in quotes:
        source = quote.source
        for words in (quote.text, source.heading, source.document, source.label):
            lent |= {word.lower() for word in _SYLLABLE.findall(words)}
    if not in_force:
        lent |= {word for phrase in _DATA["not_in_force"] for word in phrase.split()}
    if has_sums:
        lent |= set(_DATA["computing"])
    if sum(word in lent for word in matter) / len(matter) < _DATA["least_support"]:
        raise _FaultError(Fault.NOT_SUPPORTED)


def _check_copies(rest: str, quotes: Sequence[CheckedQuote]) -> None:
    """A sentence that repeats a quote almost word for word, but not quite, is an altered quote.

    Numbers that change places, or one that becomes another of the same quote, are found so.
    """
    said = [word.lower() for word in _SYLLABLE.findall(rest)]
    for quote in quotes:
        words = [word.lower() for word in _SYLLABLE.findall(_LABEL.sub("", quote.text))]
        if len(words) < _DATA["least_copy"]:
            continue
        shared = (Counter(words) & Counter(said)).total()
        # A number or letter right before the copy would be another label than the quote's.
        before, exact, _ = f" {' '.join(said)} ".partition(f" {' '.join(words)} ")
        if re.search(r"(?:^| )(?:\d\w*|\w\d?)$", before):
            exact = ""
        if shared >= _DATA["copy_share"] * len(words) and not exact:
            raise _FaultError(Fault.QUOTE_ALTERED)
