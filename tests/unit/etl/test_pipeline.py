"""The steps between reading a file and writing the database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry

from etl.extract.sheets import Sheet
from etl.pipeline import STEPS, PlanContext, run_steps
from etl.report import PlanReport
from etl.rows import PlanRow
from etl.source import parse_source
from etl.transform.conform import received_rows
from etl.transform.header import headed_sheets
from gis_app.geocoding.outcome import Step
from gis_app.works.districts import DistrictIndex
from gis_app.works.issue_texts import sentence
from gis_app.works.validate import Limits

LIMITS = Limits((76.70, 43.03, 77.20, 43.46), date(2010, 1, 1), date(2036, 6, 10), date(2026, 6, 10))
HEADER = ["id", "lang", "kind", "place", "district", "start", "end", "twin", "program"]


@dataclass
class FoundPlace:
    match_type: str = "street"
    confidence: float = 0.9
    ambiguous: bool = False
    label: str = "улица Абая"
    geom: BaseGeometry | None = field(default_factory=lambda: Point(76.9, 43.25))
    why: str = "street"
    steps: tuple[Step, ...] = ()

    def reason(self, language: str = "ru") -> str:
        return f"{self.why} ({language})"


class KnownPlaces:
    """A geocoder that knows a few texts and counts what it is asked."""

    def __init__(self, **places: FoundPlace) -> None:
        self.places = places
        self.asked: list[tuple[str, str | None]] = []

    def geocode(self, text: str, district: str | None = None) -> FoundPlace:
        self.asked.append((text, district))
        unknown = FoundPlace("none", 0.0, geom=None, why="name unknown")
        return self.places.get(text, unknown)


def run(
    cells: Sequence[Sequence[Any]], locator: KnownPlaces | None = None, with_key: bool = True, **changes: Any
) -> list[PlanRow]:
    document: dict[str, Any] = {
        "id": "one",
        "title": "One source",
        "header": {"row": 1},
        "columns": {
            "key": "id",
            "language": "lang",
            "type": "kind",
            "location": "place",
            "district": "district",
            "planned_start": "start",
            "planned_end": "end",
            "program": "program",
        },
        "titles": {"row": "{type}: {location}"},
        "period": {"constant": "2026"},
    }
    if with_key:
        document["key"] = ["key"]
        document["columns"]["twin_of"] = "twin"
    declared = parse_source({**document, **changes})
    sheet = Sheet("plan", [HEADER, *cells])
    rows = list(received_rows(headed_sheets(Path("plan.csv"), [sheet], declared), declared))
    districts = DistrictIndex([3], [box(76.85, 43.2, 76.95, 43.3)], [(3, "Алмалинский район")])
    run_steps(rows, PlanContext(declared, LIMITS, locator, districts))
    return rows


def codes(row: PlanRow) -> list[str]:
    return [issue.code for issue in row.draft.issues]


def test_the_steps_stand_in_their_order() -> None:
    names = [name for name, _ in STEPS]
    assert names == ["conform", "classify", "pair languages", "name", "locate", "validate", "identify"]


def test_a_good_row_comes_out_classified_located_named_and_identified() -> None:
    (row,) = run([["A1", "ru", "sewer", "ул. Абая", "", "2026-05-01"]], KnownPlaces(**{"ул. Абая": FoundPlace()}))
    draft = row.draft
    assert row.is_open
    assert (draft.type_code, draft.match_type, draft.confidence, draft.district_id) == ("sewer", "street", 0.9, 3)
    assert (draft.title_ru, draft.identity_key, codes(row)) == ("Канализация: ул. Абая", "key:A1", [])


def test_outages_and_notices_leave_the_pipeline_and_are_not_located() -> None:
    locator = KnownPlaces()
    rows = run([["A1", "ru", "cold_water_shutoff", "Абая"], ["A2", "ru", "road_closure", ""]], locator)
    assert [row.outcome for row in rows] == ["outage", "notice"]
    assert locator.asked == []
    assert [codes(row) for row in rows] == [[], []]


def test_an_unknown_kind_is_rejected_and_never_given_a_default() -> None:
    (row,) = run([["A1", "ru", "прочее", "Абая"]])
    assert (row.outcome, row.draft.type_code, codes(row)) == ("rejected", None, ["unknown_type"])
    assert row.column_of(row.draft.issues[0]) == "kind"


def test_a_place_that_is_not_found_is_a_warning_and_the_work_is_taken() -> None:
    (row,) = run([["A1", "ru", "sewer", "неведомая"]], KnownPlaces())
    assert row.is_open
    assert (codes(row), row.draft.geometry, row.draft.match_type) == (["place_not_found"], None, "none")
    assert sentence(row.draft.issues[0], "kk").startswith("орын табылмады (name unknown (kk));")


@pytest.mark.parametrize(("confidence", "drawn"), [(0.49, False), (0.5, True)])
def test_a_doubtful_place_is_not_drawn_but_its_match_is_kept(confidence: float, drawn: bool) -> None:
    (row,) = run([["A1", "ru", "sewer", "Абая"]], KnownPlaces(Абая=FoundPlace(confidence=confidence)))
    assert (row.draft.geometry is not None) is drawn
    assert (row.draft.match_type, row.draft.confidence) == ("street", confidence)
    assert codes(row) == ([] if drawn else ["place_doubtful"])


def test_an_ambiguous_place_is_told() -> None:
    (row,) = run([["A1", "ru", "sewer", "Абая"]], KnownPlaces(Абая=FoundPlace(ambiguous=True)))
    assert row.is_open
    assert codes(row) == ["place_ambiguous"]


def test_the_named_district_goes_to_the_geocoder_and_wins_over_the_point() -> None:
    locator = KnownPlaces(Абая=FoundPlace(geom=Point(77.1, 43.1)))
    named, unknown = run([["1", "ru", "sewer", "Абая", "Алмалинский"], ["2", "ru", "sewer", "Абая", "Лунный"]], locator)
    assert locator.asked == [("Абая", "Алмалинский"), ("Абая", "Лунный")]
    assert (named.draft.district_id, codes(named)) == (3, [])
    assert (unknown.draft.district_id, codes(unknown)) == (None, ["unknown_district"])


def test_given_coordinates_are_not_asked_of_the_geocoder_and_name_the_place() -> None:
    locator = KnownPlaces()
    columns = {"key": "id", "type": "kind", "wkt": "place"}
    (row,) = run([["A1", "", "sewer", "POINT(76.9 43.25)"]], locator, with_key=False, columns=columns)
    assert locator.asked == []
    assert (row.draft.location_raw, row.draft.match_type) == ("76.900000, 43.250000", "given")


def test_an_item_in_two_languages_is_one_work_with_both_titles() -> None:
    first, twin = run(
        [["A1", "ru", "sewer", "Абая", "", "", ""], ["A2", "kk", "sewer", "Абай даңғылы", "", "2026-05-01", "", "A1"]],
        KnownPlaces(**{"Абай даңғылы": FoundPlace()}),
    )
    assert (first.is_open, twin.is_open, twin.twin_of) == (True, False, first)
    assert (first.draft.title_ru, first.draft.title_kk) == ("Канализация: Абая", "Кәріз: Абай даңғылы")
    assert first.draft.planned_start == date(2026, 5, 1)
    assert first.draft.geometry is not None
    assert first.draft.locate_reasons["en"] == "by the text of row 3: street (en)"


def test_a_twin_takes_the_place_of_a_first_row_that_is_rejected() -> None:
    first, twin = run(
        [
            ["A1", "ru", "sewer", "Абая", "", "2026-06-01", "2026-05-01"],
            ["A2", "kk", "sewer", "Абай", "", "", "", "A1"],
        ],
        KnownPlaces(),
    )
    assert (first.outcome, twin.is_open, twin.draft.identity_key) == ("rejected", True, "key:A2")
    assert codes(twin) == ["place_not_found"], "told once"


def test_a_twin_of_a_twin_joins_the_first_and_a_twin_of_nothing_stands_alone() -> None:
    rows = run(
        [
            ["A1", "ru", "sewer", "Абая"],
            ["A2", "kk", "sewer", "Абай", "", "", "", "A1"],
            ["A3", "en", "sewer", "Abay", "", "", "", "A2"],
            ["A4", "en", "sewer", "Abay", "", "", "", "A9"],
            ["A5", "en", "sewer", "Abay st", "", "", "", "A5"],
        ]
    )
    assert [row.twin_of for row in rows[1:3]] == [rows[0], rows[0]]
    assert [codes(row) for row in rows[3:]] == [["twin_of_nothing"], ["twin_of_nothing"]]
    assert all(row.is_open for row in rows[3:])


def test_a_text_that_names_another_city_is_an_error_of_its_row() -> None:
    elsewhere = FoundPlace("none", 0.0, geom=None, steps=(Step("other_city", {"name": "Астана"}),))
    (row,) = run([["1", "ru", "sewer", "Астана, ул. Абая"]], KnownPlaces(**{"Астана, ул. Абая": elsewhere}))
    assert (row.outcome, codes(row)) == ("rejected", ["outside_city"])


def test_a_rejected_row_keeps_the_identity_of_its_work_so_that_the_work_is_not_called_missing() -> None:
    rows = run([["1", "ru", "sewer", "ул. Абая", "", "2026-05-02", "2026-05-01"]])
    assert [(row.outcome, row.draft.identity_key) for row in rows] == [("rejected", "key:1")]


def test_a_repeated_row_is_a_duplicate_and_a_differing_one_is_rejected() -> None:
    first, same, other = run(
        [
            ["1", "ru", "sewer", "ул. Абая", "", "2026-05-01"],
            ["1", "ru", "sewer", "ул. Абая", "", "2026-05-01"],
            ["1", "ru", "sewer", "ул. Абая", "", "2026-05-02"],
        ]
    )
    assert [row.outcome for row in (first, same, other)] == ["", "duplicate", "rejected"]
    assert codes(same) == ["duplicate"]
    assert codes(other) == ["same_identity"]
    assert sentence(other.draft.issues[0], "en") == "the same work as row 2 (same «id») with other data; row 2 is taken"
    assert codes(first) == ["has_rival"]


def test_without_key_columns_type_place_and_program_tell_works_apart() -> None:
    rows = run(
        [
            ["1", "ru", "sewer", "ул. Абая"],
            ["2", "ru", "sewer", "улица Абая"],
            ["3", "ru", "sewer", "ул. Абая", "", "", "", "", "Бюджет участия"],
            ["4", "ru", "lift", "ул. Абая"],
        ],
        with_key=False,
    )
    assert [row.outcome for row in rows] == ["", "rejected", "", ""]
    assert rows[0].draft.identity_key == "place:sewer|улица абая|"


def test_a_row_without_its_key_is_rejected() -> None:
    (row,) = run([["", "ru", "sewer", "Абая"]])
    assert (row.outcome, codes(row)) == ("rejected", ["no_key"])


def test_the_report_counts_rows_works_and_places_and_tells_each_issue() -> None:
    rows = run(
        [
            ["1", "ru", "sewer", "Абая"],
            ["2", "ru", "sewer", "нигде"],
            ["3", "ru", "прочее", "Абая"],
            ["4", "kk", "sewer", "Абай", "", "", "", "1"],
            ["5", "ru", "road_closure", "Абая"],
        ],
        KnownPlaces(Абая=FoundPlace()),
    )
    for row in rows:
        if row.is_open or row.twin_of is not None:
            row.outcome = "new"
    report = PlanReport("plan.csv", "one", "2026")
    report.take_rows(rows)
    assert report.outcomes == {"new": 3, "rejected": 1, "notice": 1}
    assert (report.works, report.twins, report.located) == ({"new": 2}, 1, 1)
    assert report.match_types == {"street": 1, "not located": 1}
    assert report.reasons == {"place_not_found": 1, "unknown_type": 1}
    told = str(report)
    assert "rows: 5 (3 new, 1 notice, 1 rejected)" in told
    assert "plan, row 4, kind (error): the kind of work is not known" in told
    assert "вид работ не распознан: «прочее»" in told


def test_the_report_as_csv_has_every_row_and_a_line_per_issue(tmp_path: Path) -> None:
    rows = run([["1", "ru", "sewer", "нигде"], ["2", "ru", "lift", "Абая"]], KnownPlaces(Абая=FoundPlace()))
    report = PlanReport("plan.csv", "one", "2026")
    report.take_rows(rows)
    report.write_csv(tmp_path / "out.csv", rows)
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "file,sheet,row,outcome,work_id,column,severity,code,ru,en,kk"
    assert lines[1].startswith("plan.csv,plan,2,,,place,warning,place_not_found,место не найдено")
    assert lines[2] == "plan.csv,plan,3,,,,,,,,"
