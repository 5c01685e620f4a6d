"""What somebody typed about a message and had not sent when the desk locked: sealed, theirs alone, filled in again."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django import forms
from django.http import QueryDict

from hoiam.answer.models import KeptForm
from hoiam.listen.message.forms import ActForm
from hoiam.listen.models import Message
from hoiam.office.models import Person
from hoiam.vault import text as sealed

KEPT_FOR = timedelta(days=3)
LONGEST_UNSENT = 60_000


def keep(person: Person, message: Message, verb: str, typed: QueryDict, at: datetime) -> None:
    """Put away what was typed into one form; files are chosen again, they are never kept."""
    plain = {name: typed.getlist(name) for name in typed if name != "csrfmiddlewaretoken"}
    words = json.dumps(plain, ensure_ascii=False)
    if len(words) > LONGEST_UNSENT or len(verb) > KeptForm._meta.get_field("verb").max_length:  # type: ignore[operator]
        return
    blob = sealed.seal(words, number=message.number, field=_field(person, verb))
    KeptForm.objects.update_or_create(person=person, message=message, verb=verb, defaults={"sealed": blob, "at": at})


def refill(person: Person, message: Message, choices: dict[str, ActForm]) -> datetime | None:
    """Fill the forms of a page with what was kept for this person; gives when it was typed."""
    newest: datetime | None = None
    for row in KeptForm.objects.filter(person=person, message=message, verb__in=choices).order_by("at"):
        form = choices[row.verb]
        if form.is_bound:
            continue
        words = sealed.open(row.sealed, number=message.number, field=_field(person, row.verb))
        typed: dict[str, list[str]] = json.loads(words)
        for name, field in form.fields.items():
            given = typed.get(form.add_prefix(name))
            if given and not isinstance(field, forms.FileField):
                several = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
                form.initial[name] = given if several else given[-1]
        form.kept = True
        newest = row.at
    return newest


def forget(person: Person, message: Message, verb: str) -> None:
    """It was sent: nothing is kept any more."""
    KeptForm.objects.filter(person=person, message=message, verb=verb).delete()


def _field(person: Person, verb: str) -> str:
    return f"kept:{person.pk}:{verb}"
