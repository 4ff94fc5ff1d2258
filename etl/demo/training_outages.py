"""Ten invented shut-offs for trying the program out, from ``training_outages.yaml``; all of them badged as training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.transform.notices import read_hours
from gis_app.geocoding.holder import load_geocoder
from gis_app.outages.notice import Notice, Origin
from gis_app.outages.receiving import receive_notices
from gis_app.settings import Settings
from gis_app.works.models import Work

FILE = Path(__file__).with_name("training_outages.yaml")
SOURCE = "demo_outages"


def training_notices(today: date, place_of: Mapping[str, str]) -> Iterator[Notice]:
    """All notices in their order; `place_of` gives the place of a going work by its type."""
    for number, told in enumerate(yaml.safe_load(FILE.read_text(encoding="utf-8")), start=1):
        place = told.get("place") or next((place_of[kind] for kind in told["at_work"] if kind in place_of), None)
        if place is None:
            continue
        for one in [told, *({**told, **later} for later in told.get("later", ()))]:
            yield _notice(one, place, number, today)


def _notice(told: Mapping[str, Any], place: str, number: int, today: date) -> Notice:
    hours = read_hours(told.get("hours", ""))
    return Notice(
        kind=told["kind"],
        publisher=told["publisher"],
        source=SOURCE,
        text=f"{told['reason']}: {place}",
        place_text=place,
        origin=Origin(FILE.name, "", number),
        key=told["key"],
        state=told.get("state", "published"),
        first_day=today + timedelta(days=told["first"]),
        last_day=today + timedelta(days=told["last"]),
        daily_from=hours[0] if hours else None,
        daily_to=hours[1] if hours else None,
        reason=told["reason"],
        is_training=True,
    )


def load_training_outages(session: Session, today: date, settings: Settings) -> str:
    """Load them in the session's transaction; the line to tell."""
    statement = (
        select(Work.type_code, Work.location_raw)
        .where(Work.is_training, Work.geom.is_not(None), Work.state == "in_progress", Work.planned_end >= today)
        .order_by(Work.confidence, Work.id)
    )
    place_of = {row.type_code: row.location_raw for row in session.execute(statement)}
    notices = list(training_notices(today, place_of))
    received = receive_notices(session, notices, load_geocoder(session, settings), settings.metric_srid)
    found = len({one.outage_id for one in received})
    return f"{FILE.name}: {found} invented outages, {len(received)} notices about them"
