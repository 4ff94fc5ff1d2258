"""The steps that a plan goes through, as a visible list.

    extract → conform → classify → pair languages → name → locate → validate → identify → load

`extract` reads the file (`etl/extract`), `load` writes the database (`etl/load/plan.py`); what lies between is in
`STEPS`, each step a small function on all rows. A step judges a row by giving it an outcome or issues; later steps
leave rows with an outcome alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from etl.progress import Progress, Silent
from etl.rows import PlanRow
from etl.source import Source
from etl.transform.conform import conform_row
from etl.transform.twins import merge_twins, pair_twins
from gis_app.works.classify import classify
from gis_app.works.districts import DistrictIndex
from gis_app.works.draft import DraftWork
from gis_app.works.identity import fold_place, key_from_columns, key_from_place
from gis_app.works.imports.belonging import Belonging
from gis_app.works.locating import Locator, find_districts, locate_draft, name_given_place, note_missing_place
from gis_app.works.titles import fill_titles
from gis_app.works.validate import Limits, validate
from layers.work_types import read_vocabulary


@dataclass(slots=True)
class PlanContext:
    """What the steps need besides the rows. Without a locator places are taken from coordinates only.

    `belonging` are the limits of a person who sent the plan; whoever loads a file by the command line has none.
    """

    source: Source
    limits: Limits
    locator: Locator | None = None
    districts: DistrictIndex | None = None
    belonging: Belonging | None = None
    progress: Progress = field(default_factory=Silent)


def conform(rows: Sequence[PlanRow], context: PlanContext) -> None:
    """Our names for the file's columns; days, numbers and coordinates are read."""
    for row in context.progress.each(rows, "reading the rows"):
        conform_row(row, context.source)


def classify_rows(rows: Sequence[PlanRow], context: PlanContext) -> None:
    """A work type for every work; outages and notices are kept as received and leave the pipeline."""
    for row in rows:
        draft = row.draft
        draft.classification = classify([*draft.type_texts])
        draft.type_code = draft.classification.code
        draft.is_emergency = draft.is_emergency or draft.classification.is_emergency
        if draft.classification.kind in ("outage", "notice"):
            row.outcome = draft.classification.kind


def pair_languages(rows: Sequence[PlanRow], context: PlanContext) -> None:
    """The same item in another language joins the row that it names; the two are one work."""
    if "twin_of" in context.source.columns:
        pair_twins(rows)


def name_works(rows: Sequence[PlanRow], context: PlanContext) -> None:
    """Titles, where the file has none."""
    types = read_vocabulary().by_code()
    for row in rows:
        if not row.outcome and row.draft.type_code is not None:
            fill_titles(row.draft, types[row.draft.type_code], context.source.titles)


def locate(rows: Sequence[PlanRow], context: PlanContext) -> None:
    """A geometry for every row that has none, and the district. Twins lend each other what they know."""
    seekers = [
        row for row in rows if not row.outcome and row.draft.geometry is None and fold_place(row.draft.location_raw)
    ]
    if context.locator is not None:
        for row in context.progress.each(seekers, "locating"):
            locate_draft(row.draft, context.locator)
    for row in rows:
        if row.twins:
            merge_twins(row)
    for row in rows:
        name_given_place(row.draft)
    if context.districts is not None and len(context.districts):
        find_districts([row.draft for row in rows if not row.outcome], context.districts)


def validate_rows(rows: Sequence[PlanRow], context: PlanContext) -> None:
    """What must be true of a work. A row with an error is rejected; a good twin takes the place of a rejected row."""
    for row in [row for row in rows if row.is_open]:
        _validate_row(row, context)
        if row.outcome == "rejected":
            for twin in row.twins:
                twin.twin_of = None
                _validate_row(twin, context)
            row.twins = []


def _validate_row(row: PlanRow, context: PlanContext) -> None:
    belongs = context.belonging is None or context.belonging.check(row.draft)
    if not validate(row.draft, context.limits) or not belongs:
        row.outcome = "rejected"
    elif context.locator is not None:
        note_missing_place(row.draft)


def identify(rows: Sequence[PlanRow], context: PlanContext) -> None:
    """By what each work is known again; two rows of one identity are told apart or reported."""
    first: dict[str, PlanRow] = {}
    for row in rows:
        if row.twin_of is not None or row.outcome not in ("", "rejected"):
            continue
        draft = row.draft
        draft.identity_key = _identity_of(draft, context.source)
        if not row.is_open:  # the work that a bad row speaks of is not missing from the file
            continue
        if draft.identity_key is None:
            if context.source.key:
                draft.note("no_key", context.source.key[0])
            else:
                draft.note("no_location", "location")
            row.outcome = "rejected"
            continue
        earlier = first.setdefault(draft.identity_key, row)
        if earlier is not row:
            _judge_repetition(earlier, row, context.source)


def _identity_of(draft: DraftWork, source: Source) -> str | None:
    if source.key:
        return key_from_columns(draft.keys)
    if draft.type_code is None:
        return None
    return key_from_place(draft.type_code, draft.location_raw, draft.program)


# What makes two rows one work where the source declares no key.
_SAME_PLACE = {
    "ru": "вид работ, место и программа",
    "en": "kind of work, place and program",
    "kk": "жұмыс түрі, орны және бағдарламасы",
}


def _judge_repetition(earlier: PlanRow, row: PlanRow, source: Source) -> None:
    if _content(earlier.draft) == _content(row.draft):
        row.draft.note("duplicate", row=earlier.number)
        row.outcome = "duplicate"
        return
    keys = ", ".join(f"«{row.headers.get(name, name)}»" for name in source.key)
    what = {f"what_{language}": keys or word for language, word in _SAME_PLACE.items()}
    row.draft.note("same_identity", row=earlier.number, **what)
    row.outcome = "rejected"
    earlier.draft.note("has_rival", row=row.number)


def _content(draft: DraftWork) -> Mapping[str, object]:
    left_out = {"classification", "issues", "geometry", "locate_reasons"}
    return {name: getattr(draft, name) for name in draft.__slots__ if name not in left_out}


Step = Callable[[Sequence[PlanRow], PlanContext], None]
STEPS: tuple[tuple[str, Step], ...] = (
    ("conform", conform),
    ("classify", classify_rows),
    ("pair languages", pair_languages),
    ("name", name_works),
    ("locate", locate),
    ("validate", validate_rows),
    ("identify", identify),
)


def run_steps(rows: Sequence[PlanRow], context: PlanContext) -> None:
    """Apply all steps in their order."""
    for _, step in STEPS:
        step(rows, context)
