"""The command line: help without heavy imports, exit 2 with one line."""

import subprocess
import sys
from pathlib import Path

import pytest

from etl.cli import build_parser, main

COMMANDS = [
    "load-osm", "load-districts", "load-streets", "load-houses", "load-renames", "load-landmarks", "load-areas",
    "load-plan", "geocode", "work", "load-demo", "derive-blocks",
]  # fmt: skip
HEAVY = ("numpy", "shapely", "sqlalchemy", "osmium", "pyogrio", "psycopg", "pydantic")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args([command, "--help"])
    assert ended.value.code == 0
    assert len(capsys.readouterr().out) > 100


@pytest.mark.parametrize("command", COMMANDS)
def test_quiet_may_stand_before_and_after_every_command(command: str) -> None:
    needed = {"load-plan": ["f", "--source", "s"], "geocode": ["i", "o"], "work": [], "load-demo": []}
    arguments = needed.get(command, [] if command == "derive-blocks" else ["f"])
    parser = build_parser()
    assert parser.parse_args(["--quiet", command, *arguments]).quiet
    assert parser.parse_args([command, "--quiet", *arguments]).quiet
    assert not parser.parse_args([command, *arguments]).quiet


def test_help_imports_no_heavy_library() -> None:
    code = "import sys; from etl.cli import build_parser; build_parser().format_help(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in HEAVY if name in loaded] == []


@pytest.mark.parametrize(
    "arguments", [[], ["load-everything"], ["load-streets"], ["load-plan", "a.xlsx"], ["work", "now"]]
)
def test_bad_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_setting_that_does_not_parse_ends_with_2_and_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from gis_app.settings import get_settings

    get_settings.cache_clear()
    monkeypatch.setenv("GIS_APP_PORT", "many")
    assert main(["load-streets", str(tmp_path / "a.geojson")]) == 2
    said = capsys.readouterr().err.strip().splitlines()
    get_settings.cache_clear()
    assert len(said) == 1
    assert said[0].startswith("error:")
