"""City facts are settings, read from the environment and checked."""

import pytest
from pydantic import ValidationError

from gis_app.errors import UsageError
from gis_app.settings import Settings, get_settings


def test_another_city_is_a_matter_of_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIS_APP_CITY_ID", "shymkent")
    monkeypatch.setenv("GIS_APP_CITY_NAME_EN", "Shymkent")
    monkeypatch.setenv("GIS_APP_BOUNDS", "69.4, 42.2, 69.8, 42.5")
    monkeypatch.setenv("GIS_APP_METRIC_SRID", "32642")
    monkeypatch.setenv("GIS_APP_LANGUAGES", "ru,kk")
    monkeypatch.setenv("GIS_APP_SCHEMA", "shymkent")
    settings = Settings()
    assert settings.bounds == (69.4, 42.2, 69.8, 42.5)
    assert (settings.metric_srid, settings.languages, settings.schema_name) == (32642, ("ru", "kk"), "shymkent")
    assert settings.city_name("en") == "Shymkent"


@pytest.mark.parametrize("schema", ["public; DROP TABLE works", "Город", "1st", ""])
def test_a_schema_name_that_is_no_plain_identifier_is_refused(monkeypatch: pytest.MonkeyPatch, schema: str) -> None:
    monkeypatch.setenv("GIS_APP_SCHEMA", schema)
    with pytest.raises(ValidationError):
        Settings()


def test_a_setting_that_cannot_be_is_told_by_the_name_of_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIS_APP_PORT", "eighty")
    monkeypatch.setenv("GIS_APP_SCHEMA", "1st")
    get_settings.cache_clear()
    with pytest.raises(UsageError, match=r"GIS_APP_SCHEMA: .*; GIS_APP_PORT: .*integer"):
        get_settings()


def test_an_unknown_language_falls_back_to_the_citys_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIS_APP_CITY_NAME_KK", "Шымкент")
    assert Settings().city_name("de") == "Шымкент"
