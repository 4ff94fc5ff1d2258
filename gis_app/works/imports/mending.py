"""A row is mended in the page and judged again at once, by the same rules as when its file was checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import shapely
from geoalchemy2.shape import from_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy import cast, func, select, update
from sqlalchemy.dialects.postgresql import JSONPATH
from sqlalchemy.orm import Session

from gis_app.errors import ConflictError, NotFoundError
from gis_app.texts.fluent import get_texts
from gis_app.works.districts import DistrictIndex
from gis_app.works.draft import DraftWork, RowIssue
from gis_app.works.identity import fold_place, key_from_columns, key_from_place
from gis_app.works.imports.belonging import Belonging
from gis_app.works.imports.drafts import draft_to_json
from gis_app.works.imports.edits import differing, write_into
from gis_app.works.imports.judging import Series, gone_works, judge_rows
from gis_app.works.imports.models import ImportRow, Upload
from gis_app.works.imports.near import find_cuts, find_near
from gis_app.works.imports.rows import SETTLED, StagedRow, issues_as_json, staged
from gis_app.works.issue_texts import LANGUAGES
from gis_app.works.locating import Locator, find_districts, locate_draft, name_given_place, note_missing_place
from gis_app.works.titles import fill_titles
from gis_app.works.validate import Limits, validate
from layers.work_types import read_vocabulary

# What only the file's reader can say; it stays until a person gives the field another value.
_OF_THE_FILE = frozenset(
    {
        "unreadable_date", "unreadable_number", "unreadable_flag", "unreadable_geometry", "geometry_mended",
        "twin_of_nothing", "formula_without_value",
    }
)  # fmt: skip
_OF_A_CELL = frozenset({"unreadable_date", "unreadable_number", "unreadable_flag"})
_OF_THE_SHAPE = frozenset({"unreadable_geometry", "geometry_mended"})
# Issues that speak of another row.
_HELD_AGAINST = '$[*] ? (@.code == "same_identity" || @.code == "duplicate" || @.code == "has_rival")'
_TITLES = {"row": "{type}: {location}"}
_FORM_FIELD = {"type": "type_code", "location": "location_raw"}


@dataclass(frozen=True, slots=True)
class ChosenPlace:
    """A place that a person chose among candidates or drew: EPSG:4326, with its match type."""

    geometry: BaseGeometry
    match_type: str = "given"


@dataclass(frozen=True, slots=True)
class Mending:
    """What a person changes of a row: values of the form by the draft's field names, and the place.

    `emptied` are fields whose unreadable cell is declared to mean nothing; a value given for one of them counts more.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    emptied: frozenset[str] = frozenset()
    place: ChosenPlace | None = None
    skip: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What a row is judged with; the same as the worker's."""

    limits: Limits
    locator: Locator
    districts: DistrictIndex
    belonging: Belonging

    @classmethod
    def read(cls, session: Session, upload: Upload, limits: Limits, locator: Locator) -> Rules:
        """The rules for the rows of an upload."""
        return cls(limits, locator, DistrictIndex.read(session), Belonging.of_upload(session, upload))


def mend_row(session: Session, upload: Upload, row_id: int, version: int, mending: Mending, rules: Rules) -> None:
    """Change a row and judge it again, with the rows that were held against it.

    Raises NotFoundError, and ConflictError when the row was changed since the page was opened, or the plan decided.
    """
    judged = upload.state  # by which the caller judged who may mend
    session.refresh(upload, with_for_update=True)
    row = _read(session, upload, row_id)
    if row.version != version or upload.state != judged or judged not in ("checked", "submitted"):
        raise ConflictError(f"row {row_id} of upload {upload.id} was changed by somebody else")
    former = row.draft.identity_key
    _apply(row, mending, rules)
    if mending.skip:
        row.outcome, row.changes, row.difference = "skipped", [], []
    else:
        _judge(session, upload, row_id, row, rules)
    _write(session, upload, row_id, row)
    for other_id in _rivals(session, upload, row_id, {former, row.draft.identity_key}):
        other = _read(session, upload, other_id)
        _judge(session, upload, other_id, other, rules)
        _write(session, upload, other_id, other)
    seen = session.scalars(
        select(ImportRow.identity_key).where(ImportRow.upload_id == upload.id, ImportRow.outcome != "skipped")
    )
    upload.gone = gone_works(session, _series(upload), {key for key in seen if key})
    upload.version += 1


def unreadable_fields(draft: DraftWork) -> frozenset[str]:
    """The fields whose cell could not be read, so that they are empty for want of anything better."""
    return frozenset(issue.field_name for issue in draft.issues if issue.code in _OF_A_CELL and issue.field_name)


def _series(upload: Upload) -> Series:
    return Series(str(upload.series), str(upload.period), upload.is_training)


def _read(session: Session, upload: Upload, row_id: int) -> StagedRow:
    found = session.execute(
        select(ImportRow, func.ST_AsBinary(ImportRow.geom)).where(
            ImportRow.upload_id == upload.id, ImportRow.id == row_id
        )
    ).first()
    if found is None:
        raise NotFoundError(f"upload {upload.id} has no row {row_id}")
    session.expire(found[0])
    return staged(found[0], found[1], upload.headers)


def _apply(row: StagedRow, mending: Mending, rules: Rules) -> None:
    """Write the edits into the draft and place it anew where its words, its district or its point changed."""
    draft = row.draft
    emptied = mending.emptied & unreadable_fields(draft)
    edits: dict[str, str] = dict.fromkeys(sorted(emptied), "") | differing(draft, mending.values)
    draft.issues = [issue for issue in draft.issues if _field_of(issue) not in edits]
    write_into(draft, edits)
    if mending.place is not None:
        draft.issues = [issue for issue in draft.issues if issue.code != "unreadable_geometry"]
        _put(draft, mending.place)
        edits["place"] = "chosen"
    elif "location_raw" in edits or ("district" in edits and draft.place_text is not None):
        draft.geometry = None
        draft.match_type, draft.confidence, draft.ambiguous, draft.locate_reasons = "none", 0.0, False, {}
        draft.place_text = draft.place_district = None
    row.edits = {**row.edits, **edits}
    if mending.skip:
        return
    if draft.classification.kind == "work" and row.outcome in ("outage", "notice", "skipped"):
        row.outcome = "new"


def _put(draft: DraftWork, place: ChosenPlace) -> None:
    draft.geometry, draft.match_type, draft.confidence, draft.ambiguous = place.geometry, place.match_type, 1.0, False
    draft.locate_reasons = {language: get_texts().get(language, "imports-placed-by-hand") for language in LANGUAGES}
    # A person knows better than the geocoder: it is not asked again when the register changes.
    draft.place_text = draft.place_district = None


def _judge(session: Session, upload: Upload, row_id: int, row: StagedRow, rules: Rules) -> None:
    draft = row.draft
    draft.issues = [
        issue
        for issue in draft.issues
        if issue.code in _OF_THE_FILE
        and not (issue.code in _OF_THE_SHAPE and draft.place_text is None and row.edits.get("place"))
    ]
    _name(row)
    if draft.geometry is None and fold_place(draft.location_raw):
        locate_draft(draft, rules.locator)
    name_given_place(draft)
    find_districts([draft], rules.districts)
    belongs = rules.belonging.check(draft)
    is_good = validate(draft, rules.limits) and belongs
    if is_good:
        note_missing_place(draft)
    row.changes, row.difference, row.work_id = [], [], None
    if draft.classification.kind in ("outage", "notice"):
        row.outcome = draft.classification.kind
        return
    row.outcome = "new" if is_good else "rejected"
    _identify(session, upload, row_id, row)
    if row.outcome == "new" and draft.identity_key is not None:
        judge_rows(session, _series(upload), [row], [draft.identity_key])


def _name(row: StagedRow) -> None:
    """Titles that were put together from type and place are put together anew."""
    draft = row.draft
    for name in ("title_ru", "title_kk", "title_en"):
        if name not in row.headers and name not in row.edits and "title" not in row.headers:
            setattr(draft, name, None)
    if draft.type_code is not None:
        fill_titles(draft, read_vocabulary().by_code()[draft.type_code], _TITLES)


def _identify(session: Session, upload: Upload, row_id: int, row: StagedRow) -> None:
    draft = row.draft
    if any(draft.keys):
        draft.identity_key = key_from_columns(draft.keys)
    elif draft.type_code is not None:
        draft.identity_key = key_from_place(draft.type_code, draft.location_raw, draft.program)
    if row.outcome == "rejected":
        return
    if draft.identity_key is None:
        draft.note("no_location", "location")
        row.outcome = "rejected"
        return
    rival = session.scalar(
        select(ImportRow.row_number).where(
            ImportRow.upload_id == upload.id,
            ImportRow.id != row_id,
            ImportRow.identity_key == draft.identity_key,
            ImportRow.outcome.not_in(SETTLED),
            ImportRow.twin_position.is_(None),
        )
    )
    if rival is not None:
        what = {f"what_{language}": get_texts().get(language, "imports-same-place") for language in LANGUAGES}
        draft.note("same_identity", row=rival, **what)
        row.outcome = "rejected"


def _rivals(session: Session, upload: Upload, row_id: int, keys: Iterable[str | None]) -> list[int]:
    """Rows that were refused, or warned, because of the mended one."""
    wanted = [key for key in keys if key is not None]
    found = select(ImportRow.id).where(
        ImportRow.upload_id == upload.id,
        ImportRow.id != row_id,
        ImportRow.identity_key.in_(wanted),
        ImportRow.outcome != "skipped",
        func.jsonb_path_exists(ImportRow.issues, cast(_HELD_AGAINST, JSONPATH)),
    )
    return list(session.scalars(found.order_by(ImportRow.position)))


def _field_of(issue: RowIssue) -> str | None:
    return _FORM_FIELD.get(issue.field_name or "", issue.field_name)


def _write(session: Session, upload: Upload, row_id: int, row: StagedRow) -> None:
    geometry = row.draft.geometry
    session.execute(
        update(ImportRow)
        .where(ImportRow.id == row_id)
        .values(
            draft=draft_to_json(row.draft),
            issues=issues_as_json(row.draft.issues, row.headers),
            severity=row.severity,
            outcome=row.outcome,
            changes=row.changes,
            difference=row.difference,
            edits=row.edits,
            work_id=row.work_id,
            identity_key=row.draft.identity_key,
            district_id=row.draft.district_id,
            version=ImportRow.version + 1,
            near=[],
            cuts=[],
            geom=None if geometry is None else from_shape(shapely.force_2d(geometry), 4326),
        )
    )
    if row.outcome not in SETTLED:
        find_near(session, upload.id, row_id)
        find_cuts(session, upload.id, row_id)
