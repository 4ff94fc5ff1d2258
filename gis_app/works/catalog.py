"""The catalogue of the map page: vocabulary, districts, contractors, the span of years."""

from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.geocoding.models import District
from gis_app.organisations.models import Organisation
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.concerns import read_concerns
from gis_app.works.filters import is_public
from gis_app.works.models import Work
from gis_app.works.schemas import Catalog, ConcernEntry, DistrictEntry, GroupEntry, Named, StatusEntry, TypeEntry
from gis_app.works.status import STATUSES
from layers.work_types import read_vocabulary


def status_titles(lang: Language) -> list[StatusEntry]:
    """All statuses in the order of a work's life, with their words in `lang`."""
    texts = get_texts()
    return [StatusEntry(code=code, title=texts.get(lang, f"status-{code.replace('_', '-')}")) for code in STATUSES]


def _districts(session: Session, lang: Language) -> list[DistrictEntry]:
    box = func.Box2D(District.geom)
    statement = select(
        District.id,
        getattr(District, f"name_{lang}").label("name"),
        func.ST_XMin(box),
        func.ST_YMin(box),
        func.ST_XMax(box),
        func.ST_YMax(box),
    ).order_by("name")
    return [
        DistrictEntry(id=row[0], name=row[1], bbox=(row[2], row[3], row[4], row[5]))
        for row in session.execute(statement.where(District.valid_to.is_(None)))
    ]


def _contractors(session: Session, lang: Language) -> list[Named]:
    name = func.coalesce(getattr(Organisation, f"name_{lang}"), Organisation.name)
    at_work = exists().where(Work.contractor_id == Organisation.id, is_public())
    statement = select(Organisation.id, name).where(Organisation.is_contractor, at_work).order_by(name)
    return [Named(id=row[0], name=row[1]) for row in session.execute(statement)]


def _years(session: Session, today: date) -> tuple[int, int]:
    first, last = session.execute(
        select(
            func.least(func.min(Work.planned_start), func.min(Work.actual_start)),
            func.greatest(func.max(Work.planned_end), func.max(Work.planned_start), func.max(Work.actual_end)),
        ).where(is_public())
    ).one()
    return min(first or today, today).year, max(last or today, today).year


def read_catalog(session: Session, lang: Language, today: date, settings: Settings) -> Catalog:
    """The catalogue in `lang` as of `today`. `center` is the middle of the city's works, else of its bounds."""
    vocabulary = read_vocabulary()
    west, south, east, north = settings.bounds
    return Catalog(
        groups=[
            GroupEntry(code=group.code, title=group.title.in_language(lang), color=group.color)
            for group in vocabulary.groups
        ],
        types=[
            TypeEntry(
                number=kind.number,
                code=kind.code,
                group=kind.group,
                title=kind.title.in_language(lang),
                short=kind.short.in_language(lang),
                color=kind.color,
                icon=kind.icon,
                geometry=kind.geometry,
            )
            for kind in vocabulary.types
        ],
        concerns=[
            ConcernEntry(code=one.code, title=one.title.in_language(lang), icon=one.icon, types=list(one.types))
            for one in read_concerns()
        ],
        statuses=status_titles(lang),
        districts=_districts(session, lang),
        contractors=_contractors(session, lang),
        bounds=settings.bounds,
        center=_middle(session) or ((west + east) / 2, (south + north) / 2),
        today=today,
        time_zone=settings.time_zone,
        currency=settings.currency,
        training=bool(session.scalar(select(exists().where(Work.is_training, is_public())))),
        years=_years(session, today),
    )


def _middle(session: Session) -> tuple[float, float] | None:
    """The median longitude and latitude of the works: where most of them are, whatever lies far out."""
    at = func.ST_Centroid(Work.geom)
    lon, lat = session.execute(
        select(
            func.percentile_cont(0.5).within_group(func.ST_X(at)).label("lon"),
            func.percentile_cont(0.5).within_group(func.ST_Y(at)).label("lat"),
        ).where(Work.geom.is_not(None), is_public())
    ).one()
    return None if lon is None else (round(lon, 5), round(lat, 5))


def district_names(session: Session, lang: Language) -> list[tuple[int, str]]:
    """The districts that are valid now: (id, name), by name."""
    name = getattr(District, f"name_{lang}")
    rows = session.execute(select(District.id, name).where(District.valid_to.is_(None)).order_by(name))
    return [(row[0], row[1]) for row in rows]
