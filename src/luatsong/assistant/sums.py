"""Sums an answer may add to its quotes: ends of terms, doubled fines, ages. All checked again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from luatsong.assistant.asking import DATA, DATE, Asked, birth, read_day
from luatsong.assistant.computing import NotComputableError, compute
from luatsong.assistant.quantities import DATE as DATE_UNIT
from luatsong.assistant.quantities import Quantity, find
from luatsong.assistant.values import (
    Computation,
    DraftSentence,
    Operand,
    Operation,
    Quote,
    Source,
)

_NUMBER = r"\d{1,3}"
_MOST = 2  # sums of one answer
_BY_UNIT = {
    "ngày": Operation.ADD_DAYS,
    "tháng": Operation.ADD_MONTHS,
    "năm": Operation.ADD_YEARS,
}


def sums(
    asked: Asked, sentences: Sequence[DraftSentence], sources: Sequence[Source]
) -> tuple[DraftSentence, ...]:
    """Sentences with sums over the quotes of `sentences`, for what the question asks."""
    if not sentences:
        return ()
    first = sentences[0]
    found = [*_deadlines(asked, first), *_ages(asked, first), *_doubled(asked, first, sources)]
    return tuple(found[:_MOST])


def _deadlines(asked: Asked, sentence: DraftSentence) -> Iterator[DraftSentence]:
    """The end of a term that the quote states, from the day in the question."""
    if not asked.has("sums", "deadline"):
        return
    born = birth(asked.text)
    days = [m[0] for m in re.finditer(DATE, asked.text) if read_day(m[0]) is not None]
    for quote in sentence.quotes:
        from_birth = re.search(DATA["birth"]["term"], quote.text, re.IGNORECASE)
        start = born if from_birth else next((day for day in days if day != born), "")
        if not start:
            continue
        for pattern in (*DATA["sums"]["counted_working"], *DATA["sums"]["counted_from"]):
            match = re.search(pattern.replace("{number}", _NUMBER), quote.text, re.IGNORECASE)
            if match is None:
                continue
            span = match["span"]
            working = "làm việc" in span.lower()
            operation = Operation.ADD_WORKING_DAYS if working else _BY_UNIT[span.split()[1].lower()]
            sum_ = _sum(operation, Operand(start), Operand(span, quote.key))
            if sum_ is not None:
                how = DATA["sums"]["working_week"] if working else ""
                text = f"Tính từ ngày {start}, cộng {span}{how} là ngày {sum_.result}."
                yield DraftSentence(text, (quote,), (sum_,))
                return


def _ages(asked: Asked, sentence: DraftSentence) -> Iterator[DraftSentence]:
    """The age on the day asked of somebody whose birth the question tells."""
    born = birth(asked.text)
    quote = next((one for one in sentence.quotes if "tuổi" in one.text), None)
    if not born or quote is None:
        return
    day = f"{asked.day:%d/%m/%Y}"
    sum_ = _sum(Operation.AGE, Operand(born), Operand(day))
    if sum_ is not None:
        text = f"Tính đến ngày {day}, người sinh ngày {born} tròn {sum_.result}."
        yield DraftSentence(text, (quote,), (sum_,))


def _doubled(
    asked: Asked, sentence: DraftSentence, sources: Sequence[Source]
) -> Iterator[DraftSentence]:
    """Fines of organisations, where a source of the same document says they are doubled."""
    if not (asked.has("persons", "organisation") and asked.has("sums", "fine")):
        return
    cited = {quote.key: source for quote in sentence.quotes for source in sources
             if source.key == quote.key}  # fmt: skip
    rule = _doubling(sources, {source.document_id for source in cited.values()})
    if rule is None:
        return
    factor, said = rule
    for quote in sentence.quotes:
        fines = [found for found in find(quote.text) if found.quantity.unit == "đồng"]
        if "phạt" not in quote.text.lower() or not fines:
            continue
        made = [
            _sum(
                Operation.TIMES,
                Operand(f"{_plain(fine.quantity)} đồng", quote.key),
                Operand(factor, said.key),
            )
            for fine in fines[:2]
        ]
        done = tuple(sum_ for sum_ in made if sum_ is not None)
        if len(done) == len(made):
            amounts = " đến ".join(sum_.result for sum_ in done)
            text = f"Mức phạt đối với tổ chức bằng {factor}: {amounts}."
            yield DraftSentence(text, (quote, said), done)
            return


def _doubling(sources: Sequence[Source], documents: set[int]) -> tuple[str, Quote] | None:
    """The factor and the line that states it."""
    for source in sources:
        if source.document_id not in documents:
            continue
        for line in source.text.splitlines():
            for pattern in DATA["sums"]["twice"]:
                match = re.search(pattern, line, re.IGNORECASE)
                if match is not None:
                    return match["factor"], Quote(source.key, line.strip())
    return None


def _plain(quantity: Quantity) -> str:
    return quantity.value


def _sum(operation: Operation, *operands: Operand) -> Computation | None:
    try:
        result = compute(operation, tuple(operand.text for operand in operands))
    except NotComputableError:
        return None
    return Computation(operation, operands, shown(result))


def shown(quantity: Quantity) -> str:
    """A quantity as people read it: 06/02/2026; 6.000.000 đồng; 18 tuổi."""
    if quantity.unit == DATE_UNIT:
        return f"{date.fromisoformat(quantity.value):%d/%m/%Y}"
    number = quantity.value
    if number.isdigit():
        number = f"{int(number):,}".replace(",", ".")
    return f"{number} {quantity.unit}".strip()
