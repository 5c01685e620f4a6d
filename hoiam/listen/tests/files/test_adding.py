"""A slow line: the words have their number first; photos follow one by one, also later with the key."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from hoiam.answer.matter import acts
from hoiam.ledger.models import Entry
from hoiam.listen.form import public
from hoiam.listen.models import Attachment, Message, Stage
from hoiam.listen.publicity.privacy import public_face
from hoiam.listen.tests.hoa import at_the_desk, photo, words_of
from hoiam.listen.tests.uploads import voice


@pytest.fixture
def holder(hoa):
    """Chị Hoa's browser after she typed number and key."""
    number, key = hoa.number_and_key(hoa.all_the_way())
    browser = Client()
    browser.post("/theo-doi", {"number": number, "key": key})
    return browser


def address(more: str = "/them-tep") -> str:
    return f"/tra-loi/{Message.objects.get().number}{more}"


def names_on_disk(house) -> set[str]:
    return {path.name for path in (house / "files").glob("??/*")}


def test_photos_follow_the_number_one_by_one_up_to_five(hoa):
    page = hoa.all_the_way()
    receipt = hoa.number_and_key(page)
    for count in range(1, 6):
        page = hoa.add(page)
        assert f"Đã nhận {count}: " in words_of(page)
        assert hoa.number_and_key(page) == receipt
    assert "Đã đủ 5 tệp" in words_of(hoa.add(page))
    assert Message.objects.get().files.count() == 5


def test_one_voice_comes_beside_the_photos_and_no_second_one(hoa, house):
    before = names_on_disk(house)
    page = hoa.add(hoa.all_the_way(), voice())
    again = hoa.add(page, voice())
    assert "không nhận thêm lời nói" in words_of(again)
    hoa.add(again)
    assert sorted(Attachment.objects.values_list("sort", flat=True)) == ["image", "voice"]
    named = {name for row in Attachment.objects.values_list("name", "thumbnail") for name in row if name}
    assert names_on_disk(house) - before == named


def test_a_photo_that_fails_leaves_the_words_and_their_number_as_they_are(hoa):
    done = hoa.all_the_way()
    failed = hoa.add(done, SimpleUploadedFile("hong.jpg", b"day khong phai la anh", "image/jpeg"))
    assert "Tệp «hong.jpg» không mở được" in words_of(failed)
    assert hoa.number_and_key(failed) == hoa.number_and_key(done)
    assert "Chưa nhận được tệp nào" in words_of(hoa.post(failed, step="file"))
    assert Message.objects.get().files.count() == 0


def test_before_the_words_are_sent_no_file_comes_in(hoa):
    look = hoa.choose(hoa.write())
    again = hoa.add(look)
    assert "nước ngập đến đầu gối" in again.content.decode()
    assert not Attachment.objects.exists()
    assert hoa.client.post("/gui", {"step": "file", "token": "A" * 32, "file": photo()}).status_code == 410


def test_a_flood_of_files_is_told_to_come_back(hoa, monkeypatch):
    done = hoa.all_the_way()
    monkeypatch.setattr(public, "WORDS_AN_HOUR", 0)
    assert "xin bấm lại sau" in words_of(hoa.add(done))
    assert not Attachment.objects.exists()


def test_with_the_key_a_photo_is_added_later_and_the_ledger_says_so(holder):
    assert f'action="{address()}"' in holder.get(address("")).content.decode()
    assert holder.post(address(), {"file": photo()}).status_code == 302
    assert Message.objects.get().files.get().sort == "image"
    assert Entry.objects.get(kind="message.file_added").by is None
    assert "Người gửi thêm tệp" in words_of(holder.get(address("")))


def test_without_the_key_nothing_is_added(holder):
    assert holder.get(address("")).status_code == 200
    assert Client().post(address(), {"file": photo()})["Location"] == "/theo-doi"
    assert not Attachment.objects.exists()


def test_a_matter_that_has_ended_takes_no_more_files(holder):
    Message.objects.update(stage=Stage.CLOSED)
    assert "đã kết thúc" in words_of(holder.post(address(), {"file": photo()}))
    assert "them-tep" not in holder.get(address("")).content.decode()


def test_a_photo_that_came_later_is_public_once_a_person_has_looked(holder, ward):
    message, at = Message.objects.get(), timezone.now()
    acts.accept(message, kind="feedback", title="Cống nghẹt", by=ward.nam, at=at)
    holder.post(address(), {"file": photo()})
    assert public_face(Message.objects.get(), at=at).photos == []
    # Words that were checked take no voice any more.
    assert "không nhận thêm lời nói" in words_of(holder.post(address(), {"file": voice()}))
    file, nam = message.files.get(), at_the_desk(ward.nam)
    nam.post(f"/ban/viec/{message.number}/dang-anh", {"dang-anh-photos": file.pk})
    assert [one.name for one in public_face(Message.objects.get(), at=at).photos] == [file.name]
    assert "dang-anh" not in nam.get(f"/ban/viec/{message.number}").content.decode()
