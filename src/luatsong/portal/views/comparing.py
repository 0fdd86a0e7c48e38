"""Comparing two days of a document, or two documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from luatsong.law import selectors
from luatsong.law.models import Document
from luatsong.law.selectors import ProvisionRow, living
from luatsong.portal.caching import public
from luatsong.portal.citation import full_title, short_name
from luatsong.portal.comparing import compared, without_marks
from luatsong.portal.days import Day, day_of
from luatsong.portal.finding import by_guess, by_number

INLINE, BESIDE = "lien-mach", "song-song"
_CODE = "-ma"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts as asked for: what was typed, what it means, on which day."""

    typed: str
    document: Document | None
    choices: list[tuple[Document, str]]  # several of that number, and addresses that choose one
    day: Day

    @property
    def shown(self) -> str:
        """What stands in the field: the name of the document, else the words as typed."""
        return _name(self.document) if self.document and self.typed else self.typed

    @property
    def is_missing(self) -> bool:
        """Whether words were typed that no document answers to."""
        return bool(self.typed) and self.document is None and not self.choices


@public
def compare_page(request: HttpRequest) -> HttpResponse:
    """/so-sanh?cu=…&moi=…&ngay-cu=…&ngay-moi=…&kieu=song-song&ca=1"""
    old = _side(request, "cu", "ngay-cu")
    new = _side(request, "moi", "ngay-moi")
    if not new.typed and old.document:
        new = Side("", old.document, [], new.day)
    beside = request.GET.get("kieu") == BESIDE
    everything = request.GET.get("ca") == "1"
    context: dict[str, object] = {
        "section": "compare",
        "old": old,
        "new": new,
        "sides": [old, new],
        "beside": beside,
        "everything": everything,
        "at": request.GET.get("tai", "")[:160],
        "canonical": request.build_absolute_uri(request.path),
        "ways": [
            (label, _with(request, kieu=kind), beside == (kind == BESIDE))
            for label, kind in (("Một cột", INLINE), ("Hai cột", BESIDE))
        ],
        "all_or_changes": _with(request, ca="" if everything else "1"),
    }
    same = bool(old.document and new.document and old.document.pk == new.document.pk)
    asked = bool(new.typed) or old.day.asked or new.day.asked
    if old.document and new.document and asked:
        found = compared(
            _words(old, same=same),
            _words(new, same=same),
            same_document=same,
            everything=everything,
        )
        context |= {"found": found, "same": same}
    if old.document and same:
        context["days"] = living.change_days(old.document)
    return render(request, "portal/compare.html", context)


def _side(request: HttpRequest, name: str, day_name: str) -> Side:
    """`cu` holds a name, a number or an address; `cu-ma` the slug behind a name shown before."""
    typed = request.GET.get(name, "").strip()[:_LONGEST]
    code = request.GET.get(f"{name}{_CODE}", "")[:_LONGEST]
    day = day_of(request, day_name)
    chosen = _meant(code) if typed and code else []
    if len(chosen) == 1 and _name(chosen[0]) == typed:
        return Side(typed, chosen[0], [], day)
    found = _meant(typed) if typed else []
    if len(found) == 1:
        return Side(typed, found[0], [], day)
    choices = [(one, _with(request, **{name: one.slug, f"{name}{_CODE}": ""})) for one in found]
    return Side(typed, None, choices, day)


def _name(document: Document) -> str:
    """How a document is called in a field: number and title, as long as a field may hold."""
    title = full_title(document)
    name = short_name(document)
    return (title if name == title else f"{name} – {title}")[:_LONGEST].strip()


def _meant(typed: str) -> list[Document]:
    """The documents behind a slug, an address of this site, or a number."""
    slug = typed.rstrip("/").rsplit("/van-ban/", 1)[-1].split("?", 1)[0].split("#", 1)[0]
    try:
        return [selectors.document_by_slug(slug)]
    except Document.DoesNotExist:
        return by_number(typed) or by_guess(typed)


def _words(side: Side, *, same: bool) -> list[ProvisionRow]:
    """The words of one side: of two documents as they read today, or as issued when over."""
    if side.document is None:
        return []
    rows = living.law_on(side.document, side.day.on)
    if same or side.day.asked:
        rows = [row for row in rows if _is_there(row, side.day.on)]
    return rows if same else without_marks(rows, side.document.text.footnotes)


def _is_there(row: ProvisionRow, day: date) -> bool:
    """Whether a wording stands in the text on a day, in force or yet to come."""
    return row.valid_to is None or day < row.valid_to


def _with(request: HttpRequest, **values: str) -> str:
    """This page with other parameters; the day of today is never written out."""
    query = {**request.GET.dict(), **values}
    kept = {name: value for name, value in query.items() if value}
    return f"{reverse('portal:compare')}?{urlencode(kept)}"
