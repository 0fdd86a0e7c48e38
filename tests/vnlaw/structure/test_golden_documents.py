"""Small made-up documents with the traps of real ones, and the structure a reader sees."""

import json
from pathlib import Path

import pytest
from tests.vnlaw.structure.outline_of import outline_of

from vnlaw.structure import structure

GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS = sorted(GOLDEN.glob("*.txt"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_is_structured_as_a_reader_sees_it(document: Path):
    lines = document.read_text(encoding="utf-8").splitlines()
    expected = json.loads(document.with_suffix(".json").read_text(encoding="utf-8"))
    assert outline_of(structure(lines)) == expected


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_line_numbers_point_at_the_label_of_each_provision(document: Path):
    lines = document.read_text(encoding="utf-8").splitlines()
    for component in structure(lines).components:
        for provision in component.walk():
            assert lines[provision.line - 1].strip().startswith(provision.label)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_empty_lines_and_wide_blanks_change_nothing(document: Path):
    lines = document.read_text(encoding="utf-8").splitlines()
    spaced = [
        part for line in lines for part in ("", f"  {line.replace(' ', '   ')} ") if "|" not in line
    ]
    plain = [line for line in lines if "|" not in line]
    assert outline_of(structure(spaced)) == outline_of(structure(plain))
