"""The pictures of the README, taken anew from a running demonstration and one of a province (hoiam seed --province):
python -m tests.browser.pictures http://…:8000 http://…:8001"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
PASTED = """Lê Văn Tám
08:15 20/11/2026
Nắp cống trước số 5 đường Hoa Sen bị vỡ, xe máy sụp bánh, tối không thấy đường.
SĐT: 0912 345 678"""
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1180, "height": 760}


def take(browser: Browser, site: str) -> None:
    phone = browser.new_page(viewport=PHONE, locale="vi-VN", device_scale_factor=1.5)
    phone.goto(f"{site}/")
    keep("home", phone.screenshot())
    for name, address in (("waiting", "/cho-tra-loi"), ("withheld", "/khong-dang"), ("ledger", "/nhat-ky")):
        phone.goto(f"{site}{address}")
        keep(name, phone.screenshot())
    desk = browser.new_page(viewport=DESK, locale="vi-VN")
    desk.goto(f"{site}/tra-loi")
    desk.click(".list .chip.ok >> xpath=ancestor::li >> a >> nth=0")
    desk.wait_for_load_state("networkidle")
    keep("answer", desk.screenshot())
    desk.goto(f"{site}/bao-cao")
    desk.click("main .chip.ok >> xpath=ancestor::li >> a >> nth=0")
    keep("report", desk.screenshot())
    phone.goto(f"{site}/bao-cao/weekly")
    phone.click("main .chip.ok >> xpath=ancestor::li >> a >> nth=0")
    phone.click("dl.figures a >> nth=0")
    phone.wait_for_load_state("networkidle")
    keep("figure", phone.screenshot())
    sign_in(desk, site, "nam")
    desk.goto(f"{site}/ban")
    keep("inbox", desk.screenshot())
    desk.goto(f"{site}/ban/tiep-theo")
    keep("matter", desk.screenshot())
    desk.goto(f"{site}/ban/tiep-nhan/dan")
    desk.get_by_label("Dán vào đây").fill(PASTED)
    desk.get_by_role("button", name="Tách ra để xem").click()
    keep("paste", desk.screenshot())
    desk.goto(f"{site}/ban/goi-dien")
    keep("calls", desk.screenshot())
    chairman = browser.new_page(viewport=PHONE, locale="vi-VN", device_scale_factor=1.5)
    sign_in(chairman, site, "binh")
    chairman.goto(f"{site}/ban/duyet")
    keep("approvals", chairman.screenshot())
    head = browser.new_page(viewport=PHONE, locale="vi-VN", device_scale_factor=1.5)
    sign_in(head, site, "lan")
    head.goto(f"{site}/ban/bao-cao/weekly")
    head.click("main .list a >> nth=0")
    head.get_by_role("link", name="Viết phần của đơn vị").click()
    head.get_by_role("link", name="Kinh tế", exact=True).click()
    head.wait_for_load_state("networkidle")
    keep("section", head.screenshot())


def take_province(browser: Browser, site: str) -> None:
    desk = browser.new_page(viewport=DESK, locale="vi-VN")
    sign_in(desk, site, "tinh.tonghop")
    desk.goto(f"{site}/ban/bao-cao/phai-nop/tong-hop/weekly")
    keep("overview", desk.screenshot())


def sign_in(page: Page, site: str, who: str) -> None:
    from hoiam.seed.cast import PASSWORD  # noqa: PLC0415 - needs the settings

    page.goto(f"{site}/ban/dang-nhap")
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def keep(name: str, png: bytes) -> None:
    path = PICTURES / f"{name}.png"
    path.write_bytes(png)
    # A quarter of the bytes, and nobody sees the difference on flat colours.
    Image.open(path).convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(path, optimize=True)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoiam.settings")
    django.setup()
    site, province = (one.rstrip("/") for one in sys.argv[1:])
    with sync_playwright() as playwright:
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=options)
        take(browser, site)
        take_province(browser, province)
        browser.close()


if __name__ == "__main__":
    main()
