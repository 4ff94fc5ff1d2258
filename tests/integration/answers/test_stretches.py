"""A stretch of a street has a link that stays: its id leads to the same place and the same answer."""

import pytest
import shapely
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.answers.answer import answer_of
from gis_app.answers.places import AskedPlace, Found, find_by_id, find_by_words
from gis_app.dependencies import Language
from gis_app.errors import NotFoundError
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.load import load_register
from gis_app.pages.follow.given import choose
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.grid import Grid
from tests.integration.appeals.ground import TODAY
from tests.integration.geocoding.register_rows import add_house, add_street
from tests.integration.works.people import add_work

grid = Grid()
Streets = dict[str, int]
LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")


@pytest.fixture
def streets(session: Session) -> Streets:
    """An avenue of two carriageways to the east, three streets across it, houses along it; a street far off."""
    load_work_types(session)
    avenue = shapely.MultiLineString([grid.line((0, 0), (40, 0)), grid.line((0, 0.3), (40, 0.3))])
    names = (("проспект Абая", "ru", "official"), ("Абай даңғылы", "kk", "official"))
    made = {"abaya": add_street(session, avenue, "avenue", *names)}
    for key, name, line in (
        ("manasa", "улица Манаса", grid.line((10, -9), (10, 9))),
        ("gagarina", "улица Гагарина", grid.line((25, -9), (25, 9))),
        ("rozy", "улица Розыбакиева", grid.line((34, -9), (34, 9))),
        ("far", "улица Дальняя", grid.line((0, 60), (9, 60))),
    ):
        made[key] = add_street(session, line, "street", (name, "ru", "official"))
    for number, east in (("12", 14), ("30", 22)):
        add_house(session, made["abaya"], number, grid.point(east, 0.6))
    return made


@pytest.fixture
def geocoder(session: Session, streets: Streets) -> Geocoder:
    return Geocoder(load_register(session, Settings().metric_srid))


def asked(session: Session, geocoder: Geocoder, words: str, lang: Language = "ru") -> AskedPlace:
    found = find_by_words(session, geocoder, words, lang).place
    assert found is not None, words
    return found


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("проспект Абая от Манаса до Гагарина", "stretch:{abaya}:{manasa}:{gagarina}"),
        ("проспект Абая от Гагарина до Манаса", "stretch:{abaya}:{gagarina}:{manasa}"),
        ("Абая между Манаса и Розыбакиева", "stretch:{abaya}:{manasa}:{rozy}"),
        ("проспект Абая от Манаса до дома 30", "stretch:{abaya}:{manasa}:7"),
        ("проспект Абая от дома 12 до дома 30", "stretch:{abaya}:7"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_id_of_a_stretch_leads_to_the_same_answer(
    session: Session, geocoder: Geocoder, streets: Streets, words: str, id_: str, lang: Language
) -> None:
    work = add_work(session, grid.line((15, 0), (21, 0)), planned_start="2026-06-12", planned_end="2026-07-30")
    place = asked(session, geocoder, words, lang)
    assert place.kind == "stretch"
    assert place.id.startswith(id_.format(**streets))
    again = find_by_id(session, geocoder, place.id, lang)
    assert (again.id, again.kind) == (place.id, "stretch")
    assert again.streets == place.streets == (streets["abaya"],)
    assert shapely.hausdorff_distance(again.shape, place.shape) < 3e-5  # about 3 m
    assert "дома" in words or again.label == place.label
    first, second = (answer_of(session, Found(one), lang, TODAY) for one in (place, again))
    assert (first.sentences, first.is_yes) == (second.sentences, second.is_yes)
    assert [one.work.id for one in first.works] == [one.work.id for one in second.works] == [work]


def test_a_work_along_the_street_at_its_end_does_not_concern_a_stretch(
    session: Session, geocoder: Geocoder, streets: Streets
) -> None:
    for street, line in (("manasa", grid.line((10, -9), (10, 9))), ("abaya", grid.line((11, 0.2), (24, 0.2)))):
        work = add_work(session, line, title_en=street, planned_start="2026-06-12", planned_end="2026-07-30")
        session.execute(
            text("INSERT INTO work_streets VALUES (:work, :street)"), {"work": work, "street": streets[street]}
        )
    place = asked(session, geocoder, "проспект Абая от Манаса до Гагарина")
    told = {one.work.title: one.group for one in answer_of(session, Found(place), "en", TODAY).works}
    assert told == {"manasa": "near", "abaya": "here"}


def test_ends_that_are_houses_are_named_by_them(session: Session, geocoder: Geocoder) -> None:
    place = asked(session, geocoder, "проспект Абая от Манаса до дома 30")
    assert find_by_id(session, geocoder, place.id, "ru").label == "проспект Абая: улица Манаса – 30"


def test_a_stretch_is_followed_as_its_line(session: Session, geocoder: Geocoder, streets: Streets) -> None:
    id_ = f"stretch:{streets['abaya']}:{streets['manasa']}:{streets['gagarina']}"
    chosen = choose(session, geocoder, Settings(), "ru", place=id_, area="")
    assert chosen is not None
    assert (chosen.watched.kind, chosen.place_id) == ("street", id_)
    assert chosen.label == "проспект Абая: улица Манаса – улица Гагарина"


@pytest.mark.parametrize(
    "id_",
    [
        "stretch:{abaya}", "stretch:{abaya}:{manasa}", "stretch:{abaya}:{manasa}:{gagarina}:1", "stretch:{abaya}::",
        "stretch:{abaya}:{manasa}:{manasa}", "stretch:{abaya}:{abaya}:{manasa}", "stretch:{abaya}:{manasa}:{far}",
        "stretch:999999:{manasa}:{gagarina}", "stretch:{abaya}:{manasa}:999999", "stretch:{abaya}:{manasa}:x,y",
        "stretch:{abaya}:{manasa}:999,1", "stretch:{abaya}:{manasa}:nan,43", "stretch:-1:{manasa}:{gagarina}",
        "stretch:{abaya}:{manasa}:" + "9" * 19, "stretch:{abaya}:{manasa}:0,90",
    ],
)  # fmt: skip
def test_an_id_that_leads_to_no_stretch_is_not_found(
    session: Session, geocoder: Geocoder, streets: Streets, id_: str
) -> None:
    with pytest.raises(NotFoundError):
        find_by_id(session, geocoder, id_.format(**streets), "ru")
