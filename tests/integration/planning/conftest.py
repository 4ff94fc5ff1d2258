"""A district of works, and the planner's pages on the test's own session."""

from datetime import date, timedelta
from itertools import product

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app import dependencies
from gis_app.works.status import STATES
from tests.grid import Grid
from tests.integration.accounts.conftest import Enter, app, city, enter, visitor
from tests.integration.works.people import add_work

__all__ = ["Enter", "app", "city", "enter", "visitor"]
TODAY = date(2026, 6, 10)
TYPES = ("yard", "sidewalk", "road_medium_repair")


@pytest.fixture
def desk(app: FastAPI, city: Session) -> Session:
    """Works of every state in district 4 and, drafts among them, in the neighbours' district 5."""
    app.dependency_overrides[dependencies.today] = lambda: TODAY
    city.execute(
        text(
            "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) VALUES (5, 'Ауэзовский район', "
            "'Әуезов ауданы', 'Auezov district', 'test', ST_Multi(ST_GeomFromText(:shape, 4326)))"
        ),
        {"shape": Grid().box(50, 0, 90, 50).wkt},
    )
    starts = [None, *(TODAY + timedelta(days=days) for days in (-40, -3, 5, 60))]
    for number, (district, state, start) in enumerate(product((4, 5), STATES, starts)):
        shapes = (Grid().point(number, 1), Grid().line((number, 0), (number, 3)), Grid().box(number, 0, number + 1, 1))
        add_work(
            city,
            None if number % 5 == 4 else shapes[number % 3],
            state=state,
            district_id=district,
            type_code=TYPES[number % 7 % 3],
            planned_start=start,
            planned_end=None if start is None else start + timedelta(days=number % 13),
            contractor_id=(7, 8, None)[number % 3],
            customer_id=8 if number % 2 else None,
            budget=None if number % 4 == 0 else f"{number}000.50",
            title_ru=f"Работа {number}",
            title_kk=f"Жұмыс {number}" if number % 2 else None,
            location_raw=f"ул. Абая, {number}",
        )
    return city
