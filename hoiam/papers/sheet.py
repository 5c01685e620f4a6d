"""A list as an XLSX workbook: words stay words, whatever they begin with."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date

from hoiam.papers.words import printable

LONGEST_CELL = 32_000  # Excel holds 32,767 letters
# A text that begins with «=» is a text: whoever wrote it does not calculate on the office's machine.
AS_WRITTEN = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
    "default_date_format": "dd/mm/yyyy",
}
Cell = str | int | date | None


def workbook(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int] = ()) -> bytes:
    """One sheet: a line that says what it is, the names of the columns, the lines."""
    import xlsxwriter  # noqa: PLC0415  (0.2 s: only who makes a workbook pays for it)

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, AS_WRITTEN) as book:
        book.set_properties({"title": title, "author": ""})
        sheet = book.add_worksheet("Danh sách")
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        named = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, title, bold)
        for column, name in enumerate(head):
            sheet.write_string(2, column, name, named)
        at = 2
        for at, row in enumerate(rows, 3):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(at, column, value, day)
                elif isinstance(value, int):
                    sheet.write_number(at, column, value, wrapped)
                else:
                    sheet.write_string(at, column, printable(value or "")[:LONGEST_CELL], wrapped)
        sheet.freeze_panes(3, 0)
        if head:
            sheet.autofilter(2, 0, max(at, 2), len(head) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.repeat_rows(2)
        sheet.fit_to_pages(1, 0)
    return made.getvalue()
