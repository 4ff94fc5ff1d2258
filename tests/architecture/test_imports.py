"""Imports point one way, and a machine says so."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _lint(folder: Path, config: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--config", str(config)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_every_contract_is_kept() -> None:
    done = _lint(ROOT, ROOT / "pyproject.toml")
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_a_module_without_a_place_in_the_order_breaks_the_contract(tmp_path: Path) -> None:
    import shutil

    for package in ("gis_app", "layers", "etl"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "gis_app" / "unplaced.py").write_text('"""A module that nobody placed."""\n')
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    done = _lint(tmp_path, tmp_path / "pyproject.toml")
    assert done.returncode != 0
    assert "unplaced" in done.stdout


def test_an_upward_import_breaks_the_contract(tmp_path: Path) -> None:
    import shutil

    for package in ("gis_app", "layers", "etl"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "gis_app" / "errors.py").open("a") as file:
        file.write("\nfrom gis_app.works import models  # noqa\n")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    done = _lint(tmp_path, tmp_path / "pyproject.toml")
    assert done.returncode != 0
    assert "BROKEN" in done.stdout
