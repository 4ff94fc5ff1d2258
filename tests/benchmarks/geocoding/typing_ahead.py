"""Autocomplete: every name of the register, five letters typed, is it among eight?"""

import random
import time
from collections import defaultdict

import numpy as np
from sqlalchemy import Engine as Database
from sqlalchemy import text

from gis_app.geocoding.autocomplete import Autocomplete
from gis_app.geocoding.geocoder import Geocoder
from tests.benchmarks.geocoding.engines import one_core
from tests.benchmarks.geocoding.folding import is_kind_word

_NAMES = text(
    "SELECT 'street' AS kind, street_id AS id, name, language FROM street_names WHERE kind <> 'old'"
    " UNION ALL SELECT kind, id, name_ru, 'ru' FROM places WHERE name_ru IS NOT NULL"
    " UNION ALL SELECT kind, id, name_kk, 'kk' FROM places WHERE name_kk IS NOT NULL AND name_kk <> name_ru"
    " UNION ALL SELECT kind, id, name_en, 'en' FROM places WHERE name_en IS NOT NULL"
    " UNION ALL SELECT 'district', id, name_ru, 'ru' FROM districts"
    " UNION ALL SELECT 'district', id, name_kk, 'kk' FROM districts WHERE name_kk IS NOT NULL"
)
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщыэюяәғқңөұүһі"
_SPELLINGS = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya a g q n o u u h i"
_LATIN = {**dict(zip(_CYRILLIC, _SPELLINGS.split(" "), strict=True)), "ь": "", "ъ": ""}
_LETTERS, _LIST, _SAMPLE = 5, 8, 1_500


def latin_of(name: str) -> str:
    """A common English spelling of a Cyrillic name."""
    return "".join(_LATIN.get(letter, letter) for letter in name.lower())


def typed(name: str, language: str) -> str:
    """The first five letters of the telling part, in Latin when asked: kind words in front are not typed."""
    words = name.split()
    while len(words) > 1 and is_kind_word(words[0]):
        words = words[1:]
    told = " ".join(words)
    return (latin_of(told) if language == "latin" else told)[:_LETTERS]


def measure(database: Database, geocoder: Geocoder) -> dict[str, object]:
    """p50 and p95 in ms, and by language the hits (one per name asked)."""
    with database.connect() as connection:
        rows = [tuple(row) for row in connection.execute(_NAMES)]
    by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, identifier, name, language in rows:
        by_name[(name, language)].add(f"{kind}:{identifier}")
        if language == "ru":
            by_name[(name, "latin")].add(f"{kind}:{identifier}")
    index = Autocomplete(geocoder)
    drawn = random.Random(7)
    hits: dict[str, list[bool]] = {}
    times: list[float] = []
    busy: list[float] = []
    with one_core():
        for language in ("ru", "kk", "en", "latin"):
            names = sorted(key for key in by_name if key[1] == language)
            names = drawn.sample(names, min(_SAMPLE, len(names)))
            hits[language] = []
            for key in names:
                query = typed(*key)
                if len(query) < 3:
                    continue
                began, began_busy = time.perf_counter(), time.thread_time()
                shown = index.suggest(query, language if language != "latin" else "en", limit=_LIST)
                times.append(1000 * (time.perf_counter() - began))
                busy.append(1000 * (time.thread_time() - began_busy))
                hits[language].append(any(item.id in by_name[key] for item in shown))
    p50, p95 = np.percentile(times, [50, 95])
    busy_p95 = float(np.percentile(busy, 95))
    return {"p50_ms": float(p50), "p95_ms": float(p95), "p95_busy_ms": busy_p95, "hits": hits}
