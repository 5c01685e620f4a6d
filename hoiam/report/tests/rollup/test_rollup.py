"""A province's report: the submitted reports of its communes summed, who is missing named, nothing small told."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from hoiam.office.acts import appoint, found, grant
from hoiam.office.models import Office, Person, Role
from hoiam.report.counting.compile import compile
from hoiam.report.duties.submitting import explain, return_report, submit, take_back
from hoiam.report.figures.definitions import FIGURES
from hoiam.report.freezing.acts import freeze
from hoiam.report.models import Frozen, FrozenFigure
from hoiam.report.paper.paper import out_of_balance
from hoiam.report.sections.completeness import SECTION
from hoiam.report.sentences.sentence import words
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, Scene, when
from hoiam.report.typed.acts import type_figure
from hoiam.testing import FOUNDED

LAST_WEEK = WEEK.previous()


@dataclass
class Commune:
    """A commune with its chairman, whose book is written entry by entry."""

    office: Office
    chairman: Person
    book: Scene

    def report(self, period=WEEK, at=AFTER) -> Frozen:
        """Frozen and handed in; of its sections nothing is told."""
        kept = freeze(self.office, WEEKLY, period, by=self.chairman, at=at)
        sections = [f"{SECTION}{section.value}" for section in WEEKLY.sections]
        explain(self.office, WEEKLY, period, sections, "không phát sinh", by=self.chairman, at=at)
        submit(kept, by=self.chairman, at=at)
        return kept


def chairman_of(office: Office) -> Person:
    person = appoint(office, f"ct-{office.code}", None, "Chủ tịch thử", by=None, at=FOUNDED, post="Chủ tịch")
    grant(person, Role.APPROVER, by=None, at=FOUNDED)
    return person


@pytest.fixture
def communes(cast) -> list[Commune]:
    """Phường Hòa Bình, and two communes more: An Thịnh and Bình Phú."""
    offices = [
        cast.office,
        *(found(code, name, "xa", parent=cast.province, at=FOUNDED)
          for code, name in (("an-thinh", "Xã An Thịnh"), ("binh-phu", "Xã Bình Phú"))),
    ]  # fmt: skip
    return [Commune(office, chairman_of(office), Scene(office)) for office in offices]


def answered(book: Scene, start: int, *days: int, late: int = 0) -> None:
    """As many messages received and answered in the week, each within so many working days; the last ones late."""
    for place, taken in enumerate(days):
        number = book.receive(when("11-09"), number=str(start + place))
        book.accept(number, when("11-09", "10:00"))
        book.answer(number, when("11-13"), days=taken, on_time=place < len(days) - late)


def a_week_of_three(communes: list[Commune]) -> None:
    hoa_binh, an_thinh, binh_phu = communes
    answered(hoa_binh.book, 100_000_001, 2, 2, 2, 2, 2, late=1)
    answered(an_thinh.book, 200_000_001, 3)
    answered(binh_phu.book, 300_000_001, 10, 10, late=2)


def rolled_up(cast, *, inside=True, at=AFTER):
    return compile(cast.province, WEEKLY, WEEK, at, inside=inside, drafts=True)


def test_a_median_of_the_province_is_taken_from_all_days_never_from_medians(cast, communes):
    a_week_of_three(communes)
    for commune in communes:
        commune.report()

    figures = rolled_up(cast).figures

    # 2 2 2 2 2 3 10 10: the fourth and the fifth are 2. The medians 2, 3 and 10 would have 3 or 5 in their middle.
    assert figures["median_working_days"].value == 2
    assert figures["median_working_days"].histogram == ((2, 5), (3, 1), (10, 2))
    # Nine tenths of eight is more than seven.
    assert figures["p90"].value == 10
    assert [(one.office, one.value, one.denominator) for one in figures["median_working_days"].offices] == [
        ("an-thinh", 3, 1),
        ("binh-phu", 10, 2),
        ("hoa-binh", 2, 5),
    ]


def test_counts_are_added_and_a_share_is_taken_of_the_added_numbers(cast, communes):
    a_week_of_three(communes)
    for commune in communes:
        commune.report()

    figures = rolled_up(cast).figures

    assert figures["messages_received"].value == 8
    assert [(one.office, one.value) for one in figures["messages_received"].offices] == [
        ("an-thinh", 1),
        ("binh-phu", 2),
        ("hoa-binh", 5),
    ]
    # 4 of 5, 1 of 1, 0 of 2.
    share = figures["on_time_share"]
    assert (share.numerator, share.denominator, share.value) == (5, 8, 62.5)
    assert {part.key: part.value for part in figures["received_by_channel"].parts} == {"web": 8}


def test_what_each_office_names_for_itself_is_told_by_office(cast, communes):
    a_week_of_three(communes)
    for commune in communes:
        commune.report()

    parts = rolled_up(cast).figures["closed_by_unit"].parts

    assert [(part.name, part.value) for part in parts] == [
        ("Phường Hòa Bình", 5),
        ("Xã Bình Phú", 2),
        ("Xã An Thịnh", 1),
    ]


def test_who_has_not_reported_is_named_and_not_counted(cast, communes):
    a_week_of_three(communes)
    for commune in communes[:2]:
        commune.report()

    compiled = rolled_up(cast)

    assert compiled.figures["messages_received"].value == 6
    assert [(one.name, bool(one.missing)) for one in compiled.face.sources] == [
        ("Phường Hòa Bình", False),
        ("Xã An Thịnh", False),
        ("Xã Bình Phú", True),
    ]
    said = words(compiled.face.sentences[0])
    assert said == "Tổng hợp báo cáo của 02 trong 03 xã, phường, đặc khu; chưa có: Xã Bình Phú."


def test_a_figure_that_is_not_known_somewhere_says_so_beside_the_sum(cast, communes):
    a_week_of_three(communes)
    kept = [commune.report() for commune in communes]
    FrozenFigure.objects.filter(frozen=kept[0], figure="me_too").update(value=None, unknown="mất sổ tháng 11")
    FrozenFigure.objects.filter(frozen=kept[1], figure="deflected").update(definition=7)

    figures = rolled_up(cast).figures

    assert figures["me_too"].note == "Chưa kể 01 nơi chưa có số liệu, hoặc tính cách khác."
    assert [(one.office, one.why) for one in figures["me_too"].offices] == [
        ("hoa-binh", "chưa có số liệu (mất sổ tháng 11)")
    ]
    version = FIGURES["deflected"].version
    assert [(one.office, one.why) for one in figures["deflected"].offices] == [
        ("an-thinh", f"tính theo bản 7 của cách tính, tỉnh tính theo bản {version}")
    ]


def test_what_communes_typed_is_summed_and_still_looks_typed(cast, communes):
    hoa_binh, an_thinh, _ = communes
    type_figure(WEEKLY, WEEK, "news_items", 12, by=hoa_binh.chairman, at=when("11-13"))
    type_figure(WEEKLY, WEEK, "news_items", 5, by=an_thinh.chairman, at=when("11-13"))
    for commune in communes:
        commune.report()

    news = rolled_up(cast).figures["news_items"]

    assert (news.value, news.unknown) == (17, "")
    assert news.typed is not None
    assert news.typed.told.endswith("do các xã, phường, đặc khu nhập")


def test_the_province_own_messages_are_in_its_report_too(cast, communes):
    a_week_of_three(communes)
    for commune in communes:
        commune.report()
    Scene(cast.province).receive(when("11-10"), number="900000001")

    received = rolled_up(cast).figures["messages_received"]

    assert received.value == 9
    assert received.offices[0] == ("lac-hong", 1, None, None, "")
    assert len(received.entries) == 1


def complaints(commune: Commune, start: int, many: int) -> None:
    for place in range(many):
        commune.book.receive(when("11-11"), number=str(start + place), kind="complaint", restricted=True)


def test_a_small_number_of_one_office_cannot_be_worked_out_of_the_public_sum(cast, communes):
    hoa_binh, an_thinh, binh_phu = communes
    complaints(hoa_binh, 100_000_001, 7)
    complaints(an_thinh, 200_000_001, 3)
    complaints(binh_phu, 300_000_001, 2)
    for commune in communes:
        commune.report()

    inside, public = (rolled_up(cast, inside=side).figures["letters_complaint"] for side in (True, False))

    # Hidden are 3, 2 and the province's own 0: their sum of 5 leaves each anything from 0 to 4.
    assert (inside.value, public.value) == (12, 12)
    assert {one.office: one.value for one in public.offices} == {
        "hoa-binh": 7,
        "an-thinh": None,
        "binh-phu": None,
        "lac-hong": None,
    }


def test_a_public_sum_that_would_tell_of_one_office_is_not_told(cast, communes):
    hoa_binh, an_thinh, _ = communes
    complaints(hoa_binh, 100_000_001, 7)
    complaints(an_thinh, 200_000_001, 3)
    for commune in communes:
        commune.report()

    inside, public = (rolled_up(cast, inside=side).figures["letters_complaint"] for side in (True, False))

    # 10 less the 7 that stand on the ward's page are 3: fewer than five may not be told.
    assert (inside.value, public.value, public.note) == (10, None, "không ghi")


def test_while_an_office_is_missing_no_small_number_is_summed_in_public(cast, communes):
    hoa_binh, an_thinh, _ = communes
    complaints(hoa_binh, 100_000_001, 7)
    complaints(an_thinh, 200_000_001, 6)
    hoa_binh.report()
    an_thinh.report()

    public = rolled_up(cast, inside=False).figures["letters_complaint"]

    assert (public.value, public.note) == (None, "ghi khi đủ báo cáo của các nơi")
    assert rolled_up(cast).figures["letters_complaint"].value == 13


def test_two_periods_are_compared_only_when_the_same_offices_reported(cast, communes):
    a_week_of_three(communes)
    for commune in communes:
        commune.report(LAST_WEEK, when("11-09", "08:00"))
    for commune in communes[:2]:
        commune.report()

    compiled = rolled_up(cast)
    assert compiled.figures["messages_received"].previous is None
    assert words(compiled.face.sentences[0]).endswith("vì khi ấy không cùng các nơi có báo cáo.")

    communes[2].report(at=when("11-17"))
    received = rolled_up(cast, at=when("11-17", "10:00")).figures["messages_received"]
    assert (received.value, received.previous, received.change) == (8, 0, "kỳ trước không phát sinh")


def test_a_sum_does_not_close_where_a_report_in_it_does_not(cast, communes):
    a_week_of_three(communes)
    kept = [commune.report() for commune in communes]
    # What does not close is not handed in here; what another server sends may be so.
    Frozen.objects.filter(pk=kept[1].pk).update(inside=kept[1].inside | {"balance": {"closes": False}})

    compiled = rolled_up(cast)

    assert not compiled.face.balance.closes
    assert out_of_balance(compiled) == ("Số liệu chưa cân đối vì báo cáo của: Xã An Thịnh.",)


def test_what_was_given_back_or_taken_back_is_no_longer_in_the_sum(cast, communes):
    a_week_of_three(communes)
    hoa_binh, an_thinh, binh_phu = communes
    superior = chairman_of(cast.province)
    given, taken = (commune.report().submissions.get() for commune in (hoa_binh, an_thinh))
    freeze(binh_phu.office, WEEKLY, WEEK, by=binh_phu.chairman, at=AFTER)

    return_report(given, "Thiếu số liệu tiếp công dân.", by=superior, at=when("11-16", "15:00"))
    take_back(taken, "Gửi nhầm bản.", by=an_thinh.chairman, at=when("11-16", "16:00"))
    compiled = rolled_up(cast, at=when("11-17"))

    assert compiled.figures["messages_received"].value == 0
    assert [(one.name, one.missing) for one in compiled.face.sources] == [
        ("Phường Hòa Bình", "bị trả lại, chưa nộp lại"),
        ("Xã An Thịnh", "đã rút lại"),
        ("Xã Bình Phú", "đã chốt, chưa nộp"),
    ]


def test_a_province_freezes_its_sum_and_what_came_later_does_not_change_it(cast, communes):
    a_week_of_three(communes)
    for commune in communes[:2]:
        commune.report()
    chairman = chairman_of(cast.province)

    kept = freeze(cast.province, WEEKLY, WEEK, by=chairman, at=when("11-17"))
    communes[2].report(at=when("11-18"))

    compiled = rolled_up(cast, at=when("11-18", "09:00"))
    assert compiled.frozen == kept
    assert compiled.figures["messages_received"].value == 6
    assert [one.name for one in compiled.face.sources if one.missing] == ["Xã Bình Phú"]
    row = FrozenFigure.objects.get(frozen=kept, inside=True, figure="median_working_days")
    assert (row.value, row.histogram) == (2, [[2, 5], [3, 1]])


def test_a_province_is_summed_in_few_questions_however_many_communes(cast, communes, django_assert_max_num_queries):
    a_week_of_three(communes)
    for commune in communes:
        commune.report()
    rolled_up(cast)

    with django_assert_max_num_queries(30):
        rolled_up(cast)
