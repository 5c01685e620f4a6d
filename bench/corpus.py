"""Made messages with real spelling habits: without marks, slips of the finger, abbreviations, NFD, both tone styles."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from hoiam.viettext.fold import fold

ISSUES = (
    "ống nước vỡ chảy tràn ra đường", "đèn đường hỏng tối om", "rác chất đống bốc mùi hôi",
    "nắp cống bị mất rất nguy hiểm", "đường ngập sau mưa lớn", "hát karaoke ồn ào quá khuya",
    "cây xanh nghiêng sắp đổ", "vỉa hè bị lấn chiếm để bán hàng", "chó thả rông không rọ mõm",
    "dây điện chùng sà xuống thấp", "ổ gà sâu làm té xe", "xe tải đậu chắn lối đi", "nước máy đục có mùi tanh",
    "lò đốt than khói đen", "thủ tục khai sinh cho con mất bao lâu", "hồ sơ đất nộp lâu chưa trả",
    "xin số liệu bồi thường giải phóng mặt bằng", "đề nghị đặt biển hạn chế tốc độ trước trường học",
    "kênh tắc rác trôi kín mặt nước", "công trình xây dựng rơi vãi đất cát", "loa kéo mở lớn cuối tuần",
    "trạm y tế đóng cửa giờ hành chính", "muỗi nhiều đề nghị phun thuốc", "cáp viễn thông treo lộn xộn",
    "nhà văn hóa khóa cửa không cho sinh hoạt", "đề nghị gia hạn tạm trú", "chợ tự phát họp lấn lòng đường",
    "hố ga bốc mùi", "bờ kè sạt lở", "trẻ em tắm sông không người trông",
)  # fmt: skip
STREETS = (
    "Lê Lợi", "Trần Hưng Đạo", "Nguyễn Huệ", "Hai Bà Trưng", "Lý Thường Kiệt", "Phan Chu Trinh", "Hòa Bình",
    "Quang Trung", "Hoàng Diệu", "Trần Phú", "Ngô Quyền", "Bạch Đằng", "Điện Biên Phủ", "Cách Mạng Tháng Tám",
    "Thuận Hóa", "Hùng Vương", "Nguyễn Trãi", "Lê Duẩn", "Võ Thị Sáu", "Bà Triệu", "Yết Kiêu", "Tôn Đức Thắng",
    "Chu Văn An", "Đinh Tiên Hoàng",
)  # fmt: skip
DETAILS = (
    "đã mấy ngày nay", "từ tối qua", "gần trường mầm non", "trước cửa tiệm thuốc", "ngay ngã ba",
    "cạnh trạm biến áp", "đối diện chợ", "sau cơn bão", "người già đi lại khó khăn", "trẻ con qua lại nhiều",
    "đã báo tổ trưởng mà chưa thấy", "bà con rất bức xúc", "xe máy té mấy lần", "ban đêm không thấy đường",
    "mong UBND phường xem xét", "đề nghị ủy ban nhân dân sớm xử lý", "kính mong cơ quan chức năng kiểm tra",
    "xin cảm ơn", "tôi gửi kèm ảnh", "nhà tôi ở ngay bên cạnh", "mùi bay vào tận nhà", "việc này năm nào cũng có",
    "tuần trước có người đến xem rồi thôi", "ảnh hưởng tới việc buôn bán",
)  # fmt: skip
_NEW_TONES = {"hòa": "hoà", "Hòa": "Hoà", "hóa": "hoá", "khóa": "khoá", "ủy": "uỷ", "Ủy": "Uỷ"}


@dataclass(frozen=True)
class Made:
    ref: int
    text: str
    known: str  # issue, number and street: what one who remembers this message would type, with marks


def messages(count: int, seed: int = 2026) -> Iterator[Made]:
    chance = random.Random(seed)
    for ref in range(1, count + 1):
        issue, street = chance.choice(ISSUES), chance.choice(STREETS)
        place = f"{chance.randint(1, 400)} {street}"
        rest = chance.sample(DETAILS, chance.randint(1, 6))
        text = f"{issue.capitalize()} ở {place}, {', '.join(rest)}."
        yield Made(ref, _as_people_type(text, chance), f"{' '.join(issue.split()[:4])} {place}")


def _as_people_type(text: str, chance: random.Random) -> str:
    habit = chance.random()
    if chance.random() < 0.2:
        for old, new in _NEW_TONES.items():
            text = text.replace(old, new)
    if chance.random() < 0.15:
        text = text.replace("ủy ban nhân dân", "UBND").replace("giải phóng mặt bằng", "GPMB")
    if chance.random() < 0.1:
        text = with_slip(text, chance)
    if habit < 0.25:
        return fold(text)
    return unicodedata.normalize("NFD", text) if habit < 0.33 else text


def with_slip(text: str, chance: random.Random) -> str:
    """One slip of the finger in one word of four letters or more: swapped, doubled, dropped or a neighbour's letter."""
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    if not long:
        return text
    at = chance.choice(long)
    word, here = words[at], chance.randint(1, len(words[at]) - 2)
    slips = (
        word[:here] + word[here + 1] + word[here] + word[here + 2 :],
        word[:here] + word[here] + word[here:],
        word[:here] + word[here + 1 :],
        word[:here] + chance.choice("asdghklnm") + word[here + 1 :],
    )
    words[at] = chance.choice(slips)
    return " ".join(words)
