"""What is shut off, as texts say it; what may cause it."""

from datetime import date

import pytest

from gis_app.outages.kinds import kind_of, read_kinds
from gis_app.outages.linking import fit, gap_between
from gis_app.outages.notice import KINDS
from gis_app.outages.status import status_on
from layers.outage_kinds import read_outage_kinds
from layers.work_types import read_vocabulary


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("cold_water_shutoff", "water"), ("Горячая вода", "hot_water"), ("electricity", "power"), ("Газ", "gas"),
        ("Отключение отопления", "heat"), ("Электр энергиясын ажырату", "power"), ("utility_shutoff", "unknown"),
        ("Ремонт дороги", "unknown"), ("", "unknown"),
    ],
)  # fmt: skip
def test_a_kind_is_told_by_a_word_or_by_the_rules_of_spelling(text: str, kind: str) -> None:
    assert kind_of([text, None]) == kind


def test_causes_are_work_types_and_the_map_knows_the_kinds_in_their_order() -> None:
    types = {one.code for one in read_vocabulary().types}
    assert all(set(one.causes) <= types for one in read_kinds().values())
    assert tuple(one.code for one in read_outage_kinds()) == KINDS


@pytest.mark.parametrize(
    ("distance_m", "gap_days", "type_fit", "score"),
    [
        (0, 0, 1.0, 1.0), (100, 0, 1.0, 0.8), (101, 0, 1.0, None), (0, 3, 1.0, 0.775), (0, 4, 1.0, None),
        (0, None, 1.0, 0.79), (0, 0, 0.0, None), (100, None, 0.4, None), (0, 0, 0.3, 0.79),
    ],
)  # fmt: skip
def test_a_work_fits_by_place_days_and_kind(
    distance_m: float, gap_days: int | None, type_fit: float, score: float | None
) -> None:
    link = fit(distance_m, gap_days, type_fit, 5)
    assert (link and link.score) == score
    assert link is None or set(link.parts) == {"place", "days", "type"}


@pytest.mark.parametrize(
    ("work", "gap"), [((1, 9), 1), ((1, 10), 0), ((12, 20), 0), ((13, 20), 1), ((None, None), None), ((14, None), 2)]
)
def test_the_gap_between_terms_is_counted_in_days(work: tuple[int | None, int | None], gap: int | None) -> None:
    begins, ends = (None if day is None else date(2026, 7, day) for day in work)
    assert gap_between(date(2026, 7, 10), date(2026, 7, 12), begins, ends) == gap


@pytest.mark.parametrize(
    ("state", "first", "last", "status"),
    [
        ("published", 10, 12, "in_force"), ("published", 11, None, "in_force"), ("extended", 12, 13, "announced"),
        ("published", 9, 10, "over"), ("published", None, None, "undated"), ("retracted", 11, 11, "retracted"),
        ("published", 10, None, "over"),
    ],
)  # fmt: skip
def test_the_status_of_11_july(state: str, first: int | None, last: int | None, status: str) -> None:
    days = [None if day is None else date(2026, 7, day) for day in (first, last)]
    assert status_on(state, *days, date(2026, 7, 11)) == status
