from __future__ import annotations

import re
import tomllib
from pathlib import Path
from random import Random

import pytest

from hoiam.answer.founding import acts as founding_acts
from hoiam.answer.models import Outcome
from hoiam.listen.models import Ground, Kind
from hoiam.seed.texts.spelling import as_typed
from hoiam.seed.texts.texts import Occasion, cases, turns

SLOTS = {"noi", "to", "luc", "ngay", "hen", "don_vi"}


@pytest.mark.parametrize(
    "case", [*cases(), *turns().values()], ids=lambda case: f"{case.topic}-{case.kind}-{case.title[:20]}"
)
def test_a_case_has_all_that_its_story_needs(case: Occasion) -> None:
    topics = tomllib.loads(Path(founding_acts.__file__).with_name("founding.toml").read_text())["topics"]
    words = [case.title, *case.texts, *(text for choices in case.replies.values() for text in choices)]

    assert case.topic in topics
    assert case.kind in Kind.values
    assert set(case.replies) <= set(Outcome.values)
    assert case.replies
    assert {slot for text in words for slot in re.findall(r"{(\w+)}", text)} <= SLOTS
    assert bool(case.receiver) == ("passed_on" in case.replies)
    kept_back = {"refused", "partly"} if case.kind == "information" else {"refused"}
    assert bool(case.clause) == bool(kept_back & set(case.replies)) or case.keep == "selling"
    assert case.keep in ("", *Ground.values)


def test_every_topic_of_the_form_comes_up_in_the_story() -> None:
    topics = tomllib.loads(Path(founding_acts.__file__).with_name("founding.toml").read_text())["topics"]

    assert {case.topic for case in cases()} == set(topics)


def test_people_type_in_many_ways_and_the_same_again_for_one_dice() -> None:
    text = "Đèn đường ở đầu hẻm không sáng, mọi người đi lại rất khó."
    ways = {as_typed(text, Random(number)) for number in range(80)}

    assert text in ways
    assert "Den duong o dau hem khong sang, moi nguoi di lai rat kho." in ways
    assert len(ways) > 6
    assert as_typed(text, Random(7)) == as_typed(text, Random(7))
