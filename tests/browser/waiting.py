"""Waiting for facts, not for time: machines that run the tests differ in speed."""

from __future__ import annotations

from playwright.sync_api import Page

WAIT = 30_000  # milliseconds: CI machines are slow
# Two frames: in the first the styles are computed, in the second what they set going runs.
_SETTLED = """async () => {
  await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  const ends = document.getAnimations().filter((one) => one.effect.getTiming().iterations < 1e9);
  await Promise.allSettled(ends.map((one) => one.finished));
}"""


def until(page: Page, condition: str) -> None:
    """Wait until a condition of the page holds (the content policy forbids Playwright's way)."""
    for _ in range(WAIT // 100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)  # asked again
    raise AssertionError(condition)


def settle(page: Page) -> None:
    """Wait until what changes slowly (colours, folds) has changed; what never ends is left out."""
    page.evaluate(_SETTLED)
