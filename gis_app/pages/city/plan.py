"""The part of the plan that a link of `/city/works` asks for: list, files and feed are of the same works."""

from urllib.parse import urlencode

from gis_app.city.plan import PublicPlan, When
from gis_app.pages.city.links import district_of, status_of, type_of
from gis_app.pages.city.request import CityRequest
from gis_app.texts.fluent import get_texts
from layers.work_types import read_vocabulary


def plan_of(city: CityRequest, year: str, district: str, type_code: str, status: str) -> PublicPlan:
    """The works of a link. NotFoundError for a year or district of which nothing is known."""
    asked = PublicPlan(city.is_training, city.year(year), district_of(district), type_of(type_code), status_of(status))
    if asked.district is not None:
        city.district_name(asked.district)
    return asked


def narrowing(plan: PublicPlan, when: When | None = None) -> dict[str, str]:
    """What narrows the works beside their year, by the names that links have for it."""
    given = {"district": plan.district, "type": plan.type_code, "status": plan.status, "when": when}
    return {name: str(value) for name, value in given.items() if value is not None}


def query_of(plan: PublicPlan) -> str:
    """What narrows the works beside their year, to be added to a link that has parameters already."""
    return "".join(f"&{urlencode({name: value})}" for name, value in narrowing(plan).items())


def words_of(city: CityRequest, plan: PublicPlan) -> list[str]:
    """What narrows the works, in words: «Двор», «Запланировано», «Алмалинский район»."""
    kind = [read_vocabulary().by_code()[plan.type_code].short.in_language(city.lang)] if plan.type_code else []
    status = [get_texts().get(city.lang, f"status-{plan.status.replace('_', '-')}")] if plan.status else []
    district = [city.district_name(plan.district)] if plan.district is not None else []
    return [*kind, *status, *district]
