"""A cheap phone in a mountain commune: 400 kbit/s, 400 ms, a quarter of a computer's speed (A4)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.portal import samples

from luatsong import search

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BYTES_PER_SECOND = 400_000 / 8
LATENCY = 400  # milliseconds
SLOWER = 4  # times
FIRST, AGAIN = 5.0, 1.5  # seconds until usable
TRIES = 3


@pytest.fixture
def site(live_server: LiveServer, settings: Settings, tmp_path: Path) -> str:
    """A site with a decree and an item of knowledge."""
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    document = samples.decree()
    make_item(kind="article", slug="trong-cay-ben-suoi", bases=[document])
    search.index_pending()
    return live_server.url


def _slow(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY,
            "downloadThroughput": BYTES_PER_SECOND,
            "uploadThroughput": BYTES_PER_SECOND,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _usable(page: Page) -> float:
    """Seconds until the page could be used, of the network and the phone: the server's apart."""
    timing = page.evaluate(
        "(() => { const t = performance.getEntriesByType('navigation')[0];"
        " return {all: t.domContentLoadedEventEnd, server: t.responseStart - t.requestStart} })()"
    )
    waited = max(timing["server"] - LATENCY, 0)
    return float(timing["all"] - waited) / 1000


def _visits(browser: Browser, address: str) -> tuple[float, float]:
    """Seconds of a first and of a second visit: of three phones the quickest of each.

    What else the machine of the test does can only make a visit longer.
    """
    taken = []
    for _ in range(TRIES):
        with browser.new_context(viewport={"width": 360, "height": 740}) as phone:
            page = phone.new_page()
            _slow(page)
            seconds = []
            for _ in range(2):
                page.goto(address, wait_until="load", timeout=60_000)
                seconds.append(_usable(page))
        taken.append(seconds)
        if seconds[0] <= FIRST and seconds[1] <= AGAIN:
            break
    return min(one for one, _ in taken), min(two for _, two in taken)


@pytest.mark.parametrize(
    "address",
    ["/", "/kien-thuc/", "/kien-thuc/trong-cay-ben-suoi", "/van-ban/nghi-dinh-12-2026-nd-cp"],
)
def test_a_page_can_be_used_on_a_slow_network(site: str, browser: Browser, address: str) -> None:
    first, again = _visits(browser, site + address)
    assert first <= FIRST
    assert again <= AGAIN
