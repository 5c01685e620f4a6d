"""Chị Hoa sends a message from her phone, without JavaScript."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from hoiam.listen import acts
from hoiam.listen.models import Message
from hoiam.vault.contacts import open_to_send

TEXT = "Cống trước nhà nghẹt từ hôm qua, nước ngập đến đầu gối.\n\nGọi tôi theo số 0912 345 678."


@pytest.fixture
def hoa(ward):
    return Client(enforce_csrf_checks=True)


def photo(name="anh.jpg"):
    out = io.BytesIO()
    Image.new("RGB", (120, 80), "red").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def hidden(page) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode())
    return {name: value.replace("&quot;", '"').replace("&amp;", "&") for name, value in found}


def write(hoa, text=TEXT, viec="feedback", **fields):
    opened = hidden(hoa.get(f"/gui?viec={viec}"))
    return hoa.post("/gui", opened | {"text": text} | fields)


def answered(hoa, page, public="co", **fields):
    return hoa.post("/gui", hidden(page) | {"public": public, "do": "look"} | fields)


def sent(hoa, page, **fields):
    return hoa.post("/gui", hidden(page) | {"do": "send"} | fields)


def test_three_pages_take_a_message_with_a_photo_from_the_choice_to_the_receipt(hoa, ward):
    assert 'href="?viec=feedback"' in hoa.get("/gui").content.decode()
    area = ward.areas.get()
    contact = write(hoa, place="đầu hẻm 12", area=area.pk, photos=photo())
    assert "Nội dung này được đăng công khai không?" in contact.content.decode()
    look = answered(hoa, contact, reach="0987 654 321")
    assert "đã che số điện thoại" in look.content.decode()
    done = sent(hoa, look)
    message = Message.objects.get()
    page = done.content.decode()
    assert message.number[:4] in page
    assert acts.words_as_sent(message) == (TEXT, "đầu hẻm 12")
    assert (message.kind, message.area, message.wants_public) == ("feedback", area, True)
    assert "0912" not in message.text_masked
    assert message.files.get().sort == "image"
    assert open_to_send(message.number)["phone"] == "0987654321"
