"""The phrases written by hand: whole, of all languages, and each says a place that the raw roads have."""

import pytest

from tests.benchmarks.geocoding.by_hand import BY_HAND, KINDS, read_by_hand, table_of
from tests.benchmarks.geocoding.engines import NOTHING
from tests.benchmarks.geocoding.judged import read_csv
from tests.benchmarks.geocoding.raw_city import RawCity
from tests.benchmarks.geocoding.results import Scored
from tests.benchmarks.geocoding.scoring import Verdict, apart
from tests.benchmarks.geocoding.stage import missing_data

NO_DATA = missing_data()


def test_half_of_the_phrases_are_kazakh_in_three_alphabets() -> None:
    rows = read_csv(BY_HAND)
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows) == 120
    by_language = [phrase.language for phrase in read_by_hand()]
    assert {name: by_language.count(name) for name in set(by_language)} == {"kk": 40, "kk-Latn": 20, "ru": 30, "en": 30}
    assert {row["kind"] for row in rows} == set(KINDS)


@pytest.mark.skipif(NO_DATA is not None, reason=NO_DATA or "")
def test_every_name_is_on_the_network_and_the_named_streets_meet() -> None:
    city = RawCity()
    for phrase in read_by_hand():
        assert all(city.geometry(part) is not None for part in phrase.parts), phrase.id
        assert apart(city, phrase) == [], phrase.id


def test_the_table_counts_what_is_right_by_kind_and_language() -> None:
    phrases = read_by_hand()
    rows = [
        Scored(phrase, NOTHING, Verdict("right" if phrase.kind == "segment" else "missed", "")) for phrase in phrases
    ]
    lines = table_of(rows).splitlines()
    assert lines[2].startswith("| segment | 9 of 9 | 11 of 11 | 5 of 5 | 10 of 10 | 100.0 %")
    assert lines[3].startswith("| crossing | 0 of 7 |") and lines[3].endswith("| 0 | 0 | 27 |")
