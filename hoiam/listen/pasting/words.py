"""The words by which a pasted text names its parts: without marks, as `viettext.fold.ONE_FOR_ONE` leaves them."""

from __future__ import annotations

# What follows such a label, up to the next one.
LABELS: dict[str, tuple[str, ...]] = {
    "ref": (
        *("ma phan anh", "ma phan anh kien nghi", "ma pakn", "ma ho so", "ma phieu", "ma yeu cau", "ma tiep nhan"),
        *("ma tin bao", "ma kien nghi", "ma so", "ma so phan anh", "ma vu viec", "so phieu", "so tiep nhan", "ma"),
        *("so den", "so van ban den", "so cong van den", "ma van ban", "so ho so", "ticket", "ticket id"),
    ),
    "when": (
        *("thoi gian", "thoi gian gui", "thoi gian phan anh", "thoi gian tiep nhan", "thoi gian goi", "thoi diem"),
        *("ngay gui", "ngay phan anh", "ngay tao", "ngay tiep nhan", "ngay nhan", "ngay den", "ngay", "gui luc"),
        *("luc", "goi luc", "gio goi", "date", "sent", "da gui", "ngay gio", "thoi gian tao"),
    ),
    "name": (
        *("ho ten", "ho va ten", "nguoi gui", "nguoi phan anh", "nguoi kien nghi", "cong dan", "ten cong dan"),
        *(
            "ten nguoi gui",
            "nguoi lien he",
            "ten",
            "ten nguoi phan anh",
            "nguoi goi",
            "khach hang",
            "ong/ba",
            "ho ten cd",
        ),
        *("ca nhan/to chuc", "to chuc, ca nhan", "nguoi nop", "nguoi bao tin", "ho va ten nguoi gui"),
    ),
    "phone": (
        *("sdt", "so dien thoai", "dien thoai", "dt", "di dong", "so dt", "so dien thoai lien he", "lien he", "so may"),
        *("dien thoai lien he", "so lien he", "so goi den", "so dien thoai nguoi phan anh", "phone", "mobile", "tel"),
    ),
    "email": ("email", "e-mail", "thu dien tu", "hop thu", "dia chi email", "dia chi thu dien tu"),
    "address": (
        *("dia chi nguoi gui", "dia chi lien he", "dia chi thuong tru", "noi o", "noi cu tru", "thuong tru"),
        *("dia chi cong dan", "dia chi nguoi phan anh", "dia chi nha", "dia chi hien tai", "noi thuong tru"),
    ),
    "place": (
        *(
            "dia diem",
            "noi xay ra",
            "vi tri",
            "dia diem phan anh",
            "dia chi phan anh",
            "dia diem xay ra",
            "noi phan anh",
        ),
        *(
            "dia chi su viec",
            "khu vuc",
            "dia chi xay ra",
            "dia chi noi xay ra",
            "tai dia chi",
            "dia ban",
            "dia diem su viec",
        ),
    ),
    "address?": ("dia chi",),
    "title": ("tieu de", "trich yeu", "trich yeu noi dung", "chu de", "subject", "ve viec", "v/v", "tieu de phan anh"),
    "text": (
        *("noi dung", "noi dung phan anh", "noi dung kien nghi", "noi dung phan anh, kien nghi", "chi tiet", "mo ta"),
        *("noi dung phan anh kien nghi", "noi dung don", "noi dung chi tiet", "noi dung cuoc goi", "noi dung tin nhan"),
        *("mo ta su viec", "noi dung su viec", "noi dung yeu cau", "y kien"),
    ),
    "mail": ("from", "tu"),
    # What the other system says about its own work, and what names a person or a page of a social network.
    "drop": (
        *(
            "linh vuc",
            "trang thai",
            "han xu ly",
            "don vi xu ly",
            "nguon",
            "kenh tiep nhan",
            "kenh",
            "muc do",
            "do khan",
        ),
        *(
            "can bo tiep nhan",
            "nguoi tiep nhan",
            "chuyen vien",
            "tong dai vien",
            "file dinh kem",
            "tep dinh kem",
            "do mat",
        ),
        *("hinh anh", "hinh anh dinh kem", "so ky hieu", "so/ky hieu", "co quan ban hanh", "noi gui", "noi ban hanh"),
        *("link", "url", "facebook", "zalo", "zalo id", "uid", "user id", "fanpage", "tai khoan", "nguoi dang", "cc"),
        *("trang ca nhan", "loai", "loai phan anh", "loai van ban", "hinh thuc", "phan loai", "doi tuong", "ip", "to"),
        *("den", "nguoi nhan", "nguoi xu ly", "don vi tiep nhan", "co quan xu ly", "thoi han", "so trang", "nguoi ky"),
        *(
            "han tra loi",
            "cong khai",
            "gioi tinh",
            "ngay sinh",
            "so cccd",
            "cccd",
            "cmnd",
            "ngay ban hanh",
            "nguoi soan",
        ),
        *(
            "ngay van ban",
            "han giai quyet",
            "y kien chi dao",
            "nguoi chuyen",
            "ma tra cuu",
            "bai viet",
            "dia chi trang",
        ),
        *("nen tang", "tuong tac", "luot thich", "ten tai khoan", "id", "ma xac nhan", "gui tu", "chuyen den"),
    ),
}
BY_LABEL = {label: part for part, labels in LABELS.items() for label in labels}

# A line of these says nothing of the matter.
BOILERPLATE = (
    r"cong dich vu cong quoc gia.*", r"thong tin (phan anh|chung|cong dan|nguoi gui|van ban|nguoi phan anh|chi tiet).*",
    r"(he thong|phan mem|cong) .{0,60}(phan anh|1022|ioffice|quan ly van ban|dieu hanh).*", r"tong dai 1022.*",
    r"da (xem|nhan|gui)( .{0,20})?", r"\[(hinh anh|anh|photo|video|sticker|file|nhan dan|tep|link)\]",
    r"hinh anh|sticker",
    r"(gui|da gui) tu (zalo|iphone|dien thoai|ung dung).*", r"sent from .*", r"phieu (chuyen|tiep nhan|phan anh).*",
    r"[-_=*. ]{3,}", r"(xem chi tiet|tra loi|thich|chia se|chuyen tiep|thu hoi|binh luan|reply|quay lai|in phieu|dong)",
    r"(chi tiet|thong tin) (phieu|ho so|van ban|phan anh).*", r"van ban den", r"trang \d+/\d+", r"hom (nay|qua)",
    r"dinh kem:?", r"-+ ?(forwarded message|thu duoc chuyen tiep|tin nhan chuyen tiep).*",
)  # fmt: skip
SOCIAL = r"(?<![\w.-])(?:https?://)?(?:[\w-]+\.)*(?:facebook|fb|zalo|zaloapp|tiktok|youtube|youtu|instagram|threads|x|twitter|t|telegram)"
SOCIAL_ADDRESS = SOCIAL + r"\.(?:com|vn|me|be|net)(?:/[^\s<>()]*|\b)"
