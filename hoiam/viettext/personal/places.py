"""Whether a name of a person stands for a place: a street, a market, a school, a ward, a firm."""

from __future__ import annotations

import re

from hoiam.viettext.legible import Legible
from hoiam.viettext.personal.words import STREETS, TOWNS, WORDS

ADDRESS_IS_A_PLACE = re.compile(rf"(?:{'|'.join(WORDS['places'])})\b")
PLACE_BEFORE = re.compile(
    r"\b(?:duong|pho|ngo|hem|ngach|kiet|cho|cau|truong|den|chua|mieu|lang|dinh|nui|ho|kenh|rach|song"
    r"|phuong|xa|huyen|quan|tinh|thon|ap|khu|cua|doc|ben"
    r"|cong vien|tuong dai|dao|deo|vinh|cong|nha tho|chung cu|cong ty|tnhh|quan an|shop|tiem|cua hang"
    r"|nha hang|khach san|dai ly|viet nam|nga ba|nga tu|nga nam|vong xoay|bung binh|hai|tieng|nuoc"
    r"|quoc|thcs|thpt|tieu hoc|mam non"
    r"|thanh pho|tp|thi tran|thi xa|lang|ban|buon|quan the|khu di tich|cho dau moi|so \w+|(?:hem|kiet"
    r"|dia chi|tai|o) \d+\w?(?:/\d+\w?)*) +$|\b(?:d|dg|tp|p|q|tx|tt)\. *$"
)
# More of them than the above, for names that nothing but their family name tells: with the marks they are typed with.
_BARE_PLACE_BEFORE = re.compile(
    r"(?<!\w)(?:đường|đg|đại lộ|tuyến|phố|ngõ|hẻm|ngách|kiệt|chợ|cầu|trường|đền|chùa|miếu|(?<!gia )đình|núi|hồ|kênh"
    r"|rạch|sông|bến|phường|xã|huyện|quận|tỉnh|thôn|ấp|khóm|khu phố|khu|bản|buôn|làng|thị trấn|thị xã|tp|công viên"
    r"|tượng đài|tượng|lăng|nhà thờ|chung cư|cư xá|tòa nhà|cao ốc|công ty|cty|cổ phần|tư nhân|tnhh|thành viên|quán"
    r"|cà phê|cafe|cơm|phở|shop|tiệm|tiệm vàng|cửa hàng|tạp hóa|tạp hoá|bách hóa|siêu thị|karaoke|nhà nghỉ|trà sữa"
    r"|ngân hàng|chi nhánh|lớp|đội|nhà hàng|nhà sách|nhà thuốc|nhà xe|phòng khám|khách sạn|đại lý|hiệu|hãng|taxi"
    r"|thương hiệu|bánh|ngã ba|ngã tư|ngã năm|ngã sáu|vòng xoay|bùng binh|giao lộ|nút giao|góc|đoạn|dọc|hướng|giữa"
    r"|lộ|thcs|thpt|tiểu học|mầm non|mẫu giáo|đại học|cao đẳng|bệnh viện|bv|trạm y tế|trạm|nghĩa trang|bãi rác|ga"
    r"|cống|ubnd|hđnd|ở|tại|trên|(?:đi|chạy|ngang|đoạn|băng) qua|ra|vào|tới|đến|từ|nối|sang|giao|gần|kẹt xe"
    r"|việt nam|tên đường|(?:đường|trường|phố|chợ|cầu) mang tên"
    r"|duong|tuyen|pho|hem|ngo|cho|cau|truong|phuong|xa|quan|thon|ap|khu pho|khu|cong vien"
    r"|chung cu|cong ty|nga ba|nga tu|vong xoay|goc|doan|doc|benh vien|o|tai|tren|ra|vao|den|tu|noi|giao|gan"
    r"|tuong dai) +$|(?<!\w)(?:đ|d|đg|dg|tp|p|q|tx|tt)\. *$",
    re.IGNORECASE,
)
_HOUSE_BEFORE = re.compile(
    r"(?:(?<![\w/.])(?<!\bto )(?<! pho )(?<!\bap )(?<!thon )(?<!lop )(?:so |lo )?[a-z]?\d+[a-z]?(?:/\d+[a-z]?)*),? +$"
)
_WAY = re.compile(
    r"(?<!\w)(?:đường|(?<!khu )phố|tuyến|trục|ngã ba|ngã tư|giao lộ|góc|từ|duong|tuyen|nga ba|nga tu|goc|tu) ",
    re.IGNORECASE,
)
_LINKS = frozenset(["và", "với", "đến", "ra", "tới", "qua", "giao", "va", "voi", "den", "toi", "-", "–", "/"])
_WAY_AFTER = re.compile(
    r" +\(?(?:doan|noi dai|keo dai|giao(?: voi)?|huong ve|goc|ket xe|gan (?:nga|cau|cho|duong))\b| *[-–/] *duong\b"
)
_JOINED_TO = re.compile(r" *(?:[-–/,]| va| voi| giao) *(?=(?P<next>[a-z]+(?: [a-z]+){1,4}))")
_MOST_BEFORE = 70
_PLACES = STREETS | TOWNS


def is_street(flat: str) -> bool:
    """A name that many streets bear, or a town; also with a word behind it: "tran hung dao cu"."""
    syllables = flat.split()
    if syllables[-1] in ("cu", "moi", "a", "b"):
        flat = " ".join(syllables[:-1])
    if flat in _PLACES or " ".join(syllables[:2]) in TOWNS:
        return True
    # "Trần Phú Ngô Quyền": a corner of two.
    halves = ((" ".join(syllables[:size]), " ".join(syllables[size:])) for size in (2, 3))
    return any(first in STREETS and second in STREETS for first, second in halves)


def stands_for_a_place(view: Legible, start: int, end: int) -> bool:
    """By the words right beside it, for a name that no word of address announces."""
    return (
        is_street(view.flat[start:end])
        or bool(_BARE_PLACE_BEFORE.search(view.text[max(0, start - 20) : start]))
        or bool(_HOUSE_BEFORE.search(view.flat[max(0, start - 20) : start]))
        or _is_in_a_row_of_streets(view, start)
        or bool(_WAY_AFTER.match(view.flat, end))
        or _is_joined_to_a_street(view, end)
    )


def _is_in_a_row_of_streets(view: Legible, start: int) -> bool:
    """ "đường Lê Lợi, Nguyễn Quỳ và …": nothing but names and links stands between."""
    before = view.text[max(0, start - _MOST_BEFORE) : start]
    ways = list(_WAY.finditer(before))
    words = before[ways[-1].end() :].split() if ways else []
    linked = bool(words) and (words[-1] in _LINKS or words[-1].endswith(","))
    return linked and all(word[0].isupper() or word in _LINKS for word in words)


def _is_joined_to_a_street(view: Legible, end: int) -> bool:
    found = _JOINED_TO.match(view.flat, end)
    if not found or not view.text[found.end() : found.end() + 1].isupper():
        return False
    syllables = found["next"].split()
    return any(" ".join(syllables[:size]) in STREETS for size in range(2, len(syllables) + 1))
