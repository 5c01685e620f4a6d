"""The clerk's form shows what the machine would choose and by which words; a person decides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hoiam.answer.matter.forms import AcceptForm, AssignForm
from hoiam.listen.message.acts import words_as_sent
from hoiam.listen.models import Concerned, Message
from hoiam.office.models import Area, Topic
from hoiam.testing import Ward, hoa_writes, ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def w() -> Ward:
    return ward()


def _written(w: Ward, text: str, **changed: object) -> Message:
    facts = {"text": text, "place": "", "kind": "", "topic": None, "area": None} | changed
    return hoa_writes(w, timezone.now() - timedelta(minutes=30), **facts).message


def _form(message: Message) -> AcceptForm:
    initial = {"kind": message.kind, "topic": message.topic_id, "area": message.area_id}
    return AcceptForm(message, *words_as_sent(message), initial=initial)


def test_where_the_sender_chose_nothing_the_proposal_stands_there_as_a_proposal(w: Ward) -> None:
    form = _form(_written(w, "Ống nước vỡ ở tổ 3, chảy tràn ra đường"))
    assert (form.initial["kind"], form.initial["topic"], form.initial["area"]) == ("feedback", w.topic.pk, w.area.pk)
    assert "Máy đề xuất: Phản ánh, vì các chữ «" in form.fields["kind"].help_text
    assert "«ống nước»" in form.fields["topic"].help_text
    assert "«tổ 3»" in form.fields["area"].help_text


def test_what_the_sender_chose_stays_chosen(w: Ward) -> None:
    lamps = Topic.objects.create(office=w.office, slug="chieu-sang", words="Đèn đường", lead=w.kt)
    four = Area.objects.create(office=w.office, name="4")
    form = _form(_written(w, "Ống nước vỡ ở tổ 3", kind="question", topic=lamps, area=four))
    assert (form.initial["kind"], form.initial["topic"], form.initial["area"]) == ("question", lamps.pk, four.pk)
    assert "Máy đề xuất: Phản ánh" in form.fields["kind"].help_text


def test_a_letter_that_must_be_signed_is_named_and_not_offered(w: Ward) -> None:
    form = _form(_written(w, "Tôi khiếu nại quyết định xử phạt số 12 của phường", confidential=False))
    assert "Khiếu nại" in form.fields["kind"].help_text
    assert "chỉ người gửi nói được" in form.fields["kind"].help_text
    assert form.initial["kind"] == ""
    assert "complaint" not in dict(form.fields["kind"].choices)


def test_a_dispute_of_neighbours_is_guided(w: Ward) -> None:
    form = _form(_written(w, "Nhà bên cạnh lấn ranh đất nhà tôi, nói hoài không chịu"))
    assert "tổ hòa giải" in form.fields["kind"].help_text
    assert form.initial["kind"] == ""


def test_words_of_a_resident_are_shown_as_words(w: Ward) -> None:
    message = _written(w, "Rác <b>đổ</b> ở tổ 3, đèn đường <script>hỏng")
    nam = Client()
    nam.force_login(w.nam)
    page = nam.get(f"/ban/viec/{message.number}").content.decode()
    assert "Máy đề xuất: Phản ánh" in page
    assert "<script>hỏng" not in page


def test_how_staff_worked_cannot_be_given_to_those_it_is_about(w: Ward) -> None:
    staff = Topic.objects.create(office=w.office, slug="ho-so-thai-do", words="Hồ sơ chậm, thái độ", lead=w.vp)
    message = _written(w, "Cán bộ ở quầy hách dịch", kind="feedback", topic=staff)
    nam = Client()
    nam.force_login(w.nam)
    nam.post(f"/ban/viec/{message.number}/nhan", {"nhan-kind": "feedback", "nhan-title": "Thái độ ở quầy"})
    message = Message.objects.get(pk=message.pk)
    Concerned.objects.create(message=message, unit=w.vp, by=w.nam, at=timezone.now())
    assert list(AssignForm(message).fields["unit"].queryset) == [w.kt]
