"""The sample province, loaded: what the store holds is what its cards (manifest.toml) say.

This is the golden test of the whole way from a file's bytes to the store.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from luatsong.law.models import Document, Intake, SourceFile
from luatsong.law.services import intake_bytes
from luatsong.sample import services
from luatsong.sample.manifest import Sample, documents_folder, origin, samples

_PLAIN_FIELDS = ("kind", "language", "number", "title")
_DATES = ("issue_date", "effective_date", "expiry_date")
STORED = [sample for sample in samples() if sample.becomes == "stored"]
KEPT_BACK = [sample for sample in samples() if sample.becomes == "quarantined"]


@dataclass
class Card:
    """What the store holds of one sample, in the words of the manifest."""

    state: str
    reasons: list[str]
    facts: dict[str, Any] = field(default_factory=dict)
    articles: dict[str, int] = field(default_factory=dict)
    addresses: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def cards(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Card]:
    """The province is loaded once for all tests, and rolled back."""
    folder = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder), transaction.atomic():
        services.load(index=False)
        intakes = Intake.objects.select_related("source", "document__text")
        found = {intake.source.name: _card(intake) for intake in intakes}
        transaction.set_rollback(True)
    return found


def _card(intake: Intake) -> Card:
    card = Card(intake.state, [reason["code"] for reason in intake.reasons])
    document = intake.document
    if document is None:
        return card
    signers = document.metadata["signers"]
    card.facts = {name: getattr(document, name) for name in (*_PLAIN_FIELDS, *_DATES)} | {
        "type": document.type_name,
        "issuer": document.issuer_text,
        "signer": signers[0]["name"] if signers else "",
        "footnotes": len(document.text.footnotes),
    }
    components = list(document.components.all())
    card.articles = {
        component.slug or "than": component.provisions.filter(level="article", made_as="").count()
        for component in components
    }
    card.addresses = frozenset(
        document.provisions.filter(made_as="").values_list("address", flat=True)
    ) | {component.slug for component in components}
    return card


def _skip_if_unreadable(sample: Sample) -> None:
    if sample.needs and shutil.which(sample.needs) is None:
        pytest.skip(f"{sample.needs} is not on this machine")


def _ids(sample: Sample) -> str:
    return sample.name


@pytest.mark.parametrize("sample", STORED, ids=_ids)
def test_a_document_is_stored_as_its_card_says(sample: Sample, cards: dict[str, Card]) -> None:
    _skip_if_unreadable(sample)
    card = cards[sample.name]
    assert (card.state, card.reasons) == ("stored", [])
    facts = {key: value for key, value in sample.expected.items() if key in card.facts}
    assert {key: card.facts[key] for key in facts} == facts


@pytest.mark.parametrize("sample", STORED, ids=_ids)
def test_its_articles_stand_where_its_card_says(sample: Sample, cards: dict[str, Card]) -> None:
    _skip_if_unreadable(sample)
    card = cards[sample.name]
    expected = sample.expected
    assert card.articles == expected.get("articles", card.articles)
    assert frozenset(expected.get("has", ())) - card.addresses == frozenset()
    assert frozenset(expected.get("lacks", ())) & card.addresses == frozenset()


@pytest.mark.parametrize("sample", STORED, ids=_ids)
def test_a_date_the_card_does_not_give_is_not_made_up(
    sample: Sample, cards: dict[str, Card]
) -> None:
    _skip_if_unreadable(sample)
    if sample.expected.get("kind") == "consolidated" or sample.expected.get("language") == "en":
        pytest.skip("the card leaves the dates of the underlying text open")
    facts = cards[sample.name].facts
    assert {key: facts[key] for key in _DATES} == {key: sample.expected.get(key) for key in _DATES}


@pytest.mark.parametrize("sample", KEPT_BACK, ids=_ids)
def test_a_bad_file_waits_on_the_desk_with_its_reason(
    sample: Sample, cards: dict[str, Card]
) -> None:
    card = cards[sample.name]
    assert card.state == "quarantined"
    assert sample.reason in card.reasons


def test_every_file_of_the_folder_is_in_the_manifest() -> None:
    folder = documents_folder()
    assert sorted(path.name for path in folder.iterdir()) == sorted(s.name for s in samples())


def test_the_sample_stays_small() -> None:
    assert sum(len(sample.data()) for sample in samples()) < 3_000_000


@pytest.mark.parametrize("sample", [s for s in STORED if s.name.endswith(".txt")], ids=_ids)
def test_every_text_says_that_it_is_fictional(sample: Sample) -> None:
    data = sample.data()
    text = data.decode("utf-8", "replace")
    # The oldest text is in TCVN3, where "giả định" is other bytes.
    assert "giả định" in text or "fictional" in text or b"gi\xb6 \xae\xden" in data


@pytest.mark.django_db
def test_loading_again_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "samples", lambda: samples()[:2])
    services.load(index=False)
    before = list(Document.objects.values_list("pk", "updated_at"))
    again = services.load(index=False)
    assert again.outcomes == {"unchanged": 2}
    assert list(Document.objects.values_list("pk", "updated_at")) == before


@pytest.mark.django_db
def test_a_sample_whose_program_is_missing_is_left_out_with_advice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = next(sample for sample in samples() if sample.needs == "tesseract")
    monkeypatch.setattr(services, "samples", lambda: (scan,))
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    call_command("load_sample", no_index=True)
    assert "sudo apt install tesseract-ocr" in capsys.readouterr().out
    assert not SourceFile.objects.exists()


@pytest.mark.django_db
def test_fiction_is_not_mixed_with_a_provinces_own_documents(
    capsys: pytest.CaptureFixture[str],
) -> None:
    intake_bytes(data=b"", name="own.txt")
    call_command("load_sample")
    assert "không nạp tỉnh mẫu" in capsys.readouterr().out
    assert not SourceFile.objects.filter(origin=origin()).exists()
