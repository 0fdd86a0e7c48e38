"""Links and sources woven into a line, whatever their ranges."""

from __future__ import annotations

import re
from html import escape, unescape

from hypothesis import given
from hypothesis import strategies as st

from luatsong.portal.weaving import Link, Marks, Piece, Sources, woven

TEXT = "Thực hiện theo khoản 1 Điều 3 <của> Nghị định này & phụ lục."
places = st.integers(0, len(TEXT) + 5)
links = st.lists(st.builds(Link, places, places, st.just("/van-ban/x")), max_size=4)
pieces = st.lists(st.builds(Piece, places, places, st.integers(1, 3)), max_size=4)


def html(text: str, marks: Marks) -> str:
    return woven(text, marks, Sources(), lambda words: escape(words, quote=False))


def test_a_link_and_a_source_that_cross_keep_the_link_whole() -> None:
    found = html("sửa khoản 1 Điều 3 này", Marks((Link(4, 18, "/x"),), (Piece(0, 11, 7),)))
    assert found == (
        '<span class="moi" data-goc="1">sửa </span>'
        '<a class="dan" href="/x"><span class="moi" data-goc="1">khoản 1</span> Điều 3</a>'
        '<sup class="nguon"><a href="#goc-1" id="tu-goc-1"'
        ' aria-label="Nguồn 1 của phần chữ này">1</a></sup> này'
    )


def test_sources_are_numbered_as_they_are_met_and_called_back_once() -> None:
    found = html("một hai ba", Marks((), (Piece(0, 3, 9), Piece(4, 7, 4), Piece(8, 10, 9))))
    assert re.findall(r'data-goc="(\d)"', found) == ["1", "2", "1"]
    assert found.count('id="tu-goc-1"') == 1


@given(links, pieces)
def test_no_word_is_lost_and_the_html_is_well_formed(
    links: list[Link], pieces: list[Piece]
) -> None:
    found = html(TEXT, Marks(tuple(links), tuple(pieces)))
    without_numbers = re.sub(r"<sup.*?</sup>", "", found)
    assert unescape(re.sub(r"</?(?:a|span)\b[^>]*>", "", without_numbers)) == TEXT
    open_: list[str] = []
    for closing, tag in re.findall(r"<(/?)(a|span|sup)\b", found):
        if closing:
            assert open_.pop() == tag
        else:
            assert tag not in open_  # no link in a link, no piece in a piece
            open_.append(tag)
    assert not open_
