"""What every form of the desk is: it asks for what one act needs and hands it on. What is right the acts decide.

The forms of each domain stand in a file of their own (``forms_clock``, ``forms_reply`` …), each with the function that
says when they are offered; ``offers.OFFERS`` puts them together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms

from hoiam.listen.models import Message
from hoiam.office.models import Person

# Gives a form its data: what was typed, when it is the one being sent, else None.
Bound = Callable[[str], Any]


class ActForm(forms.Form):
    """A form for one act about one message."""

    # Filled with what was typed before and never sent.
    kept = False

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        """Do it; returns what was done, in words. Raises ValidationError when the act refuses."""
        raise NotImplementedError
