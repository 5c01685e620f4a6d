"""Every list of the desk as an XLSX file: what its reader sees there, with masked titles, and nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hoiam.answer.books import books
from hoiam.answer.books.archiving import archive
from hoiam.answer.inbox import inbox
from hoiam.answer.inbox.filters import Asked
from hoiam.files.serving import download
from hoiam.listen.access import message_for, person_at_desk
from hoiam.listen.key.numbers import spaced
from hoiam.listen.models import Stage
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.papers.sheet import Cell, workbook
from hoiam.viettext.fold import nfc
from hoiam.viettext.personal.finding import plain
from hoiam.workdays.forms import DayField

MOST_ROWS = 20_000
INBOX_HEAD = ("Số hồ sơ", "Hạn trả lời", "Còn (ngày làm việc)", "Nội dung", "Loại, nguồn, địa bàn", "Đơn vị", "Bước")
INBOX_WIDTHS = (14, 12, 12, 60, 40, 28, 22)


def as_file(
    name: str, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int]
) -> HttpResponse:
    """A list as a download."""
    return download(workbook(title, head, rows, widths), f"{name}.xlsx")


@login_required
@require_safe
def inbox_file(request: HttpRequest) -> HttpResponse:
    """The inbox by its filter or its search, all pages of it."""
    person, today = request.user, timezone.localdate()
    assert isinstance(person, Person)
    require(person, "read_inbox")
    query, asked = nfc(request.GET.get("q", "")).strip()[:200], Asked.read(request.GET, person)
    title = f"Tìm: {query}" if query else asked.sentence
    found = inbox.find(person, query, today).rows if query else _pages(person, asked, today)
    name = f"hop-tiep-nhan-{today:%Y-%m-%d}"
    return as_file(name, f"{title} ({today:%d/%m/%Y})", INBOX_HEAD, map(_cells, found), INBOX_WIDTHS)


def _pages(person: Person, asked: Asked, today: date) -> Iterator[inbox.Row]:
    after, count = "", 0
    while count < MOST_ROWS:
        page = inbox.page(person, asked, today, after)
        yield from page.rows
        after, count = page.after, count + len(page.rows)
        if not after:
            return


def _cells(row: inbox.Row) -> tuple[Cell, ...]:
    left = None if row.is_answered else row.days_left
    step = Stage(row.stage).label
    return (spaced(row.number), row.due_on, left, plain(row.title), plain(row.about), row.unit, str(step))


class PeriodForm(forms.Form):
    """From one day to another, both included."""

    use_required_attribute = False

    first = DayField(label="Từ ngày")
    last = DayField(label="Đến ngày")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            raise ValidationError("«Đến ngày» phải bằng hoặc sau «Từ ngày».")
        return given


def _period(request: HttpRequest) -> PeriodForm:
    """What was asked for; without a question, the month up to today."""
    today = timezone.localdate()
    asked = {name: request.GET[name] for name in ("first", "last") if name in request.GET}
    return PeriodForm(asked or {"first": today.replace(day=1), "last": today})


@login_required
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """The four books, for a period that the reader chooses."""
    person = request.user
    assert isinstance(person, Person)
    require(person, "print_books")
    form = _period(request)
    context = {"form": form, "books": books.SORTS.values() if form.is_valid() else (), "notes": books.NOTES}
    return render(request, "answer/books/books.html", context, status=200 if form.is_valid() else 400)


@login_required
@require_safe
def book_file(request: HttpRequest, which: str, form: str) -> HttpResponse:
    """One book as PDF to print, or as XLSX."""
    person, today = request.user, timezone.localdate()
    assert isinstance(person, Person)
    require(person, "print_books")
    sort, asked = books.SORTS.get(which), _period(request)
    if sort is None or form not in ("pdf", "xlsx") or not asked.is_valid():
        raise Http404("Không có sổ này, hoặc kỳ không đúng.")
    first, last = asked.cleaned_data["first"], asked.cleaned_data["last"]
    name = f"so-{sort.key}-{first:%Y-%m-%d}-{last:%Y-%m-%d}"
    if form == "xlsx":
        widths = (6, *(max(10, column.share // 2) for column in sort.columns))
        title = f"{sort.title}. {books.period_in_words(first, last)}"
        return as_file(name, title, books.head_of(sort), books.book_lines(person, sort, first, last), widths)
    return download(books.paper(person, sort, first, last, today).pdf(), f"{name}.pdf", inline=True)


@login_required
@require_POST
def archive_file(request: HttpRequest, number: str) -> HttpResponse:
    """/ban/viec/<number>/nop-luu: the ZIP of a closed matter."""
    person = person_at_desk(request)
    message = message_for(person, number)
    try:
        data = archive(message, by=person, at=timezone.now())
    except ValidationError as refused:
        flash.error(request, " ".join(refused.messages))
        return redirect("matter", number=number)
    return download(data, f"ho-so-{number}.zip")
