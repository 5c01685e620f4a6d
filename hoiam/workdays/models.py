"""The office's own days off and make-up days, each with the paper it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from hoiam.workdays.calendar import Calendar, Day

if TYPE_CHECKING:
    from hoiam.office.models import Office


class DayRule(models.Model):
    """One day that an office works or does not work, against the general calendar."""

    office = models.ForeignKey(
        "office.Office", on_delete=models.PROTECT, null=True, blank=True, help_text="Để trống: mọi cơ quan"
    )
    day = models.DateField("ngày")
    works = models.BooleanField("làm việc", help_text="Có: ngày làm bù; không: ngày nghỉ")
    name = models.CharField("tên gọi", max_length=120)
    source = models.CharField("văn bản căn cứ", max_length=200, blank=True)
    provisional = models.BooleanField("dự kiến", default=False)

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "day"], name="day_once_per_office"),
            models.UniqueConstraint(
                fields=["day"], condition=models.Q(office__isnull=True), name="day_once_for_all_offices"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.name}"

    def as_day(self) -> Day:
        return Day(self.day, self.works, self.name, self.source, self.provisional)


# On the Office object itself, so that a list of fifty asks once and another request or process never sees an old one.
_KEPT = "_workdays_calendar"


def calendar_of(office: Office | None) -> Calendar:
    """The calendar an office counts by; None gives the one that all offices share."""
    if office is None:
        return _built(None)
    kept: Calendar | None = vars(office).get(_KEPT)
    if kept is None:
        kept = vars(office)[_KEPT] = _built(office)
    return kept


def forget_calendar(office: Office) -> None:
    """For the act that changes a day: the next question reads the table again."""
    vars(office).pop(_KEPT, None)


def _built(office: Office | None) -> Calendar:
    rules = DayRule.objects.filter(models.Q(office__isnull=True) | models.Q(office=office))
    # The office's own row goes before one for all offices: it comes later and takes the day.
    return Calendar(rule.as_day() for rule in sorted(rules, key=lambda rule: rule.office_id is not None))
