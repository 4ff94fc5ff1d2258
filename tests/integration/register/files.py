"""Files of a small drawn city, and reading the register back."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.load.context import LoadContext
from gis_app.settings import Settings
from tests.grid import Grid

grid = Grid()
TABLES = (
    "districts", "places", "place_names", "streets", "street_names", "street_pieces", "houses", "blocks",
    "carriageways", "yards",
)  # fmt: skip


def features(path: Path, *items: tuple[BaseGeometry, Mapping[str, Any]]) -> Path:
    """Write a FeatureCollection of (geometry, properties)."""
    document = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": dict(properties), "geometry": mapping(geometry)}
            for geometry, properties in items
        ],
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def roads(
    path: Path,
    *items: tuple[str | None, Sequence[tuple[float, float]]]
    | tuple[str | None, Sequence[tuple[float, float]], Mapping[str, Any]],
) -> Path:
    """Write roads as OSM exports give them: (name, grid corners[, further properties]); osm_id is the number."""
    drawn = []
    for number, (name, corners, *further) in enumerate(items, start=1):
        facts = {
            "osm_id": str(number),
            "fclass": "residential",
            "name": name,
            "oneway": "B",
            "bridge": "F",
            "tunnel": "F",
        }
        drawn.append((grid.line(*corners), {**facts, **(further[0] if further else {})}))
    return features(path, *drawn)


def table(path: Path, header: str, *rows: str) -> Path:
    """Write a CSV table."""
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def house(address: str, x: float, y: float, rest: str = "") -> str:
    """A row of a house list at a grid corner."""
    point = grid.point(x, y)
    return f'"{address}",{point.x:.7f},{point.y:.7f}{rest}'


def context(session: Session, **facts: Any) -> LoadContext:
    """A loading in the test's session; blocks are derived only where a test asks for them."""
    return LoadContext(session, Settings(), **{"derive": False, **facts})


def snapshot(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the register with its physical place, which moves when a row is written anew."""
    session.flush()
    return {
        name: [tuple(row) for row in session.execute(text(f"SELECT ctid::text, id FROM {name} ORDER BY id"))]
        for name in TABLES
    }


def version(session: Session) -> int:
    """The register's version."""
    number: int = session.execute(text("SELECT version FROM register_state")).scalar_one()
    return number


def names_of_streets(session: Session) -> dict[int, set[tuple[str, str, str]]]:
    """(name, language, kind) of every street valid now, by its id."""
    found: dict[int, set[tuple[str, str, str]]] = {}
    for street, *name in session.execute(
        text(
            "SELECT s.id, n.name, n.language, n.kind FROM streets s LEFT JOIN street_names n ON n.street_id = s.id"
            " WHERE s.valid_to IS NULL"
        )
    ):
        found.setdefault(street, set()).add((name[0], name[1], name[2]))
    return found


def street_named(session: Session, name: str) -> int:
    """The id of the only street valid now that has this name."""
    found = [street for street, names in names_of_streets(session).items() if any(own[0] == name for own in names)]
    assert len(found) == 1, f"{name}: {found}"
    return found[0]
