"""Which acts a person may do about a message now: every domain's offers put together, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hoiam.answer.approval import forms as forms_approval
from hoiam.answer.clock import forms as forms_clock
from hoiam.answer.clock import forms_pausing as forms_waiting
from hoiam.answer.information import forms as forms_information
from hoiam.answer.joining import forms as forms_twins
from hoiam.answer.joining import forms_splitting
from hoiam.answer.matter import forms as forms_sorting
from hoiam.answer.matter import forms_cooperation
from hoiam.answer.reply import forms as forms_reply
from hoiam.answer.sender import forms as forms_vault
from hoiam.listen.files import forms as forms_files
from hoiam.listen.message.forms import ActForm, Bound
from hoiam.listen.models import Message
from hoiam.listen.publicity import forms as forms_covering
from hoiam.listen.restricted import forms as forms_restricted
from hoiam.listen.restricted import forms_concerned
from hoiam.listen.withholding import forms as forms_withholding
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
