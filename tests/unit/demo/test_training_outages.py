"""The demo's invented shut-offs: ten, all training, on every side of today."""

from datetime import date, timedelta

from etl.demo.training_outages import training_notices
from gis_app.outages.status import status_on

TODAY = date(2026, 7, 20)


def test_there_are_ten_with_every_status_and_all_are_training() -> None:
    notices = list(training_notices(TODAY, {"water_supply": "ул. Абая 1"}))
    latest = {notice.key: notice for notice in notices}
    assert len(latest) == 10
    assert all(notice.is_training and notice.source == "demo_outages" for notice in notices)
    statuses = [status_on(one.state, one.first_day, one.last_day, TODAY) for one in latest.values()]
    assert set(statuses) == {"in_force", "announced", "over", "retracted"}
    assert {notice.state for notice in notices} == {"published", "extended", "retracted"}
    assert TODAY + timedelta(days=1) in {notice.first_day for notice in notices}


def test_the_one_at_a_work_takes_the_place_of_a_going_work() -> None:
    (notice,) = [one for one in training_notices(TODAY, {"sewer": "ул. Мира 5"}) if one.key == "10"]
    assert notice.place_text == "ул. Мира 5"


def test_without_such_a_work_nine_are_left() -> None:
    assert len({one.key for one in training_notices(TODAY, {})}) == 9
