"""The judge itself: folding of names, verdicts on a drawn grid, the committed lists."""

from dataclasses import dataclass

import pytest
from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry

from tests.benchmarks.geocoding.addresses import asked_name, other_names, same_name
from tests.benchmarks.geocoding.engines import Plain, spelled_out
from tests.benchmarks.geocoding.folding import key_of
from tests.benchmarks.geocoding.intervals import interval, share
from tests.benchmarks.geocoding.judged import (
    JUDGED,
    KINDS,
    NEGATIVES,
    JudgedPart,
    Phrase,
    parts_of,
    read_csv,
    script_of,
)
from tests.benchmarks.geocoding.raw_city import metres
from tests.benchmarks.geocoding.scoring import apart, score
from tests.benchmarks.geocoding.stage import missing_data
from tests.grid import Grid

GRID = Grid(origin=(76.9, 43.25), step_m=100)
NO_DATA = missing_data()


@dataclass
class DrawnCity:
    """Streets on a grid: A runs east; B, C and D cross it at 2, 12 and 22; E never meets it; F is unknown."""

    def geometry(self, part: JudgedPart) -> BaseGeometry | None:
        drawn = {
            "A": GRID.line((0, 0), (30, 0)),
            "B": GRID.line((2, -10), (2, 10)),
            "C": GRID.line((12, -10), (12, 10)),
            "D": GRID.line((22, -10), (22, 10)),
            "E": GRID.line((0, 9), (30, 9)),
        }
        return metres(drawn[part.reference]) if part.reference in drawn else None


def phrase(kind: str, *parts: tuple[str, str]) -> Phrase:
    judged = tuple(JudgedPart(role, name, "-" if name == "F" else name) for role, name in parts)
    known = all(part.known for part in judged)
    return Phrase("X", "ru", "", None, "dev", (kind,), judged, known, True)


def verdict(judged: Phrase, match_type: str, geom: BaseGeometry | None) -> str:
    return score(DrawnCity(), judged, Plain(match_type, 0.9, geom)).outcome  # type: ignore[arg-type]


STRETCH = phrase("segment", ("street", "A"), ("from", "B"), ("to", "C"))


@pytest.mark.parametrize(
    ("outcome", "match_type", "geom"),
    [
        ("right", "segment", GRID.line((2, 0), (12, 0))),
        ("right", "segment", GRID.line((12, 0.3), (2, 0.3))),  # a side, and the other way round
        ("inexact", "segment", GRID.line((0, 0), (30, 0))),  # nothing is far, but the ends are not at the streets
        ("inexact", "segment", GRID.line((2, 0), (2, 8), (12, 8), (12, 0))),  # not on the street
        ("wrong", "segment", GRID.line((2, 0), (8, 0))),  # C is 400 m away
        ("wrong", "street", GRID.line((0, 0), (30, 0))),  # another kind
        ("missed", "none", None),
    ],
)
def test_a_stretch_is_right_when_both_ends_and_the_street_are(
    outcome: str, match_type: str, geom: BaseGeometry | None
) -> None:
    assert verdict(STRETCH, match_type, geom) == outcome


@pytest.mark.parametrize(("off_m", "outcome"), [(140, "right"), (160, "wrong")])
def test_a_named_part_may_be_150_m_away(off_m: float, outcome: str) -> None:
    crossing = phrase("crossing", ("cross1", "A"), ("cross1", "B"))
    assert verdict(crossing, "intersection", GRID.point(2, off_m / 100)) == outcome


def test_a_crossing_along_the_street_is_not_the_crossing() -> None:
    crossing = phrase("crossing", ("cross1", "A"), ("cross1", "B"))
    assert verdict(crossing, "intersection", GRID.point(2 + 1.4, 0)) == "right"
    assert verdict(crossing, "intersection", GRID.point(12, 0)) == "wrong"


def test_the_edge_of_an_area_runs_along_every_side() -> None:
    area = phrase("contour", ("side1", "A"), ("side1", "B"), ("side1", "D"), ("side1", "E"))
    assert verdict(area, "contour", GRID.box(2, 0, 22, 9)) == "right"
    assert verdict(area, "contour", GRID.box(2, 0, 12, 9)) == "wrong"
    assert verdict(area, "contour", GRID.box(-5, -15, 35, 25)) == "inexact"


def test_an_unknown_name_leaves_an_answer_unchecked() -> None:
    half_known = phrase("segment", ("street", "A"), ("from", "B"), ("to", "F"))
    assert verdict(half_known, "segment", GRID.line((2, 0), (8, 0))) == "unchecked"


def test_streets_that_do_not_meet_in_the_raw_data_are_told() -> None:
    told = apart(DrawnCity(), phrase("segment", ("street", "A"), ("from", "B"), ("to", "E")))  # type: ignore[arg-type]
    assert len(told) == 1
    assert "900 m" in told[0]
    assert apart(DrawnCity(), STRETCH) == []  # type: ignore[arg-type]


def test_every_place_is_wrong_for_a_text_without_one() -> None:
    assert verdict(phrase("none"), "street", GRID.line((0, 0), (1, 0))) == "wrong"
    assert verdict(phrase("none"), "none", None) == "missed"


@pytest.mark.parametrize(
    "names",
    [
        ("улица Жандосова", "Жандосов көшесі", "Jandosov kóshesi", "Zhandosov Street"),
        ("проспект Сейфуллина", "Сейфулина", "Сейфуллин даңғылы"),
        ("Қабанбай батыр көшесі", "Кабанбай батыра", "Qabanbaı batyr"),
        ("Шаляпина", "Shalyapin street", "SHalápın"),
    ],
)
def test_spellings_of_one_name_have_one_key(names: tuple[str, ...]) -> None:
    assert len({key_of(name) for name in names}) == 1


def test_different_names_have_different_keys() -> None:
    names = ("Абая", "Абдуллиных", "Сатпаева", "Сайрам", "Мамыр-3", "Мамыр-4", "Навои", "Наурызбай батыра")
    assert len({key_of(name) for name in names}) == len(names)


def test_an_interval_holds_its_share_and_narrows_with_more_cases() -> None:
    few, many = interval([True] * 8 + [False] * 2), interval([True] * 80 + [False] * 20)
    assert few[0] <= 0.8 <= few[1]
    assert many[1] - many[0] < few[1] - few[0]
    assert share([]) == "–"
    assert share([True, False]).startswith("50.0 %")


def test_parts_are_read_with_their_references() -> None:
    read = parts_of("street=Абая > s:ab | to=река Каргалы > -")
    assert [(part.role, part.text, part.known) for part in read] == [
        ("street", "Абая", True),
        ("to", "река Каргалы", False),
    ]


def test_kazakh_in_latin_letters_is_told_apart() -> None:
    assert script_of("Saın kóshesi", "kk") == "kk-Latn"
    assert script_of("Саин көшесі", "kk") == "kk"
    assert script_of("Sain street", "en") == "en"


def test_the_judged_list_is_sound() -> None:
    rows = read_csv(JUDGED)
    assert len({row["id"] for row in rows}) == len(rows) == 471
    for row in rows:
        parts = parts_of(row["parts"])
        assert {row["kind"], *filter(None, row["also"].split("/"))} <= {*KINDS, "none"}
        assert parts or row["kind"] == "none"
        if row["all_names_known"] == "yes":
            assert all(part.known for part in parts if part.role != "house"), row["id"]


def test_there_are_enough_negatives_in_three_languages() -> None:
    rows = read_csv(NEGATIVES)
    assert len({row["text"] for row in rows}) == len(rows) >= 200
    assert {"ru", "kk", "en"} <= {row["language"] for row in rows}


@pytest.mark.skipif(NO_DATA is not None, reason=NO_DATA or "")
@pytest.mark.parametrize(
    ("address", "label", "same"),
    [
        ("ул.Байтурсынулы, 78 Б", "улица Байтурсынова, 78Б", True),
        ("ул.Омарова Ильяса, 85", "улица Омарова, 85", True),
        ("ул. Фурманова, 1", "проспект Назарбаева", True),
        ("мкр.Мамыр-7, 6", "Мамыр-4, 6", False),
        ("пр.Абая, 10", "улица Абдуллиных, 10", False),
    ],
)
def test_an_answer_bears_the_asked_name(address: str, label: str, same: bool) -> None:
    assert same_name(asked_name(address), label, other_names()) is same


def test_the_peers_get_abbreviations_written_out() -> None:
    assert spelled_out("ул.Абая, 10") == "улица Абая, 10"
    assert spelled_out("пр. Абая уг. ул. Маркова") == "проспект Абая уг. улица Маркова"


def test_metres_are_metres() -> None:
    line = metres(LineString([(76.9, 43.25), (76.9, 43.26)]))
    assert line.length == pytest.approx(1111, abs=3)
    assert metres(Point(76.9, 43.25)).centroid.x == pytest.approx(654_000, abs=2_000)
