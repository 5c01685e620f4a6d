"""The inbox: each filter says itself, narrowing keeps through the pages, several matters are given at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.approval.delegating import delegate
from hoiam.answer.inbox.digest import digest_parts
from hoiam.answer.inbox.inbox import _days_left
from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.matter.cooperation import ask_cooperation
from hoiam.answer.models import Matter
from hoiam.answer.reply import acts
from hoiam.listen.message.deadlines import working_days_left
from hoiam.listen.models import Message
from hoiam.office.models import Person
from hoiam.testing import Ward, hoa_writes, ward

pytestmark = pytest.mark.django_db

WORDS = "Công ty cấp nước đã thay đoạn ống dài 4 m và lấp lại mặt đường."


@pytest.fixture
def w() -> Ward:
    return ward()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def received(w: Ward, *, days: int = 0, **more: object) -> Message:
    return hoa_writes(w, timezone.now() - timedelta(days=days, minutes=30), **more).message


def accepted(w: Ward, **more: Any) -> Matter:
    message = received(w, **more)
    return matter_acts.accept(message, kind="feedback", title="Ống nước vỡ", by=w.nam, at=timezone.now())


def assigned(w: Ward, **more: Any) -> Matter:
    matter = accepted(w, **more)
    matter_acts.assign(matter, w.kt, by=w.nam, at=timezone.now())
    return matter


def numbers(page: str) -> set[str]:
    return {part[:9] for part in page.split("/ban/viec/")[1:]}


def listed(person: Person, query: str) -> set[str]:
    return numbers(signed_in(person).get(f"/ban?{query}").content.decode())


def test_a_narrowed_filter_says_itself_in_a_sentence_and_lists_just_that(w: Ward) -> None:
    late = assigned(w, days=60)
    assigned(w, days=60, area=None)
    assigned(w)
    query = f"loc=qua-han&linh-vuc=nuoc-sach&dia-ban={w.area.pk}&don-vi=KT&nguon=web&loai=feedback"
    page = signed_in(w.nam).get(f"/ban?{query}").content.decode()
    assert (
        "Việc quá hạn về nước sinh hoạt, ống vỡ, loại phản ánh, tổ dân phố 3, "
        "do Phòng Kinh tế, Hạ tầng và Đô thị chủ trì, nhận qua trang này, chậm nhất trước"
    ) in page
    assert numbers(page) == {late.message.number}
    # What the office does not know narrows nothing.
    assert late.message.number in listed(w.nam, "loc=qua-han&linh-vuc=khong-co&dia-ban=abc&loai=x")


def test_the_pages_of_a_narrowed_list_keep_what_narrows_it(w: Ward) -> None:
    for _ in range(52):
        received(w)
    received(w, channel="phone")
    first = signed_in(w.nam).get("/ban?loc=moi&nguon=web").content.decode()
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = numbers(signed_in(w.nam).get(f"/ban{following}").content.decode())
    assert len(numbers(first)) == 50
    assert len(second) == 2
    assert numbers(first) & second == set()


def test_what_waits_for_me_is_different_for_each(w: Ward) -> None:
    new, waiting, working = received(w), accepted(w), assigned(w)
    drafted = assigned(w)
    acts.draft(drafted, outcome="solved", text=WORDS, by=w.hung, at=timezone.now())
    sent = assigned(w)
    reply = acts.draft(sent, outcome="solved", text=WORDS, by=w.hung, at=timezone.now())
    approval_acts.approve(reply, by=w.lan, at=timezone.now())
    assert listed(w.nam, "loc=cho-toi") == {new.number, waiting.message.number, sent.message.number}
    assert listed(w.hung, "loc=cho-toi") == {working.message.number}
    assert listed(w.lan, "loc=cho-toi") == {working.message.number, drafted.message.number}
    assert listed(w.thu, "loc=cho-toi") == {sent.message.number}
    assert listed(w.binh, "loc=cho-toi") == set()


def test_units_that_help_and_units_that_wait_for_them_have_their_lists(w: Ward) -> None:
    matter = assigned(w)
    ask_cooperation(matter, w.vp, due_on=timezone.localdate(), what="Cho số hộ.", by=w.lan, at=timezone.now())
    assert listed(w.mai, "loc=phoi-hop") == {matter.message.number}
    assert matter.message.number in listed(w.mai, "loc=cho-toi")
    assert listed(w.lan, "loc=cho-phoi-hop") == {matter.message.number}
    assert listed(w.hung, "loc=phoi-hop") == set()


def test_several_matters_are_given_at_once_and_what_failed_is_named(w: Ward) -> None:
    first, second, new = accepted(w), accepted(w), received(w)
    nam = signed_in(w.nam)
    assert f'value="{first.message.number}"' in nam.get("/ban").content.decode()
    chosen = [first.message.number, second.message.number, new.number]
    page = nam.post("/ban/giao", {"chon": chosen, "don-vi": "VP", "ve": "loc=mo&x=1"}, follow=True)
    shown = page.content.decode()
    assert page.request["QUERY_STRING"] == "loc=mo"
    assert "Đã giao 2 việc cho Văn phòng HĐND và UBND." in shown
    assert f"{new.number[:4]} {new.number[4:8]} {new.number[8]}: chưa phân loại" in shown
    third = accepted(w)
    nam.post("/ban/giao", {"chon": [third.message.number], "don-vi": "theo-linh-vuc"})
    units = dict(Matter.objects.values_list("message__number", "unit__code"))
    assert units[third.message.number] == "KT"
    assert signed_in(w.hung).post("/ban/giao", {"chon": chosen, "don-vi": "KT"}).status_code == 403


def test_a_matter_that_nobody_leads_shows_whom_its_topic_proposes(w: Ward) -> None:
    accepted(w)
    assert "chưa giao; đề xuất: Phòng Kinh tế" in signed_in(w.nam).get("/ban").content.decode()


def test_the_filters_have_a_form_without_a_script(w: Ward) -> None:
    page = signed_in(w.nam).get("/ban/loc?loc=qua-han&don-vi=KT").content.decode()
    assert '<form method="get" action="/ban"' in page
    assert '<option value="KT" selected>' in page
    assert "Tổ dân phố 3" in page
    assert signed_in(w.nam).get("/ban/phim-tat").status_code == 200


def test_the_digest_tells_who_decides_who_helps_and_who_stands_in(w: Ward) -> None:
    drafted, helped = assigned(w), assigned(w)
    acts.draft(drafted, outcome="refused", text=WORDS, by=w.hung, at=timezone.now())
    today = timezone.localdate()
    ask_cooperation(helped, w.vp, due_on=today, what="Cho số hộ.", by=w.lan, at=timezone.now())
    delegate(w.binh, w.hai, from_day=today, until_day=today, by=w.binh, at=timezone.now())
    told = {name: dict(digest_parts(getattr(w, name), today)) for name in ("lan", "hai", "mai")}
    decides = "Dự thảo chờ bạn duyệt hoặc kiểm tra thể thức:"
    assert len(told["hai"][decides]) == 1
    assert told["lan"][decides] == []
    assert f"bạn duyệt thay {w.binh.full_name}" in told["hai"]["Ủy quyền duyệt:"][0]
    (line,) = told["mai"]["Đơn vị bạn được đề nghị phối hợp, gần hạn nội bộ nhất trước:"]
    assert "Phòng Kinh tế, Hạ tầng và Đô thị chủ trì" in line


def test_days_late_are_the_same_on_a_page_of_one_and_of_many(w: Ward) -> None:
    office, today = w.office, date(2026, 11, 22)  # Chủ nhật
    days = [today - timedelta(days=back) for back in range(40)] + [today + timedelta(days=on) for on in range(20)]
    assert _days_left(office, set(days), today) == {day: working_days_left(office, day, today) for day in days}
