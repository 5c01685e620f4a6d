"""Chị Hoa sends a message with a photo from her phone, without JavaScript, and comes back with her key."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from hoiam.listen.tests.uploads import recording
from tests.browser.conftest import DESK, PHONE, NewPage

TEXT = "Cống trước nhà nghẹt từ hôm qua, nước ngập đến đầu gối. Gọi tôi theo số 0912 345 678."


def a_photo() -> FilePayload:
    out = io.BytesIO()
    Image.effect_noise((800, 600), 80).convert("RGB").save(out, "JPEG")
    return {"name": "cong.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_a_message_with_a_photo_goes_out_without_scripts_and_is_followed_with_its_key(plain_phone: Page):
    page = plain_phone
    page.goto("/gui")
    page.get_by_text("Báo một việc cần xử lý").click()
    page.get_by_label("Việc gì đang xảy ra?").fill(TEXT)
    page.get_by_label("Việc xảy ra ở đâu?").fill("đầu hẻm 12")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Được đăng công khai").check()
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator(".sheet")).to_contain_text("nước ngập đến đầu gối")
    expect(page.locator(".sheet .mask")).to_have_count(1)
    expect(page.locator(".sheet")).not_to_contain_text("0912")
    page.get_by_role("button", name="Gửi đến phường").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã gửi đến phường")
    number, key = page.locator(".secret .digits").all_inner_texts()
    page.reload()
    assert page.locator(".secret .digits").all_inner_texts() == [number, key]
    page.get_by_label("Thêm ảnh, tệp PDF").set_input_files(a_photo())
    page.get_by_role("button", name="Gửi tệp này").click()
    expect(page.get_by_role("status")).to_contain_text("Đã nhận 1: ảnh.")
    with page.expect_download() as paper:
        page.get_by_role("button", name="Tải giấy biên nhận").click()
    assert paper.value.suggested_filename == f"bien-nhan-{number.replace(' ', '')}.pdf"
    assert page.context.cookies() == []
    page.goto("/theo-doi")
    page.get_by_label("Số hồ sơ", exact=True).fill(number)
    page.get_by_label("Mã bí mật").fill(key)
    page.get_by_role("button", name="Xem việc của tôi").click()
    expect(page.locator("main")).to_contain_text("0912 345 678")
    assert key.replace(" ", "") not in page.url
    expect(page.locator(".photos img")).to_have_count(1)


@pytest.mark.parametrize(("viewport", "dark"), [(PHONE, False), (DESK, True)])
def test_everyone_can_read_and_use_each_page_of_the_form(
    new_page: NewPage, accessible: Callable[[Page], None], viewport: dict[str, int], dark: bool
):
    page = new_page(viewport, dark=dark)
    for address in ("/gui", "/gui?viec=complaint", "/gui?viec=denunciation", "/gui?viec=mediation", "/theo-doi"):
        page.goto(address)
        accessible(page)
    page.goto("/gui?viec=feedback")
    accessible(page)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator(".error-summary")).to_be_focused()
    accessible(page)
    page.get_by_label("Việc gì đang xảy ra?").fill(TEXT)
    page.get_by_role("button", name="Tiếp tục").click()
    accessible(page)
    page.get_by_label("Được đăng công khai").check()
    page.get_by_role("button", name="Tiếp tục").click()
    accessible(page)
    page.get_by_role("button", name="Gửi đến phường").click()
    accessible(page)
    page.get_by_role("button", name="Gửi tệp này").click()
    expect(page.locator("#file_error")).to_be_in_viewport()
    accessible(page)


@pytest.mark.parametrize(("viewport", "dark"), [(PHONE, True), (DESK, False)])
def test_everyone_can_answer_what_is_asked_about_a_denunciation_in_danger(
    new_page: NewPage, accessible: Callable[[Page], None], viewport: dict[str, int], dark: bool
):
    page = new_page(viewport, dark=dark)
    page.goto("/gui?viec=complaint&mau=1")
    accessible(page)
    page.goto("/gui?viec=feedback")
    page.get_by_label("Việc gì đang xảy ra?").fill(f"Tôi tố cáo cán bộ nhận tiền của dân, cầm dao dọa giết. {TEXT}")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Giữ kín hay đăng công khai?")
    expect(page.locator(".call")).to_contain_text("113 Công an")
    accessible(page)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator(".error-summary")).to_be_focused()
    accessible(page)
    page.get_by_label("Giữ kín").check()
    for _ in range(2):
        page.get_by_role("button", name="Tiếp tục").click()
        accessible(page)
    page.get_by_role("button", name="Gửi đến phường").click()
    expect(page.locator(".secret .digits")).to_have_count(2)
    accessible(page)


def test_who_speaks_instead_of_writing_hears_it_again_with_the_key(plain_phone: Page):
    page = plain_phone
    page.goto("/gui?viec=feedback")
    page.get_by_text("Không tiện viết?").click()
    voice: FilePayload = {"name": "ghi-am.ogg", "mimeType": "audio/ogg", "buffer": recording(2)}
    page.get_by_label("Lời nói, nhiều nhất 2 phút").set_input_files(voice)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Được đăng công khai").check()
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Gửi đến phường").click()
    number, key = page.locator(".secret .digits").all_inner_texts()
    page.goto("/theo-doi")
    page.get_by_label("Số hồ sơ", exact=True).fill(number)
    page.get_by_label("Mã bí mật").fill(key)
    page.get_by_role("button", name="Xem việc của tôi").click()
    sound = page.locator("audio")
    expect(sound).to_have_attribute("aria-label", "Lời nói của người gửi")
    answer = page.request.get(str(sound.get_attribute("src")), headers={"Range": "bytes=0-1"})
    assert (answer.status, answer.headers["content-type"]) == (206, "audio/mpeg")
