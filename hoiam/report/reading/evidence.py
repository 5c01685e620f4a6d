"""What lies behind a figure: the public records as links, the others as a number by ground."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from hoiam.ledger.models import Entry
from hoiam.listen.models import Ground, Message, Withholding
from hoiam.listen.publicity.privacy import PublicFace, in_force, public_faces, public_rows
from hoiam.office.models import Office
from hoiam.report.content import small_counts
from hoiam.report.sentences import numbers as sentences_numbers

RECORDS_A_PAGE = 50


@dataclass(frozen=True)
class Evidence:
    """One page of the records behind a figure."""

    count: int
    faces: list[PublicFace]
    page: int
    pages: int
    withheld: list[tuple[str, str]] = field(default_factory=list)
    restricted: str = ""


def behind(office: Office, entries: tuple[int, ...], at: datetime, page: int = 1) -> Evidence:
    """The records of these entries as anybody may see them today, whatever they were when the figure was counted."""
    found = Entry.objects.filter(office=office, number__in=entries, subject__startswith="message:")
    numbers = {subject.removeprefix("message:") for subject in found.values_list("subject", flat=True)}
    rows = public_rows(Message.objects.filter(office=office, number__in=numbers))
    grounds = _grounds(rows.values_list("pk", flat=True), at)
    shown = rows.exclude(pk__in=grounds).order_by("-received_at", "-id")
    count = shown.count()
    pages = max(1, -(-count // RECORDS_A_PAGE))
    page = min(max(page, 1), pages)
    messages = shown.select_related("office", "area", "public_copy", "restriction").prefetch_related("files")
    faces = public_faces(list(messages[(page - 1) * RECORDS_A_PAGE : page * RECORDS_A_PAGE]), at=at)
    withheld, restricted = _told(Counter(grounds.values()), len(numbers) - count - len(grounds))
    return Evidence(
        count=count,
        faces=list(faces.values()),
        page=page,
        pages=pages,
        withheld=withheld,
        restricted=restricted,
    )


def _grounds(messages: QuerySet[Message, int], at: datetime) -> dict[int, str]:
    """Withheld messages and their ground today; the sender's own choice goes before every other."""
    kept = Withholding.objects.filter(in_force(timezone.localdate(at)), message__in=messages)
    grounds: dict[int, str] = {}
    for message, ground in kept.order_by("proposed_at", "id").values_list("message", "ground"):
        if ground == Ground.SENDER or message not in grounds:
            grounds[message] = ground
    return grounds


def _told(withheld: Counter[str], restricted: int) -> tuple[list[tuple[str, str]], str]:
    """The withheld by ground and the restricted ones, in words: these are said to be there, never numbered below five.

    The figure's own number is told, and the public ones are counted on the page: what one hidden number could be worked
    out from is hidden with it.
    """
    cells = dict(withheld) | ({"restricted": restricted} if restricted else {})
    shown = small_counts.told(cells, total=True).cells if restricted else cells
    words = {name: _in_words(cells[name], hidden=value is None) for name, value in shown.items()}
    grounds = [(str(Ground(ground).label), words[ground]) for ground, _ in withheld.most_common()]
    return grounds, words.get("restricted", "")


def _in_words(count: int, *, hidden: bool) -> str:
    if not hidden:
        return sentences_numbers.counted(count)
    return sentences_numbers.FEW if count < small_counts.SMALLEST_TOLD else sentences_numbers.UNTOLD
