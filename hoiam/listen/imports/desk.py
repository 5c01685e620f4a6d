"""«Tệp Excel, CSV»: choose a file, say what its columns are, watch its rows go into the book."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hoiam.listen.imports import acts as imports_acts
from hoiam.listen.imports import tables
from hoiam.listen.intake.desk import WAYS, taker
from hoiam.listen.models import Channel, ImportFile

LARGEST_FILE = 15 * 1024 * 1024
SAMPLES = 3
LONGEST_SAMPLE = 120
SHOWN = 10
SECONDS_TO_LOOK_AGAIN = "5"


class ChooseFileForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label="Tệp Excel hoặc CSV",
        help_text="Xuất từ hệ thống khác: .xlsx, .xls, .ods, .csv. Mỗi hàng một nội dung, có hàng tiêu đề.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
        error_messages={"required": "Hãy chọn một tệp.", "empty": "Tệp trống, không có gì bên trong."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError("Tệp lớn hơn 15 MB: hãy chia thành nhiều tệp.")
        return file


class ColumnsForm(forms.Form):
    """For each column what it is; proposed from its name, or as it was said the last time."""

    use_required_attribute = False

    channel = forms.ChoiceField(label="Tệp này đến từ đâu?", error_messages={"required": "Hãy chọn nguồn của tệp."})

    def __init__(self, file: ImportFile, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.head, rows = imports_acts.rows_of_file(file)
        labels = [(one.value, one.label) for one in map(Channel, imports_acts.CHANNELS)]
        self.fields["channel"].choices = [("", "Chọn"), *labels]  # type: ignore[attr-defined]
        self.fields["channel"].initial = file.channel
        for at, name in enumerate(self.head):
            samples = [row[at][:LONGEST_SAMPLE] for row in rows[:SAMPLES] if row[at]]
            self.fields[f"cot{at}"] = forms.ChoiceField(
                label=f"Cột «{name[:80]}»",
                help_text=" · ".join(samples) or "(trống trong các hàng đầu)",
                required=False,
                choices=[("", "Bỏ qua cột này"), *tables.COLUMN_FIELDS.items()],
                initial=file.columns.get(str(at), ""),
            )

    def columns(self) -> dict[int, str]:
        """The place of each chosen column, and what it is."""
        chosen = {at: self.cleaned_data[f"cot{at}"] for at in range(len(self.head))}
        return {at: field for at, field in chosen.items() if field}


@login_required
def files(request: HttpRequest) -> HttpResponse:
    """Choose a file; below, the files of the last days and how they went."""
    person = taker(request)
    form = ChooseFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data["file"].read()
            file = imports_acts.lay_down(person.office, data, by=person, at=timezone.now())
        except ValidationError as wrong:
            form.add_error("file", wrong)
        else:
            return redirect("import_file", mark=file.mark)
    rows = ImportFile.objects.filter(office=person.office_id).select_related("by")[:SHOWN]
    context = {"form": form, "files": rows, "ways": WAYS}
    return render(request, "listen/imports/files.html", context, status=400 if form.errors else 200)


@login_required
def file(request: HttpRequest, mark: str) -> HttpResponse:
    """One file: first its columns, then how far it is. The page looks again by itself while rows go in."""
    person = taker(request)
    row = get_object_or_404(ImportFile.objects.select_related("office", "by"), office=person.office_id, mark=mark)
    form = ColumnsForm(row, request.POST or None) if row.state == ImportFile.State.WAITING else None
    if request.method == "POST" and form and form.is_valid():
        try:
            imports_acts.begin_import(row, form.columns(), form.cleaned_data["channel"], by=person, at=timezone.now())
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            imports_acts.go_on(row, imports_acts.AT_ONCE, at=timezone.now())
            return redirect("import_file", mark=mark)
    context = {"file": row, "form": form, "ways": WAYS, "percent": 100 * row.taken // row.total}
    response = render(request, "listen/imports/file.html", context, status=400 if form and form.errors else 200)
    response["Cache-Control"] = "no-store"
    if row.state == ImportFile.State.RUNNING:
        response["Refresh"] = SECONDS_TO_LOOK_AGAIN
    return response


VERBS = {"dung": imports_acts.stop, "tiep": imports_acts.take_up, "bo": imports_acts.throw_away_import}
DONE = {
    "dung": "Đã tạm dừng; các hàng đã vào sổ vẫn còn.",
    "tiep": "Đang vào sổ tiếp từ hàng đã dừng.",
    "bo": "Đã bỏ tệp; các hàng đã vào sổ vẫn còn.",
}


@login_required
@require_POST
def do(request: HttpRequest, mark: str, verb: str) -> HttpResponse:
    """Stop a file, take it up again, or throw it away."""
    person = taker(request)
    row = get_object_or_404(ImportFile, office=person.office_id, mark=mark)
    if verb in VERBS:
        VERBS[verb](row, by=person)
        flash.success(request, DONE[verb])
    return redirect("import_files") if verb == "bo" else redirect("import_file", mark=mark)
