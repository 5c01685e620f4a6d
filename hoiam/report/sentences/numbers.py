"""How offices write numbers and compare them (WORDS.md, section 4)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hoiam.papers.words import number

Number = int | float

NOTHING_BEFORE = "kỳ trước không phát sinh"
NOTHING = "không phát sinh"
UNKNOWN = "chưa có số liệu"
# Below this base a percentage says more than the numbers hold.
SMALLEST_BASE = 10
# Restricted files below the smallest number that is told (small_counts), and while their week runs.
FEW = "dưới 05"
UNTOLD = "không ghi"  # not small itself, but beside one that is
FOR_THE_SUPERIOR = "chỉ ghi trong báo cáo gửi cấp trên"
LATER = "ghi khi hết tuần"
OTHERWISE = "Kỳ trước đếm theo cách tính khác, nên không so sánh."
WHEN_ALL_ARE_IN = "ghi khi đủ báo cáo của các nơi"


def counted(value: Number) -> str:
    """For sentences: one digit gets a leading zero, «05», «00»."""
    return f"{int(value):02d}" if value < 10 and float(value).is_integer() else number(value)


def percent(value: Number) -> str:
    """«92,7%», without a space"""
    return f"{number(value)}%"


def share(value: Number, numerator: int, denominator: int) -> str:
    """«92,7% (38/41)»: a ratio always with what it was taken of."""
    return f"{percent(value)} ({number(numerator)}/{number(denominator)})"


def change(now: int, before: int, than: str = "") -> str:
    """«tăng 05 so với tuần trước (tăng 12,8%)»; on a small base the difference only."""
    compared = f" so với {than}" if than else ""
    if before == 0 and now > 0:
        return NOTHING_BEFORE
    if now == before:
        return f"bằng {than}" if than else "không đổi"
    way = "tăng" if now > before else "giảm"
    said = f"{way} {counted(abs(now - before))}{compared}"
    return said if before < SMALLEST_BASE else f"{said} ({way} {percent(of_hundred(abs(now - before), before))})"


def change_in_table(now: int, before: int) -> str:
    """«tăng 5 (12,8%)»"""
    if before == 0 and now > 0:
        return NOTHING_BEFORE
    if now == before:
        return "không đổi"
    way = "tăng" if now > before else "giảm"
    said = f"{way} {number(abs(now - before))}"
    return said if before < SMALLEST_BASE else f"{said} ({percent(of_hundred(abs(now - before), before))})"


def points(now: Number, before: Number) -> str:
    """«tăng 2,1 điểm phần trăm»: ratios are compared by their difference."""
    difference = Decimal(str(now)) - Decimal(str(before))
    if difference == 0:
        return "không đổi"
    return f"{'tăng' if difference > 0 else 'giảm'} {number(float(abs(difference)))} điểm phần trăm"


def days(now: Number, before: Number) -> str:
    """«giảm 1,5 ngày»"""
    difference = Decimal(str(now)) - Decimal(str(before))
    if difference == 0:
        return "không đổi"
    return f"{'tăng' if difference > 0 else 'giảm'} {number(float(abs(difference)))} ngày"


def of_hundred(part: Number, whole: Number) -> float:
    """A percentage to one decimal place, half up."""
    exact = Decimal(str(part)) * 100 / Decimal(str(whole))
    return float(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def capital(words: str) -> str:
    """As a sentence or a line of a list begins."""
    return words[:1].upper() + words[1:]
