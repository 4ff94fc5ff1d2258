"""The document of the open data names every column and every address."""

from pathlib import Path

import pytest

from gis_app.accounts.access import ACCESS
from gis_app.city.figure_rows import DISTRICT_COLUMNS, FIGURE_COLUMNS
from gis_app.city.files import OUTAGE_COLUMNS, WORK_COLUMNS

PAGE = (Path(__file__).parents[3] / "docs" / "open_data.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [WORK_COLUMNS, OUTAGE_COLUMNS, FIGURE_COLUMNS, DISTRICT_COLUMNS])
def test_every_column_is_named(columns: tuple[str, ...]) -> None:
    assert [name for name in columns if f"`{name}`" not in PAGE] == []


def test_every_file_is_named() -> None:
    files = [route.removeprefix("GET ").removesuffix("{form}") for route in ACCESS if route.endswith(".{form}")]
    assert len([file for file in files if file.startswith("/city/")]) == 4
    assert [file for file in files if file.startswith("/city/") and f"`{file}csv`" not in PAGE] == []
