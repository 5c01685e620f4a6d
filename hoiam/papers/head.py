"""What every official document has: who issues it, where and when, and who signs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from hoiam.papers.words import date_line, day_of, number_line


@dataclass(frozen=True)
class Head:
    """The top of page one. Number and day stay blank for the register of the office unless they are given."""

    issuer: tuple[str, ...]  # lines, as printed: ("ỦY BAN NHÂN DÂN", "PHƯỜNG HÒA BÌNH")
    place: str  # "Phường Hòa Bình"
    drafted_on: date
    symbol: str = ""  # "UBND-KT", "BC-UBND"; a receipt has none
    superior: tuple[str, ...] = ()  # lines above the issuer, for units below a commune
    number: str = ""
    dated: date | None = None

    def words(self) -> dict[str, Any]:
        return {
            "superior": self.superior,
            "issuer": self.issuer,
            "author": " ".join(self.issuer),
            "number_line": number_line(self.number, self.symbol),
            "date_line": date_line(self.place, self.dated, drafted_on=self.drafted_on),
            "day": day_of(self.dated, drafted_on=self.drafted_on),
            "made": self.drafted_on.isoformat(),
        }


@dataclass(frozen=True)
class Signature:
    """The foot: no seal and no picture of a signature, only the room for them."""

    authority: tuple[str, ...]  # words.CHAIRMAN or words.VICE_CHAIRMAN
    name: str
    copies: tuple[str, ...]  # "Nơi nhận", lines as printed: ("- Như trên;", "- Lưu: VT, KT.")

    def words(self) -> dict[str, Any]:
        return {"authority": self.authority, "name": self.name, "copies": self.copies}
