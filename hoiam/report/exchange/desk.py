"""Reports between two servers at the desk: what we sent and what became of it, what came and what was wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hoiam.files import store as files_store
from hoiam.files.serving import download
from hoiam.office.access import may, require
from hoiam.report.access import reads_inside
from hoiam.report.bundle import format as form
from hoiam.report.bundle.format import Refused, read_content, unpack
from hoiam.report.bundle.outgoing import made, send_again
from hoiam.report.bundle.peers import superior_of
from hoiam.report.bundle.ways import AT_HAND, way_named, ways
from hoiam.report.exchange.receiving import answer_to, receive
from hoiam.report.exchange.sending import bring_home
from hoiam.report.models import LedgerFault, SentBundle, TakenIn
from hoiam.report.reading.address import person_of

SHOWN = 50


class BundleForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label="Tệp gói báo cáo",
        help_text="Tệp .hoiam mà cơ quan cấp dưới mang đến.",
        widget=forms.FileInput(attrs={"accept": form.SUFFIX}),
        error_messages={"required": "Hãy chọn một tệp.", "empty": "Tệp trống, không có gì bên trong."},
    )


class AnswerForm(BundleForm):
    file = forms.FileField(
        label="Tệp trả lời của cấp trên",
        help_text="Tệp .json mà cấp trên đưa lại sau khi nhận gói.",
        widget=forms.FileInput(attrs={"accept": ".json"}),
        error_messages={"required": "Hãy chọn một tệp.", "empty": "Tệp trống, không có gì bên trong."},
    )


@login_required
@require_safe
def bundles(request: HttpRequest) -> HttpResponse:
    """Both ways of this office: up to the superior's server, and in from the servers below."""
    return _page(request, BundleForm(), AnswerForm())


@login_required
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """A bundle that came as a file, taken in as over the line."""
    person = person_of(request)
    require(person, "judge_report")
    given = BundleForm(request.POST, request.FILES)

    def act(data: bytes, at: datetime) -> str:
        row = receive(data, at=at)
        if row.peer.office_id != person.office_id:
            raise ValidationError("Gói này gửi cho cơ quan khác trên máy chủ này; cơ quan ấy đã nhận.")
        return f"Đã nhận báo cáo của {row.frozen.report.office}: {way_named(row.frozen)}."

    return _taken(request, given, act, (given, AnswerForm()))


@login_required
@require_POST
def bring_answer(request: HttpRequest) -> HttpResponse:
    """An answer of the superior that came as a file."""
    person = person_of(request)
    require(person, "submit_report")
    given = AnswerForm(request.POST, request.FILES)

    def act(data: bytes, at: datetime) -> str:
        peer = superior_of(person.office)
        if peer is None:
            raise ValidationError("Cấp trên không có máy chủ riêng: không có trả lời nào để nhận.")
        bring_home(peer, data, at=at)
        return "Đã ghi trả lời của cấp trên."

    return _taken(request, given, act, (BundleForm(), given))


def _taken(
    request: HttpRequest, given: BundleForm, act: Callable[[bytes, datetime], str], shown: tuple[BundleForm, BundleForm]
) -> HttpResponse:
    if given.is_valid():
        try:
            flash.success(request, act(given.cleaned_data["file"].read(form.LARGEST + 1), timezone.now()))
            return redirect("bundles")
        except Refused as refused:
            given.add_error("file", str(refused))
        except ValidationError as refused:
            given.add_error("file", refused)
    return _page(request, *shown, failed=given)


@login_required
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """«Gửi lại»"""
    person = person_of(request)
    bundle = get_object_or_404(SentBundle, pk=pk, submission__frozen__report__office=person.office)
    try:
        send_again(bundle.submission, by=person, at=timezone.now())
        flash.success(request, "Đã lập gói mới; máy gửi đi ngay khi nối được.")
    except ValidationError as refused:
        flash.error(request, " ".join(refused.messages))
    return redirect("bundles")


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """A bundle of ours, to be brought by hand; it holds the exact figures."""
    person = person_of(request)
    bundle = get_object_or_404(SentBundle, pk=pk, submission__frozen__report__office=person.office)
    if not reads_inside(person):
        raise Http404
    data = made(bundle, at=timezone.now())
    return download(data, read_content(unpack(data)).file_name)


@login_required
@require_safe
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Our signed answer to a bundle that was brought as a file, to be carried home."""
    row = _taken_in(request, pk)
    name = f"tra-loi-{row.digest[:12]}.json"
    return download(json.dumps(answer_to(row), ensure_ascii=False).encode(), name)


@login_required
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The document that came in a bundle, for who may know the exact figures that can stand in it."""
    row = _taken_in(request, pk)
    if not reads_inside(person_of(request)):
        raise Http404
    bundle = unpack(files_store.read(row.file))
    name = read_content(bundle).file_name.removesuffix(form.SUFFIX) + ".pdf"
    return download(bundle.members[form.PDF], name)


def _page(
    request: HttpRequest, bundle_form: BundleForm, answer_form: BundleForm, failed: BundleForm | None = None
) -> HttpResponse:
    person = person_of(request)
    submits, judges = may(person, "submit_report"), may(person, "judge_report")
    if not submits and not judges:
        raise PermissionDenied("Tài khoản của bạn chưa được giao quyền làm việc này.")
    office = person.office
    sent = SentBundle.objects.filter(submission__frozen__report__office=office).order_by("-id")[:SHOWN]
    taken = TakenIn.objects.filter(peer__office=office).select_related("frozen__report__office", "submission")
    context: dict[str, Any] = {
        "ways": ways(sent.select_related(*AT_HAND).prefetch_related("submission__verdicts")),
        "superior": superior_of(office),
        "below": office.peers.filter(other__parent=office).exists(),
        "taken": [(row, way_named(row.frozen)) for row in taken.order_by("-id")[:SHOWN]],
        "faults": LedgerFault.objects.filter(peer__office=office).select_related("peer__other")[:SHOWN],
        "bundle_form": bundle_form,
        "answer_form": answer_form,
        "failed": failed,
        "submits": submits,
        "judges": judges,
        "reads_inside": reads_inside(person),
    }
    return render(request, "report/exchange/bundles.html", context, status=400 if failed else 200)


def _taken_in(request: HttpRequest, pk: int) -> TakenIn:
    person = person_of(request)
    if not may(person, "judge_report"):
        raise Http404
    rows = TakenIn.objects.select_related("peer__office", "submission")
    return get_object_or_404(rows, pk=pk, peer__office=person.office)
