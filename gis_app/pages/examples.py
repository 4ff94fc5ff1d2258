"""The example questions of the first page: each is a link to the map with the filters that answer it.

They are made from what the database holds, so that in any city every example leads somewhere.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.geocoding.models import District, Street, StreetName
from gis_app.texts.fluent import get_texts
from gis_app.works.models import Work

# Works that "stand on" a street lie within this distance of its centre line.
ON_STREET_M = 30


@dataclass(frozen=True, slots=True)
class Example:
    """A question in words and the query string that answers it."""

    question: str
    query: str


def _busiest_street(session: Session, lang: Language) -> str | None:
    """The name of the avenue with the most works along it, in `lang` where it has one."""
    avenues = select(Street.id, Street.geom_m).where(Street.kind == "avenue", Street.valid_to.is_(None)).subquery()
    busiest = session.scalar(
        select(avenues.c.id)
        .join(Work, func.ST_DWithin(Work.geom_m, avenues.c.geom_m, ON_STREET_M))
        .group_by(avenues.c.id)
        .order_by(func.count().desc(), avenues.c.id)
        .limit(1)
    )
    names: dict[str, str] = {
        row.language: row.name
        for row in session.execute(
            select(StreetName.language, StreetName.name).where(
                StreetName.street_id == busiest, StreetName.kind == "official"
            )
        )
    }
    return names.get(lang) or names.get("ru") or next(iter(names.values()), None)


def _district_with_most_yards(session: Session, lang: Language) -> Row[int, str] | None:
    name = getattr(District, f"name_{lang}")
    return session.execute(
        select(District.id, name)
        .join(Work, Work.district_id == District.id)
        .where(Work.type_code == "yard")
        .group_by(District.id, name)
        .order_by(func.count().desc(), District.id)
        .limit(1)
    ).first()


def read_examples(session: Session, lang: Language, today: date) -> list[Example]:
    """Up to five questions in `lang`; one whose street or district does not exist is left out."""
    texts = get_texts()
    found: list[Example] = []

    def add(key: str, parameters: dict[str, object], **words: str) -> None:
        query = urlencode({"lang": lang, **parameters}, safe=",")
        found.append(Example(texts.get(lang, f"example-{key}", **words), query))

    if street := _busiest_street(session, lang):
        add("street", {"q": street}, name=street)
    add("now", {"from": today, "to": today})
    if district := _district_with_most_yards(session, lang):
        add("district", {"type": "yard", "district": district[0]}, name=district[1])
    year = today.year
    roads = "road_medium_repair,road_construction"
    add("year", {"type": roads, "from": f"{year}-01-01", "to": f"{year}-12-31"})
    add("late", {"status": "overdue,unreported"})
    return found
