"""The public register, and a withholding looked at again by somebody outside."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from hoiam.answer.matter import acts as matter_acts
from hoiam.ledger.models import Entry
from hoiam.listen.access import may_see
from hoiam.listen.chores import end_lapsed_withholdings
from hoiam.listen.intake.receiving import Receipt
from hoiam.listen.models import Appeal, Message
from hoiam.listen.publicity.privacy import public_face
from hoiam.listen.withholding.acts import Order, propose_withholding, withhold
from hoiam.listen.withholding.appealing import appeal, review, reviewable
from hoiam.listen.withholding.notices import parts
from hoiam.listen.withholding.register import kept_confidential
from hoiam.office.acts import appoint, grant
from hoiam.office.models import Office, Person, Role
from hoiam.outbox.models import Row
from hoiam.testing import FOUNDED, Ward, at, hoa_writes, ward
from hoiam.timetable import LETTERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def w() -> Ward:
    return ward()


def person(office: Office, username: str, role: Role, post: str) -> Person:
    one = appoint(office, username, None, f"Người {username}", by=None, at=FOUNDED, post=post)
    grant(one, role, by=None, at=FOUNDED)
    return one


@pytest.fixture
def auditor(w: Ward) -> Person:
    return person(w.office, "giamsat", Role.AUDITOR, "Trưởng Ban Thanh tra nhân dân")


@pytest.fixture
def above(w: Ward) -> Person:
    return person(w.province, "tinh", Role.HEAD_OF_UNIT, "Chánh Thanh tra")


def kept(w: Ward, ground: str = "private", **more: object) -> Receipt:
    """Accepted on thứ Hai 12/10/2026 and kept by two on the same day."""
    receipt = hoa_writes(w, at("2026-10-12 08:00"), contact={"email": "hoa@example.vn"})
    message = Message.objects.get(pk=receipt.message.pk)
    matter_acts.accept(message, kind="feedback", title="Ống nước vỡ đầu ngõ", by=w.nam, at=at("2026-10-12 08:30"))
    given = {"ground": ground, "by": w.nam, "at": at("2026-10-12 09:00")} | more
    withhold(propose_withholding(message, **given), by=w.lan, at=at("2026-10-12 10:00"))  # type: ignore[arg-type]
    return receipt


def readable(receipt: Receipt, when: str) -> bool:
    face = public_face(Message.objects.get(pk=receipt.message.pk), at=at(when))
    assert face is not None
    return face.text is not None


def asked(receipt: Receipt, *, by_sender: bool = False, when: str = "2026-10-13 08:00") -> Appeal:
    message = Message.objects.get(pk=receipt.message.pk)
    (row,) = appeal(message, reason="Chỗ này không có gì riêng tư.", by_sender=by_sender, at=at(when))
    return row


REASON = "Che tên rồi thì không còn gì riêng tư, việc này chung của cả ngõ."


def test_from_start_to_end_an_auditor_publishes_it_again(w: Ward, auditor: Person) -> None:
    receipt = kept(w)
    row = asked(receipt)
    assert row.due_on == date(2026, 10, 27)  # ten working days after thứ Ba 13/10: thứ Ba 27/10
    review(row, publish=True, reason=REASON, by=auditor, at=at("2026-10-14 08:00"))
    assert readable(receipt, "2026-10-14 09:00")
    assert Message.objects.get().withholdings.get().how_ended == "reviewed"
    page = Client().get("/khong-dang").content.decode()
    assert "Đăng công khai trở lại" in page
    assert REASON in page
    assert "Trưởng Ban Thanh tra nhân dân" in page
    assert "Người giamsat" not in page
    assert REASON not in " ".join(Entry.objects.values_list("canonical", flat=True))
    # The same ground does not come back the day after.
    with pytest.raises(ValidationError, match="đã được xem xét lại"):
        propose_withholding(Message.objects.get(), ground="private", by=w.nam, at=at("2026-10-15 08:00"))


def test_it_may_be_upheld_and_everybody_reads_why(w: Ward, auditor: Person) -> None:
    receipt = kept(w)
    review(asked(receipt), publish=False, reason=REASON, by=auditor, at=at("2026-10-14 08:00"))
    assert not readable(receipt, "2026-10-14 09:00")
    page = Client().get(f"/tra-loi/{receipt.number}").content.decode()
    assert "Giữ nguyên, chưa đăng" in page
    assert REASON in page
    # Another reader's question does not use up the sender's own.
    with pytest.raises(ValidationError, match="Không có gì để xem xét lại"):
        asked(receipt)
    assert asked(receipt, by_sender=True)


def test_nobody_of_the_unit_or_without_the_role_decides(w: Ward, auditor: Person, above: Person) -> None:
    row = asked(kept(w))
    for one in (w.nam, w.lan, w.binh, w.hung, w.admin):
        with pytest.raises(PermissionDenied):
            review(row, publish=False, reason=REASON, by=one, at=at("2026-10-14 08:00"))
    fresh = appoint(w.office, "moi", None, "Người mới", by=w.admin, at=at("2026-10-12 08:00"), post="Giám sát")
    grant(fresh, Role.AUDITOR, by=w.admin, at=at("2026-10-12 08:00"))
    with pytest.raises(PermissionDenied, match="7 ngày"):
        review(row, publish=False, reason=REASON, by=fresh, at=at("2026-10-14 08:00"))
    review(row, publish=False, reason=REASON, by=above, at=at("2026-10-14 08:00"))


def test_the_province_decides_over_the_border_and_still_opens_no_message(w: Ward, above: Person) -> None:
    receipt = kept(w, "danger", note="Của người báo: bị dọa.")
    row = asked(receipt)
    assert list(reviewable(above)) == [row]
    message = Message.objects.get()
    assert not may_see(above, message)
    client = Client()
    client.force_login(above)
    page = client.get("/ban/xem-xet-lai").content.decode()
    assert "Ống nước ở đầu ngõ 45" in page
    assert "bị dọa" in page
    assert "0912" not in page
    assert client.get(f"/ban/viec/{receipt.number}").status_code == 404
    answer = client.post("/ban/xem-xet-lai", {"de-nghi": str(row.pk), "decision": "dang", "reason": "Ngắn"})
    assert answer.status_code == 400
    assert "câu trọn vẹn" in answer.content.decode()
    named = client.post(
        "/ban/xem-xet-lai",
        {"de-nghi": str(row.pk), "decision": "dang", "reason": "Gọi số 0912 345 678 thì thấy không có gì."},
    )
    assert "không ghi tên" in named.content.decode()


def test_the_desk_of_another_province_and_of_other_staff_has_no_such_page(w: Ward) -> None:
    row = asked(kept(w))
    elsewhere = Office.objects.create(code="khac", name="Tỉnh Khác", level="province")
    stranger = person(elsewhere, "xa", Role.APPROVER, "Chủ tịch")
    client = Client()
    client.force_login(stranger)
    assert "Không có đề nghị nào" in client.get("/ban/xem-xet-lai").content.decode()
    assert client.post("/ban/xem-xet-lai", {"de-nghi": str(row.pk), "decision": "dang"}).status_code == 404
    client.force_login(w.nam)
    assert client.get("/ban/xem-xet-lai").status_code == 403


def test_undecided_it_lapses_but_for_the_first_three_grounds(w: Ward) -> None:
    order = Order("15/QĐ-TA", date(2026, 10, 9), "Tòa án nhân dân khu vực 2")
    selling = kept(w, "selling")
    ordered = kept(w, "order", order=order, clause="Khoản 2 Điều 5", until=date(2027, 3, 1))
    stays = [kept(w), kept(w, "danger", note="Bị dọa.", until=None), kept(w, "confidential", clause="Điều 12 LKN")]
    for receipt in (selling, ordered, *stays):
        asked(receipt)
    end_lapsed_withholdings(at("2026-10-27 23:00"))
    assert not readable(selling, "2026-10-28 08:00")
    end_lapsed_withholdings(at("2026-10-28 00:10"))
    assert readable(selling, "2026-10-28 08:00")
    assert readable(ordered, "2026-10-28 08:00")
    assert not any(readable(receipt, "2026-10-28 08:00") for receipt in stays)
    page = Client().get("/khong-dang").content.decode()
    assert "Quá hạn không ai quyết định" in page
    assert "không ai quyết định đề nghị xem xét lại trong hạn" in page


def test_what_is_undecided_past_its_day_is_said_and_can_still_be_decided(w: Ward, auditor: Person) -> None:
    row = asked(kept(w))
    end_lapsed_withholdings(at("2026-11-16 00:10"))
    row.refresh_from_db()
    assert row.decided_at is None
    if timezone.localdate() > row.due_on:
        assert "Quá hạn, chưa ai quyết định" in Client().get("/khong-dang").content.decode()
    review(row, publish=True, reason=REASON, by=auditor, at=at("2026-11-16 08:00"))


def test_the_sender_is_told_ground_clause_and_how_to_ask_and_then_the_result(w: Ward, auditor: Person) -> None:
    receipt = kept(w, "confidential", clause="Điều 49 khoản 2 Luật Tố cáo 2018")
    mail = LETTERS["withheld"](Row.objects.get(template="withheld"))
    assert mail is not None
    for told in ("Tố cáo, khiếu nại", "Điều 49 khoản 2", f"/tra-loi/{receipt.number}/xem-xet-lai", "10 ngày làm việc"):
        assert told in mail.body
    review(asked(receipt, by_sender=True), publish=False, reason=REASON, by=auditor, at=at("2026-10-14 08:00"))
    mail = LETTERS["reviewed"](Row.objects.get(template="reviewed"))
    assert mail is not None
    assert REASON in mail.body


def test_anybody_asks_without_an_account_and_the_sender_with_the_key(w: Ward) -> None:
    receipt = kept(w)
    reader, hoa = Client(), Client()
    assert f"/tra-loi/{receipt.number}/xem-xet-lai" in reader.get(f"/tra-loi/{receipt.number}").content.decode()
    reader.post(f"/tra-loi/{receipt.number}/xem-xet-lai", {"reason": ""})
    hoa.post("/theo-doi", {"number": receipt.number, "key": receipt.key})
    page = hoa.get(f"/tra-loi/{receipt.number}/xem-xet-lai").content.decode()
    assert "tư cách người gửi" in page
    hoa.post(f"/tra-loi/{receipt.number}/xem-xet-lai", {"reason": "Tôi muốn đăng, số tôi 0912 345 678."})
    assert sorted(Appeal.objects.values_list("by_sender", flat=True)) == [False, True]
    # What was written for it lies sealed, and no page of the public shows it.
    assert b"0912" not in b"".join(bytes(row.sealed_reason) for row in Appeal.objects.all())
    assert "0912" not in Client().get("/khong-dang").content.decode()
    # A second time, and of what is not withheld: nothing.
    assert reader.post(f"/tra-loi/{receipt.number}/xem-xet-lai", {"reason": ""}).status_code == 400
    other = hoa_writes(w, timezone.now() - timedelta(minutes=5))
    assert reader.get(f"/tra-loi/{other.number}/xem-xet-lai").status_code == 404


def test_the_register_shows_ground_and_clause_and_never_the_note_or_the_people(w: Ward) -> None:
    danger = kept(w, "danger", note="Của bà Nguyễn Thị Hoa: bị dọa đánh.")
    own = hoa_writes(w, at("2026-10-12 08:00"), public=False)
    third = kept(w, "confidential", clause="Điều 12 Luật Khiếu nại 2011")
    restricted = hoa_writes(w, at("2026-10-12 08:00"), kind="denunciation", channel="letter", confidential=True)
    page = Client().get("/khong-dang").content.decode()
    table = Client().get("/khong-dang.csv").content.decode()
    for text in (page, table):
        digits = text.replace(" ", "")
        assert danger.number in digits
        assert own.number in digits
        assert third.number not in digits
        assert restricted.number not in digits
        assert "Người gửi không muốn đăng" in text
        assert "bị dọa" not in text
        for one in (w.nam, w.lan):
            assert one.full_name not in text
    assert kept_confidential(w.office, 2026) == "dưới 05"
    assert "dưới 05" in page


def test_the_register_goes_page_by_page_and_by_ground_and_state(w: Ward) -> None:
    for minute in range(55):
        hoa_writes(w, at("2026-10-12 08:00") + timedelta(minutes=minute), public=False)
    kept(w, "selling")
    first = Client().get("/khong-dang").content.decode()
    assert first.count('href="/tra-loi/') == 50
    after = first.split("sau=")[1].split('"')[0]
    second = Client().get(f"/khong-dang?sau={after}").content.decode()
    assert second.count('href="/tra-loi/') == 6
    selling = Client().get("/khong-dang?ly-do=selling&tinh-trang=dang").content.decode()
    assert selling.count('scope="row"') == 1
    assert "Không có nội dung nào như vậy" in Client().get("/khong-dang?tinh-trang=xem-xet").content.decode()
    assert Client().get("/khong-dang?sau=xx_1&ly-do=xx").status_code == 200


def test_a_table_program_takes_no_cell_for_a_formula(w: Ward) -> None:
    kept(w, "confidential", clause="x")
    kept(w, "selling", clause="=1+1")
    assert "'=1+1" in Client().get("/khong-dang.csv").content.decode()


def test_the_days_mail_tells_who_must_agree_and_who_must_look_again(w: Ward, auditor: Person) -> None:
    receipt = kept(w)
    asked(receipt)
    message = hoa_writes(w, at("2026-10-12 08:00")).message
    propose_withholding(message, ground="private", by=w.nam, at=at("2026-10-12 09:00"))
    told = {heading: lines for heading, lines in parts(w.lan, date(2026, 10, 13)) if lines}
    assert list(told) == ["Đề nghị không đăng chờ người thứ hai:"]
    (lines,) = (lines for _, lines in parts(auditor, date(2026, 10, 13)) if lines)
    assert "thứ Ba, 27/10/2026" in lines[0]
