"""An appeal's links and a work's appeals as GeoJSON, in the form that OGC API – Features has: for GIS and programs.

Coordinates are degrees, longitude first (CRS84). Nothing of an applicant is in either, and of single appeals strangers
are told nothing: see scope.py.
"""

from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.appeals.few import told_counts
from gis_app.appeals.links import count_appeals_of_work
from gis_app.appeals.models import Appeal, AppealLink
from gis_app.appeals.schemas import LinkOut
from gis_app.appeals.scope import of_the_contractor, of_the_executor, of_the_reception
from gis_app.appeals.topics import read_topics
from gis_app.dependencies import Language
from gis_app.outages.models import Outage
from gis_app.texts.fluent import get_texts
from gis_app.works.models import Work

GEOJSON = "application/geo+json"
# Some seven digits are a centimetre.
_DIGITS = 7
MOST_ITEMS = 1000

Feature = dict[str, Any]


def links_as_features(session: Session, links: list[LinkOut]) -> Feature:
    """The works and shut-offs that explain an appeal, each with its geometry and all that the link says."""
    works = _geometries(session, Work, [one.work.id for one in links if one.work is not None])
    outages = _geometries(session, Outage, [one.outage.id for one in links if one.outage is not None])
    features = []
    for one in links:
        said = one.model_dump(mode="json", exclude_none=True)
        if one.work is not None:
            features.append(_feature(f"work:{one.work.id}", works.get(one.work.id), said))
        elif one.outage is not None:
            features.append(_feature(f"outage:{one.outage.id}", outages.get(one.outage.id), said))
    return _collection(features, len(features))


def appeals_as_features(session: Session, work_id: int, by: CurrentUser | None, lang: Language) -> Feature:
    """The appeals that a work explains, of those that `by` may read, open and newest first, MOST_ITEMS at most.

    To everybody else: how many there are about each topic, from five on, without a place.
    """
    scope = _scope(by)
    if scope is None:
        return _by_topic(session, work_id, lang)
    of_work = (
        select(Appeal, func.ST_AsGeoJSON(Appeal.geom, _DIGITS), AppealLink.score, AppealLink.state)
        .join(AppealLink, AppealLink.appeal_id == Appeal.id)
        .where(AppealLink.work_id == work_id, AppealLink.state != "rejected", scope)
    )
    matched = session.scalar(select(func.count()).select_from(of_work.subquery())) or 0
    newest = of_work.order_by(Appeal.closed_at.is_not(None), Appeal.received_at.desc(), Appeal.id).limit(MOST_ITEMS)
    features = [
        _feature(
            appeal.number,
            geometry,
            {
                "topic": appeal.topic_code,
                "topic_title": read_topics().by_code()[appeal.topic_code].title.in_language(lang),
                "status": appeal.status,
                "status_title": get_texts().get(lang, f"appeal-status-{appeal.status.replace('_', '-')}"),
                "received_at": appeal.received_at.isoformat(),
                "due_on": None if appeal.due_on is None else appeal.due_on.isoformat(),
                "score": score,
                "link": state,
            },
        )
        for appeal, geometry, score, state in session.execute(newest)
    ]
    return _collection(features, matched)


def _scope(by: CurrentUser | None) -> ColumnElement[bool] | None:
    # None for those who read no single appeal, whatever work it is about.
    if by is None or not by.roles & {"operator", "administrator", "inspector", "executor", "contractor"}:
        return None
    return or_(of_the_reception(by), of_the_executor(by), of_the_contractor(by))


def _by_topic(session: Session, work_id: int, lang: Language) -> Feature:
    topics = read_topics().by_code()
    counts = told_counts(count_appeals_of_work(session, work_id)).by_topic
    told = [
        _feature(topic, None, {"topic": topic, "topic_title": topics[topic].title.in_language(lang), "appeals": number})
        for topic, number in counts.items()
    ]
    return _collection(told, len(told))


def _geometries(session: Session, table: type[Work] | type[Outage], ids: list[int]) -> dict[int, str]:
    rows = session.execute(select(table.id, func.ST_AsGeoJSON(table.geom, _DIGITS)).where(table.id.in_(ids)))
    return {row[0]: row[1] for row in rows}


def _feature(id: str, geometry: str | None, properties: dict[str, Any]) -> Feature:
    return {
        "type": "Feature",
        "id": id,
        "geometry": None if geometry is None else orjson.loads(geometry),
        "properties": properties,
    }


def _collection(features: list[Feature], matched: int) -> Feature:
    return {
        "type": "FeatureCollection",
        "features": features,
        "numberMatched": matched,
        "numberReturned": len(features),
        "timeStamp": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    }
