"""What residents sent: the message, its public copy, what keeps it from the public, its files, the draft of the form.

Words and place as sent are sealed (vault.text); only masked copies lie in plain. Who the sender is stands in the
vault, tied by the number alone. No model relates many messages to one resident.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models

from hoiam.listen.stored import StoredName
from hoiam.office.models import Area, Office, Unit

# Non-null, so that lists can page over it: a message that is still open ends on this day.
OPEN = date(9999, 12, 31)


class Kind(models.TextChoices):
    FEEDBACK = "feedback", "Phản ánh"
    QUESTION = "question", "Câu hỏi, đề nghị giải đáp"
    PETITION = "petition", "Kiến nghị"
    PROCEDURE = "procedure", "Phản ánh, kiến nghị về quy định hành chính"
    INFORMATION = "information", "Yêu cầu cung cấp thông tin"
    COMPLAINT = "complaint", "Khiếu nại"
    DENUNCIATION = "denunciation", "Tố cáo"


# Signed letters with an access list of their own (LTC Đ8.3, Đ49.2; LKN Đ12): never in a list, search or notice.
RESTRICTED_KINDS = frozenset({Kind.COMPLAINT, Kind.DENUNCIATION})


class Channel(models.TextChoices):
    WEB = "web", "trang này"
    COUNTER = "counter", "tại quầy"
    PHONE = "phone", "điện thoại"
    LETTER = "letter", "bưu chính"
    MAIL = "mail", "thư điện tử"
    RECEPTION = "reception", "tiếp công dân"
    OLD_BOOK = "old_book", "sổ cũ"
    TRANSFER = "transfer", "cơ quan khác chuyển đến"
    PORTAL = "portal", "hệ thống PAKN của tỉnh, Cổng Dịch vụ công"
    OFFICE_CHAT = "office_chat", "tài khoản chính thức của cơ quan"


class Stage(models.TextChoices):
    RECEIVED = "received", "chờ phân loại"
    ACCEPTED = "accepted", "chờ giao"
    ASSIGNED = "assigned", "đang xử lý"
    DRAFTED = "drafted", "chờ duyệt"
    RETURNED = "returned", "trả lại dự thảo"
    WAITING_SENDER = "waiting_sender", "chờ người gửi bổ sung"
    APPROVED = "approved", "đã duyệt, chờ gửi"
    PASSED_ON = "passed_on", "đã chuyển, chờ nơi nhận vào sổ"
    ANSWERED = "answered", "đã trả lời"
    REOPENED = "reopened", "mở lại"
    TWIN = "twin", "trùng, cùng trả lời với việc khác"
    CLOSED = "closed", "kết thúc"


class Topic(models.Model):
    """A thing or a service that messages are about; it proposes the unit. Names no person and no viewpoint."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="topics")
    slug = models.SlugField(max_length=30)
    words = models.CharField(max_length=100, help_text="Như người dân đọc trên mẫu gửi")
    lead = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    along = models.CharField(max_length=200, blank=True, help_text="Phối hợp, hoặc chuyển đến")
    added_by = models.CharField(max_length=120, default="danh mục mặc định", help_text="Ai đưa vào danh mục (chức vụ)")
    routing_words = models.JSONField(
        default=list, blank=True, help_text="Chữ cơ quan thêm để nhận ra lĩnh vực: chữ, và chức vụ người thêm"
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["office", "slug"], name="topic_once")]

    def __str__(self) -> str:
        return self.words


class Message(models.Model):
    """One thing a resident sent to the office."""

    number = models.CharField(max_length=9, unique=True)
    key_hash = models.CharField(max_length=64)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="inbox")
    kind = models.CharField(max_length=12, choices=Kind, blank=True, help_text="Trống: chưa phân loại")
    channel = models.CharField(max_length=12, choices=Channel)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True)
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    sent_on = models.DateField(null=True, help_text="Ngày gửi, khi luật tính theo ngày gửi")
    external_ref = models.CharField(max_length=80, blank=True, help_text="Mã hồ sơ bên hệ thống của cơ quan khác")
    fingerprint = models.CharField(
        max_length=64, blank=True, help_text="Dấu có khóa của dòng trong tệp, để chạy lại không thêm gì"
    )
    wants_public = models.BooleanField(help_text="Người gửi chọn: được đăng công khai, đã che thông tin cá nhân")
    publicity_answered = models.BooleanField(
        default=True, help_text="Người gửi đã được hỏi về việc đăng công khai và đã trả lời"
    )

    sealed_text = models.BinaryField()
    sealed_place = models.BinaryField()
    text_masked = models.TextField()
    place_masked = models.CharField(max_length=400, blank=True)
    masks = models.JSONField(default=dict, help_text="Chỗ đã che trong bản gốc: vị trí, không phải chữ")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    cell_lat = models.IntegerField(null=True, help_text="Ô lưới khoảng 300 m, để tìm nội dung gần đó")
    cell_lon = models.IntegerField(null=True)
    salt = models.BinaryField(max_length=32, help_text="Đi cùng nội dung, mất cùng nội dung; không có trong nhật ký")
    commitment = models.CharField(max_length=64)

    promise = models.JSONField(help_text="Điều đã hứa, đóng băng lúc nhận: hạn, quy định, câu chữ")
    due_on = models.DateField()
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.RECEIVED)
    ended_on = models.DateField(default=OPEN)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["office", "ended_on", "due_on", "id"], name="inbox_by_due"),
            models.Index(fields=["office", "stage", "due_on", "id"], name="inbox_by_stage"),
            models.Index(fields=["office", "received_at", "id"], name="inbox_by_receipt"),
            models.Index(fields=["office", "ended_on", "received_at", "id"], name="waiting_by_receipt"),
            models.Index(fields=["office", "cell_lat", "cell_lon", "received_at"], name="inbox_by_cell"),
        ]
        constraints = [
            # A second run of the same file adds nothing.
            models.UniqueConstraint(
                fields=["office", "channel", "external_ref"],
                condition=~models.Q(external_ref=""),
                name="external_ref_once",
            ),
            models.UniqueConstraint(
                fields=["office", "fingerprint"], condition=~models.Q(fingerprint=""), name="line_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Restriction(models.Model):
    """A message with an access list of its own; in no list, search, notice, small figure. The row goes when it ends."""

    class Source(models.TextChoices):
        SENDER = "sender", "người gửi đề nghị giữ kín"
        WORDS = "words", "có dấu hiệu khiếu nại, tố cáo; chưa hỏi được người gửi"

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="restriction")
    source = models.CharField(max_length=6, choices=Source, default=Source.SENDER)
    clause = models.CharField(max_length=120)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", help_text="Ai tiếp nhận"
    )
    at = models.DateTimeField()
    confirm_by = models.DateField(null=True, help_text="Chưa ai xác nhận đến hết ngày này thì hết hạn chế")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)


class RestrictedReader(models.Model):
    """One line of the access list: who may see a restricted message, and who put them on the list."""

    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["restriction", "person"], name="reader_once")]


class Concerned(models.Model):
    """Who a message is about: a unit, a post, or the leadership of the office. Never a person outside the staff.

    People of that unit, or above it, neither sort, withhold, confirm, split nor join the message, nor open its vault.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="concerned")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    leadership = models.BooleanField(default=False, help_text="Chủ tịch, Phó Chủ tịch")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)
    salt = models.BinaryField(max_length=32, default=bytes, help_text="Của lý do thôi ghi")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False) | models.Q(person__isnull=False) | models.Q(leadership=True),
                name="concerns_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_by__isnull=True)
                | models.Q(by__isnull=True)
                | ~models.Q(ended_by=models.F("by")),
                name="undone_by_another",
            ),
        ]


class PublicCopy(models.Model):
    """The redacted copy, made when a person has checked the words; the public reads this and nothing else."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="public_copy")
    title = models.CharField(max_length=140)
    text = models.TextField()
    place = models.CharField(max_length=400, blank=True)
    masks = models.JSONField(default=dict, help_text="Chỗ đã che trong bản này: vị trí, không phải chữ")
    salt = models.BinaryField(max_length=32)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()


class Attachment(models.Model):
    """A re-made file of a message. A photo is public only once staff have looked at it and ticked it, a voice never."""

    class Sort(models.TextChoices):
        IMAGE = "image", "ảnh"
        PDF = "pdf", "tệp PDF"
        VOICE = "voice", "lời nói"

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="files")
    name = StoredName(unique=True, help_text="Tên ngẫu nhiên trong HOIAM_HOME/files")
    thumbnail = StoredName(blank=True)
    sort = models.CharField(max_length=5, choices=Sort)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    scan = models.BooleanField(default=False, help_text="Bản chụp đơn, thư: không bao giờ đăng, không chuyển đi")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    # The copy that the public gets instead, with black boxes burnt in: its names are no way back to the photo as sent.
    public_name = StoredName(blank=True)
    public_thumbnail = StoredName(blank=True)
    boxes = models.JSONField(default=list, help_text="Chỗ đã che: trái, trên, rộng, cao, phần nghìn của ảnh")
    covered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    covered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scan=False) | models.Q(published_at__isnull=True), name="scan_never_public"
            ),
            models.CheckConstraint(
                condition=~models.Q(sort="voice") | models.Q(published_at__isnull=True), name="voice_never_public"
            ),
        ]


class Draft(models.Model):
    """The form between its steps: sealed with a key derived from a token that only the sender's page holds."""

    token_hash = models.CharField(max_length=64, unique=True)
    blob = models.BinaryField()
    files = models.JSONField(default=list, help_text="Tên ngẫu nhiên của các tệp đã làm lại, để dọn khi hết hạn")
    expires_at = models.DateTimeField()
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True)


from hoiam.listen.models_imports import ColumnMap as ColumnMap  # noqa: E402
from hoiam.listen.models_imports import ImportFile as ImportFile  # noqa: E402
from hoiam.listen.models_mailbox import MailRound as MailRound  # noqa: E402
from hoiam.listen.models_parts import Part as Part  # noqa: E402
from hoiam.listen.models_reception import Reception as Reception  # noqa: E402
from hoiam.listen.models_reception import ReceptionDay as ReceptionDay  # noqa: E402
from hoiam.listen.models_sealing import Sealing as Sealing  # noqa: E402
from hoiam.listen.models_withholding import Appeal as Appeal  # noqa: E402
from hoiam.listen.models_withholding import Ground as Ground  # noqa: E402
from hoiam.listen.models_withholding import HowEnded as HowEnded  # noqa: E402
from hoiam.listen.models_withholding import ReviewOutcome as ReviewOutcome  # noqa: E402
from hoiam.listen.models_withholding import Withholding as Withholding  # noqa: E402
