"""The same item published in several languages: its rows are one work with titles in each language."""

from collections.abc import Sequence

from etl.rows import PlanRow

# What a twin may know that the first row does not say.
_LENT_FIELDS = (
    "title_ru",
    "title_kk",
    "title_en",
    "program",
    "customer",
    "contractor",
    "district",
    "planned_start",
    "planned_end",
    "actual_start",
    "actual_end",
    "quantity",
    "unit",
    "budget",
    "excavates",
    "closes_road",
    "source_url",
)
_PLACE_FIELDS = (
    "geometry",
    "match_type",
    "confidence",
    "ambiguous",
    "locate_reasons",
    "place_text",
    "place_district",
)

BY_TWIN = {"ru": "по тексту строки {row}", "kk": "{row}-жолдың мәтіні бойынша", "en": "by the text of row {row}"}


def pair_twins(rows: Sequence[PlanRow]) -> None:
    """Join every row that names another one's key as its twin; works only, as outages and notices stay as received.

    A row that names a twin of a third row joins that third row. A row that names nothing known stands for itself and
    is told so.
    """
    by_key = {row.draft.keys[0]: row for row in rows if row.draft.keys and row.draft.keys[0]}
    for row in rows:
        if row.twin_text is None:
            continue
        first = by_key.get(row.twin_text)
        if first is None or first is row:
            row.draft.note("twin_of_nothing", "twin_of", text=row.twin_text)
            continue
        while first.twin_of is not None:
            first = first.twin_of
        if first is row or row.outcome or first.outcome or row.twins:
            continue
        row.twin_of = first
        first.twins.append(row)


def merge_twins(row: PlanRow) -> None:
    """Give a row what its twins know and it does not: titles, dates, parties, and the place if it was not found."""
    draft = row.draft
    for twin in row.twins:
        for name in _LENT_FIELDS:
            if getattr(draft, name) is None:
                setattr(draft, name, getattr(twin.draft, name))
        if draft.geometry is None and twin.draft.geometry is not None:
            for name in _PLACE_FIELDS:
                setattr(draft, name, getattr(twin.draft, name))
            draft.locate_reasons = {
                language: f"{BY_TWIN[language].format(row=twin.number)}: {reason}"
                for language, reason in twin.draft.locate_reasons.items()
            }
