"""Taking notices in: each is a new shut-off, a version of a known one, or a repetition that changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import shapely
from geoalchemy2.shape import from_shape
from shapely import MultiPolygon, Polygon
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.geocoding.frame import frame_of
from gis_app.outages.identity import KnownNotice, content_key, days_after, identity_key, known_of, state_after
from gis_app.outages.linking import link_outages
from gis_app.outages.locating import AreaFinder, Geocodes, LocatedArea
from gis_app.outages.models import Outage, OutagePart, OutageVersion
from gis_app.outages.notice import Notice
from gis_app.outages.register_shapes import RegisterShapes
from gis_app.outages.telling import tell_later
from gis_app.works.web_address import web_address

Outcome = Literal["new", "changed", "extended", "retracted", "unchanged"]
# One loading at a time: two files may speak of one shut-off.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext('outages'))")
_WGS84 = 4326


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a notice; `area` is None for a repetition."""

    notice: Notice
    outcome: Outcome
    outage_id: int
    version: int
    area: LocatedArea | None


def receive_notices(
    session: Session, notices: Sequence[Notice], geocoder: Geocodes | None, metric_srid: int, by_id: int | None = None
) -> list[Received]:
    """Store notices in the session's transaction and link their shut-offs to the works that cause them.

    Notices are taken in their order: a later one of the same shut-off is its next version. Those whose works lie under
    them are told by a job; `by_id` did it and is not told.
    """
    if not notices:
        return []
    session.execute(_LOCK)
    finder = AreaFinder(geocoder, RegisterShapes(session, metric_srid), frame_of(metric_srid))
    received = [_receive(session, notice, finder) for notice in notices]
    changed = {one.outage_id for one in received if one.outcome != "unchanged"}
    link_outages(session, changed)
    tell_later(session, changed, by_id)
    return received


def _receive(session: Session, notice: Notice, finder: AreaFinder) -> Received:
    key = identity_key(notice)
    known = known_of(notice, _known(session, notice.source, key))
    state = state_after(known, notice)
    first, last = days_after(known, notice)
    if known is not None and content_key(notice) in known.told:
        return Received(notice, "unchanged", known.outage_id, known.version, None)
    outage_id = known.outage_id if known is not None else _add_outage(session, notice, key)
    number = known.version + 1 if known is not None else 1
    area = _given_area(notice) or finder.find(notice.place_text, notice.district)
    version = OutageVersion(
        outage_id=outage_id, version=number, state=state, text=notice.text, place_text=notice.place_text,
        district=notice.district, first_day=first, last_day=last, starts_at=notice.starts_at, ends_at=notice.ends_at,
        daily_from=notice.daily_from, daily_to=notice.daily_to, reason=notice.reason,
        source_url=web_address(notice.source_url), file_name=notice.origin.file,
        sheet=notice.origin.sheet, row_number=notice.origin.row, data=dict(notice.data),
        area_from="none" if area.geom is None else "given" if notice.geometry is not None else "located",
        content_key=content_key(notice), confidence=area.confidence, is_partial=area.is_partial,
        geom=None if area.geom is None else from_shape(area.geom, _WGS84),
    )  # fmt: skip
    session.add(version)
    session.flush()
    session.add_all(
        OutagePart(
            version_id=version.id, position=position, text=part.text, match_type=part.match_type,
            confidence=part.confidence, label=part.label, missing=part.missing, reasons=part.reasons,
            is_used=part.is_used,
        )
        for position, part in enumerate(area.parts, start=1)
    )  # fmt: skip
    session.flush()
    outcome: Outcome = "new" if known is None else "changed" if state == "published" else state
    return Received(notice, outcome, outage_id, number, area)


def _known(session: Session, source: str, key: str) -> list[KnownNotice]:
    """The latest notices about the shut-offs of a key, in the order in which those were first told of."""
    statement = (
        select(
            OutageVersion.outage_id,
            OutageVersion.version,
            OutageVersion.state,
            OutageVersion.first_day,
            OutageVersion.last_day,
            OutageVersion.content_key,
        )
        .join(Outage, Outage.id == OutageVersion.outage_id)
        .where(Outage.source == source, Outage.identity_key == key)
        .order_by(OutageVersion.outage_id, OutageVersion.version)
    )
    versions: dict[int, list[Any]] = {}
    for row in session.execute(statement):
        versions.setdefault(row.outage_id, []).append(row)
    return [
        KnownNotice(
            outage_id, rows[-1].version, rows[-1].state, rows[-1].first_day, rows[-1].last_day,
            frozenset(row.content_key for row in rows),
        )
        for outage_id, rows in versions.items()
    ]  # fmt: skip


def _add_outage(session: Session, notice: Notice, key: str) -> int:
    outage = Outage(
        kind=notice.kind, publisher=notice.publisher, source=notice.source, identity_key=key,
        is_training=notice.is_training,
    )  # fmt: skip
    session.add(outage)
    session.flush()
    return outage.id


def _given_area(notice: Notice) -> LocatedArea | None:
    """The area of a source that is trusted with its geometry."""
    if notice.geometry is None:
        return None
    polygons = [
        part
        for shape in shapely.get_parts(shapely.make_valid(shapely.force_2d(notice.geometry)))
        for part in (shape.geoms if isinstance(shape, MultiPolygon) else [shape])
        if isinstance(part, Polygon)
    ]
    return LocatedArea(MultiPolygon(polygons), 1.0, False, ()) if polygons else None
