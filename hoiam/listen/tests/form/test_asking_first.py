"""Before it is sent: whom to call in danger, who helps between neighbours, what is kept in confidence."""

from __future__ import annotations

import pytest
from django.test import Client

from hoiam.listen.models import Concerned, Message
from hoiam.listen.publicity.privacy import public_face
from hoiam.listen.tests.hoa import TEXT, at_the_desk, words_of
from hoiam.office.province_key import set_sealing_key
from hoiam.testing import FOUNDED
from hoiam.vault import province

DENUNCIATION = "Tôi tố cáo cán bộ địa chính nhận tiền của dân rồi mới làm giấy tờ. Anh ấy đòi tôi 5 triệu."
CHAIRMAN = "Tôi tố cáo ông Bình, Chủ tịch UBND phường nhận tiền của dân."
QUARREL = "Nhà hàng xóm xây lấn sang đất nhà tôi 20cm, hai bên cãi nhau mãi."
DANGER = "Chồng đánh vợ, đang cầm dao ở nhà bên."


def asked(page) -> bool:
    return "Giữ kín hay đăng công khai?" in words_of(page)


def answer(hoa, page, keep="kin", **fields):
    return hoa.post(page, keep=keep, do="look", **fields)


# Danger


def test_the_numbers_to_call_stand_at_the_head_of_the_form_with_the_police_of_the_ward(hoa):
    for address in ("/gui", "/gui?viec=feedback", "/gui?viec=mediation", "/gui?viec=denunciation"):
        page = hoa.client.get(address).content.decode()
        head = page[page.index("<main") : page.index("</main>")]
        for number in ("113", "114", "115", "112", "111", "02003900113"):
            assert f'href="tel:{number}"' in head, (address, number)
        assert "Trang này không có người trực 24/24" in head


def test_words_of_danger_bring_the_number_to_the_front_on_every_page_and_hold_nothing_back(hoa):
    contact = hoa.write(DANGER)
    look = hoa.choose(contact)
    done = hoa.send(look)
    for page in (contact, look, done, hoa.post(hoa.write(DANGER), do="words")):
        assert "Nếu đang nguy hiểm, hãy gọi ngay" in words_of(page)
        assert '<a class="button grave" href="tel:113">113 Công an</a>' in page.content.decode()
        assert "cầm dao»" in words_of(page).partition("Nếu đang nguy hiểm")[2].partition("Trang này không")[0]
    assert Message.objects.get()
    assert "Nếu đang nguy hiểm" not in words_of(hoa.write())


# Between neighbours


def test_a_quarrel_of_neighbours_is_guided_to_the_mediators_and_may_be_sent_all_the_same(hoa):
    guide = hoa.client.get("/gui?viec=mediation")
    assert "tổ hòa giải" in words_of(guide)
    assert 'href="?viec=unsure">Vẫn gửi cho phường' in guide.content.decode()
    look = hoa.choose(hoa.write(QUARREL))
    assert "tổ hòa giải giúp nhanh hơn" in words_of(look)
    assert hoa.number_and_key(hoa.send(look))
    assert "tổ hòa giải" not in words_of(hoa.choose(hoa.write()))


def test_who_wants_the_way_of_the_law_finds_a_letter_to_print(hoa):
    for viec, article in (("complaint", "Điều 8 Luật Khiếu nại"), ("denunciation", "Điều 23 Luật Tố cáo")):
        assert f'href="?viec={viec}&amp;mau=1"' in hoa.client.get(f"/gui?viec={viec}").content.decode()
        letter = words_of(hoa.client.get(f"/gui?viec={viec}&mau=1"))
        assert article in letter
        assert "(ký, ghi rõ họ tên, hoặc điểm chỉ)" in letter


# What reads like a denunciation


def test_what_reads_like_a_denunciation_is_asked_about_and_nothing_is_ticked(hoa):
    page = hoa.write(DENUNCIATION)
    assert asked(page)
    assert "«Tôi tố cáo»" in words_of(page)
    assert "checked" not in page.content.decode()
    assert "Điều 22 Luật Tố cáo 2018" in words_of(page)
    assert "Điều 25 Luật Tố cáo 2018" in words_of(page)
    assert "Số 1 đường Hòa Bình" in words_of(page)
    assert "Hãy chọn một trong hai" in words_of(hoa.post(page, do="look"))
    assert not asked(hoa.write())


def test_kept_in_confidence_it_has_no_public_row_and_its_sender_the_key(hoa, ward):
    contact = answer(hoa, hoa.write(DENUNCIATION), about="KT")
    assert "Bạn đã chọn: giữ kín" in words_of(contact)
    assert 'name="public"' not in contact.content.decode()
    look = hoa.post(contact, do="look")
    assert "Không có gì lên trang" in words_of(look)
    assert "Mọi người sẽ thấy" not in words_of(look)
    number, _ = hoa.number_and_key(hoa.send(look))
    message = Message.objects.get()
    assert message.restriction.source == "sender"
    assert message.text_masked == ""
    assert Concerned.objects.get().unit.code == "KT"
    assert public_face(message, at=message.received_at) is None
    assert hoa.client.get(f"/tra-loi/{number}").status_code == 404
    hoa.client = at_the_desk(ward.lan)
    assert hoa.client.get(f"/ban/viec/{number}").status_code == 404


def test_the_sender_may_say_that_it_is_a_feedback_and_then_it_is_public_with_names_covered(hoa):
    contact = answer(hoa, hoa.write(DENUNCIATION), keep="dang")
    look = hoa.post(contact, do="look", reach="0912 345 678")
    assert "Mọi người sẽ thấy" in words_of(look)
    hoa.send(look)
    message = Message.objects.get()
    assert not message.is_restricted
    assert (message.kind, message.wants_public) == ("feedback", True)
    assert public_face(message, at=message.received_at)


def test_nobody_jumps_over_the_question(hoa):
    page = hoa.write(DENUNCIATION)
    assert asked(hoa.post(hoa.post(page, step="contact", public="co", do="look"), step="look", do="send"))
    assert not Message.objects.exists()


def test_the_answer_may_be_changed_and_other_words_are_asked_about_anew(hoa):
    look = hoa.post(answer(hoa, hoa.write(DENUNCIATION)), do="look")
    again = hoa.post(look, do="confidential")
    assert "checked" in again.content.decode()
    changed = answer(hoa, again, keep="dang")
    assert "Mọi người sẽ thấy" in words_of(changed)
    words = hoa.post(changed, do="words")
    ordinary = hoa.post(words, text=TEXT)
    assert "được đăng công khai không" in words_of(ordinary)
    assert "checked" not in ordinary.content.decode()


@pytest.mark.parametrize("text", [CHAIRMAN, "Tôi khiếu nại quyết định thu hồi đất do Chủ tịch phường ký."])
def test_about_the_chairman_the_way_to_the_province_comes_first(hoa, text):
    page = words_of(hoa.write(text))
    assert page.index("Chủ tịch UBND tỉnh Lạc Hồng") < page.index("Bạn muốn thế nào?")
    other = words_of(hoa.write(DENUNCIATION))
    assert other.index("Chủ tịch UBND tỉnh Lạc Hồng") > other.index("Bạn muốn thế nào?")


def test_about_the_leadership_it_is_sealed_to_the_province_and_its_sender_comes_back_with_the_key(hoa, ward):
    public, _ = province.make_pair()
    set_sealing_key(ward.province, public, by=None, at=FOUNDED)
    look = hoa.post(answer(hoa, hoa.write(CHAIRMAN), about="lanh-dao"), do="look")
    assert "niêm phong cho UBND tỉnh Lạc Hồng" in words_of(look)
    done = hoa.send(look)
    assert "Gửi tệp này" not in words_of(done)
    number, key = hoa.number_and_key(done)
    assert Message.objects.get().office == ward.province
    sender = Client()
    assert sender.post("/theo-doi", {"number": number, "key": key})["Location"] == f"/tra-loi/{number}"
    assert "được niêm phong cho" in words_of(sender.get(f"/tra-loi/{number}"))


def test_who_names_the_leadership_keeps_it_from_them(hoa, ward):
    contact = answer(hoa, hoa.write(DENUNCIATION), about="lanh-dao")
    look = hoa.post(contact, do="look")
    assert "Chủ tịch UBND tỉnh Lạc Hồng" in words_of(look)
    number, _ = hoa.number_and_key(hoa.send(look))
    assert Concerned.objects.get().leadership
    assert at_the_desk(ward.binh).get(f"/ban/viec/{number}").status_code == 404
