"""The written phrases: endings, styles, and that the places drawn are true."""

import random
from itertools import islice

import pytest
import shapely

from tests.benchmarks.geocoding.declension import kazakh, latin, nominative, russian
from tests.benchmarks.geocoding.drawn_places import DrawnPlaces
from tests.benchmarks.geocoding.raw_city import RawCity
from tests.benchmarks.geocoding.spoken import Spoken, spoken
from tests.benchmarks.geocoding.stage import missing_data
from tests.benchmarks.geocoding.wording import Ring, Said, Style, slip
from tests.benchmarks.geocoding.written import KINDS, Written

NO_DATA = missing_data()
WITH_DATA = pytest.mark.skipif(NO_DATA is not None, reason=NO_DATA or "")
PLAIN = Style("full", " – ", no_space=False, other_form=False, initial=False, slip=False)
ABAY = Spoken("avenue", "Абая", "Абай")
STONY = Spoken("street", "Каменистая", "Каменистая")


@pytest.mark.parametrize(
    ("word", "case", "written"),
    [
        ("көшесі", "abl", "көшесінен"),
        ("көшесі", "dat", "көшесіне"),
        ("даңғылы", "gen", "даңғылының"),
        ("даңғылы", "loc", "даңғылында"),
        ("Жандосов", "abl", "Жандосовтан"),
        ("Абай", "dat", "Абайға"),
        ("Саин", "abl", "Саиннан"),
        ("Төле би", "dat", "Төле биге"),
        ("Қаз", "ins", "Қазбен"),
    ],
)
def test_kazakh_endings_follow_the_last_sound(word: str, case: str, written: str) -> None:
    assert kazakh(word, case) == written


def test_only_adjectives_change_in_russian() -> None:
    assert russian("Каменистая", "gen") == "Каменистой"
    assert russian("Абая", "gen") == "Абая"


@pytest.mark.parametrize(
    ("genitive", "person"), [("Розыбакиева", "Розыбакиев"), ("Ораза Абишева", "Ораз Абишев"), ("Толе би", "Толе би")]
)
def test_a_person_is_told_from_the_genitive(genitive: str, person: str) -> None:
    assert nominative(genitive) == person


def test_kazakh_is_written_in_both_latin_alphabets() -> None:
    assert latin("Шаляпин көшесінің", "2018") == "Shalıapın kóshesiniń"
    assert latin("Шаляпин көшесінің", "2021") == "Şaliapin köşesiniñ"


@pytest.mark.parametrize(
    ("street", "specification", "written"),
    [
        (ABAY, "gen", "проспекта Абая"),
        (ABAY, "bare", "Абая"),
        (STONY, "dat", "улице Каменистой"),
        (STONY, "bare", "Каменистая"),
        (ABAY, "kk.abl", "Абай даңғылынан"),
        (ABAY, "kkbare.dat", "Абайға"),
    ],
)
def test_a_street_is_written_by_its_specification(street: Spoken, specification: str, written: str) -> None:
    said = Said(street, PLAIN, random.Random(1))
    said.own_kazakh = False
    assert format(said, specification) == written


def test_a_ring_is_a_list_or_joined_by_the_dash() -> None:
    sides = [Said(street, PLAIN, random.Random(1)) for street in (ABAY, STONY, Spoken("street", "Саина", "Саин"))]
    assert format(Ring(sides, PLAIN), "bare") == "Абая – Каменистая – Саина"
    assert format(Ring(sides, PLAIN), "list") == "Абая, Каменистая и Саина"


def test_a_slip_changes_long_words_only() -> None:
    assert slip("Абая", random.Random(1)) == "Абая"
    assert all(slip("Розыбакиева", random.Random(seed))[:2] == "Ро" for seed in range(20))


def test_a_name_with_its_kind_word_is_read_and_others_are_left_out() -> None:
    assert spoken({"улица Розыбакиева": 900.0, "Розыбакиев көшесі": 80.0}) == Spoken(
        "street", "Розыбакиева", "Розыбакиев"
    )
    assert spoken({"24-я (Нурлытау м-н)": 400.0}) is None


@pytest.fixture(scope="module")
def city() -> RawCity:
    return RawCity()


@WITH_DATA
def test_the_streets_of_a_drawn_crossing_meet_and_a_ring_runs_along_its_streets(city: RawCity) -> None:
    places = DrawnPlaces(city)
    for place in islice(places.crossings(random.Random(3)), 20):
        assert all(shapely.dwithin(street.geom, place.geom, 35.0) for street in place.streets)
    for ring in islice(places.rings(random.Random(3)), 20):
        assert ring.geom is not None
        around = shapely.union_all([street.geom for street in ring.streets]).buffer(30.0)
        assert ring.geom.boundary.intersection(around).length >= 0.9 * ring.geom.boundary.length


@WITH_DATA
def test_a_seed_gives_the_same_phrases_again_and_every_kind(city: RawCity) -> None:
    first, again = ([phrase for phrase, _ in islice(Written(city, 5).phrases(), 200)] for _ in range(2))
    assert [phrase.text for phrase in first] == [phrase.text for phrase in again]
    assert {phrase.half for phrase in first} == set(KINDS)
    other = {phrase.text for phrase, _ in islice(Written(city, 6).phrases(), 200)}
    shared = other.intersection(phrase.text for phrase in first)
    assert len(shared) <= 10, "another seed draws other phrases; a street with a short wording may be drawn by both"
