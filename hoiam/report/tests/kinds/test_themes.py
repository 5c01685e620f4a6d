"""Reports on a theme: any days, narrowed by kind, area, unit, topic, outcome; no cell below five, nor a way to one."""

from __future__ import annotations

from random import Random

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.ledger.models import Entry
from hoiam.report.content.hiding import GROUPS_LEFT_OUT
from hoiam.report.content.small_counts import SMALLEST_TOLD, _worked_out, hidden
from hoiam.report.counting.compile import compile
from hoiam.report.figures.account import accounts
from hoiam.report.figures.history import Account, Filter
from hoiam.report.files import formats
from hoiam.report.freezing.acts import freeze, publish
from hoiam.report.kinds.kinds import kind_of, shipped, thematic
from hoiam.report.kinds.themes import begin_theme, end_theme, kind_for, kind_of_theme, kinds_of
from hoiam.report.models import CouncilSession, Theme
from hoiam.report.paper.paper import paper_of
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.tests.conftest import AFTER, WEEK, when
from hoiam.report.tests.figures.test_more_figures import a_letter
from hoiam.workdays.periods import NoSuchPeriod, Schedule, sort_of

MESSAGES, DEMOCRACY = kind_of("messages"), kind_of("democracy")


def water(scene, times, day="11-10", **given):
    return [scene.receive(when(day), topic="nuoc-sach", **given) for _ in range(times)]


@pytest.fixture
def theme(cast, nam):
    return begin_theme(cast.office, "Nước sạch", topic=cast.topic, by=nam, at=AFTER)


def report(office, theme, *, inside=False, period=WEEK, at=AFTER):
    return compile(office, kind_of_theme(theme), period, at, inside=inside)


# --- What is counted ---


def test_a_theme_counts_what_it_is_about_and_nothing_else(scene, cast, theme):
    assert cast.topic.slug == "nuoc-sach"
    one, *_ = water(scene, 7)
    for _ in range(6):
        scene.receive(when("11-10"), topic="chieu-sang")
    scene.answer(one, when("11-12"))
    compiled = report(scene.office, theme)
    assert compiled.figures["messages_received"].value == 7
    assert (compiled.headed, compiled.kind.titled(WEEK)[0]) == ("Nước sạch", "Nước sạch,")
    assert "chair_days_held" not in compiled.figures


def test_each_filter_takes_what_the_message_is_now(scene):
    number = scene.receive(when("11-09"), kind="feedback", area="3", topic="nuoc-sach")
    scene.enter("matter.assigned", number, when("11-10"), unit="KT", unit_was="")
    scene.answer(number, when("11-12"), outcome="solved")
    scene.receive(when("11-09"), kind="question")
    (account,) = accounts(scene.office, [WEEK], AFTER)
    takes = {
        "kinds": Filter(kinds=("feedback", "petition")),
        "area": Filter(area="3"),
        "unit": Filter(unit="KT"),
        "topic": Filter(topic="nuoc-sach"),
        "outcome": Filter(outcome="solved"),
        "all": Filter(kinds=("feedback",), area="3", unit="KT", topic="nuoc-sach", outcome="solved"),
    }
    assert {name: len(account.only(filter).tracks) for name, filter in takes.items()} == dict.fromkeys(takes, 1)
    assert account.only(Filter(unit="VP")).tracks == []
    assert account.only(takes["all"]).out_of_balance() == {}


def test_a_theme_has_no_other_way_to_narrow_than_kind_area_unit_topic_outcome():
    assert set(Filter.__dataclass_fields__) == {"kinds", "area", "unit", "topic", "outcome"}


# --- What is not told ---


def test_no_cell_below_five_is_told_and_none_can_be_worked_out(scene, cast, theme):
    several = water(scene, 6, "11-09") + water(scene, 3, "11-06")
    for number in several[:5]:
        scene.answer(number, when("11-12"))
    scene.answer(several[5], when("11-12"), on_time=False)
    for inside in (False, True):
        compiled = report(scene.office, theme, inside=inside)
        told = {one.id: one.value for one in compiled.face.figures if one.value is not None and one.unit == "nội dung"}
        assert all(value >= SMALLEST_TOLD for value in told.values())
        # Received 6 and carried 3 of 9: the total would tell the 3. Closed 6, solved 6, on time 5 of 6 and late 1.
        assert "messages_carried" not in told
        assert not {"messages_received", "messages_total"} <= set(told)
        assert not {"messages_closed", "answered_on_time"} <= set(told)
        assert compiled.figures["on_time_share"].value is None
        assert compiled.figures["on_time_share"].denominator is None
        assert all(one.entries == () and one.histogram == () for one in compiled.face.figures)
        assert b'"entries": []' in formats.figures_json(compiled)
        assert all(
            part.value >= SMALLEST_TOLD and part.entries == () for one in compiled.face.figures for part in one.parts
        )


def test_a_small_group_takes_the_smallest_told_one_with_it(scene, cast, theme):
    water(scene, 9, channel="web")
    water(scene, 6, channel="phone")
    water(scene, 2, channel="counter")
    found = report(scene.office, theme).figures["received_by_channel"]
    # 17 in all: beside 9 told, the 2 and the 6 are known together only.
    assert (found.value, {part.key: part.value for part in found.parts}) == (17, {"web": 9})
    assert found.note == GROUPS_LEFT_OUT
    said = [one for one in report(scene.office, theme).face.sentences if one.key == "received_by_channel"]
    assert said == []


def test_letters_are_in_the_exact_report_of_a_theme_only_from_five_on_and_never_in_public(scene, cast, nam):
    theme = begin_theme(scene.office, "Khiếu nại, tố cáo", kinds=["complaint", "denunciation"], by=nam, at=AFTER)
    for _ in range(6):
        a_letter(scene, when("11-10"))
    for _ in range(2):
        a_letter(scene, when("11-10"), "denunciation")
    inside, public = (report(scene.office, theme, inside=side) for side in (True, False))
    assert inside.figures["letters_denunciation"].value is None
    assert inside.figures["letters_denunciation"].shown == "dưới 05"
    told = {one.id for one in inside.face.figures if one.value is not None}
    assert not {"letters_complaint", "letters_received"} <= told
    assert public.figures["letters_complaint"].shown == "chỉ ghi trong báo cáo gửi cấp trên"
    assert public.figures["messages_received"].value is None
    assert all(one.value is None for one in public.face.figures)


def test_of_any_days_no_number_of_letters_is_told_in_public(scene):
    for _ in range(6):
        a_letter(scene, when("11-10"))
    days = schedule_of(scene.office).range(WEEK.first, WEEK.last)
    letters = compile(scene.office, kind_of("letters"), days, AFTER)
    assert letters.figures["letters_complaint"].shown == "chỉ ghi trong báo cáo gửi cấp trên"
    assert compile(scene.office, kind_of("letters"), days, AFTER, inside=True).figures["letters_complaint"].value == 6


def test_hidden_cells_stay_hidden_in_tables_drawn_at_random():
    draw = Random(46)
    for _ in range(300):
        parts = [f"p{place}" for place in range(draw.randint(1, 5))]
        more = [f"q{place}" for place in range(draw.randint(1, 4))]
        cells = {name: draw.choice((0, 1, 3, 5, 6, 40)) for name in parts}
        cells["total"] = sum(cells.values())
        left = cells["total"]
        for name in more[:-1]:
            cells[name] = draw.randint(0, left)
            left -= cells[name]
        cells[more[-1]] = left
        sums = [("total", tuple(parts)), ("total", tuple(more))]
        gone = hidden(cells, sums)
        assert {name for name, value in cells.items() if value < SMALLEST_TOLD} <= gone
        assert _worked_out(sums, gone) == []
        for total, several in sums:
            unseen = [cells[name] for name in several if name in gone]
            assert total in gone or not unseen or sum(unseen) >= SMALLEST_TOLD


def test_a_cell_that_two_tables_give_away_together_is_hidden():
    # a + b = total and a + c = total: with b told, a and the total follow from each other; with c told too.
    cells = {"total": 12, "a": 4, "b": 8, "c": 8}
    gone = hidden(cells, [("total", ("a", "b")), ("total", ("a", "c"))])
    assert {"a", "b", "c"} <= gone or {"a", "total"} <= gone
    assert hidden({"total": 12, "a": 7, "b": 5}, [("total", ("a", "b"))]) == set()


# --- Days, and who reads it ---


def test_any_days_a_named_period_or_the_time_between_two_sessions(scene, binh):
    schedule = Schedule(sessions=((WEEK.first, "kỳ họp thứ 9"), (WEEK.next().first, "kỳ họp thứ 10")))
    codes = ("2026-W46", "2026-M11", "2026-Q4", "2026-H2", "2026-9M", "2026-Y", "2026-CM11", "2026-CQ4", "2026-CY")
    for code in (*codes, "20261109-20261115", "KH-20261109"):
        assert MESSAGES.parse(schedule, code).code == code
    with pytest.raises(NoSuchPeriod):
        sort_of("tuan-46")
    session = DEMOCRACY.parse(schedule, "KH-20261109")
    # Before the first session that is known, and after the last, as many days.
    assert (session.previous().code, session.next().code) == ("20261102-20261108", "20261116-20261122")


def test_the_shipped_themes_are_never_due_and_hold_their_own_figures(scene, nam):
    assert set(shipped()) & set(thematic()) == set()
    assert set(thematic()) == {"letters", "messages", "information", "democracy"}
    scene.receive(when("11-10"), kind="information", due="11-26")
    found = compile(scene.office, kind_of("information"), WEEK, AFTER)
    assert found.figures["info_requests"].value == 1
    assert found.figures["info_requests"].entries  # nothing is narrowed: each number leads to its records
    assert "messages_received" not in found.figures
    assert [one.key for one in found.face.sentences] == ["info_requests"]


def test_the_report_to_the_council_has_the_typed_figures_it_must_have(scene, binh):
    for name, day in (("kỳ họp thứ 9", WEEK.first), ("kỳ họp thứ 10", WEEK.next().first)):
        CouncilSession.objects.create(office=scene.office, name=name, opened_on=day, by=binh, at=AFTER)
    session = schedule_of(scene.office).parse("session", "KH-20261109")
    compiled = compile(scene.office, DEMOCRACY, session, AFTER)
    assert compiled.figures["duties_due"].shown == "chưa có số liệu (chưa nhập)"
    assert paper_of(compiled).subject[0] == "Công khai thông tin và thực hiện dân chủ ở cơ sở,"


def test_the_public_reads_a_theme_only_once_it_is_published(scene, theme, binh, client):
    water(scene, 7)
    kind = kind_of_theme(theme)
    address = f"/bao-cao/{kind.id}/{WEEK.code}"
    assert client.get(address).status_code == 404
    assert client.get("/bao-cao/messages/20261109-20261110").status_code == 404
    publish(freeze(scene.office, kind, WEEK, by=binh, at=AFTER), by=binh, at=AFTER)
    page = client.get(address)
    assert page.status_code == 200
    assert "Chuyên đề đã lọc" in page.content.decode()
    assert "chỉ ghi số" in client.get(f"{address}/messages_received").content.decode()
    assert "Nước sạch" in client.get("/bao-cao").content.decode()
    assert client.get(f"{address}/tep/report.docx").status_code == 200
    # No words in an address narrow it: the page is the same but for the address it names itself by.
    asked = client.get(f"{address}?q=nuoc&chu=nuoc").content.decode()
    assert asked.replace("%3Fq%3Dnuoc%26chu%3Dnuoc", "") == page.content.decode()


# --- At the desk ---


def test_a_theme_is_entered_ended_and_in_the_ledger(cast, nam, lan):
    theme = begin_theme(cast.office, "  Nước   ở tổ 3 ", topic=cast.topic, area=cast.area, by=nam, at=AFTER)
    entry = Entry.objects.get(kind="report.theme_begun")
    assert entry.payload == {
        "theme": theme.pk,
        "kinds": [],
        "area": str(cast.area.pk),
        "unit": "",
        "topic": "nuoc-sach",
        "outcome": "",
    }
    assert kind_for(cast.office, f"chuyen-de-{theme.pk}").name == "Nước ở tổ 3"
    assert f"chuyen-de-{theme.pk}" in {one.id for one in kinds_of(cast.office)}
    end_theme(theme, by=nam, at=AFTER)
    assert f"chuyen-de-{theme.pk}" not in {one.id for one in kinds_of(cast.office)}
    assert kind_for(cast.office, f"chuyen-de-{theme.pk}")  # its reports stay
    with pytest.raises(ValidationError, match="đã thôi"):
        end_theme(theme, by=nam, at=AFTER)
    with pytest.raises(PermissionDenied):
        begin_theme(cast.office, "x", topic=cast.topic, by=lan, at=AFTER)
    with pytest.raises(ValidationError, match="ít nhất một điều"):
        begin_theme(cast.office, "Tất cả", by=nam, at=AFTER)
    with pytest.raises(NoSuchPeriod):
        kind_for(cast.province, f"chuyen-de-{theme.pk}")


def test_at_the_desk_a_theme_and_its_days_are_chosen(scene, nam, client):
    client.force_login(nam)
    answer = client.post("/ban/bao-cao/chuyen-de", {"title": "Câu hỏi", "kinds": ["question"]})
    assert answer.status_code == 302
    kind = f"chuyen-de-{Theme.objects.get().pk}"
    page = client.get("/ban/bao-cao/chuyen-de").content.decode()
    assert "Chỉ tính: Câu hỏi, đề nghị giải đáp." in page
    page = client.get(f"/ban/bao-cao/{kind}").content.decode()
    assert "Mở báo cáo" in page
    answer = client.get(f"/ban/bao-cao/{kind}/chon-ky", {"first": "2026-01-01", "last": "2026-03-15"})
    assert answer["Location"] == f"/ban/bao-cao/{kind}/20260101-20260315"
    assert client.get(answer["Location"]).status_code == 200
    wrong = client.get(f"/ban/bao-cao/{kind}/chon-ky", {"first": "2026-03-15", "last": "2026-01-01"})
    assert (wrong.status_code, "Ngày cuối phải không trước ngày đầu" in wrong.content.decode()) == (400, True)
    assert client.get(f"/ban/bao-cao/{kind}/chon-ky").status_code == 400


def test_an_account_that_is_narrowed_stays_of_its_period():
    account = Account(WEEK, WEEK.end, [], {}, [])
    assert account.only(Filter(kinds=("feedback",))).period == WEEK
