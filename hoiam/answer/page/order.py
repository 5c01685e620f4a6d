"""How the page of one message shows its acts: what is to be done now stands open, all else is folded below it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hoiam.answer.models import Matter
from hoiam.listen.message.forms import ActForm

QUIET, GRAVE = "quiet", "grave"


@dataclass(frozen=True)
class Shown:
    """An act on the page: its heading, the words of its button, a line that says what follows from it."""

    verb: str
    heading: str
    button: str
    note: str = ""
    colour: str = ""
    template: str = "answer/page/act.html"
    form: ActForm | None = None


# In the order of a matter's life: the first that is offered is what this person has to do.
NOW = (
    Shown("xac-nhan-han-che", "Xác nhận giữ bí mật", "Xác nhận"),
    Shown(
        "chep-lai",
        "Nghe, chép lại lời nói",
        "Ghi thành lời của nội dung này",
        "Chép đúng lời người gửi, không thêm bớt. Hạn trả lời vẫn tính từ khi nhận.",
    ),
    Shown(
        "nhan",
        "Phân loại, nhận xử lý",
        "Nhận xử lý",
        "Đọc chữ và ảnh trước: bản công khai hiện ra ngay sau khi nhận.",
    ),
    Shown(
        "dang-chu",
        "Đăng bản công khai",
        "Đăng",
        "Hồ sơ này hết hạn chế: đọc lại, kiểm tra chỗ đã che rồi đăng.",
    ),
    Shown(
        "kiem-tra",
        "Kiểm tra thể thức",
        "Thể thức đã đúng",
        "Dự thảo chuyển đến người duyệt; chưa đúng thì trả lại để sửa.",
    ),
    Shown("duyet", "Duyệt dự thảo", "Duyệt"),
    Shown(
        "gui",
        "Gửi trả lời",
        "Gửi trả lời",
        "Người gửi được báo; trả lời hiện trên trang công khai nếu nội dung được đăng.",
    ),
    Shown(
        "gui-dinh-chinh",
        "Gửi đính chính",
        "Gửi đính chính",
        "Bản mới đứng trước trên trang công khai, bản cũ ở dưới; người gửi được báo.",
    ),
    Shown(
        "dong-y-mo",
        "Đề nghị mở thông tin người gửi",
        "Đồng ý mở mười phút",
        "Chỉ đồng ý khi điều khoản đúng là cho phép. Người gửi sẽ biết ai đồng ý (chức vụ).",
        GRAVE,
    ),
    Shown("khong-mo", "Không mở", "Không đồng ý", colour=QUIET),
    Shown("dong-y-khong-dang", "Đề nghị không đăng", "Đồng ý không đăng", colour=GRAVE),
    Shown("khong-dong-y", "Vẫn đăng", "Không đồng ý, vẫn đăng", colour=QUIET),
    Shown(
        "mo",
        "Mở thông tin người gửi",
        "Mở mười phút",
        "Đã được đồng ý. Mười phút bắt đầu khi bấm; người gửi được báo.",
    ),
    Shown("so-nhan", "Cơ quan nhận đã vào sổ", "Ghi số"),
    Shown("phoi-hop", "Đơn vị bạn được đề nghị phối hợp", "Gửi ý kiến phối hợp"),
    Shown("giao", "Giao xử lý", "Giao"),
    Shown("thu-ly", "Thụ lý", "Ghi thụ lý", "Từ ngày thụ lý, thời hạn giải quyết bắt đầu."),
    Shown("du-thao", "Soạn trả lời", "Trình duyệt", template="answer/page/draft.html"),
    Shown("ket-qua", "Kết quả giải quyết", "Ghi kết quả"),
    Shown("xong-buoc", "Xong một bước", "Ghi đã xong"),
    Shown(
        "hop-le",
        "Yêu cầu đã hợp lệ",
        "Ghi ngày hợp lệ",
        "Khi người yêu cầu bổ sung tại quầy hoặc bằng giấy; thời hạn tính lại từ ngày này.",
    ),
    Shown("tinh-tiep", "Không chờ nữa", "Tính hạn tiếp", colour=QUIET),
    Shown("tach", "Tách khỏi việc trùng", "Tách ra", "Việc trở lại bước và hạn của riêng nó.", QUIET),
)

# With the sender and the other units; the clock; what the public sees; who may see.
FOLDED = (
    Shown("tra-lai", "Trả lại dự thảo để sửa", "Trả lại"),
    Shown(
        "hoi",
        "Hỏi người gửi",
        "Gửi câu hỏi",
        "Máy gửi giúp, không ai thấy địa chỉ liên lạc; mỗi lượt xử lý hỏi một lần cho đủ.",
    ),
    Shown("giao", "Giao đơn vị khác", "Giao"),
    Shown("de-nghi-phoi-hop", "Đề nghị đơn vị khác phối hợp", "Đề nghị"),
    Shown("ghi-chu", "Ghi chú nội bộ", "Ghi"),
    Shown("gia-han", "Gia hạn", "Gia hạn"),
    Shown("them-buoc", "Thêm bước phải làm", "Thêm bước"),
    Shown("dieu-kien", "Điều kiện cung cấp thông tin", "Ghi"),
    Shown("tro-lai", "Đưa việc trở lại", "Đưa trở lại", "Hạn trả lời giữ nguyên như khi chuyển đi."),
    Shown(
        "ghep",
        "Ghép với một việc trùng",
        "Ghép",
        "Chỉ ghép với việc đang đăng công khai, nhận trước. Người gửi có trả lời riêng, và tách ra được ngay.",
    ),
    Shown(
        "tach-don",
        "Tách đơn có nhiều việc",
        "Tách thành hồ sơ riêng",
        "Mỗi việc một hồ sơ, một loại, một thời hạn tính từ cùng ngày nhận; đơn gốc giữ đủ chữ, ảnh và tệp.",
    ),
    Shown("dinh-chinh", "Đính chính trả lời", "Trình đính chính"),
    Shown("dang-anh", "Đăng ảnh gửi thêm", "Cho đăng"),
    Shown("che-chu", "Che lại chữ của bản công khai", "Đăng bản này", "Bản mới thay bản đang công khai ngay."),
    Shown(
        "khong-dang",
        "Đề nghị không đăng công khai",
        "Đề nghị",
        "Che trước; chỉ đề nghị khi che rồi không còn gì. Cần người thứ hai đồng ý, lý do hiện công khai.",
    ),
    Shown("dang-lai", "Cho đăng trở lại", "Cho đăng trở lại"),
    Shown(
        "noi-ve",
        "Nội dung này nói về đơn vị, cán bộ nào",
        "Ghi lại",
        "Người của đơn vị ấy, người phụ trách và chính người ấy sẽ không phân loại, không quyết định đăng hay "
        "không đăng.",
    ),
    Shown(
        "bo-noi-ve",
        "Bỏ một dòng «nói về» ghi nhầm",
        "Bỏ dòng này",
        "Người đã ghi không tự bỏ; lý do ở lại trong hồ sơ.",
    ),
    Shown(
        "de-nghi-mo",
        "Đề nghị mở thông tin người gửi",
        "Đề nghị",
        "Cần một người ngoài đơn vị đồng ý. Mỗi lần mở hiện công khai trong số liệu, và người gửi được báo.",
    ),
    Shown(
        "bo-han-che",
        "Bỏ hạn chế, đưa vào danh sách chung",
        "Bỏ hạn chế",
        "Số hồ sơ hiện công khai ngay; chữ vẫn chờ người đọc và che tên.",
    ),
    Shown("them-nguoi-xem", "Thêm người được xem", "Thêm"),
    Shown("bot-nguoi-xem", "Bớt người được xem", "Bớt"),
)


def in_order(choices: dict[str, ActForm], matter: Matter | None) -> tuple[list[Shown], list[Shown]]:
    """The offered acts with their forms: those to do now, and the folded ones."""
    # Who has it already is asked first for the answer; giving it to another unit is the exception.
    not_now = {"giao"} if matter and matter.unit_id else set()

    def of(acts: tuple[Shown, ...], left_out: set[str]) -> list[Shown]:
        return [
            replace(act, form=choices[act.verb]) for act in acts if act.verb in choices and act.verb not in left_out
        ]

    return of(NOW, not_now), of(FOLDED, set() if not_now else {"giao"})
