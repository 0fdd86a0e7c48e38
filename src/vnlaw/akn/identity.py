"""Names of a document as a work, an expression and a file (FRBR), in the manner of ELI.

Form: `/akn/vn/<document type>/<kind of text>/<issuer>/<year>/<number>`, then the language and
date of the expression (Akoma Ntoso Naming Convention 1.0, section 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vnlaw.addresses import component_segment, slugify
from vnlaw.document import Component, Kind, Metadata

# ISO 639-2, as the naming convention asks.
LANGUAGES = {"vi": "vie", "en": "eng"}
ELEMENTS: dict[Kind, str] = {
    Kind.NORMATIVE: "act",
    Kind.CONSOLIDATED: "act",
    Kind.DRAFT: "bill",
    Kind.PARTY: "statement",
    Kind.ADMINISTRATIVE: "doc",
    Kind.INDIVIDUAL: "doc",
    Kind.OTHER: "doc",
}
# The schema wants a date everywhere; this one cannot be mistaken for a real one.
UNKNOWN_DATE = date(1, 1, 1)
_MAX_TITLE = 60


@dataclass(frozen=True, slots=True)
class Identity:
    """Addresses of one document.

    `element` is the Akoma Ntoso element ("act", "bill", "doc", "statement"); `subtype` the slug
    of the type word; `language` an ISO 639-2 code; `issued` None when the text has no date.
    """

    element: str
    subtype: str
    work: str
    expression: str
    manifestation: str
    language: str
    issued: date | None

    @property
    def day(self) -> str:
        """Issue date in ISO form, `UNKNOWN_DATE` when there is none."""
        return (self.issued or UNKNOWN_DATE).isoformat()

    def part(self, component: Component) -> Identity:
        """The identity of a text attached to this document."""
        step = f"/!{component_segment(component) or 'main'}"
        return Identity(
            element="doc",
            subtype=_token(component.label, component.kind.value),
            work=self.work + step,
            expression=self.expression + step,
            manifestation=f"{self.expression}{step}.akn",
            language=self.language,
            issued=self.issued,
        )


def identify(metadata: Metadata) -> Identity:
    """Name a document by its metadata; what is missing is named, never guessed.

    No number: the words of the title; no issuer: "khong-ro"; no year: "0001".
    """
    element = ELEMENTS[metadata.kind]
    subtype = _token(metadata.type_name, "van-ban")
    issuer = _token(" ".join(metadata.issuers), "khong-ro")
    language = LANGUAGES.get(metadata.language, "und")
    work = f"/akn/vn/{element}/{subtype}/{issuer}/{_year(metadata):04}/{_number(metadata)}"
    expression = f"{work}/{language}@{metadata.issue_date or ''}"
    return Identity(
        element=element,
        subtype=subtype,
        work=work,
        expression=expression,
        manifestation=f"{expression}.akn",
        language=language,
        issued=metadata.issue_date,
    )


def _year(metadata: Metadata) -> int:
    if metadata.number and metadata.number.year:
        return metadata.number.year
    return (metadata.issue_date or UNKNOWN_DATE).year


def _number(metadata: Metadata) -> str:
    if metadata.number:
        slug = slugify(metadata.number.text.replace("Đ", "D"))
        if slug:
            return slug
    return slugify(metadata.title)[:_MAX_TITLE].strip("-") or "khong-so"


def _token(text: str, otherwise: str) -> str:
    """A slug that is not empty and does not start with a digit (naming convention 4.4)."""
    slug = slugify(text)
    if not slug:
        return otherwise
    return f"n-{slug}" if slug[0].isdigit() else slug
