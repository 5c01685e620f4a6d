"""Joining a message to the one it is a twin of, and parting it, on the desk's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hoiam.answer.joining import acts as joining
from hoiam.answer.models import Matter
from hoiam.answer.public import public
from hoiam.listen.access import is_concerned, visible_to
from hoiam.listen.key.numbers import digits
from hoiam.listen.likeness.likeness import Candidate, candidates
from hoiam.listen.message.forms import QUIET, ActForm, Offer
from hoiam.listen.models import Message, Stage
from hoiam.office.access import may
from hoiam.office.models import Person


class JoinForm(ActForm):
    lead = forms.CharField(label="Số hồ sơ của việc chính", max_length=20)

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        lead = Matter.objects.filter(
            message__in=visible_to(person), message__number=digits(self.cleaned_data["lead"])
        ).first()
        if lead is None:
            raise ValidationError("Không có việc nào mang số này, hoặc việc ấy chưa được phân loại.")
        joining.join(message.matter, lead, by=person, at=at)
        message.matter.refresh_from_db()
        if message.matter.stage == Stage.ANSWERED:
            return "Đã ghép; người gửi nhận câu trả lời của việc chính ngay."
        return "Đã ghép: khi việc chính được trả lời, người gửi nội dung này có trả lời riêng."


class PartForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        joining.part(message.matter, by=person, at=at)
        return "Đã tách: việc trở lại bước và hạn của riêng nó."


@dataclass(frozen=True)
class Card:
    """A candidate as the clerk judges it: where, in which words, with which photo, how far it is, what was answered."""

    candidate: Candidate
    text: str
    place: str
    thumbnail: str
    answer: str
    state: str
    may_lead: bool


def _stage(person: Person, message: Message) -> str:
    """Where the matter is, for those who may join it to another or part it."""
    matter: Matter | None = getattr(message, "matter", None)
    if matter is None or message.is_restricted or not may(person, "join") or is_concerned(person, message):
        return ""
    return matter.stage


PART = Offer(
    "tach",
    "Tách khỏi việc trùng",
    "Tách ra",
    lambda person, message: _stage(person, message) == Stage.TWIN,
    lambda _person, _message, _found, typed: PartForm(**typed),
    "Việc trở lại bước và hạn của riêng nó.",
    QUIET,
)
JOIN = Offer(
    "ghep",
    "Ghép với một việc trùng",
    "Ghép",
    lambda person, message: _stage(person, message) in joining.JOINABLE,
    lambda _person, _message, _found, typed: JoinForm(**typed),
    "Chỉ ghép với việc đang đăng công khai, nhận trước. Người gửi có trả lời riêng, và tách ra được ngay.",
)


def panel(person: Person, message: Message, at: datetime) -> dict[str, Any]:
    """The lead it is joined to, its own twins, and while it waits for its answer what is like it."""
    if message.is_restricted:
        return {}
    matter: Matter | None = getattr(message, "matter", None)
    shown: dict[str, Any] = {"me_too": message.me_toos.count()}
    if matter is not None:
        shown["joined_to"] = joining.current_twin(matter)
        shown["own_twins"] = list(matter.twins.filter(parted_at__isnull=True).select_related("matter__message"))
    waits = message.stage == Stage.RECEIVED or message.stage in joining.JOINABLE
    if waits and may(person, "join") and not is_concerned(person, message):
        shown["alike"] = [_card(person, one, at) for one in candidates(message)]
    return shown


def _card(person: Person, candidate: Candidate, at: datetime) -> Card:
    found = candidate.message
    matter: Matter | None = getattr(found, "matter", None)
    reply = matter.replies.answers().last() if matter else None
    photo = next((file.thumbnail for file in found.files.all() if file.thumbnail), "")
    may_lead = (
        not candidate.later
        and matter is not None
        and matter.stage not in (Stage.TWIN, Stage.CLOSED)
        and joining.is_public(found, at)
        and not is_concerned(person, found)
    )
    answer, state = reply.text if reply else "", public.resident_state(found)
    # The masked words, as the list has them: a candidate is judged without what its sender covered.
    return Card(candidate, found.text_masked, found.place_masked, photo, answer, state, may_lead)
