"""The baseline anyone would write first: PostGIS with pg_trgm on street names, a regex for the house, a join."""

import re

import shapely
from sqlalchemy import Engine as Database
from sqlalchemy import text as sql

from tests.benchmarks.geocoding.engines import NOTHING, Plain, spelled_out

_PREPARE = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "DROP TABLE IF EXISTS public.trigram_names",
    """CREATE TABLE public.trigram_names AS
       SELECT lower(n.name) AS name, 'street' AS kind, s.id, s.geom
       FROM street_names n JOIN streets s ON s.id = n.street_id
       UNION ALL
       SELECT lower(name), kind, id, geom FROM (
         SELECT unnest(ARRAY[name_ru, name_kk, name_en]) AS name,
                CASE WHEN kind = 'microdistrict' THEN kind ELSE 'landmark' END AS kind, id, geom FROM places) p
       WHERE name IS NOT NULL""",
    "CREATE INDEX ON public.trigram_names USING gin (name gin_trgm_ops)",
    "ANALYZE public.trigram_names",
)
_NAME = sql(
    "SELECT kind, id, similarity(name, :name) AS alike, name, ST_AsBinary(geom) FROM public.trigram_names"
    " WHERE name % :name ORDER BY alike DESC, ST_Length(geom) DESC LIMIT 1"
)
_HOUSE = sql(
    "SELECT ST_AsBinary(geom) FROM houses WHERE (street_id = :id OR microdistrict_id = :id)"
    " AND upper(number) = :number LIMIT 1"
)
_NUMBER = re.compile(r"^(.*\D)[\s,]+(?:д\.?|дом|№)?\s*(\d+\s?[а-яa-z]?(?:/\d+\s?[а-яa-z]?)?)\s*$", re.IGNORECASE)


class Trigram:
    """Answers with one street, place or house; it knows no stretches, crossings or contours."""

    name = "pg_trgm"
    accepts_from = 0.5  # similarity, a plain middle: not tuned

    def __init__(self, database: Database) -> None:
        with database.begin() as connection:
            for statement in _PREPARE:
                connection.execute(sql(statement))
        self._connection = database.connect()

    def geocode(self, text: str, district: str | None = None) -> Plain:
        """The likest name of the whole text, and its house when the text ends with a number."""
        text = spelled_out(text)
        found = _NUMBER.match(text)
        street = (found[1] if found else text).strip(" ,").lower()
        if not street or "\x00" in street:
            return NOTHING
        row = self._connection.execute(_NAME, {"name": street}).first()
        if row is None:
            return NOTHING
        kind, identifier, alike, label, geom = row
        if found:
            number = re.sub(r"\s", "", found[2]).upper()
            house = self._connection.execute(_HOUSE, {"id": identifier, "number": number}).first()
            if house is not None:
                return Plain("rooftop", float(alike), shapely.from_wkb(bytes(house[0])), label)
        return Plain(kind, float(alike), shapely.from_wkb(bytes(geom)), label)

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()
