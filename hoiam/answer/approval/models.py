"""Who approves a reply: the routes of an office, powers lent for some days, the check of the form before it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.listen.models import Kind
from hoiam.office.models import Office, Role

APPROVING = (Role.HEAD_OF_UNIT, Role.VICE_CHAIRMAN, Role.APPROVER)


class Route(models.Model):
    """Who approves replies to a kind, or to a kind and a topic; and whether Chánh Văn phòng checks the form first."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="routes")
    kind = models.CharField(max_length=12, choices=Kind, blank=True, help_text="Trống, khi có lĩnh vực: mọi loại")
    topic = models.ForeignKey("office.Topic", on_delete=models.CASCADE, null=True, related_name="+")
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in APPROVING])
    form_check = models.BooleanField(default=False, help_text="Chánh Văn phòng kiểm tra thể thức trước khi duyệt")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind"], condition=models.Q(topic__isnull=True), name="route_of_kind_once"
            ),
            models.UniqueConstraint(
                fields=["office", "kind", "topic"],
                condition=models.Q(topic__isnull=False),
                name="route_of_topic_once",
            ),
        ]


class Delegation(models.Model):
    """For some days one person approves in another's place (TUQ., KT.), by a paper that says so."""

    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stands_in")
    from_day = models.DateField()
    until_day = models.DateField()
    paper = models.CharField(max_length=120, blank=True, help_text="Số, ngày của văn bản ủy quyền")
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["from_day", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(until_day__gte=models.F("from_day")), name="delegated_forward"),
            models.CheckConstraint(condition=~models.Q(giver=models.F("taker")), name="delegated_to_another"),
        ]


class FormCheck(models.Model):
    """Chánh Văn phòng has looked at the form of a draft; what it says is for the approver."""

    reply = models.OneToOneField("answer.Reply", on_delete=models.CASCADE, related_name="form_check")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
