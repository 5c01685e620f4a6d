"""Which acts a person may do about a message now, and in which order the page shows them.

Each row stands with its form in the room of its act; here they are put in order. What is offered, what the page shows
and what may be sent are this one list.
"""

from __future__ import annotations

from typing import Any

from hoiam.answer.approval.forms import APPROVE, CHECK_FORM, RETURN_DRAFT
from hoiam.answer.clock.forms import DECIDE, ENTER_RECEIVER_NUMBER, EXTEND, OPEN_STEP, TAKE_STEP, TAKE_UP
from hoiam.answer.clock.forms_pausing import COME_BACK, DECLARE_VALID, INQUIRE, RESUME
from hoiam.answer.information.forms import STATE_TERMS
from hoiam.answer.joining.forms import JOIN, PART
from hoiam.answer.joining.forms_splitting import SPLIT
from hoiam.answer.matter.forms import ACCEPT, ASSIGN, ASSIGN_ANOTHER
from hoiam.answer.matter.forms_cooperation import ASK_COOPERATION, END_COOPERATION, GIVE_COOPERATION, WRITE_NOTE
from hoiam.answer.reply.forms import CORRECT, DRAFT, SEND_CORRECTION, SEND_REPLY
from hoiam.answer.sender.forms import AGREE_TO_OPENING, ASK_OPENING, OPEN_CONTACT, REFUSE_OPENING
from hoiam.listen.files.forms import SHOW_PHOTOS, TRANSCRIBE
from hoiam.listen.message.forms import ActForm, Offer, Typed
from hoiam.listen.models import Message
from hoiam.listen.publicity.forms import COVER
from hoiam.listen.restricted.forms import ADD_READER, CONFIRM_RESTRICTION, PUBLISH_WORDS, REMOVE_READER, UNRESTRICT
from hoiam.listen.restricted.forms_concerned import NAME, UNNAME
from hoiam.listen.withholding.forms import AGREE_TO_WITHHOLD, REFUSE_TO_WITHHOLD, RELEASE_WITHHELD, WITHHOLD
from hoiam.office.models import Person

# In the order of a matter's life: the first that is offered is what this person has to do.
NOW = (
    *(CONFIRM_RESTRICTION, TRANSCRIBE, ACCEPT, PUBLISH_WORDS, CHECK_FORM, APPROVE, SEND_REPLY, SEND_CORRECTION),
    *(AGREE_TO_OPENING, REFUSE_OPENING, AGREE_TO_WITHHOLD, REFUSE_TO_WITHHOLD, OPEN_CONTACT, ENTER_RECEIVER_NUMBER),
    *(GIVE_COOPERATION, ASSIGN, TAKE_UP, DRAFT, DECIDE, TAKE_STEP, DECLARE_VALID, RESUME, PART),
)
# With the sender and the other units; the clock; what the public sees; who may see.
FOLDED = (
    *(RETURN_DRAFT, INQUIRE, ASSIGN_ANOTHER, ASK_COOPERATION, WRITE_NOTE),
    *(EXTEND, OPEN_STEP, STATE_TERMS, COME_BACK, JOIN, SPLIT, CORRECT),
    *(SHOW_PHOTOS, COVER, WITHHOLD, RELEASE_WITHHELD, NAME, UNNAME, ASK_OPENING),
    *(UNRESTRICT, ADD_READER, REMOVE_READER),
)
# Offered inside a panel, beside what it is about.
IN_PANELS = (END_COOPERATION,)


def offered(person: Person, message: Message, data: Any = None, verb: str = "") -> dict[str, ActForm]:
    """The forms of what may be done now, by their addresses; the one being sent is bound to what was typed."""
    forms: dict[str, ActForm] = {}
    for offer in (*NOW, *FOLDED, *IN_PANELS):
        if found := offer.may(person, message):
            typed = Typed(data=data if offer.verb == verb else None, prefix=offer.prefix or offer.verb)
            form = forms[offer.verb] = offer.form(person, message, found, typed)
            form.offer = offer
    return forms


def in_order(forms: dict[str, ActForm], rows: tuple[Offer, ...]) -> list[ActForm]:
    """Those of the rows that are offered, as the page shows them."""
    return [forms[offer.verb] for offer in rows if offer.verb in forms and forms[offer.verb].offer is offer]
