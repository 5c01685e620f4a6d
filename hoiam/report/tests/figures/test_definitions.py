"""A definition has a version: what was frozen keeps the one it was made with, and is not compared with another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hoiam.report.counting.compile import compile
from hoiam.report.figures.definitions import count_of
from hoiam.report.figures.table import FIGURES
from hoiam.report.freezing.acts import freeze
from hoiam.report.models import FrozenFigure
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when


@pytest.fixture
def changed(scene, binh, monkeypatch):
    """Week 46 is frozen; then pieces of mail are counted no more among what was received."""
    for channel in ("web", "web", "mail"):
        scene.receive(when("11-10"), channel=channel)
    freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)

    def without_mail(account, _calendar):
        return count_of(one for one in account.all("received") if one.track.channel != "mail")

    was = FIGURES["messages_received"]
    words = "Nội dung tiếp nhận trong kỳ, không kể thư điện tử."
    monkeypatch.setitem(FIGURES, was.id, replace(was, words=words, count=without_mail, version=2))
    scene.receive(when("11-17"), channel="mail")
    scene.receive(when("11-17"))
    return scene


def test_a_frozen_report_keeps_the_words_and_the_number_it_was_made_with(changed):
    kept = compile(changed.office, WEEKLY, WEEK, when("11-24")).figures["messages_received"]
    assert (kept.value, kept.version) == (3, 1)
    assert kept.definition.startswith("Nội dung có ngày tiếp nhận trong kỳ, từ mọi nguồn")
    assert FrozenFigure.objects.get(figure="messages_received", inside=True).definition == 1


def test_the_next_report_counts_anew_and_says_that_it_is_not_compared(changed):
    following = compile(changed.office, WEEKLY, WEEK.next(), when("11-24", "08:00"))
    received, closed = (following.figures[id] for id in ("messages_received", "messages_open"))
    assert (received.value, received.version, received.previous, received.change) == (1, 2, None, "")
    assert received.note == "Kỳ trước đếm theo cách tính khác, nên không so sánh."
    assert received.definition.startswith("Nội dung tiếp nhận trong kỳ, không kể thư điện tử.")
    assert closed.previous == 3  # the others are compared as before
