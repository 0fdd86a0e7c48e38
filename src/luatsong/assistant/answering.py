"""From a question to an answer in which every sentence is proved, or to an honest refusal.

    answer(ask(text, today=…), library=Store())

The only way from a writer to a page leads through `verify`: an `Answer` holds verified sentences
and words of this house (data), nothing else.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from luatsong.assistant import abstaining, library
from luatsong.assistant.asking import DATA, Asked
from luatsong.assistant.choosing import ordered
from luatsong.assistant.clarifying import Clarification, missing_fact
from luatsong.assistant.evidence import evidence
from luatsong.assistant.extractive import ExtractiveWriter
from luatsong.assistant.library import Library
from luatsong.assistant.missing import not_found_words
from luatsong.assistant.scope import REPLIES, signs_of
from luatsong.assistant.standing import Standing
from luatsong.assistant.values import Cut, Draft, Source, Verdict, VerifiedSentence
from luatsong.assistant.verification import verified, verify
from luatsong.assistant.writing import Task, Writer, WriterError
from luatsong.search.backend import Passage

# Articles that are looked at for one answer.
LOOKED_AT = 5
_EXTRACTIVE = ExtractiveWriter()


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be shown of one question.

    Declined when there are neither `sentences` nor `standings`; `reply` then is the key of the
    house's own words (`scope.REPLIES`). `writer` names who wrote; `fell_back` that the model
    could not and the quotes stand in; `cut` counts sentences that were not proved. `doubtful`:
    the law that answers may not be in the store, and these are the nearest words there. `near`
    are places to read where nothing is answered.
    """

    asked: Asked
    sentences: tuple[VerifiedSentence, ...] = ()
    standings: tuple[Standing, ...] = ()
    reply: str = ""
    clarification: Clarification | None = None
    not_found: tuple[str, ...] = ()
    writer: str = _EXTRACTIVE.name
    fell_back: bool = False
    cut: int = 0
    doubtful: bool = False
    near: tuple[Source, ...] = field(default=())

    @property
    def declined(self) -> bool:
        """Whether nothing is answered."""
        return not (self.sentences or self.standings)

    @property
    def reply_text(self) -> str:
        """Why nothing is answered, in the words of the house."""
        return REPLIES[self.reply or "not-found"] if self.declined else ""

    @property
    def cited(self) -> tuple[Source, ...]:
        """Sources in the order they are first cited."""
        found = [quote.source for sentence in self.sentences for quote in sentence.quotes]
        return tuple({source.key: source for source in found}.values())


class Step(StrEnum):
    """What is being done."""

    SEARCHING = "searching"
    WRITING = "writing"


Progress = Step | VerifiedSentence | Answer


def answer(
    asked: Asked,
    *,
    library: Library,
    today: date,
    writer: Writer | None = None,
    document_id: int | None = None,
) -> Answer:
    """Answer from what `library` finds; by quotes alone without `writer` or when it fails.

    With `document_id` only that document is asked.
    """
    return last(steps(asked, library=library, today=today, writer=writer, document_id=document_id))


def steps(
    asked: Asked,
    *,
    library: Library,
    today: date,
    writer: Writer | None = None,
    document_id: int | None = None,
) -> Iterator[Progress]:
    """How `answer` comes about: what it is doing, sentences of the model that are proved, and in
    the end the answer, which stands in place of all that came before."""
    signs = signs_of(asked.text, today)
    if signs.declines:
        yield Answer(asked, reply=signs.declines)
        return
    yield Step.SEARCHING
    found_first = library.find(asked.query, asked.day, k=LOOKED_AT, document_id=document_id)
    if not found_first:
        yield Answer(asked, reply=signs.reply)
        return
    passages = ordered(asked.query, found_first)
    found = evidence(asked.query, passages, today)
    if abstaining.shipped().abstains(found):
        yield Answer(asked, reply=signs.reply, near=_sources(passages)[:2])
        return
    doubtful = abstaining.shipped().doubts(found)
    for progress in _writing(asked, _with_rules(asked, passages, library), writer):
        if isinstance(progress, Answer):
            yield replace(progress, doubtful=doubtful and not progress.declined)
        else:
            yield progress


def last(progress: Iterable[Progress]) -> Answer:
    """The answer at the end of `steps`."""
    found = [one for one in progress if isinstance(one, Answer)]
    return found[-1]


def written(asked: Asked, passages: Sequence[Passage], writer: Writer | None = None) -> Answer:
    """The verified answer over `passages`, whatever the calibration thinks of them."""
    return last(_writing(asked, passages, writer))


def _writing(
    asked: Asked, passages: Sequence[Passage], writer: Writer | None
) -> Iterator[Progress]:
    found = _sources(passages)
    scores = {source.key: one.score for source, one in zip(found, passages, strict=True)}
    task = Task(asked, found, scores)
    verdict = None
    if writer is not None:
        yield Step.WRITING
        verdict = yield from _by_model(task, writer)
    fell_back = writer is not None and verdict is None
    name = writer.name if writer and not fell_back else _EXTRACTIVE.name
    if verdict is None:
        draft = Draft(tuple(_EXTRACTIVE.write(task)))
        verdict = verify(draft, task.sources, day=asked.day, question=_said(task))
    yield _made(asked, found, verdict, name, fell_back=fell_back)


def _made(
    asked: Asked, found: Sequence[Source], verdict: Verdict, name: str, *, fell_back: bool
) -> Answer:
    if not verdict.sentences:
        return Answer(asked, reply="not-verified", fell_back=fell_back, cut=len(verdict.cuts))
    made = Answer(
        asked,
        verdict.sentences,
        clarification=missing_fact(asked.text, found),
        writer=name,
        fell_back=fell_back,
        cut=len(verdict.cuts),
    )
    return replace(made, not_found=not_found_words(asked, made.cited))


def _by_model(task: Task, writer: Writer) -> Generator[Progress, None, Verdict | None]:
    """Sentences as they pass; what is left in the end, None when it failed or is too little."""
    kept: list[VerifiedSentence] = []
    cuts: list[Cut] = []
    try:
        for sentence in writer.write(task):
            judged = verified(sentence, task.sources, day=task.asked.day, question=_said(task))
            if isinstance(judged, Cut):
                cuts.append(judged)
                continue
            kept.append(judged)
            yield judged
    except WriterError:
        return None
    # More cut than kept: what is left is no longer the answer that was meant.
    return Verdict(tuple(kept), tuple(cuts)) if len(kept) > len(cuts) else None


def _said(task: Task) -> str:
    return f"{task.asked.query}\n{task.asked.text}"


def _with_rules(asked: Asked, passages: Sequence[Passage], found_in: Library) -> Sequence[Passage]:
    """Beside them the article that doubles the fines of organisations, where that is asked."""
    if not (asked.has("persons", "organisation") and asked.has("sums", "fine")):
        return passages
    query = DATA["sums"]["twice_query"]
    first = passages[0]
    rules = found_in.find(query, asked.day, k=1, document_id=first.card.document_id)
    known = {passage.address for passage in passages}
    return [*passages, *(rule for rule in rules if rule.address not in known)]


def _sources(passages: Sequence[Passage]) -> tuple[Source, ...]:
    return library.sources(passages)


def quoted(
    asked: Asked, draft: Draft, found: Sequence[Source], standing: Standing | None = None
) -> Answer:
    """The verified rest of a draft made of quotes of `found`, with the standing of its document."""
    verdict = verify(draft, found, day=asked.day, question=asked.text)
    if not verdict.sentences:
        return Answer(asked, reply="not-verified", cut=len(verdict.cuts))
    standings = (standing,) if standing is not None else ()
    return Answer(asked, verdict.sentences, standings, cut=len(verdict.cuts))
