"""Wording that belongs to the form of a document: how its date and number stand, what can be printed at all."""

from __future__ import annotations

import unicodedata
from datetime import date

from hoiam.viettext.fold import nfc

# The widths of the gaps that the register fills in by hand.
_BLANK_NUMBER = " " * 8
_BLANK_DAY = " " * 5

CHAIRMAN = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
VICE_CHAIRMAN = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
# Below it the post of who signs (NĐ 30/2020, Điều 13.4).
BY_AUTHORITY = ("TUQ. CHỦ TỊCH",)


def padded(count: int) -> str:
    """A document's number, or a count in a sentence: 5 stands as "05" (NĐ 30/2020, Phụ lục I)."""
    return f"{count:02d}"


def number(value: int | float) -> str:
    """For tables and charts: «1.234», «92,7»; no leading zero, no empty decimals."""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.1f}".translate(str.maketrans(",.", ".,"))
    return f"{int(value):,}".replace(",", ".")


def roman(place: int) -> str:
    """The number of an annex: I, II, III …"""
    tens, ones = divmod(place, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def month(which: int) -> str:
    """In the date of a document only months 1 and 2 take a zero (NĐ 30/2020, Phụ lục I)."""
    return padded(which) if which <= 2 else str(which)


def day_of(day: date | None, *, drafted_on: date) -> str:
    """ "ngày 05 tháng 01 năm 2026"; without a day the register writes it, and the year is that of the draft."""
    if day:
        return f"ngày {padded(day.day)} tháng {month(day.month)} năm {day.year}"
    return f"ngày {_BLANK_DAY} tháng {month(drafted_on.month)} năm {drafted_on.year}"


def date_line(place: str, day: date | None, *, drafted_on: date) -> str:
    return f"{place}, {day_of(day, drafted_on=drafted_on)}"


def number_line(given: str, symbol: str) -> str:
    return f"Số: {given or _BLANK_NUMBER}/{symbol}" if symbol else ""


def paragraphs(text: str) -> tuple[str, ...]:
    """What a person typed in one box, as the paragraphs of a document."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def printable(text: str) -> str:
    """One line of composed letters (typst prints loose marks), without the signs that break a file or turn a line."""
    kept = (" " if sign.isspace() else sign for sign in nfc(text))
    return "".join(sign for sign in kept if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn"})
