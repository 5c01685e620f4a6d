"""A document that came back signed from the document system: what it says, who signed, whether that still holds.

The file itself is kept byte for byte, because any change would break the signature; so it is looked through first.
"""

from __future__ import annotations

import difflib
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hoiam.viettext.fold import nfc

TRUST = "tin-cay"  # the folder in HOIAM_KEYS with certificates (PEM) of the authorities that are trusted
MAX_BYTES = 20 * 1024 * 1024
SECONDS = 40
CONTEXT_WORDS = 4
TIMES = ("at", "stamped", "valid_from", "valid_until")
REFUSED = {
    "empty": "Tệp trống.",
    "too_large": "Tệp lớn hơn 20 MB.",
    "not_pdf": "Đây không phải tệp PDF: hãy xuất văn bản đã ký từ hệ thống quản lý văn bản ra PDF.",
    "broken": "Không đọc được tệp PDF này: tải lại từ hệ thống quản lý văn bản rồi thử lần nữa.",
    "locked": "Tệp PDF có mật khẩu: hãy bỏ mật khẩu trước khi đưa vào.",
    "active": "Tệp PDF có mã lệnh hoặc tệp kèm bên trong, không thể công bố: hãy xuất lại bản chỉ có chữ và chữ ký.",
}


class PdfRefused(ValueError):
    """A file that cannot become the published one; the message is a sentence for văn thư."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(REFUSED[why])


@dataclass(frozen=True)
class Signature:
    """One electronic signature: ``intact`` the bytes it covers are unchanged, ``whole`` nothing was added after it,
    ``trusted`` its certificate leads to an authority that this installation trusts. ``at`` is the signer's own clock,
    ``stamped`` that of a time-stamping authority; ``closes``: it allows no changes of its own (DocMDP)."""

    signer: str
    unit: str
    intact: bool
    whole: bool
    trusted: bool
    at: datetime | None
    level: str = ""
    algorithm: str = ""
    stamped: datetime | None = None
    issuer: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    covers_all: bool = False
    closes: bool = False

    @property
    def holds(self) -> bool:
        return self.intact and self.whole

    def told(self) -> dict[str, Any]:
        """As it is kept with the file and given to programs."""
        times = {name: moment.isoformat() if (moment := getattr(self, name)) else "" for name in TIMES}
        return asdict(self) | times | {"holds": self.holds}


@dataclass(frozen=True)
class Line:
    """A run of words on a page (from 0), in points from the lower left."""

    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class SignedPaper:
    """What was read from a signed PDF."""

    text: str
    pages: int
    signatures: tuple[Signature, ...]

    @property
    def is_scan(self) -> bool:
        """A picture of paper: there are no words to compare."""
        return not self.text.strip()


@dataclass(frozen=True)
class Guess:
    """Number, date and signer as the document seems to say them; văn thư confirms or mends each."""

    number: str = ""
    dated: date | None = None
    signer: str = ""


@dataclass(frozen=True)
class Difference:
    """A place where the signed document says something else than the approved draft."""

    before: str
    draft: str
    signed: str
    after: str


def read(data: bytes, trust: Path | None = None) -> SignedPaper:
    """Look through a PDF in a process of its own. ``trust``: the folder with certificates (PEM) of trusted authorities.

    Raises PdfRefused, in words.
    """
    if not data:
        raise PdfRefused("empty")
    if len(data) > MAX_BYTES:
        raise PdfRefused("too_large")
    if not data.startswith(b"%PDF-"):
        raise PdfRefused("not_pdf")
    # A folder that is not there has no certificates: no authority is trusted then, and the page says so.
    roots = sorted(trust.glob("*.pem")) if trust else []
    trusted = [path.read_text("ascii", errors="ignore") for path in roots]
    told = _asked("reading.py", json.dumps(trusted).encode() + b"\n" + data)
    if told["active"]:
        raise PdfRefused("active")
    signatures = tuple(Signature(**_dated(one)) for one in told["signatures"])
    return SignedPaper(nfc("\n".join(told["pages"])), len(told["pages"]), signatures)


def _dated(told: dict[str, Any]) -> dict[str, Any]:
    times = {name: datetime.fromisoformat(told[name]) for name in TIMES if told.get(name)}
    return {name: value for name, value in told.items() if name not in TIMES} | {"at": None} | times


def lines(data: bytes) -> list[Line]:
    """The words of a PDF with their places, in the order of the file. Raises PdfRefused."""
    return [Line(page, nfc(text), *box) for page, text, box in _asked("placing.py", data)["lines"] if text]


def _asked(whom: str, given: bytes) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_in_own_process(whom, given))
    if "refused" in told:
        raise PdfRefused(told["refused"])
    return told


def _in_own_process(whom: str, given: bytes) -> bytes:
    # -I and an empty environment: the process that opens a stranger's file knows no setting, path or password of ours.
    command = [sys.executable, "-I", str(Path(__file__).with_name(whom))]
    try:
        done = subprocess.run(  # noqa: S603  (nothing of the command comes from the upload)
            command, input=given, capture_output=True, timeout=SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PdfRefused("broken") from error
    if done.returncode or not done.stdout:
        raise PdfRefused("broken")
    return done.stdout


_NUMBER = re.compile(r"Số\s*:?\s*(\d{1,6}\s*/\s*[\w\-–Đđ]+(?:\s*[-–]\s*[\w]+)*)", re.IGNORECASE)
_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)


def guess(paper: SignedPaper) -> Guess:
    """Number and date as a document of NĐ 30/2020 has them at its head; the signer from the newest signature."""
    number, day = _NUMBER.search(paper.text), _DATE.search(paper.text)
    people = [one.signer for one in paper.signatures if one.signer]
    return Guess(
        number=re.sub(r"\s", "", number[1]) if number else "",
        dated=_day(day) if day else None,
        # The office's own seal is put on last: the person who signed comes before it.
        signer=people[0] if people else "",
    )


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def differences(draft: Iterable[str], paper: SignedPaper) -> list[Difference]:
    """Where the signed words differ from the draft's paragraphs, in the order of the text.

    What stands before and after them (head, number, signature, nơi nhận) is not the draft's and does not count.
    """
    mine, theirs = _words("\n".join(draft)), _words(paper.text)
    blocks = difflib.SequenceMatcher(None, _folded(mine), _folded(theirs), autojunk=False).get_opcodes()
    # The head comes as an insertion before the first word they share, the signature as one after the last.
    inner = [block for block in blocks if block[0] != "equal"]
    if inner and inner[0][0] == "insert" and inner[0][1] == 0:
        inner = inner[1:]
    if inner and inner[-1][0] == "insert" and inner[-1][1] == len(mine):
        inner = inner[:-1]
    return [
        Difference(
            before=" ".join(mine[max(0, start - CONTEXT_WORDS) : start]),
            draft=" ".join(mine[start:end]),
            signed=" ".join(theirs[low:high]),
            after=" ".join(mine[end : end + CONTEXT_WORDS]),
        )
        for _, start, end, low, high in inner
    ]


def _words(text: str) -> list[str]:
    # Page numbers and lines broken by a hyphen are the typesetter's.
    return re.sub(r"\n\s*\d{1,3}\s*\n", "\n", f"\n{nfc(text)}\n").split()


def _folded(words: Sequence[str]) -> list[str]:
    return [word.strip(".,;:…“”\"'«»()").lower() or word for word in words]
