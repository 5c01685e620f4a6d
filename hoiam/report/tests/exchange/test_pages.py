"""Reports between two servers as the desk sees them: on their way, there, refused; what came in."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from hoiam.office.acts import grant
from hoiam.office.models import Person, Role
from hoiam.outbox import acts as outbox
from hoiam.outbox.models import Row
from hoiam.report.bundle.outgoing import made, newest
from hoiam.report.duties import submitting
from hoiam.report.exchange.receiving import answer_to, receive
from hoiam.report.exchange.sending import take_answer
from hoiam.report.models import Acknowledged, LedgerFault, SentBundle, Submission, TakenIn
from hoiam.report.tests.conftest import AFTER, WEEK, when
from hoiam.report.tests.two_servers import Servers, joined, submitted
from hoiam.testing import FOUNDED

NOON = when("11-16", "11:30")  # thứ Hai


@pytest.fixture
def servers(cast, tmp_path) -> Servers:
    return joined(cast, tmp_path / "tinh.keys")


@pytest.fixture
def submission(servers, scene) -> Submission:
    scene.receive(when("11-10"))
    return submitted(servers.cast, WEEK, AFTER)


def client(person: Person) -> Client:
    signed_in = Client()
    signed_in.force_login(person)
    return signed_in


def page(person: Person, address: str = "/ban/may-chu") -> str:
    answer = client(person).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_what_waits_for_the_line_says_why_and_when_it_goes_again(cast, servers, submission):
    assert "đang chờ gửi" in page(cast.nam)
    assert "đang chờ gửi" in page(cast.binh, "/ban/bao-cao/weekly/2026-W46")
    row = Row.objects.get()
    Row.objects.update(attempts=1)
    row.refresh_from_db()
    outbox.failed(row, "LineDown", at=NOON)
    shown = page(cast.nam)
    assert "Lần gửi thứ 1 chưa được: chưa nối được đến máy chủ cấp trên. Gửi lại lúc 11:31 ngày 16/11/2026." in shown
    Row.objects.update(attempts=40)
    row.refresh_from_db()
    outbox.failed(row, "KeyUnknown", at=NOON)
    row.refresh_from_db()
    assert row.failed_at is None  # a report is never given up
    assert "máy chủ cấp trên chưa nhận khóa của ta" in page(cast.nam)


def test_what_arrived_says_so_and_the_ledger_shows_the_province_as_its_witness(cast, servers, submission):
    row = servers.there(receive, made(newest(submission), at=AFTER), at=NOON)
    take_answer(servers.to_province, servers.there(answer_to, row), at=NOON)
    assert "Tỉnh Lạc Hồng đã nhận" in page(cast.nam)
    assert "Nhận lúc 11:30 ngày 16/11/2026, đã ký đối chiếu nhật ký." in page(cast.nam)
    servers.there(submitting.accept, row.submission, by=servers.dao, at=NOON)
    take_answer(servers.to_province, servers.there(answer_to, row), at=NOON)
    assert "đã ký đối chiếu nhật ký. Kết quả: tiếp nhận." in page(cast.nam)
    assert "tỉnh đã đối chiếu" in Client().get("/nhat-ky").content.decode()
    note = Client().get("/nhat-ky/moc.txt").content.decode()
    assert [line.split()[1] for line in note.splitlines() if line.startswith("— ")] == ["hoiam/hoa-binh", "hoiam/tinh"]
    said = StringIO()
    call_command("ledger", "checkpoint", office="hoa-binh", stdout=said)
    assert said.getvalue() == note


def test_a_refused_report_says_why_and_is_sent_again_by_a_button(cast, servers, submission):
    bundle = newest(submission)
    made(bundle, at=AFTER)
    reason = "Bản 1 đang ở cấp trên: chờ cấp trên trả lại rồi mới gửi bản mới."
    about = {"taken_in": False, "reason": reason, "answered_at": NOON, "text": "", "at": NOON}
    Acknowledged.objects.create(bundle=bundle, **about)
    assert reason in page(cast.nam)
    answer = client(cast.nam).post(f"/ban/may-chu/goi/{bundle.pk}/gui-lai", follow=True)
    assert "Đã lập gói mới" in answer.content.decode()
    assert list(SentBundle.objects.values_list("sequence", flat=True)) == [1, 2]
    again = client(cast.nam).post(f"/ban/may-chu/goi/{bundle.pk}/gui-lai", follow=True)
    assert "Gói trước đang được gửi" in again.content.decode()


def test_exact_figures_leave_the_desk_only_by_who_may_know_them(cast, servers, submission):
    address = f"/ban/may-chu/goi/{newest(submission).pk}"
    assert client(cast.nam).get(address).status_code == 404
    got = client(cast.binh).get(address)
    assert got["Content-Disposition"] == 'attachment; filename="hoa-binh-weekly-2026-W46-v1.hoiam"'
    assert got.content == made(newest(submission), at=NOON)
    assert client(cast.hung).get("/ban/may-chu").status_code == 200  # judges reports, sends none
    assert client(cast.admin).get("/ban/may-chu").status_code == 403


def test_a_file_carried_by_hand_is_taken_in_and_its_answer_carried_home(cast, servers, submission, monkeypatch):
    data = made(newest(submission), at=AFTER)
    with servers.at_province():
        there = client(servers.dao)
        assert "Chưa nhận báo cáo nào từ máy chủ khác" in there.get("/ban/may-chu").content.decode()
        broken = SimpleUploadedFile("b.hoiam", data[:-1])
        refused = there.post("/ban/may-chu/nhan", {"file": broken})
        assert refused.status_code == 400
        assert "không còn đúng từng byte" in refused.content.decode()
        there.post("/ban/may-chu/nhan", {"file": SimpleUploadedFile("b.hoiam", data)})
        row = TakenIn.objects.get()
        shown = there.get("/ban/may-chu").content.decode()
        assert "Báo cáo tuần, 09/11/2026 đến 15/11/2026" in shown
        address = f"/ban/may-chu/da-nhan/{row.pk}/bao-cao.pdf"
        assert there.get(address).status_code == 404  # the exact figures stand in it
        grant(servers.dao, Role.APPROVER, by=None, at=FOUNDED)
        assert there.get(address).content.startswith(b"%PDF-")
        told = there.get(f"/ban/may-chu/da-nhan/{row.pk}/tra-loi.json").content
    assert client(cast.nam).get(f"/ban/may-chu/da-nhan/{row.pk}/tra-loi.json").status_code == 404
    nonsense = client(cast.nam).post("/ban/may-chu/tra-loi", {"file": SimpleUploadedFile("a.json", b"[")})
    assert "không phải câu trả lời của cấp trên" in nonsense.content.decode()
    client(cast.nam).post("/ban/may-chu/tra-loi", {"file": SimpleUploadedFile("a.json", told)})
    assert Acknowledged.objects.get().taken_in


def test_a_ledger_that_did_not_go_on_stands_at_the_top_of_the_page(cast, servers):
    LedgerFault.objects.create(peer=servers.from_ward, digest="d", what="rolled_back", kept=900, shown=40, at=NOON)
    with servers.at_province():
        shown = page(servers.dao)
    assert "Nhật ký của nơi gửi không nối tiếp" in shown
    assert "nhật ký bị lùi lại. Mốc đã giữ có 900 dòng, mốc trong gói có 40 dòng." in shown


def test_figures_that_are_counted_otherwise_are_told(cast, servers, submission):
    row = servers.there(receive, made(newest(submission), at=AFTER), at=NOON)
    TakenIn.objects.filter(pk=row.pk).update(differing=["moon_phases"])
    with servers.at_province():
        assert "khác cách tính" in page(servers.dao)


def test_the_command_line_carries_files_both_ways(cast, servers, submission, tmp_path):
    with pytest.raises(CommandError, match="chưa nộp cho máy chủ cấp trên"):
        call_command("report", "send", "--period", "2026-W45", "--office", "hoa-binh", "--out", str(tmp_path))
    call_command(
        "report", "send", "--period", "2026-W46", "--office", "hoa-binh", "--out", str(tmp_path), stdout=StringIO()
    )
    path, back, said = tmp_path / "hoa-binh-weekly-2026-W46-v1.hoiam", tmp_path / "tra-loi.json", StringIO()
    with servers.at_province():
        call_command("report", "receive", str(path), "--answer", str(back), stdout=said)
        altered = bytearray(path.read_bytes())
        altered[len(altered) // 2] ^= 1
        (tmp_path / "sua.hoiam").write_bytes(altered)
        with pytest.raises(CommandError, match=r"Không nhận: Tệp «report\.pdf» trong gói không khớp"):
            call_command("report", "receive", str(tmp_path / "sua.hoiam"), stdout=StringIO())
    assert "Đã nhận Phường Hòa Bình: weekly 2026-W46, bản 1." in said.getvalue()
    assert json.loads(back.read_text())["answer"]["taken_in"]
    call_command("report", "receive", str(back), "--office", "hoa-binh", stdout=StringIO())
    assert Acknowledged.objects.get().taken_in
