"""Styles and automatic numbers of WordprocessingML (ECMA-376 part 1, 17.7 and 17.9)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from vnlaw.reading.numbering import Level, Numbers

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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


def numbers_of(root: etree._Element | None) -> Numbers:
    """The lists of a `numbering.xml`; none when there is none."""
    numbers = Numbers()
    if root is None:
        return numbers
    links: dict[str, str] = {}
    named: dict[str, str] = {}
    shapes: dict[str, dict[int, Level]] = {}
    for element in root.iter(W + "abstractNum"):
        identifier = element.get(W + "abstractNumId") or ""
        shapes[identifier] = _levels(element)
        if link := value(element, "numStyleLink"):
            links[identifier] = link
        if link := value(element, "styleLink"):
            named[link] = identifier
    for element in root.iter(W + "num"):
        abstract = value(element, "abstractNumId") or ""
        abstract = named.get(links.get(abstract, ""), abstract)
        levels = dict(shapes.get(abstract, {}))
        starts: dict[int, int] = {}
        shared = abstract
        for change in element.findall(W + "lvlOverride"):
            place = _whole(change.get(W + "ilvl"), 0)
            if (start := value(change, "startOverride")) is not None:
                starts[place] = _whole(start, 1)
            if (level := change.find(W + "lvl")) is not None:
                levels[place] = _level(level)
                shared = f"{abstract}/{element.get(W + 'numId')}"
        numbers.add(element.get(W + "numId") or "", shared, levels, starts)
    return numbers


def _levels(element: etree._Element) -> dict[int, Level]:
    found = element.findall(W + "lvl")
    return {_whole(level.get(W + "ilvl"), 0): _level(level) for level in found}


def _level(element: etree._Element) -> Level:
    restart = value(element, "lvlRestart")
    return Level(
        start=_whole(value(element, "start"), 0),
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
