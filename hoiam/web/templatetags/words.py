"""The words and small parts that every template has: dates, numbers, numbers of records, black bars, chips."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import segno
from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hoiam.answer.clock.pausing import LONGEST_PAUSE
from hoiam.files.remaking import VOICE_SECONDS
from hoiam.files.store import MAX_FILE_BYTES
from hoiam.listen.key.keyholder import HELD_SECONDS
from hoiam.listen.mailbox.collecting import EVERY_MINUTES
from hoiam.listen.publicity.privacy import CHECK_WITHIN_WORKING_DAYS
from hoiam.report.duties.desk import SHOWN_AHEAD
from hoiam.report.duties.owed import MADE_AHEAD
from hoiam.viettext.personal.finding import Piece, pieces
from hoiam.web.chips import Chip, chip_for, due_chip
from hoiam.workdays.calendar import WEEKDAYS

register = template.Library()

# The limits that pages tell: each stands once, where its rule is.
LIMITS = {
    "check_days": CHECK_WITHIN_WORKING_DAYS,
    "duty_days": MADE_AHEAD.days,
    "duty_shown_days": SHOWN_AHEAD.days,
    "file_megabytes": MAX_FILE_BYTES // 2**20,
    "key_minutes": HELD_SECONDS // 60,
    "mail_minutes": EVERY_MINUTES,
    "pause_days": LONGEST_PAUSE,
    "voice_minutes": VOICE_SECONDS // 60,
}


@register.simple_tag
def limit(name: str) -> int:
    """A limit by its name; raises KeyError for one that does not stand in the list."""
    return LIMITS[name]


def _here(value: date | datetime) -> date | datetime:
    """The same moment on the office's wall clock."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def weekday(value: date | datetime | None) -> str:
    """«thứ Hai»"""
    return WEEKDAYS[_here(value).weekday()] if value else ""


@register.filter
def plain_day(value: date | datetime | None) -> str:
    """«05/10/2026», for tables and file names; a sentence uses `day`."""
    return f"{_here(value):%d/%m/%Y}" if value else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """«thứ Hai, 05/10/2026»"""
    return f"{weekday(value)}, {plain_day(value)}" if value else ""


@register.filter
def short_day(value: date | datetime | None) -> str:
    """«thứ Hai 05/10», where the year is plain from the page"""
    return f"{weekday(value)} {_here(value):%d/%m}" if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """«07:12»"""
    return f"{_here(value):%H:%M}" if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """«07:12, thứ Hai, 05/10/2026»"""
    return f"{clock(value)}, {day(value)}" if value else ""


@register.filter
def dem(value: int | float | None, places: int = 0) -> str:
    """A number as offices write it: «1.234», and with places «92,7»."""
    if value is None:
        return "chưa có số liệu"
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


@register.filter
def dem_cau(value: int) -> str:
    """A count inside a sentence: «05», «44», «1.234»."""
    return f"{value:02d}" if 0 < value < 10 else dem(value)


@register.filter
def spaced(digits: str) -> str:
    """A number or key in groups of four: «2611 4837 5»."""
    bare = re.sub(r"\D", "", str(digits))
    return " ".join(bare[start : start + 4] for start in range(0, len(bare), 4))


def _bars(line: str) -> SafeString:
    """One line: escaped text, and a black bar for each marker. What was masked is not in the page at all."""
    if "⟦" not in line:
        return escape(line)
    return format_html_join("", "{}", ((_shown(piece),) for piece in pieces(line)))


def _shown(piece: Piece) -> SafeString:
    if piece.sort is None:
        return format_html("{}", piece.text)
    return format_html('<span class="mask" role="img" aria-label="đã che {}">▇▇▇▇▇▇▇</span>', piece.text)


@register.filter
def masked_line(text: str) -> SafeString:
    """A title or snippet on one line, with its black bars."""
    return _bars(" ".join(str(text).split()))


@register.filter
def masked(text: str) -> SafeString:
    """A text in paragraphs, with its black bars."""
    paragraphs = [block for block in re.split(r"\n\s*\n", str(text).replace("\r\n", "\n").strip()) if block.strip()]
    rendered = (
        (format_html_join(mark_safe("<br>"), "{}", ((_bars(line),) for line in block.strip().split("\n"))),)
        for block in paragraphs
    )
    return format_html_join("\n", "<p>{}</p>", rendered)


@lru_cache(maxsize=256)
def _chip(part: Chip | None) -> SafeString:
    if part is None:
        return SafeString("")
    return format_html('<span class="chip {}">{}</span>', part.colour, part.word)


@register.filter(name="chip")
def chip_filter(value: str, of: str = "stage") -> SafeString:
    """{{ matter.stage|chip }} · |chip:"desk" · {{ outcome|chip:"outcome" }} · {{ "late"|chip:"time" }}"""
    return _chip(chip_for(str(value), of))


@register.simple_tag(name="chip")
def chip_tag(word: str, colour: str = "plain") -> SafeString:
    """{% chip "Đang xử lý · hạn thứ Sáu 27/11" "soon" %}: a word of one's own in one of the four colours."""
    return _chip(Chip(str(word), colour))


@register.simple_tag
def due(left: int, soon: int = 2) -> SafeString:
    """{% due matter.days_left office.due_soon_days %}: working days left, below zero when late."""
    return _chip(due_chip(left, soon))


@register.filter
def head_and_rest(label: object) -> tuple[str, str]:
    """A choice «Hỏi: thủ tục, giấy tờ» as its bold head and its hint."""
    head, _, rest = str(label).partition(": ")
    return head, rest


@register.simple_tag(takes_context=True)
def here(context: Context, path: str, exact: str = "") -> SafeString:
    """aria-current for a link of the navigation."""
    request: Any = context.get("request")
    if request is None:
        return SafeString("")
    at = request.path == path if exact else request.path == path or request.path.startswith(f"{path}/")
    return SafeString(' aria-current="page"') if at else SafeString("")


@register.simple_tag
def qr(address: str) -> SafeString:
    """A QR code of a public address as SVG; never of anything with a key in it."""
    return SafeString(_drawn(address))


@lru_cache(maxsize=256)
def _drawn(address: str) -> str:
    # Any of the eight patterns can be read; trying them all for the prettiest takes more CPU than receiving a message.
    code = segno.make(address, error="m", micro=False, mask=2)
    return str(code.svg_inline(scale=3, border=0, svgclass="qr", lineclass=None))


_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("CocCoc", "Cốc Cốc"), ("Firefox", "Firefox"), ("Chrome", "Chrome"))
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"))


@register.filter
def browser(told: str) -> str:
    """«Chrome trên Windows»: what a browser tells of itself, as far as its owner needs to know it again."""
    name = next((name for mark, name in _BROWSERS if mark in told), "Safari" if "Safari" in told else "Trình duyệt")
    system = next((name for mark, name in _SYSTEMS if mark in told), "Linux" if "Linux" in told else "")
    return f"{name} trên {system}" if system else name
