"""The receipt (giấy biên nhận): two A5 copies on one A4, one for the sender and one kept by the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hoiam.papers.docx import fill
from hoiam.papers.head import Head
from hoiam.papers.pdf import typeset


@dataclass(frozen=True)
class Receipt:
    head: Head
    number: str  # in groups: "2611 4837 5"
    kind: str
    received: str  # "10 giờ 20 phút, thứ Hai, ngày 16/11/2026"
    due: str  # "thứ Hai, ngày 23/11/2026"
    rule: str  # "05 ngày làm việc, theo quy chế của UBND phường Hòa Bình"
    follow: str  # how to follow the matter
    phone: str
    publicity: str = ""  # the sender's own choice: "Được đăng công khai" or "Chỉ trả lời qua mã"
    receiver: str = ""  # the name under "Người tiếp nhận"
    address: str = ""
    key: str = ""  # in groups; on the sender's copy only
    entry: str = ""
    commitment: str = ""
    salt: str = ""
    checkpoint: str = ""

    def words(self) -> dict[str, Any]:
        rows = {
            "Loại nội dung": self.kind,
            "Thời điểm tiếp nhận": self.received,
            "Hạn trả lời": self.due,
            "Thời hạn": self.rule,
            "Đăng công khai": self.publicity,
            "Cách theo dõi": self.follow,
            "Điện thoại": self.phone,
        }
        proof = {
            "Dòng nhật ký số": self.entry,
            "Mã cam kết": self.commitment,
            "Mốc đối chiếu": self.checkpoint,
        }
        # Once the sender's words are erased nothing at the office may open the commitment: the salt leaves the house.
        copies = [
            {"name": "Bản giao người gửi", "key": self.key, "proof": _filled(proof | {"Số ngẫu nhiên": self.salt})},
            {"name": "Bản lưu", "key": "", "proof": _filled(proof)},
        ]
        return {
            "title": f"Giấy biên nhận {self.number}",
            "head": self.head.words(),
            "number": self.number,
            "rows": _filled(rows),
            "copies": copies,
            "receiver": self.receiver,
            "address": self.address,
        }

    def pdf(self) -> bytes:
        return typeset("receipt", self.words())

    def docx(self) -> bytes:
        return fill("receipt", self.words())


def _filled(lines: dict[str, str]) -> list[dict[str, str]]:
    return [{"label": label, "text": text} for label, text in lines.items() if text]
