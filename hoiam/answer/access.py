"""The one door to messages and matters for staff: who sees which, and who may do what to this one."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from hoiam.answer.models import Matter, ReplyFile
from hoiam.listen.access import visible_to
from hoiam.listen.message.words import files_shown
from hoiam.listen.models import Attachment
from hoiam.listen.restricted.read_log import read_restricted
from hoiam.office.models import Person, Role, roles_of


def by_name(name: str) -> Q:
    """A file by any of its names: as sent and covered, each large and small."""
    return Q(name=name) | Q(thumbnail=name) | Q(public_name=name) | Q(public_thumbnail=name)


def file_for(person: Person, name: str) -> Attachment | ReplyFile:
    """A file of a message the person may see, or of a reply to it, or 404; that too is reading it."""
    seen = visible_to(person)
    file: Attachment | ReplyFile | None = (
        Attachment.objects.select_related("message__restriction", "message__office")
        .filter(by_name(name), message__in=seen)
        .first()
    )
    file = file or ReplyFile.objects.filter(Q(name=name) | Q(thumbnail=name), reply__matter__message__in=seen).first()
    if file is None:
        raise Http404("Không có tệp này.")
    if isinstance(file, Attachment) and not files_shown(person, file.message).filter(pk=file.pk).exists():
        raise Http404("Không có tệp này.")
    message = file.message if isinstance(file, Attachment) else file.reply.matter.message
    read_restricted(message, by=person, at=timezone.now())
    return file


def works_on(person: Person, matter: Matter) -> bool:
    """Whether the person belongs to the lead unit, or to the desk that serves all units."""
    roles = roles_of(person)
    return person.unit_id == matter.unit_id or bool(roles & {Role.CLERK, Role.RECEPTION_OFFICER, Role.APPROVER})
