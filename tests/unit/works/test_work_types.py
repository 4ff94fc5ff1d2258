"""The vocabulary of work types: complete, valid, readable on the map and for colour-blind eyes."""

import itertools
import json
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml
from jsonschema import Draft202012Validator
from numpy.typing import NDArray

from layers.work_types import SCHEMA_PATH, VOCABULARY_PATH, WorkType, parse_vocabulary, read_vocabulary
from tests.contrast import contrast, linear_rgb

MAP_GROUND = "#f5f5f2"
CODES = [
    "park",
    "yard",
    "playground",
    "sports_ground",
    "fountain",
    "street_improvement",
    "street_furniture",
    "sidewalk",
    "road_medium_repair",
    "road_pothole_repair",
    "road_construction",
    "cycle_path",
    "signs_marking",
    "traffic_light",
    "public_transport",
    "bridge",
    "street_lighting",
    "house_overhaul",
    "lift",
    "planting",
    "tree_pruning",
    "irrigation",
    "waste_site",
    "aryk",
    "riverbank",
    "water_supply",
    "sewer",
    "heat_network",
    "power_network",
    "gas_network",
]
GROUPS = ["public_space", "roads", "housing", "greenery", "sanitation", "drainage", "networks"]

# How protan and deutan eyes see linear RGB: Machado, Oliveira and Fernandes 2009, severity 1.
VISIONS = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}


def lab(color: str, vision: str) -> NDArray[np.float64]:
    to_xyz = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
    )
    xyz = to_xyz @ np.clip(VISIONS[vision] @ linear_rgb(color), 0, 1) / np.array([0.95047, 1, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(first: str, second: str, vision: str) -> float:
    return float(np.linalg.norm(lab(first, vision) - lab(second, vision)))


def test_the_thirty_codes_stand_in_their_published_order() -> None:
    types = read_vocabulary().types
    assert [work_type.code for work_type in types] == CODES
    assert [work_type.number for work_type in types] == list(range(1, 31))


def test_the_seven_groups_are_declared_and_each_has_a_type() -> None:
    vocabulary = read_vocabulary()
    assert [group.code for group in vocabulary.groups] == GROUPS
    assert {work_type.group for work_type in vocabulary.types} == set(GROUPS)


def test_the_file_matches_its_schema() -> None:
    schema = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    document = yaml.safe_load(VOCABULARY_PATH.read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(document)) == []


@pytest.mark.parametrize("work_type", read_vocabulary().types, ids=lambda work_type: work_type.code)
def test_a_types_colour_stands_out_on_the_map_and_keeps_to_its_group(work_type: WorkType) -> None:
    assert contrast(work_type.color, MAP_GROUND) >= 3.0
    groups = {group.code: group.color for group in read_vocabulary().groups}
    for vision in VISIONS:
        nearest = min(groups, key=lambda code: difference(work_type.color, groups[code], vision))
        assert nearest == work_type.group, vision


@pytest.mark.parametrize("vision", VISIONS)
def test_no_two_groups_look_alike(vision: str) -> None:
    colors = [group.color for group in read_vocabulary().groups]
    closest = min(difference(a, b, vision) for a, b in itertools.combinations(colors, 2))
    assert closest >= 20  # CIE76; 2.3 is the least difference that eyes notice side by side


def test_a_groups_colour_stands_out_on_the_map() -> None:
    assert min(contrast(group.color, MAP_GROUND) for group in read_vocabulary().groups) >= 3.0


def test_every_type_has_a_colour_and_an_icon_of_its_own() -> None:
    types = read_vocabulary().types
    assert len({work_type.color for work_type in types}) == 30
    assert len({work_type.icon for work_type in types}) == 30


def test_every_icon_exists_in_the_icon_set_of_the_page() -> None:
    web = Path(__file__).parents[3] / "web"
    icons = web / "node_modules" / "lucide-static" / "icons"
    if not icons.is_dir():
        pytest.skip("the page's packages are not installed here")
    ours = {path.name for path in (web / "icons").glob("*.svg")}
    names = [f"{t.icon}.svg" for t in read_vocabulary().types]
    missing = [name for name in names if name not in ours and not (icons / name).is_file()]
    assert missing == []


def test_kazakh_titles_are_written_with_kazakh_letters() -> None:
    titles = " ".join(work_type.title.kk for work_type in read_vocabulary().types)
    assert set("әғқңөұүі") <= set(titles.casefold())
    assert not re.search(r"[ыэ]й\b", titles)


def test_an_unknown_language_is_an_error_and_not_a_silent_default() -> None:
    with pytest.raises(KeyError):
        read_vocabulary().types[0].title.in_language("de")
    assert read_vocabulary().types[0].title.in_language("ru") == "Парки и скверы"


def document_with(**changes: object) -> dict[str, list[dict[str, object]]]:
    titles = {"kk": "бір", "ru": "один", "en": "one"}
    entry = {
        "number": 1,
        "code": "one",
        "group": "roads",
        "title": titles,
        "short": titles,
        "geometry": "P",
        "color": "#112233",
        "icon": "road",
        "influence_m": 10,
        "influence_reason": "because",
        "customer": "city",
        "answers": ["road"],
        "retired_on": None,
    }
    group = {"code": "roads", "title": titles, "color": "#112233"}
    return {"groups": [group], "types": [entry, {**entry, "number": 2, "code": "two", **changes}]}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "one"}, "type code"),
        ({"number": 1}, "type number"),
        ({"group": "nowhere"}, "undeclared groups"),
    ],
)
def test_a_contradicting_vocabulary_is_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_vocabulary(document_with(**changes))


def test_a_retired_type_keeps_its_day() -> None:
    vocabulary = parse_vocabulary(document_with(retired_on="2026-01-31"))
    assert vocabulary.by_code()["two"].retired_on == date(2026, 1, 31)
