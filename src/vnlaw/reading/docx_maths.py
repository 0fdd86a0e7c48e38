"""Formulas of WordprocessingML on one line: (a + b)/c, x^2 (ECMA-376 part 1, 22.1)."""

from __future__ import annotations

from lxml import etree

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def linear(element: etree._Element) -> str:
    """A formula as people type it; parts it does not know are read from left to right."""
    tag = element.tag.removeprefix(_M) if isinstance(element.tag, str) else ""
    if tag == "t":
        return element.text or ""
    form = _FORMS.get(tag)
    if form is None:
        return "".join(linear(child) for child in element)
    template, names = form
    return template.format(*(_grouped(_child(element, name)) for name in names))


_FORMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "f": ("{}/{}", ("num", "den")),
    "sSup": ("{}^{}", ("e", "sup")),
    "sSub": ("{}_{}", ("e", "sub")),
    "sSubSup": ("{}_{}^{}", ("e", "sub", "sup")),
    "rad": ("√{}", ("e",)),
}


def _child(element: etree._Element, name: str) -> str:
    found = element.find(_M + name)
    return "" if found is None else "".join(linear(child) for child in found)


def _grouped(text: str) -> str:
    text = text.strip()
    return text if text.isalnum() or not text else f"({text})"
