from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hoiam.testing import PASSWORD
from tests.browser.conftest import DESK, PHONE, NewPage


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_the_home_page_offers_the_three_ways_in_and_everyone_can_read_it(
    new_page: NewPage, accessible: Callable[[Page], None], viewport: dict[str, int], dark: bool
):
    page = new_page(viewport, dark=dark)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for way in ("/gui", "/theo-doi", "/tra-loi"):
        expect(page.locator(f"main a[href='{way}']").first).to_be_visible()
    accessible(page)


def test_the_home_page_needs_no_scripts(plain_phone: Page):
    plain_phone.goto("/")
    expect(plain_phone.get_by_role("heading", level=1)).to_be_visible()


def test_reading_sets_no_cookie(phone: Page):
    phone.goto("/")
    phone.goto("/tra-loi")
    assert phone.context.cookies() == []


def test_anh_nam_signs_in_and_sees_his_inbox(desk: Page, accessible: Callable[[Page], None]):
    desk.goto("/ban")
    desk.fill("input[name=login]", "nam")
    desk.fill("input[name=password]", PASSWORD)
    desk.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(desk).to_have_url("/ban")
    accessible(desk)
