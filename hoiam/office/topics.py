"""The list of topics: what messages are about and which unit leads. Published with who added each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from hoiam.ledger.acts import act, append
from hoiam.ledger.models import Entry
from hoiam.office.access import require_administrator
from hoiam.office.models import Office, Person, Topic, Unit
from hoiam.viettext.fold import fold, nfc
from hoiam.viettext.personal import finding

_SLUG = Topic._meta.get_field("slug").max_length or 0
_NUMBERED = 3
_PHRASE = re.compile(r"[^\W_](?:[^\W_]| ){1,38}[^\W_]")
_PHRASES_AT_MOST = 60


@act
def add_topic(office: Office, words: str, *, lead: Unit, along: str, by: Person, at: datetime) -> Topic:
    """A new line of the list; its slug is made of its words and stays."""
    require_administrator(by, office)
    if Topic.objects.filter(office=office, words=words).exists():
        raise ValidationError({"words": "Lĩnh vực này đã có trong danh mục."})
    topic = Topic(office=office, slug=_slug(office, words), words=words, lead=lead, along=along, added_by=_named(by))
    topic.full_clean()
    topic.save()
    append(office, "topic.added", f"office:{office.code}", by=by, at=at, payload={"topic": topic.slug})
    return topic


@act
def change_topic(topic: Topic, words: str, *, lead: Unit, along: str, by: Person, at: datetime) -> bool:
    """Other words, another lead; from now on they are the words of who changed them. False: nothing differs."""
    require_administrator(by, topic.office)
    if (topic.words, topic.lead, topic.along) == (words, lead, along):
        return False
    topic.words, topic.lead, topic.along, topic.added_by = words, lead, along, _named(by)
    topic.full_clean()
    topic.save()
    append(topic.office, "topic.changed", f"office:{topic.office.code}", by=by, at=at, payload={"topic": topic.slug})
    return True


@act
def set_routing_words(topic: Topic, phrases: Iterable[str], *, by: Person, at: datetime) -> bool:
    """The words by which the machine proposes this topic, beside the shipped ones: each with the post that added it.

    They name things and services, and are published with the topic. Raises ValidationError on what looks personal.
    """
    require_administrator(by, topic.office)
    added = {str(one["words"]): str(one["by"]) for one in topic.routing_words}
    cleaned = list(dict.fromkeys(" ".join(nfc(phrase).lower().split()) for phrase in phrases if phrase.strip()))
    for phrase in cleaned:
        if not _PHRASE.fullmatch(phrase):
            raise ValidationError({"routing": f"«{phrase}»: chỉ dùng chữ, số và dấu cách, từ 3 đến 40 ký tự."})
        if finding.find(phrase):
            raise ValidationError({"routing": f"«{phrase}» trông như thông tin cá nhân: chỉ nêu sự vật, dịch vụ."})
    if len(cleaned) > _PHRASES_AT_MOST:
        raise ValidationError({"routing": f"Nhiều nhất {_PHRASES_AT_MOST} cụm từ."})
    if cleaned == list(added):
        return False
    topic.routing_words = [{"words": phrase, "by": added.get(phrase, _named(by))} for phrase in cleaned]
    topic.save(update_fields=["routing_words"])
    append(topic.office, "topic.changed", f"office:{topic.office.code}", by=by, at=at, payload={"topic": topic.slug})
    return True


@act
def remove_topic(topic: Topic, *, by: Person, at: datetime) -> None:
    """Take a topic off the list that no message was ever about."""
    require_administrator(by, topic.office)
    if is_used(topic):
        raise ValidationError("Đã có nội dung thuộc lĩnh vực này: chỉ sửa, không bỏ được.")
    topic.delete()
    append(topic.office, "topic.removed", f"office:{topic.office.code}", by=by, at=at, payload={"topic": topic.slug})


def is_used(topic: Topic) -> bool:
    """Whether a message is about it, or an entry of the ledger once said so."""
    named = Entry.objects.filter(office=topic.office_id, payload__topic=topic.slug, subject__startswith="message:")
    return topic.message_set.exists() or named.exists()


def _named(by: Person) -> str:
    """Who added it, as residents read it: the post, never the name."""
    return by.post or "Quản trị hệ thống"


def _slug(office: Office, words: str) -> str:
    base = slugify(fold(words))[: _SLUG - _NUMBERED].strip("-") or "linh-vuc"
    taken = set(Topic.objects.filter(office=office, slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)
