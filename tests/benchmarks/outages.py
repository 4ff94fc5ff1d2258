"""How well the areas of shut-offs are found: the published notices, beside the outlines that somebody drew for them.

python -m tests.benchmarks.outages          prints docs/outages_evaluation.md
"""

import csv
import json
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from gis_app.db.migrate import migrate
from gis_app.db.session import make_engine
from gis_app.geocoding.frame import frame_of
from gis_app.geocoding.holder import load_geocoder
from gis_app.outages.locating import AreaFinder, LocatedArea
from gis_app.outages.register_shapes import RegisterShapes
from gis_app.works.classify import classify
from tests.benchmarks.geocoding.stage import CITY, loaded_register, missing_data
from tests.benchmarks.stage import table

NOTICES = "outages_2026-07.geojson"
ANNOUNCEMENTS = "announcements.csv"
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Compared:
    """A notice's area beside the given outline; both in metres."""

    name: str
    text: str
    method: str
    area: LocatedArea
    ours: BaseGeometry | None
    given: BaseGeometry

    @property
    def overlap(self) -> float:
        """Intersection over union, 0 to 1."""
        if self.ours is None:
            return 0.0
        return float(self.ours.intersection(self.given).area / self.ours.union(self.given).area)

    @property
    def distance_m(self) -> float | None:
        """Between the nearest points; 0 when they touch."""
        return None if self.ours is None else float(self.ours.distance(self.given))


def compare(session: Session, srid: int, finder: AreaFinder) -> list[Compared]:
    """Every notice of the file."""
    frame = frame_of(srid)
    document = json.loads((CITY / NOTICES).read_text(encoding="utf-8"))
    found = []
    for feature in document["features"]:
        said = feature["properties"]
        area = finder.find(said["address"])
        ours = None if area.geom is None else shapely.make_valid(frame.metric(area.geom))
        given = shapely.make_valid(frame.metric(shape(feature["geometry"])))
        found.append(Compared(said["event_id"], said["address"], said["method"], area, ours, given))
    return found


def _spread(areas: Sequence[LocatedArea]) -> str:
    located = [area for area in areas if area.geom is not None]
    used = [part for area in areas for part in area.parts]
    bands = [(0.8, 1.01), (0.5, 0.8), (0.3, 0.5), (0.0, 0.3)]
    rows = [
        ["notices", str(len(areas))],
        ["with an area", f"{len(located)} ({len(located) / len(areas):.0%})"],
        ["whole (every named part found)", str(sum(not area.is_partial for area in located))],
        ["in part, said in words what is missing", str(sum(area.is_partial for area in located))],
        *(
            [f"confidence {low:.1f} to {min(high, 1):.1f}", str(sum(low <= area.confidence < high for area in located))]
            for low, high in bands
        ),
        ["median confidence", f"{statistics.median(area.confidence for area in located):.2f}"],
        ["named parts", str(len(used))],
        ["named parts in an area", f"{sum(part.is_used for part in used)}"],
    ]
    kinds = Counter(part.match_type for part in used if part.is_used)
    rows += [[f"of these by {kind}", str(number)] for kind, number in kinds.most_common()]
    return table(["", ""], rows)


def _overlaps(found: Sequence[Compared]) -> str:
    rows = []
    for method in sorted({one.method for one in found}):
        group = [one for one in found if one.method == method and one.ours is not None]
        distances = [one.distance_m for one in group if one.distance_m is not None]
        rows.append(
            [
                method,
                str(len(group)),
                str(sum(distance == 0 for distance in distances)),
                f"{statistics.median(one.overlap for one in group):.2f}",
                f"{max(one.overlap for one in group):.2f}",
                f"{statistics.median(distances):,.0f}",
                f"{max(distances):,.0f}",
            ]
        )
    header = [
        "how the outline was made",
        "compared",
        "touch",
        "median overlap",
        "best",
        "median distance, m",
        "most, m",
    ]
    return table(header, rows)


def _outlines_beside_their_own_words(found: Sequence[Compared], session: Session, finder: AreaFinder) -> str:
    """Whether an outline lies in the microdistrict that its words name: a check that needs no area of ours."""
    rows = []
    for one in found:
        area = one.text.split(":")[0].split(",")[0]
        if not area.startswith(("мкр", "м-н")):
            continue
        answer = finder.find(area)
        if answer.geom is None or not answer.parts or answer.parts[0].match_type != "microdistrict":
            continue
        outline = frame_of(32643).metric(answer.geom)
        rows.append([one.name, area, f"{outline.distance(one.given):,.0f}"])
    away = sum(float(row[2].replace(",", "")) > 500 for row in rows)
    return f"{away} of {len(rows)} outlines lie more than 500 m from the microdistrict that their own words name."


def _announced(finder: AreaFinder) -> list[LocatedArea]:
    with (CITY / ANNOUNCEMENTS).open(encoding="utf-8") as file:
        rows = [
            row for row in csv.DictReader(file) if classify([row["work_kind"], row["description"]]).kind == "outage"
        ]
    keys = {row["id"] for row in rows}
    return [finder.find(row["location_raw"], row["district"] or None) for row in rows if row["twin_of"] not in keys]


def run() -> str:
    """The evaluation as Markdown."""
    reason = missing_data()
    if reason:
        return reason
    with loaded_register() as (settings, _):
        engine = make_engine(settings)
        migrate(engine, settings)
        with Session(engine) as session:
            shapes = RegisterShapes(session, settings.metric_srid)
            finder = AreaFinder(load_geocoder(session, settings), shapes, frame_of(settings.metric_srid))
            found = compare(session, settings.metric_srid, finder)
            beside = _outlines_beside_their_own_words(found, session, finder)
            announced = _announced(finder)
        engine.dispose()
    each = table(
        ["notice", "confidence", "parts found", "area, ha", "given, ha", "overlap", "distance, m"],
        [
            [
                one.name,
                f"{one.area.confidence:.2f}" if one.ours is not None else "none",
                f"{sum(part.is_used for part in one.area.parts)} of {len(one.area.parts)}",
                f"{one.ours.area / 1e4:,.1f}" if one.ours is not None else "",
                f"{one.given.area / 1e4:,.1f}",
                f"{one.overlap:.2f}",
                f"{one.distance_m:,.0f}" if one.distance_m is not None else "",
            ]
            for one in found
        ],
    )
    template = (ROOT / "docs" / "outages_evaluation.md").read_text(encoding="utf-8")
    head = template.partition("<!-- figures -->")[0]
    return (
        f"{head}<!-- figures -->\n\n## 39 published notices\n\n{_spread([one.area for one in found])}\n\n"
        f"## Beside the outlines in the file\n\n{_overlaps(found)}\n\n{beside}\n\n"
        f"## {len(announced)} shut-offs among the announcements\n\n{_spread(announced)}\n\n## Each notice\n\n{each}\n"
    )


if __name__ == "__main__":
    print(run(), end="")
