"""How a figure went over the periods: a chart, its words and its table, from what was frozen."""

from __future__ import annotations

from hoiam.report.counting.compile import compile
from hoiam.report.freezing.acts import freeze
from hoiam.report.models import FrozenFigure
from hoiam.report.paper.course import courses, drawn
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when


def three_weeks(scene, binh):
    """Week 44 (26/10–01/11): one message; week 45 (02–08/11): two, never frozen; week 46: three."""
    for day in ("10-27", "11-03", "11-04", "11-10", "11-11", "11-12"):
        scene.receive(when(day))
    freeze(scene.office, WEEKLY, WEEK.previous().previous(), by=binh, at=AFTER)


def test_a_week_that_was_not_frozen_is_a_gap_and_not_a_zero(scene, binh):
    three_weeks(scene, binh)
    compiled = compile(scene.office, WEEKLY, WEEK, AFTER)
    (course,) = courses(compiled, [compiled.figures["messages_received"]])
    assert [(one.period.label, one.value) for one in course.points] == [("44", 1), ("45", None), ("46", 3)]
    page = drawn(compiled)[0]
    assert "44: " in page.chart.told
    assert "chưa có số liệu" in page.chart.told


def test_a_figure_that_was_counted_otherwise_is_not_drawn_beside_todays(scene, binh):
    three_weeks(scene, binh)
    FrozenFigure.objects.filter(figure="messages_received").update(definition=7)
    compiled = compile(scene.office, WEEKLY, WEEK, AFTER)
    assert courses(compiled, [compiled.figures["messages_received"]]) == []


def test_the_pages_show_the_chart_and_the_same_numbers_in_a_table(client, scene, binh):
    three_weeks(scene, binh)
    for address in ("/bao-cao/weekly/2026-W46", "/bao-cao/weekly/2026-W46/messages_received"):
        page = client.get(address).content.decode()
        assert '<svg xmlns="http://www.w3.org/2000/svg" class="chart' in page
        assert '<a href="/bao-cao/weekly/2026-W44">Tuần 44</a></th><td>1</td>' in page
        assert '<a href="/bao-cao/weekly/2026-W45">Tuần 45</a></th><td>chưa có số liệu</td>' in page


def test_without_an_earlier_report_there_is_no_chart(client, scene):
    scene.receive(when("11-10"))
    assert "<svg" not in client.get("/bao-cao/weekly/2026-W46/messages_received").content.decode().split("<main")[1]
