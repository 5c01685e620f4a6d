"""Who cannot write speaks: the voice is made anew, heard and typed by staff, and never public."""

from __future__ import annotations

import io
from datetime import timedelta

import av
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from hoiam.answer.matter import acts
from hoiam.files import remaking
from hoiam.files import store as files_store
from hoiam.ledger.models import Entry
from hoiam.listen.intake.transcribing import transcribe
from hoiam.listen.message.acts import SPOKEN, words_as_sent
from hoiam.listen.models import Attachment, Concerned, Draft, Message
from hoiam.listen.publicity.acts import publish_photo
from hoiam.listen.publicity.privacy import public_face
from hoiam.listen.tests.hoa import at_the_desk, photo, words_of
from hoiam.listen.tests.uploads import MARKER, film, reason, recording, voice


def words(message):
    return words_as_sent(message)[0]


# The file


@pytest.mark.parametrize(
    ("form", "codec", "rate"),
    [
        ("ogg", "libopus", 48_000),
        ("webm", "libopus", 48_000),
        ("mp4", "aac", 44_100),
        ("3gp", "aac", 16_000),
        ("adts", "aac", 44_100),
        ("wav", "pcm_s16le", 16_000),
        ("mp3", "libmp3lame", 44_100),
        ("flac", "flac", 44_100),
        ("caf", "pcm_s16le", 16_000),
    ],
)
def test_what_phones_record_is_said_anew_and_brings_nothing_along(form, codec, rate):
    made = remaking.remake(recording(2, form, codec, rate))
    assert (made.kind, made.thumbnail) == ("voice", b"")
    assert MARKER not in made.data
    with av.open(io.BytesIO(made.data), format="mp3") as sound:
        assert sound.metadata == {}
        assert sound.streams.audio[0].channels == 1
        assert 1.9 < sound.duration / 1_000_000 < 2.3


def test_a_film_is_declined_with_advice():
    for form in ("mp4", "mov", "matroska"):
        assert reason(film(form)) == "video"
    with pytest.raises(files_store.FileRefused, match=r"một, hai ảnh .* hoặc kể lại bằng lời"):
        files_store.remake(film(), "phim.mp4")


def test_two_minutes_are_taken_and_not_more():
    assert files_store.remake(recording(120), "ghi-am.ogg").kind == "voice"
    with pytest.raises(files_store.FileRefused, match="dài hơn 2 phút"):
        files_store.remake(recording(122), "ghi-am.ogg")


# On the form


def test_who_speaks_instead_of_writing_gets_number_and_key(hoa):
    contact = hoa.write("", voice=voice())
    look = hoa.choose(contact)
    assert "sau khi được nghe và chép lại thành chữ" in words_of(look)
    assert hoa.number_and_key(hoa.send(look))
    message = Message.objects.get()
    assert words(message) == SPOKEN
    assert message.files.get().sort == "voice"


def test_neither_words_nor_a_voice_is_asked_for_again(hoa):
    assert "hoặc gửi lời nói" in words_of(hoa.write(" "))
    again = hoa.write("", voice=SimpleUploadedFile("dai.ogg", recording(122)))
    assert "Lời nói trong «dai.ogg» dài hơn 2 phút" in words_of(again)
    assert "không phải lời nói" in words_of(hoa.write("", voice=photo()))
    assert not Message.objects.exists()


def test_a_voice_is_kept_while_the_form_goes_back_and_forth_and_one_spoken_anew_takes_its_place(hoa, house):
    page = hoa.post(hoa.write("", voice=voice()), do="words")
    assert "Lời nói đã nhận" in words_of(page)
    (first,) = Draft.objects.get().files
    hoa.post(page, text="", kept=first, voice=voice(1))
    (second,) = Draft.objects.get().files
    assert first != second
    assert not (house / "files" / first[:2] / first).exists()
    contact = hoa.post(page, text="Đèn hỏng.")
    hoa.send(hoa.choose(contact))
    assert not Message.objects.get().files.exists()


# At the desk


@pytest.fixture
def spoken(hoa):
    hoa.send(hoa.choose(hoa.write("", voice=voice())))
    return Message.objects.get()


def test_the_typed_words_become_the_words_of_the_message_and_its_due_date_stays(ward, spoken):
    due_on = spoken.due_on
    nam = at_the_desk(ward.nam)
    page = nam.get(f"/ban/viec/{spoken.number}").content.decode()
    assert f'<audio controls preload="none" src="/tep/{spoken.files.get().name}"' in page
    nam.post(f"/ban/viec/{spoken.number}/chep-lai", {"chep-lai-text": "Mất nước ba ngày. Gọi tôi 0912 345 678."})
    spoken.refresh_from_db()
    assert words(spoken).startswith("Mất nước ba ngày.")
    assert "Mất nước" in spoken.text_masked
    assert "0912" not in spoken.text_masked
    assert spoken.due_on == due_on
    entry = Entry.objects.get(kind="message.transcribed")
    assert (entry.by, entry.payload) == (ward.nam, {"commitment": spoken.commitment})
    at = timezone.now() + timedelta(minutes=5)
    acts.accept(spoken, kind="feedback", title="Mất nước", by=ward.nam, at=at)
    with pytest.raises(ValidationError, match="đã được xác nhận"):
        transcribe(spoken, "Khác.", by=ward.nam, at=at)


def test_a_voice_nobody_has_typed_is_not_taken_up_as_words(ward, spoken):
    with pytest.raises(ValidationError, match="nghe và chép lại"):
        acts.accept(spoken, kind="feedback", title="Lời nói", by=ward.nam, at=timezone.now())


def test_whom_a_voice_is_about_does_not_type_it(ward, spoken):
    Concerned.objects.create(message=spoken, person=ward.nam, at=timezone.now())
    with pytest.raises(PermissionDenied):
        transcribe(spoken, "Không có gì.", by=ward.nam, at=timezone.now())
    assert "chep-lai" not in at_the_desk(ward.nam).get(f"/ban/viec/{spoken.number}").content.decode()


def test_a_spoken_denunciation_is_held_from_view_as_soon_as_it_is_typed(ward, spoken):
    nam = at_the_desk(ward.nam)
    answer = nam.post(
        f"/ban/viec/{spoken.number}/chep-lai", {"chep-lai-text": "Tôi tố cáo cán bộ địa chính nhận tiền của dân."}
    )
    assert answer["Location"] == "/ban"
    message = Message.objects.get()
    assert (message.restriction.source, message.text_masked) == ("words", "")
    assert public_face(message, at=timezone.now()) is None
    assert nam.get(f"/ban/viec/{spoken.number}").status_code == 404
    assert [entry.kind for entry in Entry.objects.order_by("number")][-2:] == [
        "message.transcribed",
        "message.restricted",
    ]


def test_a_voice_and_a_scanned_letter_are_never_public(ward, spoken):
    at = timezone.now()
    name = spoken.files.get().name
    transcribe(spoken, "Mất nước.", by=ward.nam, at=at)
    scan = Attachment.objects.create(message=spoken, name="0" * 32, sort="image", scan=True)
    for file in (spoken.files.first(), scan):
        with pytest.raises(ValidationError, match="không bao giờ được đăng"):
            publish_photo(file, by=ward.nam, at=at)
        with pytest.raises(IntegrityError), transaction.atomic():
            Attachment.objects.filter(pk=file.pk).update(published_at=at)
    acts.accept(spoken, kind="feedback", title="Mất nước", by=ward.nam, at=at)
    message = Message.objects.get()
    assert public_face(message, at=at).photos == []
    assert Client().get(f"/tep/{name}").status_code == 404
    assert name not in Client().get(f"/tra-loi/{message.number}").content.decode()
    # Not even where a row says otherwise: the public face asks the sort as well.
    (read,) = Message.objects.prefetch_related("files")
    for file in read.files.all():
        file.published_at = at
    assert len(read.files.all()) == 2
    assert public_face(read, at=at).photos == []


def test_a_phone_gets_a_voice_in_pieces(ward, spoken):
    nam, address = at_the_desk(ward.nam), f"/tep/{spoken.files.get().name}"
    whole = nam.get(address)
    assert (whole["Content-Type"], whole["Accept-Ranges"]) == ("audio/mpeg", "bytes")
    piece = nam.get(address, headers={"range": "bytes=0-1"})
    assert (piece.status_code, piece.content) == (206, whole.content[:2])
    assert piece["Content-Range"] == f"bytes 0-1/{len(whole.content)}"
    assert nam.get(address, headers={"range": "bytes=100-"}).content == whole.content[100:]
