"""Files in a folder of the test's own."""

from pathlib import Path

import pytest

from gis_app.settings import Settings


@pytest.fixture
def city(settings: Settings, tmp_path: Path) -> Settings:
    """The city's settings with a folder of this test for files."""
    return settings.model_copy(update={"files": tmp_path / "files"})
