"""Templates of replies: an office's own sentences, with places that the machine fills, and a person."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from hoiam.answer.models import ReplyTemplate
from hoiam.ledger.acts import act, append
from hoiam.listen.key.numbers import spaced
from hoiam.listen.models import Message
from hoiam.office.access import require
from hoiam.office.models import Office, Person
from hoiam.viettext.fold import nfc

_PLACE = re.compile(r"\{[^{}\n]{1,60}\}")
# What the machine knows; every other place in braces is for who writes the reply.
KNOWN = ("số hồ sơ", "ngày nhận", "hạn", "đơn vị", "cơ quan", "địa bàn", "lĩnh vực", "hôm nay")
FACTS = ("name", "text", "kind", "topic")


def blanks(text: str) -> list[str]:
    """The places of a template that nobody has filled yet: «{ngày làm}»."""
    return list(dict.fromkeys(_PLACE.findall(text)))


def filled(template: ReplyTemplate, message: Message, at: datetime) -> str:
    """The words of a template for this message; what only a person knows stays in braces."""
    matter = getattr(message, "matter", None)
    known = {
        "số hồ sơ": spaced(message.number),
        "ngày nhận": f"{timezone.localdate(message.received_at):%d/%m/%Y}",
        "hạn": f"{message.due_on:%d/%m/%Y}",
        "đơn vị": matter.unit.name if matter and matter.unit else "",
        "cơ quan": message.office.committee,
        "địa bàn": f"{str(message.area)[:1].lower()}{str(message.area)[1:]}" if message.area else "",
        "lĩnh vực": message.topic.words.lower() if message.topic else "",
        "hôm nay": f"{timezone.localdate(at):%d/%m/%Y}",
    }
    # A thing that is not known of this message stays open, like everything a person has to say.
    return _PLACE.sub(lambda place: known.get(place[0][1:-1].strip()) or place[0], template.text)


def fitting(message: Message) -> QuerySet[ReplyTemplate]:
    """The templates for what was asked and what it is about, then those for everything."""
    for_kind = Q(kind=message.kind) | Q(kind="")
    for_topic = Q(topic=message.topic_id) | Q(topic__isnull=True)
    return message.office.templates.filter(for_kind, for_topic).order_by("-topic", "-kind", "name")


@act
def add_template(office: Office, facts: dict[str, Any], *, by: Person, at: datetime) -> ReplyTemplate:
    """A new template for everybody at the desk."""
    row = ReplyTemplate(office=office)
    _write(row, facts, by)
    append(office, "template.added", f"office:{office.code}", by=by, at=at, payload={"template": str(row.pk)})
    return row


@act
def change_template(row: ReplyTemplate, facts: dict[str, Any], *, by: Person, at: datetime) -> None:
    """Other words; replies that were begun with it stay as they are."""
    _write(row, facts, by)
    payload = {"template": str(row.pk)}
    append(row.office, "template.changed", f"office:{row.office.code}", by=by, at=at, payload=payload)


@act
def remove_template(row: ReplyTemplate, *, by: Person, at: datetime) -> None:
    """Nobody needs it any more."""
    _may_edit(row.office, by)
    payload = {"template": str(row.pk)}
    row.delete()
    append(row.office, "template.removed", f"office:{row.office.code}", by=by, at=at, payload=payload)


def _write(row: ReplyTemplate, facts: dict[str, Any], by: Person) -> None:
    _may_edit(row.office, by)
    for name in FACTS:
        value = facts.get(name)
        setattr(row, name, nfc(value).strip() if isinstance(value, str) else value)
    same = ReplyTemplate.objects.filter(office=row.office, name=row.name).exclude(pk=row.pk)
    if same.exists():
        raise ValidationError({"name": "Tên này đã có: đặt tên khác."})
    if row.topic is not None and row.topic.office_id != row.office_id:
        raise ValidationError({"topic": "Lĩnh vực này không thuộc cơ quan."})
    row.full_clean(validate_constraints=False)
    row.save()


def _may_edit(office: Office, by: Person) -> None:
    require(by, "edit_templates")
    if by.office_id != office.pk:
        raise PermissionDenied("Mẫu này của cơ quan khác.")
