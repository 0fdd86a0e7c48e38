"""Styles and automatic numbers of WordprocessingML (ECMA-376 part 1, 17.7 and 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from vnlaw.reading.numbering import formatted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_BULLETS_KEPT = frozenset("+*•")
_LEVELS = 9


def value(parent: etree._Element | None, path: str) -> str | None:
    """The `w:val` of the element at `path` (names without prefix, joined by "/")."""
    if parent is None:
        return None
    found = parent.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(W + "val")


def is_on(parent: etree._Element | None, name: str) -> bool | None:
    """A toggle property: True, False, or None when it is not stated."""
    if parent is None or (found := parent.find(W + name)) is None:
        return None
    return found.get(W + "val", "true") not in {"false", "0", "off", "none"}


def _first(stated: bool | None, inherited: bool) -> bool:
    return inherited if stated is None else stated


@dataclass(frozen=True, slots=True)
class Look:
    """Properties of a run that change what is read."""

    font: str = ""
    capitals: bool = False
    hidden: bool = False
    struck: bool = False
    raised: bool = False

    def over(self, properties: etree._Element | None) -> Look:
        """This look with the properties of a `w:rPr` laid over it."""
        if properties is None:
            return self
        look = self
        fonts = properties.find(W + "rFonts")
        if fonts is not None and (font := fonts.get(W + "ascii") or fonts.get(W + "hAnsi")):
            look = replace(look, font=font)
        look = replace(
            look,
            capitals=_first(is_on(properties, "caps"), look.capitals),
            hidden=_first(is_on(properties, "vanish"), look.hidden),
            struck=_first(is_on(properties, "strike"), look.struck),
        )
        if (align := value(properties, "vertAlign")) is not None:
            look = replace(look, raised=align == "superscript")
        return look


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None


@dataclass(slots=True)
class _Style:
    name: str
    based_on: str | None
    run: etree._Element | None
    number: tuple[str | None, int] | None


@dataclass(slots=True)
class Styles:
    """Named styles: looks, list membership and names, inheritance resolved."""

    default: Look = field(default_factory=Look)
    _styles: dict[str, _Style] = field(default_factory=dict)
    _paragraph_default: str = ""

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """Styles of a `styles.xml`; plain ones when there is none."""
        styles = cls()
        if root is None:
            return styles
        styles.default = Look().over(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for element in root.iter(W + "style"):
            identifier = element.get(W + "styleId") or ""
            styles._styles[identifier] = _Style(
                name=(value(element, "name") or "").lower(),
                based_on=value(element, "basedOn"),
                run=element.find(W + "rPr"),
                number=number_of(element.find(W + "pPr")),
            )
            if element.get(W + "type") == "paragraph" and element.get(W + "default") == "1":
                styles._paragraph_default = identifier
        return styles

    def _chain(self, identifier: str | None) -> list[_Style]:
        chain: list[_Style] = []
        while identifier in self._styles and len(chain) < 20:
            style = self._styles[str(identifier)]
            chain.append(style)
            identifier = style.based_on
        return chain

    def look(self, paragraph: str | None, base: Look | None = None) -> Look:
        """Look of a run in a style, over `base`."""
        look = base or self.default
        for style in reversed(self._chain(paragraph or self._paragraph_default)):
            look = look.over(style.run)
        return look

    def name(self, identifier: str | None) -> str:
        """Name of a style, in small letters; "" when unknown."""
        style = self._styles.get(identifier or self._paragraph_default)
        return style.name if style else ""

    def number(self, identifier: str | None) -> tuple[str, int] | None:
        """List and level that a style gives its paragraphs."""
        level: int | None = None
        for style in self._chain(identifier or self._paragraph_default):
            if style.number is None:
                continue
            listed, deeper = style.number
            level = deeper if level is None else level
            if listed is not None:
                return listed, level
        return None


def number_of(properties: etree._Element | None) -> tuple[str | None, int] | None:
    """`(list id, level)` of a `w:pPr`; the id is None when only the level is stated."""
    numbered = None if properties is None else properties.find(W + "numPr")
    if numbered is None:
        return None
    return value(numbered, "numId"), _whole(value(numbered, "ilvl"), 0)


class Numbers:
    """Counts list paragraphs as a word processor does and writes their numbers out."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._seen: set[str] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: etree._Element) -> None:
        links: dict[str, str] = {}
        named: dict[str, str] = {}
        for element in root.iter(W + "abstractNum"):
            identifier = element.get(W + "abstractNumId") or ""
            self._levels[identifier] = {
                _whole(level.get(W + "ilvl"), 0): _level(level)
                for level in element.findall(W + "lvl")
            }
            if link := value(element, "numStyleLink"):
                links[identifier] = link
            if link := value(element, "styleLink"):
                named[link] = identifier
        for element in root.iter(W + "num"):
            identifier = element.get(W + "numId") or ""
            abstract = value(element, "abstractNumId") or ""
            abstract = named.get(links.get(abstract, ""), abstract)
            self._abstract[identifier] = abstract
            self._override(identifier, abstract, element)

    def _override(self, identifier: str, abstract: str, element: etree._Element) -> None:
        starts: dict[int, int] = {}
        for change in element.findall(W + "lvlOverride"):
            place = _whole(change.get(W + "ilvl"), 0)
            if (start := value(change, "startOverride")) is not None:
                starts[place] = _whole(start, 1)
            if (level := change.find(W + "lvl")) is not None:
                own = self._levels.get(abstract, {}) | {place: _level(level)}
                self._abstract[identifier] = f"{abstract}/{identifier}"
                self._levels[self._abstract[identifier]] = own
        self._overrides[identifier] = starts

    def next(self, identifier: str, place: int) -> str:
        """The number of the next paragraph of a list at level `place`; "" for none."""
        abstract = self._abstract.get(identifier)
        levels = self._levels.get(abstract or "")
        if abstract is None or not levels or place not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if identifier not in self._seen:
            self._seen.add(identifier)
            for level, start in self._overrides.get(identifier, {}).items():
                if level < _LEVELS:
                    counts[level] = start - 1
        self._count(counts, levels, place)
        return self._written(counts, levels, place)

    @staticmethod
    def _count(counts: list[int | None], levels: dict[int, _Level], place: int) -> None:
        for above in range(place):
            if counts[above] is None:
                counts[above] = levels.get(above, _Level()).start
        current = counts[place]
        counts[place] = levels[place].start if current is None else current + 1
        for below in range(place + 1, _LEVELS):
            restart = levels.get(below, _Level()).restart
            if restart is None or (restart > 0 and place < restart):
                counts[below] = None

    @staticmethod
    def _written(counts: list[int | None], levels: dict[int, _Level], place: int) -> str:
        level = levels[place]
        if level.style == "bullet":
            return level.text if level.text in _BULLETS_KEPT else "-"
        if level.style == "none" and not _PLACE.search(level.text):
            return level.text.strip()

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            style = levels.get(at, _Level()).style
            style = "decimal" if level.legal and at != place else style
            return formatted(counts[at] or 0, style)

        return _PLACE.sub(number, level.text).strip()


def _level(element: etree._Element) -> _Level:
    restart = value(element, "lvlRestart")
    return _Level(
        start=_whole(value(element, "start"), 0 if element.find(W + "start") is None else 1),
        style=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        legal=bool(is_on(element, "isLgl")),
        restart=None if restart is None else _whole(restart, 0),
    )


def _whole(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
