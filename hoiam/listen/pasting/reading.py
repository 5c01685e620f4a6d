"""A text pasted from Zalo, 1022, the national portal or iOffice, taken apart: the matter, when, where, from whom.

Pure: it only proposes, and the clerk sees everything before it is saved. Of a social network nothing is kept: neither
the name of the account, nor the address of a page. Only another office system has a number that we write down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hoiam.listen.models import Channel
from hoiam.listen.pasting.words import BOILERPLATE, BY_LABEL, SOCIAL_ADDRESS
from hoiam.viettext.fold import ONE_FOR_ONE, nfc
from hoiam.viettext.personal import finding

LONGEST_LABEL = 40


@dataclass
class Pasted:
    """What is proposed; ``dropped`` are the lines that say nothing of the matter, shown once and kept nowhere."""

    text: str = ""
    channel: str = ""
    received_at: datetime | None = None
    place: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    external_ref: str = ""
    dropped: list[str] = field(default_factory=list)


def read_pasted(raw: str, now: datetime) -> Pasted:
    """Take a pasted text apart. ``now``, on the office's wall clock, tells which day «08:12» is."""
    lines = [line.strip() for line in nfc(raw).replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    reader = _Reader(now, _channel(_plain(nfc(raw)), lines))
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        reader.take(line, following)
    return reader.done()


def _plain(text: str) -> str:
    """Lower case without marks, letter for letter."""
    return text.translate(ONE_FOR_ONE)


# --- where it comes from ---

_TIME = r"\d{1,2}[:hH]\d{2}(?::\d{2})?"
_DAY = r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?"
# «Nguyễn Văn A, 08:12», «Nguyễn Văn A, [16/11/2026 08:12]», «Hoa Nguyễn 08:12 16/11/2026»
_CHAT_HEAD = re.compile(
    rf"(?P<who>[^\d:]{{1,40}}?)(?:,\s*|\s+)\[?(?P<when>(?:{_DAY},?\s+)?{_TIME}(?:,?\s+{_DAY})?)\]?:?"
)
# «[08:12, 16/11/2026] Hoa: …», «[16/11/2026 08:12:10] Hoa: …»
_CHAT_LINE = re.compile(
    rf"\[(?P<when>(?:{_DAY},?\s+)?{_TIME}(?:,?\s+{_DAY})?)\]\s*(?P<who>[^:]{{1,40}}):\s*(?P<said>.*)"
)
_CHAT_TIME = re.compile(rf"(?:hom (?:nay|qua)[, ]+)?{_TIME}(?:,? (?:{_DAY}|hom (?:nay|qua)))?")
_OURS = re.compile(r"(ubnd|uy ban|ban|you|phuong|xa|dac khu|van phong|hoi am|oa)\b")


def _channel(plain: str, lines: list[str]) -> str:
    if re.search(r"^(so den|so van ban den|trich yeu|so ky hieu|so/ky hieu)\b|\bioffice\b", plain, re.MULTILINE):
        return Channel.TRANSFER
    if re.search(
        r"\b1022\b|\bpakn\b|dich vu cong|dichvucong|^\s*[-•*]?\s*ma (phan anh|kien nghi|tin bao)", plain, re.M
    ):
        return Channel.PORTAL
    if re.search(r"^(from|tu): .*@|^(subject|chu de): ", plain, re.MULTILINE):
        return Channel.MAIL
    if any(_CHAT_LINE.fullmatch(line) or _CHAT_HEAD.fullmatch(line) for line in lines) or "zalo" in plain:
        return Channel.OFFICE_CHAT
    if any(_CHAT_TIME.fullmatch(_plain(line)) for line in lines):
        return Channel.OFFICE_CHAT
    if re.search(r"^(nguoi goi|so goi den|noi dung cuoc goi|goi luc)\b", plain, re.MULTILINE):
        return Channel.PHONE
    return ""


# --- line by line ---

_LABELLED = re.compile(
    rf"[-•*+]?\s*(?:\d{{1,2}}[.)]\s*)?(?P<label>[^:：\t]{{1,{LONGEST_LABEL}}}?)\s*[:：\t]\s*(?P<value>.*)"
)
_NOTHING = re.compile("|".join(f"(?:{one})" for one in BOILERPLATE))
_SOCIAL = re.compile(SOCIAL_ADDRESS, re.IGNORECASE)
_OF_PERSON = ("name", "phone", "email", "mail")


class _Reader:
    """Goes down the lines; a label decides what the following lines are, until the next."""

    def __init__(self, now: datetime, channel: str) -> None:
        self.now, self.found = now, Pasted(channel=channel)
        self.body: list[str] = []
        self.title, self.part, self.last, self.ours = "", "text", "", False
        self.is_chat = channel == Channel.OFFICE_CHAT

    def take(self, line: str, following: str) -> None:
        if self.is_chat and (self._chat_head(line) or self._chat_name(line, following)):
            return
        if self.ours:
            self._drop(line)
            return
        labelled = _LABELLED.fullmatch(line)
        part = BY_LABEL.get(_plain(labelled["label"]).strip(" *#-")) if labelled else None
        if part and labelled:
            self.part = part
            self._put(part, labelled["value"].strip(), line)
        elif _NOTHING.fullmatch(_plain(line)):
            self._drop(line)
        elif self.part == "text" or not line or len(line) > LONGEST_LABEL * 3:
            self.part = "text"
            self.body.append(line)
        elif self.part in ("drop", "done"):
            self._after_a_whole_part(line)
        else:
            self._put(self.part, line, line)

    def _after_a_whole_part(self, line: str) -> None:
        """Behind a line that was complete the matter itself begins."""
        self.part = "text"
        self.body.append(line)

    def _chat_head(self, line: str) -> bool:
        """«Nguyễn Văn A, 08:12»: when it was written. Who, in the network's words, is not kept."""
        if spoken := _CHAT_LINE.fullmatch(line):
            self.ours = bool(_OURS.match(_plain(spoken["who"])))
            self._put("when", spoken["when"], line)
            self._drop(spoken["who"])
            if self.ours:
                self._drop(spoken["said"])
            else:
                self.body.append(spoken["said"])
            return True
        if (head := _CHAT_HEAD.fullmatch(line)) and not _is_labelled(line):
            self.ours, self.part = bool(_OURS.match(_plain(head["who"]))), "text"
            self._put("when", head["when"], line)
            self._drop(line)
            return True
        if _CHAT_TIME.fullmatch(_plain(line)):
            self._put("when", line, line)
            self.part = "text"
            return True
        return False

    def _chat_name(self, line: str, following: str) -> bool:
        """A short line above a line that is only a time: the name of an account."""
        if not (line and len(line) <= LONGEST_LABEL and _CHAT_TIME.fullmatch(_plain(following))):
            return False
        self.ours = bool(_OURS.match(_plain(line)))
        self._drop(line)
        return True

    def _put(self, part: str, value: str, line: str) -> None:
        if part == "address?":
            part = "address" if self.last in _OF_PERSON else "place"
        self.last = part
        if part == "text":
            self.body.append(value)
        elif part == "drop":
            self._drop(line)
        elif part == "title":
            self.title, self.part = value or self.title, "done" if value else "title"
        elif part == "when":
            if moment := time_of(value, self.now):
                self.found.received_at = self.found.received_at or moment
                self.part = "done"
        elif value:
            self._person(part, value)
            self.part = "done"

    def _person(self, part: str, value: str) -> None:
        found = self.found
        if part in ("name", "phone", "mail", "email"):
            email, phone, rest = _reach(value)
            found.email, found.phone = found.email or email, found.phone or phone
            if part in ("name", "mail") and _is_name(rest):
                found.name = found.name or rest
        elif part == "ref":
            if found.channel in (Channel.PORTAL, Channel.TRANSFER, Channel.LETTER, ""):
                found.external_ref = found.external_ref or value.split("  ")[0].strip(" .;#")[:80]
        elif part == "address":
            found.address = found.address or value[:200]
        elif part == "place":
            found.place = found.place or value[:400]

    def _drop(self, line: str) -> None:
        if line:
            self.found.dropped.append(line)

    def done(self) -> Pasted:
        found = self.found
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(self.body)).strip()
        if self.title and _plain(self.title) not in _plain(text):
            text = f"{self.title}\n{text}".strip()
        found.dropped += [match[0] for match in _SOCIAL.finditer(text)]
        found.text = _SOCIAL.sub("(địa chỉ trang mạng đã bỏ)", text)
        if re.fullmatch(r"\d{1,6}", found.external_ref):
            # An incoming register begins anew each year: a bare number of it would meet its own of last year.
            found.external_ref += f"/{(found.received_at or self.now).year}"
        if not found.channel and found.external_ref:
            found.channel = Channel.PORTAL
        _from_the_words(found)
        return found


def _is_labelled(line: str) -> bool:
    labelled = _LABELLED.fullmatch(line)
    return bool(labelled and _plain(labelled["label"]).strip() in BY_LABEL)


# --- out of the words themselves ---

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)")
_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,5}")
_I_AM = re.compile(r"(?:toi|em|chau|con|minh|tui) (?:la|ten la|ten)(?: la)? ")
_THING = (
    r"(?:so \d|duong|hem|ngo|ngach|kiet|to|thon|ap|buon|khu pho|cho|truong|cau|nha van hoa|nga (?:ba|tu)|cong|tram|"
    r"mieu|chua|dinh|quoc lo|tinh lo|khom|nha so|hem so)"
)
_STOP = (
    r" (?:bi|da|dang|khong|hu|hong|ngap|vo|chua|may|de nghi|tu|gay|ba ngay|hai ngay|hom|rat|co|thi|nuoc|rac|xe|den|a|"
    r"nhe|do|toi|ban|mat|boc|tran|keo|mo|lam|day|cu|luon|thuong|nhieu|suot|xin|mong|la)\b"
)
_WHERE = re.compile(
    rf"\b(?:tai|o|truoc|doi dien|gan|sau lung|canh|khu vuc|dau|cuoi) (?=[^.,;\n]{{0,40}}\b{_THING}\b)"
    rf"[^.,;()\n]{{3,70}}?(?:, (?={_THING}\b|phuong|xa)[^.,;()\n]{{2,40}}?){{0,3}}(?=[.,;()\n]|{_STOP}|$)"
)


def _reach(value: str) -> tuple[str, str, str]:
    """An address of mail, a telephone, and what is left."""
    email, phone = _EMAIL.search(value), _PHONE.search(_EMAIL.sub(" ", value))
    rest = _PHONE.sub(" ", _EMAIL.sub(" ", value))
    rest = re.sub(r"\b(sdt|SĐT|ĐT|đt|Tel|tel)\b", " ", rest)
    return (
        email[0] if email else "",
        re.sub(r"[ .-]", "", phone[0]) if phone else "",
        " ".join(re.sub(r"[<>()\[\]\"|,;:/-]", " ", rest).split()),
    )


def _is_name(words: str) -> bool:
    """«Nguyễn Văn A», «chị Hoa», «NGUYEN VAN A»: a few words that begin with capitals."""
    if not _NAME.fullmatch(words) or len(words) > 60:
        return False
    rest = re.sub(r"^(?:ông|bà|anh|chị|cô|chú|bác)\s+", "", words, flags=re.IGNORECASE)
    return all(word[0].isupper() for word in rest.split())


def _from_the_words(found: Pasted) -> None:
    """What the text says of telephone, address and place, where no label said it. The text itself stays whole."""
    lines = found.text.split("\n")
    if len(lines) > 1 and len(lines[-1]) <= 80:
        # A last line with nothing but a name and a telephone is a signature.
        email, phone, rest = _reach(lines[-1])
        if (email or phone) and (not rest or _is_name(rest)):
            found.text = "\n".join(lines[:-1]).rstrip()
            found.name = found.name or rest
            found.email, found.phone = found.email or email, found.phone or phone
    plain = _plain(found.text)
    for span in finding.find(found.text):
        said = found.text[span.start : span.end]
        if span.sort == "phone" and not found.phone:
            found.phone = re.sub(r"[ .-]", "", said)
        elif span.sort == "email" and not found.email:
            found.email = said
        elif span.sort == "name" and not found.name and _I_AM.search(plain[max(0, span.start - 14) : span.start]):
            found.name = said
    at = 0
    while not found.place and (where := _WHERE.search(plain, at)):
        at = where.start() + 1
        said = found.text[where.start() : where.end()].strip(" ,")
        word = said.split()[0].lower()
        # «tải», «tài» are no «tại»; whoever types without marks is believed.
        if word.isascii() or word in ("tại", "ở", "trước", "đối", "gần", "sau", "cạnh", "khu", "đầu", "cuối"):
            found.place = said


# --- when ---

_HOUR, _DATE = (
    r"(?P<h>\d{1,2})[:h](?P<m>\d{2})?(?::\d{2})?",
    r"(?P<d>\d{1,2})[/.-](?P<M>\d{1,2})(?:[/.-](?P<y>\d{4}|\d{2}))?",
)
_FULL = (
    re.compile(rf"{_HOUR},?\s*(?:-\s*)?(?:ngay\s*)?{_DATE}"),
    re.compile(rf"{_DATE}(?:,?\s*(?:-\s*)?(?:luc\s*)?{_HOUR})?"),
    re.compile(r"(?P<y>\d{4})-(?P<M>\d{1,2})-(?P<d>\d{1,2})(?:[t ](?P<h>\d{1,2}):(?P<m>\d{2}))?"),
    re.compile(r"ngay (?P<d>\d{1,2}) thang (?P<M>\d{1,2}) nam (?P<y>\d{4})"),
)  # fmt: skip
_CLOCK = re.compile(r"(?P<h>\d{1,2})[:h](?P<m>\d{2})?")


def time_of(words: str, now: datetime) -> datetime | None:
    """The moment that a line names, never after now; a day without an hour is its morning's first minute."""
    plain = _plain(words)
    iso = _FULL[2].search(plain)
    for pattern in (_FULL[2],) if iso else _FULL:
        if at := pattern.search(plain):
            return _moment(at, now)
    if clock := _CLOCK.search(plain):
        return _moment(clock, now, days=1 if "hom qua" in plain else 0)
    return None


def _moment(at: re.Match[str], now: datetime, days: int = 0) -> datetime | None:
    part = {name: int(value) for name, value in at.groupdict().items() if value}
    year = part.get("y", now.year)
    try:
        found = now.replace(
            year=year + 2000 if year < 100 else year,
            month=part.get("M", now.month),
            day=part.get("d", now.day),
            hour=part.get("h", 0),
            minute=part.get("m", 0),
            second=0,
            microsecond=0,
        ) - timedelta(days=days)
    except ValueError:
        return None
    if found > now and "d" not in part:
        return found - timedelta(days=1)
    if found > now and "y" not in part:
        return found.replace(year=found.year - 1)
    return found if found <= now else None
