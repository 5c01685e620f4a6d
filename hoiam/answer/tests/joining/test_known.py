from __future__ import annotations

import re

import pytest
from django.test import Client

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.joining import me_too
from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.models import Deflection, MeToo
from hoiam.answer.reply import acts
from hoiam.ledger.models import Entry
from hoiam.listen.form.drafts import token_hash
from hoiam.listen.models import Message
from hoiam.testing import Ward, at, hoa_writes, ward

pytestmark = pytest.mark.django_db

PIPE = "Ống nước đầu hẻm 45 Trần Hưng Đạo bể, nước chảy tràn ra đường"


@pytest.fixture
def w() -> Ward:
    return ward()


def _public(w: Ward, text: str = PIPE, kind: str = "feedback") -> Message:
    message = hoa_writes(w, at("2026-11-16 08:30"), text=text, kind=kind, place="").message  # thứ Hai
    matter_acts.accept(message, kind=kind, title="Ống nước vỡ", by=w.nam, at=at("2026-11-16 09:00"))
    return message


def _answered(w: Ward, message: Message, text: str) -> None:
    matter_acts.assign(message.matter, w.kt, by=w.nam, at=at("2026-11-16 10:00"))
    reply = acts.draft(message.matter, outcome="answered", text=text, by=w.hung, at=at("2026-11-16 11:00"))
    approval_acts.approve(reply, by=w.lan, at=at("2026-11-16 14:00"))
    acts.send_reply(reply, by=w.thu, at=at("2026-11-16 15:00"))


def _words(client: Client, text: str, viec: str = "feedback") -> str:
    page = client.post("/gui", {"step": "words", "viec": viec, "text": text})
    return page.content.decode()


def _token(page: str) -> str:
    (token,) = set(re.findall(r'name="token" value="([^"]+)"', page))
    return token


def test_who_reports_what_is_known_sees_it_before_sending(w: Ward, client: Client) -> None:
    message = _public(w)
    page = _words(client, "duong ong nuoc be o hem 45 tran hung dao, chay lenh lang")
    assert "Việc này có thể đã có người báo" in page
    assert message.number in page
    assert "nước chảy tràn ra đường" in page
    assert "Việc của tôi khác, gửi tiếp" in page


def test_without_anything_like_it_there_is_no_page(w: Ward, client: Client) -> None:
    _public(w)
    assert "Cách trả lời bạn" in _words(client, "Rác chất đống ở chợ Cũ mấy hôm nay")


def test_what_is_not_public_is_never_shown(w: Ward, client: Client) -> None:
    hoa_writes(w, at("2026-11-16 08:30"), text=PIPE, place="")  # thứ Hai, chữ chưa kiểm tra
    hidden = hoa_writes(w, at("2026-11-16 08:31"), text=PIPE, place="", public=False).message
    matter_acts.accept(hidden, kind="feedback", title="Ống nước vỡ", by=w.nam, at=at("2026-11-16 09:00"))
    assert "Cách trả lời bạn" in _words(client, PIPE)


def test_me_too_makes_no_message_and_one_form_counts_once(w: Ward, client: Client) -> None:
    message = _public(w)
    token = _token(_words(client, PIPE))
    before = Message.objects.count()
    for _ in range(2):
        page = client.post("/gui", {"step": "known", "token": token, "do": f"too:{message.number}"})
        assert f"/tra-loi/{message.number}" in page.content.decode()
    assert (Message.objects.count(), MeToo.objects.filter(message=message).count()) == (before, 1)
    assert Entry.objects.filter(kind="message.me_too").count() == 1


def test_my_matter_is_another_goes_on_to_the_way_to_answer(w: Ward, client: Client) -> None:
    _public(w)
    token = _token(_words(client, PIPE))
    page = client.post("/gui", {"step": "known", "token": token, "do": "on"})
    assert "Cách trả lời bạn" in page.content.decode()
    assert not MeToo.objects.exists()


def test_an_answer_that_is_enough_is_counted_once(w: Ward, client: Client) -> None:
    asked = _public(w, "Làm lại căn cước bị mất thì bao lâu có, làm ở phường được không?", "question")
    _answered(w, asked, "Cấp lại căn cước làm tại Công an, 7 ngày làm việc.")
    page = _words(client, "cho hoi lam lai can cuoc bi mat bao lau thi co", "question")
    assert "Câu trả lời này có đủ không?" in page
    assert "7 ngày làm việc" in page
    for _ in range(2):
        thanks = client.post("/gui", {"step": "known", "token": _token(page), "do": f"enough:{asked.number}"})
        assert "Cảm ơn bạn" in thanks.content.decode()
    assert Deflection.objects.filter(message=asked).count() == 1


def test_the_button_on_the_public_page_counts_once_an_hour_from_a_device_and_sets_no_cookie(
    w: Ward, client: Client
) -> None:
    message = _public(w)
    assert "Tôi cũng gặp việc này" in client.get(f"/tra-loi/{message.number}").content.decode()
    for _ in range(3):
        client.post(f"/tra-loi/{message.number}/toi-cung-gap")
    assert MeToo.objects.count() == 1
    assert not client.cookies
    assert "1 lượt «Tôi cũng gặp việc này»" in client.get(f"/tra-loi/{message.number}").content.decode()


def test_me_too_changes_no_day_and_no_order(w: Ward) -> None:
    message = _public(w)
    other = _public(w, "Đèn đường trước số 18 Nguyễn Trãi không sáng")
    order = list(Message.objects.order_by("due_on", "id").values_list("pk", "due_on", "stage", "ended_on"))
    for _ in range(5):
        me_too.me_too(other, at=at("2026-11-17 09:00"))  # thứ Ba
    assert list(Message.objects.order_by("due_on", "id").values_list("pk", "due_on", "stage", "ended_on")) == order
    assert message.pk == order[0][0]


def test_nothing_ties_a_press_to_a_message_of_the_same_form(w: Ward) -> None:
    message = _public(w)
    me_too.me_too(message, at=at("2026-11-17 09:00"), token="a" * 32)
    assert MeToo.objects.get().token_hash != token_hash("a" * 32)
