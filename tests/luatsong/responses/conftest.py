"""Readers that send things, and pages they send them about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from luatsong.responses import counting
from luatsong.responses.models import Comment, Page
from luatsong.responses.screening import fingerprint
from luatsong.responses.subjects import Subject

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SUBJECT = Subject("/gioi-thieu", "Giới thiệu", "article", comments=True)


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    counting.forget()
    yield
    counting.forget()


@pytest.fixture
def reader() -> Client:
    """A browser of somebody."""
    return Client(headers={"user-agent": FIREFOX})


@pytest.fixture
def commented(db: None) -> Callable[..., Comment]:
    """Makes a comment as it waits for a decision."""

    def make(body: str = "Bài viết dễ hiểu.", **fields: Any) -> Comment:
        page, _ = Page.objects.get_or_create(
            address=SUBJECT.address, defaults={"title": SUBJECT.label}
        )
        values: dict[str, Any] = {
            "state": Comment.State.WAITING,
            "consent": "2026-11",
            "body_hash": fingerprint(body),
        }
        return Comment.objects.create(page=page, body=body, **{**values, **fields})

    return make
