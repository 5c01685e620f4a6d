"""Rules as rows: one row is one step of a track, shipped with the product or the office's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import models

from hoiam.law.tracks import ALWAYS, FOREVER, Extension, Step, Track, choose

if TYPE_CHECKING:
    from hoiam.office.models import Office


class Rule(models.Model):
    """A step of a track. Rows of one office and ``rule`` together are the track."""

    office = models.ForeignKey(
        "office.Office", on_delete=models.PROTECT, null=True, blank=True, help_text="Để trống: mọi cơ quan"
    )
    local = models.BooleanField("sửa tại chỗ", default=False, help_text="Bản nâng cấp không ghi đè dòng này")
    rule = models.SlugField("mã quy tắc", max_length=80)
    kind = models.SlugField("loại nội dung", max_length=20)
    label = models.CharField("tên loại", max_length=80)
    authority = models.CharField(
        "căn cứ", max_length=6, choices=[("law", "văn bản luật"), ("office", "quy chế của cơ quan")], default="office"
    )
    law = models.CharField("văn bản", max_length=120, blank=True)
    basis = models.CharField(
        "chọn theo", max_length=8, choices=[("received", "ngày nhận"), ("sent", "ngày gửi")], default="received"
    )
    channels = models.JSONField("nguồn tiếp nhận", default=list, blank=True, help_text="Trống: mọi nguồn")
    area = models.CharField("vùng", max_length=10, blank=True, help_text="«remote»: vùng sâu, vùng xa")
    valid_from = models.DateField("có hiệu lực từ", default=ALWAYS)
    valid_to = models.DateField("đến hết", default=FOREVER)
    position = models.PositiveSmallIntegerField(default=0)
    step = models.SlugField("bước", max_length=20, default="answer")
    step_label = models.CharField("tên bước", max_length=80)
    start = models.CharField("tính từ", max_length=14, default="receipt")
    length = models.PositiveSmallIntegerField("độ dài")
    unit = models.CharField("đơn vị", max_length=2, choices=[("wd", "ngày làm việc"), ("d", "ngày")], default="wd")
    clause = models.CharField("điều khoản", max_length=80, blank=True)
    confidence = models.CharField("độ chắc chắn", max_length=6, default="office")
    extension_length = models.PositiveSmallIntegerField("gia hạn thêm", default=0)
    extension_unit = models.CharField(max_length=2, default="wd")
    extension_times = models.PositiveSmallIntegerField("số lần gia hạn", default=0)
    extension_from = models.CharField(max_length=5, default="end")
    only_if = models.CharField("chỉ khi", max_length=10, blank=True, help_text="«not_ours»: không thuộc thẩm quyền")

    class Meta:
        ordering = ["kind", "rule", "valid_from", "position", "id"]
        indexes = [models.Index(fields=["kind", "office"], name="rule_of_kind")]
        constraints = [
            models.UniqueConstraint(fields=["office", "rule", "step", "valid_from"], name="step_once_per_office"),
            models.UniqueConstraint(
                fields=["rule", "step", "valid_from"],
                condition=models.Q(office__isnull=True),
                name="step_once_for_all_offices",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}, {self.step}: {self.length} {self.get_unit_display()}"

    def as_step(self) -> Step:
        extension = Extension(self.extension_length, self.extension_unit, self.extension_times, self.extension_from)
        return Step(
            *(self.step, self.step_label, self.start, self.length, self.unit, self.clause, self.confidence),
            extension=extension,
            only_if=self.only_if,
        )


def rows(track: Track) -> list[Rule]:
    """A track as unsaved rows for all offices."""
    return [
        Rule(
            rule=track.rule,
            kind=track.kind,
            label=track.label,
            authority=track.authority,
            law=track.law,
            basis=track.basis,
            channels=list(track.channels),
            area=track.area,
            valid_from=track.valid_from,
            valid_to=track.valid_to,
            position=position,
            step=step.name,
            step_label=step.label,
            start=step.start,
            length=step.length,
            unit=step.unit,
            clause=step.clause,
            confidence=step.confidence,
            extension_length=step.extension.length,
            extension_unit=step.extension.unit,
            extension_times=step.extension.times,
            extension_from=step.extension.counted_from,
            only_if=step.only_if,
        )
        for position, step in enumerate(track.steps)
    ]


def tracks_of(rules: Iterable[Rule]) -> list[Track]:
    """Rows of one owner, put together to tracks again."""
    ordered = sorted(rules, key=lambda row: (row.rule, row.valid_from, row.position))
    return [_track(list(group)) for _key, group in groupby(ordered, key=lambda row: (row.rule, row.valid_from))]


def _track(group: list[Rule]) -> Track:
    head = group[0]
    return Track(
        rule=head.rule,
        kind=head.kind,
        label=head.label,
        authority=head.authority,
        law=head.law,
        steps=tuple(row.as_step() for row in group),
        basis=head.basis,
        channels=tuple(head.channels),
        area=head.area,
        valid_from=head.valid_from,
        valid_to=head.valid_to,
    )


def track_for(
    office: Office | None,
    kind: str,
    *,
    received: date,
    sent: date | None = None,
    channel: str = "web",
    remote: bool = False,
) -> Track:
    """The track that holds for a message; the office's own rule goes before the shipped one."""
    rules = list(Rule.objects.filter(models.Q(office__isnull=True) | models.Q(office=office), kind=kind))
    own = [
        track
        for track in tracks_of(row for row in rules if row.office_id)
        if track.covers(received=received, sent=sent, channel=channel, area=track.area)
    ]
    general = tracks_of(row for row in rules if not row.office_id)
    return choose(own or general, received=received, sent=sent, channel=channel, remote=remote)


def tracks_on(office: Office, kind: str, day: date) -> list[Track]:
    """Every track that holds for something sent and received on a day, whatever its channel and area, for reading."""
    rules = Rule.objects.filter(models.Q(office__isnull=True) | models.Q(office=office), kind=kind)
    holding = [row for row in rules if row.valid_from <= day <= row.valid_to]
    own = tracks_of(row for row in holding if row.office_id)
    # Of the office's own, the one that began last.
    return own[-1:] or tracks_of(row for row in holding if not row.office_id)
