"""The administrator's forms about the office: each asks for what one act needs and hands it on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from hoiam.answer.clock.recounting import change_calendar
from hoiam.law.models import track_for
from hoiam.listen.models import Kind
from hoiam.office import acts
from hoiam.office.models import Area, Office, Person, Topic, Unit
from hoiam.office.topics import add_topic, change_topic, set_routing_words
from hoiam.viettext.fold import nfc
from hoiam.workdays.calendar import in_words
from hoiam.workdays.forms import DayField

UNCHANGED = "Không có gì khác trước."
OFFICES_OWN = (Kind.FEEDBACK, Kind.QUESTION, Kind.PETITION, Kind.PROCEDURE)


class AdministrationForm(forms.Form):
    """A form for one act of the administrator."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return {name: nfc(value) if isinstance(value, str) else value for name, value in given.items()}

    def carry_out(self, by: Person, at: datetime) -> str:
        """Do it; returns what was done, in words. Raises ValidationError when the act refuses."""
        raise NotImplementedError

    def refuse(self, refused: ValidationError) -> None:
        """The act's refusal, beside the field it speaks of where there is one."""
        for name, told in getattr(refused, "error_dict", {None: refused}).items():
            self.add_error(name if name in self.fields else None, told)


class OfficeForm(AdministrationForm):
    level = forms.ChoiceField(label="Cấp")
    name = forms.CharField(label="Tên cơ quan", max_length=100, help_text="Có cấp đứng trước: Phường Hòa Bình")
    address = forms.CharField(label="Địa chỉ trụ sở", max_length=200, required=False)
    phone = forms.CharField(label="Điện thoại", max_length=20, required=False)
    police_phone = forms.CharField(
        label="Điện thoại Công an", max_length=20, required=False, help_text="Hiện cạnh 113, 114, 115 ở cuối mọi trang."
    )
    email = forms.EmailField(label="Thư điện tử", required=False)
    opening_hours = forms.CharField(label="Giờ làm việc", max_length=200, required=False)
    hostname = forms.RegexField(
        r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$",
        label="Tên miền của trang",
        max_length=253,
        required=False,
        help_text="Không có https://. Để trống khi chỉ dùng địa chỉ của máy chủ.",
        error_messages={"invalid": "Tên miền chỉ có chữ thường không dấu, số, dấu chấm và gạch nối."},
    )
    due_soon_days = forms.IntegerField(
        label="Báo sắp đến hạn", min_value=1, max_value=30, help_text="Khi còn từng này ngày làm việc."
    )
    escalate_after_days = forms.IntegerField(
        label="Báo Chủ tịch khi quá hạn", min_value=1, max_value=90, help_text="Quá hơn từng này ngày làm việc."
    )

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        initial = {name: getattr(office, name) for name in acts.OFFICE_FACTS}
        super().__init__(*args, **{"initial": initial} | kwargs)
        self.office = office
        self.fields["level"].choices = [(one.value, one.label.capitalize()) for one in Office.Level]  # type: ignore[attr-defined]

    def carry_out(self, by: Person, at: datetime) -> str:
        changed = acts.change_office(self.office, self.cleaned_data, by=by, at=at)
        return "Đã sửa thông tin cơ quan." if changed else UNCHANGED


class UnitForm(AdministrationForm):
    code = forms.SlugField(
        label="Ký hiệu", max_length=20, help_text="Như trong số văn bản: KT, VHXH, VP. Đã có việc thì không đổi nữa."
    )
    name = forms.CharField(label="Tên đơn vị", max_length=120)
    phone = forms.CharField(label="Điện thoại", max_length=20, required=False)

    def __init__(self, office: Office, unit: Unit | None, *args: Any, **kwargs: Any) -> None:
        initial = {name: getattr(unit, name) for name in acts.UNIT_FACTS} if unit else {}
        super().__init__(*args, **{"initial": initial} | kwargs)
        self.office, self.unit = office, unit
        if unit and acts.is_named(unit):
            self.fields["code"].disabled = True

    def carry_out(self, by: Person, at: datetime) -> str:
        if self.unit is None:
            return f"Đã lập {acts.open_unit(self.office, self.cleaned_data, by=by, at=at)}."
        acts.change_unit(self.unit, self.cleaned_data, by=by, at=at)
        return f"Đã ghi {self.unit}."


class AreaForm(AdministrationForm):
    label = forms.CharField(
        label="Gọi là", max_length=30, help_text="tổ dân phố, khu phố, khóm, thôn, bản, buôn, làng, ấp"
    )
    name = forms.CharField(label="Tên", max_length=80, help_text="Không kèm chữ trên: 3, Đồng Tâm")
    aliases = forms.CharField(
        label="Tên cũ, tên thường gọi",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một tên. Người dân viết tên cũ vẫn tìm thấy.",
    )

    def __init__(self, office: Office, area: Area | None, *args: Any, **kwargs: Any) -> None:
        if area:
            initial = {"label": area.label, "name": area.name, "aliases": "\n".join(area.aliases)}
        else:
            last = office.areas.last()
            initial = {"label": last.label if last else "tổ dân phố"}
        super().__init__(*args, **{"initial": initial} | kwargs)
        self.office, self.area = office, area

    def clean_aliases(self) -> list[str]:
        lines = (" ".join(nfc(line).split()) for line in self.cleaned_data["aliases"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def carry_out(self, by: Person, at: datetime) -> str:
        if self.area is None:
            return f"Đã thêm {acts.add_area(self.office, self.cleaned_data, by=by, at=at)}."
        acts.change_area(self.area, self.cleaned_data, by=by, at=at)
        return f"Đã ghi {self.area}."


class TopicForm(AdministrationForm):
    words = forms.CharField(
        label="Lĩnh vực",
        max_length=100,
        help_text="Sự vật, dịch vụ, như người dân nói: Rác, thu gom, bãi đổ trộm. Không nêu người, không nêu ý kiến.",
    )
    lead = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị chủ trì", empty_label="Chọn đơn vị")
    along = forms.CharField(label="Phối hợp, hoặc chuyển đến", max_length=200, required=False)
    routing = forms.CharField(
        label="Chữ để máy nhận ra",
        required=False,
        max_length=2500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một cụm từ chỉ sự vật, dịch vụ, thêm vào các chữ có sẵn. Được công bố cùng danh mục.",
    )

    def __init__(self, office: Office, topic: Topic | None, *args: Any, **kwargs: Any) -> None:
        initial = {"words": topic.words, "lead": topic.lead_id, "along": topic.along} if topic else {}
        if topic:
            initial["routing"] = "\n".join(str(one["words"]) for one in topic.routing_words)
        super().__init__(*args, **{"initial": initial} | kwargs)
        self.office, self.topic = office, topic
        self.fields["lead"].queryset = office.units.all()  # type: ignore[attr-defined]

    def carry_out(self, by: Person, at: datetime) -> str:
        given = dict(self.cleaned_data)
        phrases = given.pop("routing").splitlines()
        with transaction.atomic():
            topic = self.topic or add_topic(self.office, **given, by=by, at=at)
            changed = self.topic is not None and change_topic(topic, **given, by=by, at=at)
            changed = set_routing_words(topic, phrases, by=by, at=at) or changed
        if self.topic is None:
            return f"Đã thêm lĩnh vực «{topic}»."
        return f"Đã ghi lĩnh vực «{self.topic}»." if changed else UNCHANGED


class DayForm(AdministrationForm):
    day = DayField(label="Ngày")
    works = forms.TypedChoiceField(
        label="Hôm ấy cơ quan",
        choices=[("0", "Nghỉ"), ("1", "Làm bù")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label="Vì sao", max_length=120, help_text="Nghỉ do bão số 12; Làm bù ngày 02/01")
    source = forms.CharField(
        label="Văn bản căn cứ", max_length=200, help_text="Số, ký hiệu, ngày của văn bản, thông báo."
    )

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = office

    def carry_out(self, by: Person, at: datetime) -> str:
        row, moved = change_calendar(self.office, **self.cleaned_data, by=by, at=at)
        said = f"Đã ghi {in_words(row.day)}: {'làm bù' if row.works else 'nghỉ'}."
        return f"{said} Đã tính lại hạn của {moved} việc đang mở." if moved else f"{said} Không hạn nào phải đổi."


class PeriodForm(AdministrationForm):
    kind = forms.ChoiceField(label="Loại nội dung", choices=[(kind.value, kind.label) for kind in OFFICES_OWN])
    length = forms.IntegerField(
        label="Số ngày làm việc",
        min_value=1,
        max_value=acts.LONGEST_PERIOD,
        help_text="Được gia hạn một lần, thêm từng ấy ngày nữa.",
    )
    from_day = DayField(label="Áp dụng cho nội dung nhận từ ngày", help_text="Hạn đã hứa trước đó không đổi.")

    def __init__(self, office: Office, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"from_day": today}} | kwargs)
        self.office, self.today = office, today

    def clean_from_day(self) -> date:
        day: date = self.cleaned_data["from_day"]
        if day < self.today:
            raise ValidationError("Chọn hôm nay hoặc ngày sau: điều đã hứa không sửa lùi.")
        return day

    def carry_out(self, by: Person, at: datetime) -> str:
        given = self.cleaned_data
        row = acts.set_period(self.office, given["kind"], given["length"], from_day=given["from_day"], by=by, at=at)
        label = track_for(self.office, row.kind, received=row.valid_from).label
        return f"Đã đặt thời hạn {label}: {row.length} ngày làm việc, từ {in_words(row.valid_from)}."
