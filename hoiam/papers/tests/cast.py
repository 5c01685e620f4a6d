"""The papers of the tests, with the people of the cast: chị Hoa writes, ông Bình signs."""

from __future__ import annotations

from datetime import date

from hoiam.papers.body import Cell, ChartBlock, Column, Lines, Paragraph, Row, Table
from hoiam.papers.charts.chart import Chart, Series
from hoiam.papers.head import Head, Signature
from hoiam.papers.letter.paper import Letter
from hoiam.papers.minutes.paper import Line, Minutes, Party, Signer
from hoiam.papers.receipt.paper import Receipt
from hoiam.papers.report.paper import Annex, Group, ReportPaper, Section
from hoiam.papers.words import CHAIRMAN, VICE_CHAIRMAN

ISSUER = ("ỦY BAN NHÂN DÂN", "PHƯỜNG HÒA BÌNH")
MONDAY = date(2026, 11, 16)  # thứ Hai
ADDRESS = "https://hoabinh.example.vn/tra-loi/261148375"
COMMITMENT = "9f2c" * 16
SALT = "07ab" * 16
CHECKPOINT = "hoa-binh 1204 Yt0cVq3mJd8kU5s7w1xZbN4eRfPgAhLi2oTuQvXyC6M="


def head(symbol: str = "") -> Head:
    return Head(issuer=ISSUER, place="Phường Hòa Bình", drafted_on=MONDAY, symbol=symbol)


def letter(**changed: object) -> Letter:
    given: dict[str, object] = {
        "head": head("UBND-KT"),
        "subject": "trả lời phản ánh về rác tồn đọng tại đường Lê Lợi",
        "to": ("Bà Nguyễn Thị Hoa",),
        "paragraphs": (
            "Ngày 09/11/2026, Ủy ban nhân dân phường Hòa Bình tiếp nhận nội dung số 2611 4837 5 của Bà, phản ánh rác "
            "thải sinh hoạt tồn đọng nhiều ngày trước số nhà 12 đường Lê Lợi, tổ dân phố 4.",
            "Phòng Kinh tế, Hạ tầng và Đô thị đã kiểm tra thực tế ngày 11/11/2026. Nội dung Bà nêu là đúng: xe thu gom "
            "không vào được đoạn đường đang đào để lắp cống, nên rác của 14 hộ không được thu gom từ ngày 05/11/2026.",
            "Ủy ban nhân dân phường đã yêu cầu đơn vị thu gom đặt hai thùng rác tạm ở đầu đường và lấy rác hai lần mỗi "
            "ngày cho đến khi đường thông trở lại, dự kiến ngày 30/11/2026. Toàn bộ rác tồn đọng đã được dọn xong "
            "trong ngày 12/11/2026.",
        ),
        "closing": "Ủy ban nhân dân phường Hòa Bình trả lời để Bà biết và cảm ơn Bà đã phản ánh./.",
        "signature": Signature(CHAIRMAN, "Trần Văn Bình", ("- Như trên;", "- Lưu: VT, KT.")),
        "address": ADDRESS,
        "checkpoint": CHECKPOINT,
    }
    return Letter(**(given | changed))  # type: ignore[arg-type]


def receipt(**changed: object) -> Receipt:
    given: dict[str, object] = {
        "head": Head(issuer=ISSUER, place="Phường Hòa Bình", drafted_on=MONDAY, dated=MONDAY),
        "number": "2611 4837 5",
        "kind": "Phản ánh",
        "received": "10 giờ 20 phút, thứ Hai, ngày 16/11/2026",
        "due": "thứ Hai, ngày 23/11/2026",
        "rule": "05 ngày làm việc kể từ ngày tiếp nhận, theo quy chế của UBND phường Hòa Bình",
        "publicity": "Được đăng công khai",
        "follow": "vào hoabinh.example.vn/theo-doi, nhập số hồ sơ và mã bí mật; hoặc gọi điện thoại, đọc số hồ sơ",
        "phone": "0299 3812 345",
        "receiver": "Lê Hoài Nam",
        "address": ADDRESS,
        "key": "4810 2953 7716 0428 9935",
        "entry": "1204",
        "commitment": COMMITMENT,
        "salt": SALT,
        "checkpoint": CHECKPOINT,
    }
    return Receipt(**(given | changed))  # type: ignore[arg-type]


SOURCE = "Hệ thống thông tin giải quyết thủ tục hành chính của tỉnh, ngày 15/11/2026"
COLUMNS = (
    Column("Nội dung", 6, "left"),
    Column("Đơn vị tính", 2.4),
    Column("Kỳ này", 1.7),
    Column("Kỳ trước", 2),
    Column("So sánh", 3),
)
FIGURES = (
    Row(("Nội dung kỳ trước chuyển sang", "nội dung", "8", "11", "giảm 3")),
    Row(("Nội dung tiếp nhận trong kỳ", "nội dung", "44", "39", "tăng 5 (12,8%)")),
    Row(("Nội dung mở lại", "nội dung", "0", "1", "giảm 1")),
    Row(("Đã giải quyết xong", "nội dung", "21", "18", "tăng 3 (16,7%)"), "total"),
    Row(("Đã trả lời, giải thích", "nội dung", "14", "15", "giảm 1 (6,7%)"), "part"),
    Row(("Đã chuyển cơ quan có thẩm quyền", "nội dung", "4", "2", "tăng 2"), "part"),
    Row(("Đã hướng dẫn", "nội dung", "2", "0", "kỳ trước không phát sinh"), "part"),
    Row(("Đã trả lời đúng hạn", "nội dung", "38", "33", "tăng 5 (15,2%)")),
    Row(("Đã trả lời quá hạn", "nội dung", "3", "4", "giảm 1")),
    Row(("Tỷ lệ trả lời đúng hạn", "%", "92,7", "89,2", "tăng 3,5 điểm phần trăm")),
    Row(("Đang xử lý, trong hạn", "nội dung", "10", "7", "tăng 3")),
    Row(("Đang xử lý, quá hạn", "nội dung", "1", "1", "không thay đổi")),
    Row(("Thời gian xử lý trung vị", "ngày làm việc", "3", "4", "giảm 1")),
    Row(
        ("Hồ sơ thủ tục hành chính tiếp nhận", "hồ sơ", Cell("1.204", SOURCE), Cell("1.187", SOURCE), "tăng 17 (1,4%)")
    ),
)
BALANCE = (
    Row(("Tổng số", "52"), "total"),
    Row(("Kỳ trước chuyển sang", "8"), "part"),
    Row(("Tiếp nhận trong kỳ", "44"), "part"),
    Row(("Mở lại", "0"), "part"),
    Row(("Đã giải quyết", "41"), "total"),
    Row(("Đúng hạn", "38"), "part"),
    Row(("Quá hạn", "3"), "part"),
    Row(("Đang giải quyết", "11"), "total"),
    Row(("Trong hạn", "10"), "part"),
    Row(("Quá hạn", "1"), "part"),
)
BY_TOPIC = Chart(
    "Biểu đồ 1. Nội dung tiếp nhận theo lĩnh vực",
    "nội dung",
    "bars",
    ("Rác thải, vệ sinh môi trường", "Điện chiếu sáng công cộng", "Ngập úng, thoát nước", "Trật tự đô thị"),
    (Series("Tuần 46", (17, 12, 9, 6)), Series("Tuần 45", (14, 8, None, 17))),
)
BY_WEEK = Chart(
    "Biểu đồ 2. Tỷ lệ trả lời đúng hạn",
    "%",
    "line",
    ("Tuần 41", "Tuần 42", "Tuần 43", "Tuần 44", "Tuần 45", "Tuần 46"),
    (Series("Phường Hòa Bình", (81.5, 84, None, 88.1, 89.2, 92.7)),),
)


DEFINITIONS = Annex(
    "CÁCH TÍNH CÁC SỐ LIỆU TRONG BÁO CÁO",
    (
        Table(
            "",
            (Column("Số liệu", 1, "left"), Column("Cách tính", 2, "left")),
            tuple(
                Row(
                    (
                        row.cells[0],
                        "Đếm từ các dòng nhật ký xử lý của kỳ, tính bằng nội dung, không tính nội dung trùng.",
                    )
                )
                for row in FIGURES[:-1]
            ),
            numbered=True,
        ),
    ),
)
ACROSS = Annex(
    "SỐ LIỆU THEO TỔ DÂN PHỐ",
    (
        Table(
            "",
            (Column("Tổ dân phố", 3, "left"), *(Column(f"Ngày {day}/11") for day in range(9, 16)), Column("Cộng")),
            tuple(
                Row((f"Tổ dân phố {place}", *(str((place * day) % 5) for day in range(9, 16)), str(place)))
                for place in range(1, 31)
            ),
            numbered=True,
        ),
    ),
    landscape=True,
)


def _groups() -> tuple[Group, ...]:
    return (
        Group(
            "1. Công tác chỉ đạo, điều hành",
            (
                Paragraph("Ủy ban nhân dân phường đã chỉ đạo, tổ chức các công việc sau:"),
                Lines(
                    (
                        "Tổ chức 01 cuộc họp giao ban; Chủ tịch tiếp công dân định kỳ ngày 12/11/2026;",
                        "Ban hành 03 văn bản chỉ đạo về thu gom rác thải, chiếu sáng và thoát nước trên các tuyến "
                        "đường đang thi công, giao Phòng Kinh tế, Hạ tầng và Đô thị theo dõi hằng ngày.",
                    )
                ),
            ),
        ),
        Group(
            "2. Kinh tế",
            (
                Paragraph(
                    "Phòng Kinh tế, Hạ tầng và Đô thị tiếp nhận 24 nội dung, đã giải quyết 22; các việc chính: dọn rác "
                    "tồn đọng tại đường Lê Lợi, thay 06 bóng đèn đường tại tổ dân phố 4, xử lý ngập tại ngã ba Cầu Đất."
                ),
            ),
        ),
        Group("3. Văn hóa – xã hội", (Paragraph("Phòng Văn hóa – Xã hội tiếp nhận 11 nội dung, đã giải quyết 10."),)),
        Group("4. Quốc phòng, an ninh", (Paragraph("Không phát sinh."),)),
        Group(
            "5. Tiếp công dân, xử lý đơn thư",
            (
                Paragraph("Trong kỳ tiếp nhận 44 phản ánh, kiến nghị, tăng 05 so với tuần trước (tăng 12,8%)."),
                Paragraph(
                    "Tổng số 52 (kỳ trước chuyển sang 08, tiếp nhận trong kỳ 44, mở lại 00); đã giải quyết 41, trong "
                    "đó đúng hạn 38, quá hạn 03; đang giải quyết 11 (trong hạn 10, quá hạn 01)."
                ),
                Table("Bảng 1. Kết quả tiếp nhận, trả lời", COLUMNS, FIGURES, numbered=True),
                Table(
                    "Bảng 2. Cân đối số nội dung trong kỳ",
                    (Column("Nội dung", 4.5, "left"), Column("Số lượng")),
                    BALANCE,
                ),
                ChartBlock(BY_TOPIC),
                ChartBlock(BY_WEEK),
            ),
        ),
        Group("6. Cải cách hành chính, chuyển đổi số", (Paragraph("Không phát sinh."),)),
        Group("7. Thông tin, tuyên truyền", (Paragraph("Chưa có số liệu (đơn vị chưa gửi nội dung đóng góp)."),)),
    )


def report(**changed: object) -> ReportPaper:
    given: dict[str, object] = {
        "head": head("BC-UBND"),
        "subject": (
            "Kết quả công tác tuần 46 (từ ngày 09/11/2026 đến ngày 15/11/2026)",
            "và nhiệm vụ trọng tâm tuần 47",
        ),
        "opening": "Ủy ban nhân dân phường Hòa Bình báo cáo kết quả công tác tuần 46 và nhiệm vụ trọng tâm "
        "tuần 47 như sau:",
        "sections": (
            Section("I. KẾT QUẢ THỰC HIỆN", groups=_groups()),
            Section(
                "II. ĐÁNH GIÁ CHUNG",
                groups=(
                    Group(
                        "1. Ưu điểm", (Paragraph("Tỷ lệ trả lời đúng hạn đạt 92,7% (38/41), tăng 3,5 điểm phần trăm."),)
                    ),
                    Group(
                        "2. Tồn tại, hạn chế",
                        (Paragraph("Còn 03 nội dung trả lời quá hạn, 01 nội dung đang xử lý quá hạn."),),
                    ),
                    Group("3. Nguyên nhân", (Paragraph("Một số việc phải chờ ý kiến của đơn vị thu gom rác."),)),
                ),
            ),
            Section(
                "III. NHIỆM VỤ TRỌNG TÂM", (Paragraph("Trả lời dứt điểm 01 nội dung quá hạn trước ngày 18/11/2026."),)
            ),
            Section("IV. KIẾN NGHỊ, ĐỀ XUẤT", (Paragraph("Không có."),)),
        ),
        "closing": "Trên đây là báo cáo kết quả công tác tuần 46 và nhiệm vụ trọng tâm tuần 47, Ủy ban nhân dân phường "
        "Hòa Bình báo cáo Ủy ban nhân dân tỉnh./.",
        "signature": Signature(
            VICE_CHAIRMAN, "Trần Văn Bình", ("- Như trên;", "- TT Đảng ủy;", "- TT HĐND;", "- Lưu: VT, VP.")
        ),
        "issued_by": "Ủy ban nhân dân phường Hòa Bình",
        "annexes": (DEFINITIONS, ACROSS),
        "to": ("Ủy ban nhân dân tỉnh",),
        "address": "https://hoabinh.example.vn/bao-cao/weekly/2026-W46",
        "checkpoint": CHECKPOINT,
    }
    return ReportPaper(**(given | changed))  # type: ignore[arg-type]


def minutes(**changed: object) -> Minutes:
    given: dict[str, object] = {
        "head": head("BB-UBND"),
        "subject": ("Ghi nội dung khiếu nại trình bày trực tiếp",),
        "facts": (
            Line("Thời gian: bắt đầu hồi 10 giờ 20 phút, ngày 16 tháng 11 năm 2026."),
            Line("Địa điểm: Trụ sở Ủy ban nhân dân phường Hòa Bình, số 1 đường Hòa Bình."),
        ),
        "present": (
            Party("1. Người tiếp nhận", (Line("Ông (bà) Lê Hoài Nam, Công chức tiếp nhận."),)),
            Party("2. Người khiếu nại", (Line("Họ và tên:", blank=True), Line("Địa chỉ:", blank=True))),
        ),
        "content_title": "3. Nội dung khiếu nại",
        "content": (
            Paragraph("Tôi không đồng ý với Quyết định số 12/QĐ-UBND ngày 02/11/2026 về bồi thường đất ở tổ 3."),
            Paragraph("Diện tích đo lại thiếu 12 m² so với sổ; tôi đề nghị đo lại trước mặt gia đình."),
        ),
        "closing": "Biên bản kết thúc hồi …… giờ …… phút cùng ngày, đã đọc lại cho người trình bày nghe, công nhận "
        "đúng và cùng ký tên dưới đây./.",
        "signers": (
            Signer("NGƯỜI GHI BIÊN BẢN", "(ký, ghi rõ họ tên)", "Lê Hoài Nam"),
            Signer("NGƯỜI KHIẾU NẠI", "(ký hoặc điểm chỉ, ghi rõ họ tên)"),
        ),
        "copies": ("- Người khiếu nại;", "- Lưu: VT, hồ sơ."),
    }
    return Minutes(**(given | changed))  # type: ignore[arg-type]
