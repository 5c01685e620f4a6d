"""What the day's mail says about withholding: what waits for a second person, for two anew, or for an outsider."""

from __future__ import annotations

from datetime import date, timedelta

from hoiam.listen.access import is_concerned
from hoiam.listen.key.numbers import spaced
from hoiam.listen.models import Ground, Withholding
from hoiam.listen.withholding.acts import confirm_withholding_by
from hoiam.listen.withholding.appealing import may_review, reviewable
from hoiam.office.access import may
from hoiam.office.models import Person
from hoiam.workdays.calendar import in_words

DANGER_ENDS_SOON = timedelta(days=5)
LINES = 100


def parts(person: Person, today: date) -> list[tuple[str, list[str]]]:
    """Numbers and days only: a mail leaves the house."""
    told: list[tuple[str, list[str]]] = []
    if may(person, "confirm_withholding"):
        told.append(("Đề nghị không đăng chờ người thứ hai:", _proposed(person)))
    if may(person, "withhold"):
        told.append(
            ("Không đăng vì nguy hiểm, sắp hết hạn; còn nguy hiểm thì hai người xác nhận lại:", _ending(person, today))
        )
    if may_review(person):
        told.append(("Đề nghị xem xét lại chờ bạn quyết định:", _appeals(person)))
    return told


def _proposed(person: Person) -> list[str]:
    rows = Withholding.objects.filter(
        message__office=person.office_id, message__restriction__isnull=True, kept_at__isnull=True, ended_at__isnull=True
    ).exclude(proposed_by=person)
    return [
        f"{spaced(row.message.number)}, chậm nhất {in_words(confirm_withholding_by(row))}"
        for row in rows.select_related("message__office").order_by("proposed_at")[:LINES]
        if not is_concerned(person, row.message)
    ]


def _ending(person: Person, today: date) -> list[str]:
    rows = Withholding.objects.filter(
        message__office=person.office_id,
        message__restriction__isnull=True,
        ground=Ground.DANGER,
        kept_at__isnull=False,
        ended_at__isnull=True,
        until__range=(today, today + DANGER_ENDS_SOON),
    )
    return [
        f"{spaced(row.message.number)}, đến hết {in_words(row.until)}"
        for row in rows.select_related("message").order_by("until")[:LINES]
        if row.until
    ]


def _appeals(person: Person) -> list[str]:
    return [
        f"{spaced(row.withholding.message.number)}, hạn {in_words(row.due_on)}" for row in reviewable(person)[:LINES]
    ]
