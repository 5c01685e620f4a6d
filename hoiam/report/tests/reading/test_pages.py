"""The pages of reports: what residents read without signing in, what staff do at the desk."""

from __future__ import annotations

import csv
import io
import json

import pytest

from hoiam.listen.message import deadlines
from hoiam.listen.models import Message
from hoiam.office.models import Office
from hoiam.report.freezing.acts import freeze, publish
from hoiam.report.sections.acts import write_narrative
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when
from hoiam.report.tests.figures.test_figures import a_busy_week
from hoiam.report.versions.proof import digest_of
from tests.clock.moved_clock import on

PAGE = "/bao-cao/weekly/2026-W46"
DESK = "/ban/bao-cao/weekly/2026-W46"


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def a_row(scene, number, at, **given):
    """The message itself behind a scene's entries, for pages that link to it."""
    return Message.objects.create(
        number=number,
        key_hash="",
        office=scene.office,
        channel="web",
        received_at=at,
        recorded_at=at,
        wants_public=True,
        sealed_text=b"",
        sealed_place=b"",
        text_masked="",
        salt=b"",
        commitment="",
        promise=deadlines.promise(scene.office, given.get("kind", "feedback"), at),
        due_on="2026-11-20",
        **{"kind": "feedback", **given},
    )


def test_the_list_of_reports_names_each_week_and_its_state(client, scene, binh):
    scene.receive(when("11-03"))
    freeze(scene.office, WEEKLY, WEEK.previous(), by=binh, at=AFTER)
    publish(freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER), by=binh, at=AFTER)
    page = read(client, "/bao-cao/weekly")
    for words in ("Tuần 45", "đã chốt", "Tuần 46", "đã công bố", "thứ Hai, 09/11/2026"):
        assert words in page


def test_the_index_leads_to_every_kind_of_report_and_its_newest_periods(client, scene):
    scene.receive(when("11-03"))
    page = read(client, "/bao-cao")
    for words in ("Báo cáo tuần", "Báo cáo tháng", "Báo cáo quý", "Báo cáo sơ kết 6 tháng", "Báo cáo tổng kết năm"):
        assert words in page
    assert 'href="/bao-cao/quarterly/2026-Q4"' in page  # thứ Ba 15/09 to thứ Hai 14/12/2026
    assert 'href="/bao-cao/monthly"' in page


def test_the_site_of_a_province_shows_the_reports_of_the_offices_below_it(client, scene, settings, binh):
    scene.receive(when("11-10"))
    publish(freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER), by=binh, at=AFTER)
    province = scene.office.parent or Office.objects.create(code="lac-hong", level="province", name="Tỉnh Lạc Hồng")
    Office.objects.filter(pk=scene.office.pk).update(parent=province)
    Office.objects.filter(pk=province.pk).update(hostname="tinh.example.vn")
    settings.ALLOWED_HOSTS = ["*"]

    def there(address, status=200):
        response = client.get(address, headers={"host": "tinh.example.vn"})
        assert response.status_code == status, address
        return response.content.decode()

    assert 'href="/bao-cao/cua/hoa-binh/weekly"' in there("/bao-cao")
    assert 'href="/bao-cao/cua/hoa-binh/weekly/2026-W46"' in there("/bao-cao/cua/hoa-binh/weekly")
    page = there("/bao-cao/cua/hoa-binh/weekly/2026-W46")
    assert 'href="/bao-cao/cua/hoa-binh/weekly/2026-W46/messages_received"' in page
    assert "Cách tính:" in there("/bao-cao/cua/hoa-binh/weekly/2026-W46/messages_received")
    there("/bao-cao/cua/lac-hong/weekly/2026-W46", 404)  # the province itself is not below itself


def test_a_report_shows_sentences_figures_and_downloads_and_each_number_is_a_link(client, scene):
    a_busy_week(scene)
    page = read(client, PAGE)
    assert "Kỳ đã kết thúc, số liệu chưa chốt." in page
    assert f'<a href="{PAGE}/messages_received">03</a>' in page
    assert f'<a href="{PAGE}/messages_received">3</a> <span class="soft">nội dung</span>' in page
    assert f"{PAGE}/tep/report.docx" in page


def test_a_report_is_read_without_a_cookie(client, scene):
    scene.receive(when("11-10"))
    assert not client.get(PAGE).cookies


def test_a_figure_leads_to_its_public_records_and_counts_the_others(client, scene, binh):
    shown, secret = scene.receive(when("11-10")), scene.receive(when("11-10"))
    letter = scene.receive(when("11-10"), kind="denunciation", restricted=True)
    a_row(scene, shown, when("11-10"))
    kept = a_row(scene, secret, when("11-10"))
    kept.withholdings.create(ground="sender", proposed_at=when("11-10"), kept_at=when("11-10"))
    row = a_row(scene, letter, when("11-10"), kind="denunciation")
    row.restriction = type(row).restriction.related.related_model.objects.create(message=row, clause="", at=AFTER)
    page = read(client, f"{PAGE}/messages_received")
    assert f'href="/tra-loi/{shown}"' in page
    assert "1 hồ sơ công khai" in page
    assert "Người gửi không muốn đăng: 01" in page
    assert secret not in page
    assert letter not in page
    assert "Cách tính:" in page


def test_a_group_of_a_figure_has_its_own_page(client, scene):
    number = scene.receive(when("11-10"), channel="phone")
    scene.receive(when("11-10"), channel="counter")
    a_row(scene, number, when("11-10"))
    assert f"{PAGE}/received_by_channel.phone" in read(client, f"{PAGE}/received_by_channel")
    page = read(client, f"{PAGE}/received_by_channel.phone")
    assert "Tiếp nhận theo nguồn tiếp nhận: Điện thoại" in page
    assert f'href="/tra-loi/{number}"' in page


def test_small_numbers_of_letters_are_not_on_any_public_page(client, scene):
    a_busy_week(scene)
    assert "dưới 05" in read(client, PAGE)
    assert "dưới 05" in read(client, f"{PAGE}/letters_denunciation")
    figures = json.loads(client.get(f"{PAGE}/tep/figures.json").content)
    letters = next(figure for figure in figures if figure["id"] == "letters_denunciation")
    assert (letters["value"], letters["entries"], letters["note"]) == (None, [], "dưới 05")


@pytest.mark.parametrize(
    "address",
    [
        "/bao-cao/weekly/2027-W01",
        "/bao-cao/weekly/2026-W01",
        "/bao-cao/weekly/hom-qua",
        "/bao-cao/monthly/2026-W46",
        f"{PAGE}/khong-co",
        f"{PAGE}/tep/..%2fsecret.key",
        "/bao-cao/weekly?tu=x",
    ],
)
def test_what_is_not_there_is_a_plain_404(client, scene, address):
    scene.receive(when("11-10"))
    with on(AFTER):
        read(client, address, 404)


def test_every_file_can_be_downloaded(client, scene):
    scene.receive(when("11-10"))
    for name, start in (
        ("report.docx", b"PK"),
        ("report.pdf", b"%PDF"),
        ("report.txt", b"UBND"),
        ("figures.json", b"["),
    ):
        response = client.get(f"{PAGE}/tep/{name}")
        assert response.content.startswith(start)
        stem, _, extension = name.partition(".")
        assert f"{stem}-hoa-binh-weekly-2026-W46.{extension}" in response["Content-Disposition"]


def test_words_of_units_are_public_once_the_report_is_published(client, scene, lan, binh):
    scene.receive(when("11-10"))
    write_narrative(WEEKLY, WEEK, lan.unit, "economy", "Thay 06 bóng đèn.", by=lan, at=AFTER)
    frozen = freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    assert "Thay 06 bóng đèn." not in read(client, PAGE)
    publish(frozen, by=binh, at=AFTER)
    page = read(client, PAGE)
    assert "Thay 06 bóng đèn." in page
    assert frozen.digest in page


def test_a_frozen_report_that_was_changed_afterwards_says_so(client, scene, binh):
    scene.receive(when("11-10"))
    frozen = freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    assert "không còn khớp" not in read(client, PAGE)
    frozen.public["figures"][1]["value"] = 44
    frozen.digest = digest_of(frozen.public, frozen.inside_commitment)
    frozen.save()
    assert "Số liệu đã chốt không còn khớp với nhật ký xử lý." in read(client, PAGE)


def test_the_desk_is_behind_login(client, scene):
    for address in ("/ban/bao-cao", DESK, f"{DESK}/tep/report.txt"):
        assert client.get(address).headers["Location"].startswith("/ban/dang-nhap")
    for address in ("muc/economy/KT", "chot", "cong-bo"):
        assert client.post(f"{DESK}/{address}").headers["Location"].startswith("/ban/dang-nhap")


def test_binh_freezes_and_publishes_and_nobody_else(client, scene, lan, binh):
    scene.receive(when("11-10"))
    client.force_login(lan)
    assert client.post(f"{DESK}/chot").status_code == 403
    client.force_login(binh)
    assert "Chốt số liệu tuần 46" in read(client, DESK)
    client.post(f"{DESK}/chot")
    assert "Công bố báo cáo" in read(client, DESK)
    client.post(f"{DESK}/cong-bo")
    with on(AFTER):
        assert "đã công bố" in read(client, "/bao-cao")


def test_exact_numbers_of_letters_are_for_those_who_may_know_them(client, scene, lan, binh):
    scene.receive(when("11-10"), kind="denunciation", restricted=True)
    client.force_login(lan)
    assert "đơn tố cáo: <a" in read(client, DESK)
    assert ">dưới 05</a>" in read(client, DESK)
    client.force_login(binh)
    assert ">dưới 05</a>" not in read(client, DESK)


def test_the_figures_for_a_spreadsheet_have_a_line_each_and_their_groups(client, scene):
    scene.receive(when("11-10"), channel="phone")
    file = client.get(f"{PAGE}/tep/figures.csv")
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    by_id = {row["mã"]: row for row in rows}
    assert by_id["messages_received"]["giá trị"] == "1"
    assert by_id["received_by_channel.phone"]["trong đó"] == "Điện thoại"
    assert by_id["letters_denunciation"]["giá trị"] == ""
    assert by_id["letters_denunciation"]["ghi chú"] == "dưới 05"
