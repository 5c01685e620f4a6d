"""The pages of a province: each number opens to the offices below, then to what anybody may see of theirs."""

from __future__ import annotations

import pytest

from hoiam.report.duties.submitting import return_report
from hoiam.report.freezing.acts import freeze, publish
from hoiam.report.tests.conftest import when
from hoiam.report.tests.reading.test_pages import a_row, read
from hoiam.report.tests.rollup.test_rollup import (
    WEEK,
    WEEKLY,
    a_week_of_three,
    answered,
    chairman_of,
    communes,
    complaints,
)

__all__ = ["communes"]  # the fixture
PAGE, DESK = "/bao-cao/weekly/2026-W46", "/ban/bao-cao/weekly/2026-W46/so"


@pytest.fixture
def province(cast):
    cast.province.hostname = "lac-hong.example"
    cast.province.save()
    return cast.province


def on_its_site(client, address, status=200):
    response = client.get(address, headers={"host": "lac-hong.example"})
    assert response.status_code == status, address
    return response.content.decode()


def approved(province, communes):
    a_week_of_three(communes)
    complaints(communes[1], 200_000_101, 3)
    for commune in communes[:2]:
        commune.report()
    chairman = chairman_of(province)
    publish(freeze(province, WEEKLY, WEEK, by=chairman, at=when("11-17")), by=chairman, at=when("11-17"))
    return chairman


def test_a_number_of_the_province_opens_to_its_communes_the_largest_first_and_names_who_is_missing(
    province, communes, client
):
    approved(province, communes)

    page = on_its_site(client, f"{PAGE}/messages_received")

    assert page.index("Phường Hòa Bình") < page.index("Xã An Thịnh") < page.index("Chưa có báo cáo")
    assert "/bao-cao/cua/hoa-binh/weekly/2026-W46/messages_received" in page
    assert "Xã Bình Phú" in page[page.index("Chưa có báo cáo") :]
    assert "Phường Hòa Bình" in on_its_site(client, "/bao-cao/cua/hoa-binh/weekly/2026-W46/messages_received")


def test_a_group_of_a_number_opens_to_communes_too(province, communes, client):
    approved(province, communes)

    page = on_its_site(client, f"{PAGE}/received_by_channel.web")

    assert page.index("Phường Hòa Bình") < page.index("Xã An Thịnh")


def test_a_median_shows_the_days_it_was_taken_from(province, communes, client):
    approved(province, communes)

    page = on_its_site(client, f"{PAGE}/median_working_days")

    assert "Phân bố" in page
    assert "từ 05 lượt" in page
    assert "từ 01 lượt" in page


def test_small_numbers_of_communes_are_for_the_chairman_of_the_province_alone(province, communes, client):
    chairman = approved(province, communes)

    public = on_its_site(client, f"{PAGE}/letters_complaint")
    assert '<span class="shown">dưới 05' in public
    client.force_login(chairman)
    inside = read(client, f"{DESK}/letters_complaint")
    assert '<span class="shown">dưới 05' not in inside
    assert f"{DESK}/letters_complaint/an-thinh" in inside
    assert '<dd class="big">3</dd>' in read(client, f"{DESK}/letters_complaint/an-thinh")


def test_behind_a_number_of_a_commune_the_province_sees_only_what_anybody_sees(province, communes, client):
    hoa_binh = communes[0]
    answered(hoa_binh.book, 100_000_001, 2)
    complaints(hoa_binh, 100_000_101, 1)
    a_row(hoa_binh.book, "100000001", when("11-09"))
    hoa_binh.report()
    client.force_login(chairman_of(province))

    page = read(client, f"{DESK}/messages_received/hoa-binh")

    assert "1000 0000 1" in page
    assert '<dd class="big">2</dd>' in page
    assert "1000 0010 1" not in page


def test_the_report_of_another_province_s_commune_or_a_missing_one_is_not_there(province, communes, client):
    chairman = approved(province, communes)
    client.force_login(chairman)

    read(client, f"{DESK}/messages_received/binh-phu", 404)
    read(client, f"{DESK}/messages_received/khong-co", 404)
    read(client, f"{DESK}/no_such_figure", 404)


def test_the_version_that_was_summed_is_shown_although_it_was_given_back_since(province, communes, client):
    chairman = approved(province, communes)
    given = communes[0].office.reports.get().versions.get().submissions.get()
    return_report(given, "Rà soát lại.", by=chairman, at=when("11-18"))
    client.force_login(chairman)

    assert '<dd class="big">5</dd>' in read(client, f"{DESK}/messages_closed/hoa-binh")


def test_a_commune_s_desk_opens_its_own_numbers_without_communes(cast, communes, client):
    a_week_of_three(communes)
    client.force_login(cast.nam)

    page = read(client, f"{DESK}/messages_received")

    assert "Theo xã, phường" not in page
    assert '<dd class="big">5</dd>' in page


def test_the_province_s_staff_see_the_month_before_anybody_has_reported_it(province, communes, client):
    a_week_of_three(communes)
    communes[2].book.receive(when("11-12"), number="300000101")
    complaints(communes[1], 200_000_101, 3)
    client.force_login(chairman_of(province))

    # Nobody has frozen anything: the month of 15/10 to 14/11 is counted from facts.
    page = read(client, "/ban/bao-cao/toan-tinh?ky=2026-M11")

    assert '<dd class="big">9</dd>' in page
    assert page.index("Xã Bình Phú") < page.index("Phường Hòa Bình")
    words = " ".join(page.split())
    assert "Tiếp nhận 3, đã giải quyết 2, đúng hạn 0/2, một nửa xong trong 10 ngày làm việc" in words
    assert "Tiếp nhận 1, đã giải quyết 1, đúng hạn 1/1" in words


def test_all_of_the_province_is_for_the_province(cast, communes, client):
    client.force_login(cast.binh)
    read(client, "/ban/bao-cao/toan-tinh", 404)
