"""Filters of lists and of search as they stand in addresses: ?nhom=&loai=&co-quan=&nam=&q=."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from luatsong.law.selectors import Counts, Facet
from luatsong.portal.kinds import kind_name, kind_of_slug
from luatsong.portal.kinds import kinds as all_kinds
from vnlaw.addresses import slugify

# Parameter in the address -> name of the facet (luatsong.law.selectors.ListFilters).
PARAMETERS = {"nhom": "kind", "loai": "type_name", "co-quan": "issuer", "nam": "year"}
TITLES = {
    "kind": "Nhóm văn bản",
    "type_name": "Loại văn bản",
    "issuer": "Cơ quan ban hành",
    "field": "Lĩnh vực",
    "territory": "Địa bàn",
    "year": "Năm",
}
# So many choices of one filter are shown at once; the rest fold.
SHOWN = 8
MOST = 200
_LONGEST_QUERY = 300


# What stands in an address as it is. Vietnamese letters may: browsers write them in UTF-8, and
# written out they would be three times as long, which a page with a hundred filters feels.
_QUOTED = re.compile(r"[^\w.~-]")


def _written(value: str) -> str:
    return _QUOTED.sub(_quoted, value)


def _quoted(match: re.Match[str]) -> str:
    return "+" if match[0] == " " else quote(match[0], safe="")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the reader asked for, in the words of the address."""

    nhom: str = ""
    loai: str = ""
    co_quan: str = ""
    nam: str = ""
    q: str = ""
    trang: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Narrowing:
        """From a query string; what makes no sense is left out, never an error."""
        page = query.get("trang", "1")
        return cls(
            nhom=query.get("nhom", "")[:40],
            loai=query.get("loai", "")[:80],
            co_quan=query.get("co-quan", "")[:255],
            nam=year if (year := query.get("nam", "")).isascii() and year.isdigit() else "",
            q=" ".join(query.get("q", "").replace("\x00", " ").split())[:_LONGEST_QUERY],
            trang=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        )

    def address(self, path: str, **changes: Any) -> str:
        """The address with something changed; a changed filter goes back to the first page."""
        new = replace(self, **{"trang": 1, **changes})
        page = [("trang", str(new.trang))] if new.trang > 1 else []
        words = [("q", new.q)] if new.q else []
        pairs = [*words, *new.hidden, *page]
        query = "&".join(f"{name}={_written(value)}" for name, value in pairs)
        return f"{path}?{query}" if query else path

    @property
    def parameters(self) -> Mapping[str, str]:
        """Which parameters narrow by which facet."""
        return PARAMETERS

    @property
    def kind(self) -> str:
        """Value of `Document.Kind`; an unknown group is passed on, and finds nothing."""
        found = kind_of_slug(self.nhom)
        return found.code if found else self.nhom

    def type_name(self, counts: Counts) -> str:
        """The stored name behind ?loai=thong-tu; an unknown one is passed on."""
        names = (facet.value for facet in counts.by_type)
        return next((name for name in names if slugify(name) == self.loai), self.loai)

    @property
    def year(self) -> int | None:
        return int(self.nam) if self.nam and len(self.nam) == 4 else None

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a form must carry along beside its own field."""
        pairs = [("nhom", self.nhom), ("loai", self.loai), ("co-quan", self.co_quan)]
        return [(name, value) for name, value in [*pairs, ("nam", self.nam)] if value]


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    shown: list[Choice]
    folded: list[Choice]


def groups(narrowing: Narrowing, facets: Mapping[str, Sequence[Facet]], path: str) -> list[Group]:
    """The filters beside a list: type, issuer, year; a chosen one can be taken back."""
    found = []
    for parameter, name in narrowing.parameters.items():
        field = parameter.replace("-", "_")
        chosen = getattr(narrowing, field)
        choices = []
        for facet in list(facets.get(name, ()))[:MOST]:
            value = _in_address(name, facet.value)
            address = narrowing.address(path, **{field: "" if value == chosen else value})
            choices.append(Choice(_label(name, facet), facet.count, address, value == chosen))
        # What is chosen stays in sight however rare it is.
        choices.sort(key=lambda choice: not choice.chosen)
        if choices:
            found.append(Group(TITLES[name], choices[:SHOWN], choices[SHOWN:]))
    return found


def chosen(
    narrowing: Narrowing,
    facets: Mapping[str, Sequence[Facet]],
    path: str,
    *,
    words: bool = True,
) -> list[Choice]:
    """The filters in force (and the `words` searched for), each with the address without it."""
    found = []
    for parameter, name in narrowing.parameters.items():
        field = parameter.replace("-", "_")
        if value := getattr(narrowing, field):
            labels = (
                _label(name, f) for f in facets.get(name, ()) if _in_address(name, f.value) == value
            )
            address = narrowing.address(path, **{field: ""})
            found.append(Choice(next(labels, value), 0, address, True))
    if words and narrowing.q:
        found.append(Choice(f"“{narrowing.q}”", 0, narrowing.address(path, q=""), True))
    return found


def tabs(narrowing: Narrowing, kinds: Sequence[Facet], path: str) -> list[Choice]:
    """One tab a kind, so that a plan or a draft is never taken for law; the first holds all."""
    total = sum(facet.count for facet in kinds)
    every = Choice("Tất cả", total, narrowing.address(path, nhom=""), not narrowing.nhom)
    rest = [
        Choice(
            kind.plural,
            facet.count,
            narrowing.address(path, nhom=kind.slug),
            kind.slug == narrowing.nhom,
        )
        for kind in all_kinds()
        for facet in kinds
        if facet.value == kind.code
    ]
    return [every, *rest]


def pages(narrowing: Narrowing, page: int, last: int, path: str) -> list[Choice | None]:
    """Page links around the current one; None stands for a gap."""
    near = {1, last, *range(page - 2, page + 3)}
    found: list[Choice | None] = []
    before = 0
    for number in sorted(n for n in near if 1 <= n <= last):
        if number - before > 1:
            found.append(None)
        address = narrowing.address(path, trang=number)
        found.append(Choice(str(number), 0, address, number == page))
        before = number
    return found


def _in_address(name: str, value: str) -> str:
    if name == "kind":
        return kind_name(value).slug
    return slugify(value) if name == "type_name" else str(value)


def _label(name: str, facet: Facet) -> str:
    return kind_name(facet.value).plural if name == "kind" else facet.label
