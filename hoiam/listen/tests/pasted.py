"""What clerks paste: the shapes in which texts come out of a chat window, 1022, the national portal and iOffice.

Written by us after the shapes; nobody said these words. Now is Monday 16/11/2026, 10:00.
"""

# ruff: noqa: E501
from __future__ import annotations

# name -> (what is pasted, what is proposed: every field not named stays empty, but for `dropped`)
PASTED: dict[str, tuple[str, dict[str, str]]] = {
    "chat, name and hour in one line": (
        "Hoa Nguyễn, 08:12\nRác ở đầu hẻm 12 đường Lê Lợi ba ngày chưa ai dọn ạ",
        {
            "text": "Rác ở đầu hẻm 12 đường Lê Lợi ba ngày chưa ai dọn ạ",
            "channel": "office_chat",
            "received_at": "2026-11-16 08:12",
            "place": "ở đầu hẻm 12 đường Lê Lợi",
        },
    ),
    "chat, two lines of one account": (
        "Hoa Nguyễn, 08:12\nAlo phường ơi\nHoa Nguyễn, 08:13\nCây đổ chắn lối vào trường mầm non Sao Mai",
        {
            "text": "Alo phường ơi\nCây đổ chắn lối vào trường mầm non Sao Mai",
            "channel": "office_chat",
            "received_at": "2026-11-16 08:12",
        },
    ),
    "chat, an hour later than now is yesterday's": (
        "Trần B, 21:40\nKaraoke ồn quá, không ngủ được",
        {"text": "Karaoke ồn quá, không ngủ được", "channel": "office_chat", "received_at": "2026-11-15 21:40"},
    ),
    "chat, with the day": (
        "Lê Thị Cúc, [14/11/2026 19:05]\nCho hỏi làm lại khai sinh cần giấy gì",
        {
            "text": "Cho hỏi làm lại khai sinh cần giấy gì",
            "channel": "office_chat",
            "received_at": "2026-11-14 19:05",
        },
    ),
    "chat, name above the hour": (
        "Bé Ba\n08:12\nĐèn đường trước nhà văn hóa tổ 3 hỏng",
        {
            "text": "Đèn đường trước nhà văn hóa tổ 3 hỏng",
            "channel": "office_chat",
            "received_at": "2026-11-16 08:12",
            "place": "trước nhà văn hóa tổ 3",
        },
    ),
    "chat, what the office itself wrote is left out": (
        "Bé Ba\n08:12\nĐèn đường hỏng\nUBND phường Hòa Bình\n08:15\nCảm ơn bạn, xin cho biết ở đâu\nBé Ba\n08:20\nở tổ 3 ạ",
        {
            "text": "Đèn đường hỏng\nở tổ 3 ạ",
            "channel": "office_chat",
            "received_at": "2026-11-16 08:12",
            "place": "ở tổ 3",
        },
    ),
    "chat, hour and day in brackets before the name": (
        "[07:45, 15/11/2026] Hoa: Nước yếu quá\n[07:46, 15/11/2026] UBND phường: Xin ghi nhận\n"
        "[07:50, 15/11/2026] Hoa: số tôi 0905 111 222",
        {
            "text": "Nước yếu quá\nsố tôi 0905 111 222",
            "channel": "office_chat",
            "received_at": "2026-11-15 07:45",
            "phone": "0905111222",
        },
    ),
    "chat, day and seconds in brackets": (
        "[15/11/2026 07:45:10] Tâm An: Ống nước vỡ ở ngã ba Cây Xoài",
        {
            "text": "Ống nước vỡ ở ngã ba Cây Xoài",
            "channel": "office_chat",
            "received_at": "2026-11-15 07:45",
            "place": "ở ngã ba Cây Xoài",
        },
    ),
    "chat, an answer of mine": (
        "Bạn, 08:15\nPhường đã nhận\nHoa, 08:12\nNắp cống vỡ trước số 40 đường Nguyễn Du",
        {
            "text": "Nắp cống vỡ trước số 40 đường Nguyễn Du",
            "channel": "office_chat",
            "received_at": "2026-11-16 08:15",
            "place": "trước số 40 đường Nguyễn Du",
        },
    ),
    "chat, only the hour above the words": (
        "08:12\nXe tải chạy giờ cấm ở đường Hùng Vương",
        {
            "text": "Xe tải chạy giờ cấm ở đường Hùng Vương",
            "channel": "office_chat",
            "received_at": "2026-11-16 08:12",
            "place": "ở đường Hùng Vương",
        },
    ),
    "chat, yesterday in words": (
        "Hôm qua 20:30\nMất điện cả xóm",
        {"text": "Mất điện cả xóm", "channel": "office_chat", "received_at": "2026-11-15 20:30"},
    ),
    "chat, the signs of the window": (
        "Hoa Nguyễn, 08:12\n[Hình ảnh]\nRác tràn ra đường\nĐã xem\nGửi từ Zalo",
        {"text": "Rác tràn ra đường", "channel": "office_chat", "received_at": "2026-11-16 08:12"},
    ),
    "chat, a page of a network is not kept": (
        "Hoa Nguyễn, 08:12\nXem clip này phường ơi https://www.facebook.com/groups/1/posts/2 nước ngập cả chợ",
        {
            "text": "Xem clip này phường ơi (địa chỉ trang mạng đã bỏ) nước ngập cả chợ",
            "channel": "office_chat",
            "received_at": "2026-11-16 08:12",
        },
    ),
    "chat, who says her name and number in her own words": (
        "Mây Trắng, 09:00\nTôi tên là Nguyễn Thị Hoa, sđt 0912.345.678, nhà tôi bị ngập từ hôm qua",
        {
            "text": "Tôi tên là Nguyễn Thị Hoa, sđt 0912.345.678, nhà tôi bị ngập từ hôm qua",
            "channel": "office_chat",
            "received_at": "2026-11-16 09:00",
            "name": "Nguyễn Thị Hoa",
            "phone": "0912345678",
        },
    ),
    "chat, signed in the last line": (
        "Mây Trắng, 09:00\nXin phường kiểm tra bãi rác sau chợ.\nTrần Văn Bảy 0987 654 321",
        {
            "text": "Xin phường kiểm tra bãi rác sau chợ.",
            "channel": "office_chat",
            "received_at": "2026-11-16 09:00",
            "name": "Trần Văn Bảy",
            "phone": "0987654321",
        },
    ),
    "1022, a whole ticket": (
        "Mã phản ánh: 1022-20261116-00123\nThời gian: 16/11/2026 08:12\nNgười phản ánh: Nguyễn Văn An - 0912345678\n"
        "Địa chỉ: 12 Trần Hưng Đạo\nĐịa điểm phản ánh: trước chợ Hòa Bình\nLĩnh vực: Hạ tầng\n"
        "Nội dung: Nắp cống bị mất, rất nguy hiểm.\nTrạng thái: Chờ xử lý",
        {
            "text": "Nắp cống bị mất, rất nguy hiểm.",
            "channel": "portal",
            "received_at": "2026-11-16 08:12",
            "place": "trước chợ Hòa Bình",
            "name": "Nguyễn Văn An",
            "phone": "0912345678",
            "address": "12 Trần Hưng Đạo",
            "external_ref": "1022-20261116-00123",
        },
    ),
    "1022, its head and foot": (
        "TỔNG ĐÀI 1022 TỈNH LẠC HỒNG\nPHIẾU CHUYỂN PHẢN ÁNH\nSố phiếu: PA/2026/004512\nGọi lúc: 21:05 ngày 15/11/2026\n"
        "Số gọi đến: 0905.123.456\nNội dung cuộc gọi:\nNgười dân báo hàng quán lấn vỉa hè.\nĐề nghị kiểm tra.\n"
        "Tổng đài viên: 27\nHạn xử lý: 20/11/2026",
        {
            "text": "Người dân báo hàng quán lấn vỉa hè.\nĐề nghị kiểm tra.",
            "channel": "portal",
            "received_at": "2026-11-15 21:05",
            "phone": "0905123456",
            "external_ref": "PA/2026/004512",
        },
    ),
    "1022, as a table with tabs": (
        "Mã phiếu\t1022.00877\nNgày gửi\t13/11/2026\nHọ tên\tPhạm Thị Én\nĐiện thoại\t0977 888 999\n"
        "Nội dung\tKhói đốt rác ở bãi đất trống sau trường",
        {
            "text": "Khói đốt rác ở bãi đất trống sau trường",
            "channel": "portal",
            "received_at": "2026-11-13 00:00",
            "place": "ở bãi đất trống sau trường",
            "name": "Phạm Thị Én",
            "phone": "0977888999",
            "external_ref": "1022.00877",
        },
    ),
    "1022, in a list with bullets": (
        "- Mã tin báo: TB-5567\n- Thời gian tiếp nhận: 08h30 ngày 14/11/2026\n- Công dân: Bà Lê Thị Tư\n- SĐT: 0838123456\n"
        "- Địa điểm: hẻm 5 đường Bạch Đằng\n- Mô tả: Dây điện võng sát mái nhà",
        {
            "text": "Dây điện võng sát mái nhà",
            "channel": "portal",
            "received_at": "2026-11-14 08:30",
            "place": "hẻm 5 đường Bạch Đằng",
            "name": "Bà Lê Thị Tư",
            "phone": "0838123456",
            "external_ref": "TB-5567",
        },
    ),
    "1022, numbered lines": (
        "1. Mã phản ánh: PA-99\n2. Họ và tên: Đỗ Văn Sáu\n3. Số điện thoại: 0399111222\n4. Nội dung phản ánh: Hố ga bốc mùi",
        {
            "text": "Hố ga bốc mùi",
            "channel": "portal",
            "name": "Đỗ Văn Sáu",
            "phone": "0399111222",
            "external_ref": "PA-99",
        },
    ),
    "1022, without a name": (
        "Hệ thống phản ánh hiện trường 1022\nMã: PAHT-2026-771\nThời gian gửi: 2026-11-15 17:22\nVị trí: ngã tư Bến Đò\n"
        "Nội dung: Đèn tín hiệu không sáng",
        {
            "text": "Đèn tín hiệu không sáng",
            "channel": "portal",
            "received_at": "2026-11-15 17:22",
            "place": "ngã tư Bến Đò",
            "external_ref": "PAHT-2026-771",
        },
    ),
    "1022, text before the next label over several lines": (
        "Mã phản ánh: PA-12\nNội dung phản ánh:\nDòng một.\n\nDòng hai.\nĐơn vị xử lý: UBND phường\nNgười gửi: Vũ Bình",
        {"text": "Dòng một.\n\nDòng hai.", "channel": "portal", "name": "Vũ Bình", "external_ref": "PA-12"},
    ),
    "national portal, a whole page": (
        "CỔNG DỊCH VỤ CÔNG QUỐC GIA\nTHÔNG TIN PHẢN ÁNH, KIẾN NGHỊ\nMã PAKN: PAKN.20261112.0045\nHọ và tên: Hoàng Minh\n"
        "Email: minh.hoang@example.vn\nSố điện thoại: 0901234567\nĐịa chỉ liên hệ: Tổ 7, phường Hòa Bình\n"
        "Tiêu đề: Thủ tục chứng thực kéo dài\nNội dung phản ánh, kiến nghị: Tôi nộp hồ sơ ngày 02/11 đến nay chưa có kết quả.\n"
        "Ngày gửi: 12/11/2026 14:03:22\nTệp đính kèm: don.pdf",
        {
            "text": "Thủ tục chứng thực kéo dài\nTôi nộp hồ sơ ngày 02/11 đến nay chưa có kết quả.",
            "channel": "portal",
            "received_at": "2026-11-12 14:03",
            "name": "Hoàng Minh",
            "phone": "0901234567",
            "email": "minh.hoang@example.vn",
            "address": "Tổ 7, phường Hòa Bình",
            "external_ref": "PAKN.20261112.0045",
        },
    ),
    "national portal, value under its label": (
        "Mã phản ánh\nPAKN.20261110.0007",
        {"text": "Mã phản ánh\nPAKN.20261110.0007", "channel": "portal"},
    ),
    "national portal, label alone with a colon": (
        "Mã phản ánh:\nPAKN.20261110.0007\nNgày gửi:\n10/11/2026\nNội dung:\nPhòng một cửa trả lời không giống nhau.",
        {
            "text": "Phòng một cửa trả lời không giống nhau.",
            "channel": "portal",
            "received_at": "2026-11-10 00:00",
            "external_ref": "PAKN.20261110.0007",
        },
    ),
    "national portal, an organisation": (
        "Mã phản ánh kiến nghị: PAKN.20261109.0031\nCá nhân/Tổ chức: Lê Quang\nĐiện thoại liên hệ: 0233 3855 111\n"
        "Nội dung kiến nghị: Đề nghị bỏ yêu cầu nộp bản sao có chứng thực.\nCông khai: Có",
        {
            "text": "Đề nghị bỏ yêu cầu nộp bản sao có chứng thực.",
            "channel": "portal",
            "name": "Lê Quang",
            "phone": "02333855111",
            "external_ref": "PAKN.20261109.0031",
        },
    ),
    "national portal, the number of an identity card is not taken": (
        "Mã phản ánh: PAKN.1\nHọ tên: Lý Thị Mười\nSố CCCD: 012345678901\nNgày sinh: 01/02/1980\nNội dung: Hỏi về hộ tịch",
        {"text": "Hỏi về hộ tịch", "channel": "portal", "name": "Lý Thị Mười", "external_ref": "PAKN.1"},
    ),
    "provincial portal, with a page to look it up": (
        "Cổng phản ánh hiện trường tỉnh\nMã vụ việc: 26-7781\nLink: https://phananh.example.vn/26-7781\n"
        "Khu vực: Tổ dân phố 3\nChi tiết: Rác thải xây dựng đổ trộm",
        {
            "text": "Rác thải xây dựng đổ trộm",
            "place": "Tổ dân phố 3",
            "external_ref": "26-7781",
            "channel": "portal",
        },
    ),
    "iOffice, a paper that came in": (
        "Số đến: 1234\nNgày đến: 15/11/2026\nSố ký hiệu: 45/SXD-QLN\nCơ quan ban hành: Sở Xây dựng\n"
        "Trích yếu: Chuyển đơn về việc xây dựng không phép\nHạn xử lý: 25/11/2026",
        {
            "text": "Chuyển đơn về việc xây dựng không phép",
            "channel": "transfer",
            "received_at": "2026-11-15 00:00",
            "external_ref": "1234/2026",
        },
    ),
    "iOffice, with the words of the letter": (
        "VĂN BẢN ĐẾN\nSố văn bản đến: 987/2026\nNgày đến: 13/11/2026 07:50\nNơi gửi: Thanh tra tỉnh\nĐộ khẩn: Thường\n"
        "Trích yếu nội dung: Đơn kiến nghị về đường nội đồng\nNội dung đơn: Đường nội đồng thôn Đông lầy lội, đề nghị san gạt.",
        {
            "text": "Đơn kiến nghị về đường nội đồng\nĐường nội đồng thôn Đông lầy lội, đề nghị san gạt.",
            "channel": "transfer",
            "received_at": "2026-11-13 07:50",
            "external_ref": "987/2026",
        },
    ),
    "iOffice, one who forwards it with a note": (
        "Trích yếu: V/v trả lời công dân\nSố đến: 77\nNgày đến: 09/11/2026\nNgười chuyển: Văn thư\nÝ kiến chỉ đạo: Chuyển KT\n"
        "Người gửi: Ông Nguyễn Bá Trạc\nĐịa chỉ: thôn Đông",
        {
            "text": "V/v trả lời công dân",
            "channel": "transfer",
            "received_at": "2026-11-09 00:00",
            "name": "Ông Nguyễn Bá Trạc",
            "address": "thôn Đông",
            "external_ref": "77/2026",
        },
    ),
    "iOffice, the day in words": (
        "Số đến: 12\nNgày: ngày 05 tháng 11 năm 2026\nTrích yếu: Đề nghị cung cấp quy hoạch",
        {
            "text": "Đề nghị cung cấp quy hoạch",
            "channel": "transfer",
            "received_at": "2026-11-05 00:00",
            "external_ref": "12/2026",
        },
    ),
    "mail, copied with its head": (
        "From: Tran Van Bay <bay.tran@example.vn>\nSent: 15/11/2026 21:30\nTo: ubnd@example.vn\nSubject: Hỏi thủ tục\n\n"
        "Tôi muốn hỏi về đăng ký kết hôn.",
        {
            "text": "Hỏi thủ tục\nTôi muốn hỏi về đăng ký kết hôn.",
            "channel": "mail",
            "received_at": "2026-11-15 21:30",
            "name": "Tran Van Bay",
            "email": "bay.tran@example.vn",
        },
    ),
    "mail, copied in Vietnamese": (
        "Từ: Ngô Lan <lan.ngo@example.vn>\nNgày: 14-11-2026 06:10\nChủ đề: Nước sinh hoạt có mùi\n\n"
        "Nước máy ở tổ 9 có mùi clo nặng từ sáng thứ Năm.",
        {
            "text": "Nước sinh hoạt có mùi\nNước máy ở tổ 9 có mùi clo nặng từ sáng thứ Năm.",
            "channel": "mail",
            "received_at": "2026-11-14 06:10",
            "place": "ở tổ 9",
            "name": "Ngô Lan",
            "email": "lan.ngo@example.vn",
        },
    ),
    "telephone, a note of the hotline": (
        "Người gọi: Chị Sương\nSố gọi đến: 0905 777 111\nGọi lúc: 09:40\nNội dung: Hỏi lịch tiêm chủng tháng 12",
        {
            "text": "Hỏi lịch tiêm chủng tháng 12",
            "channel": "phone",
            "received_at": "2026-11-16 09:40",
            "name": "Chị Sương",
            "phone": "0905777111",
        },
    ),
    "words alone": (
        "Đề nghị phường xem lại giờ thu gom rác.",
        {"text": "Đề nghị phường xem lại giờ thu gom rác."},
    ),
    "words alone that hold a colon": (
        "Tôi xin hỏi: khi nào làm xong cống?",
        {"text": "Tôi xin hỏi: khi nào làm xong cống?"},
    ),
    "words without marks": (
        "Ma phan anh: PA-5\nNoi dung: Den duong hong o to 4\nSDT: 0912345678",
        {
            "text": "Den duong hong o to 4",
            "channel": "portal",
            "place": "o to 4",
            "phone": "0912345678",
            "external_ref": "PA-5",
        },
    ),
    "a telephone with the code of the country": (
        "Nội dung: Xin lịch tiếp dân\nSĐT: +84 912 345 678",
        {"text": "Xin lịch tiếp dân", "phone": "+84912345678"},
    ),
    "an account is named and not kept": (
        "Nguồn: Facebook\nTên tài khoản: Mây Trắng\nUID: 100012345\nNội dung: Loa phường quá to",
        {"text": "Loa phường quá to"},
    ),
    "a chat's number is no number of an office": (
        "Zalo ID: 778812\nHoa, 08:12\nMã số: 778812\nNắp cống vỡ",
        {"text": "Nắp cống vỡ", "channel": "office_chat", "received_at": "2026-11-16 08:12"},
    ),
    "composed letters and signs of another system": (
        "Nô\u0323i dung: Đươ\u0300ng hỏng\r\nSĐT: 0912345678\r\n",
        {"text": "Đường hỏng", "phone": "0912345678"},
    ),
    "nothing": ("   \n\n", {"text": ""}),
}
