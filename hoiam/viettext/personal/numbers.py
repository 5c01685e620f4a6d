"""Numbers that belong to a person: telephone, CCCD, bank account, health-insurance card, licence plate; and e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hoiam.viettext.legible import Legible

Found = tuple[int, int, str]

_EMAIL = re.compile(
    r"(?<![a-z0-9._%+\-])[a-z0-9][a-z0-9._%+\-]{0,63}(?:@|\s?(?:@|\(at\)|\[at\]|\ba cong\b|\(a cong\))\s?)"
    r"(?:[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.[a-z]{2,}|[a-z0-9\-]+ ?(?:\.|\(dot\)|\[dot\]|\bcham\b) ?(?:com"
    r"|vn|net|org|edu)\b(?:\.vn\b)?)"
)
_RUN = re.compile(r"\+?\d(?:[ .\-–—_()·•]{0,3}\d)*")
_GROUP = re.compile(r"\d+")
_PHONE = re.compile(r"0[35789]\d{8}|02\d{9}|01[2689]\d{8}")
_PHONE_AFTER_CUE = re.compile(r"0\d{8,10}|[35789]\d{8}|(?!20\d\d|19\d\d)[2-8]\d{6,7}")
_CCCD = re.compile(r"0(?:[0-8]\d|9[0-6])[0-3]\d{8}")
_MONEY = re.compile(r"\s?(?:dong|d|vnd|trieu|tr|ty|nghin|ngan(?! hang\b)|k|m2|m3|kg|kwh)\b")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_BANKS = (
    "vietcombank|vcb|agribank|agri|bidv|vietinbank|viettinbank|ctg|techcombank|tcb|mb ?bank|mb|acb"
    "|sacombank|stb|vp ?bank|tp ?bank|shb"
    "|hd ?bank|vib|scb|msb|ocb|seabank|eximbank|lpbank|lienvietpostbank|ncb|nam a bank|bac a bank|pvcombank|ab ?bank"
    "|kienlongbank|dong a bank|viet ?bank|bvbank|cake|timo|momo|ngan hang"
)
# What the words before a number say it is. The last one wins; what is public or ours stands under "other".
_CUE = re.compile(
    r"\b(?:(?P<other>ma so thue|mst|so nha|tong dai|duong day nong|don hang|hoa don|cong to|khach hang"
    r"|ma kh|quyet dinh|so thua|thua dat)"
    r"|(?P<cccd>cccd|cmnd|cmt|cmtnd|can cuoc|chung minh|so dinh danh|ma dinh danh|dinh danh ca nhan|ddcn)"
    r"|(?P<bhyt>bhyt|bhxh|bao hiem y te|bao hiem xa hoi|ma so bao hiem|the bao hiem)"
    r"|(?P<phone>dien thoai|sdt|so dt|dt|đt|dtdd|di dong|zalo|viber|telegram|goi|alo|a lo|lien he"
    r"|lien lac|so may|may ban|phone|tel|mobile|lh|call|fax|nhan tin)"
    rf"|(?P<bank>stk|so tk|tk|tai khoan|account|so the|the atm|ck|chuyen khoan|chuyen tien|{_BANKS}))\b"
)
_BANK_AFTER = re.compile(rf"[\s(,\-–:]{{0,4}}(?:tai |nh |ngan hang )*(?:{_BANKS})\b")
_CARD = re.compile(r"(?<![a-z0-9])[a-z]{2}[ \-.]?[1-5](?:[ \-.]?\d){12}(?!\d)")
_DIGIT_WORD = r"(?:khong|linh|le|mot|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)"
_SPELLED = re.compile(
    rf"\b(?:khong|0\d{{0,3}}|cong tam (?:bon|tu))(?:[ ,.\-]{{1,3}}(?:{_DIGIT_WORD}\b|\d{{1,4}}\b)){{5,11}}"
)
_DIGIT_OF = {
    "khong": "0",
    "linh": "0",
    "le": "0",
    "mot": "1",
    "hai": "2",
    "ba": "3",
    "bon": "4",
    "tu": "4",
    "nam": "5",
    "lam": "5",
    "sau": "6",
    "bay": "7",
    "tam": "8",
    "chin": "9",
}
_SPELLED_PART = re.compile(r"[a-z]+|\d+")
_PLATE = re.compile(
    r"(?<![\w.,/])(?P<area>[1-9]\d)[ \-.]?(?P<series>[a-zđ]{1,2}\d?"
    r"|[a-z][a-z]\d|[a-z][ \-]\d(?=[ \-.]))(?P<joint>[ \-.]{0,3})(?P<tail>\d{3}[. \-]?\d{2}|\d{4})(?![\w]|[.,]\d)"
)
_PLATE_CUE = re.compile(r"\b(?:bien so|bien kiem soat|bks|bsx|bs|bien|xe|o to|oto|xe may|mang bien)\b[^0-9]{0,25}$")


_MOST_GROUPS = 24  # more than the longest number has digits; bounds the work on a page of digits


class _Group(NamedTuple):
    start: int
    end: int
    digits: str


def find(view: Legible) -> Iterator[Found]:
    yield from ((found.start(), found.end(), "email") for found in _EMAIL.finditer(view.flat))
    yield from ((found.start(), found.end(), "bhyt") for found in _CARD.finditer(view.digits))
    yield from _plates(view)
    for run in _RUN.finditer(view.digits):
        yield from _in_run(view, run)
    yield from _spelled(view)


def _in_run(view: Legible, run: re.Match[str]) -> Iterator[Found]:
    groups = [_Group(run.start() + g.start(), run.start() + g.end(), g[0]) for g in _GROUP.finditer(run[0])]
    at = 0
    while at < len(groups):
        if _is_date(groups[at : at + 3]):
            at += 3
            continue
        size, sort = _read(view, groups[at : at + _MOST_GROUPS], first=at == 0)
        if sort:
            start = groups[at].start - (view.digits[groups[at].start - 1 : groups[at].start] in ("+", "("))
            yield start, groups[at + size - 1].end, sort
        at += size


def _read(view: Legible, groups: list[_Group], *, first: bool) -> tuple[int, str]:
    """How many groups of digits make one number, and of what sort ("" for none of ours)."""
    cue = _cue(view, groups[0].start)
    if cue == "other":
        return len(groups), ""
    sizes = _sizes(groups)
    whole = sizes.get(len(groups), "")
    written = view.digits[groups[0].start : groups[-1].end]
    if _MONEY.match(view.digits, groups[-1].end) and cue != "phone" and (len(groups) > 1 or not whole.startswith("0")):
        return len(groups), ""
    banked = cue == "bank" or bool(_BANK_AFTER.match(view.flat, groups[-1].end))
    for size, digits in sizes.items():
        alone = size == 1 or (first and size == len(groups))
        if cue == "bhyt" and len(digits) == 10:
            return size, "bhyt"
        if len(digits) == 12 and (cue == "cccd" or (alone and not banked and _CCCD.fullmatch(digits))):
            return size, "cccd"
        if cue == "cccd" and len(digits) == 9 and (alone or len(groups[size].digits) != 3):
            return size, "cccd"
    account = len(groups) if 8 <= len(whole) <= 19 else 1
    if 8 <= len(sizes[account]) <= 19 and (
        (cue == "bank" and not (len(groups) > 1 and _THOUSANDS.fullmatch(written)))
        or _BANK_AFTER.match(view.flat, groups[account - 1].end)
    ):
        return account, "bank"
    for size, digits in sizes.items():
        if _PHONE.fullmatch(_national(digits)) or (cue == "phone" and _PHONE_AFTER_CUE.fullmatch(digits)):
            later = sizes.get(size + 1, "")
            if len(digits) < 9 and (cue != "phone" or (size < len(groups) and _PHONE_AFTER_CUE.fullmatch(later))):
                continue
            return size, "phone"
    return 1, ""


def _sizes(groups: list[_Group]) -> dict[int, str]:
    joined: dict[int, str] = {}
    digits = ""
    for size, group in enumerate(groups, 1):
        digits += group.digits
        joined[size] = digits
    return joined


def _national(digits: str) -> str:
    for prefix in ("0084", "84"):
        if digits.startswith(prefix) and len(digits) >= len(prefix) + 9:
            return "0" + digits.removeprefix(prefix).lstrip("0")
    return digits


def _is_date(groups: list[_Group]) -> bool:
    if len(groups) < 3 or len(groups[2].digits) != 4:
        return False
    day, month, year = (int(group.digits) for group in groups)
    return 1 <= day <= 31 and 1 <= month <= 12 and 1900 <= year <= 2100


def _cue(view: Legible, start: int) -> str:
    before = view.digits[max(0, start - 45) : start]
    after_the_last_digit = re.split(r"\d", before)[-1]
    cues = list(_CUE.finditer(after_the_last_digit))
    if not cues:
        return ""
    last, between = cues[-1], after_the_last_digit[cues[-1].end() :]
    if last.lastgroup == "other" and not re.fullmatch(r"[ :.#]*(?:so|la|ma so)?[ :.#]*", between):
        return ""
    return last.lastgroup or ""


def _spelled(view: Legible) -> Iterator[Found]:
    for found in _SPELLED.finditer(view.flat):
        parts = list(_SPELLED_PART.finditer(found[0]))
        digits = ""
        for part in parts:
            digits += (
                "84"
                if part[0] == "cong"
                else ""
                if digits == "84" and part.start() < 12
                else _DIGIT_OF.get(part[0], part[0])
            )
            if any(p[0].isalpha() for p in parts) and _PHONE.fullmatch(_national(digits)):
                yield found.start(), found.start() + part.end(), "phone"
                break


def _plates(view: Legible) -> Iterator[Found]:
    for found in _PLATE.finditer(view.flat):
        five = len(found["tail"]) > 4
        typed = view.text[found.start("series") : found.end("series")]
        sure = five and (typed[0].isupper() or len(typed) > 1 or not found["tail"].isdigit())
        sure = sure or (typed[0].isupper() and ("-" in found["joint"] or typed[-1].isdigit()))
        sure = sure and " " not in typed
        if sure or _PLATE_CUE.search(view.flat[max(0, found.start() - 40) : found.start()]):
            yield found.start(), found.end(), "plate"
