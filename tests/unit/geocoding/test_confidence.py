"""A confidence is worth what such answers were worth, and no doubt raises it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis_app.geocoding.confidence import confidence_of
from gis_app.geocoding.evidence import DOUBTS, Evidence
from gis_app.geocoding.review import ACCEPTED_FROM
from gis_app.geocoding.rules import load_rule
from tests.unit.geocoding.small_city import small_geocoder

NO_DOUBT = tuple(0.0 for _ in DOUBTS)
KINDS = [*load_rule("confidence")["base"], *load_rule("confidence")["houses"]]


def doubting(kind: str, **doubts: float) -> float:
    return confidence_of(Evidence(kind, tuple(doubts.get(name, 0.0) for name in DOUBTS)))


def test_every_doubt_has_a_weight_that_is_not_below_zero() -> None:
    weights = load_rule("confidence")["doubts"]
    assert set(weights) == set(DOUBTS)
    assert all(float(weight) >= 0.0 for weight in weights.values())


@given(st.sampled_from(KINDS), st.tuples(*[st.floats(0, 4)] * len(DOUBTS)), st.integers(0, len(DOUBTS) - 1))
def test_no_doubt_raises_the_confidence(kind: str, doubts: tuple[float, ...], place: int) -> None:
    more = (*doubts[:place], doubts[place] + 0.5, *doubts[place + 1 :])
    assert confidence_of(Evidence(kind, more)) <= confidence_of(Evidence(kind, doubts))


@pytest.mark.parametrize(
    "kind", ["segment", "contour", "intersection", "street", "microdistrict", "landmark", "district"]
)
def test_a_perfect_match_is_sure(kind: str) -> None:
    assert 0.9 <= confidence_of(Evidence(kind, NO_DOUBT)) < 1.0


@pytest.mark.parametrize("kind", KINDS)
def test_an_ambiguous_answer_is_asked_about(kind: str) -> None:
    assert doubting(kind, ambiguous=1.0) < ACCEPTED_FROM


@pytest.mark.parametrize("ceiling", [0.1, 0.4, 0.5])
def test_what_is_known_in_part_stays_below_its_part(ceiling: float) -> None:
    assert confidence_of(Evidence("street", NO_DOUBT, ceiling)) <= ceiling


@pytest.mark.parametrize(
    ("sure", "doubtful"),
    [
        ("улица Гоголя", "улица Гоголя, Nomad"),  # a name that is not used
        ("улица Гоголя", "улица Гоголя BRT"),
        ("ремонт улицы Гоголя", "сквер и фонтан у моста на улице Гоголя"),  # objects without a name
        ("Гоголя, Масанчи", "Гоголя Масанчи"),  # how do they belong together?
        ("мкр. Карасу, мкр. Достык", "мкр. Карасу, мкр. Достык, мкр. Неведомый"),
        ("Гоголя", "Гоголя были уложены блоки вдоль тротуара"),
    ],
)
def test_what_names_something_and_is_not_used_lowers_the_confidence(sure: str, doubtful: str) -> None:
    geocoder = small_geocoder()
    assert geocoder.geocode(doubtful).confidence < geocoder.geocode(sure).confidence


@pytest.mark.parametrize("filler", ["по", "ремонт", "на участке", "в рамках реконструкции"])
def test_plain_words_beside_a_name_with_its_kind_change_nothing(filler: str) -> None:
    geocoder = small_geocoder()
    assert geocoder.geocode(f"{filler} улица Гоголя").confidence == geocoder.geocode("улица Гоголя").confidence


def test_a_place_outside_the_given_district_is_less_sure() -> None:
    geocoder = small_geocoder()
    inside = [geocoder.geocode("мкр. Карасу", name).confidence for name in ("Алмалинский", "Турксибский")]
    assert min(inside) < max(inside)
