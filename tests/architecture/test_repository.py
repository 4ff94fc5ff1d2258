"""What must not be in the repository is not in it."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    ROOT / line
    for line in subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    if (ROOT / line).is_file()
]
VAGUE = {"util", "utils", "helper", "helpers", "common", "misc", "core", "manager", "managers"}


def _texts() -> list[tuple[Path, str]]:
    found = []
    for path in FILES:
        try:
            found.append((path, path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


def test_lock_files_name_no_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lock = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in lock
        assert not re.search(r"https?://|--index-url|--find-links|--extra-index", lock)
    for folder in ("web", "tests/audit"):
        packages = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        assert len(packages) > 10
        assert not [name for name, package in packages.items() if str(package.get("resolved", "")).startswith("http")]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_has_a_vague_name(path: Path) -> None:
    assert path.stem.lower() not in VAGUE


def test_nothing_reads_the_shared_folder_but_tests() -> None:
    word = "../" + "shared"
    readers = [path for path, text in _texts() if word in text and "tests" not in path.parts]
    assert readers == []


def test_no_page_style_or_script_asks_another_host() -> None:
    asking = re.compile(r"""(?:src|href)=["']https?://|url\(["']?https?://|@import\s+["']https?://""")
    own = [(p, t) for p, t in _texts() if "web" in p.parts and p.suffix in {".html", ".css", ".ts", ".tsx"}]
    assert own
    # Links a person follows (sources, licences) are no requests of the page.
    assert [str(p) for p, t in own for found in asking.findall(t) if "href" not in found] == []


def test_sql_is_never_built_from_values() -> None:
    formatted = re.compile(r"""text\(\s*f["'].*\{(?!settings\.schema_name)""")
    code = [
        (p, t) for p, t in _texts() if p.suffix == ".py" and p.parts[len(ROOT.parts)] in {"gis_app", "etl", "layers"}
    ]
    assert [str(p.relative_to(ROOT)) for p, t in code if formatted.search(t)] == []
