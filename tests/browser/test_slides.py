"""Slides in a browser: from a folder without a network, by keys, without a script, by everybody."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.browser.barriers import RULES
from tests.browser.conftest import Open
from tests.browser.test_portal_access import WIDTHS
from tests.luatsong.renditions.sheets import make_sheet
from tests.luatsong.renditions.test_slides import LAW

from luatsong.renditions import slides

pytestmark = pytest.mark.browser
# Style sheets of a folder cannot be fetched again by a script.
_OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "preload": False}
_TALL = "[...document.querySelectorAll('.trang')].filter(s => s.offsetHeight > innerHeight + 1)"


@pytest.fixture
def show(tmp_path: Path) -> str:
    """The address of the slides of an item, unpacked into a folder."""
    made = {one.variant: one for one in slides.of(make_sheet(), (LAW,))}
    with zipfile.ZipFile(io.BytesIO(made["html"].content)) as archive:
        archive.extractall(tmp_path)
    return (tmp_path / slides.PAGE).as_uri()


def test_keys_turn_the_slides(show: str, open_page: Open) -> None:
    page = open_page(show)
    count = page.locator("section.trang").count()
    told = page.locator(".nut output")
    expect(told).to_have_text(f"1/{count}")
    for key, place in (("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("ArrowLeft", 3),
                       ("End", count), ("Home", 1)):  # fmt: skip
        page.keyboard.press(key)
        expect(told).to_have_text(f"{place}/{count}")
        expect(page.locator(f"#t{place}")).to_be_in_viewport(ratio=0.5)
    page.get_by_role("button", name="Sau").click()
    expect(told).to_have_text(f"2/{count}")


def test_every_slide_fits_a_screen_and_axe_finds_nothing(show: str, open_page: Open) -> None:
    for width in WIDTHS:
        page = open_page(show, width=width)
        found = Axe().run(page, options=_OPTIONS)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(f"{_TALL}.length") == 0


def test_without_a_script_all_slides_are_there_to_scroll(show: str, open_page: Open) -> None:
    page = open_page(show, javascript=False)
    expect(page.locator(".nut")).to_be_hidden()
    page.locator("#t1").click(position={"x": 5, "y": 5})
    page.keyboard.press("End")
    expect(page.locator(".noi dl > div").last).to_be_in_viewport()  # what is said stands last
    for slide in page.locator("section.trang").all():
        slide.scroll_into_view_if_needed()
        expect(slide).to_be_in_viewport(ratio=0.5)


def test_printed_slides_are_one_a_sheet(show: str, open_page: Open) -> None:
    import pypdfium2 as pdfium

    page = open_page(show)
    count = page.locator("section.trang").count()
    with pdfium.PdfDocument(page.pdf(prefer_css_page_size=True)) as printed:
        sizes = {tuple(round(side) for side in sheet.get_size()) for sheet in printed}
        words = [sheet.get_textpage().get_text_range() for sheet in printed]
    assert sizes == {(842, 595)}
    assert sum(f"/{count}" in text for text in words) == count
    assert len(words) <= count + 2  # what the speaker says comes after
