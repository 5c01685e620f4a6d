"""What the page of one message shows besides its acts: each domain adds its own part of the context."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hoiam.answer.clock import panel as panel_clock
from hoiam.answer.information import forms as forms_information
from hoiam.answer.joining import forms as forms_twins
from hoiam.answer.joining import forms_splitting
from hoiam.answer.matter import forms_cooperation
from hoiam.answer.reply import text_for_pasting as copying
from hoiam.answer.sender import opening
from hoiam.listen.models import Message
from hoiam.listen.restricted import forms_concerned
from hoiam.listen.restricted import panel as restricted
from hoiam.listen.withholding import forms as forms_withholding
from hoiam.office.models import Person

Panel = Callable[[Person, Message, datetime], dict[str, Any]]

PANELS: tuple[Panel, ...] = (
    forms_withholding.panel,
    forms_concerned.panel,
    forms_cooperation.panel,
    restricted.panel,
    panel_clock.panel,
    forms_splitting.panel,
    forms_information.panel,
    copying.panel,
    forms_twins.panel,
    opening.panel,
)


def panels(person: Person, message: Message, at: datetime) -> dict[str, Any]:
    """The context of every panel. Its template lies in the room's folder, included by the page."""
    return {name: value for panel in PANELS for name, value in panel(person, message, at).items()}
