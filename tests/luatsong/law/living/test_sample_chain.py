"""The sample province's chain of amendments against its official consolidated text."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from luatsong.law import selectors
from luatsong.law.candidates import Candidate
from luatsong.law.models import Document, ProvisionVersion
from luatsong.law.selectors import living
from luatsong.law.services import ingest
from luatsong.sample.manifest import samples

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]

_CHAIN = ("nq-15-2023", "nq-14-2024", "nq-32-2025", "vbhn-02")
_CALL = re.compile(r"\[\d+\]")


@pytest.fixture
def chain() -> dict[str, Document]:
    chosen = [sample for sample in samples() if sample.name.startswith(_CHAIN)]
    ingest([Candidate(sample.name, sample.data()) for sample in chosen], jobs=1, index=False)
    return {document.number: document for document in Document.objects.all()}


def _words(heading: str, text: tuple[str, ...]) -> str:
    return _CALL.sub("", " ".join(filter(None, (heading, *text)))).strip()


def test_the_fold_says_what_the_official_consolidation_says(chain: dict[str, Document]) -> None:
    folded = {
        row.address: _words(row.heading, row.text)
        for row in living.law_on(chain["15/2023/NQ-HĐND"], date(2026, 1, 15))
        if row.status == "in-force"
    }
    official = {
        row.address: _words(row.heading, row.text)
        for row in selectors.issued_of(chain["02/VBHN-HĐND"])
    }
    ended = {address for address, words in official.items() if "được bãi bỏ" in words}
    # Final articles of a consolidation repeat those of all its documents.
    compared = [a for a in official if a not in ended and not a.startswith("dieu-8")]
    assert {a: folded.get(a) for a in compared} == {a: official[a] for a in compared}
    assert not ended & folded.keys()


def test_versions_of_a_provision_never_overlap(chain: dict[str, Document]) -> None:
    rows = ProvisionVersion.objects.filter(recorded_to__isnull=True).order_by(
        "provision_id", "valid_from"
    )
    for before, after in pairwise(rows):
        if before.provision_id == after.provision_id:
            assert before.valid_to is not None
            assert after.valid_from is not None
            assert before.valid_to <= after.valid_from


def test_every_piece_of_a_changed_text_has_one_source(chain: dict[str, Document]) -> None:
    changed = ProvisionVersion.objects.filter(recorded_to__isnull=True).exclude(change="issued")
    assert changed.exists()
    for version in changed:
        assert version.effect_id is not None
        ends: dict[int, int] = {}
        for line, start, end, _ in version.spans:
            assert ends.get(line, 0) <= start < end
            ends[line] = end


def test_a_repeal_of_a_regulation_of_the_own_province_holds_everywhere() -> None:
    """The area in the title of what is repealed is that of the text, and limits nothing."""
    chosen = [s for s in samples() if s.name.startswith(("qd-27-2022", "qd-30-2025"))]
    ingest([Candidate(sample.name, sample.data()) for sample in chosen], jobs=1, index=False)
    document = Document.objects.get(number="27/2022/QĐ-UBND")
    states = {row.address: row.status for row in living.law_on(document, date(2026, 11, 20))}
    assert states.get("kem-theo-1/dieu-5/khoan-2") != "in-force"
    assert states.get("kem-theo-1/dieu-6") != "in-force"
    assert states["kem-theo-1/dieu-5/khoan-1"] == "in-force"
