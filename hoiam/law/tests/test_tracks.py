from datetime import date

import pytest

from hoiam.law import shipped
from hoiam.law.tracks import NoRule, Step, Track, checked, choose, lay

D = date.fromisoformat


class EveryDayWorks:
    """A calendar without days off, so that only the law is under test."""

    def add(self, start, n):
        return date.fromordinal(start.toordinal() + n)

    add_calendar = add


def chosen(kind, received, *, sent=None, channel="web", remote=False):
    of_kind = [track for track in shipped.tracks() if track.kind == kind]
    return choose(of_kind, received=D(received), sent=D(sent) if sent else None, channel=channel, remote=remote)


def lengths(track):
    return [(step.name, step.length, step.unit) for step in track.steps]


def test_every_kind_of_the_form_has_a_rule():
    assert set(shipped.labels()) == {
        "feedback",
        "question",
        "petition",
        "procedure",
        "information",
        "complaint",
        "denunciation",
    }


@pytest.mark.parametrize(("kind", "days"), [("feedback", 5), ("question", 5), ("petition", 15), ("procedure", 15)])
def test_the_offices_own_rule_allows_one_extension_of_the_same_length(kind, days):
    track = chosen(kind, "2026-10-16")  # Fri
    (step,) = track.steps
    assert (track.authority, step.length, step.unit) == ("office", days, "wd")
    assert (step.extension.length, step.extension.unit, step.extension.times) == (days, "wd", 1)


def test_an_old_book_of_years_ago_still_finds_the_offices_rule():
    assert chosen("feedback", "2019-03-04", channel="old_book").rule == "feedback-office-2026"  # Mon


@pytest.mark.parametrize(
    ("received", "sent", "rule"),
    [
        ("2026-09-01", None, "information-2026"),  # Tue
        ("2026-08-31", None, "information-2016-online"),  # Mon
        ("2026-09-03", "2026-08-31", "information-2016-online"),  # Thu, sent Mon
        ("2026-09-03", "2026-09-01", "information-2026"),  # Thu, sent Tue
    ],
)
def test_a_request_for_information_stands_under_the_law_of_the_day_it_was_sent(received, sent, rule):
    assert chosen("information", received, sent=sent).rule == rule


@pytest.mark.parametrize(
    ("channel", "steps"),
    [
        ("counter", [("answer", 10, "wd")]),
        ("web", [("notice", 3, "wd"), ("answer", 15, "wd")]),
        ("mail", [("notice", 3, "wd"), ("answer", 15, "wd")]),
        ("letter", [("notice", 5, "wd"), ("answer", 15, "wd")]),
    ],
)
def test_the_law_of_2016_asked_how_the_request_came(channel, steps):
    track = chosen("information", "2026-08-03", channel=channel)  # Mon
    assert lengths(track) == [*steps, ("correct_asked", 15, "d")]


def test_the_law_of_2026_is_the_same_for_every_channel():
    for channel in ("web", "counter", "letter", "old_book"):
        assert lengths(chosen("information", "2026-10-16", channel=channel)) == [  # Fri
            ("answer", 12, "d"),
            ("correct_found", 5, "wd"),
            ("correct_asked", 10, "d"),
        ]


def test_every_channel_had_a_rule_under_the_law_of_2016():
    channels = {c for t in shipped.tracks() if t.rule.startswith("information-2016") for c in t.channels}
    assert channels == {
        "web",
        "counter",
        "phone",
        "letter",
        "mail",
        "reception",
        "old_book",
        "transfer",
        "portal",
        "office_chat",
    }


def test_a_complaint_is_decided_later_in_remote_areas():
    assert lengths(chosen("complaint", "2026-10-16")) == [("accept", 10, "d"), ("decide", 30, "d"), ("send", 3, "wd")]
    assert chosen("complaint", "2026-10-16", remote=True).steps[1].length == 45
    # A kind without a rule of its own for remote areas keeps the general one.
    assert chosen("feedback", "2026-10-16", remote=True).rule == "feedback-office-2026"


def test_numbers_whose_text_was_not_seen_are_provisional():
    assert not chosen("complaint", "2026-06-30").steps[0].provisional  # Tue, read in the full text
    assert chosen("complaint", "2026-07-01").steps[0].provisional  # Wed, amended by a text not seen
    assert chosen("denunciation", "2026-07-01").steps[0].provisional
    assert chosen("procedure", "2026-10-16").steps[0].provisional
    assert not chosen("information", "2026-10-16").steps[0].provisional


def test_a_day_before_any_law_finds_no_rule_and_says_so():
    with pytest.raises(NoRule, match="01/03/2011"):
        chosen("complaint", "2011-03-01")  # Tue


def test_a_step_has_no_day_before_its_start_has_come():
    track = chosen("complaint", "2026-10-16")  # Fri
    accept, decide, send = lay(track, EveryDayWorks(), D("2026-10-16"))
    assert (accept.due_on, decide.due_on, send.due_on) == (D("2026-10-26"), None, None)
    _, decide, send = lay(track, EveryDayWorks(), D("2026-10-16"), accepted_on=D("2026-10-20"))
    assert (decide.due_on, send.due_on) == (D("2026-11-19"), None)


def test_a_rule_that_cannot_be_counted_is_refused():
    step = Step("answer", "Trả lời", "receipt", 5, "weeks", "", "office")
    with pytest.raises(ValueError, match="weeks-2026"):
        checked(Track("weeks-2026", "feedback", "phản ánh", "office", "", (step,)))


def test_a_rule_is_named_once():
    names = [track.rule for track in shipped.tracks()]
    assert len(names) == len(set(names))
