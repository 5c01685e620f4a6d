"""The sentences of a report, worded as offices write them. Each number in them is tied to its figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from hoiam.report import wording
from hoiam.report.periods import CALENDAR_MONTH, CALENDAR_QUARTER, CALENDAR_YEAR, MONTH, QUARTER, WEEK, YEAR, Period
from hoiam.report.wording import counted

A_YEAR_AGO = "cùng kỳ năm trước"
_WITHIN = {
    WEEK: "tuần",
    **dict.fromkeys((MONTH, CALENDAR_MONTH), "tháng"),
    **dict.fromkeys((QUARTER, CALENDAR_QUARTER), "quý"),
    **dict.fromkeys((YEAR, CALENDAR_YEAR), "năm"),
}


class Piece(NamedTuple):
    """A stretch of a sentence; with a figure's id, the number it is read from."""

    text: str
    figure: str = ""


Sentence = tuple[Piece, ...]


class Part(Protocol):
    """What a sentence reads of one group of a figure."""

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int: ...


class Read(Protocol):
    """What a sentence reads of a figure."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int | float | None: ...
    @property
    def previous(self) -> int | float | None: ...
    @property
    def last_year(self) -> int | float | None: ...
    @property
    def numerator(self) -> int | None: ...
    @property
    def denominator(self) -> int | None: ...
    @property
    def parts(self) -> tuple[Part, ...]: ...
    @property
    def note(self) -> str: ...


@dataclass(frozen=True)
class Told:
    """The figures of one side of a report; a running period may not be compared with the whole one before."""

    figures: Mapping[str, Read]
    period: Period
    compared: bool
    inside: bool

    def n(self, figure: str) -> Piece:
        """A count inside a sentence: «05», «44»."""
        return Piece(counted(self.value(figure)), figure)

    def value(self, figure: str) -> int:
        return int(self.figures[figure].value or 0)

    def change(self, figure: str) -> str:
        """«, tăng 05 so với tuần trước (tăng 12,8%)»; nothing when there is nothing to compare."""
        read = self.figures[figure]
        return self._than(figure, read.previous, self.period.before) + self._than(figure, read.last_year, A_YEAR_AGO)

    def _than(self, figure: str, before: int | float | None, than: str) -> str:
        if not self.compared or before is None:
            return ""
        said = wording.change(self.value(figure), int(before), than)
        if said != wording.NOTHING_BEFORE:
            return f", {said}"
        return f" ({said})" if than != A_YEAR_AGO else f" ({A_YEAR_AGO} không phát sinh)"

    @property
    def within(self) -> str:
        """«Trong tuần», «Trong quý»: how a sentence begins."""
        return f"Trong {_WITHIN.get(self.period.kind, 'kỳ')}"


def _sentence(*parts: str | Piece) -> Sentence:
    return tuple(Piece(part) if isinstance(part, str) else part for part in parts)


def text(sentence: Sentence) -> str:
    return "".join(piece.text for piece in sentence)


def received(told: Told) -> Sentence:
    if not told.value("messages_received"):
        return _sentence(Piece(f"{told.within} không phát sinh phản ánh, kiến nghị mới", "messages_received"), ".")
    more = told.change("messages_received")
    return _sentence(f"{told.within} tiếp nhận ", told.n("messages_received"), f" phản ánh, kiến nghị{more}.")


def balance(told: Told) -> Sentence:
    """«Tổng số 52 (kỳ trước chuyển sang 08, …)»: the parts of every total add up within the sentence."""
    n = told.n
    again: list[str | Piece] = []
    if told.value("reanswered_on_time") or told.value("reanswered_late"):
        again = [", trả lời lại sau khi mở lại đúng hạn ", n("reanswered_on_time"), ", quá hạn ", n("reanswered_late")]
    return _sentence(
        "Tổng số ",
        n("messages_total"),
        " (kỳ trước chuyển sang ",
        n("messages_carried"),
        ", tiếp nhận trong kỳ ",
        n("messages_received"),
        ", mở lại ",
        n("messages_reopened"),
        "); đã giải quyết ",
        n("messages_closed"),
        ", trong đó đúng hạn ",
        n("answered_on_time"),
        ", quá hạn ",
        n("answered_late"),
        *again,
        "; đang giải quyết ",
        n("messages_open"),
        " (trong hạn ",
        n("open_in_time"),
        ", quá hạn ",
        n("open_overdue"),
        ").",
    )


def _parts_of(figure: str, lead: str) -> Callable[[Told], Sentence | None]:
    """«Theo loại nội dung: Phản ánh 20; Kiến nghị 05.»"""

    def tell(told: Told) -> Sentence | None:
        parts = told.figures[figure].parts
        if not parts:
            return None
        said: list[str | Piece] = [lead]
        for place, part in enumerate(parts):
            said += ["; " if place else "", f"{part.name} ", Piece(counted(part.value), figure)]
        return _sentence(*said, ".")

    return tell


def on_time(told: Told) -> Sentence | None:
    share = told.figures["on_time_share"]
    if share.value is None:
        return None
    said = wording.share(share.value, share.numerator or 0, share.denominator or 0)
    more = ""
    for before, than in ((share.previous, told.period.before), (share.last_year, A_YEAR_AGO)):
        if told.compared and before is not None:
            change = wording.points(share.value, before)
            more += f", bằng {than}" if change == "không đổi" else f", {change} so với {than}"
    return _sentence("Tỷ lệ trả lời đúng hạn đạt ", Piece(said, "on_time_share"), f"{more}.")


def outcomes(told: Told) -> Sentence | None:
    from_outcomes = [figure for figure in OUTCOME_FIGURES if told.value(figure)]
    if not from_outcomes:
        return None
    said: list[str | Piece] = ["Kết quả xử lý: "]
    for place, figure in enumerate(from_outcomes):
        name = told.figures[figure].name
        said += ["; " if place else "", f"{name[:1].lower()}{name[1:]} ", told.n(figure)]
    return _sentence(*said, ".")


def duration(told: Told) -> Sentence | None:
    middle, most = told.figures["median_working_days"], told.figures["p90"]
    if middle.value is None or most.value is None:
        return None
    return _sentence(
        "Một nửa số vụ việc xong ",
        Piece(_working_days(middle.value), middle.id),
        "; 90% vụ việc xong ",
        Piece(_working_days(most.value), most.id),
        ".",
    )


def _working_days(days: int | float) -> str:
    return f"trong {counted(days)} ngày làm việc" if days else "trong ngày"


def extensions(told: Told) -> Sentence | None:
    if not told.value("extended"):
        return None
    return _sentence("Gia hạn ", told.n("extended"), " vụ việc, đều có lý do gửi người dân.")


def satisfaction(told: Told) -> Sentence | None:
    share = told.figures["satisfied_share"]
    if share.value is None:
        return None
    said = wording.share(share.value, share.numerator or 0, share.denominator or 0)
    return _sentence(told.n("ratings"), " lượt đánh giá, tỷ lệ hài lòng đạt ", Piece(said, "satisfied_share"), ".")


def publicity(told: Told) -> Sentence:
    return _sentence(
        "Đăng công khai ",
        told.n("published_public"),
        " nội dung; không đăng, có lý do ",
        told.n("withheld_by_ground"),
        "; chưa đăng mà không có lý do ",
        told.n("held_without_ground"),
        ".",
    )


def letters(told: Told) -> Sentence:
    """Complaints and denunciations: exact inside, in public never below five."""
    end = "." if told.inside else " (hồ sơ hạn chế tiếp cận, không tính trong các số liệu khác)."
    said: list[str | Piece] = ["Đơn khiếu nại tiếp nhận trong kỳ: ", "", "; đơn tố cáo: ", "", end]
    for place, figure in ((1, "letters_complaint"), (3, "letters_denunciation")):
        read = told.figures[figure]
        said[place] = Piece(read.note if read.value is None else counted(read.value), figure)
    return _sentence(*said)


def contacts(told: Told) -> Sentence | None:
    if not (told.value("vault_openings") or told.value("erasures")):
        return None
    return _sentence(
        "Mở xem thông tin người gửi ",
        told.n("vault_openings"),
        " lượt; đã xóa thông tin người gửi của ",
        told.n("erasures"),
        " nội dung.",
    )


def _counts(
    lead: str, *said: tuple[str, str], needs: tuple[str, ...], inside: bool = False
) -> Callable[[Told], Sentence | None]:
    """«Tạm dừng 02 lượt; trở lại 01 việc.»: said when one of ``needs`` is not zero; ``inside``: for the superior."""

    def tell(told: Told) -> Sentence | None:
        if (inside and not told.inside) or not any(told.value(figure) for figure in needs):
            return None
        pieces: list[str | Piece] = [lead]
        for place, (before, figure) in enumerate(said):
            pieces += [f"{'; ' if place else ''}{before} ", told.n(figure)]
        return _sentence(*pieces, ".")

    return tell


def restricted(told: Told) -> Sentence | None:
    """What happened to restricted files, for the superior."""
    if not told.inside or not any(told.value(id) for id in ("restrictions_held", "restrictions_ended")):
        return None
    return _sentence(
        "Hạn chế tiếp cận: bắt đầu ",
        told.n("restrictions_held"),
        ", được xác nhận ",
        told.n("restrictions_confirmed"),
        ", kết thúc ",
        told.n("restrictions_ended"),
        ".",
    )


OUTCOME_FIGURES = (
    "solved",
    "partly",
    "answered",
    "passed_on",
    "guided",
    "refused",
    "withdrawn",
    "filed",
    "returned_letter",
    "twin",
)
ORDER: tuple[Callable[[Told], Sentence | None], ...] = (
    received,
    _parts_of("received_by_kind", "Theo loại nội dung: "),
    _parts_of("received_by_channel", "Theo nguồn tiếp nhận: "),
    balance,
    outcomes,
    on_time,
    duration,
    extensions,
    _counts(
        "Chờ người gửi, chờ nơi nhận: ",
        ("tạm dừng tính hạn", "pauses"),
        ("chuyển cơ quan khác", "sent_on"),
        ("trở lại vì nơi nhận chưa vào sổ", "returned_unreceived"),
        needs=("pauses", "sent_on", "returned_unreceived"),
    ),
    satisfaction,
    publicity,
    _parts_of("withheld_by_ground", "Lý do không đăng: "),
    _counts(
        "Đề nghị xem xét lại việc không đăng: ",
        ("nhận", "appeals_received"),
        ("đã quyết định", "appeals_decided"),
        ("quá hạn, đăng trở lại", "appeals_lapsed"),
        needs=("appeals_received", "appeals_decided", "appeals_lapsed"),
    ),
    _counts(
        "Người đọc: ",
        ("cũng gặp việc đã đăng", "me_too"),
        ("tìm thấy câu trả lời trước khi gửi", "deflected"),
        needs=("me_too", "deflected"),
    ),
    _counts(
        "Yêu cầu cung cấp thông tin: ",
        ("nhận", "info_requests"),
        ("cung cấp", "info_granted"),
        ("cung cấp một phần", "info_partly"),
        ("từ chối", "info_refused"),
        ("gia hạn", "info_extended"),
        needs=("info_requests", "info_granted", "info_partly", "info_refused", "info_extended"),
    ),
    _counts(
        "Tiếp công dân: ",
        ("lượt", "reception_visits"),
        ("người", "reception_people"),
        ("vụ việc", "reception_matters"),
        ("ngày Chủ tịch trực tiếp tiếp", "chair_days_held"),
        ("thông báo kết quả đúng hạn", "reception_notified_on_time"),
        needs=("reception_visits", "reception_matters", "chair_days_held", "reception_notified"),
    ),
    letters,
    restricted,
    contacts,
    _parts_of("vault_openings", "Lý do mở xem: "),
    _counts("Gọi điện báo kết quả: ", ("cuộc gọi", "calls_made"), needs=("calls_made",)),
    _counts(
        "Đơn thư: ",
        ("tổng số", "letters_total"),
        ("kỳ trước chuyển sang", "letters_carried"),
        ("tiếp nhận trong kỳ", "letters_received"),
        ("mở lại", "letters_reopened"),
        ("đủ điều kiện xử lý", "letters_eligible"),
        ("thuộc thẩm quyền", "letters_own"),
        ("hướng dẫn", "letters_guided"),
        ("chuyển", "letters_passed_on"),
        ("không đủ điều kiện", "letters_ineligible"),
        ("chưa phân loại", "letters_unsorted"),
        ("còn tồn cuối kỳ", "letters_left"),
        ("quá hạn", "letters_overdue"),
        needs=("letters_total",),
        inside=True,
    ),
    *(
        _counts(
            f"{lead} thuộc thẩm quyền: ",
            ("phải giải quyết", f"{stem}_due"),
            ("đã giải quyết", f"{stem}_resolved"),
            ("đúng hạn", f"{stem}_resolved_on_time"),
            ("quá hạn", f"{stem}_resolved_late"),
            ("kết thúc không có quyết định", f"{stem}_ended_otherwise"),
            ("đang giải quyết", f"{stem}_undecided"),
            ("đang giải quyết, quá hạn", f"{stem}_overdue"),
            needs=(f"{stem}_due",),
            inside=True,
        )
        for stem, lead in (("complaints", "Khiếu nại"), ("denunciations", "Tố cáo"))
    ),
)


def tell(told: Told) -> list[Sentence]:
    """Every sentence for which there is something to say, in the order of the report."""
    return [sentence for one in ORDER if (sentence := one(told)) is not None]
