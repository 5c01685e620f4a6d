"""How many statements the pages that are looked at most may make: not one more for each row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.reply import acts
from hoiam.office.models import Person
from hoiam.office.request_cache import asked_once, once
from hoiam.testing import Ward, hoa_writes, ward

DONE = "Đã thay đoạn ống vỡ và lấp lại mặt đường."

pytestmark = pytest.mark.django_db


@pytest.fixture
def w() -> Ward:
    return ward()


def _assigned(w: Ward) -> Any:
    message = hoa_writes(w, timezone.now() - timedelta(minutes=30)).message
    matter = matter_acts.accept(message, kind="feedback", title="Ống nước vỡ", by=w.nam, at=timezone.now())
    matter_acts.assign(matter, w.kt, by=w.nam, at=timezone.now())
    return matter


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_page_of_one_message_asks_no_question_twice(w: Ward, django_assert_max_num_queries: Any) -> None:
    new, assigned = hoa_writes(w, timezone.now() - timedelta(minutes=30)), _assigned(w)
    nam = signed_in(w.nam)
    for number, most in ((new.number, 65), (assigned.message.number, 75)):
        with django_assert_max_num_queries(most):
            assert nam.get(f"/ban/viec/{number}").status_code == 200


def test_the_drafts_to_approve_cost_no_more_when_they_are_many(w: Ward, django_assert_max_num_queries: Any) -> None:
    for _ in range(6):
        acts.draft(
            _assigned(w),
            outcome="solved",
            text="Đã thay đoạn ống vỡ và lấp lại mặt đường.",
            by=w.hung,
            at=timezone.now(),
        )
    lan = signed_in(w.lan)
    with django_assert_max_num_queries(25):
        page = lan.get("/ban/duyet").content.decode()
    assert page.count(DONE) == 6


@pytest.mark.parametrize(("address", "most"), [("/", 20), ("/cho-tra-loi", 12), ("/khong-dang", 12), ("/tra-loi", 12)])
def test_a_public_page_asks_little(w: Ward, address: str, most: int, django_assert_max_num_queries: Any) -> None:
    for _ in range(4):
        _assigned(w)
    Client().get(address)
    with django_assert_max_num_queries(most):
        assert Client().get(address).status_code == 200


def test_the_public_page_of_one_message_asks_little(w: Ward, django_assert_max_num_queries: Any) -> None:
    matter = _assigned(w)
    with django_assert_max_num_queries(34):
        assert Client().get(f"/tra-loi/{matter.message.number}").status_code == 200


def test_a_question_is_asked_once_while_a_page_is_made_and_anew_for_the_next() -> None:
    answers = iter(range(9))

    @once
    def question(_about: str) -> int:
        return next(answers)

    assert [question("a"), question("a")] == [0, 1]
    for expected in ((2, 2, 3), (4, 4, 5)):
        with asked_once():
            assert (question("a"), question("a"), question("b")) == expected
