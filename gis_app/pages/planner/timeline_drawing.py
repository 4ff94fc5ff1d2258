"""The bars of a timeline as SVG: places in per cent, heights in pixels, so that the page stretches them by its width.

What a screen reader says stands beside it in words. Patterns and signs are drawn once a page (planner/patterns.html).
"""

from collections.abc import Iterable

from markupsafe import Markup

from gis_app.planning.bars import Bar, Promise
from gis_app.planning.period import Period
from gis_app.planning.timeline import TimelineRow

HEIGHT_PX = 44
_PLANNED = (9, 13)  # upper edge and height
_ACTUAL = (24, 9)


def draw_row(row: TimelineRow) -> Markup:
    """The bars of one work, those in front last."""
    look = "draft" if row.work.state == "draft" else row.work.status
    parts = [_clash(bar) for bar in row.clash_bars]
    for bar in row.bars:
        parts.append(_bar(bar, look))
    if row.promise is not None:
        parts.append(_promise(row.promise))
    return _svg(parts, HEIGHT_PX)


def draw_outages(bars: Iterable[tuple[Bar, str]]) -> Markup:
    """The shut-offs of a street as a strip; beside each bar its kind."""
    return _svg([_outage(bar, kind) for bar, kind in bars], 18)


def draw_grid(period: Period, today_x: float | None) -> Markup:
    """The lines of the scale and of today, behind all rows."""
    lines = [
        f'<line class="{"is-month" if mark.is_month else "is-week"}" x1="{mark.x}%" x2="{mark.x}%" y1="0" y2="100%"/>'
        for mark in period.marks()
    ]
    if today_x is not None:
        lines.append(f'<line class="is-today" x1="{today_x}%" x2="{today_x}%" y1="0" y2="100%"/>')
    # Numbers alone were put in.
    return Markup(f'<svg class="gantt-grid" width="100%" height="100%" aria-hidden="true">{"".join(lines)}</svg>')  # noqa: S704


def _svg(parts: list[str], height_px: int) -> Markup:
    # Numbers and names of our own classes alone were put in.
    inner = "".join(parts)
    return Markup(f'<svg class="gantt-bars" width="100%" height="{height_px}" aria-hidden="true">{inner}</svg>')  # noqa: S704


def _rect(bar: Bar, top: int, height: int, classes: str) -> str:
    # A stroke of its own width keeps a day of a year in sight.
    return f'<rect class="{classes}" x="{bar.x}%" y="{top}" width="{bar.width}%" height="{height}" rx="2"/>'


def _bar(bar: Bar, look: str) -> str:
    top, height = _PLANNED if bar.kind == "planned" else _ACTUAL
    drawn = _rect(bar, top, height, f"bar is-{bar.kind} look-{look}")
    middle = top + height / 2
    if bar.comes:
        drawn += f'<path class="bar-edge" d="M8 {middle - 4}l-5 4 5 4"/>'
    if bar.goes:
        drawn += (
            f'<svg x="100%" y="{middle}" width="1" height="1" overflow="visible">'
            '<path class="bar-edge" d="M-8 -4l5 4 -5 4"/></svg>'
        )
    elif bar.is_open and bar.kind != "planned":
        # It goes on: nobody has said until when.
        drawn += (
            f'<svg x="{round(bar.x + bar.width, 3)}%" y="{middle}" width="1" height="1" overflow="visible">'
            f'<path class="bar-open look-{look} is-{bar.kind}" d="M0 -{height / 2}l6 {height / 2} -6 {height / 2}z"/>'
            "</svg>"
        )
    return drawn


def _clash(bar: Bar) -> str:
    return f'<rect class="bar is-clash" x="{bar.x}%" y="0" width="{bar.width}%" height="100%"/>'


def _promise(promise: Promise) -> str:
    left, right = sorted((promise.x, promise.to_x))
    line = f'<line class="promise-line" x1="{left}%" x2="{right}%" y1="5" y2="5"/>'
    if not promise.is_inside:
        return line
    return line + (
        f'<line class="promise" x1="{promise.x}%" x2="{promise.x}%" y1="1" y2="24"/>'
        f'<svg x="{promise.x}%" y="5" width="1" height="1" overflow="visible">'
        '<path class="promise-head" d="M0 -4l4 4 -4 4 -4 -4z"/></svg>'
    )


def _outage(bar: Bar, kind: str) -> str:
    return f'<rect class="outage-bar outage-{kind}" x="{bar.x}%" y="4" width="{bar.width}%" height="10" rx="2"/>'
