"""The sentences of a report, worded as offices write them. Each number in them is tied to its figure."""

from __future__ import annotations

from collections.abc import Callable

from hoiam.report.sentences.sentence import ASIDE, CHANGE, DAYS, NEW, PART, POINTS, SHARE, Piece, Sentence, Told


def _sentence(key: str, *parts: str | Piece) -> Sentence:
    return Sentence(key, tuple(Piece(part) if isinstance(part, str) else part for part in parts))


def received(told: Told) -> Sentence:
    if not told.value("messages_received"):
        return _sentence("received", f"{told.within} ", told.piece("messages_received", NEW), ".")
    return _sentence(
        "received",
        f"{told.within} tiếp nhận ",
        told.n("messages_received"),
        " phản ánh, kiến nghị",
        told.piece("messages_received", CHANGE),
        ".",
    )


def balance(told: Told) -> Sentence:
    """«Tổng số 52 (kỳ trước chuyển sang 08, …)»: the parts of every total add up within the sentence."""
    n = told.n
    again: list[str | Piece] = []
    if told.value("reanswered_on_time") or told.value("reanswered_late"):
        again = [", trả lời lại sau khi mở lại đúng hạn ", n("reanswered_on_time"), ", quá hạn ", n("reanswered_late")]
    return _sentence(
        "balance",
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
            said += ["; " if place else "", f"{part.name} ", told.piece(figure, f"{PART}{part.key}")]
        return _sentence(figure, *said, ".")

    return tell


def on_time(told: Told) -> Sentence | None:
    if told.figures["on_time_share"].value is None:
        return None
    share, more = (told.piece("on_time_share", form) for form in (SHARE, POINTS))
    return _sentence("on_time", "Tỷ lệ trả lời đúng hạn đạt ", share, more, ".")


def outcomes(told: Told) -> Sentence | None:
    from_outcomes = [figure for figure in OUTCOME_FIGURES if told.value(figure)]
    if not from_outcomes:
        return None
    said: list[str | Piece] = ["Kết quả xử lý: "]
    for place, figure in enumerate(from_outcomes):
        name = told.figures[figure].name
        said += ["; " if place else "", f"{name[:1].lower()}{name[1:]} ", told.n(figure)]
    return _sentence("outcomes", *said, ".")


def duration(told: Told) -> Sentence | None:
    if any(told.figures[figure].value is None for figure in ("median_working_days", "p90")):
        return None
    middle, most = (told.piece(figure, DAYS) for figure in ("median_working_days", "p90"))
    return _sentence("duration", "Một nửa số vụ việc xong ", middle, "; 90% vụ việc xong ", most, ".")


def extensions(told: Told) -> Sentence | None:
    if not told.value("extended"):
        return None
    return _sentence("extensions", "Gia hạn ", told.n("extended"), " vụ việc, đều có lý do gửi người dân.")


def satisfaction(told: Told) -> Sentence | None:
    if told.figures["satisfied_share"].value is None:
        return None
    share = told.piece("satisfied_share", SHARE)
    return _sentence("satisfaction", told.n("ratings"), " lượt đánh giá, tỷ lệ hài lòng đạt ", share, ".")


def publicity(told: Told) -> Sentence:
    return _sentence(
        "publicity",
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
    return _sentence(
        "letters",
        "Đơn khiếu nại tiếp nhận trong kỳ: ",
        told.n("letters_complaint"),
        "; đơn tố cáo: ",
        told.n("letters_denunciation"),
        told.piece("letters_denunciation", ASIDE),
        ".",
    )


def contacts(told: Told) -> Sentence | None:
    if not (told.value("vault_openings") or told.value("erasures")):
        return None
    return _sentence(
        "contacts",
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
        return _sentence(needs[0], *pieces, ".")

    return tell


def restricted(told: Told) -> Sentence | None:
    """What happened to restricted files, for the superior."""
    if not told.inside or not any(told.value(id) for id in ("restrictions_held", "restrictions_ended")):
        return None
    return _sentence(
        "restricted",
        "Hạn chế tiếp cận: bắt đầu ",
        told.n("restrictions_held"),
        ", được xác nhận ",
        told.n("restrictions_confirmed"),
        ", kết thúc ",
        told.n("restrictions_ended"),
        ".",
    )


PROCEDURES = (
    ("tiếp nhận", "procedures_received"),
    ("giải quyết trước hạn", "procedures_early"),
    ("đúng hạn", "procedures_on_time"),
    ("quá hạn", "procedures_late"),
    ("đang giải quyết", "procedures_open"),
)


def procedures(told: Told) -> Sentence | None:
    """«Hồ sơ thủ tục hành chính: tiếp nhận 120; …»: as typed in; what is not known is not said."""
    known = [(lead, id) for lead, id in PROCEDURES if id in told.figures and told.figures[id].value is not None]
    if not known:
        return None
    said = [one for lead, id in known for one in (f"; {lead} ", told.n(id))]
    return _sentence("procedures", f"Hồ sơ thủ tục hành chính: {known[0][0]} ", *said[1:], ".")


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
    procedures,
)


def tell(told: Told) -> list[Sentence]:
    """Every sentence for which there is something to say, in the order of the report."""
    return [sentence for one in ORDER if (sentence := one(told)) is not None]
