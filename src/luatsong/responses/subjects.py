"""What a comment or an answer is about, handed from page to form and back, signed.

A page says its own name; nobody can make forms for pages that do not ask for them.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

from luatsong.responses.counting import pages_of
from luatsong.responses.describing import LONGEST, Described, described
from luatsong.responses.models import Page

# Without a time: the same page has the same words, so that caches can keep it.
_SIGNER = signing.Signer(salt="luatsong.responses.subject")


@dataclass(frozen=True, slots=True)
class Subject:
    """A page that asks its readers; `comments` where it takes and shows comments, too."""

    address: str  # path without query
    label: str = ""
    kind: str = ""
    comments: bool = False

    def sealed(self) -> str:
        """The subject for a hidden field or a query."""
        value = {"a": self.address, "t": self.label, "k": self.kind, "c": int(self.comments)}
        sealed: str = _SIGNER.sign_object(value, compress=True)
        return sealed

    @classmethod
    def opened(cls, sealed: str) -> Subject:
        """The subject of `sealed`; ValueError where this site has not made it."""
        try:
            value = _SIGNER.unsign_object(sealed)
        except signing.BadSignature as error:
            raise ValueError("not ours") from error
        return cls(value["a"], value["t"], value["k"], bool(value["c"]))

    def page(self) -> Page:
        """Its row; what the room that made the page says of it goes before its own words."""
        found = described([self.address])[self.address]
        if not found.title:
            found = Described(
                found.address[:LONGEST], self.label, found.kind or self.kind, *_rest(found)
            )
        return pages_of([found])[found.address]


def _rest(found: Described) -> tuple[str, str, tuple[str, ...]]:
    return found.area, found.agency, found.audiences
