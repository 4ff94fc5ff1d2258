"""Dates and numbers of pages: see `gis_app.texts.formats`, where mails find them too."""

from gis_app.texts.formats import (
    LOCALES,
    day_span,
    lone_month_names,
    long_day,
    moment,
    month_names,
    number,
    percent,
    planned_days,
    short_number,
)

__all__ = [
    "LOCALES",
    "day_span",
    "lone_month_names",
    "long_day",
    "moment",
    "month_names",
    "number",
    "percent",
    "planned_days",
    "short_number",
]
