"""The announced works: facts as announced, titles of our own, no invented contractor among them."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from etl.demo.training_plan import read_kinds
from gis_app.works.classify import classify

DEMO = Path(__file__).parents[3] / "etl" / "demo"
SHARED = Path(__file__).parents[4] / "shared" / "data" / "almaty" / "announcements.csv"
COLUMNS = [
    "id", "work_kind", "title_ru", "title_kk", "title_en", "location", "district", "contractor", "customer",
    "start_date", "end_date", "quantity", "unit", "budget_kzt", "source_url",
]  # fmt: skip
KAZAKH_LETTERS = set("әғқңөұүһі")


def rows() -> list[dict[str, str]]:
    with (DEMO / "announced_works.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def test_the_columns_are_those_of_the_source_declaration() -> None:
    assert list(rows()[0]) == COLUMNS


def test_there_are_at_least_120_works_and_eight_outages_and_notices() -> None:
    kinds = Counter(classify([row["work_kind"], row["title_ru"]]).kind for row in rows())
    assert kinds["work"] >= 120
    assert kinds["outage"] + kinds["notice"] == 8
    assert kinds["unknown"] == 0


def test_ids_are_unique() -> None:
    ids = [row["id"] for row in rows()]
    assert len(ids) == len(set(ids))


def test_every_row_has_a_title_in_three_languages_and_a_place_and_a_source() -> None:
    for row in rows():
        assert all(row[name].strip() for name in ("title_ru", "title_kk", "title_en", "location")), row["id"]
        assert re.match(r"https?://\S+$", row["source_url"]), row["id"]


def test_a_kazakh_title_is_written_in_kazakh_and_an_english_one_in_latin() -> None:
    for row in rows():
        assert KAZAKH_LETTERS & set(row["title_kk"].lower()), row["title_kk"]
        assert not re.search(r"[а-яә]", row["title_en"].lower()), row["title_en"]


def test_titles_are_not_repeated() -> None:
    for language in ("ru", "kk", "en"):
        assert max(Counter(row[f"title_{language}"] for row in rows()).values()) == 1


def test_dates_are_days_in_order() -> None:
    for row in rows():
        days = [date.fromisoformat(row[name]) for name in ("start_date", "end_date") if row[name]]
        assert days == sorted(days), row["id"]
        assert all(day >= date(2015, 1, 1) for day in days), row["id"]


def test_a_quantity_has_a_unit() -> None:
    for row in rows():
        assert bool(row["quantity"]) is bool(row["unit"]), row["id"]


def test_no_invented_contractor_stands_at_a_real_work() -> None:
    invented = set(read_kinds()["contractors"].values())
    for row in rows():
        assert row["contractor"] not in invented
        assert "демо" not in row["contractor"].lower()


@pytest.mark.skipif(not SHARED.exists(), reason="the table of announcements is not beside this checkout")
def test_places_dates_contractors_and_sources_are_as_announced() -> None:
    with SHARED.open(encoding="utf-8", newline="") as source:
        announced = {row["id"]: row for row in csv.DictReader(source)}
    twins: dict[str, list[dict[str, str]]] = {}
    for row in announced.values():
        twins.setdefault(row["twin_of"], []).append(row)
    for row in rows():
        first = announced[row["id"]]
        assert (row["location"], row["source_url"]) == (first["location_raw"], first["source_url"]), row["id"]
        assert row["contractor"] == first["contractor"], row["id"]
        for name in ("start_date", "end_date"):
            same_item = [first, *twins.get(row["id"], [])]
            assert row[name] in {item[name] for item in same_item}, row["id"]


@pytest.mark.skipif(not SHARED.exists(), reason="the table of announcements is not beside this checkout")
def test_an_item_published_in_several_languages_is_one_row() -> None:
    with SHARED.open(encoding="utf-8", newline="") as source:
        first_of = {row["id"]: row["twin_of"] for row in csv.DictReader(source)}
    ids = {row["id"] for row in rows()}
    assert not any(first_of[row_id] in ids for row_id in ids)
