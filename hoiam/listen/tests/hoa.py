"""Chị Hoa's browser, without JavaScript: it opens pages and sends their forms as they stand."""

from __future__ import annotations

import html
import io
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from hoiam.office.models import Person

TEXT = "Cống trước nhà nghẹt từ hôm qua, nước ngập đến đầu gối.\n\nGọi tôi theo số 0912 345 678."
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_DIGITS = re.compile(r'<dd class="digits">([\d ]+)</dd>')


def photo(name: str = "anh.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (120, 80), "red").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def words_of(page: HttpResponse) -> str:
    """What a page says, without its tags."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())))


class Hoa:
    """One visit; every form protection is on."""

    def __init__(self, address: str = "203.0.113.7") -> None:
        self.client = Client(enforce_csrf_checks=True, REMOTE_ADDR=address)

    def hidden(self, page: HttpResponse) -> dict[str, str]:
        return {name: html.unescape(value) for name, value in _HIDDEN.findall(page.content.decode())}

    def post(self, page: HttpResponse, **fields: object) -> HttpResponse:
        return self.client.post("/gui", {**self.hidden(page), **fields})

    def write(self, text: str = TEXT, viec: str = "feedback", **fields: object) -> HttpResponse:
        return self.post(self.client.get(f"/gui?viec={viec}"), text=text, **fields)

    def choose(self, page: HttpResponse, public: str = "co", reach: str = "") -> HttpResponse:
        return self.post(page, public=public, reach=reach, do="look")

    def send(self, page: HttpResponse, **fields: object) -> HttpResponse:
        return self.post(page, do="send", **fields)

    def add(self, receipt: HttpResponse, file: SimpleUploadedFile | None = None) -> HttpResponse:
        """One file more, once there is a number."""
        return self.post(receipt, step="file", file=file or photo())

    def all_the_way(self, text: str = TEXT, **fields: object) -> HttpResponse:
        return self.send(self.choose(self.write(text, **fields)))

    @staticmethod
    def number_and_key(receipt: HttpResponse) -> tuple[str, str]:
        number, key = (found.replace(" ", "") for found in _DIGITS.findall(receipt.content.decode()))
        return number, key


def at_the_desk(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client
