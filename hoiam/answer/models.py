"""How the office answers: the matter, who has it, its extensions, drafts, replies, ratings and reopenings.

A state is a row with who and when. ``stage``, ``due_on`` and ``ended_on`` repeat what the rows say, for lists; only
acts write them, and a test recounts them from the rows.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.listen.models import OPEN, Kind, Message, Stage
from hoiam.office.models import Office, Role, Unit


class Matter(models.Model):
    """What the office does about a message, from the moment it is accepted."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="matter")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="matters")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="matters")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.ACCEPTED)
    due_on = models.DateField()
    ended_on = models.DateField(default=OPEN)

    class Meta:
        indexes = [models.Index(fields=["unit", "ended_on", "due_on", "id"], name="matters_of_unit")]

    def __str__(self) -> str:
        return self.message.number


class KindChange(models.Model):
    """An officer sorted the message otherwise than it came, and why."""

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="kind_change")
    kind_was = models.CharField(max_length=12, choices=Kind, blank=True)
    reason = models.CharField(max_length=500)
    salt = models.BinaryField(max_length=32)


class Assignment(models.Model):
    """One lead unit at a time; a new row each time the matter changes hands."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class Extension(models.Model):
    """A longer deadline, with the reason that the resident reads."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="extensions")
    step = models.SlugField(max_length=20, blank=True, help_text="Bước được gia hạn; trống: trả lời, giải quyết")
    due_was = models.DateField()
    due_on = models.DateField()
    reason = models.CharField(max_length=500)
    salt = models.BinaryField(max_length=32)
    round = models.PositiveSmallIntegerField(help_text="0: lần trả lời đầu; n: sau lần mở lại thứ n")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class Outcome(models.TextChoices):
    SOLVED = "solved", "Đã giải quyết xong"
    PARTLY = "partly", "Đã giải quyết một phần"
    ANSWERED = "answered", "Đã trả lời, giải thích"
    PASSED_ON = "passed_on", "Đã chuyển cơ quan có thẩm quyền"
    GUIDED = "guided", "Đã hướng dẫn"
    REFUSED = "refused", "Không xử lý được"
    WITHDRAWN = "withdrawn", "Người gửi rút"
    FILED = "filed", "Lưu đơn (không đủ điều kiện xử lý)"
    RETURNED_LETTER = "returned_letter", "Trả lại đơn"
    TWIN = "twin", "Trùng, cùng trả lời với hồ sơ khác"


# WORDS.md, section 3: how a refusal is called depends on what was asked.
REFUSAL = {
    Kind.INFORMATION: "Từ chối cung cấp thông tin",
    Kind.COMPLAINT: "Không thụ lý",
    Kind.DENUNCIATION: "Không thụ lý",
}


INFORMED = {
    Outcome.SOLVED: "Đã cung cấp thông tin",
    Outcome.ANSWERED: "Đã cung cấp thông tin",
    Outcome.PARTLY: "Đã cung cấp một phần thông tin",
}


def outcome_words(outcome: str, kind: str) -> str:
    """The outcome as people read it; a refusal and what was given are named by what was asked."""
    if kind == Kind.INFORMATION and outcome in INFORMED:
        return INFORMED[Outcome(outcome)]
    if outcome == Outcome.REFUSED and kind in REFUSAL:
        return REFUSAL[Kind(kind)]
    return str(Outcome(outcome).label)


def reply_words(reply: Reply, kind: str) -> str:
    """What a reply did, as people read it; an interim one has not ended anything."""
    return "Trả lời bước đầu" if reply.interim else outcome_words(reply.outcome, kind)


class Reply(models.Model):
    """A draft, and after approval and sending the answer itself. Sending needs an approval by someone else."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="replies")
    round = models.PositiveSmallIntegerField(help_text="0: lần trả lời đầu; n: sau lần mở lại thứ n")
    outcome = models.CharField(max_length=16, choices=Outcome)
    text = models.TextField()
    clause = models.CharField(max_length=300, blank=True, help_text="Khi từ chối: khoản nào, điều nào")
    receiver = models.CharField(max_length=200, blank=True, help_text="Khi chuyển: cơ quan nhận")
    receiver_number = models.CharField(max_length=80, blank=True, help_text="Số vào sổ của cơ quan nhận")
    receiver_salt = models.BinaryField(max_length=32, default=b"")
    salt = models.BinaryField(max_length=32)
    commitment = models.CharField(max_length=64)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_why = models.CharField(max_length=500, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_as = models.CharField(max_length=20, choices=Role, blank=True, help_text="Quyền mà theo đó đã duyệt")
    approved_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", help_text="Người đã ủy quyền"
    )
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(help_text="Hạn tại lúc gửi")
    interim = models.BooleanField(default=False, help_text="Trả lời bước đầu: việc chưa kết thúc")
    corrects = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="corrections")
    correction_note = models.CharField(max_length=500, blank=True, help_text="Đính chính gì, vì sao: ai cũng đọc")
    correction_salt = models.BinaryField(max_length=32, default=b"")

    class Meta:
        ordering = ["drafted_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("drafted_by")),
                name="approved_by_another",
            ),
        ]


class Satisfaction(models.IntegerChoices):
    VERY = 3, "Rất hài lòng"
    YES = 2, "Hài lòng"
    NO = 1, "Không hài lòng"


class Rating(models.Model):
    """What the sender says of an answer, with the key: is it done, and was it well answered."""

    reply = models.OneToOneField(Reply, on_delete=models.CASCADE, related_name="rating")
    satisfaction = models.PositiveSmallIntegerField(choices=Satisfaction, null=True)
    solved = models.BooleanField(null=True)
    at = models.DateTimeField()


class Reopening(models.Model):
    """The sender says it is not solved: the work goes on under a new clock of the same rule."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="reopenings")
    reply = models.OneToOneField(Reply, on_delete=models.CASCADE, related_name="reopening")
    times = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


# Each domain's models stand in a file of their own; here they are all found.
from hoiam.answer.models_clock import Decision as Decision  # noqa: E402
from hoiam.answer.models_clock import DueChange as DueChange  # noqa: E402
from hoiam.answer.models_clock import Inquiry as Inquiry  # noqa: E402
from hoiam.answer.models_clock import LetterResult as LetterResult  # noqa: E402
from hoiam.answer.models_clock import Moved as Moved  # noqa: E402
from hoiam.answer.models_clock import Return as Return  # noqa: E402
from hoiam.answer.models_clock import StepDone as StepDone  # noqa: E402
from hoiam.answer.models_clock import StepOpened as StepOpened  # noqa: E402
from hoiam.answer.models_clock import WhyBack as WhyBack  # noqa: E402
from hoiam.answer.models_cooperation import Cooperation as Cooperation  # noqa: E402
from hoiam.answer.models_cooperation import Note as Note  # noqa: E402
from hoiam.answer.models_information import CostWaived as CostWaived  # noqa: E402
from hoiam.answer.models_information import Entitlement as Entitlement  # noqa: E402
from hoiam.answer.models_information import InformationTerms as InformationTerms  # noqa: E402
from hoiam.answer.models_information import RefusalGround as RefusalGround  # noqa: E402
from hoiam.answer.models_issuing import IssuedPaper as IssuedPaper  # noqa: E402
from hoiam.answer.models_reply import KeptForm as KeptForm  # noqa: E402
from hoiam.answer.models_reply import ReplyFile as ReplyFile  # noqa: E402
from hoiam.answer.models_reply import ReplyTemplate as ReplyTemplate  # noqa: E402
from hoiam.answer.models_routes import Delegation as Delegation  # noqa: E402
from hoiam.answer.models_routes import FormCheck as FormCheck  # noqa: E402
from hoiam.answer.models_routes import Route as Route  # noqa: E402
from hoiam.answer.models_twins import Deflection as Deflection  # noqa: E402
from hoiam.answer.models_twins import MeToo as MeToo  # noqa: E402
from hoiam.answer.models_twins import Twin as Twin  # noqa: E402
from hoiam.answer.models_vault import Call as Call  # noqa: E402
from hoiam.answer.models_vault import CallResult as CallResult  # noqa: E402
from hoiam.answer.models_vault import Erasure as Erasure  # noqa: E402
from hoiam.answer.models_vault import Opening as Opening  # noqa: E402
from hoiam.answer.models_vault import OpeningReason as OpeningReason  # noqa: E402
