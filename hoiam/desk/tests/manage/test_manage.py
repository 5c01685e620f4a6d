"""The administrator's screens: chị Huy names the office, opens accounts, grants roles, and sees no message."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hoiam.answer.models import Route
from hoiam.law.models import track_for
from hoiam.ledger.models import Entry
from hoiam.office.models import Area, Office, Person, Topic, Unit
from hoiam.testing import Ward, hoa_writes, ward
from hoiam.workdays.models import calendar_of

pytestmark = pytest.mark.django_db

ADDRESSES = (
    *("", "/co-quan", "/can-bo", "/can-bo/moi", "/don-vi", "/dia-ban", "/linh-vuc", "/duyet", "/lich", "/thoi-han"),
)


@pytest.fixture
def w() -> Ward:
    return ward()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def huy(w: Ward) -> Client:
    return signed_in(w.admin)


def last_entry() -> Entry:
    return Entry.objects.order_by("id").last()


def sent(client: Client, to: str, /, **given: object) -> str:
    """What a person reads after sending a form that held."""
    answer = client.post(f"/ban/quan-tri{to}", given, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_every_screen_is_for_the_administrator_alone(w: Ward, huy: Client) -> None:
    about = (f"/can-bo/{w.nam.pk}", f"/don-vi/{w.kt.pk}", f"/dia-ban/{w.area.pk}", f"/linh-vuc/{w.topic.pk}")
    for address in (*ADDRESSES, *about):
        assert huy.get(f"/ban/quan-tri{address}").status_code == 200, address
        assert Client().get(f"/ban/quan-tri{address}")["Location"].startswith("/ban/dang-nhap"), address
        for person in (w.nam, w.binh):
            assert signed_in(person).get(f"/ban/quan-tri{address}").status_code == 403, address
            assert signed_in(person).post(f"/ban/quan-tri{address}").status_code == 403, address


def test_nothing_of_another_office_can_be_reached(w: Ward, huy: Client) -> None:
    stranger = Person.objects.create_user("la", None, full_name="Người Lạ", office=w.province)
    unit = Unit.objects.create(office=w.province, code="VP", name="Văn phòng UBND tỉnh")
    assert huy.get(f"/ban/quan-tri/can-bo/{stranger.pk}").status_code == 404
    assert huy.post(f"/ban/quan-tri/can-bo/{stranger.pk}/dong").status_code == 404
    assert huy.get(f"/ban/quan-tri/don-vi/{unit.pk}").status_code == 404


def test_the_administrator_lands_at_the_administration_and_sees_no_message(w: Ward, huy: Client) -> None:
    message = hoa_writes(w, timezone.now() - timedelta(minutes=30)).message
    answer = huy.get("/ban")
    assert (answer.status_code, answer["Location"]) == (302, "/ban/quan-tri")
    page = huy.get("/ban/quan-tri").content.decode()
    assert 'href="/ban/duyet"' not in page
    assert huy.get(f"/ban/viec/{message.number}").status_code == 403
    clerk = signed_in(w.nam).get("/ban").content.decode()
    assert "/ban/quan-tri" not in clerk
    assert 'href="/ban/duyet"' in clerk


FACTS = {
    "level": "phuong",
    "name": "Phường Sông Xanh",
    "address": "Số 9 đường Hoa Sen",
    "phone": "0200 3900 200",
    "police_phone": "",
    "email": "",
    "opening_hours": "",
    "hostname": "",
    "due_soon_days": "3",
    "escalate_after_days": "5",
}


def test_the_office_gets_its_name_and_the_ledger_says_which_facts_changed(w: Ward, huy: Client) -> None:
    sent(huy, "/co-quan", **FACTS)
    office = Office.objects.get(pk=w.office.pk)
    assert (office.name, office.due_soon_days) == ("Phường Sông Xanh", 3)
    entry = last_entry()
    assert (entry.kind, entry.by) == ("office.changed", w.admin)
    assert entry.payload == {"fields": ["address", "due_soon_days", "name", "opening_hours", "phone", "police_phone"]}
    assert "Phường Sông Xanh" in Client().get("/").content.decode()
    before = Entry.objects.count()
    assert "Không có gì khác trước" in sent(huy, "/co-quan", **FACTS)
    assert Entry.objects.count() == before


def test_two_offices_do_not_answer_at_one_host_name(w: Ward, huy: Client) -> None:
    Office.objects.filter(pk=w.province.pk).update(hostname="lac-hong.example")
    answer = huy.post("/ban/quan-tri/co-quan", FACTS | {"hostname": "lac-hong.example"})
    assert answer.status_code == 400
    assert "Tên miền này là của cơ quan khác" in answer.content.decode()
    assert Office.objects.get(pk=w.office.pk).name == "Phường Hòa Bình"


def test_what_is_still_missing_is_said_first(w: Ward, huy: Client) -> None:
    assert "Văn phòng HĐND và UBND" in huy.get("/ban/quan-tri").content.decode()  # no head of that unit
    w.nam.grants.update(ended_at=timezone.now())
    assert "Chưa ai giữ quyền công chức tiếp nhận" in huy.get("/ban/quan-tri").content.decode()


def test_a_unit_is_opened_renamed_and_keeps_its_code_once_a_matter_has_it(w: Ward, huy: Client) -> None:
    sent(huy, "/don-vi", code="VHXH", name="Phòng Văn hoá", phone="")
    unit = Unit.objects.get(code="VHXH")
    assert last_entry().payload == {"unit": "VHXH"}
    sent(huy, f"/don-vi/{unit.pk}", code="VH", name="Phòng Văn hóa – Xã hội", phone="0200 3900 105")
    unit.refresh_from_db()
    assert (unit.code, unit.name) == ("VH", "Phòng Văn hóa – Xã hội")
    assert last_entry().payload == {"unit": "VH", "unit_was": "VHXH"}
    message = hoa_writes(w, timezone.now() - timedelta(minutes=30)).message
    nam = signed_in(w.nam)
    nam.post(f"/ban/viec/{message.number}/nhan", {"nhan-kind": "feedback", "nhan-title": "Ống nước vỡ"})
    nam.post(f"/ban/viec/{message.number}/giao", {"giao-unit": str(unit.pk)})
    assert 'name="code" value="VH"' in huy.get(f"/ban/quan-tri/don-vi/{unit.pk}").content.decode()
    sent(huy, f"/don-vi/{unit.pk}", code="XYZ", name="Phòng Văn hóa – Xã hội", phone="")
    unit.refresh_from_db()
    assert unit.code == "VH"


def test_a_code_belongs_to_one_unit(w: Ward, huy: Client) -> None:
    answer = huy.post("/ban/quan-tri/don-vi", {"code": "KT", "name": "Phòng khác"})
    assert answer.status_code == 400
    assert "Ký hiệu này là của đơn vị khác" in answer.content.decode()
    assert "Phòng khác" in answer.content.decode()  # what was typed stays


def test_an_area_has_its_label_and_its_old_names_one_a_line(w: Ward, huy: Client) -> None:
    sent(huy, "/dia-ban", label="khu phố", name="Tân Phú", aliases="ấp Tân Phú\n\n xóm  Bến \nấp Tân Phú")
    area = Area.objects.get(name="Tân Phú")
    assert (str(area), area.aliases) == ("Khu phố Tân Phú", ["ấp Tân Phú", "xóm Bến"])
    assert last_entry().payload == {"area": str(area.pk)}
    assert 'value="khu phố"' in huy.get("/ban/quan-tri/dia-ban").content.decode()  # kept for the next one
    answer = huy.post("/ban/quan-tri/dia-ban", {"label": "khu phố", "name": "Tân Phú", "aliases": ""})
    assert "Tên này đã có trong danh sách" in answer.content.decode()
    sent(huy, f"/dia-ban/{area.pk}", label="khu phố", name="Tân Phú 1", aliases="")
    assert last_entry().kind == "area.changed"


def test_a_topic_is_published_with_the_post_of_who_added_it(w: Ward, huy: Client) -> None:
    sent(huy, "/linh-vuc", words="Đèn đường", lead=w.kt.pk, along="đơn vị chiếu sáng")
    topic = Topic.objects.get(slug="den-duong")
    assert (topic.lead, topic.added_by) == (w.kt, "Quản trị hệ thống")
    assert last_entry().payload == {"topic": "den-duong"}
    page = Client().get("/co-quan").content.decode()
    assert "Đèn đường" in page
    assert "đơn vị chiếu sáng" in page


def test_a_topic_that_was_used_is_changed_but_never_removed(w: Ward, huy: Client) -> None:
    hoa_writes(w, timezone.now() - timedelta(minutes=30))
    assert "Bỏ lĩnh vực này" not in huy.get(f"/ban/quan-tri/linh-vuc/{w.topic.pk}").content.decode()
    assert "chỉ sửa, không bỏ được" in sent(huy, f"/linh-vuc/{w.topic.pk}/bo")
    sent(huy, f"/linh-vuc/{w.topic.pk}", words="Nước sạch", lead=w.vp.pk, along="")
    assert Topic.objects.get(pk=w.topic.pk).slug == "nuoc-sach"
    spare = Topic.objects.create(office=w.office, slug="cho", words="Chợ", lead=w.kt)
    sent(huy, f"/linh-vuc/{spare.pk}/bo")
    assert not Topic.objects.filter(slug="cho").exists()
    assert last_entry().kind == "topic.removed"


def test_the_route_of_a_kind_leads_to_another_desk(w: Ward, huy: Client) -> None:
    chosen = {
        "feedback": "approver",
        "question": "head_of_unit",
        "petition": "vice_chairman",
        "procedure": "vice_chairman",
        "information": "vice_chairman",
        "complaint": "approver",
        "denunciation": "approver",
    }
    before = Entry.objects.count()
    sent(huy, "/duyet", **chosen)
    assert Route.objects.get(office=w.office, kind="feedback").role == "approver"
    assert Entry.objects.count() == before + 1  # only what differs is entered
    assert last_entry().payload == {
        "kind": "feedback",
        "topic": "",
        "role": "approver",
        "form_check": False,
    }
    assert huy.post("/ban/quan-tri/duyet", chosen | {"feedback": "clerk"}).status_code == 400


def test_fields_topics_and_lent_powers_stand_on_one_screen(w: Ward, huy: Client) -> None:
    sent(huy, "/duyet/linh-vuc", **{"linh-vuc-topic": w.topic.pk, "linh-vuc-kind": "", "linh-vuc-role": "approver"})
    sent(huy, "/duyet/phu-trach", **{"phu-trach-person": w.hai.pk, "phu-trach-unit": w.vp.pk})
    day = timezone.localdate().isoformat()
    given = {"giver": w.binh.pk, "taker": w.hai.pk, "from_day": day, "until_day": day, "paper": "12/QĐ-UBND"}
    page = sent(huy, "/duyet/uy-quyen", **{f"uy-quyen-{name}": value for name, value in given.items()})
    assert "Lý Quốc Hải</strong> thay Trần Văn Bình" in page
    assert "mọi loại: người duyệt: Chủ tịch" in page
    held = w.hai.oversees.get(unit=w.vp)
    page = sent(huy, "/duyet/thoi-phu-trach", **{"thoi-phu-trach-field": held.pk})
    assert "thôi phụ trách Văn phòng" in page


def test_the_calendar_shows_what_is_known_and_takes_a_day_with_its_paper(w: Ward, huy: Client) -> None:
    page = huy.get("/ban/quan-tri/lich?nam=2026").content.decode()
    assert "thứ Ba, 24/11/2026" in page
    assert "Nghị quyết 28/2026/QH16" in page
    assert "thứ Bảy, 10/01/2026" in page  # a make-up day
    assert "dự kiến" in huy.get("/ban/quan-tri/lich?nam=2027").content.decode()
    off = {"day": "2026-12-07", "works": "0", "name": "Nghỉ bão", "source": "Công điện 15"}  # thứ Hai
    sent(huy, "/lich", **off)
    office = Office.objects.get(pk=w.office.pk)
    assert not calendar_of(office).is_working(date(2026, 12, 7))
    assert last_entry().payload == {"day": "2026-12-07", "works": False}
    assert huy.post("/ban/quan-tri/lich", off | {"source": ""}).status_code == 400


def test_an_own_period_is_set_from_a_day_on_and_what_the_law_sets_is_only_read(w: Ward, huy: Client) -> None:
    page = huy.get("/ban/quan-tri/thoi-han").content.decode()
    assert "5 ngày làm việc từ ngày tiếp nhận; gia hạn một lần, thêm 5 ngày làm việc" in page
    assert "tạm áp dụng, chưa đối chiếu văn bản" in page
    today = timezone.localdate()
    later = today + timedelta(days=30)
    sent(huy, "/thoi-han", kind="feedback", length="3", from_day=later.isoformat())
    office = Office.objects.get(pk=w.office.pk)
    lengths = [track_for(office, "feedback", received=day).steps[0].length for day in (today, later)]
    assert lengths == [5, 3]
    assert "Sắp áp dụng" in huy.get("/ban/quan-tri/thoi-han").content.decode()
    law = {"kind": "information", "length": "30", "from_day": later.isoformat()}
    assert huy.post("/ban/quan-tri/thoi-han", law).status_code == 400
    back = {"kind": "feedback", "length": "9", "from_day": (today - timedelta(days=1)).isoformat()}
    assert "không sửa lùi" in huy.post("/ban/quan-tri/thoi-han", back).content.decode()
