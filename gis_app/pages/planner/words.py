"""What the planner's table says about its own question: its filters in words, links that drop one, choices to add."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlencode

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language
from gis_app.geocoding.models import District, Place, StreetName
from gis_app.organisations.models import Organisation
from gis_app.pages import formats
from gis_app.planning.figure_memory import FigureMemory
from gis_app.planning.scope import Scope
from gis_app.planning.selection import SORT_KEYS, Selection, Sort, SortKey
from gis_app.planning.table import TablePage
from gis_app.texts.fluent import get_texts
from gis_app.works.catalog import district_names
from gis_app.works.filters import PlaceOfRegister
from gis_app.works.parameters import read_day, read_place
from gis_app.works.status import STATES
from gis_app.works.transitions import CHANGES, Change
from layers.work_types import read_vocabulary

# Columns whose first press sorts from the largest or latest down.
_DOWN_FIRST = frozenset({"budget", "start", "end"})
# Parameters that the form has fields for; all others of a link travel along hidden.
FORM_FIELDS = frozenset(
    {"q", "state", "type", "contractor", "customer", "district", "from", "to", "status", "without", "ends_within",
     "starts_within", "asks_time"}
)  # fmt: skip
# Values of the ticks of the form, by parameter; another value of the same parameter travels along hidden.
TICKS: Mapping[str, tuple[str, ...]] = {
    "status": ("overdue", "unreported"),
    "ends_within": ("7", "14"),
    "starts_within": ("14",),
    "asks_time": ("1",),
    "without": ("place", "days", "contractor"),
}


Titles = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in words, and the query string without it."""

    words: str
    without: str


@dataclass(frozen=True, slots=True)
class SortLink:
    """A column's head: where a press leads, and how the rows stand now (`ascending`, `descending`, or none)."""

    query: str
    direction: str


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What the form offers. `hidden` are filters of the link that it has no field for."""

    districts: Titles
    contractors: Titles
    customers: Titles
    types: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    states: tuple[str, ...]
    ticks: list[tuple[str, str, str]]
    hidden: list[tuple[str, str]]


def remarks_of(asked: Selection, lang: Language) -> list[str]:
    """What of the link was not followed, in words."""
    texts = get_texts()
    return [texts.get(lang, f"planner-remark-{one.reason}", parameter=one.parameter) for one in asked.remarks]


def total_words(found: TablePage, lang: Language) -> str:
    """How many works there are, and that the last of them are not to be leafed to."""
    return get_texts().get(lang, "planner-total", count=found.total, number=formats.number(found.total, lang))


def chips(session: Session, asked: Selection, lang: Language, more: Mapping[str, str | int]) -> list[Chip]:
    """The filters of a question in words, each with the link that drops it."""
    pairs = asked.pairs()
    found = []
    for number, (name, value) in enumerate(pairs):
        if name == "sort":
            continue
        rest = [*pairs[:number], *pairs[number + 1 :], ("lang", lang), *((key, str(of)) for key, of in more.items())]
        found.append(Chip(_said(session, name, value, lang), urlencode(rest)))
    return found


def _said(session: Session, name: str, value: str, lang: Language) -> str:
    texts = get_texts()
    if name in ("state", "status"):
        return texts.get(lang, f"{name}-{value.replace('_', '-')}")
    if name == "type":
        return read_vocabulary().by_code()[value].title.in_language(lang)
    if name == "group":
        return next(one.title.in_language(lang) for one in read_vocabulary().groups if one.code == value)
    if name == "without":
        return texts.get(lang, f"planner-without-{value}")
    if name in ("ends_within", "starts_within"):
        return texts.get(lang, f"planner-{name.replace('_', '-')}", count=int(value), days=value)
    if name in ("from", "to"):
        day = read_day(name, [value])
        return texts.get(lang, f"planner-{name}", day="" if day is None else formats.long_day(day, lang))
    if name == "district":
        return session.scalar(select(getattr(District, f"name_{lang}")).where(District.id == int(value))) or value
    if name in ("contractor", "customer"):
        return texts.get(lang, f"planner-{name}", name=_organisation(session, int(value), lang) or value)
    if name == "place":
        place = read_place([value])
        return value if place is None else _place_name(session, place, lang) or value
    return f"«{value}»" if name == "q" else texts.get(lang, f"planner-{name.replace('_', '-')}", count=1)


def _organisation(session: Session, id: int, lang: Language) -> str | None:
    name = func.coalesce(getattr(Organisation, f"name_{lang}"), Organisation.name)
    return session.scalar(select(name).where(Organisation.id == id))


def _place_name(session: Session, place: PlaceOfRegister, lang: Language) -> str | None:
    if place.kind == "street":
        official = (StreetName.kind == "official").desc()
        names = select(StreetName.name).where(StreetName.street_id == place.id)
        return session.scalars(names.order_by((StreetName.language == lang).desc(), official, StreetName.id)).first()
    if place.kind == "district":
        return session.scalar(select(getattr(District, f"name_{lang}")).where(District.id == place.id))
    if place.kind == "house":
        return None
    name = func.coalesce(getattr(Place, f"name_{lang}"), Place.name_ru, Place.name_kk, Place.name_en)
    return session.scalar(select(name).where(Place.id == place.id))


def own_districts(session: Session, scope: Scope, lang: Language, memory: FigureMemory) -> Titles:
    """The districts of a scope that are valid now: (id, name), by name."""
    every = memory.get(("districts", lang), lambda: district_names(session, lang))
    return tuple(one for one in every if scope.holds(one[0]))


def _organisations(session: Session, lang: Language) -> tuple[Titles, Titles]:
    """Contractors and customers: (id, name), by name."""
    name = func.coalesce(getattr(Organisation, f"name_{lang}"), Organisation.name)
    rows = session.execute(
        select(Organisation.id, name, Organisation.is_contractor, Organisation.is_customer).order_by(name)
    ).all()
    return tuple((row[0], row[1]) for row in rows if row[2]), tuple((row[0], row[1]) for row in rows if row[3])


@cache
def _types(lang: Language) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The types of works by group: (group's title, [(code, title)])."""
    vocabulary = read_vocabulary()
    return tuple(
        (
            group.title.in_language(lang),
            tuple((kind.code, kind.title.in_language(lang)) for kind in vocabulary.types if kind.group == group.code),
        )
        for group in vocabulary.groups
    )


def filter_choices(session: Session, asked: Selection, lang: Language, memory: FigureMemory) -> FilterChoices:
    """What the form offers in this scope; organisations are few, so all of the city's stand to choose."""
    contractors, customers = memory.get(("organisations", lang), lambda: _organisations(session, lang))
    hidden = [
        (key, value)
        for key, value in asked.pairs()
        if key not in FORM_FIELDS or (key in TICKS and value not in TICKS[key])
    ]
    return FilterChoices(
        districts=own_districts(session, asked.scope, lang, memory),
        contractors=contractors,
        customers=customers,
        types=_types(lang),
        states=STATES,
        ticks=[(key, value, _said(session, key, value, lang)) for key, values in TICKS.items() for value in values],
        hidden=hidden,
    )


def sort_links(asked: Selection, lang: Language, more: Mapping[str, str | int]) -> dict[SortKey, SortLink]:
    """The link of each column's head: a second press turns the order round."""
    links: dict[SortKey, SortLink] = {}
    for key in SORT_KEYS:
        is_now = asked.sort.key == key
        down = not asked.sort.descending if is_now else key in _DOWN_FIRST
        query = replace(asked, sort=Sort(key, down)).to_query(**{"lang": lang, **more})
        links[key] = SortLink(query, ("descending" if asked.sort.descending else "ascending") if is_now else "")
    return links


def bulk_steps(by: CurrentUser) -> tuple[Change, ...]:
    """The changes of state that somebody with these roles may make somewhere, one for each event."""
    steps: dict[str, Change] = {}
    for change in CHANGES:
        if change.who & by.roles & {"planner", "inspector", "administrator"}:
            steps.setdefault(change.event, change)
    return tuple(steps.values())
