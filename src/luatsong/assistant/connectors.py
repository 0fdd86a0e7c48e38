"""Assistants of other agencies (D-01): asked only when a person wants it, shown only where proved.

`ASSISTANT_CONNECTORS` names a TOML file with tables `[[connector]]`: code, name, url, link (its
own page), kind "openai" (model, key) or "json" (method, question = name of the field, answer =
dotted path to the text). Only masked text leaves the house. A sentence is shown when the article
it cites is in the store and proves it; of the rest only the number is told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from luatsong.assistant.asking import Asked, ask
from luatsong.assistant.endpoint import DATA, Endpoint
from luatsong.assistant.matching import Measure
from luatsong.assistant.named import article_named, documents_named, inside
from luatsong.assistant.units import units
from luatsong.assistant.values import Draft, DraftSentence, Quote, Source, VerifiedSentence
from luatsong.assistant.verification import verify
from luatsong.assistant.writing import WriterError
from luatsong.search.understanding.contract import Provision

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")
_QUOTED = re.compile(r"[“\"]([^”\"]{10,})[”\"]")
_LONGEST_BODY = DATA["longest_stream"]


@dataclass(frozen=True, slots=True)
class Connector:
    """One assistant as configured."""

    code: str
    name: str
    url: str
    link: str = ""
    kind: str = "json"
    method: str = "POST"
    question: str = "question"
    answer: str = "answer"
    model: str = "default"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Consulted:
    """What another assistant said, as far as the store proves it; `hidden` sentences it does not.

    `failed`: it could not be reached or answered nothing that can be read.
    """

    connector: Connector
    sentences: tuple[VerifiedSentence, ...] = ()
    hidden: int = 0
    failed: bool = False


def connectors() -> tuple[Connector, ...]:
    """Those configured; ImproperlyConfigured when the file is none."""
    if not settings.ASSISTANT_CONNECTORS:
        return ()
    try:
        text = Path(settings.ASSISTANT_CONNECTORS).read_text(encoding="utf-8")
        return tuple(Connector(**row) for row in tomllib.loads(text).get("connector", ()))
    except (OSError, TypeError, tomllib.TOMLDecodeError) as error:
        raise ImproperlyConfigured(f"ASSISTANT_CONNECTORS: không đọc được tệp: {error}") from error


def consult(connector: Connector, asked: Asked) -> Consulted:
    """Ask another assistant and keep what the store proves for the day asked."""
    try:
        said = _openai(connector, asked) if connector.kind == "openai" else _json(connector, asked)
    except WriterError:
        return Consulted(connector, failed=True)
    drafted = [match[0].strip() for match in _SENTENCE.finditer(said) if match[0].strip()]
    kept: list[VerifiedSentence] = []
    for text in drafted[: DATA["most_sentences"]]:
        kept += _proved(text, asked)
    return Consulted(connector, tuple(kept), hidden=len(drafted) - len(kept))


def _proved(text: str, asked: Asked) -> tuple[VerifiedSentence, ...]:
    """The sentence where the one article it names proves it."""
    named = replace(ask(text, today=asked.day), day=asked.day)
    if not named.names_law:
        return ()
    for document in documents_named(named):
        found = article_named(named, document)
        if found is None:
            continue
        source, place = found
        draft = Draft((DraftSentence(text, tuple(_quotes(text, source, place))),))
        return verify(draft, [source], day=asked.day, question=asked.text).sentences
    return ()


def _quotes(text: str, source: Source, place: Provision) -> Iterator[Quote]:
    """What the sentence quotes; where it quotes nothing, what is nearest to it in `place`."""
    said = [match[1] for match in _QUOTED.finditer(text)]
    if said:
        yield from (Quote(source.key, words) for words in said)
        return
    found = (one for one in units(source.text, long_line=500) if inside(one, place))
    pieces = [source.text[one.start : one.end] for one in found]
    measure = Measure.of(re.findall(r"[^\W_]+", text.lower()), pieces)
    best = max(pieces, key=lambda piece: measure.share(measure.said(piece)), default="")
    if best:
        yield Quote(source.key, best)


def _openai(connector: Connector, asked: Asked) -> str:
    endpoint = Endpoint(connector.url, connector.model, connector.key)
    return endpoint.chat([{"role": "user", "content": asked.text}])


def _json(connector: Connector, asked: Asked) -> str:
    """One request, one JSON object; `WriterError` for anything else."""
    values = {connector.question: asked.text}
    is_post = connector.method.upper() == "POST"
    sent: dict[str, Any] = {"json": values} if is_post else {"params": values}
    timeout = httpx.Timeout(DATA["silence_seconds"], connect=DATA["connect_seconds"])
    try:
        with (
            httpx.Client(timeout=timeout, trust_env=False) as client,
            client.stream("POST" if is_post else "GET", connector.url, **sent) as response,
        ):
            response.raise_for_status()
            body = b""
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > _LONGEST_BODY:
                    raise WriterError("trả lời quá dài")
        found: Any = httpx.Response(200, content=body).json()
        for step in connector.answer.split("."):
            found = found[int(step)] if isinstance(found, list) else found[step]
    except (httpx.HTTPError, httpx.InvalidURL, LookupError, TypeError, ValueError) as error:
        raise WriterError(f"{connector.code}: {type(error).__name__}") from error
    if not isinstance(found, str):
        raise WriterError(f"{connector.code}: không phải chữ")
    return found
