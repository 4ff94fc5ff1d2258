"""Microdistricts that are called by a name and a number each: «Самал» is Самал-1, Самал-2 or Самал-3."""

import re
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.geocoding.answer import Other
from gis_app.geocoding.models import Place

# What people write around the name, and a house number behind it: which house it is says nothing before the number.
_AROUND: Final = re.compile(
    r"(?:\b(?:микрорайон\w*|мкр-?н?|м-?н|ықшам\s+аудан\w*|ш/а|microdistrict|mkr)\b\.?|,?\s*\d+\s*[а-яa-z]?\s*$)",
    re.IGNORECASE,
)
_LEAST_LETTERS: Final = 3


def series_of(session: Session, words: str, lang: Language) -> list[Other]:
    """The microdistricts whose name is these words and a number, in their order; none when there is only one."""
    name = " ".join(_AROUND.sub(" ", words).split()).strip(" ,.-")
    if len(name) < _LEAST_LETTERS or not name.replace(" ", "").replace("-", "").isalpha():
        return []
    columns = (Place.name_ru, Place.name_kk, Place.name_en)
    numbered = or_(*(column.op("~*")(rf"(^|\s){re.escape(name)}[\s-]+\d+[а-яa-z]?(\s|$)") for column in columns))
    inside = func.ST_PointOnSurface(Place.geom)
    own = getattr(Place, f"name_{lang}")
    found = session.execute(
        select(func.coalesce(own, *columns).label("name"), func.ST_X(inside), func.ST_Y(inside), Place.id)
        .where(Place.kind == "microdistrict", Place.successor_id.is_(None), numbered)
        .order_by("name", Place.id)
    ).all()
    return [Other(row[0], (row[1], row[2]), f"microdistrict:{row[3]}") for row in found] if len(found) > 1 else []
