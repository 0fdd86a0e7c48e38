"""What axe finds on a page at several widths, light and dark; and what sticks out to the side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page
from tests.browser.conftest import Open

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only the violations travel from the browser: what axe says of all that is well is large.
_RUN = "options => axe.run(document, options).then(found => found.violations)"
_UNFOLD = "for (const fold of document.querySelectorAll('details')) fold.open = true"


def barriers_of(page: Page, widths: Iterable[int], rules: list[str] = RULES) -> list[str]:
    """One line for each barrier of the opened page; folded parts are opened after the first look.

    axe is put into the page once: it is run for each width (px) and colour scheme without loading
    the page anew.
    """
    found = []
    options = {"runOnly": {"type": "tag", "values": rules}, "resultTypes": ["violations"]}
    page.evaluate(AXE_SCRIPT)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if (wide := page.evaluate("document.documentElement.scrollWidth")) != width:
            found.append(f"{page.url} at {width}: {wide} px wide")
        page.evaluate(_UNFOLD)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            where = f"{page.url} at {width}, {scheme}"
            found += [f"{where}: {_told(each)}" for each in page.evaluate(_RUN, options)]
    return found


def barriers(
    open_page: Open, addresses: Iterable[str], widths: Iterable[int], narrowest: int = 320
) -> list[str]:
    """The barriers of many pages, each in a browser that has seen nothing before.

    At `narrowest` (px) it is looked only whether something sticks out to the side.
    """
    at = tuple(widths)
    found = []
    for address in addresses:
        page = open_page(address, width=narrowest)
        if (wide := page.evaluate("document.documentElement.scrollWidth")) != narrowest:
            found.append(f"{page.url} at {narrowest}: {wide} px wide")
        found += barriers_of(page, at)
        page.context.close()
    return found


def _told(violation: dict[str, Any]) -> str:
    places = "; ".join(
        f"{node['target']} {node['html'][:200]} ({node['failureSummary']})"
        for node in violation["nodes"]
    )
    return f"{violation['id']} ({violation['help']}): {places}"
