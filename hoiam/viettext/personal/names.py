"""Names of people: after "ông, bà, anh, chị…", after a post, after a label, and at the end as a signature.

The word of address and the post stay; only the name is covered. A full name that nothing announces is covered when its
family name is a known one. Streets, markets, schools and islands named after people stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hoiam.viettext.legible import Legible
from hoiam.viettext.personal.places import ADDRESS_IS_A_PLACE, PLACE_BEFORE, is_street, stands_for_a_place
from hoiam.viettext.personal.syllables import Place, is_full, name_at, small_name, word_end
from hoiam.viettext.personal.words import AMBIGUOUS_SURNAMES, COMMON_SURNAMES, PAIRS, WORDS

Found = tuple[int, int, str]

_POST = "|".join(WORDS["posts"])
_POST_UNITS = (
    r"(?: (?:ubnd|hdnd|uy ban nhan dan|uy ban|dang uy|thon|ap|khu pho|to dan pho|to|phuong|xa|thi tran"
    r"|quan|huyen|thanh pho|tinh)(?: \d+)?){0,3}"
)
_ADDRESS = re.compile(
    r"(?<![\w'’])(?P<cue>ong|ba|anh|chi|co|chu|bac|em|chau|cu|cau|di|thim|mo|be|thay|dong chi|đ/c|d/c"
    r"|su thay|su co|mr|mrs|ms)(?:(?<=mr)\.|(?<=ms)\.|(?<=mrs)\.|(?<=/c)\.)? *(?<= )"
    rf"(?P<post>(?:{_POST}){_POST_UNITS} +)?(?=[\w])"
)
_OFFICIAL = re.compile(rf"(?<!\w)(?:{_POST}){_POST_UNITS}(?: la| ten| ten la)?:? +(?=[\w])")
_LABEL = re.compile(
    r"(?<!\w)(?:ho va ten|ho,? ten(?: day du| chu ho| nguoi gui| cua toi)?|ten(?: day du| toi| em"
    r"| chau| la| cua toi)+|(?:toi|em|chau|minh)(?: xin)?(?: ten)? la|(?:toi|em|chau|minh) ten"
    r"|(?:vo|chong|con|con trai|con gai|me|bo|cha|ba|anh trai|em trai|em gai|chi gai)(?: cua)?(?: toi"
    r"| em| chau| minh)(?: ten)? la"
    r"|nguoi (?:gui|viet|lam|dung|de nghi|phan anh|lien he|dai dien|nop)(?: don| ten)?"
    r"|nguoi (?:vi pham|bi hai)|ky ten|chu ho|chu nha|chu tai khoan|chu tk|ten tk|ctk|chu xe|dung ten"
    r"|mang ten|(?:nguoi|anh|chi|ong|ba|em|can bo|bao ve|cong an) ten|ten|lien he|gap)"
    r"\b(?: la)?[ :\-–,]+(?:\n|\.{2,}[ :]*)?(?=\w)"
)
_WEAK_LABELS = ("ten", "lien he", "gap", "dung ten", "mang ten", "chu nha", "chu ho", "chu xe")
_CLOSING = re.compile(
    r"(?:tran trong(?: cam on| kinh chao)?|cam on|kinh thu|kinh don|ky ten|kinh chao"
    r"|chan thanh cam on)[ .,:;!\n\-]+(?=\w)"
)
_LAST_LINE = re.compile(r"\n[ \-–]*(?P<name>[^\n]{5,40}?)[ .]*(?=\n[^\n]{0,40}\s*\Z|\s*\Z)")
_KIN = frozenset(
    ["Ông", "Bà", "Anh", "Chị", "Em", "Cô", "Chú", "Bác", "Cháu", "Con", "Cậu", "Dì", "Thím", "Mợ", "Ơi", "Ấy"]
)
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
        "đ/c",
        "d/c",
        "mr",
        "mrs",
        "ms",
        "đồng chí",
        "sư thầy",
        "sư cô",
    ]
)
# Without marks most are other, common words too: only a full name makes them believed.
_BARE_CUES = frozenset(["ong", "ba", "chi", "co", "chu", "bac", "chau", "dong chi"])
_BARE = re.compile(rf"(?<![\w'’])(?:{'|'.join(sorted(COMMON_SURNAMES.flat | AMBIGUOUS_SURNAMES.flat))}) (?=[a-z])")
_WORD_BEFORE = re.compile(r"(?:(?P<edge>^|[.!?:;,(\n\-–\"“/] *)|(?<= ))(?P<word>[^\W\d_]+) $")
_ENDS_IN_A_UNIT = re.compile(r"\b(?:thon|ap|khu pho|phuong|xa|thi tran|quan|huyen|thanh pho|tinh) +$")
_NAMED_PLACE = re.compile(r"\b(?:duong|pho|truong|cho|cau|cong vien|quan|tiem|cong ty) $")
_TWO_BEFORE = re.compile(r"(?<!\w)(?:[^\W\d_]+ ){1,2}$")
# Ambiguous ones that are written without marks anyway.
_ASCII_TOO = frozenset(["mai", "cao", "chu"])


def find(view: Legible) -> Iterator[Found]:
    """Longest first where two begin together or one holds the other."""
    announced = sorted(set(_announced(view)), key=lambda place: (place[0], -place[1]))
    known = {view.flat[start:end] for start, end in announced if view.flat.count(" ", start, end) >= 2}
    at = 0
    for start, end in sorted([*announced, *_bare(view, known)], key=lambda place: (place[0], -place[1])):
        if start >= at:
            yield start, end, "name"
            at = end


def _announced(view: Legible) -> Iterator[Place]:
    """After a word of address, a post, a label, or where letters are signed."""
    for found in _ADDRESS.finditer(view.flat):
        yield from _addressed(view, found)
    for found in _OFFICIAL.finditer(view.flat):
        yield from _full(view, found.end())
    for found in _LABEL.finditer(view.flat):
        yield from _labelled(view, found)
    for found in _CLOSING.finditer(view.flat):
        yield from _full(view, found.end())
    for found in _LAST_LINE.finditer(view.flat):
        name = name_at(view, found.start("name"))
        if name and name[1] >= found.end("name") and is_full(view, name) and not is_street(view.flat[slice(*name)]):
            yield name


def _addressed(view: Legible, found: re.Match[str]) -> Iterator[Place]:
    cue = view.text[found.start("cue") : found.end("cue")]
    start = found.end()
    capital = cue[0].isupper()
    bare = cue.isascii() and found["cue"] not in _CUES
    if cue.lower() not in (_BARE_CUES if bare else _CUES):
        return
    before = view.flat[max(0, found.start() - 25) : found.start()]
    place_before = PLACE_BEFORE.search(before)
    if ADDRESS_IS_A_PLACE.match(view.flat, found.start()) and (capital or bare or place_before):
        return
    if capital and _is_inside_a_name(view, found.start()):
        return
    if (capital or bare) and place_before and not re.search(r"\b(?:ho|so) $", before):
        return
    name = name_at(view, start, shouted_cue=cue.isupper())
    if name is None:
        name = small_name(view, start)
    elif (first := view.text[start : name[1]].split()[0]) in _KIN or f"{cue} {first}" in PAIRS:
        return
    if name is None:
        return
    written = view.text[slice(*name)]
    if bare and (not written.isascii() or (found["cue"] != "ong" and not is_full(view, name))):
        return
    if found["post"] and not _may_hold_a_post(view, found["post"], name):
        return
    yield name


def _may_hold_a_post(view: Legible, post: str, name: Place) -> bool:
    """ "Chủ tịch phường Hòa Bình": the ward, not its chairman."""
    return not is_street(view.flat[slice(*name)]) and (not _ENDS_IN_A_UNIT.search(post) or is_full(view, name))


def _is_inside_a_name(view: Legible, start: int) -> bool:
    """ "Nguyễn Hoàng Anh Thư": no address to somebody called Thư."""
    words = _TWO_BEFORE.findall(view.text[max(0, start - 20) : start])
    return any(word[0].isupper() and word in COMMON_SURNAMES for word in (words[0].split() if words else ()))


def _labelled(view: Legible, found: re.Match[str]) -> Iterator[Place]:
    label = found[0]
    clear = re.search(
        r"\b(?:ho|ten|ky|nguoi|chu|vo|chong|con|me|bo|cha|mang|dung|ctk|toi la|em la|chau la|minh la)\b", label
    )
    if _NAMED_PLACE.search(view.flat[max(0, found.start() - 12) : found.start()]):
        return
    name = name_at(view, found.end(), colon=":" in label)
    if name is None:
        name = small_name(view, found.end(), clear="ten" in label.split())
    if name is None:
        return
    weak = ":" not in label and (label.strip() in _WEAK_LABELS or not clear)
    if weak and (not is_full(view, name) or (label.strip() != "ten" and is_street(view.flat[slice(*name)]))):
        return
    yield name


def _full(view: Legible, start: int) -> Iterator[Place]:
    name = name_at(view, start)
    if name and is_full(view, name) and not is_street(view.flat[slice(*name)]):
        yield name


def _bare(view: Legible, known: set[str]) -> Iterator[Place]:
    """A full name that nothing announces, unless it stands for a place, here or elsewhere in the text."""
    places: set[str] = set()
    names: list[Place] = []
    for found in _BARE.finditer(view.flat):
        name = _bare_name(view, found.start())
        if name is None:
            continue
        if stands_for_a_place(view, *name):
            places.add(view.flat[slice(*name)])
        else:
            names.append(name)
    yield from (name for name in names if view.flat[slice(*name)] in known or view.flat[slice(*name)] not in places)


def _bare_name(view: Legible, start: int) -> Place | None:
    surname = view.text[start : word_end(view.text, start)]
    common = surname in COMMON_SURNAMES
    if not surname[0].isupper() or not (common or surname in AMBIGUOUS_SURNAMES):
        return None
    name = name_at(view, start, announced=False)
    if name is None:
        return None
    syllables = view.flat[slice(*name)].split()
    if len(syllables) >= 3 and syllables[1] in ("van", "thi"):
        return name
    if len(syllables) < (3 if surname.isupper() or not common else 2):
        return None
    if surname.isascii() and not common and view.text[slice(*name)].isascii() and surname.lower() not in _ASCII_TOO:
        return None
    return name if _stands_alone(view, name) else None


def _stands_alone(view: Legible, name: Place) -> bool:
    """Not a part of a longer run of capitals, such as the name of a firm or a heading."""
    start, end = name
    if re.match(r" {1,2}[^\W\d_]", view.text[end : end + 3]) and view.text[end:].lstrip()[0].isupper():
        return False
    before = _WORD_BEFORE.search(view.text[max(0, start - 20) : start])
    if not before or not before["word"][0].isupper():
        return True
    return (before["edge"] is not None and not before["word"].isupper()) or before["word"] in _KIN
