"""The assistant of the house: a question in, a proved answer out; and what is kept of it.

    from luatsong.assistant import services
    answer = services.reply("Nghị định 13/2023/NĐ-CP còn áp dụng không?")

It reads the law and writes nothing but the masked question and what people send on themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.conf import settings
from django.core import signing
from django.utils import timezone

from luatsong.assistant.answering import Answer, Progress, last, quoted, steps
from luatsong.assistant.asking import Asked, ask
from luatsong.assistant.endpoint import Endpoint
from luatsong.assistant.generative import GenerativeWriter
from luatsong.assistant.library import Store
from luatsong.assistant.masking import mask
from luatsong.assistant.models import AskedQuestion, AssistantQuestion
from luatsong.assistant.named import article_named, documents_named, is_number, text_of
from luatsong.assistant.scope import LONGEST_QUESTION, signs_of
from luatsong.assistant.standing import standing_of
from luatsong.assistant.writing import Writer
from luatsong.law.models import Document

_SALT_TURNS, _SALT_ASKED = "luatsong.assistant.turns", "luatsong.assistant.asked"
# A conversation is forgotten after an hour; feedback is taken for a day.
_TURNS_SECONDS, _FEEDBACK_SECONDS = 3_600, 86_400
_LONGEST_CONTACT = 200


class NoConsentError(ValueError):
    """A contact without the consent to keep it."""


def reply(
    text: str,
    *,
    day: date | None = None,
    earlier: Sequence[str] = (),
    use_model: bool = True,
) -> Answer:
    """Answer a question by the store; `day` None is today, `earlier` the questions before.

    `SearchUnavailableError` while the search engine cannot be reached.
    """
    return last(reply_in_steps(text, day=day, earlier=earlier, use_model=use_model))


def reply_in_steps(
    text: str,
    *,
    day: date | None = None,
    earlier: Sequence[str] = (),
    use_model: bool = True,
) -> Iterator[Progress]:
    """How `reply` comes about, step by step; see `answering.steps`."""
    today = timezone.localdate()
    asked = ask(text, today=today, day=day, earlier=earlier)
    signs = signs_of(asked.text, today)
    if signs.declines:
        yield Answer(asked, reply=signs.declines)
        return
    documents = documents_named(asked) if asked.names_law else []
    if not documents and is_number(asked):
        yield Answer(asked, reply="not-loaded")
        return
    direct = _direct(asked, documents) if documents else None
    if direct is not None:
        yield direct
        return
    yield from steps(
        asked,
        library=Store(),
        today=today,
        writer=writer() if use_model else None,
        document_id=documents[0].pk if len(documents) == 1 else None,
    )


def _direct(asked: Asked, documents: Sequence[Document]) -> Answer | None:
    """Whether a named document holds, or what a named place says; None for other questions."""
    places = [place for place in asked.understood.provisions if place.article]
    if not places and asked.has("validity", "patterns"):
        return Answer(asked, standings=tuple(standing_of(one, asked.day) for one in documents))
    if not places or not asked.has("text", "patterns"):
        return None
    for document in documents:
        found = article_named(asked, document)
        if found is not None:
            source, place = found
            standing = standing_of(document, asked.day)
            made = quoted(asked, text_of(source, place), [source], standing)
            return made if not made.declined else Answer(asked, reply="no-provision")
    return Answer(asked, reply="no-provision")


def writer() -> Writer | None:
    """The writer with the model that `LLM_URL` names; None without one."""
    if not settings.LLM_URL:
        return None
    return GenerativeWriter(Endpoint(settings.LLM_URL, settings.LLM_MODEL, settings.LLM_KEY))


def keep(given: Answer) -> str:
    """Log a question as masked text; the token lets its asker say whether the answer helped."""
    row = AskedQuestion.objects.create(
        text=given.asked.text[:LONGEST_QUESTION],
        day=given.asked.day,
        declined=given.declined,
        reply=given.reply if given.declined else "",
        writer=given.writer,
        cited=[
            {"document": source.slug, "address": source.address, "version": source.version_id}
            for source in given.cited
        ],
    )
    return signing.dumps(row.pk, salt=_SALT_ASKED)


def rate(token: str, *, helpful: bool) -> bool:
    """Take feedback; False when the token is not ours or too old."""
    try:
        pk = signing.loads(token, salt=_SALT_ASKED, max_age=_FEEDBACK_SECONDS)
    except signing.BadSignature:
        return False
    return bool(AskedQuestion.objects.filter(pk=pk).update(helpful=helpful))


def turns(asked: Asked, earlier: Sequence[str]) -> str:
    """The conversation so far, signed, for the form of the next question; nothing is kept here."""
    kept = [*earlier, asked.text] if asked.follows else [asked.text]
    return signing.dumps(kept[-2:], salt=_SALT_TURNS, compress=True)


def turns_of(token: str) -> tuple[str, ...]:
    """The questions in a signed conversation; () when it is not ours or too old."""
    try:
        kept = signing.loads(token, salt=_SALT_TURNS, max_age=_TURNS_SECONDS)
    except signing.BadSignature:
        return ()
    return tuple(str(text) for text in kept)


def send(text: str, *, contact: str = "", consent: bool = False) -> AssistantQuestion:
    """Send a question on to a person; personal data in it is masked, the contact is not.

    ValueError for an empty question, `NoConsentError` for a contact without consent.
    """
    masked = mask(text[:LONGEST_QUESTION])
    contact = " ".join(contact.split())[:_LONGEST_CONTACT]
    if not masked.text.strip():
        raise ValueError("empty question")
    if contact and not consent:
        raise NoConsentError
    return AssistantQuestion.objects.create(text=masked.text, contact=contact, consent=consent)
