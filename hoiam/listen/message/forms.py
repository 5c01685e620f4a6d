"""What every form of the desk is: it asks for what one act needs and hands it on. What is right the acts decide.

Each room's forms stand in the room, each with its row: what it is called and who is offered it. ``answer.page.offers``
puts the rows in the order of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from django import forms

from hoiam.listen.models import Message
from hoiam.office.models import Person

QUIET, GRAVE = "quiet", "grave"


class ActForm(forms.Form):
    """A form for one act about one message."""

    # Its row, put there when it is offered.
    offer: Offer
    # Filled with what was typed before and never sent.
    kept = False

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        """Do it; returns what was done, in words. Raises ValidationError when the act refuses."""
        raise NotImplementedError


class Typed(TypedDict):
    """What a form is bound to: what was typed, if it is the one being sent, and the beginning of its field names."""

    data: Any
    prefix: str


@dataclass(frozen=True)
class Offer:
    """One act about one message, as the desk offers it.

    ``verb``: its address. ``note``: a line that says what follows from it. ``may``: whether this person may do it now;
    whatever it finds is handed to ``form``, so that nothing is asked twice. The act itself has the last word.
    """

    verb: str
    heading: str
    button: str
    may: Callable[[Person, Message], Any]
    form: Callable[[Person, Message, Any, Typed], ActForm]
    note: str = ""
    colour: str = ""
    template: str = "answer/page/act.html"
    prefix: str = ""
