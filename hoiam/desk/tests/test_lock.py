"""The desk that nobody uses locks itself; what was typed is there again for who typed it, and for nobody else."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hoiam.answer.chores import forget_kept
from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.models import KeptForm, Reply
from hoiam.desk.lock import LOCK_AFTER_SECONDS, SEEN
from hoiam.listen.models import Message
from hoiam.office.models import Person
from hoiam.testing import PASSWORD, Ward, hoa_writes, ward

pytestmark = pytest.mark.django_db

WORDS = "Công ty cấp nước đã thay đoạn ống dài 4 m và lấp lại mặt đường."


@pytest.fixture
def w() -> Ward:
    return ward()


@pytest.fixture
def message(w: Ward) -> Message:
    at = timezone.now() - timedelta(minutes=30)
    matter = matter_acts.accept(hoa_writes(w, at).message, kind="feedback", title="Ống nước vỡ", by=w.nam, at=at)
    matter_acts.assign(matter, w.kt, by=w.nam, at=at)
    return matter.message


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    client.get("/ban")
    return client


def left_alone(client: Client, seconds: int = LOCK_AFTER_SECONDS + 1) -> None:
    session = client.session
    session[SEEN] = time.time() - seconds
    session.save()


def test_after_ten_minutes_without_use_the_desk_asks_who_is_there(w: Ward) -> None:
    hung = signed_in(w.hung)
    left_alone(hung, LOCK_AFTER_SECONDS - 30)
    assert hung.get("/ban").status_code == 200
    left_alone(hung)
    for address in ("/ban", "/ban/duyet"):
        answer = hung.get(address)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/ban/xac-nhan?next="), address
    assert "đã khóa sau 10 phút" in hung.get(answer["Location"]).content.decode()
    hung.post("/ban/xac-nhan?next=/ban", {"password": "sai-mat-khau"})
    assert hung.get("/ban").status_code == 302
    hung.post("/ban/xac-nhan?next=/ban", {"password": PASSWORD, "next": "/ban"})
    assert hung.get("/ban").status_code == 200


def test_what_was_typed_is_kept_when_the_locked_desk_answers_the_form(w: Ward, message: Message) -> None:
    hung = signed_in(w.hung)
    left_alone(hung)
    given = {"du-thao-outcome": "solved", "du-thao-text": WORDS, "du-thao-clause": "Điều 5"}
    hung.post(f"/ban/viec/{message.number}/du-thao", given)
    assert not Reply.objects.exists()
    assert WORDS.encode() not in bytes(KeptForm.objects.get().sealed)
    hung.post("/ban/xac-nhan", {"password": PASSWORD, "next": f"/ban/viec/{message.number}"})
    page = hung.get(f"/ban/viec/{message.number}").content.decode()
    assert WORDS in page
    assert 'value="Điều 5"' in page
    assert "được giữ lại" in page
    assert WORDS not in signed_in(w.lan).get(f"/ban/viec/{message.number}").content.decode()
    hung.post(f"/ban/viec/{message.number}/du-thao", given)
    assert Reply.objects.get().text == WORDS
    assert not KeptForm.objects.exists()


def test_the_script_of_the_page_keeps_it_too_and_three_days_later_it_is_gone(w: Ward, message: Message) -> None:
    hung = signed_in(w.hung)
    kept = hung.post(f"/ban/viec/{message.number}/du-thao/giu", {"du-thao-text": WORDS})
    assert kept.status_code == 204
    assert WORDS in hung.get(f"/ban/viec/{message.number}").content.decode()
    assert signed_in(w.admin).post(f"/ban/viec/{message.number}/du-thao/giu", {"du-thao-text": "x"}).status_code == 403
    forget_kept(timezone.now() + timedelta(days=2))
    assert KeptForm.objects.exists()
    forget_kept(timezone.now() + timedelta(days=4))
    assert not KeptForm.objects.exists()


def test_a_forged_form_is_not_kept(w: Ward, message: Message) -> None:
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(w.hung)
    left_alone(forged)
    answer = forged.post(f"/ban/viec/{message.number}/du-thao", {"du-thao-text": WORDS})
    assert answer.status_code == 403
    assert not KeptForm.objects.exists()


def test_a_locked_desk_gives_no_file_that_the_public_does_not_get(w: Ward) -> None:
    hung = signed_in(w.hung)
    left_alone(hung)
    assert hung.get(f"/tep/{'a' * 32}").status_code == 404
    assert hung.get("/").status_code == 200  # the residents' pages know nothing of it
