"""Documentation is tested: what the program has, the documents name, and the other way round."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from gis_app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SETTINGS_PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _variable(name: str) -> str:
    alias = Settings.model_fields[name].validation_alias
    return str(alias) if alias else f"GIS_APP_{name.upper()}"


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_has_its_heading(name: str) -> None:
    assert re.search(rf"^### `{_variable(name)}`$", SETTINGS_PAGE, re.MULTILINE)


def test_no_heading_names_a_setting_that_does_not_exist() -> None:
    named = set(re.findall(r"^### `(\w+)`$", SETTINGS_PAGE, re.MULTILINE))
    assert named == {_variable(name) for name in Settings.model_fields}


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_says_what_it_is_for(name: str) -> None:
    assert len(Settings.model_fields[name].description or "") > 20


def _subcommands(package: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-m", package, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(re.findall(r"^ {4}([a-z][a-z-]+)(?:\s|$)", done.stdout, re.MULTILINE))


@pytest.mark.parametrize("package", ["gis_app", "etl"])
def test_every_command_is_documented(package: str) -> None:
    commands = _subcommands(package)
    assert len(commands) >= 3
    documented = set(re.findall(rf"^### `python -m {package} ([a-z-]+)", COMMANDS_PAGE, re.MULTILINE))
    assert documented == commands


def test_the_readme_names_the_command_that_ci_runs() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^make test$", ci, re.MULTILINE)
    assert re.search(r"^make test$", README, re.MULTILINE)


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name
)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_decision_records_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers
