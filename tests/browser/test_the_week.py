"""The ward's work on phones without JavaScript: one matter from the form to its reopening; three approvals."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from hoiam.testing import PASSWORD
from tests.browser.conftest import PHONE, NewPage
from tests.browser.people import PETITIONS

LAMP = "Đèn đường trước số 27 đường Bạch Đằng tắt ba đêm nay, đường tối, xe cộ dễ va nhau."
PLACE = "trước số 27 Bạch Đằng"


def signed_in(new_page: NewPage, username: str) -> Page:
    page = new_page(PHONE, scripts=False)
    page.goto("/ban")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.locator(".who strong")).to_be_visible()
    return page


def tell(page: Page, text: str) -> None:
    page.goto("/gui?viec=feedback")
    page.get_by_label("Việc gì đang xảy ra?").fill(text)
    page.get_by_label("Việc xảy ra ở đâu?").fill(PLACE)
    page.get_by_role("button", name="Tiếp tục").click()


def send(page: Page) -> tuple[str, str]:
    """To the sheet with number and key; leaves an address so that the office can ask."""
    tell(page, LAMP)
    page.get_by_label("Được đăng công khai").check()
    page.fill("input[name=reach]", "hoa@hoabinh.invalid")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Gửi đến phường").click()
    number, key = page.locator(".secret .digits").all_inner_texts()
    return number.replace(" ", ""), key


def test_one_matter_goes_from_the_form_through_five_hands_and_back_to_the_sender(new_page: NewPage):
    hoa = new_page(PHONE, scripts=False)
    number, key = send(hoa)
    at_desk = f"/ban/viec/{number}"

    nam = signed_in(new_page, "nam")
    nam.goto(at_desk)
    # What is to be done now stands on the first screen of the phone, and leads to its form.
    now = nam.get_by_role("link", name="Phân loại, nhận xử lý")
    expect(now).to_be_in_viewport(ratio=1)
    now.click()
    nam.get_by_label("Tiêu đề bản công khai").fill("Đèn đường tắt trước số 27 Bạch Đằng")
    nam.get_by_role("button", name="Nhận xử lý").click()
    nam.locator("#giao select").first.select_option(label="Phòng Kinh tế, Hạ tầng và Đô thị")
    nam.locator("#giao").get_by_role("button", name="Giao").click()

    hung = signed_in(new_page, "hung")
    hung.goto(at_desk)
    hung.locator("summary", has_text="Hỏi người gửi").click()
    hung.get_by_label("Cần hỏi gì").fill("Đèn tắt hẳn hay chập chờn?")
    hung.get_by_role("button", name="Gửi câu hỏi").click()

    hoa.goto("/theo-doi")
    hoa.get_by_label("Số hồ sơ", exact=True).fill(number)
    hoa.get_by_label("Mã bí mật").fill(key)
    hoa.get_by_role("button", name="Xem việc của tôi").click()
    expect(hoa.locator("#hoi-them")).to_contain_text("Đèn tắt hẳn hay chập chờn?")
    hoa.get_by_label("Trả lời của bạn").fill("Tắt hẳn từ tối thứ Hai.")
    hoa.get_by_role("button", name="Gửi bổ sung").click()

    hung.goto(at_desk)
    expect(hung.locator("main")).to_contain_text("Tắt hẳn từ tối thứ Hai.")
    hung.get_by_label("Kết quả xử lý").select_option("solved")
    hung.get_by_label("Nội dung trả lời").fill("Đội điện đã thay bóng, đèn sáng lại lúc 18 giờ hôm nay.")
    hung.get_by_role("button", name="Trình duyệt").last.click()

    lan = signed_in(new_page, "lan")
    lan.locator(".top").get_by_role("link", name="Chờ duyệt").click()
    expect(lan.get_by_role("heading", level=1)).to_have_text("1 dự thảo chờ bạn, gần hạn nhất trước")
    lan.get_by_role("button", name="Duyệt dự thảo này").click()

    nam.goto(at_desk)
    nam.get_by_role("button", name="Gửi trả lời").click()
    expect(nam.get_by_role("status").first).to_be_visible()

    # The neighbour who writes the same is shown the answer before sending.
    neighbour = new_page(PHONE, scripts=False)
    tell(neighbour, "Đèn đường trước số 27 Bạch Đằng tắt mấy đêm nay, tối lắm.")
    expect(neighbour.get_by_role("heading", level=1)).to_have_text("Việc này có thể đã có người báo")
    expect(neighbour.locator(".alike")).to_contain_text("Đội điện đã thay bóng")
    neighbour.get_by_role("button", name="Đủ rồi, tôi không cần gửi").first.click()
    expect(neighbour.get_by_role("heading", level=1)).to_be_visible()

    hoa.goto(f"/tra-loi/{number}")
    expect(hoa.locator("main")).to_contain_text("Đội điện đã thay bóng")
    hoa.get_by_label("Chưa xong").check()
    hoa.get_by_role("button", name="Gửi đánh giá").click()
    hoa.goto(f"/tra-loi/{number}")
    expect(hoa.locator("main")).to_contain_text("Đang xử lý lại")


def test_the_chairman_approves_three_drafts_at_once_on_his_phone(new_page: NewPage):
    binh = signed_in(new_page, "binh")
    binh.locator(".top").get_by_role("link", name="Chờ duyệt").click()
    for title in PETITIONS:
        expect(binh.get_by_role("link", name=title)).to_be_visible()
    for box in binh.get_by_label("Chọn để duyệt cùng các dự thảo khác").all():
        box.check()
    binh.get_by_role("button", name="Duyệt các dự thảo đã chọn").click()
    expect(binh.get_by_role("heading", level=1)).to_have_text("Không có dự thảo nào chờ bạn duyệt")
    # The rest of the ways opens as a sheet, without a script.
    expect(binh.get_by_role("link", name="Báo cáo")).to_be_hidden()
    binh.get_by_role("button", name="Mục khác").click()
    binh.get_by_role("link", name="Báo cáo").click()
    expect(binh).to_have_url("/ban/bao-cao")


def test_what_is_pasted_is_taken_apart_and_in_the_book_with_two_presses(new_page: NewPage):
    nam = signed_in(new_page, "nam")
    nam.goto("/ban/tiep-nhan/dan")
    nam.get_by_label("Dán vào đây").fill(
        "Lê Văn Tám\n08:15 20/11/2026\nNắp cống trước số 5 đường Hòa Bình bị vỡ, xe máy sụp bánh.\nSĐT: 0912 345 678"
    )
    nam.get_by_role("button", name="Tách ra để xem").click()
    expect(nam.get_by_label("Nội dung", exact=True)).to_contain_text("Nắp cống trước số 5")
    nam.get_by_label("Đến từ").select_option(index=1)
    nam.get_by_role("button", name="Vào sổ").click()
    expect(nam.get_by_role("heading", level=1)).to_have_text("Đã vào sổ")
    expect(nam.locator(".shown-once")).to_have_count(2)
