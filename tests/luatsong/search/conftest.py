from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.luatsong.search.engines import ENGINES, address_of


@pytest.fixture(autouse=True)
def index_folder(settings: Settings, tmp_path: Path) -> Path:
    """An index of its own for every test."""
    folder = tmp_path / "index"
    settings.SEARCH_URL = f"tantivy://{folder}"
    return folder


@pytest.fixture(params=ENGINES)
def every_engine(
    request: pytest.FixtureRequest, settings: Settings, tmp_path: Path, index_folder: Path
) -> Iterator[None]:
    """The test runs once on each engine there is."""
    with address_of(request.param, tmp_path) as url:
        settings.SEARCH_URL = url
        yield
