"""What README and docs name is there: links, tests; and the README's example runs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from luatsong.sample.manifest import documents_folder

_ROOT = Path(__file__).resolve().parents[3]
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
_PATH = re.compile(r"`((?:tests|scripts)/[\w/.]+)`")
_PAGES = [_ROOT / "README.md", *sorted((_ROOT / "docs").rglob("*.md"))]


def _named(pattern: re.Pattern[str], *, relative: bool) -> list[Path]:
    found = {
        (page.parent if relative else _ROOT) / name
        for page in _PAGES
        for name in pattern.findall(page.read_text(encoding="utf-8"))
    }
    return sorted(found)


def _short(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", _named(_LINK, relative=True), ids=_short)
def test_a_link_leads_somewhere(path: Path) -> None:
    assert path.exists()


@pytest.mark.parametrize("path", _named(_PATH, relative=False), ids=_short)
def test_a_test_that_is_named_exists(path: Path) -> None:
    assert path.exists()


def test_the_readme_example_of_the_library_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = documents_folder() / "qd-25-2025-ubnd-quy-che.docx"
    shutil.copy(str(sample), tmp_path / "van-ban.docx")
    monkeypatch.chdir(tmp_path)
    readme = (_ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.+?)```", readme, re.DOTALL)
    assert example
    exec(compile(example[1], "README.md", "exec"), {})  # noqa: S102 - our own file
    printed = capsys.readouterr().out
    assert "Quyết định 25/2025/QĐ-UBND Ủy ban nhân dân tỉnh An Hà 2025-10-06" in printed
    assert "kem-theo-1/dieu-5/khoan-3/diem-dd đ)" in printed
