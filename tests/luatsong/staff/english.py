"""Finds English left over on a Vietnamese page: what people see or a screen reader says."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# Words of interfaces that are no Vietnamese syllables even without their marks.
_WORDS = frozenset(
    """
about access account action actions active add administrator after all already and any apply are
assign available back before bulk can cancel change changes choose clear click close collapse
collection comment comments confirm content copy create created current dashboard date default
delete deleted details disabled display document documents download draft edit edited enabled
error errors expand field file files filter filters first forgotten form from group groups has
have help hide history home image images inactive item items keyboard last leave less link list
live loading locked log login match matches member members menu message messages more move name
never new next not notification notifications number object objects options order other our page
pages password permission permissions please preferences previous private profile publish
published read record refresh remember remove rename report reports required reset result
results role roles save saved search section select selected set settings shortcut shortcuts
show sidebar sign site skip sort started status submit superuser system tag tags task tasks the
them there these this time title toggle type undo unlock unpublish update updated upload usage
use used user username users value version view warning welcome were when which will with
workflow yes yesterday you your
""".split()  # noqa: SIM905
)
_ENGLISH = re.compile(rf"(?<![\w./-])(?:{'|'.join(_WORDS)})(?![\w./-])", re.IGNORECASE)
_SPOKEN = ("aria-label", "title", "placeholder", "alt", "aria-description")
_SILENT = {"script", "style", "template", "svg", "code", "kbd"}
# Names that stay as they are.
_ALLOWED = re.compile(r"Akoma Ntoso|HTTP Accept|\bCSV\b|\bXLSX\b|enable-javascript\.com")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        spoken = dict(attrs)
        self.heard += [spoken[name] or "" for name in _SPOKEN if name in spoken]
        if tag == "input" and spoken.get("type") in ("submit", "button", "reset"):
            self.heard.append(spoken.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.heard.append(data)


def english_in(texts: list[str]) -> list[str]:
    """The texts that hold an English word, shortened."""
    cleaned = (" ".join(_ALLOWED.sub("", text).split()) for text in texts)
    return sorted({text[:120] for text in cleaned if _ENGLISH.search(text)})


def english_on(page: str) -> list[str]:
    """English on a page of HTML."""
    parser = _Words()
    parser.feed(page)
    return english_in(parser.heard)
