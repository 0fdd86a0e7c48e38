"""A small fictional store with its index, for questions that are answered by the whole house."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings
from tests.luatsong.portal import chain

from luatsong import search


@pytest.fixture
def house(db: None, settings: Settings, tmp_path: Path) -> None:
    """The amended decree on trees, one whose term is over, and their index."""
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    chain.amended()
    chain.ended()
    search.index_pending()
