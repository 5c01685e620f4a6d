"""Which acts a person may do about a message now: every domain's offers put together, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hoiam.answer import (
    forms_approval,
    forms_clock,
    forms_concerned,
    forms_cooperation,
    forms_covering,
    forms_files,
    forms_information,
    forms_reply,
    forms_restricted,
    forms_sorting,
    forms_splitting,
    forms_twins,
    forms_vault,
    forms_waiting,
    forms_withholding,
)
from hoiam.answer.forms import ActForm, Bound
from hoiam.listen.models import Message
from hoiam.office.models import Person

Offer = Callable[[Person, Message, Bound], dict[str, ActForm]]

OFFERS: tuple[Offer, ...] = (
    forms_sorting.offer,
    forms_splitting.offer,
    forms_reply.offer,
    forms_approval.offer,
    forms_cooperation.offer,
    forms_clock.offer,
    forms_information.offer,
    forms_waiting.offer,
    forms_twins.offer,
    forms_files.offer,
    forms_withholding.offer,
    forms_vault.offer,
    forms_concerned.offer,
    forms_covering.offer,
    forms_restricted.offer,
)


def offered(person: Person, message: Message, data: Any = None, verb: str = "") -> dict[str, ActForm]:
    """The forms by the verb of their address; the one being sent is bound to what was typed."""

    def bound(name: str) -> Any:
        return data if name == verb else None

    return {name: form for offer in OFFERS for name, form in offer(person, message, bound).items()}
