"""Chị Hoa comes back with her number and her key; others come with a number they saw somewhere."""

from __future__ import annotations

import io
import sqlite3
import subprocess
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from PIL import Image

from hoiam import testing
from hoiam.ledger.models import Entry
from hoiam.listen.key import rate_limit
from hoiam.listen.key.keyholder import COOKIE
from hoiam.listen.key.numbers import new_key, spaced
from hoiam.listen.models import Message
from hoiam.listen.tests.hoa import TEXT, Hoa, words_of


@pytest.fixture
def sent(db):
    """Number and key of a message on its way."""
    testing.ward()
    return Hoa.number_and_key(Hoa().all_the_way())


def test_number_and_key_as_people_type_them_open_ones_own_words(sent):
    number, key = sent
    hoa = Hoa()
    answer = hoa.client.post("/theo-doi", {"number": f"số {spaced(number)}", "key": spaced(key).replace(" ", "-")})
    assert (answer.status_code, answer["Location"]) == (302, f"/tra-loi/{number}")
    cookie = answer.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", 1800)
    assert key not in str(answer.cookies)
    page = hoa.client.get(f"/tra-loi/{number}")
    assert "0912 345 678" in words_of(page)
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("wrong", ["key", "number"])
def test_one_sentence_says_that_they_do_not_match_whichever_is_wrong(sent, wrong):
    number, key = sent
    given = {"number": number, "key": key} | ({"key": new_key()} if wrong == "key" else {"number": "123456789"})
    page = Hoa().client.post("/theo-doi", given)
    assert "Số hồ sơ và mã bí mật không khớp." in words_of(page)
    assert not page.cookies


def test_behind_the_office_s_own_proxy_each_device_is_counted_for_itself(sent):
    number, key = sent
    guesser, hoa = ({"HTTP_X_FORWARDED_FOR": f"198.51.100.1, 203.0.113.{last}"} for last in (9, 10))
    through_proxy = Hoa("127.0.0.1").client
    for _ in range(rate_limit.FREE_GUESSES):
        through_proxy.post("/theo-doi", {"number": number, "key": new_key()}, **guesser)
    assert through_proxy.post("/theo-doi", {"number": number, "key": key}, **guesser).status_code == 429
    assert through_proxy.post("/theo-doi", {"number": number, "key": key}, **hoa).status_code == 302


def test_guessing_is_slowed_and_it_says_for_how_long(sent):
    number, key = sent
    guesser, hoa = Hoa("203.0.113.9"), Hoa("203.0.113.10")
    for _ in range(rate_limit.FREE_GUESSES):
        assert guesser.client.post("/theo-doi", {"number": number, "key": new_key()}).status_code == 200
    page = guesser.client.post("/theo-doi", {"number": number, "key": key})
    assert page.status_code == 429
    assert f"Xin chờ {rate_limit.FIRST_WAIT} giây" in words_of(page)
    assert not page.cookies
    assert hoa.client.post("/theo-doi", {"number": number, "key": key}).status_code == 302


def test_the_number_alone_leads_to_the_public_page_and_does_nothing_there(sent):
    number, _ = sent
    visitor = Hoa()
    assert visitor.client.get("/theo-doi", {"so": spaced(number)})["Location"] == f"/tra-loi/{number}"
    page = words_of(visitor.client.get(f"/tra-loi/{number}"))
    assert "nước ngập đến đầu gối" not in page
    visitor.client.handler.enforce_csrf_checks = False
    refused = visitor.client.post(f"/tra-loi/{number}/danh-gia", {"xong": "chua", "hai-long": "1"})
    assert refused["Location"] == "/theo-doi"
    assert set(Entry.objects.filter(subject=f"message:{number}").values_list("kind", flat=True)) == {"message.received"}


def test_a_number_that_nobody_has_says_so_in_words(sent):
    page = words_of(Hoa().client.get("/theo-doi", {"so": "12 34"}))
    assert "Không thấy hồ sơ công khai nào có số «12 34»" in page


def test_the_page_says_what_to_do_without_the_key_and_sets_no_cookie_before_it_is_used(sent):
    page = Hoa().client.get("/theo-doi")
    assert "Mất mã: gọi 0200 3900 100 hoặc đến quầy" in words_of(page)
    assert not page.cookies
    assert "no-store" in page["Cache-Control"]


def test_on_a_shared_phone_the_key_is_forgotten_at_once(sent):
    number, key = sent
    hoa = Hoa()
    hoa.client.handler.enforce_csrf_checks = False
    hoa.client.post("/theo-doi", {"number": number, "key": key})
    assert hoa.client.post("/theo-doi/dong")["Location"] == "/theo-doi"
    assert "0912 345 678" not in words_of(hoa.client.get(f"/tra-loi/{number}"))


# What is found by someone who takes the disk

PHONE = ("0987654321", "0987 654 321")
ADDRESS = "203.0.113.77"


def marked_photo() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010F] = PHONE[0]
    out = io.BytesIO()
    Image.new("RGB", (120, 80), "red").save(out, "JPEG", exif=exif, comment=PHONE[0].encode())
    return SimpleUploadedFile(f"{PHONE[0]}.jpg", out.getvalue() + PHONE[0].encode(), "image/jpeg")


def everything_written(home: Path) -> bytes:
    """All bytes of the installation's folder, and all rows of its database."""
    if connection.vendor == "sqlite":
        rows = "\n".join(sqlite3.connect(connection.settings_dict["NAME"]).iterdump()).encode()
    else:
        at = connection.settings_dict
        command = ["pg_dump", "-h", at["HOST"], "-p", str(at["PORT"]), "-U", at["USER"], at["NAME"]]
        rows = subprocess.run(command, check=True, capture_output=True).stdout
    return rows + b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_a_telephone_number_and_a_network_address_sent_through_every_form_lie_nowhere_in_plain(
    committing_db, caplog, capfd
):
    photo = marked_photo()
    caplog.set_level("DEBUG")
    testing.ward()
    hoa = Hoa(ADDRESS)
    text = f"{TEXT} Hoặc {PHONE[1]}, {PHONE[0]}."
    contact = hoa.write(text, place=f"cạnh quán {PHONE[1]}", website=PHONE[0])
    look = hoa.choose(contact, reach=f"{PHONE[1]}, hoa@example.vn")
    hoa.send(look, cover=PHONE[0], answer=PHONE[0])
    unasked = hoa.choose(hoa.write(text), reach=PHONE[1])
    done = hoa.send(unasked)
    number, key = hoa.number_and_key(done)
    hoa.add(done, photo)
    hoa.client.post("/theo-doi", {"number": PHONE[0], "key": PHONE[1]})
    hoa.client.get("/theo-doi", {"so": PHONE[1]})
    hoa.client.get("/tra-loi", {"q": PHONE[1]})
    hoa.client.post("/theo-doi", {"number": number, "key": key})
    hoa.client.get(f"/tra-loi/{number}")
    call_command("work", "--once")
    assert Message.objects.get().files.count() == 1
    found = everything_written(committing_db.home) + caplog.text.encode() + "".join(capfd.readouterr()).encode()
    for marker in (*PHONE, ADDRESS, key, spaced(key)):
        assert marker.encode() not in found
        assert marker.encode().hex() not in found.decode("latin-1").lower()
