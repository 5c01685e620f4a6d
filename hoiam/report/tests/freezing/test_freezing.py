"""Writing, freezing, publishing: only an ended week freezes, and a frozen one stays as it is."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.ledger.models import Entry
from hoiam.office.models import Unit
from hoiam.report.counting.compile import compile
from hoiam.report.freezing.acts import freeze, publish
from hoiam.report.models import Narrative
from hoiam.report.sections.acts import write_narrative
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when
from hoiam.report.versions.proof import holds


def test_a_running_week_does_not_freeze(scene, binh):
    with pytest.raises(ValidationError, match="chưa kết thúc"):
        freeze(scene.office, WEEKLY, WEEK, by=binh, at=when("11-15", "23:59"))


def test_only_an_approver_freezes(scene, nam, lan):
    for person in (nam, lan):
        with pytest.raises(PermissionDenied):
            freeze(scene.office, WEEKLY, WEEK, by=person, at=AFTER)


def test_a_frozen_week_stays_as_it_is_when_an_entry_of_that_week_comes_later(scene, binh):
    scene.receive(when("11-10"))
    freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    scene.receive(when("11-12"), channel="letter")  # thứ Năm of that week, entered the week after
    compiled = compile(scene.office, WEEKLY, WEEK, when("11-17"))
    assert (compiled.state, compiled.figures["messages_received"].value) == ("frozen", 1)
    following = compile(scene.office, WEEKLY, WEEK.next(), when("11-17"))
    carried = following.figures["messages_carried"]
    assert carried.value == 2
    assert carried.note == "Khi chốt kỳ trước còn 1; sau đó có dòng nhật ký của kỳ trước được ghi thêm."


def test_a_frozen_week_reads_the_same_as_just_before_it_was_frozen(scene, lan, binh):
    scene.answer(scene.receive(when("11-10")), when("11-12"), days=2)
    scene.answer(scene.receive(when("11-10")), when("11-13"), days=3)
    scene.receive(when("11-10"), kind="complaint", restricted=True)
    write_narrative(WEEKLY, WEEK, lan.unit, "economy", "Thay 06 bóng đèn.", by=lan, at=AFTER)
    live = [compile(scene.office, WEEKLY, WEEK, AFTER, inside=inside) for inside in (False, True)]
    freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    kept = [compile(scene.office, WEEKLY, WEEK, AFTER, inside=inside) for inside in (False, True)]
    assert [compiled.face for compiled in kept] == [compiled.face for compiled in live]


def test_the_digest_of_a_frozen_report_stands_in_the_ledger_and_tells_of_a_change(scene, binh):
    scene.receive(when("11-10"))
    frozen = freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    entry = Entry.objects.get(kind="report.frozen")
    assert entry.subject == "report:weekly:2026-W46"
    assert entry.payload == {"kind": "weekly", "period": "2026-W46", "version": 1, "digest": frozen.digest}
    frozen.refresh_from_db()
    assert holds(frozen)
    frozen.public["figures"][1]["value"] = 2
    assert not holds(frozen)
    frozen.refresh_from_db()
    frozen.inside["figures"][1]["value"] = 2
    assert not holds(frozen)


def test_a_report_is_frozen_once_and_published_once(scene, binh):
    frozen = freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    with pytest.raises(ValidationError, match="đã chốt rồi"):
        freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    publish(frozen, by=binh, at=AFTER)
    assert Entry.objects.filter(kind="report.published").count() == 1
    with pytest.raises(ValidationError, match="đã công bố"):
        publish(frozen, by=binh, at=AFTER)
    assert compile(scene.office, WEEKLY, WEEK, AFTER).state == "published"


def test_the_newer_words_of_a_unit_stand_and_the_older_stay(scene, lan, nam):
    write_narrative(WEEKLY, WEEK, lan.unit, "economy", "Thay 05 bóng đèn.", by=lan, at=when("11-12"))
    write_narrative(WEEKLY, WEEK, lan.unit, "economy", "Thay 06 bóng đèn.", by=lan, at=when("11-13"))
    write_narrative(WEEKLY, WEEK, nam.unit, "leadership", "Họp giao ban 01 lần.", by=nam, at=when("11-12"))
    words = compile(scene.office, WEEKLY, WEEK, when("11-13"), drafts=True).words
    assert [(one.section, one.text) for one in words] == [
        ("leadership", "Họp giao ban 01 lần."),
        ("economy", "Thay 06 bóng đèn."),
    ]
    assert Narrative.objects.count() == 3


def test_words_are_drafts_until_the_report_is_published(scene, lan, binh):
    write_narrative(WEEKLY, WEEK, lan.unit, "economy", "Thay 06 bóng đèn.", by=lan, at=when("11-12"))
    assert compile(scene.office, WEEKLY, WEEK, AFTER).words == ()
    frozen = freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    assert compile(scene.office, WEEKLY, WEEK, AFTER).words == ()
    publish(frozen, by=binh, at=AFTER)
    assert len(compile(scene.office, WEEKLY, WEEK, AFTER).words) == 1


def test_a_unit_writes_its_own_part_and_nothing_after_freezing(scene, lan, binh):
    other = Unit.objects.get(code="VP")
    with pytest.raises(PermissionDenied):
        write_narrative(WEEKLY, WEEK, other, "economy", "Việc của đơn vị khác.", by=lan, at=when("11-12"))
    with pytest.raises(ValidationError, match="Chọn một mục"):
        write_narrative(WEEKLY, WEEK, lan.unit, "weather", "Mưa.", by=lan, at=when("11-12"))
    freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    with pytest.raises(ValidationError, match="đã chốt"):
        write_narrative(WEEKLY, WEEK, lan.unit, "economy", "Muộn.", by=lan, at=AFTER)
