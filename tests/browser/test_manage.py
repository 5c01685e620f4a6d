from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hoiam.testing import PASSWORD
from tests.browser.conftest import DESK, PHONE, NewPage

SCREENS = ("", "/co-quan", "/can-bo", "/can-bo/1", "/don-vi", "/dia-ban", "/linh-vuc", "/duyet", "/lich", "/thoi-han")


def sign_in(page: Page) -> None:
    page.goto("/ban")
    page.fill("input[name=login]", "quantri")
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page).to_have_url("/ban/quan-tri")


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_everyone_can_use_the_screens_of_the_administration(
    new_page: NewPage, accessible: Callable[[Page], None], viewport: dict[str, int]
):
    page = new_page(viewport)
    sign_in(page)
    for screen in SCREENS:
        page.goto(f"/ban/quan-tri{screen}")
        accessible(page)
    page.goto("/co-quan")
    accessible(page)


def test_an_account_is_opened_and_given_a_role_on_a_phone_without_scripts(plain_phone: Page):
    page = plain_phone
    sign_in(page)
    page.get_by_role("link", name="Cán bộ", exact=True).click()
    page.get_by_role("link", name="Mở tài khoản").click()
    page.get_by_label("Họ và tên").fill("La Tiến Dũng")
    page.get_by_label("Chức vụ").fill("Phó Trưởng phòng")
    page.get_by_label("Tên đăng nhập").fill("dung")
    page.get_by_role("button", name="Mở tài khoản").click()
    expect(page.locator(".shown-once")).to_be_visible()
    page.get_by_role("link", name="Đã chép, tiếp tục").click()
    page.get_by_label("Quyền", exact=True).select_option("head_of_unit")
    page.get_by_role("button", name="Giao quyền").click()
    expect(page.get_by_text("chưa thuộc đơn vị nào")).to_be_visible()
