"""Who comes in person and does not write: the officer writes it down, the person signs."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from hoiam.ledger.models import Entry
from hoiam.listen.models import Message
from hoiam.listen.reception import acts as reception_acts
from hoiam.listen.reception.acts import Visit
from hoiam.listen.reception.minutes import minutes
from hoiam.listen.restricted.holding import About
from hoiam.office.models import Person
from hoiam.papers.tests.reading import NEEDS_POPPLER, in_order, text_of, text_of_docx
from hoiam.testing import Ward, at, hoa_writes, ward

pytestmark = pytest.mark.django_db
MONDAY = at("2026-11-16 08:30")  # thứ Hai
SAID = "Tôi không đồng ý với Quyết định số 12/QĐ-UBND về bồi thường đất ở tổ 3.\n\nTôi đề nghị đo lại."


@pytest.fixture
def w() -> Ward:
    return ward()


def desk(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def told_at_the_counter(client: Client, **given: object) -> str:
    page = client.get("/ban/tiep-nhan/quay").content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    asked = {"once": once, "text": SAID, "public": "co", "kind": "complaint", "name": "Chị Hoa"} | given
    return client.post("/ban/tiep-nhan/quay", asked).content.decode()


def handed_over(page: str) -> dict[str, str]:
    return {name: re.search(rf'name="{name}" value="(\d+)"', page)[1] for name in ("number", "key")}


@NEEDS_POPPLER
def test_the_minutes_are_printed_at_once_for_who_came_to_complain(w: Ward) -> None:
    nam = desk(w.nam)
    page = told_at_the_counter(nam)
    assert "In biên bản để người trình bày ký" in page
    answer = nam.post("/ban/tiep-nhan/bien-ban", handed_over(page) | {"form": "pdf"})
    assert answer["Cache-Control"] == "no-store"
    message = Message.objects.get()
    assert answer["Content-Disposition"] == f'attachment; filename="bien-ban-{message.number}.pdf"'
    text = text_of(answer.content)
    assert in_order(
        text,
        "BIÊN BẢN Ghi nội dung khiếu nại trình bày trực tiếp",
        "Địa điểm: trụ sở Ủy ban nhân dân phường Hòa Bình, Số 1 đường Hòa Bình.",
        "1. Người tiếp nhận, ghi biên bản Ông (bà) Lê Hoài Nam, Công chức tiếp nhận",
        "2. Người khiếu nại Họ và tên: ....",
        "3. Cơ quan, tổ chức, cá nhân bị khiếu nại",
        "4. Nội dung khiếu nại Tôi không đồng ý với Quyết định số 12/QĐ-UBND về bồi thường đất ở tổ 3. Tôi đề nghị đo",
        "Biên bản lập theo Điều 8 Luật Khiếu nại năm 2011",
    )
    # The name lies in the vault: it is filled in by hand.
    assert "Chị Hoa" not in text
    assert [entry.by for entry in Entry.objects.filter(kind="message.read")] == [w.nam]


def test_the_clerk_may_take_the_words_to_the_text_program_instead(w: Ward) -> None:
    nam = desk(w.nam)
    answer = nam.post("/ban/tiep-nhan/bien-ban", handed_over(told_at_the_counter(nam)) | {"form": "docx"})
    assert in_order(text_of_docx(answer.content), "4. Nội dung khiếu nại", "Tôi đề nghị đo lại.")


def test_without_the_key_there_are_no_minutes_at_the_counter(w: Ward) -> None:
    nam = desk(w.nam)
    given = handed_over(told_at_the_counter(nam))
    wrong = given | {"key": "0" * 20}
    assert nam.post("/ban/tiep-nhan/bien-ban", wrong).status_code == 404
    assert nam.get("/ban/tiep-nhan/bien-ban").status_code == 405


@pytest.mark.parametrize("kind", ["", "feedback", "petition"])
def test_what_needs_no_signature_has_no_minutes(w: Ward, kind: str) -> None:
    nam = desk(w.nam)
    page = told_at_the_counter(nam, kind=kind, text="Đèn đường trước nhà văn hóa hỏng.")
    assert "biên bản" not in page
    assert nam.post("/ban/tiep-nhan/bien-ban", handed_over(page)).status_code == 404
    assert nam.get(f"/ban/viec/{Message.objects.get().number}/bien-ban.pdf").status_code == 404


def test_a_written_letter_has_no_minutes(w: Ward) -> None:
    letter = hoa_writes(w, MONDAY, kind="denunciation", channel="letter", by=w.mai)
    mai = desk(w.mai)
    assert "bien-ban" not in mai.get(f"/ban/viec/{letter.number}").content.decode()
    assert mai.get(f"/ban/viec/{letter.number}/bien-ban.pdf").status_code == 404


def test_only_who_is_on_the_list_gets_them_later_and_opening_them_is_written_down(w: Ward) -> None:
    told = hoa_writes(w, MONDAY, kind="denunciation", channel="reception", by=w.mai)
    address = f"/ban/viec/{told.number}/bien-ban.pdf"
    assert desk(w.hung).get(address).status_code == 404
    assert desk(w.admin).get(address).status_code in (403, 404)
    binh = desk(w.binh)
    assert address in binh.get(f"/ban/viec/{told.number}").content.decode()
    answer = binh.get(address)
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"
    assert [entry.by for entry in Entry.objects.filter(kind="message.read")] == [w.binh]
    assert binh.get(f"/ban/viec/{told.number}/bien-ban.exe").status_code == 404


def test_whom_it_is_about_does_not_get_them_even_with_the_key(w: Ward) -> None:
    nam = desk(w.nam)
    page = told_at_the_counter(nam, kind="denunciation", about=w.vp.pk)
    assert nam.post("/ban/tiep-nhan/bien-ban", handed_over(page)).status_code == 404
    assert not Entry.objects.filter(kind="message.read").exists()


def test_what_was_brought_to_the_chairman_names_him_among_the_signers_and_tells_what_is_asked(w: Ward) -> None:
    visit = Visit(
        text=SAID,
        sort="scheduled",
        chaired=True,
        people=1,
        first_time=True,
        public=False,
        received_at=MONDAY,
        kind="complaint",
        request="Đo lại diện tích trước mặt gia đình.",
        prior="Phòng Kinh tế trả lời ngày 02/11/2026.",
        concerned=About(),
    )
    reception_acts.record(w.office, visit, once="mot", by=w.mai, at=MONDAY)
    text = text_of_docx(minutes(Message.objects.get(), to=w.mai).docx())
    assert in_order(
        text,
        "Thời gian: bắt đầu hồi 08 giờ 30 phút, ngày 16 tháng 11 năm 2026.",
        "Ông (bà) Vũ Thị Mai, Công chức tiếp công dân",
        "Cơ quan đã giải quyết, kết quả: Phòng Kinh tế trả lời ngày 02/11/2026.",
        "Yêu cầu, đề nghị: Đo lại diện tích trước mặt gia đình.",
        "NGƯỜI GHI BIÊN BẢN",
        "NGƯỜI CHỦ TRÌ TIẾP",
        "NGƯỜI KHIẾU NẠI",
    )
