"""The invented plan: all types, places on the sketch, contractors that nobody can mistake for real ones."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from etl.demo.training_plan import TrainingWork, read_kinds, training_works, write_training_plan
from etl.demo.training_workbook import HEADER_ROW, HEADERS, NOTE, SHEET, WARNING
from gis_app.works.classify import classify

TODAY = date(2026, 5, 20)
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def works() -> list[TrainingWork]:
    return training_works(TODAY)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    write_training_plan(path, TODAY)
    return path


def test_there_are_at_least_300_works(works: list[TrainingWork]) -> None:
    assert len(works) >= 300


def test_every_one_of_the_thirty_types_is_planned_five_times_or_more(works: list[TrainingWork]) -> None:
    types = yaml.safe_load((ROOT / "layers" / "work_types.yaml").read_text(encoding="utf-8"))["types"]
    counts = Counter(work.code for work in works)
    assert set(counts) == {work_type["code"] for work_type in types}
    assert min(counts.values()) >= 5


def test_the_words_of_a_row_are_understood_as_the_type_that_was_meant(works: list[TrainingWork]) -> None:
    for work in works:
        assert classify([work.kind, work.place.titles[0]]).code == work.code, work.kind


def test_every_contractor_is_recognisably_invented(works: list[TrainingWork]) -> None:
    assert len({work.contractor for work in works}) >= 12
    assert all("«Демо-" in work.contractor for work in works)


def test_numbers_and_titles_are_unique(works: list[TrainingWork]) -> None:
    assert [work.number for work in works] == list(range(1, len(works) + 1))
    assert max(Counter(work.place.titles[0] for work in works).values()) == 1


def test_every_work_has_three_titles_a_place_and_a_district(works: list[TrainingWork]) -> None:
    for work in works:
        assert all(work.place.titles)
        assert work.place.location
        assert (work.place.district or "").endswith("район")


def test_every_district_has_works(works: list[TrainingWork]) -> None:
    assert len({work.place.district for work in works}) == 8


def test_a_district_akimat_orders_only_in_its_own_district(works: list[TrainingWork]) -> None:
    for work in works:
        if work.customer.startswith("акимат"):
            stem = (work.place.district or "").split()[0].removesuffix("ий")
            assert work.customer == f"акимат {stem}ого района"


def test_a_tenth_of_the_places_is_written_in_kazakh(works: list[TrainingWork]) -> None:
    kazakh = sum("көшесі" in work.place.location or "даңғылы" in work.place.location for work in works)
    assert 0.05 < kazakh / len(works) < 0.2


def test_money_and_quantities_are_positive(works: list[TrainingWork]) -> None:
    assert all(work.budget > 0 and work.quantity > 0 and work.unit for work in works)


def test_a_plan_of_another_day_speaks_of_the_same_works(works: list[TrainingWork]) -> None:
    later = training_works(TODAY + timedelta(days=30))
    assert [(w.number, w.place, w.contractor) for w in later] == [(w.number, w.place, w.contractor) for w in works]
    moved = [
        (after.schedule.planned_start - before.schedule.planned_start).days
        for before, after in zip(works, later, strict=True)
        if before.schedule.planned_start and after.schedule.planned_start
    ]
    assert Counter(moved).most_common(1)[0][0] == 30


def test_the_file_is_the_same_byte_for_byte_on_the_same_day(written: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    write_training_plan(again, TODAY)
    assert again.read_bytes() == written.read_bytes()


def test_the_sheet_has_title_rows_above_its_header(written: Path, works: list[TrainingWork]) -> None:
    sheet = load_workbook(written)[SHEET]
    header = [sheet.cell(HEADER_ROW, column).value for column in range(1, len(HEADERS) + 1)]
    assert header == list(HEADERS)
    assert sheet["A3"].value == WARNING
    last = HEADER_ROW + len(works)
    assert [sheet.cell(row, 1).value for row in (HEADER_ROW + 1, last)] == [1, len(works)]
    assert sheet.cell(last + 1, 2).value == "Итого по плану:"
    assert {sheet.cell(row, len(HEADERS)).value for row in range(HEADER_ROW + 1, last + 1)} == {NOTE}


def test_the_headers_are_those_of_the_source_declaration() -> None:
    declared = yaml.safe_load((ROOT / "etl" / "sources" / "demo_training.yaml").read_text(encoding="utf-8"))
    assert set(declared["columns"].values()) <= set(HEADERS)
    assert declared["training"] is True


def test_days_are_written_as_days(written: Path) -> None:
    sheet = load_workbook(written)[SHEET]
    cell = next(row[7] for row in sheet.iter_rows(min_row=HEADER_ROW + 1) if row[7].value)
    assert cell.is_date
    assert cell.number_format == "dd.mm.yyyy"


def test_a_kind_names_contractors_and_customers_that_are_listed() -> None:
    kinds = read_kinds()
    for entry in kinds["types"]:
        assert entry["customer"] in kinds["customers"], entry["code"]
        assert set(entry["by"]) <= set(kinds["contractors"]), entry["code"]
