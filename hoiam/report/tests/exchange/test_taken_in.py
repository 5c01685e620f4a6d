"""A report from another server: taken in once, cosigned, given back and corrected; everything else is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test.utils import override_settings

from hoiam.ledger.acts import latest_checkpoint
from hoiam.ledger.models import Entry
from hoiam.ledger.outside.notes import read, read_verifier
from hoiam.office.models import Office
from hoiam.outbox.models import Row
from hoiam.report.bundle import format as form
from hoiam.report.bundle.format import Refused, pack, unpack
from hoiam.report.bundle.outgoing import made, newest, send_again
from hoiam.report.bundle.peers import change_address, end_peer
from hoiam.report.counting.compile import of_version
from hoiam.report.duties import submitting
from hoiam.report.exchange.answers import NotAnAnswer
from hoiam.report.exchange.receiving import RefusedBundle, TheirKeyUnknown, answer_to, receive
from hoiam.report.exchange.sending import take_answer
from hoiam.report.models import Acknowledged, Cosignature, Frozen, LedgerFault, Report, Submission, TakenIn
from hoiam.report.sections.completeness import problems
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when
from hoiam.report.tests.two_servers import JOINED, URL, Servers, approved, joined, submitted
from hoiam.report.versions.proof import holds
from hoiam.report.versions.submissions import standing_versions
from hoiam.vault import keys

NOON = when("11-16", "11:30")  # thứ Hai
TUESDAY = when("11-17", "09:00")


@pytest.fixture
def servers(cast, tmp_path) -> Servers:
    return joined(cast, tmp_path / "tinh.keys")


@pytest.fixture
def submission(servers, scene) -> Submission:
    """Week 46: one message and one denunciation, handed in on Monday morning."""
    scene.receive(when("11-10"))
    scene.receive(when("11-11"), kind="denunciation", restricted=True)
    return submitted(servers.cast, WEEK, AFTER)


@pytest.fixture
def data(submission) -> bytes:
    return made(newest(submission), at=AFTER)


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Report, Frozen, Submission, TakenIn, LedgerFault, Entry))


def test_a_report_is_taken_in_with_its_figures_its_file_and_its_entry(servers, submission, data):
    row = servers.there(receive, data, at=NOON)
    frozen = row.frozen
    assert (frozen.report.office, frozen.report.kind, frozen.report.period) == (servers.remote, "weekly", "2026-W46")
    assert (frozen.report.first, frozen.report.last) == (WEEK.first, WEEK.last)
    assert (frozen.version, frozen.by, frozen.post, frozen.at) == (1, None, "Chủ tịch UBND phường", AFTER)
    exact = {one.figure: one.value for one in frozen.figures.filter(inside=True)}
    public = {one.figure: one.value for one in frozen.figures.filter(inside=False)}
    assert (exact["messages_received"], exact["letters_denunciation"]) == (2, 1)
    assert (public["messages_received"], public["letters_denunciation"]) == (1, None)
    assert servers.there(standing_versions, [servers.remote], "weekly", "2026-W46") == {servers.remote.pk: frozen}
    assert (row.submission.to, row.submission.by, row.submission.at) == (servers.office, None, AFTER)
    entry = Entry.objects.get(office=servers.office, kind="report.taken_in")
    assert entry.payload["office"] == "hoa-binh-xa"
    assert entry.payload["digest"] == submission.frozen.digest
    assert not Entry.objects.filter(office=servers.remote).exists()
    frozen.refresh_from_db()
    assert holds(frozen)
    assert of_version(frozen, WEEKLY, WEEK, NOON, inside=True).figures["letters_denunciation"].value == 1
    frozen.inside["figures"][0]["value"] = 9
    assert not holds(frozen)


def test_why_something_is_empty_travels_so_that_the_report_is_whole_there_too(servers, data):
    frozen = servers.there(receive, data, at=NOON).frozen
    assert problems(of_version(frozen, WEEKLY, WEEK, NOON, inside=True)) == []
    assert {row.text for row in frozen.report.explanations.all()} == {"Không phát sinh."}


def test_an_attachment_that_stayed_with_its_office_is_not_led_to(servers, data):
    frozen = servers.there(receive, data, at=NOON).frozen
    typed = {"source": "Sổ", "by": "Chuyên viên", "at": NOON.isoformat(), "file": 7}
    frozen.public["figures"][0]["typed"] = typed
    assert of_version(frozen, WEEKLY, WEEK, NOON).face.figures[0].typed.file is None


def test_the_same_file_again_is_the_same_row_and_the_same_answer(servers, data):
    row = servers.there(receive, data, at=NOON)
    before = rows()
    again = servers.there(receive, data, at=TUESDAY)
    assert again == row
    assert servers.there(answer_to, again) == servers.there(answer_to, row)
    assert rows() == before


def test_the_answer_is_kept_with_the_cosignature_of_the_province(servers, submission, data):
    row = servers.there(receive, data, at=NOON)
    bundle = take_answer(servers.to_province, servers.there(answer_to, row), at=NOON)
    assert bundle.acknowledged.taken_in
    point = latest_checkpoint(servers.cast.office)
    cosigned = Cosignature.objects.get()
    assert (cosigned.checkpoint, cosigned.peer, cosigned.seen_at) == (point, servers.to_province, NOON)
    (note,) = read(point.note + cosigned.line)
    witness, key = read_verifier(servers.to_province.key)
    assert note.cosigned_by(witness, key) == NOON
    take_answer(servers.to_province, servers.there(answer_to, row), at=TUESDAY)
    assert Acknowledged.objects.count() == Cosignature.objects.count() == 1
    entries = Entry.objects.filter(kind="report.acknowledged")
    assert [entry.payload["taken_in"] for entry in entries] == [True]


def test_a_return_comes_home_with_its_reason_and_the_correction_goes_the_same_way(servers, scene, submission, data):
    row = servers.there(receive, data, at=NOON)
    servers.there(submitting.return_report, row.submission, "Thiếu mục kinh tế.", by=servers.dao, at=TUESDAY)
    answer = servers.there(answer_to, row)
    for _ in range(2):
        take_answer(servers.to_province, answer, at=TUESDAY)
    (verdict,) = submission.verdicts.all()
    assert (verdict.result, verdict.reason, verdict.by, verdict.at) == ("returned", "Thiếu mục kinh tế.", None, TUESDAY)
    kinds = Entry.objects.filter(office=servers.cast.office, subject="report:weekly:2026-W46")
    assert list(kinds.order_by("number").values_list("kind", flat=True))[-2:] == [
        "report.acknowledged",
        "report.returned",
    ]
    assert Entry.objects.filter(office=servers.office, kind="report.returned").count() == 1
    corrected = submitting.correct(
        servers.cast.office, WEEKLY, WEEK, "Bổ sung mục kinh tế.", by=servers.cast.binh, at=TUESDAY
    )
    second = submitting.submit(corrected, by=servers.cast.nam, at=TUESDAY)
    taken = servers.there(receive, made(newest(second), at=TUESDAY), at=TUESDAY)
    assert (taken.frozen.version, taken.frozen.note) == (2, "Bổ sung mục kinh tế.")
    servers.there(submitting.accept, taken.submission, by=servers.dao, at=TUESDAY)
    take_answer(servers.to_province, servers.there(answer_to, taken), at=TUESDAY)
    assert [one.result for one in second.verdicts.all()] == ["accepted"]


def test_what_lies_with_the_province_is_not_taken_back_nor_sent_again(servers, submission, data):
    cast = servers.cast
    with pytest.raises(ValidationError, match="đang được gửi"):
        send_again(submission, by=cast.nam, at=NOON)
    row = servers.there(receive, data, at=NOON)
    take_answer(servers.to_province, servers.there(answer_to, row), at=NOON)
    with pytest.raises(ValidationError, match="đề nghị Tỉnh Lạc Hồng trả lại"):
        submitting.take_back(submission, "Nhầm.", by=cast.binh, at=NOON)


def altered(data: bytes, place: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 0x20
    return bytes(changed)


def test_a_file_altered_by_one_byte_is_refused_with_a_reason_and_nothing_is_written(servers, data):
    before = rows()
    marks = [data.index(name.encode()) + len(name) + 3 for name in form.MEMBERS]
    for place in (0, 20, *marks, len(data) // 2, len(data) - 30, len(data) - 1):
        with servers.at_province(), pytest.raises(Refused, match=r"\.$") as refused:
            receive(altered(data, place), at=NOON)
        assert not isinstance(refused.value, RefusedBundle)  # nobody signs for what nobody sent
    assert rows() == before
    servers.there(receive, data, at=NOON)


def test_members_of_two_files_are_not_put_together(servers, scene, data):
    scene.receive(when("11-17"))
    other = unpack(made(newest(submitted(servers.cast, WEEK.next(), when("11-23"))), at=when("11-23"))).members
    mixed = pack(unpack(data).members | {form.REPORT: other[form.REPORT], form.PROOF: other[form.PROOF]})
    with servers.at_province(), pytest.raises(Refused, match=r"«report\.json» trong gói không khớp với bản kê"):
        receive(mixed, at=when("11-23"))


def test_a_stranger_an_ended_key_and_another_receiver_are_refused(servers, data):
    before = rows()
    with servers.at_province():
        servers.from_ward.delete()
        with pytest.raises(TheirKeyUnknown, match="chưa nhận khóa của nơi gửi"):
            receive(data, at=NOON)
        servers.from_ward.save()
        end_peer(servers.from_ward, by=servers.admin, at=NOON)
        with pytest.raises(TheirKeyUnknown, match="đã thôi dùng ở đây"):
            receive(data, at=NOON)
    assert rows()[:5] == before[:5]


def test_a_file_for_another_province_is_refused(servers, data, tmp_path):
    before = rows()
    keys.make(tmp_path / "khac.keys")
    with override_settings(KEYS=tmp_path / "khac.keys"), pytest.raises(Refused, match="gửi cho máy chủ khác"):
        receive(data, at=NOON)
    assert rows() == before


def test_an_older_file_after_a_newer_one_is_refused(servers, scene, data):
    scene.receive(when("11-17"))
    later = when("11-23")  # thứ Hai
    newer = made(newest(submitted(servers.cast, WEEK.next(), later)), at=later)
    servers.there(receive, newer, at=later)
    before = rows()
    with servers.at_province(), pytest.raises(RefusedBundle, match="Gói số 1 đến sau gói số 2 đã nhận") as refused:
        receive(data, at=later)
    assert rows() == before
    bundle = take_answer(servers.to_province, refused.value.answer, at=later)
    assert not bundle.acknowledged.taken_in
    again = send_again(bundle.submission, by=servers.cast.nam, at=later)
    assert again.sequence == 3
    servers.there(receive, made(again, at=later), at=later)
    assert TakenIn.objects.count() == 2


def test_a_version_that_is_there_or_under_consideration_is_refused(servers, submission, data):
    servers.there(receive, data, at=NOON)
    Acknowledged.objects.create(
        bundle=newest(submission), taken_in=False, reason="", answered_at=NOON, text="", at=NOON
    )
    again = made(send_again(submission, by=servers.cast.nam, at=NOON), at=NOON)
    with servers.at_province(), pytest.raises(RefusedBundle, match="Bản 1 của báo cáo này đã nhận"):
        receive(again, at=NOON)


def test_a_ledger_that_went_back_is_refused_loudly_and_remembered(servers, scene, data):
    servers.there(receive, data, at=NOON)
    TakenIn.objects.update(size=900)  # as if the province had seen more of it
    scene.receive(when("11-17"))
    later = when("11-23")
    second = made(newest(submitted(servers.cast, WEEK.next(), later)), at=later)
    for _ in range(2):
        with servers.at_province(), pytest.raises(RefusedBundle, match="bị lùi lại: mốc đã giữ có 900 dòng"):
            receive(second, at=later)
    fault = LedgerFault.objects.get()
    assert (fault.what, fault.kept, fault.peer) == ("rolled_back", 900, servers.from_ward)
    entry = Entry.objects.get(kind="peer.ledger_broken")
    assert (entry.office, entry.payload["office"], entry.payload["kept"]) == (servers.office, "hoa-binh-xa", 900)
    assert TakenIn.objects.count() == 1


def test_another_file_under_a_number_that_was_used_is_refused_loudly(servers, scene, data):
    servers.there(receive, data, at=NOON)
    TakenIn.objects.update(digest="d" * 64)  # as if another one had come under number 1
    with servers.at_province(), pytest.raises(RefusedBundle, match="cùng mang số thứ tự 1: nơi gửi đã bị lùi lại"):
        receive(data, at=NOON)
    assert LedgerFault.objects.get().what == "rolled_back"


def test_a_rewritten_ledger_is_refused_loudly(servers, scene, data):
    servers.there(receive, data, at=NOON)
    TakenIn.objects.update(root="0" * 64)
    scene.receive(when("11-17"))
    later = when("11-23")
    second = made(newest(submitted(servers.cast, WEEK.next(), later)), at=later)
    with servers.at_province(), pytest.raises(RefusedBundle, match="bị viết lại"):
        receive(second, at=later)
    assert LedgerFault.objects.get().what == "rewritten"


def test_an_answer_that_got_lost_does_not_break_the_chain_of_checkpoints(servers, scene, data):
    servers.there(receive, data, at=NOON)  # the ward never hears of it
    scene.receive(when("11-17"))
    later = when("11-23")
    second = made(newest(submitted(servers.cast, WEEK.next(), later)), at=later)
    row = servers.there(receive, second, at=later)
    assert TakenIn.objects.count() == 2
    assert row.size > TakenIn.objects.order_by("id")[0].size


def test_an_answer_of_somebody_else_is_not_believed(servers, submission, data):
    row = servers.there(receive, data, at=NOON)
    by_us = answer_to(row)  # signed with the ward's own key
    with pytest.raises(NotAnAnswer, match="Chữ ký không đúng"):
        take_answer(servers.to_province, by_us, at=NOON)
    forged = servers.there(answer_to, row)
    forged["answer"] = dict(forged["answer"], taken_in=False)
    with pytest.raises(NotAnAnswer, match="Chữ ký không đúng"):
        take_answer(servers.to_province, forged, at=NOON)
    for nothing in (None, [], {}, {"answer": 1, "signature": "x"}, {"reason": "…"}, "…"):
        with pytest.raises(NotAnAnswer):
            take_answer(servers.to_province, nothing, at=NOON)
    assert not Acknowledged.objects.exists()


def test_who_was_cut_off_is_not_late_but_a_clock_that_runs_ahead_is_not_believed(servers, submission, data):
    row = servers.there(receive, data, at=AFTER + timedelta(days=3))
    assert (row.submission.at, row.at) == (AFTER, AFTER + timedelta(days=3))
    TakenIn.objects.all().delete()
    Submission.objects.filter(to=servers.office).delete()
    Report.objects.get(office=servers.remote).versions.get().figures.all().delete()
    Frozen.objects.filter(report__office=servers.remote).delete()
    with servers.at_province(), pytest.raises(RefusedBundle, match="đồng hồ của hai máy chủ lệch nhau"):
        receive(data, at=AFTER - timedelta(hours=2))


def test_a_report_goes_to_the_outbox_only_when_the_superior_has_a_server(servers, cast, scene):
    scene.receive(when("11-10"))
    row = submitted(cast, WEEK, AFTER)
    waiting = Row.objects.get(channel="server")
    assert waiting.subject == f"bundle:{newest(row).pk}"
    end_peer(servers.to_province, by=cast.admin, at=NOON)
    later = when("11-23")
    assert newest(submitting.submit(approved(cast, WEEK.next(), later), by=cast.nam, at=later)) is None
    with pytest.raises(ValidationError, match="không có máy chủ riêng"):
        send_again(row, by=cast.nam, at=later)


def test_reports_that_were_carried_go_by_the_line_once_there_is_an_address(servers, cast, scene):
    change_address(servers.to_province, "", "", by=cast.admin, at=JOINED)
    scene.receive(when("11-10"))
    row = submitted(cast, WEEK, AFTER)
    assert not Row.objects.filter(channel="server").exists()
    change_address(newest(row).peer, URL, "", by=cast.admin, at=NOON)
    assert Row.objects.get(channel="server").subject == f"bundle:{newest(row).pk}"


def test_a_report_from_elsewhere_covers_the_days_that_its_office_counts(servers, data):
    """The ward's weeks begin on Friday there; here nobody knows, and its report says it itself."""
    frozen = servers.there(receive, data, at=NOON).frozen
    Report.objects.filter(pk=frozen.report_id).update(first=date(2026, 11, 6), last=date(2026, 11, 12))
    frozen.refresh_from_db()
    covered = of_version(frozen, WEEKLY, WEEK, NOON).period
    assert covered.title == "tuần 46 (từ ngày 06/11/2026 đến ngày 12/11/2026)"  # thứ Sáu, thứ Năm


def test_the_records_behind_a_number_from_elsewhere_are_looked_for_where_they_are(client, servers, data, settings):
    servers.there(receive, data, at=NOON)
    settings.ALLOWED_HOSTS = ["*"]
    Office.objects.filter(pk=servers.office.pk).update(hostname="tinh.example.vn")
    Office.objects.filter(pk=servers.remote.pk).update(hostname="hoabinh.example.vn")
    address = "/bao-cao/cua/hoa-binh-xa/weekly/2026-W46/messages_received"
    page = client.get(address, headers={"host": "tinh.example.vn"}).content.decode()
    assert "các hồ sơ nằm ở đó, tại đây chỉ có số liệu" in page
    assert 'href="https://hoabinh.example.vn/bao-cao/weekly/2026-W46/messages_received"' in page
    assert "Không có hồ sơ công khai nào" not in page
