"""A report as one file for another server («gói báo cáo»): figures, words, proof and PDF, in one form of bytes. Pure.

A ZIP that any program opens, written in one way only: fixed names, fixed order, nothing packed. What differs from that
by a byte is refused before anybody looks what it says.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any

from rfc8785 import CanonicalizationError

from hoiam.ledger.canonical import JSON, dump, moment, sha256

BUNDLE_FORMAT = 1
SUFFIX = ".hoiam"
MANIFEST, SIGNATURE, REPORT = "manifest.json", "manifest.sig", "report.json"
PDF, CHECKPOINT, PROOF = "report.pdf", "checkpoint.txt", "proof.json"
KILOBYTE, MEGABYTE = 1024, 1024 * 1024
# Every member in its order, and how large it may be.
MEMBERS = {
    MANIFEST: 8 * KILOBYTE,
    SIGNATURE: 64,
    REPORT: 4 * MEGABYTE,
    CHECKPOINT: 4 * KILOBYTE,
    PROOF: 256 * KILOBYTE,
    PDF: 20 * MEGABYTE,
}
LARGEST = 25 * MEGABYTE
HASHED = (REPORT, CHECKPOINT, PROOF, PDF)

_LOCAL, _CENTRAL, _END = struct.Struct("<IHHHHHIIIHH"), struct.Struct("<IHHHHHHIIIHHHHHII"), struct.Struct("<IHHHHIIH")
_VERSION, _MADE_ON_UNIX, _FIRST_OF_1980, _PRIVATE_FILE = 20, 0x0314, 0x21, 0o100600 << 16
_WHO_AND_WHEN = ("sender", "receiver", "submitted_at")
_HASH = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(r"[A-Za-z0-9_-]{1,50}")


class Refused(ValueError):
    """Why a file is not taken in: one Vietnamese sentence."""


@dataclass(frozen=True)
class Manifest:
    """Who sends what to whom. ``sender`` and ``receiver`` are the lines of their keys; ``salt`` makes its hash tell
    nothing of the small numbers inside."""

    format: int
    sender: str
    receiver: str
    sequence: int
    submitted_at: str
    salt: str
    files: Mapping[str, str]

    def data(self) -> bytes:
        return dump(asdict(self))


@dataclass(frozen=True)
class Content:
    """The facts of one version of a report. ``public`` is the public face as it was frozen; ``inside`` the exact one,
    without the numbers of the ledger's entries, which are nobody's business but the sender's. ``explanations``: why
    what is empty is empty, by what it is («section:economy»)."""

    office: str
    office_name: str
    kind: str
    period: str
    first: date
    last: date
    version: int
    note: str
    post: str
    frozen_at: datetime
    digest: str
    inside_commitment: str
    public: Mapping[str, Any]
    inside: Mapping[str, Any]
    explanations: Mapping[str, str]

    def data(self) -> bytes:
        days = {"first": self.first.isoformat(), "last": self.last.isoformat(), "frozen_at": moment(self.frozen_at)}
        return dump({name: days.get(name, getattr(self, name)) for name in _CONTENT} | {"format": BUNDLE_FORMAT})

    @property
    def file_name(self) -> str:
        return f"{self.office}-{self.kind}-{self.period}-v{self.version}{SUFFIX}"


_CONTENT = tuple(field.name for field in fields(Content))


@dataclass(frozen=True)
class Proof:
    """That the entry of the freezing stands under the checkpoint, and that the tree only grew from earlier ones: the
    size of an earlier checkpoint -> the hashes."""

    entry: str
    index: int
    path: tuple[bytes, ...]
    growth: Mapping[int, tuple[bytes, ...]]

    def data(self) -> bytes:
        told = {str(size): [step.hex() for step in steps] for size, steps in self.growth.items()}
        path = [step.hex() for step in self.path]
        return dump({"entry": self.entry, "index": self.index, "path": path, "growth": told})


@dataclass(frozen=True)
class Bundle:
    """A file taken apart; whether it is true is not asked yet (checking)."""

    members: Mapping[str, bytes]
    manifest: Manifest

    @property
    def digest(self) -> str:
        """The name of exactly this file."""
        return sha256(self.members[MANIFEST])

    def check_files(self) -> None:
        """Raise Refused when a file inside is not the one that was signed for."""
        for name in HASHED:
            if sha256(self.members[name]) != self.manifest.files[name]:
                raise Refused(f"Tệp «{name}» trong gói không khớp với bản kê đã ký: gói bị sửa hoặc hỏng trên đường.")


# --- The one form of bytes ---


def pack(members: Mapping[str, bytes]) -> bytes:
    """The file with these members."""
    whole, central = bytearray(), bytearray()
    for name in MEMBERS:
        data, said = members[name], name.encode()
        about = (_VERSION, 0, 0, 0, _FIRST_OF_1980, zlib.crc32(data), len(data), len(data), len(said), 0)
        central += _CENTRAL.pack(0x02014B50, _MADE_ON_UNIX, *about, 0, 0, 0, _PRIVATE_FILE, len(whole)) + said
        whole += _LOCAL.pack(0x04034B50, *about) + said + data
    count = len(MEMBERS)
    return bytes(whole + central + _END.pack(0x06054B50, 0, 0, count, count, len(central), len(whole), 0))


def unpack(data: bytes) -> Bundle:
    """Take a file apart. Raises Refused, in words, for everything that ``pack`` would not have written."""
    if len(data) > LARGEST:
        raise Refused(f"Gói lớn hơn {LARGEST // MEGABYTE} MB, không nhận được.")
    members, place = {}, 0
    for name, largest in MEMBERS.items():
        members[name], place = _member(data, place, name, largest)
    manifest = _manifest(members[MANIFEST])
    if pack(members) != data:
        # Which member was touched says more than that the file is not whole.
        Bundle(members, manifest).check_files()
        raise Refused("Gói bị sửa hoặc hỏng trên đường: không còn đúng từng byte như lúc gói lại.")
    return Bundle(members, manifest)


def _member(data: bytes, place: int, name: str, largest: int) -> tuple[bytes, int]:
    head, said = data[place : place + _LOCAL.size], name.encode()
    begin = place + _LOCAL.size + len(said)
    if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04") or data[begin - len(said) : begin] != said:
        raise Refused(f"Đây không phải gói báo cáo của Hồi Âm: không thấy «{name}» ở chỗ của nó.")
    size = _LOCAL.unpack(head)[8]
    if size > largest:
        raise Refused(f"Tệp «{name}» trong gói lớn hơn mức cho phép.")
    end = begin + size
    if end > len(data):
        raise Refused("Gói thiếu phần cuối: hãy chép hoặc gửi lại.")
    return data[begin:end], end


# --- What stands in it ---


def _manifest(data: bytes) -> Manifest:
    told = read_json(data, MANIFEST)
    _format_known(told)
    sound = (
        set(told) == {field.name for field in fields(Manifest)}
        and all(isinstance(told[name], str) and len(told[name]) <= 300 for name in _WHO_AND_WHEN)
        and _is_number(told["sequence"], least=1)
        and _is_hash(told["salt"])
        and isinstance(told["files"], dict)
        and set(told["files"]) == set(HASHED)
        and all(_is_hash(value) for value in told["files"].values())
    )
    if not sound:
        raise Refused("Bản kê của gói không đúng mẫu.")
    return Manifest(**told)


def read_content(bundle: Bundle) -> Content:
    """What is reported. Raises Refused."""
    told = read_json(bundle.members[REPORT], REPORT)
    _format_known(told)
    words = {"office": 50, "office_name": 100, "kind": 24, "period": 20, "note": 500, "post": 120}
    sound = (
        set(told) == {*_CONTENT, "format"}
        and all(isinstance(told[name], str) and len(told[name]) <= most for name, most in words.items())
        and _CODE.fullmatch(told["office"])
        and _is_number(told["version"], least=1, most=32767)
        and _is_hash(told["digest"])
        and _is_hash(told["inside_commitment"])
        and isinstance(told["public"], dict)
        and isinstance(told["inside"], dict)
        and isinstance(told["explanations"], dict)
        and all(_is_explanation(about, text) for about, text in told["explanations"].items())
    )
    if not sound:
        raise Refused("Phần số liệu của gói không đúng mẫu.")
    del told["format"]
    try:
        told["first"], told["last"] = (date.fromisoformat(told[name]) for name in ("first", "last"))
        told["frozen_at"] = datetime.fromisoformat(told["frozen_at"])
    except (TypeError, ValueError) as error:
        raise Refused("Ngày tháng trong gói không đọc được.") from error
    content = Content(**told)
    if content.frozen_at.tzinfo is None or content.first > content.last or content.data() != bundle.members[REPORT]:
        raise Refused("Ngày tháng trong gói không đọc được.")
    return content


def proof_of(bundle: Bundle) -> Proof:
    """The proofs that came along. Raises Refused."""
    told = read_json(bundle.members[PROOF], PROOF)
    try:
        path = tuple(bytes.fromhex(step) for step in told["path"])
        growth = {int(size): tuple(bytes.fromhex(step) for step in steps) for size, steps in told["growth"].items()}
        proof = Proof(told["entry"], told["index"], path, growth)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refused("Bằng chứng từ nhật ký trong gói không đọc được.") from error
    if not isinstance(proof.entry, str) or not _is_number(proof.index) or proof.data() != bundle.members[PROOF]:
        raise Refused("Bằng chứng từ nhật ký trong gói không đọc được.")
    return proof


def read_json(data: bytes, name: str) -> dict[str, Any]:
    """A JSON object in its canonical form; anything else could be read in two ways. Raises Refused."""
    try:
        value: JSON = json.loads(data)
        if isinstance(value, dict) and dump(value) == data:
            return value
    except (ValueError, RecursionError, CanonicalizationError):
        pass
    raise Refused(f"Tệp «{name}» trong gói không đọc được.")


def _format_known(told: Mapping[str, Any]) -> None:
    said = told.get("format")
    if isinstance(said, int) and said > BUNDLE_FORMAT:
        raise Refused("Gói được lập bằng bản phần mềm mới hơn: hãy nâng cấp máy chủ nhận rồi nhận lại.")
    if said != BUNDLE_FORMAT or isinstance(said, bool):
        raise Refused("Gói không ghi đúng số của mẫu.")


def _is_explanation(about: str, text: object) -> bool:
    return len(about) <= 80 and isinstance(text, str) and 0 < len(text) <= 500


def _is_number(value: object, least: int = 0, most: int = 2**53 - 1) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None
