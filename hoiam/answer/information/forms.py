"""A request for information at the desk: what is stated beforehand, and the grounds of a refusal as a list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from hoiam.answer.access import works_on
from hoiam.answer.clock.pausing import WORKED_ON
from hoiam.answer.information import acts as information
from hoiam.answer.models import CostWaived, Entitlement, Matter, RefusalGround
from hoiam.listen.message.forms import ActForm, Offer, Typed
from hoiam.listen.models import Kind, Message
from hoiam.office.access import may
from hoiam.office.models import Person


def _begun(label: str) -> str:
    return label[:1].upper() + label[1:]


class TermsForm(ActForm):
    entitlement = forms.ChoiceField(
        label="Người yêu cầu", choices=[(one.value, _begun(one.label)) for one in Entitlement], widget=forms.RadioSelect
    )
    waived = forms.ChoiceField(
        label="Không thu chi phí vì",
        choices=[("", "Không thuộc trường hợp nào"), *((one.value, _begun(one.label)) for one in CostWaived)],
        required=False,
    )
    cost = forms.IntegerField(
        label="Chi phí in, sao, gửi (đồng)", min_value=0, initial=0, help_text="Không có phí; chỉ chi phí thực tế."
    )

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        given = self.cleaned_data
        information.state_terms(
            message.matter, given["entitlement"], cost=given["cost"], waived=given["waived"], by=person, at=at
        )
        return "Đã ghi điều kiện cung cấp thông tin."


def ask_ground(form: forms.Form, message: Message) -> None:
    """In a draft about a request for information the clause is chosen, not typed: six grounds and no seventh."""
    if information.has_closed_list(message):
        choices = [(information.clause_of(one), f"Khoản {one.value}: {one.label}") for one in RefusalGround]
        form.fields["clause"] = forms.ChoiceField(
            label="Căn cứ từ chối, cả một phần (Điều 27)",
            choices=[("", "Không từ chối"), *choices],
            required=False,
            help_text="«Đã cung cấp hai lần» là do cán bộ khai; không tra cứu người gửi.",
        )


def _may_state(person: Person, message: Message) -> bool:
    """While the request is worked on."""
    matter: Matter | None = getattr(message, "matter", None)
    if matter is None or message.kind != Kind.INFORMATION or matter.stage not in WORKED_ON:
        return False
    return may(person, "draft") and (not matter.unit or works_on(person, matter))


def _terms_form(_person: Person, message: Message, _found: bool, typed: Typed) -> ActForm:
    terms = getattr(message, "terms", None)
    initial = {name: getattr(terms, name) for name in ("entitlement", "waived", "cost")} if terms else {}
    return TermsForm(initial=initial, **typed)


STATE_TERMS = Offer("dieu-kien", "Điều kiện cung cấp thông tin", "Ghi", _may_state, _terms_form)


def panel(_person: Person, message: Message, _at: datetime) -> dict[str, Any]:
    """What was stated."""
    return {"terms": getattr(message, "terms", None)}
