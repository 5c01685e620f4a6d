"""A chart as Word has it, with a small workbook behind it, so that a clerk can change its numbers."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from hoiam.papers.words import printable

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

SHEET = "Số liệu"
TYPES = "application/vnd.openxmlformats-officedocument"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Points and commas as they are written here, on a machine of any language; decimals go by the language of the machine.
WHOLE = '[>=1000000]0"."000"."000;[>=1000]0"."000;0'
DECIMAL = "[$-42A]#,##0.0"
INK = "323232"
LINE = '<a:ln w="{width}"><a:solidFill><a:srgbClr val="323232"/></a:solidFill><a:prstDash val="{dash}"/></a:ln>'
FILLS = {"s1": INK, "s2": "FFFFFF", "s3": "C8C8C8", "s4": "FFFFFF"}
COLUMN_DASHES = {"s1": "solid", "s2": "solid", "s3": "solid", "s4": "sysDash"}
LINE_DASHES = {"s1": "solid", "s2": "dash", "s3": "sysDot", "s4": "dashDot"}
SYMBOLS = {"s1": "square", "s2": "circle", "s3": "diamond", "s4": "triangle"}
GRID = (
    '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="C8C8C8"/></a:solidFill></a:ln></c:spPr>'
    "</c:majorGridlines>"
)
FONT = '<a:latin typeface="Times New Roman"/><a:ea typeface="Times New Roman"/><a:cs typeface="Times New Roman"/>'


def chart_part(document: DocumentPart, item: dict[str, Any], made: str) -> str:
    """Put the chart and its workbook into the package; the key by which a drawing names it."""
    from docx.opc.packuri import PackURI  # noqa: PLC0415 - with python-docx, as in docx.fill
    from docx.opc.part import Part  # noqa: PLC0415

    package = document.package
    name = package.next_partname("/word/charts/chart%d.xml")
    sheet = PackURI(f"/word/embeddings/chart{name.idx}.xlsx")
    chart = Part(name, f"{TYPES}.drawingml.chart+xml", b"", package)
    numbers = Part(sheet, f"{TYPES}.spreadsheetml.sheet", _workbook(item, made), package)
    behind = chart.relate_to(numbers, f"{RELATIONS}/package")
    chart._blob = _chart(item, behind).encode()
    return str(document.relate_to(chart, f"{RELATIONS}/chart"))


def _workbook(item: dict[str, Any], made: str) -> bytes:
    import xlsxwriter  # noqa: PLC0415  (0.2 s: only who makes a workbook pays for it)

    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"created": datetime.fromisoformat(made)})
        sheet = book.add_worksheet(SHEET)
        for row, label in enumerate(item["labels"], start=1):
            sheet.write_string(row, 0, printable(label))
        for column, series in enumerate(item["series"], start=1):
            sheet.write_string(0, column, printable(series["name"]))
            for row, value in enumerate(series["values"], start=1):
                if value is not None:
                    sheet.write_number(row, column, value)
    return target.getvalue()


def _chart(item: dict[str, Any], behind: str) -> str:
    form = item["form"]
    series = "".join(_series(item, place) for place in range(1, len(item["series"]) + 1))
    if form == "line":
        plot = (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
            '<c:axId val="1"/><c:axId val="2"/></c:lineChart>'
        )
    else:
        way = "bar" if form == "bars" else "col"
        plot = (
            f'<c:barChart><c:barDir val="{way}"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
            '<c:gapWidth val="45"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        )
    legend = '<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>' if len(item["series"]) > 1 else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'xmlns:r="{RELATIONS}"><c:lang val="vi-VN"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{plot}{_axes(item)}</c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1100">{FONT}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="vi-VN"/></a:p></c:txPr>'
        f'<c:externalData r:id="{behind}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _written(item: dict[str, Any]) -> str:
    """How Word writes the numbers."""
    values = (value for series in item["series"] for value in series["values"])
    whole = all(value is None or float(value).is_integer() for value in values)
    code = (WHOLE.replace(";", '"%";') + '"%"' if item["measured"] == "%" else WHOLE) if whole else DECIMAL
    return str(escape(code if whole or item["measured"] != "%" else f'{DECIMAL}"%"'))


def _series(item: dict[str, Any], place: int) -> str:
    series, look, column = item["series"][place - 1], f"s{place}", chr(ord("A") + place)
    rows = len(item["labels"]) + 1
    labels = "".join(_point(at, label) for at, label in enumerate(item["labels"]))
    values = "".join(_point(at, value) for at, value in enumerate(series["values"]) if value is not None)
    return (
        f'<c:ser><c:idx val="{place - 1}"/><c:order val="{place - 1}"/>'
        f"<c:tx><c:strRef><c:f>'{SHEET}'!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/>"
        f"{_point(0, series['name'])}</c:strCache></c:strRef></c:tx>"
        f"{_look(item['form'], look)}{_labels(item, place)}"
        f"<c:cat><c:strRef><c:f>'{SHEET}'!$A$2:$A${rows}</c:f><c:strCache><c:ptCount val=\"{rows - 1}\"/>{labels}"
        "</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>'{SHEET}'!${column}$2:${column}${rows}</c:f><c:numCache><c:formatCode>General"
        f'</c:formatCode><c:ptCount val="{rows - 1}"/>{values}</c:numCache></c:numRef></c:val>'
        + ('<c:smooth val="0"/>' if item["form"] == "line" else "")
        + "</c:ser>"
    )


def _point(at: int, value: object) -> str:
    return f'<c:pt idx="{at}"><c:v>{escape(printable(str(value)))}</c:v></c:pt>'


def _look(form: str, look: str) -> str:
    fill = f'<a:solidFill><a:srgbClr val="{FILLS[look]}"/></a:solidFill>'
    if form != "line":
        edge = LINE.format(width=12700, dash=COLUMN_DASHES[look])
        return f'<c:spPr>{fill}{edge}</c:spPr><c:invertIfNegative val="0"/>'
    return (
        f"<c:spPr>{LINE.format(width=19050, dash=LINE_DASHES[look])}</c:spPr>"
        f'<c:marker><c:symbol val="{SYMBOLS[look]}"/><c:size val="7"/>'
        f"<c:spPr>{fill}{LINE.format(width=12700, dash='solid')}</c:spPr></c:marker>"
    )


def _labels(item: dict[str, Any], series: int) -> str:
    place = "t" if item["form"] == "line" else "outEnd"
    silent = (at for at in range(len(item["labels"])) if at not in item["told"][series - 1])
    left_out = "".join(f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>' for at in silent)
    return (
        f'<c:dLbls>{left_out}<c:numFmt formatCode="{_written(item)}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>'
        f'<c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _axes(item: dict[str, Any]) -> str:
    """Lying bars begin at the top; the scale begins at zero, and only lines need it drawn."""
    form = item["form"]
    lying, lines = form == "bars", form == "line"
    names, scale = ("l", "b") if lying else ("b", "l")
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{"maxMin" if lying else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{names}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr>{LINE.format(width=9525, dash='solid')}</c:spPr>"
        '<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{item["top"]}"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="{0 if lines else 1}"/><c:axPos val="{scale}"/>{GRID if lines else ""}'
        f'<c:numFmt formatCode="{_written(item)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        '<c:crossAx val="1"/><c:crosses val="autoZero"/>'
        f'<c:majorUnit val="{item["top"] / 2:g}"/></c:valAx>'
    )
