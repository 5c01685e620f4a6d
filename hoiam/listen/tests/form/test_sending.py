"""From the form to the one message: a token sent twice, drafts that end, machines, floods, and quiet pages."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from django.db import connection
from django.utils import timezone

from hoiam import testing
from hoiam.files import store as files_store
from hoiam.ledger.models import Entry
from hoiam.listen import chores
from hoiam.listen.form import public
from hoiam.listen.form.forms import NUMERALS
from hoiam.listen.message import acts
from hoiam.listen.models import Draft, Message
from hoiam.listen.tests.hoa import TEXT, Hoa, words_of
from hoiam.listen.tests.uploads import voice

# One token, one message


def test_a_second_post_of_the_same_page_gives_the_same_receipt(hoa):
    look = hoa.choose(hoa.write())
    first, second = hoa.send(look), hoa.send(look)
    assert hoa.number_and_key(first) == hoa.number_and_key(second)
    assert Message.objects.count() == Draft.objects.count() == 1


def test_an_old_page_sent_again_gives_the_receipt_but_a_new_text_on_it_is_a_new_message(hoa):
    page = hoa.client.get("/gui?viec=feedback")
    first = hoa.send(hoa.choose(hoa.post(page, text=TEXT)))
    assert hoa.number_and_key(hoa.post(page, text=TEXT)) == hoa.number_and_key(first)
    hoa.send(hoa.choose(hoa.post(page, text="Đèn đường hỏng.")))
    assert Message.objects.count() == 2


def test_two_taps_at_the_same_moment_make_one_message(committing_db):
    testing.ward()
    look = Hoa().choose(Hoa().write())
    at_once = Barrier(4)

    def tap(_):
        try:
            at_once.wait(10)
            return Hoa.number_and_key(Hoa().send(look))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        receipts = set(pool.map(tap, range(4)))
    assert len(receipts) == 1
    assert Message.objects.count() == 1
    assert Entry.objects.filter(kind="message.received").count() == 1


def test_after_two_hours_number_and_key_are_gone_from_the_draft(hoa):
    done = hoa.all_the_way()
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    again = hoa.post(done, step="look", do="paper")
    assert again.status_code == 410
    assert "quá hai giờ" in words_of(again)
    chores.forget_drafts(timezone.now())
    assert not Draft.objects.exists()
    assert Message.objects.exists()


def test_a_page_left_open_for_more_than_two_hours_still_holds_the_words(hoa):
    look = hoa.choose(hoa.write(place="đầu hẻm 12"))
    Draft.objects.all().delete()
    again = hoa.send(look)
    assert "Chữ bạn viết còn đây" in words_of(again)
    done = hoa.send(hoa.choose(hoa.post(again, text=TEXT, place="đầu hẻm 12")))
    assert hoa.number_and_key(done)
    assert acts.words_as_sent(Message.objects.get()) == (TEXT, "đầu hẻm 12")


def test_a_token_that_is_not_ours_opens_nothing(hoa):
    page = hoa.client.post("/gui", {"step": "look", "token": "A" * 32, "do": "paper"})
    assert page.status_code == 410


# Machines and floods


def test_a_machine_that_fills_in_everything_is_asked_one_question_and_loses_nothing(hoa):
    look = hoa.choose(hoa.write(website="https://example.com"))
    question = re.search(r"(\w+) cộng (\w+) là mấy\?", words_of(look))
    again = hoa.send(look, answer="một trăm")
    assert "Câu trả lời chưa đúng" in words_of(again)
    total = NUMERALS.index(question[1].lower()) + NUMERALS.index(question[2])
    hoa.send(again, answer=NUMERALS[total].upper())
    assert acts.words_as_sent(Message.objects.get())[0] == TEXT


def test_the_eleventh_message_of_an_hour_is_asked_a_question_first(hoa):
    for _ in range(public.ASK_AFTER):
        hoa.all_the_way("Đèn đường hỏng.")
    asked = hoa.all_the_way("Đèn đường hỏng.")
    assert "là mấy?" in words_of(asked)
    assert "Đèn đường hỏng." in words_of(asked)
    assert Message.objects.count() == public.ASK_AFTER
    other = Hoa("203.0.113.8").all_the_way("Đèn đường hỏng.")
    assert "Đã gửi" in words_of(other)


def test_past_the_limit_the_page_keeps_the_words_and_says_when(hoa, monkeypatch):
    monkeypatch.setattr(public, "WORDS_AN_HOUR", 0)
    again = hoa.write()
    assert re.search(r"xin bấm lại sau \d\d giờ", words_of(again))
    assert "nước ngập đến đầu gối" in words_of(again)


# What is not taken in here


def test_a_complaint_and_a_denunciation_are_shown_where_a_signed_letter_goes(hoa, ward):
    for viec, clause in (("complaint", "Luật Khiếu nại"), ("denunciation", "Luật Tố cáo")):
        page = hoa.client.get(f"/gui?viec={viec}")
        assert clause in words_of(page)
        assert "Số 1 đường Hòa Bình" in words_of(page)
        assert "<textarea" not in page.content.decode()
        page = hoa.client.post("/gui", {"step": "words", "viec": viec, "text": TEXT})
        assert "không gửi được tại đây" in words_of(page)
    assert "Chủ tịch UBND tỉnh Lạc Hồng" in words_of(page)
    assert not Draft.objects.exists()
    assert "tổ hòa giải" in words_of(hoa.client.get("/gui?viec=mediation"))


# Quiet and quick


def test_no_page_of_the_form_sets_a_cookie_or_stands_in_an_address(hoa):
    words = hoa.client.get("/gui?viec=feedback")
    contact = hoa.write()
    look = hoa.choose(contact)
    done = hoa.send(look)
    for page in (hoa.client.get("/gui"), words, contact, look, done):
        assert not page.cookies
        assert page["Referrer-Policy"] == "no-referrer"
        assert "?token" not in page.content.decode()
    assert not hoa.client.cookies


def test_every_page_asks_the_database_little_and_sending_is_quick(hoa, django_assert_max_num_queries):
    steps = [lambda _: hoa.client.get("/gui"), lambda _: hoa.client.get("/gui?viec=feedback")]
    steps += [lambda page: hoa.post(page, text=TEXT), hoa.choose]
    page = None
    for step in steps:
        with django_assert_max_num_queries(15):  # the savepoints of a test among them
            page = step(page)
    with django_assert_max_num_queries(40):  # a message is received: its rows, its search terms, its ledger entry
        hoa.send(page)
    taken = []
    for _ in range(5):
        look = hoa.choose(hoa.write())
        before = time.process_time()
        hoa.send(look)
        taken.append(time.process_time() - before)
    assert min(taken) < 0.1


def test_files_of_a_draft_are_not_swept_while_it_lasts(hoa, house):
    hoa.write(voice=voice())
    names = Draft.objects.get().files
    chores.forget_drafts(timezone.now() + timedelta(hours=1))
    assert all(files_store.read(name) for name in names)
