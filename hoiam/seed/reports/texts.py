"""What the units of the story write in their reports. All of it is made up."""

from __future__ import annotations

from hoiam.report.models import Section

# What a unit says where nothing happened: its reason, which only colleagues read.
NOTHING = {Section.PROPOSALS: "Tuần này không có việc cần cấp trên giải quyết."}
WORDS: dict[str, dict[Section, tuple[str, ...]]] = {
    "VP": {
        Section.LEADERSHIP: (
            "Tổ chức giao ban đầu tuần; phân công theo dõi các nhiệm vụ có thời hạn.",
            "Họp giao ban; rà soát tiến độ các kết luận tuần trước, đôn đốc các phòng.",
            "Ban hành kế hoạch phân công trực; chuẩn bị nội dung làm việc với các tổ dân phố.",
        ),
        Section.LETTERS: (
            "Bố trí công chức tiếp công dân thường xuyên tại trụ sở; phân loại đơn trong ngày nhận.",
            "Phối hợp các phòng trả lời phản ánh; gọi điện báo kết quả cho người để lại số điện thoại.",
        ),
        Section.REFORM: (
            "Hướng dẫn người dân nộp hồ sơ trực tuyến tại sảnh; in tờ hướng dẫn các thủ tục hay làm.",
            "Rà soát hồ sơ trễ hẹn; gọi điện báo trước cho người dân.",
        ),
        Section.STRENGTHS: (
            "Phần lớn phản ánh được trả lời đúng hạn; các phòng phối hợp nhịp nhàng.",
            "Việc tại các tổ dân phố được nắm sớm, xử lý ngay trong tuần.",
        ),
        Section.LIMITS: (
            "Một số việc liên quan nhiều đơn vị còn chậm so với yêu cầu.",
            "Còn phản ánh phải gia hạn do chờ vật tư.",
        ),
        Section.CAUSES: (
            "Nhân lực mỏng vào cuối tuần; đơn vị thi công chưa bố trí đủ tổ thợ.",
            "Thời tiết mưa kéo dài; mặt bằng thi công chưa bàn giao đủ.",
        ),
        Section.PROPOSALS: (
            NOTHING[Section.PROPOSALS],
            NOTHING[Section.PROPOSALS],
            "Đề nghị Sở Xây dựng cho ý kiến về điểm ngập nằm trên đường tỉnh.",
        ),
    },
    "KT": {
        Section.ECONOMY: (
            "Kiểm tra vệ sinh môi trường tại các tuyến đường chính; nhắc nhở các hộ để rác sai giờ.",
            "Phối hợp đơn vị thoát nước nạo vét hố ga trước mùa mưa; khảo sát các điểm hay ngập.",
            "Kiểm tra trật tự xây dựng; hướng dẫn các hộ có nhu cầu sửa chữa nhà ở.",
            "Rà soát đèn chiếu sáng công cộng; lập danh mục trụ cần thay.",
        ),
    },
    "VHXH": {
        Section.SOCIETY: (
            "Chi trả trợ cấp xã hội tháng này đúng lịch; thăm hộ neo đơn tại các tổ dân phố.",
            "Phối hợp Trạm Y tế tuyên truyền phòng, chống sốt xuất huyết; tổ chức tổng vệ sinh cuối tuần.",
            "Kiểm tra an toàn thực phẩm tại các quán ăn quanh trường học.",
        ),
        Section.INFORMATION: (
            "Phát thanh thông báo lịch tiêm chủng, lịch cắt nước; niêm yết các thông báo tại trụ sở.",
            "Đăng thông báo thu gom rác cồng kềnh; đọc trên loa ba buổi sáng.",
        ),
    },
    "QS": {
        Section.DEFENCE: (
            "Trực sẵn sàng chiến đấu theo lịch; rà soát danh sách dân quân.",
            "Chuẩn bị phương tiện phòng, chống thiên tai; kiểm tra hai điểm có nguy cơ sạt lở.",
        ),
    },
    "CA": {
        Section.DEFENCE: (
            "Tuần tra ban đêm tại các tổ dân phố; tuyên truyền phòng cháy tại khu chợ.",
            "Giữ trật tự, an toàn giao thông giờ tan trường; nhắc nhở các điểm đậu xe lấn vỉa hè.",
        ),
    },
}
PLANS: dict[str, tuple[str, ...]] = {
    "KT": (
        "Xử lý các điểm đổ rác tự phát đã được phản ánh.",
        "Dặm vá mặt đường theo kế hoạch.",
        "Họp dân lấy ý kiến phương án cải tạo vỉa hè.",
        "Kiểm tra cây xanh trước mùa gió.",
        "Thay các bóng đèn đường đã hỏng theo danh mục.",
        "Nạo vét cống tại các điểm hay ngập.",
    ),
    "VHXH": (
        "Chi trả trợ cấp xã hội tháng tới.",
        "Tổng vệ sinh, diệt lăng quăng tại các tổ dân phố.",
        "Kiểm tra an toàn thực phẩm quanh trường học.",
        "Rà soát hộ có hoàn cảnh khó khăn.",
    ),
    "VP": (
        "Rà soát hồ sơ trễ hẹn, gọi điện báo trước cho người dân.",
        "Chuẩn bị buổi tiếp công dân định kỳ của Chủ tịch.",
        "In tờ hướng dẫn các thủ tục hay làm.",
        "Đôn đốc các phòng trả lời phản ánh sắp đến hạn.",
    ),
}
REMARKS = (
    "Chờ vật tư, chuyển sang tuần sau.",
    "Mưa nhiều nên làm chưa xong.",
    "Đã khảo sát, đang chờ đơn vị thi công.",
    "Xong một phần, còn đoạn qua chợ.",
)
