"""Writing the questions: places of a register drawn with a fixed seed, each in a wording that people use.

    python -m tests.benchmarks.questions.drawing

The wordings were written for it. The place that is meant is known, so what is expected follows from what is laid there
(laying.py). Streets whose name another place has too are asked as such, and not as anything else.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.benchmarks.geocoding.declension import latin
from tests.benchmarks.geocoding.folding import key_of
from tests.benchmarks.geocoding.spoken import spoken
from tests.benchmarks.geocoding.wording import Said, Style
from tests.benchmarks.questions.question import REGISTERS, Question, write_questions
from tests.benchmarks.questions.registers import opened_register

# The rules were worked with the questions of 20261122.
SEED = 20261123
EACH = {"address": 110, "yard": 40, "corner": 40, "street": 25, "area": 15, "several": 10, "nowhere": 10}
_LANGUAGES = ("ru", "kk", "kk-Latn", "en")
_MIX = (10, 7, 2, 2)
# What is laid at each kind of place, and what is answered then: a yes by its group, else no.
LAID: dict[str, dict[str, str]] = {
    "address": {
        "house now": "here", "yard now": "yard", "yard planned": "yard", "street now": "street",
        "street planned": "street", "street finished": "no", "street long over": "no", "near now": "no",
        "far now": "no", "shut off today": "outage", "shut off next week": "outage", "shut off last week": "no",
        "nothing": "no",
    },
    "corner": {"street now": "here", "street planned": "here", "near now": "no", "shut off today": "outage",
               "nothing": "no"},
    "street": {"street now": "here", "street planned": "here", "street finished": "no", "shut off next week": "outage",
               "nothing": "no"},
    "area": {"house now": "here", "shut off today": "outage", "nothing": "no"},
}  # fmt: skip
LAID["yard"] = LAID["address"]
# {a} and {b} are streets (see tests/benchmarks/geocoding/wording.py), {m} is a microdistrict, {n} the number.
WORDINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "address": {
        "ru": ("{a:full}, {n}", "{a:nom} {n}", "{a:full} дом {n}", "{a:nom}, д. {n}", "{a:bare} {n}", "{a:bare}, {n}",
               "г. Алматы, {a:nom}, {n}"),
        "kk": ("{a:kk}, {n}", "{a:kk} {n}", "{a:kk} {n}-үй", "{a:kkbare} {n}", "Алматы қ., {a:kk}, {n}"),
        "en": ("{n} {a:en}", "{a:en} {n}", "{a:en}, {n}"),
    },
    "yard": {
        "ru": ("двор дома {a:nom}, {n}", "двор {a:bare} {n}", "во дворе дома {a:bare}, {n}"),
        "kk": ("{a:kk}, {n} үйдің ауласы", "{a:kk} {n}, аула"),
        "en": ("yard of {n} {a:en}", "courtyard, {a:en} {n}"),
    },
    "corner": {
        "ru": ("{a:nom} - {b:nom}", "{a:nom} / {b:nom}", "угол {a:bare} и {b:bare}", "{a:bare} × {b:bare}",
               "пересечение {a:gen} и {b:gen}"),
        "kk": ("{a:kk} мен {b:kk} қиылысы", "{a:kk} - {b:kk}", "{a:kkbare} - {b:kkbare}"),
        "en": ("{a:en} and {b:en}", "corner of {a:en} and {b:en}", "{a:en} / {b:en}"),
    },
    "street": {"ru": ("{a:full}", "{a:nom}", "по {a:dat}"), "kk": ("{a:kk}", "{a:kk} бойы"), "en": ("{a:en}",)},
    "area": {
        "ru": ("микрорайон {m}", "мкр {m}", "мкр. {m}", "{m}"),
        "kk": ("{m} ықшам ауданы", "{m} ш/а"),
        "en": ("{m} microdistrict", "microdistrict {m}"),
    },
}  # fmt: skip
NOWHERE = (
    ("ru", "улица Небывалая, 5"), ("ru", "проспект Выдуманный 12"), ("ru", "Кхзвщ 7"), ("ru", "мкр Тридевятый, 3"),
    ("kk", "Болмаған көшесі, 4"), ("kk", "Жоқжер ықшам ауданы 8"), ("kk", "Щъэ даңғылы 1"),
    ("en", "5 Neverwhere Street"), ("en", "12 Qwzx Avenue"), ("ru", "где будет ремонт?"),
)  # fmt: skip
_APART_M = 1500

_STREETS = """
SELECT s.id, n.name FROM streets AS s JOIN street_names AS n ON n.street_id = s.id
 WHERE n.language = 'ru' AND n.kind IN ('official', 'variant') ORDER BY s.id, n.kind, n.id
"""
_HOUSES = """
SELECT h.street_id, h.number, min(ST_X(h.geom)) AS lon, min(ST_Y(h.geom)) AS lat
  FROM houses AS h JOIN streets AS s ON s.id = h.street_id
 WHERE h.street_id = ANY(:streets) AND h.number ~ '^[1-9][0-9]{0,2}[АБВ]?$' AND ST_DWithin(h.geom_m, s.geom_m, 60)
 GROUP BY h.street_id, h.number HAVING count(*) = 1 ORDER BY h.street_id, h.number
"""
_CORNERS = """
SELECT a.id AS a, b.id AS b, ST_X(p.at) AS lon, ST_Y(p.at) AS lat
  FROM streets AS a JOIN streets AS b ON a.id < b.id AND ST_Intersects(a.geom_m, b.geom_m),
       LATERAL (SELECT ST_Intersection(a.geom_m, b.geom_m) AS both) AS i,
       LATERAL (SELECT ST_Transform(ST_Centroid(i.both), 4326) AS at) AS p
 WHERE a.id = ANY(:streets) AND b.id = ANY(:streets) AND ST_MaxDistance(i.both, i.both) < 60
 ORDER BY a.id, b.id
"""
_ON_STREETS = """
SELECT id, ST_X(p) AS lon, ST_Y(p) AS lat FROM (
    SELECT id, ST_Transform(ST_ClosestPoint(geom_m, ST_Centroid(geom_m)), 4326) AS p FROM streets
     WHERE id = ANY(:streets) AND ST_Length(geom_m) > 400) AS of ORDER BY id
"""
# Streets of one name that lie far apart: nobody can tell which is meant.
_SEVERAL = """
SELECT min(a.name) FROM street_names AS a JOIN street_names AS b ON b.name = a.name AND b.street_id > a.street_id
  JOIN streets AS s ON s.id = a.street_id JOIN streets AS t ON t.id = b.street_id
 WHERE a.kind = 'official' AND b.kind = 'official' AND a.language = 'ru' AND a.name ~ '^улица [А-Я]'
   AND NOT ST_DWithin(s.geom_m, t.geom_m, :apart_m)
 GROUP BY a.name ORDER BY 1
"""
_AREAS = """
SELECT name, ST_X(p) AS lon, ST_Y(p) AS lat FROM (
    SELECT replace(name_ru, 'микрорайон ', '') AS name, ST_PointOnSurface(geom) AS p FROM places
     WHERE kind = 'microdistrict' AND ST_Dimension(geom) = 2 AND successor_id IS NULL) AS of
 WHERE name ~ '^[А-Я]' ORDER BY name
"""


class Drawer:
    """Draws the questions about one register."""

    def __init__(self, session: Session, register: str, drawn: random.Random) -> None:
        self.register, self.drawn = register, drawn
        names, shared = _names(session)
        said = {street: spoken(of) for street, of in names.items() if not {key_of(name) for name in of} & shared}
        self.said = {street: one for street, one in said.items() if one is not None}
        plain = Counter(key_of(one.russian) for one in self.said.values())
        self.said = {street: one for street, one in self.said.items() if plain[key_of(one.russian)] == 1}
        self.names = {street: next(iter(of)) for street, of in names.items()}
        streets = {"streets": list(self.said)}
        self.houses = session.execute(text(_HOUSES), streets).all()
        self.corners = session.execute(text(_CORNERS), streets).all()
        self.on_streets = session.execute(text(_ON_STREETS), streets).all()
        areas = session.execute(text(_AREAS)).all()
        counts = Counter(key_of(row.name) for row in areas)
        self.areas = [row for row in areas if counts[key_of(row.name)] == 1]
        self.several = sorted(session.scalars(text(_SEVERAL), {"apart_m": _APART_M}))

    def questions(self) -> Iterator[Question]:
        """So many of each kind as EACH says, as far as the register has places for them."""
        for wanted, number in EACH.items():
            kind = "address" if wanted == "several" and not self.several else wanted
            for at in range(number):
                language = self.drawn.choices(_LANGUAGES, _MIX)[0]
                yield self._question(kind, language, at)

    def _question(self, kind: str, language: str, at: int) -> Question:
        if kind == "nowhere":
            own, words = NOWHERE[at % len(NOWHERE)]
            return Question(0, self.register, kind, own, words, "", "", "", "nothing", "unknown", "")
        if kind == "several":
            words = self.several[at % len(self.several)]
            return Question(0, self.register, kind, "ru", words, "", "", "", "nothing", "which", "")
        lon, lat, street, parts = self._place(kind)
        spelled = "kk" if language == "kk-Latn" else language
        words = self.drawn.choice(WORDINGS[kind][spelled]).format(**parts)
        laid = list(LAID[kind])[at % len(LAID[kind])]
        group = LAID[kind][laid]
        words = latin(words, self.drawn.choice(("2018", "2021"))) if language == "kk-Latn" else words
        expected, group = ("no", "") if group == "no" else ("yes", group)
        return Question(
            0,
            self.register,
            kind,
            language,
            words,
            f"{lon:.6f}",
            f"{lat:.6f}",
            self.names.get(street, ""),
            laid,
            expected,
            group,
        )

    def _place(self, kind: str) -> tuple[float, float, int, dict[str, object]]:
        if kind == "area":
            area = self.drawn.choice(self.areas)
            return area.lon, area.lat, 0, {"m": area.name}
        if kind == "corner":
            corner = self.drawn.choice(self.corners)
            return corner.lon, corner.lat, corner.a, {"a": self._said(corner.a), "b": self._said(corner.b)}
        if kind == "street":
            street = self.drawn.choice(self.on_streets)
            return street.lon, street.lat, street.id, {"a": self._said(street.id)}
        house = self.drawn.choice(self.houses)
        return house.lon, house.lat, house.street_id, {"a": self._said(house.street_id), "n": house.number}

    def _said(self, street: int) -> Said:
        style = Style(self.drawn.choice(("full", "short")), " - ", False, False, False, False)
        return Said(self.said[street], style, self.drawn)


def _names(session: Session) -> tuple[dict[int, dict[str, float]], set[str]]:
    """Russian names of each street, and the keys that more than one street has."""
    names: dict[int, dict[str, float]] = defaultdict(dict)
    for street, name in session.execute(text(_STREETS)):
        names[street].setdefault(name, float(-len(names[street])))
    owners = Counter(key for of in names.values() for key in {key_of(name) for name in of})
    return names, {key for key, number in owners.items() if number > 1}


def main() -> None:
    """Write questions.csv anew."""
    drawn: list[Question] = []
    for register in REGISTERS:
        with opened_register(register) as (engine, _), Session(engine) as session:
            drawn += Drawer(session, register, random.Random(f"{SEED} {register}")).questions()
    write_questions(replace(one, number=number) for number, one in enumerate(drawn, 1))


if __name__ == "__main__":
    main()
