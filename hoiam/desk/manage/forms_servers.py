"""The administrator's forms about other servers: which office has one, whose key is taken, where it is reached."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q

from hoiam.desk.manage.forms_approval import AboutOffice
from hoiam.office.models import Office, Person
from hoiam.report.bundle import peers
from hoiam.report.models import Peer

ADDRESS = "Để trống khi bên kia tự gửi đến, hoặc khi mang tệp bằng tay."
AUTHORITY = "Chỉ khi máy chủ bên kia dùng chứng thư do tỉnh tự cấp: dán cả dòng BEGIN và END."


def address_field() -> forms.CharField:
    return forms.CharField(label="Địa chỉ máy chủ", max_length=200, required=False, help_text=ADDRESS)


def authority_field() -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})
    return forms.CharField(
        label="Chứng thư gốc riêng", required=False, max_length=20_000, widget=widget, help_text=AUTHORITY
    )


class OtherOfficeForm(AboutOffice):
    """An office that works on a server of its own."""

    code = forms.SlugField(label="Mã cơ quan", max_length=50, help_text="Chữ thường không dấu, gạch nối: hoa-binh")
    name = forms.CharField(label="Tên cơ quan", max_length=100, help_text="Có cấp đứng trước: Phường Hòa Bình")
    level = forms.ChoiceField(label="Cấp")

    def prepare(self) -> None:
        of_province = self.office.level == Office.Level.PROVINCE
        levels = [one for one in Office.Level if (one == Office.Level.PROVINCE) != of_province]
        self.fields["level"].choices = [(one.value, one.label.capitalize()) for one in levels]  # type: ignore[attr-defined]

    def carry_out(self, by: Person, at: datetime) -> str:
        other = peers.enter_office(self.office, **self.cleaned_data, by=by, at=at)
        return f"Đã ghi {other}. Bước tiếp: nhận khóa của máy chủ ấy."


class PeerForm(AboutOffice):
    """The key of another server, compared on the telephone."""

    other = forms.ModelChoiceField(Office.objects.none(), label="Cơ quan", empty_label="Chọn cơ quan")
    told = forms.CharField(
        label="Dòng khóa bên kia gửi",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "none"}),
        help_text="Bên kia xem «Dòng khóa» ở màn hình này trên máy của mình, rồi gửi cả dòng.",
    )
    heard = forms.CharField(
        label="Dãy số nghe đọc qua điện thoại",
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Gọi số đã biết từ trước, không phải số ghi trong thư gửi khóa. Sáu nhóm, mỗi nhóm bốn số.",
    )
    url = address_field()
    authority = authority_field()

    def prepare(self) -> None:
        near = Q(parent=self.office) | Q(pk=self.office.parent_id)
        taken = Peer.objects.filter(office=self.office, ended_at__isnull=True).values("other")
        here = Person.objects.filter(is_active=True).values("office")
        offices = Office.objects.filter(near).exclude(pk__in=taken).exclude(pk__in=here)
        self.fields["other"].queryset = offices.order_by("name")  # type: ignore[attr-defined]

    def carry_out(self, by: Person, at: datetime) -> str:
        peer = peers.add_peer(self.office, **self.cleaned_data, by=by, at=at)
        return f"Đã nhận khóa của {peer.other}."


class AboutPeer(AboutOffice):
    """One act about a key that stands."""

    peer = forms.ModelChoiceField(Peer.objects.none(), widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.fields["peer"].queryset = Peer.objects.filter(office=self.office, ended_at__isnull=True)  # type: ignore[attr-defined]


class AddressForm(AboutPeer):
    url = address_field()
    authority = authority_field()

    def carry_out(self, by: Person, at: datetime) -> str:
        given: dict[str, Any] = self.cleaned_data
        peers.change_address(given["peer"], given["url"], given["authority"], by=by, at=at)
        return f"Đã sửa địa chỉ máy chủ của {given['peer'].other}."


class EndPeerForm(AboutPeer):
    def carry_out(self, by: Person, at: datetime) -> str:
        peer = self.cleaned_data["peer"]
        peers.end_peer(peer, by=by, at=at)
        return f"Đã thôi dùng khóa của {peer.other}: từ nay không nhận, không gửi báo cáo với khóa ấy."
