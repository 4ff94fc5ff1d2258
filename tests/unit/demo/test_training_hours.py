"""Whoever loads the demo, and at whatever hour: none of its appeals comes from the future."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from etl.demo.training_appeal_places import Placed
from etl.demo.training_appeals import _received, opening, read_told
from gis_app.settings import Settings

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("hour", ["00:00", "00:05", "01:19", "06:59", "07:30", "23:59"])
def test_no_appeal_of_the_demo_is_received_later_than_now(hour: str) -> None:
    settings = Settings()
    now = datetime.fromisoformat(f"2026-11-23T{hour}").replace(tzinfo=ZoneInfo(settings.time_zone))
    opens = opening(TODAY, now, settings)
    made = [_received(one, Placed(None, None), TODAY, settings, opens) for one in read_told()]
    of_today = [one.received_at for one in made if one.received_at and one.received_at.date() == TODAY]
    assert len(made) == 200 and len(of_today) >= 10
    assert max(of_today) <= opens <= now and {at.date() for at in of_today} == {TODAY}
