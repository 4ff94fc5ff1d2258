"""What the public sees of appeals: no count below five, not by any filter, sum or difference."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from gis_app.appeals.cells import publish_cells
from gis_app.appeals.intake import register_all
from gis_app.settings import Settings
from tests.integration.appeals.ground import Ground, written

MAY = datetime(2026, 5, 20, 7, tzinfo=UTC)
TODAY = date(2026, 6, 8)


def published(session: Session, settings: Settings) -> Sequence[Row[tuple[object, ...]]]:
    publish_cells(session, settings, today=TODAY)
    return session.execute(
        text("SELECT topic_group, month, state, total, side_m, district_id FROM appeal_cells ORDER BY id")
    ).all()


def write(
    session: Session, settings: Settings, places: Sequence[tuple[float, float]], words: str = "Яма", at: datetime = MAY
) -> None:
    register_all(session, [written(words, place, received_at=at) for place in places], settings=settings)


def test_five_of_a_place_are_a_cell_and_four_are_nothing(session: Session, ground: Ground, settings: Settings) -> None:
    write(session, settings, [(0, 0)] * 5)
    write(session, settings, [(0, 0)] * 4, "Фонарь не горит")
    rows = published(session, settings)
    assert [(row.topic_group, row.month, row.state, row.total, row.side_m) for row in rows] == [
        ("transport", date(2026, 5, 1), "open", 5, 500)
    ]


def test_what_is_scattered_is_told_of_a_larger_cell_or_of_its_district(
    session: Session, ground: Ground, settings: Settings
) -> None:
    write(session, settings, [(-45, -45), (45, -45), (-45, 45), (45, 45), (0, 0)])
    [row] = published(session, settings)
    assert row.total == 5 and (row.side_m or 10_000) > 500


def test_the_month_that_is_going_on_is_not_told(session: Session, ground: Ground, settings: Settings) -> None:
    write(session, settings, [(0, 0)] * 9, at=datetime(2026, 5, 31, 20, tzinfo=UTC))  # 1 June in the city
    assert published(session, settings) == []


def test_each_appeal_is_in_one_row_at_most_so_that_no_difference_tells_of_fewer_than_five(
    session: Session, ground: Ground, settings: Settings
) -> None:
    places = [(x * 7 % 90 - 45, x * 13 % 90 - 45) for x in range(60)]
    write(session, settings, places)
    write(session, settings, places[:23], "Фонарь не горит")
    rows = published(session, settings)
    assert all(row.total >= 5 for row in rows)
    by_group = {group: sum(row.total for row in rows if row.topic_group == group) for group in {r[0] for r in rows}}
    assert by_group["transport"] <= 60
    assert sum(by_group.values()) <= 83
    squares = session.execute(
        text(
            "SELECT count(*) FROM appeal_cells AS a JOIN appeal_cells AS b ON a.id < b.id AND a.side_m = b.side_m "
            "AND (a.topic_group, a.month, a.state) = (b.topic_group, b.month, b.state) "
            "AND ST_Area(ST_Intersection(a.geom_m, b.geom_m)) > 1"
        )
    ).scalar_one()
    assert squares == 0


def test_publishing_again_replaces_what_was_published(session: Session, ground: Ground, settings: Settings) -> None:
    write(session, settings, [(0, 0)] * 5)
    assert len(published(session, settings)) == len(published(session, settings)) == 1
