"""Writing a reply, with a template and files; sending a draft back; correcting an answer; sending what was approved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hoiam.answer.access import works_on
from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.information.forms import ask_ground
from hoiam.answer.models import Matter, Outcome, Reply, ReplyFile, ReplyTemplate
from hoiam.answer.reply import acts
from hoiam.answer.reply.acts import last_reply
from hoiam.answer.reply.attaching import Files
from hoiam.answer.reply.correcting import draft_correction, may_correct, send_correction
from hoiam.answer.reply.templates import filled, fitting
from hoiam.files import store as files_store
from hoiam.listen.message.forms import ActForm, Offer, Typed
from hoiam.listen.models import Message, Stage
from hoiam.office.access import may
from hoiam.office.models import Person

# Among the outcomes, because it is chosen where they are; it is none: the matter goes on.
INTERIM = "interim"
# A twin's reply comes with the reply of its lead, never by hand.
BY_HAND = [choice for choice in Outcome.choices if choice[0] != Outcome.TWIN]
OUTCOMES = [("", "Chọn kết quả"), *BY_HAND, (INTERIM, "Trả lời bước đầu, việc còn làm tiếp")]


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(SeveralFilesField, self).clean(one, initial) for one in data or []]


class DraftForm(ActForm):
    template = forms.ModelChoiceField(
        ReplyTemplate.objects.none(), label="Mẫu trả lời", required=False, empty_label="Chọn mẫu, rồi bấm «Điền mẫu»"
    )
    outcome = forms.ChoiceField(label="Kết quả xử lý", choices=OUTCOMES)
    text = forms.CharField(
        label="Nội dung trả lời",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Đã làm gì, khi nào, còn gì; xưng cơ quan, không nêu tên hay số điện thoại của người gửi.",
    )
    clause = forms.CharField(
        label="Căn cứ", required=False, max_length=300, help_text="Khi từ chối: khoản nào, điều nào."
    )
    receiver = forms.CharField(
        label="Cơ quan nhận", required=False, max_length=200, help_text="Khi chuyển cơ quan có thẩm quyền."
    )
    carried = forms.ModelMultipleChoiceField(
        ReplyFile.objects.none(), label="Giữ tệp của dự thảo trước", required=False, widget=forms.CheckboxSelectMultiple
    )
    attached = SeveralFilesField(
        label="Tệp kèm trả lời",
        required=False,
        widget=SeveralFiles(attrs={"accept": "image/*,application/pdf"}),
        help_text="Ảnh, PDF; ai đọc được trả lời thì xem được tệp. Không kèm giấy tờ của người dân.",
    )

    def __init__(self, message: Message, before: Reply | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.message = message
        ask_ground(self, message)
        self.fields["template"].queryset = fitting(message)  # type: ignore[attr-defined]
        held = before.files.all() if before else None
        if held:
            self.fields["carried"].queryset = held  # type: ignore[attr-defined]
            self.initial.setdefault("carried", held)
        else:
            del self.fields["carried"]

    def with_template(self, at: datetime) -> DraftForm:
        """The same form with the words of the chosen template after what was typed: nothing typed is lost."""
        given = {name: self[name].value() for name in self.fields if name not in ("attached", "carried")}
        chosen = fitting(self.message).filter(pk=given["template"] or 0).first()
        if chosen is not None:
            typed = str(given["text"] or "").strip()
            given["text"] = "\n\n".join(part for part in (typed, filled(chosen, self.message, at)) if part)
        form = DraftForm(self.message, None, initial=given, prefix=self.prefix)
        form.offer = self.offer
        return form

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        given = dict(self.cleaned_data)
        given.pop("template")
        interim = given["outcome"] == INTERIM
        if interim:
            given["outcome"] = Outcome.PARTLY
        sent = Files(_remade(given.pop("attached")), tuple(given.pop("carried", ())))
        acts.draft(message.matter, **given, interim=interim, files=sent, by=person, at=at)
        return "Đã trình dự thảo, chờ duyệt."


def _remade(uploads: list[files_store.Upload]) -> tuple[files_store.Stored, ...]:
    made, refusals = files_store.remake_all(uploads)
    if refusals:
        raise ValidationError(refusals)
    return tuple(files_store.keep(one) for one in made)


class ReturnForm(ActForm):
    why = forms.CharField(label="Cần sửa gì", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        approval_acts.return_draft(last_reply(message), self.cleaned_data["why"], by=person, at=at)
        return "Đã trả lại để sửa."


class SendForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        reply = last_reply(message)
        acts.send_reply(reply, by=person, at=at)
        if reply.interim:
            return "Đã gửi trả lời bước đầu. Việc còn mở, hạn trả lời không đổi."
        if reply.outcome == Outcome.PASSED_ON:
            return "Đã chuyển. Việc còn mở đến khi có số vào sổ của cơ quan nhận."
        return "Đã gửi trả lời."


class CorrectionForm(ActForm):
    note = forms.CharField(
        label="Đính chính gì, vì sao",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ai cũng đọc được, ngay trên bản mới. Bản cũ vẫn xem được.",
    )
    text = forms.CharField(
        label="Nội dung trả lời sau đính chính", max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        draft_correction(current_reply(message.matter), **self.cleaned_data, by=person, at=at)
        return "Đã trình đính chính, chờ duyệt. Người dân vẫn đọc bản cũ đến khi đính chính được gửi."


class SendCorrectionForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        send_correction(last_reply(message), by=person, at=at)
        return "Đã đính chính. Người dân đọc bản mới trước, bản cũ ở dưới."


def current_reply(matter: Matter) -> Reply:
    """The answer that people read now. Raises ValidationError when there is none."""
    reply = acts.last_sent(matter.message)
    if reply is None:
        raise ValidationError("Chưa có trả lời.")
    return reply


def _may_draft(person: Person, message: Message) -> bool:
    """For the lead unit, and the desk that serves all."""
    matter: Matter | None = getattr(message, "matter", None)
    return matter is not None and bool(matter.unit) and works_on(person, matter) and may(person, "draft")


def _may_write(person: Person, message: Message) -> bool:
    writing = (Stage.ASSIGNED, Stage.RETURNED, Stage.REOPENED)
    return _may_draft(person, message) and message.matter.stage in writing


def _may_send(person: Person, message: Message) -> bool:
    matter: Matter | None = getattr(message, "matter", None)
    return matter is not None and matter.stage == Stage.APPROVED and may(person, "send_reply")


def _last_of_answered(message: Message) -> Reply | None:
    matter: Matter | None = getattr(message, "matter", None)
    answered = matter is not None and matter.stage in (Stage.ANSWERED, Stage.CLOSED)
    return matter.replies.last() if matter is not None and answered else None


def _waits_to_be_sent(last: Reply) -> bool:
    return bool(last.corrects_id and last.approved_at and not last.sent_at)


def _may_send_correction(person: Person, message: Message) -> bool:
    last = _last_of_answered(message)
    return last is not None and _waits_to_be_sent(last) and may(person, "send_reply")


def _to_correct(person: Person, message: Message) -> dict[str, str] | None:
    """What a correction begins with: the answer as it stands, or the correction that was sent back."""
    last = _last_of_answered(message)
    if last is None or _waits_to_be_sent(last) or not _may_draft(person, message):
        return None
    read = acts.last_sent(message)
    if read is None or not may_correct(read):
        return None
    returned = last if last.corrects_id and last.returned_at else None
    return {"text": (returned or read).text, "note": returned.correction_note if returned else ""}


def _draft_form(_person: Person, message: Message, _found: bool, typed: Typed) -> DraftForm:
    last = None
    if message.matter.stage == Stage.RETURNED:
        last = message.matter.replies.filter(returned_at__isnull=False, corrects__isnull=True).last()
    initial = {name: getattr(last, name) for name in ("outcome", "text", "clause", "receiver")} if last else {}
    if last and last.interim:
        initial["outcome"] = INTERIM
    return DraftForm(message, last, initial=initial, **typed)


DRAFT = Offer("du-thao", "Soạn trả lời", "Trình duyệt", _may_write, _draft_form, template="answer/page/draft.html")
SEND_REPLY = Offer(
    "gui",
    "Gửi trả lời",
    "Gửi trả lời",
    _may_send,
    lambda _person, _message, _found, typed: SendForm(**typed),
    "Người gửi được báo; trả lời hiện trên trang công khai nếu nội dung được đăng.",
)
SEND_CORRECTION = Offer(
    "gui-dinh-chinh",
    "Gửi đính chính",
    "Gửi đính chính",
    _may_send_correction,
    lambda _person, _message, _found, typed: SendCorrectionForm(**typed),
    "Bản mới đứng trước trên trang công khai, bản cũ ở dưới; người gửi được báo.",
)
CORRECT = Offer(
    "dinh-chinh",
    "Đính chính trả lời",
    "Trình đính chính",
    _to_correct,
    lambda _person, _message, begun, typed: CorrectionForm(initial=begun, **typed),
)
