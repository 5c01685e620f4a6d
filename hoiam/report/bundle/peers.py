"""The keys of other servers: an administrator takes one after its digits were read out, and ends it by an act."""

from __future__ import annotations

from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from hoiam.ledger.acts import act, append
from hoiam.ledger.keys import public_key
from hoiam.ledger.outside.notes import UnreadableNote, verifier
from hoiam.office.access import require_administrator
from hoiam.office.models import Office, Person
from hoiam.report.bundle import line, signing
from hoiam.report.bundle.queueing import put_in_outbox
from hoiam.report.models import Peer


def own_line(office: Office) -> str:
    """The line of our own key, to be given to the other server."""
    return verifier(office.code, public_key())


def peers_of(office: Office) -> list[Peer]:
    """The servers whose keys are taken now."""
    return list(Peer.objects.filter(office=office, ended_at__isnull=True).select_related("other", "by"))


def is_joined(office: Office) -> bool:
    """Whether a key was ever exchanged with another server."""
    return Peer.objects.filter(office=office).exists()


def superior_of(office: Office) -> Peer | None:
    """The server of the office above, when it has one of its own."""
    if office.parent_id is None:
        return None
    return Peer.objects.filter(office=office, other=office.parent_id, ended_at__isnull=True).first()


@act
def add_peer(
    office: Office, other: Office, told: str, heard: str, url: str, authority: str, *, by: Person, at: datetime
) -> Peer:
    """Take the key of another office's server. ``heard``: the digits that its administrator read out."""
    require_administrator(by, office)
    if other.parent_id != office.pk and office.parent_id != other.pk:
        raise ValidationError("Chỉ trao khóa giữa một cơ quan và cơ quan cấp trên trực tiếp của nó.")
    if other.people.filter(is_active=True).exists():
        raise ValidationError(f"{other.name} làm việc ngay trên máy chủ này, không cần trao khóa.")
    key = _key(told, heard)
    if key == own_line(office):
        raise ValidationError({"told": "Đây là khóa của chính máy chủ này: hãy dán khóa của bên kia."})
    standing = Peer.objects.filter(office=office, ended_at__isnull=True)
    if standing.filter(other=other).exists():
        raise ValidationError(f"Đã có khóa của {other.name}: thôi khóa ấy trước, rồi mới nhận khóa khác.")
    if standing.filter(key=key).exists():
        raise ValidationError({"told": "Khóa này đã nhận cho một cơ quan khác."})
    peer = Peer.objects.create(
        office=office, other=other, key=key, url=_url(url), authority=_authority(authority), by=by, at=at
    )
    payload = {"office": other.code, "fingerprint": signing.spoken(key)}
    append(office, "peer.added", "office", by=by, at=at, payload=payload)
    return peer


@act
def enter_office(office: Office, code: str, name: str, level: str, *, by: Person, at: datetime) -> Office:
    """Enter an office with a server of its own: the province above, or one below it. No ledger is kept of it here."""
    require_administrator(by, office)
    of_province = office.level == Office.Level.PROVINCE
    if of_province == (level == Office.Level.PROVINCE):
        raise ValidationError({"level": "Báo cáo đi từ cấp xã lên cấp tỉnh: chọn cấp của cơ quan bên kia."})
    if not of_province and office.parent is not None:
        raise ValidationError(f"Cấp trên của cơ quan đã ghi là {office.parent.name}.")
    if Office.objects.filter(code=code).exists():
        raise ValidationError({"code": f"Đã có cơ quan mang mã «{code}»: chọn mã khác."})
    other = Office.objects.create(code=code, name=name, level=level, parent=office if of_province else None)
    if not of_province:
        office.parent = other
        office.save(update_fields=["parent"])
    append(office, "peer.office_entered", f"office:{code}", by=by, at=at, payload={"level": level})
    return other


@act
def change_address(peer: Peer, url: str, authority: str, *, by: Person, at: datetime) -> None:
    """The server has moved; its key, and what is remembered of its ledger, stay."""
    require_administrator(by, peer.office)
    _must_stand(peer)
    carried_so_far = not peer.url
    peer.url, peer.authority = _url(url), _authority(authority)
    peer.save(update_fields=["url", "authority"])
    for bundle in peer.sent.filter(acknowledged__isnull=True) if carried_so_far else ():
        put_in_outbox(bundle, at)
    append(peer.office, "peer.changed", "office", by=by, at=at, payload={"office": peer.other.code})


@act
def end_peer(peer: Peer, *, by: Person, at: datetime) -> None:
    """From now on nothing is taken from this key and nothing sent to it. What was taken in stays."""
    require_administrator(by, peer.office)
    _must_stand(peer)
    peer.ended_by, peer.ended_at = by, at
    peer.save(update_fields=["ended_by", "ended_at"])
    payload = {"office": peer.other.code, "fingerprint": signing.spoken(peer.key)}
    append(peer.office, "peer.ended", "office", by=by, at=at, payload=payload)


def _must_stand(peer: Peer) -> None:
    if peer.ended_at is not None:
        raise ValidationError("Khóa này đã thôi dùng.")


def _key(told: str, heard: str) -> str:
    try:
        _, key = signing.read_line(told)
    except UnreadableNote as error:
        raise ValidationError({"told": str(error)}) from error
    if key != told.strip():
        raise ValidationError({"told": "Dòng khóa chép chưa đúng: dấu ở giữa không khớp với khóa."})
    if not signing.is_spoken(heard, key):
        raise ValidationError(
            {"heard": "Dãy số nghe đọc không phải của khóa này: hãy gọi lại, đọc cùng nhau từng nhóm bốn số."}
        )
    return key


def _url(url: str) -> str:
    url = url.strip().rstrip("/")
    if url and not _is_address(url):
        raise ValidationError({"url": "Địa chỉ máy chủ phải có dạng https://ten-mien."})
    return url


def _is_address(url: str) -> bool:
    """An encrypted way to a server, nothing more; plain HTTP only where nothing leaves the machine."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    secret = parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host or ""))
    return secret and bool(host) and not (parts.query or parts.fragment or parts.username)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _authority(pem: str) -> str:
    pem = pem.strip()
    if pem and not line.trusts(pem):
        raise ValidationError({"authority": "Chứng thư gốc không đọc được: dán cả dòng BEGIN và END."})
    return pem
