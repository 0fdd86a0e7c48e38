"""Filters of lists of knowledge items as they stand in addresses, and the choices beside a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet

from luatsong.knowledge.kinds import kind_by_slug, kinds
from luatsong.knowledge.models import Agency, Audience, Item, LifeEvent
from luatsong.knowledge.selectors import live_items
from luatsong.knowledge.wordlists import languages
from luatsong.law.selectors import Facet
from luatsong.portal.narrowing import Choice, Group
from luatsong.renditions.models import Form, Rendition

# Parameter in the address -> how the filter is called.
TITLES = {
    "loai": "Loại nội dung",
    "doi-tuong": "Dành cho ai",
    "viec-doi": "Chuyện trong đời",
    "linh-vuc": "Lĩnh vực",
    "co-quan": "Cơ quan",
    "dang": "Hình thức",
    "ngon-ngu": "Ngôn ngữ",
    "nam": "Năm đăng",
    "phong-trao": "Phong trào",
}
# Which filters stand beside a list; the others are reached from other pages.
BESIDE = ("loai", "doi-tuong", "linh-vuc", "dang", "co-quan", "ngon-ngu", "nam")
_FORMS = {
    "am-thanh": Form.SOUND,
    "to-gap": Form.LEAFLET,
    "ap-phich": Form.POSTER,
    "the": Form.CARD,
    "trang-chieu": Form.SLIDES,
    "giao-an": Form.OUTLINE,
}
_SHOWN = 8
_NAMED: dict[str, Any] = {"doi-tuong": Audience, "viec-doi": LifeEvent, "co-quan": Agency}
_LONGEST = 120
_LONGEST_QUERY = 200
_YEAR = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True, slots=True)
class ItemNarrowing:
    """What the reader asked for, in the words of the address."""

    loai: str = ""
    doi_tuong: str = ""
    viec_doi: str = ""
    linh_vuc: str = ""
    co_quan: str = ""
    dang: str = ""
    ngon_ngu: str = ""
    nam: str = ""
    phong_trao: str = ""
    q: str = ""
    trang: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> ItemNarrowing:
        """From a query string; what makes no sense finds nothing, never an error."""
        page = query.get("trang", "1")
        values = {
            name.replace("-", "_"): query.get(name, "").replace("\x00", "")[:_LONGEST]
            for name in TITLES
        }
        return cls(
            **values,
            q=" ".join(query.get("q", "").replace("\x00", " ").split())[:_LONGEST_QUERY],
            trang=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        )

    def address(self, path: str, **changes: Any) -> str:
        """The address with something changed; a changed filter goes back to the first page."""
        new = replace(self, **{"trang": 1, **changes})
        page = [("trang", str(new.trang))] if new.trang > 1 else []
        words = [("q", new.q)] if new.q else []
        query = urlencode([*words, *new.hidden, *page])
        return f"{path}?{query}" if query else path

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a form must carry along beside its own field."""
        return [(name, value) for name in TITLES if (value := self.value(name))]

    def value(self, name: str) -> str:
        """The value of a filter by its name in the address."""
        return str(getattr(self, name.replace("-", "_")))

    def without(self, name: str) -> ItemNarrowing:
        """The same without one filter."""
        return replace(self, **{name.replace("-", "_"): ""})  # type: ignore[arg-type]

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for at all."""
        return any(getattr(self, f.name) for f in fields(self) if f.name != "trang")


def found_items(asked: ItemNarrowing) -> QuerySet[Item]:
    """The live items that fit, newest first."""
    kind = kind_by_slug(asked.loai)
    found = live_items(kind.code if kind else asked.loai or None, words=asked.q)
    wanted: dict[str, Any] = {}
    for name, lookup in _LOOKUPS.items():
        if value := asked.value(name):
            wanted[lookup] = value
    if asked.nam:
        if not _YEAR.fullmatch(asked.nam):
            return found.none()
        wanted["first_published_at__year"] = int(asked.nam)
    if asked.phong_trao:
        wanted["campaigns__public"] = True
    if asked.dang:
        made = Rendition.objects.filter(
            form=_FORMS.get(asked.dang, asked.dang), state=Rendition.State.MADE
        )
        wanted["pk__in"] = made.values("item_id")
    return found.filter(**wanted)


_LOOKUPS = {
    "doi-tuong": "audiences__slug",
    "viec-doi": "life_events__slug",
    "linh-vuc": "area",
    "co-quan": "agency__slug",
    "ngon-ngu": "language",
    "phong-trao": "campaigns__slug",
}


def facets(asked: ItemNarrowing) -> dict[str, list[Facet]]:
    """How many items each choice of each filter has, the other filters in force. 1 query each."""
    return {name: _COUNTED[name](found_items(asked.without(name))) for name in BESIDE}


def groups(asked: ItemNarrowing, counted: Mapping[str, Sequence[Facet]], path: str) -> list[Group]:
    """The filters beside the list; a chosen one can be taken back."""
    found = []
    for name, choices in counted.items():
        chosen = asked.value(name)
        field = name.replace("-", "_")
        links = [
            Choice(
                one.label,
                one.count,
                asked.address(path, **{field: "" if one.value == chosen else one.value}),
                one.value == chosen,
            )
            for one in choices
        ]
        links.sort(key=lambda link: not link.chosen)
        if len(links) > 1 or chosen:
            found.append(Group(TITLES[name], links[:_SHOWN], links[_SHOWN:]))
    return found


def chosen(asked: ItemNarrowing, counted: Mapping[str, Sequence[Facet]], path: str) -> list[Choice]:
    """The filters in force, each with the address without it."""
    found = []
    for name, value in asked.hidden:
        labels = (one.label for one in counted.get(name, ()) if one.value == value)
        label = next(labels, "") or _label(name, value)
        address = asked.address(path, **{name.replace("-", "_"): ""})
        found.append(Choice(label, 0, address, chosen=True))
    if asked.q:
        found.append(Choice(f"“{asked.q}”", 0, asked.address(path, q=""), chosen=True))
    return found


def _label(name: str, value: str) -> str:
    """What a value is called of which the list has nothing. At most 1 query."""
    kind = kind_by_slug(value) if name == "loai" else None
    if kind:
        return kind.plural
    if model := _NAMED.get(name):
        known = model.objects.filter(slug=value).values_list("name", flat=True).first()
        if known:
            return str(known)
    return languages().get(value, value.replace("-", " ")) if name == "ngon-ngu" else value


def pages(asked: ItemNarrowing, page: int, last: int, path: str) -> list[Choice | None]:
    """Page links around the current one; None stands for a gap."""
    found: list[Choice | None] = []
    before = 0
    for number in sorted(n for n in {1, last, *range(page - 2, page + 3)} if 1 <= n <= last):
        if number - before > 1:
            found.append(None)
        found.append(Choice(str(number), 0, asked.address(path, trang=number), number == page))
        before = number
    return found


def _by(*names: str) -> Callable[[QuerySet[Item]], list[Facet]]:
    """Counts by a value and its label; most first."""

    def counted(items: QuerySet[Item]) -> list[Facet]:
        rows = items.order_by().values_list(*names).annotate(n=Count("pk", distinct=True))
        kept = [row for row in rows if row[0]]
        return [
            Facet(str(row[0]), str(row[-2]), row[-1])
            for row in sorted(kept, key=lambda row: (-row[-1], str(row[-2])))
        ]

    return counted


def _kinds(items: QuerySet[Item]) -> list[Facet]:
    known = kinds()
    return [
        Facet(known[one.value].slug, known[one.value].plural, one.count)
        for one in _by("kind")(items)
        if one.value in known
    ]


def _languages(items: QuerySet[Item]) -> list[Facet]:
    names = languages()
    return [Facet(f.value, names.get(f.value, f.value), f.count) for f in _by("language")(items)]


def _forms(items: QuerySet[Item]) -> list[Facet]:
    made = Rendition.objects.filter(state=Rendition.State.MADE, item__in=items.values("pk"))
    rows = dict(made.order_by().values_list("form").annotate(n=Count("item", distinct=True)))
    return [
        Facet(slug, form.label, rows[form.value])
        for slug, form in _FORMS.items()
        if rows.get(form.value)
    ]


_COUNTED: dict[str, Callable[[QuerySet[Item]], list[Facet]]] = {
    "loai": _kinds,
    "doi-tuong": _by("audiences__slug", "audiences__name"),
    "linh-vuc": _by("area"),
    "dang": _forms,
    "co-quan": _by("agency__slug", "agency__name"),
    "ngon-ngu": _languages,
    "nam": _by("first_published_at__year"),
}
