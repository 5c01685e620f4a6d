"""A mail taken apart: who wrote, what, with which files. Pure; whatever cannot be read raises Unreadable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses
from html.parser import HTMLParser

from hoiam.listen.message.acts import MAX_TEXT
from hoiam.viettext.fold import nfc

# A picture smaller than this that stands in the text is the drawing of a signature, not what the mail is about.
SMALLEST_PICTURE = 20_000
TAKEN_TYPES = re.compile(r"image/|application/pdf$|application/octet-stream$")
_CUT = "\n\n(Thư còn dài, phần sau ở trong hộp thư của cơ quan.)"


class Unreadable(Exception):
    """No words that can be read: a person looks at it in the box."""


@dataclass(frozen=True)
class Enclosed:
    """A file of a mail, as the re-making of uploads reads it."""

    data: bytes
    name: str = "tệp trong thư"

    @property
    def size(self) -> int:
        return len(self.data)

    def read(self) -> bytes:
        return self.data


@dataclass(frozen=True)
class Letter:
    """What a mail brings. ``name`` and ``address`` go to the vault alone."""

    id: str
    text: str
    name: str
    address: str
    files: list[Enclosed]
    refused: int  # files of a kind that is not taken
    automatic: bool  # a machine wrote it: it is no message of anybody
    bulk: bool  # sent to many: whoever sent it gets no answer


def read_mail(raw: bytes) -> Letter:
    """Take a mail apart."""
    try:
        mail = message_from_bytes(raw, policy=policy.default)
        name, address = _sender(mail)
        text = _with_subject(_header(mail, "subject"), _words(mail))
        files, refused = _files(mail)
        automatic, bulk = _by_machine(mail), _to_many(mail)
        identity = _header(mail, "message-id")
    # The library's own parsers of broken headers raise these.
    except (MessageError, LookupError, ValueError, AttributeError, TypeError, RecursionError) as broken:
        raise Unreadable from broken
    if not text and not files and not automatic:
        raise Unreadable
    return Letter(
        identity, text or "(Thư không có chữ, xem tệp kèm theo.)", name, address, files, refused, automatic, bulk
    )


def _header(mail: EmailMessage, name: str) -> str:
    return nfc(str(mail.get(name, ""))).replace("\n", " ").strip()


def _sender(mail: EmailMessage) -> tuple[str, str]:
    given = [value for name in ("reply-to", "from") for value in mail.get_all(name, ())]
    for name, address in getaddresses([str(value) for value in given]):
        if "@" in address:
            return nfc(name).strip()[:100], address.strip()[:200]
    return "", ""


def _by_machine(mail: EmailMessage) -> bool:
    """An automatic answer, or a notice that a mail of ours did not arrive (RFC 3834, RFC 3464)."""
    said = _header(mail, "auto-submitted").lower()
    return (
        (bool(said) and said.split(";")[0].strip() != "no")
        or mail.get_content_type() == "multipart/report"
        or _header(mail, "return-path") == "<>"
        or any(mail.get(name) for name in ("x-autoreply", "x-autorespond", "x-autoresponder"))
        or _header(mail, "precedence").lower() in ("auto_reply", "auto-reply")
    )


def _to_many(mail: EmailMessage) -> bool:
    lists = any(mail.get(name) for name in ("list-id", "list-unsubscribe", "list-post"))
    return lists or _header(mail, "precedence").lower() in ("bulk", "list", "junk")


# --- the words ---


def _words(mail: EmailMessage) -> str:
    for wanted in ("plain", "html"):
        part = mail.get_body(preferencelist=(wanted,))
        if part is not None and (text := _decoded(part)).strip():
            text = _without_tags(text) if part.get_content_subtype() == "html" else text
            lines = [line.rstrip() for line in nfc(text).replace("\r\n", "\n").split("\n")]
            return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return ""


def _decoded(part: MIMEPart) -> str:
    """In the encoding that the part names; where that is wrong, as UTF-8 or as Windows' old Vietnamese."""
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    for encoding in (part.get_content_charset() or "utf-8", "utf-8", "cp1258"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    raise Unreadable


def _with_subject(subject: str, text: str) -> str:
    known = subject.casefold() in text.casefold() if subject else True
    whole = text if known else f"{subject}\n\n{text}".strip()
    return whole if len(whole) <= MAX_TEXT else whole[: MAX_TEXT - len(_CUT)] + _CUT


class _Text(HTMLParser):
    """What a reader sees of a page of HTML."""

    NOT_SHOWN = frozenset({"script", "style", "head", "title"})
    BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.hidden += tag in self.NOT_SHOWN
        if tag in self.BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in self.NOT_SHOWN))
        if tag in ("p", "div", "tr", "table"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def _without_tags(html: str) -> str:
    reader = _Text()
    reader.feed(html)
    reader.close()
    return "\n".join(line.strip() for line in "".join(reader.parts).split("\n"))


# --- the files ---


def _files(mail: EmailMessage) -> tuple[list[Enclosed], int]:
    files, refused = [], 0
    for part in mail.walk():
        if part.is_multipart() or (part.get_content_maintype() == "text" and not part.is_attachment()):
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        drawn = part.get_content_maintype() == "image" and not part.is_attachment()
        if drawn and len(data) < SMALLEST_PICTURE:
            continue
        if TAKEN_TYPES.match(part.get_content_type()):
            files.append(Enclosed(data))
        else:
            refused += 1
    return files, refused
