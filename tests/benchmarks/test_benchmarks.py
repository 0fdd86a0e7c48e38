from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.__main__ import SETS, main
from benchmarks.kinds import proved
from benchmarks.measuring import Stopwatch, percentile, rate
from rich.console import Console

from benchmarks import table

TEXT = """CHÍNH PHỦ
Số: 12/2031/NĐ-CP
Hà Nội, ngày 04 tháng 3 năm 2031
NGHỊ ĐỊNH
Quy định về chợ
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Nói về chợ:
a) Chợ phiên;
đ) Chợ nổi.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực từ ngày 01 tháng 5 năm 2031.
TM. CHÍNH PHỦ
"""
SCORER = """import json, sys
print(json.dumps({"read": [len(open(path).readlines()) for path in sys.argv[1:]]}))
"""


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """A set laid out like those of the measuring data, without truth."""
    folder = tmp_path / "made-up" / "dev"
    (folder / "inputs").mkdir(parents=True)
    (folder / "inputs" / "12_2031_ND-CP.txt").write_text(TEXT, encoding="utf-8")
    return folder


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    found: dict[str, object] = json.loads(lines[0])
    return found


def test_a_set_without_truth_prints_speed_and_writes_predictions(
    labelled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "predictions.jsonl"
    assert main(["structure", "--data", str(labelled), "--predictions", str(file)]) == 0
    figures = printed(capsys)
    assert figures["documents"] == 1
    assert "scores" not in figures
    prediction = json.loads(file.read_text())
    assert prediction["id"] == "12_2031_ND-CP"
    assert [node["path"] for node in prediction["tree"]] == [
        ["Chương 1"],
        ["Chương 1", "Điều 1"],
        ["Chương 1", "Điều 1", "Khoản 1"],
        ["Chương 1", "Điều 1", "Khoản 1", "Điểm a"],
        ["Chương 1", "Điều 1", "Khoản 1", "Điểm đ"],
        ["Chương 1", "Điều 2"],
    ]


def test_metadata_predictions_have_the_six_fields(
    labelled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "predictions.jsonl"
    main(["metadata", "--data", str(labelled), "--predictions", str(file)])
    assert printed(capsys)["characters"] == len(TEXT)
    assert json.loads(file.read_text()) == {
        "id": "12_2031_ND-CP",
        "number": "12/2031/NĐ-CP",
        "type": "Nghị định",
        "issuer": "Chính phủ",
        "issue_date": "2031-03-04",
        "title": "Quy định về chợ",
        "effective_date": "2031-05-01",
    }


def test_a_set_with_truth_is_scored_by_its_own_scorer(
    labelled: Path, capsys: pytest.CaptureFixture[str]
):
    (labelled / "truth.jsonl").write_text("{}\n{}\n")
    (labelled.parent / "score.py").write_text(SCORER)
    main(["structure", "--data", str(labelled)])
    assert printed(capsys)["scores"] == {"read": [2, 1]}


def test_all_says_so_when_there_is_no_measuring_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["all", "--shared", str(tmp_path / "nowhere")]) == 0
    assert "Không có dữ liệu đo" in capsys.readouterr().out


def test_the_table_judges_figures_by_their_targets():
    results = {"ingest": {"seconds": 12.5, "peak_memory_mb": 2000}, "kinds": None}
    rows = {(row.set, row.name): row for row in table.rows(results)}
    assert rows["ingest", "Nạp 406 trang, giây"].reached is True
    assert rows["ingest", "Nạp 406 trang, bộ nhớ MB"].reached is False
    assert rows["ingest", "Nạp lần hai, giây"].reached is None
    assert rows["kinds", "Năm nhóm văn bản"].value is None


def test_the_table_shows_numbers_as_vietnamese_readers_write_them():
    console = Console(record=True, width=120)
    table.show(table.rows({"structure": {"characters_per_second": 2_705_777}}), console)
    text = console.export_text()
    assert "2.705.777" in text
    assert "0,995" in text


def test_every_target_belongs_to_a_set():
    results = {name: {} for name in SETS}
    assert {row.set for row in table.rows(results)} == set(SETS)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("78/2025/NĐ-CP", "normative"),
        ("66.7/2025/NQ-CP", "normative"),
        ("33/VBHN-VPQH", "consolidated"),
        ("66-NQ/TW", "party"),
        ("168-KH/TU", "party"),
        ("13/NQ-CP", "not normative"),
        ("766/QĐ-TTg", "not normative"),
        ("2025/TT-", None),
    ],
)
def test_the_form_of_a_number_proves_a_kind(number: str, kind: str | None):
    assert proved(number) == kind


def test_a_stopwatch_adds_up_its_uses():
    watch = Stopwatch()
    with watch:
        sum(range(10_000))
    once = watch.wall
    with watch:
        sum(range(10_000))
    assert watch.wall > once > 0


def test_rates_and_percentiles_of_nothing_are_zero():
    assert (rate(5, 0.0), percentile([], 0.5)) == (0, 0.0)
    assert percentile([5.0, 1.0, 3.0], 0.5) == 3.0
