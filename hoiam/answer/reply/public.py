"""The replies as the public and the sender read them: the newest version first, what it replaced folded below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from hoiam.answer.models import Outcome, Reply, ReplyFile, reply_words
from hoiam.answer.reply.correcting import versions
from hoiam.listen.key.keyholder import holds
from hoiam.listen.models import Message
from hoiam.listen.publicity.privacy import public_face


@dataclass(frozen=True)
class ShownReply:
    """One reply with its words, its files and the versions it corrected."""

    reply: Reply
    outcome: str
    ends: bool
    files: list[ReplyFile]
    replaced: tuple[Reply, ...]

    @property
    def colour(self) -> str:
        if self.reply.interim:
            return "soon"
        return "ok" if self.reply.outcome in (Outcome.SOLVED, Outcome.ANSWERED, Outcome.GUIDED) else "plain"

    @property
    def first(self) -> Reply:
        """The version that was sent first: a correction changes nothing about when it was answered."""
        return self.replaced[-1] if self.replaced else self.reply


def shown_replies(message: Message) -> list[ShownReply]:
    """What was sent about a message in hand. Who asks must already know that its words may be read."""
    sent = Reply.objects.sent().filter(matter__message=message)
    replies = sent.select_related("unit", "approved_by", "issued").prefetch_related("files")
    return [
        ShownReply(
            one.reply,
            reply_words(one.reply, message.kind),
            not one.reply.interim,
            [file for reply in (one.reply, *one.replaced) for file in reply.files.all()],
            one.replaced,
        )
        for one in versions(replies)
    ]


def reply_file(request: HttpRequest, name: str, at: datetime) -> ReplyFile | None:
    """A file of a reply that was sent, for who may read the words of its message: the public, or the sender by key."""
    files = ReplyFile.objects.select_related("reply__matter__message")
    found = files.filter(name=name).first() or files.filter(thumbnail=name).first()
    if found is None or found.reply.sent_at is None:
        return None
    message = found.reply.matter.message
    if holds(request, message):
        return found
    face = public_face(message, at=at)
    return found if face is not None and face.text is not None else None
