"""The process's geocoder is rebuilt when the register changes, and nobody waits for it."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from gis_app.db.session import session_scope
from gis_app.geocoding.holder import GeocoderHolder
from gis_app.settings import Settings
from tests.integration.geocoding.register_rows import add_small_city, add_street, grid, raise_version


class _Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_a_changed_register_is_swapped_in_beside_the_old_one(committed_database: tuple[Settings, Engine]) -> None:
    settings, engine = committed_database
    clock = _Clock()
    holder = GeocoderHolder(settings, clock)
    with session_scope(engine) as session:
        add_small_city(session)
    with Session(engine) as session:
        old = holder.current(session)
        assert old.geocode("улица Гоголя").match_type == "none"
    with session_scope(engine) as session:
        add_street(session, grid.line((0, 8), (9, 8)), "street", ("улица Гоголя", "ru", "official"))
        raise_version(session)
    with Session(engine) as session:
        assert holder.current(session) is old, "the version is looked at once a second at most"
        clock.now_s += 1.5
        assert holder.current(session) is old, "nobody waits for the new one"
        holder.wait()
        new = holder.current(session)
        assert new is not old
        assert new.geocode("улица Гоголя").match_type == "street"
        assert holder.autocomplete(session).suggest("гого")[0].label == "улица Гоголя"
