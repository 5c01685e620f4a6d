"""Sorting a message and giving it to a unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.models import Matter
from hoiam.listen.access import may_apart
from hoiam.listen.kinds import kinds, routing
from hoiam.listen.message.forms import ActForm, Offer, Typed
from hoiam.listen.message.words import words_shown
from hoiam.listen.models import RESTRICTED_KINDS, Attachment, Kind, Message, Stage
from hoiam.listen.publicity.forms import TapField, masks_of
from hoiam.listen.publicity.masking import Masks, proposed_masks, thawed
from hoiam.office.access import may
from hoiam.office.models import Area, Person, Topic, Unit

# Where the words speak for what cannot be chosen here; whether it is a signed letter the sender says.
INSTEAD = {
    kind.value: "Không chọn được ở đây: chỉ người gửi nói được là đơn. Nhận là phản ánh, hướng dẫn nộp đơn ký tên."
    for kind in RESTRICTED_KINDS
} | {kinds.MEDIATION: "Nhận là phản ánh, kiến nghị rồi trả lời hướng dẫn đến tổ hòa giải của thôn, tổ dân phố."}


class AcceptForm(ActForm):
    """Kind, topic, area, public title, and what is covered in the public copy."""

    kind = forms.ChoiceField(label="Loại nội dung")
    reason = forms.CharField(
        label="Lý do đổi loại", required=False, max_length=500, help_text="Chỉ khi khác loại người gửi đã chọn."
    )
    topic = forms.ModelChoiceField(Topic.objects.none(), label="Lĩnh vực", required=False, empty_label="Chưa rõ")
    area = forms.ModelChoiceField(Area.objects.none(), label="Thôn, tổ dân phố", required=False, empty_label="Chưa rõ")
    title = forms.CharField(
        label="Tiêu đề bản công khai",
        max_length=140,
        help_text="Việc gì, ở đâu; không ghi tên người. Ví dụ: Ống nước vỡ đầu ngõ 45 Trần Hưng Đạo",
    )
    laid_open = forms.MultipleChoiceField(
        label="Máy đã che. Đánh dấu chỗ không phải thông tin cá nhân, để hiện lại",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    covered = TapField(label="Chạm vào từ để che thêm", required=False)
    phrases = forms.CharField(
        label="Hoặc ghi cụm từ cần che ở mọi chỗ",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng một cụm từ.",
    )
    photos = forms.MultipleChoiceField(
        label="Ảnh đã xem, cho đăng", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, message: Message, text: str, place: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.message, self.text, self.place = message, text, place
        office = message.office
        offered = [kind for kind in Kind if kind not in RESTRICTED_KINDS or kind == message.kind]
        self.fields["kind"].choices = [("", "Chọn loại"), *((kind.value, kind.label) for kind in offered)]  # type: ignore[attr-defined]
        self.fields["topic"].queryset = Topic.objects.filter(office=office)  # type: ignore[attr-defined]
        self.fields["area"].queryset = Area.objects.filter(office=office)  # type: ignore[attr-defined]
        spans = proposed_masks(text, place)
        found = [(f"text:{span.start}", text[span.start : span.end]) for span in spans.text]
        found += [(f"place:{span.start}", place[span.start : span.end]) for span in spans.place]
        self._offer("laid_open", found)
        covered = spans | thawed(message.masks).by_hand()
        self.fields["covered"].offer(text, place, covered)  # type: ignore[attr-defined]
        photos = [
            (str(file.pk), f"{file.get_sort_display()} {at}")
            for at, file in enumerate(message.files.filter(scan=False).exclude(sort=Attachment.Sort.VOICE), 1)
        ]
        self._offer("photos", photos)
        self._propose()
        if message.is_restricted:
            for name in ("title", "laid_open", "covered", "phrases", "photos"):
                self.fields.pop(name, None)

    def _propose(self) -> None:
        """What the machine would choose, and by which words. Chosen beforehand only where the sender chose nothing."""
        topics = routing.propose_topic(self.text, self.place, self.message.office)
        if topics:
            self._say("topic", topics[0].topic, topics[0].words, chosen=self.message.topic_id)
        area = routing.propose_area(self.text, self.place, self.message.office)
        if area:
            self._say("area", area.area, area.words, chosen=self.message.area_id)
        if self.message.is_restricted:
            return
        kind = kinds.propose(self.text)
        because = f", vì các chữ {kinds.quoted(kind.words)}" if kind.words else ""
        said = f"Máy đề xuất: {kinds.label(kind.kind)}{because}."
        if kind.kind in INSTEAD:
            said += f" {INSTEAD[kind.kind]}"
        elif not self.message.kind:
            self.initial["kind"] = kind.kind
        self.fields["kind"].help_text = said

    def _say(self, name: str, proposed: Topic | Area, words: Sequence[kinds.Said], *, chosen: int | None) -> None:
        self.fields[name].help_text = f"Máy đề xuất: {proposed}, vì các chữ {kinds.quoted(words)}."
        if chosen is None:
            self.initial[name] = proposed.pk

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def masks(self) -> Masks:
        """What the officer decided to cover."""
        given = self.cleaned_data
        laid_open, tapped = given.get("laid_open", ()), given.get("covered", ())
        return masks_of(self.text, self.place, laid_open, tapped, given.get("phrases", ""))

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        given = self.cleaned_data
        matter_acts.accept(
            message,
            kind=given["kind"],
            topic=given["topic"],
            area=given["area"],
            title=given.get("title", ""),
            masks=self.masks(),
            photos=Attachment.objects.filter(message=message, pk__in=given.get("photos", ())),
            reason=given["reason"],
            by=person,
            at=at,
        )
        return f"Đã phân loại. Hạn trả lời: {message.due_on:%d/%m/%Y}."


class AssignForm(ActForm):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị chủ trì", empty_label="Chọn đơn vị")

    def __init__(self, message: Message, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(office=message.office)
        if message.topic and message.topic.slug == routing.STAFF:
            # How staff worked is never answered by those it is about.
            units = units.exclude(pk__in=routing.units_concerned(message))
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        lead = routing.propose_lead(message)
        if lead and not message.matter.unit_id:
            self.fields["unit"].help_text = f"Danh mục lĩnh vực đề xuất: {lead}."

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        unit = self.cleaned_data["unit"]
        matter_acts.assign(message.matter, unit, by=person, at=at)
        return f"Đã giao {unit}."


def _may_accept(person: Person, message: Message) -> bool:
    """Sorting while nobody has."""
    unsorted = not hasattr(message, "matter") and not hasattr(message, "sealing")
    return unsorted and may_apart(person, "accept", message)


def _accept_form(person: Person, message: Message, _found: bool, typed: Typed) -> ActForm:
    text, place = words_shown(person, message)
    initial = {"kind": message.kind, "topic": message.topic_id, "area": message.area_id}
    return AcceptForm(message, text, place, initial=initial, **typed)


def _to_assign(person: Person, message: Message) -> Matter | None:
    """A matter that can be given to a unit, or to another."""
    matter: Matter | None = getattr(message, "matter", None)
    stages = (Stage.ACCEPTED, Stage.ASSIGNED, Stage.RETURNED, Stage.REOPENED)
    return matter if matter is not None and matter.stage in stages and may(person, "assign") else None


def _assign_form(_person: Person, message: Message, _found: bool, typed: Typed) -> ActForm:
    proposed_unit = message.matter.unit_id or routing.propose_lead(message)
    return AssignForm(message, initial={"unit": proposed_unit}, **typed)


ACCEPT = Offer(
    "nhan",
    "Phân loại, nhận xử lý",
    "Nhận xử lý",
    _may_accept,
    _accept_form,
    "Đọc chữ và ảnh trước: bản công khai hiện ra ngay sau khi nhận.",
)
ASSIGN = Offer(
    "giao",
    "Giao xử lý",
    "Giao",
    lambda person, message: (matter := _to_assign(person, message)) is not None and not matter.unit_id,
    _assign_form,
)
# Who has it already is asked first for the answer; giving it to another unit is the exception.
ASSIGN_ANOTHER = Offer(
    "giao",
    "Giao đơn vị khác",
    "Giao",
    lambda person, message: (matter := _to_assign(person, message)) is not None and bool(matter.unit_id),
    _assign_form,
)
