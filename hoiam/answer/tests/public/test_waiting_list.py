"""The public waiting list: everything open stands there, longest wait first; shares only where they are fair."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.models import Reply
from hoiam.answer.public.waiting import FEWEST, figures_of, forget_figures
from hoiam.answer.reply import acts
from hoiam.listen.models import Message
from hoiam.testing import Ward, hoa_writes, ward

pytestmark = pytest.mark.django_db

WORDS = "Công ty cấp nước đã thay đoạn ống dài 4 m và lấp lại mặt đường."


@pytest.fixture
def w() -> Iterator[Ward]:
    forget_figures()
    yield ward()
    forget_figures()


def received(w: Ward, days: int, **more: object) -> Message:
    return hoa_writes(w, timezone.now() - timedelta(days=days, minutes=5), **more).message


def shown(query: str = "") -> str:
    return Client().get(f"/cho-tra-loi{query}").content.decode()


def answered(w: Ward, message: Message) -> Reply:
    matter = matter_acts.accept(message, kind="feedback", title="Ống nước vỡ", by=w.nam, at=timezone.now())
    matter_acts.assign(matter, w.kt, by=w.nam, at=timezone.now())
    reply = acts.draft(matter, outcome="solved", text=WORDS, by=w.hung, at=timezone.now())
    approval_acts.approve(reply, by=w.lan, at=timezone.now())
    acts.send_reply(reply, by=w.nam, at=timezone.now())
    return reply


def test_everything_open_stands_there_longest_wait_first(w: Ward) -> None:
    new, old = received(w, 1), received(w, 90)
    private = received(w, 30, public=False)
    hidden = received(w, 40, kind="denunciation", channel="letter")
    done = answered(w, received(w, 60)).matter.message
    page = shown()
    places = [page.index(f"/tra-loi/{one.number}") for one in (old, private, new)]
    assert places == sorted(places)
    for one in (hidden, done):
        assert one.number not in page
    # Whose words nobody has checked, and whose sender wants them kept, stand with kind, area and day alone.
    assert "Ống nước ở đầu ngõ" not in page
    assert "Phản ánh, Tổ dân phố 3, nhận ngày" in page
    assert "quá " in page


def test_the_list_goes_on_by_the_public_number(w: Ward) -> None:
    for days in range(53):
        received(w, days)
    first = shown()
    following = first.split('href="?sau=')[1].split('"')[0]
    second = shown(f"?sau={following}")
    assert first.count("/tra-loi/") - second.count("/tra-loi/") == 50 - 3
    assert "Mười hai tháng qua" not in second


def test_a_share_on_time_is_told_from_twenty_answers_on(w: Ward) -> None:
    for _ in range(FEWEST - 1):
        answered(w, received(w, 1))
    forget_figures()
    assert figures_of(w.office, timezone.now()).shares[0].percent is None
    assert "chưa tính tỷ lệ" in shown()
    answered(w, received(w, 90))
    forget_figures()
    (share,) = figures_of(w.office, timezone.now()).shares
    assert (share.on_time, share.answered, share.percent) == (19, 20, 95)
    assert "Đúng hạn 95,0% (19/20)" in shown()


def test_the_list_reads_few_statements(w: Ward, django_assert_max_num_queries: object) -> None:
    for days in range(30):
        received(w, days)
    shown()
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        shown()
