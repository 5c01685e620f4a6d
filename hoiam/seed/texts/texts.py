"""The cases of the story: what residents write about, and how the office answers. The words are data (texts/*.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from hoiam.seed.texts.spelling import as_typed

# Everybody may be reached under these and nobody is: a prefix without subscribers, and domains that cannot exist.
PHONE_PREFIX = "0900 000"
MAIL_DOMAIN = "thu.example"

_GREETINGS = (
    "",
    "",
    "",
    "Kính gửi UBND phường. ",
    "Chào phường. ",
    "Kính thưa cán bộ phường. ",
    "Dạ em chào phường ạ. ",
)
_ENDINGS = (
    "",
    "",
    "",
    " Mong phường xử lý sớm.",
    " Xin cảm ơn.",
    " Rất mong được trả lời.",
    " Cảm ơn phường nhiều ạ.",
    " Đề nghị phường quan tâm, bà con chờ đã lâu.",
)
_MORE = (
    " Tôi đã nói với tổ trưởng nhưng chưa thấy ai làm, nên viết vào đây cho có số theo dõi.",
    " Nhà tôi có người già và trẻ nhỏ, đi lại chỗ đó mỗi ngày hai ba lượt nên rất lo.",
    " Năm ngoái phường cũng có làm một lần, được vài tháng thì lại như cũ.",
    " Nếu cần thì tôi dẫn cán bộ tới tận nơi xem, bà con xung quanh ai cũng biết việc này.",
    " Tôi đi làm cả ngày, chỉ rảnh sau 17 giờ, nếu cần hẹn thì xin hẹn chiều tối.",
    " Bà con trong xóm đã họp và thống nhất nhờ tôi viết thay, mọi người đều mong có lịch làm cụ thể.",
    " Xin phường trả lời rõ đơn vị nào làm, bao giờ xong, để chúng tôi cùng theo dõi.",
)
_WHEN = ("sáng nay", "từ tối qua", "mấy hôm nay", "cả tuần nay", "từ hôm mưa lớn", "hơn nửa tháng nay", "từ đầu tháng")
_NAMES = ("Trần Thị Mẫu", "Lê Văn Ví", "Nguyễn Thị Dụ", "Phạm Văn Thử", "Huỳnh Thị Vẽ")


@dataclass(frozen=True)
class Occasion:
    """One sort of thing that happens in the ward."""

    topic: str
    kind: str
    weight: int
    title: str
    texts: list[str]
    replies: dict[str, list[str]]
    receiver: str = ""
    clause: str = ""
    clause_before_2026_09: str = ""
    night: bool = False
    keep: str = ""


@dataclass(frozen=True)
class Written:
    """What one resident wrote, and the slots that its answer will speak of too."""

    text: str
    place: str
    title: str
    slots: dict[str, str] = field(default_factory=dict)


@cache
def cases() -> tuple[Occasion, ...]:
    """Every case, in the order of the files' names."""
    files = sorted((Path(__file__).parent / "cases").glob("*.toml"))
    return tuple(Occasion(**case) for file in files for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"])


@cache
def turns() -> dict[str, Occasion]:
    """The cases of the special turns, by name."""
    data = tomllib.loads(Path(__file__).with_name("turns.toml").read_text(encoding="utf-8"))
    return {name: Occasion(weight=0, **case) for name, case in data.items()}


def plainly(case: Occasion, place: str, area: str, rng: Random, words: int = 0) -> Written:
    """Somebody who types with care writes the case's words, and nothing besides."""
    slots = {"noi": place, "to": area, "luc": rng.choice(_WHEN)}
    text = case.texts[words].format(**slots)
    where = f"{place}, {area}" if "{noi}" in case.title else area
    return Written(text[:1].upper() + text[1:], where, case.title.format(**slots), slots)


def write(case: Occasion, place: str, area: str, rng: Random) -> Written:
    """A resident writes about the case: greeting, the thing, sometimes more, sometimes how to reach them."""
    slots = {"noi": place, "to": area, "luc": rng.choice(_WHEN)}
    body = rng.choice(case.texts).format(**slots)
    body = body[:1].upper() + body[1:]
    if rng.random() < 0.16:
        body = _first_sentence(body)
    elif rng.random() < 0.3:
        body += "".join(rng.sample(_MORE, rng.choice((1, 1, 1, 2, 3, 5))))
    text = rng.choice(_GREETINGS) + body + rng.choice(_ENDINGS)
    if rng.random() < 0.14:
        text += _about_oneself(rng)
    return Written(
        text=as_typed(text, rng),
        place=as_typed(f"{place}, {area}", rng) if "{noi}" in case.title and rng.random() < 0.8 else "",
        title=case.title.format(**slots),
        slots=slots,
    )


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.?])\s", text, maxsplit=1)[0]


def contact(rng: Random) -> dict[str, str]:
    """How to reach the sender; made up, and empty for those who leave none."""
    if rng.random() > 0.6:
        return {}
    given: dict[str, str] = {}
    if rng.random() < 0.75:
        given["phone"] = _phone(rng)
    if not given or rng.random() < 0.25:
        given["email"] = f"ban.doc.{rng.randrange(100, 999)}@{MAIL_DOMAIN}"
    if rng.random() < 0.3:
        given["name"] = rng.choice(_NAMES)
    return given


def answer(case: Occasion, outcome: str, slots: dict[str, str], rng: Random) -> str:
    """The office's answer in the words of the case."""
    return rng.choice(case.replies[outcome]).format(**slots)


def _about_oneself(rng: Random) -> str:
    phone, name = _phone(rng), rng.choice(_NAMES)
    return rng.choice(
        (
            f" Cần hỏi thêm xin gọi số {phone}.",
            f" Tôi là {name}, số điện thoại {phone}.",
            f" Liên hệ: ban.doc.{rng.randrange(100, 999)}@{MAIL_DOMAIN}.",
            f" Xe hay đậu ở đó biển số 99A-{rng.randrange(100, 999)}.{rng.randrange(10, 99)}.",
        )
    )


def _phone(rng: Random) -> str:
    return f"{PHONE_PREFIX} {rng.randrange(1000):03}"
