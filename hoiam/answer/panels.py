"""What the page of one message shows besides its acts: each domain adds its own part of the context."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hoiam.answer import (
    copying,
    forms_concerned,
    forms_cooperation,
    forms_information,
    forms_splitting,
    forms_twins,
    forms_withholding,
    opening,
    panel_clock,
    restricted,
)
from hoiam.listen.models import Message
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
    """The context of every panel. A panel's template is ``answer/panel_<domain>.html``, included by the page."""
    return {name: value for panel in PANELS for name, value in panel(person, message, at).items()}
