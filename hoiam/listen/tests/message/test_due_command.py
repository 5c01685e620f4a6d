import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from hoiam.law import shipped
from hoiam.listen.models import Channel, Kind
from hoiam.office.models import Office


def told(capsys, *words):
    call_command(*words, "--json")
    return json.loads(capsys.readouterr().out)


@pytest.mark.django_db
def test_due_tells_the_day_the_rule_and_what_was_skipped(capsys):
    answer = told(capsys, "due", "--kind", "feedback", "--received", "2026-10-16T10:20")  # Fri
    assert answer["due_on"] == "2026-10-23"
    assert (answer["rule"], answer["unit"], answer["length"]) == ("feedback-office-2026", "wd", 5)
    assert answer["provisional"] is False
    assert [one["day"] for one in answer["skipped"]] == ["2026-10-17", "2026-10-18"]
    (step,) = answer["steps"]
    assert step["extension"] == {"length": 5, "unit": "wd", "times": 1, "counted_from": "end"}


@pytest.mark.django_db
def test_due_shows_the_later_steps_without_a_day(capsys):
    answer = told(capsys, "due", "--kind", "complaint", "--received", "2026-10-16")
    assert [step["due_on"] for step in answer["steps"]] == ["2026-10-26", None, None]
    assert answer["provisional"] is True


@pytest.mark.django_db
def test_due_tells_every_step_its_extension_and_what_is_owed_only_sometimes(capsys):
    words = ("due", "--kind", "denunciation", "--received", "2026-10-16")  # Fri
    steps = {step["name"]: step for step in told(capsys, *words)["steps"]}
    assert list(steps) == ["check", "forward", "notify", "decide", "act", "publish"]
    assert steps["decide"]["extension"] == {"length": 30, "unit": "d", "times": 2, "counted_from": "end"}
    assert (steps["forward"]["due_on"], steps["forward"]["only_if"]) == ("2026-10-23", "not_ours")  # Fri
    assert told(capsys, *words)["due_on"] == "2026-10-27"  # Tue
    assert told(capsys, *words, "--not-ours")["due_on"] == "2026-10-23"
    call_command(*words)
    said = capsys.readouterr().out
    assert (
        "Giải quyết, ra kết luận: 30 ngày từ ngày thụ lý (Điều 30), chưa bắt đầu; gia hạn 2 lần, mỗi lần thêm 30"
        in said
    )
    assert "5 ngày làm việc từ ngày tiếp nhận, khi không thuộc thẩm quyền (Điều 24 khoản 2), hạn thứ Sáu, 23/10" in said


@pytest.mark.django_db
def test_due_counts_the_notice_owed_after_a_reception(capsys):
    words = ("due", "--kind", "petition", "--received", "2026-11-16", "--channel", "reception")  # Mon
    answer = told(capsys, *words)
    assert [(step["name"], step["due_on"]) for step in answer["steps"]] == [
        ("tell", "2026-12-01"),  # Tue, 24/11 off
        ("answer", "2026-12-08"),  # Tue
    ]
    assert (answer["due_on"], answer["law"]) == ("2026-12-01", "Luật Tiếp công dân 2013 (sửa đổi 2025)")


@pytest.mark.django_db
def test_due_asks_the_day_sent_and_the_channel(capsys):
    words = ("--kind", "information", "--received", "2026-09-03", "--sent", "2026-08-31T23:30", "--channel", "letter")
    assert told(capsys, "due", *words)["rule"] == "information-2016-post"
    # A moment with its own zone is put into Vietnamese time: this one is 01/09 in the ward.
    words = ("--kind", "information", "--received", "2026-09-03", "--sent", "2026-08-31T17:30+00:00")
    assert told(capsys, "due", *words)["rule"] == "information-2026"


@pytest.mark.django_db
def test_due_speaks_vietnamese_to_a_person(capsys):
    Office.objects.create(code="hoa-binh", level="phuong", name="Phường Hòa Bình")
    call_command("due", "--kind", "feedback", "--received", "2026-11-20T16:00")
    said = capsys.readouterr().out
    assert "Hạn: thứ Hai, 30/11/2026" in said
    assert "theo quy chế của UBND phường Hòa Bình" in said
    assert "Bỏ qua thứ Ba, 24/11/2026: Ngày Văn hóa Việt Nam" in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--kind", "rant", "--received", "2026-10-16"], "feedback"),
        (["--kind", "feedback"], "--received 2026-10-16T10:20"),
        (["--kind", "feedback", "--received", "16/10/2026"], "2026-10-16T10:20"),
        (["--kind", "feedback", "--received", "2026-02-30"], "2026-02-30"),
        (["--kind", "feedback", "--received", "1926-10-16"], "1926"),
        (["--kind", "feedback", "--received", "2026-10-16", "--channel", "fax"], "letter"),
        (["--kind", "feedback", "--received", "2026-10-16", "--office", "nowhere"], "nowhere"),
        (["--kind", "complaint", "--received", "2011-10-14"], "14/10/2011"),
        (["--kind", "information", "--received", "2026-10-16", "--sent", "2026-10-17"], "--sent"),
        (["--kind", "complaint", "--received", "2026-10-16", "--accepted", "2026-10-15"], "--accepted"),
    ],
)
def test_due_says_what_to_do_when_it_cannot_read(words, says):
    with pytest.raises(CommandError, match=says):
        call_command("due", *words)


@pytest.mark.django_db
def test_workdays_counts_working_days_or_all_days(capsys):
    answer = told(capsys, "workdays", "2026-08-21", "+5")  # Fri, Sat 22/8 worked
    assert answer["due_on"] == "2026-08-27"
    assert [one["day"] for one in answer["skipped"]] == ["2026-08-23"]
    assert answer["made_up"] == [{"day": "2026-08-22", "reason": "Ngày làm bù"}]
    answer = told(capsys, "workdays", "2026-08-19", "12", "--calendar")  # Wed -> Mon 31/8, off -> Thu
    assert answer["due_on"] == "2026-09-03"
    assert [one["day"] for one in answer["skipped"]] == ["2026-08-31", "2026-09-01", "2026-09-02"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", [[], ["2026-08-21"], ["2026-08-21", "-5"], ["21/8/2026", "+5"], ["2026-08-21", "+99999"]]
)
def test_workdays_says_what_to_write(words):
    with pytest.raises(CommandError, match="2026-"):
        call_command("workdays", *words)


def test_both_answer_before_the_office_is_set_up(capsys, tmp_path, monkeypatch):
    # No database at all: asking for one would fail the test, and must not leave an empty file behind.
    absent = tmp_path / "hoiam.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", absent)
    monkeypatch.setattr(connection, "vendor", "sqlite")
    assert told(capsys, "due", "--kind", "petition", "--received", "2026-10-16")["due_on"] == "2026-11-06"  # Fri
    assert told(capsys, "workdays", "2026-10-16", "+5")["due_on"] == "2026-10-23"
    with pytest.raises(CommandError, match="hoiam init"):
        call_command("due", "--received", "2026-10-16", "--office", "hoa-binh")
    assert not absent.exists()


def test_the_rules_know_the_kinds_and_channels_of_the_form():
    assert set(shipped.labels()) == set(Kind.values)
    assert {channel for track in shipped.tracks() for channel in track.channels} <= set(Channel.values)
