"""Rows of the planner's table as markup, kept by all that they say: planners look at the same first pages all day."""

from functools import lru_cache

from markupsafe import Markup

from gis_app.dependencies import Language
from gis_app.pages.rendering import Words, environment
from gis_app.planning.table import TableRow

# Two hundred pages of fifty rows, about two kilobytes a row.
_REMEMBERED = 10_000


@lru_cache(_REMEMBERED)
def row_markup(work: TableRow, lang: Language, currency: str, *, may_change: bool, with_district: bool) -> Markup:
    """The `<tr>` of a work; the same values give the same markup, so a changed work gets another."""
    template = environment().get_template("planner/work_row.html")
    words = Words(lang)
    row = template.render(
        work=work, lang=lang, t=words, currency=currency, may_change=may_change, with_district=with_district
    )
    return Markup(row)  # noqa: S704 the template has escaped what it was given
