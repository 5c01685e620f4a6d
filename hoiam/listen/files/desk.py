"""Covering parts of a photo at the desk: boxes drawn with the finger or the keys, or typed as numbers."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hoiam.listen.access import may_apart, message_for, person_at_desk
from hoiam.listen.files.covering import MOST_BOXES, Box, boxes_of, cover_photo, preview
from hoiam.listen.models import Attachment, Message
from hoiam.listen.publicity.acts import publish_photo
from hoiam.office.models import Person

EMPTY_ROWS = 3
SIDES = ("x", "y", "w", "h")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """/ban/viec/<n>/anh/<name>/che: look, mark, see what it will be, keep. Without JavaScript by numbers."""
    person = person_at_desk(request)
    message, file = _photo(person, number, name)
    problem, boxes = "", boxes_of(file)
    typed = request.POST if request.method == "POST" else None
    if typed is not None:
        try:
            boxes = _boxes(typed)
            if typed.get("viec") == "luu":
                _keep(file, boxes, person, publish=typed.get("dang") == "co")
                said = "Đã che" if boxes else "Đã bỏ các ô che"
                flash.success(request, f"{said}; trang công khai dùng bản này khi ảnh được cho đăng.")
                return redirect("matter", number=number)
        except ValidationError as refused:
            problem = " ".join(refused.messages)
    rows = [{side: f"{value / 10:g}" for side, value in zip(SIDES, box, strict=True)} for box in boxes]
    rows += [dict.fromkeys(SIDES, "") for _ in range(min(EMPTY_ROWS, MOST_BOXES - len(rows)))]
    context = {
        "message": message,
        "file": file,
        "rows": rows,
        "preview": urlencode([("o", ",".join(map(str, box))) for box in boxes]),
        "problem": problem,
        "place": [one.pk for one in message.files.all()].index(file.pk) + 1,
    }
    response = render(request, "listen/files/cover.html", context, status=400 if problem else 200)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_safe
def cover_preview(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """The photo with the boxes asked for and a net of tenths, drawn by the server."""
    _message, file = _photo(person_at_desk(request), number, name)
    boxes = [box for text in request.GET.getlist("o")[:MOST_BOXES] if (box := _asked(text))]
    response = HttpResponse(preview(file, boxes), content_type="image/webp")
    response["Cache-Control"] = "private, no-store"
    return response


def _keep(file: Attachment, boxes: list[Box], person: Person, *, publish: bool) -> None:
    at = timezone.now()
    cover_photo(file, boxes, by=person, at=at)
    if publish:
        publish_photo(file, by=person, at=at)


def _photo(person: Person, number: str, name: str) -> tuple[Message, Attachment]:
    message = message_for(person, number)
    file = message.files.filter(name=name, sort=Attachment.Sort.IMAGE, scan=False).first()
    if file is None or message.is_restricted or not may_apart(person, "confirm_public", message):
        raise Http404("Không có ảnh này, hoặc bạn không che ảnh của hồ sơ này.")
    file.message = message
    return message, file


def _boxes(typed: QueryDict) -> list[Box]:
    """The rows that were filled in; a row with an empty width or height is no box."""
    boxes = []
    for values in zip(*(typed.getlist(side) for side in SIDES), strict=False):
        if values[2].strip() and values[3].strip():
            try:
                boxes.append(Box(*(round(float(value.replace(",", ".") or 0) * 10) for value in values)))
            except (ValueError, OverflowError) as error:
                raise ValidationError("Ghi mỗi ô bằng số, từ 0 đến 100.") from error
    return boxes


def _asked(text: str) -> Box | None:
    parts = text.split(",")
    if len(parts) != len(SIDES) or not all(part.isdigit() and len(part) <= 4 for part in parts):
        return None
    box = Box(*map(int, parts))
    return box if box.inside() else None
