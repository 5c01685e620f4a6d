import time
import unicodedata

import pytest

from hoiam.viettext.personal.finding import SORTS, Piece, Span, find, mask, pieces, plain

# In the left column «…» stands around what must be found.
FOUND = [
    ("phone", "gọi tôi số «0912345678» nhé"),
    ("phone", "sđt «0912 345 678»"),
    ("phone", "«0912.345.678» hoặc «0387-654-321»"),
    ("phone", "«09 12 34 56 78»"),
    ("phone", "«+84 912 345 678», «84912345678», «0084912345678», «+84-(0)912-345-678»"),
    ("phone", "máy bàn «024 3822 1234», «(028) 3822-1234», «02363.822.123»"),
    ("phone", "ĐT: «3822 1234»"),
    ("phone", "zalo «912345678»"),
    ("phone", "đt«0912345678»"),
    ("phone", "gọi số «không chín một hai ba bốn năm sáu bảy tám» giúp tôi"),
    ("phone", "«khong chin mot hai ba bon nam sau bay tam»"),
    ("phone", "số «không chín một hai, 345, 678»"),
    ("phone", "«O912 345 678»"),
    ("phone", "«０９１２３４５６７８»"),
    ("phone", "«0912\u00a0345\u00a0678»"),
    ("phone", "«0912\u200b345\u200b678»"),
    ("phone", "ngày 20/11/2026 «0912345678»"),
    ("phone", "từ 08-10-2026 gọi «0705123456»"),
    ("phone", "«0912345678»,«0912345679»;«0912345670»"),
    ("phone", "«0912345678» «0987654321»"),
    ("cccd", "CCCD «079095001234»"),
    ("cccd", "căn cước công dân số: «079 095 001 234»"),
    ("cccd", "số định danh «001188012345»"),
    ("cccd", "«079095001234»"),
    ("cccd", "CMND «024123456» cấp năm 2010"),
    ("cccd", "chứng minh nhân dân số «024 123 456»"),
    ("email", "thư về «nguyen.van-a+1@gmail.com»."),
    ("email", "«hoa_123@yahoo.com.vn», cảm ơn"),
    ("email", "«hoa (at) gmail.com»"),
    ("email", "«hoa @ gmail . com»"),
    ("email", "«HOA@GMAIL.COM»"),
    ("bank", "stk «0071001234567» Vietcombank"),
    ("bank", "số tài khoản: «1234 5678 9012»"),
    ("bank", "chuyển vào TK Agribank «1500205123456»"),
    ("bank", "«19034567890123» Techcombank"),
    ("bank", "BIDV «21510001234567»"),
    ("bank", "stk «0912345678» MB Bank"),
    ("plate", "xe «59-X1 234.56» đậu"),
    ("plate", "«51F-123.45»"),
    ("plate", "«29A1-12345», «51F12345», «59X1-234.56», «30A 123.45»"),
    ("plate", "biển số «51f12345»"),
    ("plate", "biển số «29-M1 1234»"),
    ("plate", "«29MĐ1-123.45»"),
    ("bhyt", "thẻ «DN4791234567890»"),
    ("bhyt", "«GD 4 79 12345 67890»"),
    ("bhyt", "mã thẻ BHYT «7912345678»"),
    ("bhyt", "mã số bảo hiểm y tế: «0123456789»"),
    ("phone", "số điện thoại «0903 một hai ba bốn năm sáu»"),
    ("phone", "hồ sơ của tôi, «0912345678»"),
    ("name", "ông «Nguyễn Văn An» xả rác"),
    ("name", "Rác đầy trong xã. Ông «Nguyễn Văn An» đổ"),
    ("name", "Ở tổ 5, Bà «Hoa» than phiền"),
    ("name", "Tôi là «Hoa» ở tổ 3"),
    ("name", "Tên: «Hoa»"),
    ("name", "ông (bà): «Nguyễn Văn A»"),
    ("name", "STK: 12 - «NGUYEN VAN A» - VCB"),
    ("name", "bà «Lan» ở đầu ngõ"),
    ("name", "Nhà chị «Hoa» bị ngập"),
    ("name", "anh «Nam», chị «Thu» và cháu «Nguyễn Gia Bảo»"),
    ("name", "Bác «Tư» bán phở"),
    ("name", "cô «Trần Thị Thu Hà»"),
    ("name", "em «Lê Minh»"),
    ("name", "chú «Bảy»"),
    ("name", "ong «Nguyen Van Nam» xa rac"),
    ("name", "anh «Nam» khong doi mu"),
    ("name", "ông «Nguyễn Văn Bình», Chủ tịch UBND phường"),
    ("name", "ông Chủ tịch «Nguyễn Văn Bình» chưa trả lời"),
    ("name", "Chủ tịch UBND phường «Trần Quốc Toàn Thắng»"),
    ("name", "Trưởng thôn «Lê Văn Tám»"),
    ("name", "ông «Bình» Chủ tịch phường"),
    ("name", "tôi tên là «Nguyễn Văn A»"),
    ("name", "Họ tên: «Trần Thị Bích Ngọc»"),
    ("name", "Họ và tên: «Lý Mỹ»"),
    ("name", "Tên tôi là «Phạm Thu»"),
    ("name", "Em là «Nguyễn Thị Mai»"),
    ("name", "TÔI TÊN LÀ «NGUYỄN VĂN AN»"),
    ("name", "ÔNG «NGUYỄN VĂN AN» LẤN CHIẾM VỈA HÈ"),
    ("name", "bà «nguyễn thị lan» bán cá"),
    ("name", "anh «Y Moan» và chị «H'Lan Êban»"),
    ("name", "Đèn hỏng.\nXin cảm ơn.\n«Nguyễn Văn Nam»"),
    ("name", "Trân trọng, «Lê Thị Hoa»"),
    ("name", "hàng xóm là «Nguyễn Văn Tám» nuôi gà"),
    ("name", "đường ông «Bình» mới làm"),
    ("name", "ở nhà bà «Triệu» bán cơm"),
    ("name", "bà «Nguyễn Thị B». nợ tiền"),
]

NOTHING = [
    "lúc 08:30 ngày 20/11/2026",
    "ngày 08-10-2026 10 giờ",
    "45 Trần Hưng Đạo",
    "số nhà 123/45/6 đường Lê Lợi",
    "phí 1.500.000 đồng, tổng 84.912.345.678 đồng",
    "chuyển khoản 15.000.000 đồng",
    "văn bản số 12/2024/QĐ-UBND",
    "số hồ sơ 2611 4837 5",
    "số hồ sơ 261148375",
    "mã 1234 5678 9012 3456 7890",
    "gọi 113, 114, 115 hoặc 1022",
    "tổng đài 19001234, 1900 1234, 1800 1091",
    "gọi 18001091",
    "năm 2025 2026",
    "Luật số 10/2022/QH15",
    "UBND phường 12, quận 3",
    "ông Chủ tịch chưa trả lời",
    "bà con khu phố, anh em, ông bà, cô chú",
    "Bà con ơi, Anh Chị cho hỏi, Ông Bà",
    "đường Bà Triệu ngập",
    "phố Bà Huyện Thanh Quan",
    "chợ Bà Chiểu",
    "đường Ông Ích Khiêm",
    "số 12 Bà Triệu",
    "Bà Rịa - Vũng Tàu",
    "quận Hai Bà Trưng",
    "trường tiểu học Bà Triệu",
    "đảo Cô Tô",
    "anh Công an phường",
    "bác Tổ trưởng",
    "chú Cảnh sát giao thông",
    "đường Nguyễn Văn Cừ",
    "kẹt xe ở Nguyễn Thị Minh Khai",
    "ngã tư Phạm Văn Đồng",
    "tiếng Anh Văn",
    "Tôi là người dân",
    "tôi là Người dân phường",
    "có Nhà văn hóa",
    "lớp 10A 2024",
    "tổ 15, khu phố 3",
    "diện tích 123.456 m2",
    "co Thanh tra khong",
    "50 kg, 220V, 12A",
    "Kính gửi Ủy ban nhân dân phường",
    "hồ sơ gồm 12 trang, 3 bản",
    "từ 7h30 đến 11h30, 13h30 đến 17h00",
    "ba tháng nay",
    "tôi thấy Công viên, có Nguyễn Huệ, đi Đà Nẵng, qua Cầu Sài Gòn, chỉ Hòa Bình, ảnh Minh họa, ống Bình Minh",
    "di Da Nang, co Thanh tra, thay Minh Anh, ba Dinh",
    "mã số thuế 0312345678",
    "Tên đường: Trần Hưng Đạo",
    "công ty TNHH Anh Minh",
    "các đường Trần Phú, Nguyễn Văn Quỳ và Lê Lợi",
    "hẻm 45 Lê Văn Phú",
    "Bác Hồ, Mẹ Việt Nam Anh Hùng, hồ Ba Bể",
    "cách đây ba bốn năm sáu tháng",
    "Công an phường Bến Nghé",
    "từ 01.01.2026 31.12.2026",
    "đường Bắc Nam, tỉnh Bắc Ninh, huyện Châu Thành",
]


def spans_of(marked):
    text, spans = "", []
    for at, part in enumerate(marked.replace("»", "«").split("«")):
        if at % 2:
            spans.append((len(text), len(text) + len(part)))
        text += part
    return text, spans


@pytest.mark.parametrize(("sort", "marked"), FOUND)
def test_what_is_personal_is_found_exactly_where_it_stands(sort, marked):
    text, expected = spans_of(marked)
    assert find(text) == [Span(start, end, sort) for start, end in expected]


@pytest.mark.parametrize(("sort", "marked"), FOUND)
def test_it_is_found_in_decomposed_letters_too(sort, marked):
    text, expected = spans_of(unicodedata.normalize("NFD", marked))
    assert [(span.start, span.end) for span in find(text)] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_times_places_money_papers_and_public_numbers_are_left_alone(text):
    assert find(text) == []


def test_several_sorts_in_one_message_come_in_order_without_overlap():
    text = (
        "Tôi tên là Nguyễn Văn A, CCCD 079095001234, sđt 0912.345.678, stk 0071001234567 Vietcombank, xe 59-X1 234.56."
    )
    spans = find(text)
    assert [span.sort for span in spans] == ["name", "cccd", "phone", "bank", "plate"]
    assert plain(mask(text, spans)) == (
        "Tôi tên là [đã che tên người], CCCD [đã che số căn cước], sđt [đã che số điện thoại], "
        "stk [đã che số tài khoản] Vietcombank, xe [đã che biển số xe]."
    )


def test_a_masked_text_falls_into_pieces_and_keeps_nothing_of_what_was_masked():
    masked = mask("gọi 0912345678 gặp ông Bình", [Span(4, 14, "phone"), Span(23, 27, "name")])
    assert masked == "gọi ⟦phone⟧ gặp ông ⟦name⟧"
    assert pieces(masked) == [
        Piece("gọi "),
        Piece("số điện thoại", "phone"),
        Piece(" gặp ông "),
        Piece("tên người", "name"),
    ]
    assert find(masked) == []


def test_spans_that_overlap_are_masked_once():
    assert mask("0123456789", [Span(2, 8, "phone"), Span(4, 6, "bank")]) == "01⟦phone⟧89"
    assert mask("0123456789", [Span(2, 6, "phone"), Span(4, 8, "bank")]) == "01⟦phone⟧⟦bank⟧89"


def test_a_marker_of_no_known_sort_is_only_text():
    assert pieces("⟦xyz⟧") == [Piece("⟦xyz⟧")]
    assert all(label == label.lower() for label in SORTS.values())


@pytest.mark.parametrize(
    "unit",
    ["0 ", "1234567890 ", "a.b-c_", "không ", "Nguyễn Văn ", "0912345678", "59 ", "ông ", "anh Anh ", "Lê An và "],
)
def test_a_page_of_one_thing_over_and_over_is_read_in_no_time(unit):
    started = time.process_time()
    find(unit * (20_000 // len(unit)))
    assert time.process_time() - started < 2
