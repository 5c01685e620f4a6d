"""Names of people: after "ông, bà, anh, chị…", after a post, after a label, and at the end as a signature.

The word of address and the post stay; only the name is covered. Streets, markets and islands named after people stay.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from hoiam.viettext.legible import Legible

Found = tuple[int, int, str]


def _words_known() -> dict[str, list[str]]:
    lists = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    return {key: [" ".join(word.split()) for word in words.split(",")] for key, words in lists.items()}


_WORDS = _words_known()

_SURNAMES = frozenset(_WORDS["surnames"])
_POST = "|".join(_WORDS["posts"])
_POST_UNITS = (
    r"(?: (?:ubnd|hdnd|uy ban nhan dan|uy ban|dang uy|thon|ap|khu pho|to dan pho|to|phuong|xa|thi tran"
    r"|quan|huyen|thanh pho|tinh)(?: \d+)?){0,3}"
)
_ADDRESS = re.compile(
    r"(?<![\w'’])(?P<cue>ong|ba|anh|chi|co|chu|bac|em|chau|cu|cau|di|thim|mo|be|thay|dong chi|đ/c|d/c"
    r"|su thay|su co|mr|mrs|ms)\.? +"
    rf"(?:(?:{_POST}){_POST_UNITS} +)?(?=[\w])"
)
_OFFICIAL = re.compile(rf"(?<!\w)(?:{_POST}){_POST_UNITS}(?: la| ten| ten la)?:? +(?=[\w])")
_LABEL = re.compile(
    r"(?<!\w)(?:ho va ten|ho,? ten(?: day du| chu ho| nguoi gui| cua toi)?|ten(?: day du| toi| em"
    r"| chau| la| cua toi)+|(?:toi|em|chau|minh)(?: xin)?(?: ten)? la|(?:toi|em|chau|minh) ten"
    r"|(?:vo|chong|con|con trai|con gai|me|bo|cha|ba|anh trai|em trai|em gai|chi gai)(?: cua)?(?: toi"
    r"| em| chau| minh)(?: ten)? la"
    r"|nguoi (?:gui|viet|lam|dung|de nghi|phan anh|lien he|dai dien|nop)(?: don| ten)?"
    r"|nguoi (?:vi pham|bi hai)|ky ten|chu ho|chu nha|chu tai khoan|chu tk|ten tk|ctk|chu xe|dung ten"
    r"|mang ten|ten|lien he|gap)"
    r"\b(?: la)?[ :.\-–,]+(?=\w)"
)
_WEAK_LABELS = ("ten", "lien he", "gap", "dung ten", "mang ten", "chu nha", "chu ho", "chu xe")
_CLOSING = re.compile(
    r"(?:tran trong(?: cam on| kinh chao)?|cam on|kinh thu|kinh don|ky ten|kinh chao"
    r"|chan thanh cam on)[ .,:;!\n\-]+(?=\w)"
)
_LAST_LINE = re.compile(r"\n[ \-–]*(?P<name>[^\n]{5,40}?)[ .]*(?=\n[^\n]{0,40}\s*\Z|\s*\Z)")
_PLACE_BEFORE = re.compile(
    r"\b(?:duong|pho|ngo|hem|ngach|kiet|cho|cau|truong|den|chua|mieu|lang|dinh|nui|ho|kenh|rach|song"
    r"|phuong|xa|huyen|quan|tinh|thon|ap|khu|cua|doc|ben"
    r"|cong vien|tuong dai|dao|deo|vinh|cong|nha tho|chung cu|cong ty|tnhh|quan an|shop|tiem|cua hang"
    r"|nha hang|khach san|dai ly|viet nam|nga ba|nga tu|nga nam|vong xoay|bung binh|hai|tieng|nuoc"
    r"|quoc|thcs|thpt|tieu hoc|mam non"
    r"|thanh pho|tp|thi tran|thi xa|lang|ban|buon|quan the|khu di tich|cho dau moi|so \w+|(?:hem|kiet"
    r"|dia chi|tai|o) \d+\w?(?:/\d+\w?)*) +$|\b(?:d|dg|tp|p|q|tx|tt)\. *$"
)
_HOUSE_BEFORE = re.compile(r"\d\w?,? +$|\b(?:duong|pho|tuyen|nga ba|nga tu|giao lo)\b[^.\n]{0,50}(?:,|-|–| va) *$")

_PLACE = re.compile(rf"(?:{'|'.join(_WORDS['places'])})\b")
_STREETS = frozenset(_WORDS["streets"])
_NOT_A_NAME = frozenset(_WORDS["not_a_name"])
_PAIRS = frozenset(_WORDS["pairs"])
_KIN = frozenset(
    ["Ông", "Bà", "Anh", "Chị", "Em", "Cô", "Chú", "Bác", "Cháu", "Con", "Cậu", "Dì", "Thím", "Mợ", "Ơi", "Ấy"]
)
_SYLLABLE = re.compile(r"[^\W\d_][\u0300-\u036f]*(?:['’]?[^\W\d_][\u0300-\u036f]*)*\.?")
# With their marks exactly: "có", "thấy", "cầu", "đi" are other words.
_CUES = frozenset(
    [
        "ông",
        "bà",
        "anh",
        "chị",
        "cô",
        "chú",
        "bác",
        "em",
        "cháu",
        "cụ",
        "cậu",
        "dì",
        "thím",
        "mợ",
        "bé",
        "thầy",
        "đồng chí",
        "đ/c",
        "d/c",
        "sư thầy",
        "sư cô",
        "mr",
        "mrs",
        "ms",
    ]
)
# Without marks most are other, common words too: only a full name makes them believed.
_BARE_CUES = frozenset(["ong", "ba", "chi", "co", "chu", "bac", "chau", "dong chi"])
_MIDDLE = r"(?:van|thi)"
_LOWER = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_SURNAMES))}) {_MIDDLE} (?P<last>[a-z]+)(?: [a-z]+)?")


def find(view: Legible) -> Iterator[Found]:
    for found in _ADDRESS.finditer(view.flat):
        yield from _addressed(view, found)
    for found in _OFFICIAL.finditer(view.flat):
        yield from _full(view, found.end(), least=2)
    for found in _LABEL.finditer(view.flat):
        yield from _labelled(view, found)
    for found in _CLOSING.finditer(view.flat):
        yield from _full(view, found.end(), least=2)
    for found in _LAST_LINE.finditer(view.flat):
        name = _name(view, found.start("name"))
        if name and name[1] >= found.end("name") and _is_full(view, name):
            yield *name, "name"
    yield from _well_known_shape(view)


def _addressed(view: Legible, found: re.Match[str]) -> Iterator[Found]:
    cue = view.text[found.start("cue") : found.end("cue")]
    start = found.end()
    capital = cue[0].isupper()
    bare = cue.isascii() and found["cue"] not in _CUES
    if cue.lower() not in (_BARE_CUES if bare else _CUES):
        return
    before = view.flat[max(0, found.start() - 25) : found.start()]
    known_place = bool(_PLACE.match(view.flat, found.start()))
    if known_place and (capital or bare or _PLACE_BEFORE.search(before)):
        return
    if (capital or bare) and _PLACE_BEFORE.search(before) and not re.search(r"\b(?:ho|so) $", before):
        return
    name = _name(view, start, all_capitals=cue.isupper())
    if name is None:
        name = _lower_name(view, start)
    elif capital and view.text[start:].split(maxsplit=1)[0].strip(".,") in _KIN:
        return
    if name is None:
        return
    written = view.text[name[0] : name[1]]
    if bare and (not written.isascii() or (found["cue"] != "ong" and not _is_full(view, name))):
        return
    yield *name, "name"


def _labelled(view: Legible, found: re.Match[str]) -> Iterator[Found]:
    label = found[0]
    clear = re.search(
        r"\b(?:ho|ten|ky|nguoi|chu|vo|chong|con|me|bo|cha|mang|dung|ctk|toi la|em la|chau la|minh la)\b", label
    )
    name = _name(view, found.end())
    if name is None:
        name = _lower_name(view, found.end())
    if name is None:
        return
    weak = ":" not in label and (label.strip() in _WEAK_LABELS or not clear)
    if weak and not _is_full(view, name):
        return
    yield *name, "name"


def _full(view: Legible, start: int, *, least: int) -> Iterator[Found]:
    name = _name(view, start)
    if name and view.text[name[0] : name[1]].count(" ") >= least - 1 and _is_full(view, name):
        yield *name, "name"


def _well_known_shape(view: Legible) -> Iterator[Found]:
    """A surname with Văn or Thị needs no cue, unless it is a street."""
    for found in _LOWER.finditer(view.flat):
        before = view.flat[max(0, found.start() - 60) : found.start()]
        names = {found[0], found[0].rsplit(" ", 1)[0]}
        if _PLACE_BEFORE.search(before) or _HOUSE_BEFORE.search(before) or names & _STREETS:
            continue
        name = _name(view, found.start())
        if name and view.text[name[0] : name[1]].count(" ") >= 2:
            yield *name, "name"


def _is_full(view: Legible, name: tuple[int, int]) -> bool:
    syllables = view.flat[name[0] : name[1]].split()
    return len(syllables) >= 2 and (syllables[0] in _SURNAMES or syllables[0] in ("y", "k", "a") or "'" in syllables[0])


def _lower_name(view: Legible, start: int) -> tuple[int, int] | None:
    """ "nguyễn văn an", all in small letters."""
    found = _LOWER.match(view.flat, start)
    if not found or not view.text[start].islower():
        return None
    return start, found.end("last")


def _name(view: Legible, start: int, *, all_capitals: bool = False) -> tuple[int, int] | None:
    """One to four (with a surname five) capitalised syllables, cut before words that are no name."""
    end, at, syllables = start, start, 0
    shouted = False
    while syllables < 5 and (found := _SYLLABLE.match(view.text, at)):
        syllable = found[0].rstrip(".")
        if not syllable[0].isupper() or len(syllable) > 8 + 3 * ("'" in syllable):
            break
        flat = view.flat[at : at + len(syllable)]
        following = _SYLLABLE.match(view.text, found.end() + 1)
        pair = f"{flat} {view.flat[following.start() : following.end()].rstrip('.')}" if following else ""
        if flat in _NOT_A_NAME or pair in _PAIRS:
            break
        loud = len(syllable) > 1 and syllable.isupper()
        if syllables == 0:
            shouted = loud
            if loud and syllable.isascii() and flat not in _SURNAMES and not all_capitals:
                break
        elif loud != shouted and len(syllable) > 1:
            break
        syllables += 1
        end = at + len(syllable)
        at = found.end()
        if found[0].endswith(".") and len(syllable) > 1:
            break
        blank = re.compile(" {1,2}").match(view.text, at)
        if not blank:
            break
        at = blank.end()
    if all_capitals and shouted and syllables == 5:
        # In a sentence all in capitals nothing tells where the name ends.
        end = start + len(" ".join(view.text[start:end].split(" ")[:3]))
    if syllables == 0 or (shouted and all_capitals and view.flat[start:end].split()[0] not in _SURNAMES):
        return None
    return start, end
