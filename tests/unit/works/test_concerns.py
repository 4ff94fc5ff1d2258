"""Yards, streets, networks: each kind of work that residents see in the street has its press, and only one."""

import pytest

from gis_app.works.concerns import parse_concerns, read_concerns

TITLE = {"kk": "Аулалар", "ru": "Дворы", "en": "Yards"}


def test_the_file_fits_its_schema_and_the_work_types() -> None:
    assert [one.code for one in read_concerns()] == ["yards", "streets", "networks"]


@pytest.mark.parametrize(
    ("types", "problem"), [([["yard", "moon_base"]], "unknown work types"), ([["yard"], ["yard"]], "stands in two")]
)
def test_a_press_that_would_show_something_else_is_refused(types: list[list[str]], problem: str) -> None:
    entries = [{"code": f"c{n}", "title": TITLE, "icon": "house", "types": codes} for n, codes in enumerate(types)]
    with pytest.raises(ValueError, match=problem):
        parse_concerns({"concerns": entries})
