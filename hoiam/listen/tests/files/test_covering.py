"""Black boxes on a photo: the public gets pixels that are black, and no way back to the photo as sent."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from PIL import Image

from hoiam.answer.matter import acts as matters
from hoiam.files import store as files_store
from hoiam.ledger.models import Entry
from hoiam.listen.chores import forget_drafts
from hoiam.listen.files.covering import Box, cover_photo
from hoiam.listen.intake.receiving import Receipt
from hoiam.listen.models import Attachment, Message
from hoiam.listen.publicity.acts import publish_photo
from hoiam.listen.publicity.forms import words_to_tap
from hoiam.listen.publicity.masking import Masks, chosen
from hoiam.listen.restricted.concerning import name_concerned
from hoiam.office.models import Person
from hoiam.testing import Ward, at, hoa_writes, ward

pytestmark = pytest.mark.django_db

MONDAY = at("2026-10-12 08:00")  # thứ Hai


@pytest.fixture
def w() -> Ward:
    return ward()


def photo(width: int = 200, height: int = 100) -> files_store.Stored:
    """White, the left half red."""
    image = Image.new("RGB", (width, height), "white")
    image.paste((255, 0, 0), (0, 0, width // 2, height))
    made = []
    for size in ((width, height), (width // 2, height // 2)):
        out = io.BytesIO()
        image.resize(size).save(out, "WEBP", quality=90)
        made.append(files_store.Remade(out.getvalue(), "image", "webp", *size))
    large, small = made
    return files_store.keep(files_store.Remade(large.data, "image", "webp", width, height, small))


def sent(w: Ward, **changed: object) -> tuple[Receipt, Attachment]:
    receipt = hoa_writes(w, MONDAY, kept=[photo()], **changed)
    return receipt, Attachment.objects.get(message=receipt.message)


def published(w: Ward) -> tuple[Receipt, Attachment]:
    receipt, file = sent(w)
    message = Message.objects.get()
    matters.accept(message, kind="feedback", title="Ống nước vỡ", photos=[file], by=w.nam, at=at("2026-10-12 08:30"))
    return receipt, file


def got(client: Client, name: str) -> Image.Image:
    answer = client.get(f"/tep/{name}")
    assert answer.status_code == 200
    return Image.open(io.BytesIO(answer.content))


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def is_black(pixel: tuple[int, int, int]) -> bool:
    return max(pixel) < 30


HALF = Box(0, 0, 500, 1000)


def test_the_public_gets_black_pixels_large_and_small_and_the_photo_as_sent_is_gone(w: Ward) -> None:
    _, file = published(w)
    reader = Client()
    assert reader.get(f"/tep/{file.name}").status_code == 200
    cover_photo(file, [HALF], by=w.nam, at=at("2026-10-12 09:00"))
    page = reader.get(f"/tra-loi/{file.message.number}").content.decode()
    assert file.public_name in page
    for name in (file.name, file.thumbnail):
        assert name not in page
        assert reader.get(f"/tep/{name}").status_code == 404
    for name in (file.public_name, file.public_thumbnail):
        image = got(reader, name).convert("RGB")
        width, height = image.size
        assert all(is_black(image.getpixel((x, y))) for x in (1, width // 2 - 4) for y in (1, height - 2))
        assert min(image.getpixel((width - 5, height // 2))) > 220
        assert not {"exif", "xmp", "icc_profile"} & set(image.info)
    assert Entry.objects.get(kind="message.photo_masked").payload == {"boxes": 1}


def test_covered_anew_the_old_copy_goes_and_a_copy_in_use_stays(
    w: Ward, django_capture_on_commit_callbacks: object
) -> None:
    receipt, file = published(w)
    cover_photo(file, [HALF], by=w.nam, at=at("2026-10-12 09:00"))
    first = file.public_name
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        cover_photo(file, [Box(500, 0, 500, 1000)], by=w.nam, at=at("2026-10-12 09:10"))
    assert Client().get(f"/tep/{first}").status_code == 404
    with pytest.raises(FileNotFoundError):
        files_store.read(first)
    forget_drafts(timezone.now() + timedelta(days=1))
    image = got(Client(), file.public_name).convert("RGB")
    assert is_black(image.getpixel((150, 50)))
    assert image.getpixel((20, 50))[0] > 200
    # The sender, by key, and staff still see the photo as sent.
    hoa = Client()
    hoa.post("/theo-doi", {"number": receipt.number, "key": receipt.key})
    for client in (hoa, signed_in(w.lan)):
        assert got(client, file.name).convert("RGB").getpixel((20, 50))[0] > 200


def test_what_was_covered_before_it_is_published_is_never_public_uncovered(w: Ward) -> None:
    _, file = sent(w)
    cover_photo(file, [HALF], by=w.nam, at=at("2026-10-12 08:20"))
    assert Client().get(f"/tep/{file.public_name}").status_code == 404
    message = Message.objects.get()
    matters.accept(message, kind="feedback", title="Ống nước vỡ", photos=[file], by=w.nam, at=at("2026-10-12 08:30"))
    assert Client().get(f"/tep/{file.public_name}").status_code == 200
    assert Client().get(f"/tep/{file.name}").status_code == 404


@pytest.mark.parametrize("box", [Box(-1, 0, 10, 10), Box(0, 0, 1001, 10), Box(990, 0, 20, 10), Box(0, 0, 0, 10)])
def test_a_box_lies_in_the_picture(w: Ward, box: Box) -> None:
    _, file = sent(w)
    with pytest.raises(ValidationError, match="nằm trong ảnh"):
        cover_photo(file, [box], by=w.nam, at=MONDAY)


def test_who_may_not_confirm_the_public_copy_or_whom_it_is_about_covers_nothing(w: Ward) -> None:
    _, file = sent(w)
    for person in (w.hung, w.thu, w.admin):
        with pytest.raises(PermissionDenied):
            cover_photo(file, [HALF], by=person, at=MONDAY)
    name_concerned(file.message, units=[w.vp], by=w.binh, at=MONDAY)
    with pytest.raises(PermissionDenied, match="nói về"):
        cover_photo(file, [HALF], by=w.nam, at=MONDAY)
    assert signed_in(w.nam).get(f"/ban/viec/{file.message.number}/anh/{file.name}/che").status_code == 404


def test_by_numbers_alone_the_clerk_looks_and_keeps(w: Ward) -> None:
    _, file = published(w)
    nam = signed_in(w.nam)
    address = f"/ban/viec/{file.message.number}/anh/{file.name}"
    assert f"{address}/che" in nam.get(f"/ban/viec/{file.message.number}").content.decode()
    typed = {"x": ["0", ""], "y": ["0", ""], "w": ["50", ""], "h": ["100", ""]}
    page = nam.post(f"{address}/che", typed | {"viec": "xem"}).content.decode()
    assert "o=0%2C0%2C500%2C1000" in page
    assert not Attachment.objects.get().public_name
    image = Image.open(io.BytesIO(nam.get(f"{address}/xem-thu?o=0,0,500,1000&o=x").content)).convert("RGB")
    assert is_black(image.getpixel((30, 45)))
    wrong = nam.post(f"{address}/che", typed | {"w": ["nửa", ""], "viec": "luu"})
    assert wrong.status_code == 400
    assert "Ghi mỗi ô bằng số" in wrong.content.decode()
    assert nam.post(f"{address}/che", typed | {"viec": "luu"}).status_code == 302
    assert Attachment.objects.get().boxes == [[0, 0, 500, 1000]]
    assert Client().get(f"{address}/xem-thu").status_code == 302


def test_one_press_covers_and_publishes(w: Ward) -> None:
    receipt, file = sent(w)
    matters.accept(Message.objects.get(), kind="feedback", title="Ống nước vỡ", by=w.nam, at=at("2026-10-12 08:30"))
    address = f"/ban/viec/{receipt.number}/anh/{file.name}/che"
    typed = {"x": "0", "y": "0", "w": "50", "h": "100", "viec": "luu", "dang": "co"}
    signed_in(w.nam).post(address, typed)
    file.refresh_from_db()
    assert file.published_at
    assert file.public_name in Client().get(f"/tra-loi/{receipt.number}").content.decode()


def test_a_scan_of_a_letter_and_a_restricted_file_are_never_covered_to_be_shown(w: Ward) -> None:
    _, file = sent(w, kind="denunciation", channel="letter", confidential=True)
    with pytest.raises(PermissionDenied):
        cover_photo(file, [HALF], by=w.mai, at=MONDAY)
    _, other = sent(w, text="Đèn hỏng ở ngõ 45")
    Attachment.objects.filter(pk=other.pk).update(scan=True)
    other.refresh_from_db()
    with pytest.raises(ValidationError):
        cover_photo(other, [HALF], by=w.nam, at=MONDAY)
    with pytest.raises((PermissionDenied, ValidationError)):
        publish_photo(other, by=w.nam, at=MONDAY)


# --- Words, tapped one by one ---


def test_words_are_covered_by_tapping_them_and_laid_open_again(w: Ward) -> None:
    when = timezone.now() - timedelta(minutes=20)
    message = hoa_writes(w, when, text="Nhà vựa ve chai đổ rác ra ngõ 45.\nGọi tôi 0912 345 678.", place="").message
    nam, reader = signed_in(w.nam), Client()
    page = nam.get(f"/ban/viec/{message.number}").content.decode()
    assert 'value="text:4-7"' in page  # «vựa», a word of its own
    given = {
        "nhan-kind": "feedback",
        "nhan-title": "Rác ở ngõ 45",
        "nhan-covered": ["text:0-3", "text:4-7", "text:8-10"],
    }
    nam.post(f"/ban/viec/{message.number}/nhan", given)
    public = reader.get(f"/tra-loi/{message.number}").content.decode()
    assert "vựa" not in public
    assert public.count('class="mask"') == 2  # three words side by side are one bar; the telephone number another
    # Looked at again, the form knows what is covered; «Nhà» was too much.
    page = nam.get(f"/ban/viec/{message.number}").content.decode()
    assert 'value="text:4-7" checked' in page
    nam.post(
        f"/ban/viec/{message.number}/che-chu",
        {"che-chu-title": "Rác ở ngõ 45", "che-chu-covered": ["text:4-7", "text:8-10", "text:900-901", "x"]},
    )
    public = reader.get(f"/tra-loi/{message.number}").content.decode()
    assert "Nhà " in public
    assert "vựa" not in public
    assert "0912" not in public


def test_what_the_sender_covered_cannot_be_tapped_open(w: Ward) -> None:
    text = "Nhà tôi ở hẻm 12 bị ngập."
    message = hoa_writes(w, MONDAY, text=text, place="", masks=chosen(text, "", (), "hẻm 12")).message
    page = signed_in(w.nam).get(f"/ban/viec/{message.number}").content.decode()
    assert 'value="text:10-13"' not in page
    matters.accept(message, kind="feedback", title="Ngập", masks=chosen(text, "", (), ""), by=w.nam, at=MONDAY)
    assert "hẻm 12" not in Client().get(f"/tra-loi/{message.number}").content.decode()


def test_a_long_text_is_tapped_sentence_by_sentence() -> None:
    text = "Một câu dài. " * 300
    (line,) = words_to_tap(text, "text", Masks())
    assert len(line) == 300
    assert (line[1].text, line[1].value) == ("Một câu dài.", "text:13-25")
