"""Making a book: parts chosen and moved, published by a second person, revised as a copy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.luatsong.bookshelf.conftest import LAW
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.portal import chain

from luatsong.accounts.models import User
from luatsong.bookshelf import registers, selectors, services
from luatsong.bookshelf.models import Book, Shelf
from luatsong.bookshelf.services import BookError
from luatsong.knowledge.services import load_lists

pytestmark = pytest.mark.django_db


def _titles(book: Book) -> list[str]:
    return [part.title for part in book.parts.all()]


def test_parts_stand_in_the_order_they_are_put_and_move_without_drag(
    book: Book, maker: User
) -> None:
    first, second, third = book.parts.all()
    assert second.title == "Điều 2 Nghị định 12/2023/NĐ-CP: Chăm sóc cây"
    assert third.title == "Điều 3 đến Điều 4 Nghị định 12/2023/NĐ-CP"
    services.move(third, maker, up=True)
    services.move(first, maker, up=True)  # at the end already
    assert list(book.parts.all()) == [first, third, second]
    services.remove(third, maker)
    assert [part.order for part in book.parts.all()] == [1, 2]


def test_what_cannot_be_put_in_is_told(book: Book, maker: User) -> None:
    draft = make_item(live=False, title="Bài chưa công bố")
    with pytest.raises(BookError, match="chưa công bố"):
        services.add_item(book, maker, draft)
    item = book.parts.all()[0].item
    assert item
    with pytest.raises(BookError, match="đã có trong sách"):
        services.add_item(book, maker, item)
    with pytest.raises(BookError):
        services.add_law(book, maker, "Điều 99 Luật không có 99/2099/QH15")
    with pytest.raises(BookError, match="Không thấy “Điều 99”"):
        services.add_law(book, maker, LAW, until="Điều 99")
    assert book.parts.count() == 3


def test_nobody_publishes_what_they_had_a_hand_in(book: Book, maker: User, publisher: User) -> None:
    services.submit(book, maker)
    with pytest.raises(BookError, match="nhờ người khác"):
        services.publish(book, maker)
    maker.is_superuser = True
    with pytest.raises(BookError, match="nhờ người khác"):
        services.publish(book, maker)
    services.send_back(book, publisher, "Thiếu mục lục")
    services.rename(book.parts.all()[0], publisher, "Tên khác")
    services.submit(book, maker)
    with pytest.raises(BookError, match="nhờ người khác"):
        services.publish(book, publisher)


def test_an_unfinished_book_is_not_handed_in(maker: User) -> None:
    book = services.create(maker, title="Sách trống")
    with pytest.raises(BookError, match="phần nội dung, giới thiệu, đối tượng"):
        services.submit(book, maker)


def test_readers_keep_the_old_book_until_the_new_one_is_published(
    on_shelf: Callable[[], Book], maker: User, publisher: User
) -> None:
    book = on_shelf()
    before = _titles(book)
    with pytest.raises(BookError, match="không sửa được"):
        services.remove(book.parts.all()[0], maker)
    copy = services.revise(book, maker)
    assert services.revise(book, maker) == copy
    services.remove(copy.parts.all()[0], maker)
    assert _titles(book) == before
    assert selectors.book_at(copy.slug) is None
    services.submit(copy, maker)
    published = services.publish(copy, publisher)
    assert published.pk == book.pk
    assert _titles(published) == before[1:]
    assert Book.objects.count() == 1


def test_a_withdrawn_book_is_gone_for_readers(on_shelf: Callable[[], Book], maker: User) -> None:
    book = on_shelf()
    services.withdraw(book, maker)
    assert selectors.book_at(book.slug) is None
    services.restore(book, maker)
    assert book.editable


def test_shelves_are_filled_once_and_show_what_is_theirs(on_shelf: Callable[[], Book]) -> None:
    load_lists()
    assert registers.load_shelves() > 5
    assert registers.load_shelves() == 0
    book = on_shelf()
    assert [one.shelf.code for one in selectors.shelves()] == ["everyday"]
    book.shelves.add(Shelf.objects.get(code="school"))
    assert {one.shelf.code for one in selectors.shelves()} == {"everyday", "school"}
    assert [audience.code for audience, _ in selectors.suggested()] == ["citizen"]


def test_the_search_finds_without_marks_also_names_of_parts(on_shelf: Callable[[], Book]) -> None:
    book = on_shelf()
    assert list(selectors.published(words="cay xanh")) == [book]
    assert list(selectors.published(words="TRƯỚC CỬA nhà")) == [book]
    assert not selectors.published(words="thuế")


def test_law_is_read_as_it_stands_and_what_changed_is_known(
    on_shelf: Callable[[], Book],
) -> None:
    from django.utils import timezone

    book = on_shelf()
    today = timezone.localdate()
    found = selectors.chapters(selectors.book_at(book.slug) or book, today)
    law = found[1].law
    assert law
    assert not found[1].changed
    assert any("mỗi tuần một lần" in str(one.lines) for one in law.provisions)
    chain.amend()
    found = selectors.chapters(selectors.book_at(book.slug) or book, today)
    law = found[1].law
    assert law
    assert found[1].changed
    assert found[1].troubled
    assert "ngay-cu=" in found[1].compare
    assert any("mỗi tuần hai lần" in str(one.lines) for one in law.provisions)
    assert any("che nắng" in str(one.lines) for one in law.provisions)
    repealed = found[2].law
    assert repealed
    assert not any("gãy đổ" in str(one.lines) for one in repealed.provisions)
