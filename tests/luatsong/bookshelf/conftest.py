"""People who make books, and a book of an item and of law."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.portal import chain

from luatsong.accounts.models import User
from luatsong.bookshelf import services
from luatsong.bookshelf.models import Book
from luatsong.knowledge.models import Audience

EVIL = "<script>alert('x')</script> & \"ngoặc\""
LAW = "Điều 2 Nghị định số 12/2023/NĐ-CP"


@pytest.fixture
def maker(db: None) -> User:
    return User.objects.create(username="soan-sach")


@pytest.fixture
def publisher(db: None) -> User:
    return User.objects.create(username="duyet-sach")


@pytest.fixture
def book(maker: User) -> Book:
    """A draft with an item, an article, and a range of articles of a decree."""
    chain.base()
    item = make_item(
        title="Trồng cây trước cửa nhà",
        summary="Hỏi phường trước khi trồng.",
        body=[("heading", "Chọn giống cây"), ("text", "<p>Chọn giống cây bản địa.</p>")],
    )
    made = services.create(maker, title="Cây xanh quanh ta", summary="Sách nhỏ về cây xanh.")
    made.audiences.set([Audience.objects.get(code="citizen")])
    services.add_item(made, maker, item)
    services.add_law(made, maker, LAW)
    services.add_law(made, maker, "Điều 3 Nghị định số 12/2023/NĐ-CP", until="Điều 4")
    return made


@pytest.fixture
def on_shelf(book: Book, maker: User, publisher: User) -> Callable[[], Book]:
    """Publishes the book."""

    def publish() -> Book:
        services.submit(book, maker)
        return services.publish(book, publisher)

    return publish
