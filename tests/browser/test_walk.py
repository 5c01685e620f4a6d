"""Every page that a role may open is readable by everyone; the main ones work by keyboard and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from hoiam.testing import PASSWORD
from tests.browser.conftest import DESK, PHONE, NewPage, Site
from tests.browser.walk import Walk, go, sign_in

# The focusable of a page in its own order; one of a group of radios.
IN_ORDER = """() => {
  const groups = new Set();
  window.inOrder = [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, audio')].filter(e => {
      if (e.tabIndex < 0 || e.disabled || !e.checkVisibility({visibilityProperty: true})) return false;
      if (e.type !== 'radio') return true;
      const first = !groups.has(e.name); groups.add(e.name); return first;
    });
  return window.inOrder.length;
}"""
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  const marked = e.matches('.tap-word input') || parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none';
  return [window.inOrder.indexOf(e), marked, e.outerHTML.slice(0, 100)];
}"""
WAYS_ON = """() => [...document.querySelectorAll('a[href], form')].map(e => e.getAttribute('href') ?? e.action)"""
MAIN_PAGES = ("/ban", "/ban/tiep-nhan/quay", "/ban/tiep-nhan/dan", "/ban/duyet")


@pytest.mark.parametrize("who", ["", "nam", "binh", "quantri"])
def test_axe_finds_nothing_on_any_page_that_a_role_may_open(site: Site, browser: Browser, who: str):
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    walk = Walk(site.address, who)
    go(context, walk, PASSWORD, "phone")
    context.close()
    assert sum(map(len, walk.seen.values())) > 15
    assert walk.found == {}


def ways_on(page: Page, address: str) -> set[str]:
    page.goto(address)
    return {way.partition("#")[0] for way in page.evaluate(WAYS_ON)}


def test_the_same_ways_lead_on_with_scripts_and_without(new_page: NewPage, site: Site):
    with_scripts, without = new_page(DESK), new_page(DESK, scripts=False)
    for page in (with_scripts, without):
        sign_in(page, site.address, "nam", PASSWORD)
    for address in ("/", "/gui?viec=feedback", *MAIN_PAGES):
        assert ways_on(with_scripts, address) == ways_on(without, address)


def test_the_keyboard_goes_through_a_page_in_the_order_it_is_read(new_page: NewPage, site: Site):
    page = new_page(DESK)
    page.goto("/gui?viec=feedback")
    in_reading_order(page)
    sign_in(page, site.address, "nam", PASSWORD)
    for address in MAIN_PAGES:
        page.goto(address)
        in_reading_order(page)
    page.goto("/ban")
    page.locator("tr[data-row] a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    in_reading_order(page)


def in_reading_order(page: Page) -> None:
    """Tab reaches each in turn, and each is marked; a date has parts of its own between which Tab goes."""
    count = page.evaluate(IN_ORDER)
    page.evaluate("document.activeElement.blur(), document.body.focus()")
    page.locator("body").press("Tab")
    reached: list[int] = []
    for _ in range(3 * count):
        at, marked, what = page.evaluate(FOCUSED)
        if at < 0:
            break
        assert marked, what
        if not reached or reached[-1] != at:
            reached.append(at)
        if at == count - 1:
            break
        page.keyboard.press("Tab")
    assert reached == list(range(reached[0], count))
