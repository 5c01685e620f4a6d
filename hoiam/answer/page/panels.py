"""What the page of one message shows besides its acts: each domain adds its own part of the context."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hoiam.answer.clock import panel as clock
from hoiam.answer.information import forms as information
from hoiam.answer.joining import forms as joining
from hoiam.answer.joining import forms_splitting
from hoiam.answer.matter import forms_cooperation
from hoiam.answer.reply import text_for_pasting
from hoiam.answer.sender import opening
from hoiam.listen.models import Message
from hoiam.listen.restricted import forms_concerned
from hoiam.listen.restricted import panel as restricted_panel
from hoiam.listen.withholding import forms as withholding
from hoiam.office.models import Person

Panel = Callable[[Person, Message, datetime], dict[str, Any]]

PANELS: tuple[Panel, ...] = (
    withholding.panel,
    forms_concerned.panel,
    forms_cooperation.panel,
    restricted_panel.panel,
    clock.panel,
    forms_splitting.panel,
    information.panel,
    text_for_pasting.panel,
    joining.panel,
    opening.panel,
)


def panels(person: Person, message: Message, at: datetime) -> dict[str, Any]:
    """The context of every panel. Its template lies in the room's folder, included by the page."""
    return {name: value for panel in PANELS for name, value in panel(person, message, at).items()}
