"""The terms of surfaces: sound, complete, and read as they are written."""

from copy import deepcopy
from datetime import date
from typing import Any

import jsonschema
import pytest
import yaml

from gis_app.works.protection import digs, exemption_of
from gis_app.works.surface_terms import TERMS_PATH, months_later, parse_terms, read_terms
from layers.work_types import read_vocabulary


def document() -> dict[str, Any]:
    return deepcopy(dict(yaml.safe_load(TERMS_PATH.read_text(encoding="utf-8"))))


def test_every_term_is_of_a_work_type_that_there_is() -> None:
    codes = set(read_vocabulary().by_code())
    assert {term.work_type for term in read_terms().terms} <= codes
    assert read_terms().digging_types <= codes


def test_a_medium_repair_is_guaranteed_for_three_years_and_says_why() -> None:
    term = read_terms().term_for("road_medium_repair", date(2026, 7, 3))
    assert term is not None
    assert (term.warranty_months, term.protection_months, term.certainty) == (36, 36, "documented")
    assert term.source and term.legal_basis.kk and term.legal_basis.ru


def test_a_lift_leaves_no_surface() -> None:
    assert read_terms().term_for("lift", date(2026, 7, 3)) is None


def test_a_changed_law_holds_from_its_own_day_and_the_old_one_until_the_day_before() -> None:
    changed = document()
    old = changed["terms"][0]
    changed["terms"].append(old | {"code": "newer", "warranty_months": 60, "valid_from": "2027-01-01"})
    with pytest.raises(ValueError, match="same day"):
        parse_terms(changed)
    old["valid_to"] = "2026-12-31"
    terms = parse_terms(changed)
    months = [
        (term := terms.term_for("road_medium_repair", day)) and term.warranty_months
        for day in (date(2026, 12, 31), date(2027, 1, 1), date(2009, 12, 31))
    ]
    assert months == [36, 60, None]


@pytest.mark.parametrize(
    ("where", "value"), [("warranty_months", -1), ("certainty", "sure"), ("valid_from", "soon"), ("source", "")]
)
def test_a_term_of_another_form_is_refused(where: str, value: Any) -> None:
    broken = document()
    broken["terms"][0][where] = value
    with pytest.raises(jsonschema.ValidationError):
        parse_terms(broken)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 7, 3), 36, date(2029, 7, 3)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 12, 15), 0, date(2026, 12, 15)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    ("type_code", "excavates", "expected"),
    [("water_supply", None, True), ("water_supply", False, False), ("lift", None, False), ("lift", True, True)],
)
def test_a_work_digs_as_its_plan_says_else_as_its_type_does(
    type_code: str, excavates: bool | None, expected: bool
) -> None:
    assert digs(type_code, excavates) is expected


def test_an_emergency_and_a_repair_with_a_shut_off_are_exempt_and_nothing_else_is() -> None:
    codes = [
        exempt and exempt.code
        for exempt in (
            exemption_of(is_emergency=True),
            exemption_of(is_emergency=False, shuts_off=True),
            exemption_of(is_emergency=False),
        )
    ]
    assert codes == ["emergency", "shut_down_repair", None]
