"""A planner's question in words: as the heading and the first lines of what is printed."""

from datetime import date

from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.organisations.models import Organisation
from gis_app.pages.rendering import Words
from gis_app.planning.place_names import name_of, own_districts
from gis_app.planning.selection import Selection
from gis_app.works.filters import PlaceOfRegister
from gis_app.works.queries import named
from layers.work_types import read_vocabulary


def heading_of(session: Session, selection: Selection, lang: Language, city: str) -> str:
    """Where the works are: the place asked for, else the district, else all districts of the person, else the city."""
    asked = selection.works
    if asked.place is not None:
        return name_of(session, asked.place, lang) or city
    if asked.district is not None:
        return name_of(session, PlaceOfRegister("district", asked.district), lang) or city
    if selection.scope.districts is None:
        return city
    return ", ".join(own_districts(session, selection.scope, lang).values()) or city


def sentences_of(session: Session, selection: Selection, lang: Language, today: date) -> list[str]:
    """What is asked beside the place, one sentence each; a single one says that nothing is left out."""
    t, asked = Words(lang), selection.works
    found = [
        _district(session, selection, t),
        _kinds(selection, t),
        _conditions(selection, t),
        _days(asked.first_day, asked.last_day, t),
        None if selection.ends_within is None else t("asked-ends-within", count=selection.ends_within),
        None if selection.starts_within is None else t("asked-starts-within", count=selection.starts_within),
        _organisation(session, asked.contractor, "asked-contractor", t),
        _organisation(session, selection.customer, "asked-customer", t),
        *(t(f"asked-without-{lack}") for lack in selection.lacks),
        t("asked-time") if selection.asks_time else None,
        t("asked-words", words=asked.words) if asked.words else None,
        t("asked-in-window") if asked.bbox is not None else None,
    ]
    told = [sentence for sentence in found if sentence]
    return told or [t("asked-all")]


def _district(session: Session, selection: Selection, t: Words) -> str | None:
    asked = selection.works
    if asked.place is None or asked.place.kind == "district":
        return None
    if asked.district is not None:
        return name_of(session, PlaceOfRegister("district", asked.district), t.lang)
    if selection.scope.districts is None:
        return None
    return t("asked-in-districts", names=", ".join(own_districts(session, selection.scope, t.lang).values()))


def _kinds(selection: Selection, t: Words) -> str | None:
    vocabulary, asked = read_vocabulary(), selection.works
    groups = [group.title.in_language(t.lang) for group in vocabulary.groups if group.code in asked.groups]
    types = [kind.title.in_language(t.lang) for kind in vocabulary.types if kind.code in asked.types]
    return t("asked-kinds", names=", ".join(groups + types)) if groups or types else None


def _conditions(selection: Selection, t: Words) -> str | None:
    statuses = [t(f"status-{code.replace('_', '-')}") for code in selection.works.statuses]
    states = [t(f"print-state-{code.replace('_', '-')}") for code in selection.states]
    return t("asked-conditions", names=", ".join(statuses + states)) if statuses or states else None


def _days(first: date | None, last: date | None, t: Words) -> str | None:
    if first and last:
        return t("asked-days", days=t.days(first, last))
    if first:
        return t("asked-from", day=t.day(first))
    return t("asked-to", day=t.day(last)) if last else None


def _organisation(session: Session, id: int | None, key: str, t: Words) -> str | None:
    organisation = None if id is None else named(session.get(Organisation, id), t.lang)
    return None if organisation is None else t(key, name=organisation.name)
