"""A chart as SVG for a page: inline, without styles of its own, as wide as its place."""

from __future__ import annotations

from hashlib import sha256
from html import escape

from hoiam.papers.charts.chart import Chart
from hoiam.papers.charts.drawing import Box, Mark, Shape, Stroke, Words, draw

# So wide is the smallest telephone's page. A wider one gives longer columns, not larger words.
PHONE = 320
# What tells the series apart where there is no colour; the page's style gives the colours.
FILLED = {
    "s1": 'fill="currentColor"',
    "s2": 'fill="none" stroke="currentColor" stroke-width="2"',
    "s3": 'fill="currentColor" fill-opacity=".3" stroke="currentColor"',
    "s4": 'fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2"',
}
DRAWN = {
    "s1": 'stroke="currentColor" stroke-width="2.5"',
    "s2": 'stroke="currentColor" stroke-width="2" stroke-dasharray="7 4"',
    "s3": 'stroke="currentColor" stroke-width="2" stroke-dasharray="2 3"',
    "s4": 'stroke="currentColor" stroke-width="2" stroke-dasharray="9 3 2 3"',
    "axis": 'stroke="currentColor"',
    "grid": 'stroke="currentColor" stroke-opacity=".3"',
}
MARKS = {
    "s1": "M-5-5h10v10h-10z",
    "s2": "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    "s3": "M0-6l6 6-6 6-6-6z",
    "s4": "M0-5.5l6 10.5h-12z",
}


def svg(chart: Chart) -> str:
    """Its title and the numbers in words are for those who do not see it; a heading for the others is the page's."""
    drawing = draw(chart, PHONE)
    name = f"chart-{sha256(f'{chart.title}{chart.told}'.encode()).hexdigest()[:10]}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {chart.form}" role="img" width="100%" '
        f'height="{drawing.height:.0f}" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(chart.title)}</title><desc id="{name}-desc">{escape(chart.told)}</desc>'
        f"{''.join(map(_shape, drawing.shapes))}</svg>"
    )


def _shape(shape: Shape) -> str:
    match shape:
        case Box():
            return (
                f'<rect class="{shape.look}" x="{_share(shape.x)}" y="{_at(shape.y)}" width="{_share(shape.width)}" '
                f'height="{_at(shape.height)}" {FILLED[shape.look]}/>'
            )
        case Stroke():
            return (
                f'<line class="{shape.look}" x1="{_share(shape.x)}" y1="{_at(shape.y)}" x2="{_share(shape.to_x)}" '
                f'y2="{_at(shape.to_y)}" {DRAWN[shape.look]}/>'
            )
        case Mark():
            form = MARKS["s1" if shape.square else shape.look]
            path = f'<path class="{shape.look}" d="{form}" {FILLED[shape.look]}/>'
            return _placed(
                shape.x, shape.y, f'<g transform="translate({_at(shape.dx)})">{path}</g>' if shape.dx else path
            )
        case Words():
            return _words(shape)


def _words(words: Words) -> str:
    look, text = f'class="{words.look}" text-anchor="{words.anchor}"', escape(words.text)
    if words.turned:
        return _placed(words.x, words.y, f'<text {look} dy=".35em" transform="rotate(-90)">{text}</text>')
    moved = f' dx="{_at(words.dx)}"' if words.dx else ""
    return f'<text {look} x="{_share(words.x)}" y="{_at(words.y)}"{moved}>{text}</text>'


def _placed(x: float, y: float, inner: str) -> str:
    """Something measured in units at a place that is a share of the width."""
    return f'<svg x="{_share(x)}" y="{_at(y)}" overflow="visible">{inner}</svg>'


def _share(value: float) -> str:
    return f"{100 * value:.2f}".rstrip("0").rstrip(".") + "%"


def _at(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
