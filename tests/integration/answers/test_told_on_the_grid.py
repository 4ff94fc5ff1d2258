"""Each way in which something drawn concerns a house, and the sentence that it is told with, in three languages."""

from datetime import date

import pytest
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from gis_app.answers.answer import answer_of
from gis_app.answers.places import AskedPlace, Found
from gis_app.appeals.linking import find_yards_of_works
from gis_app.dependencies import Language
from tests.integration.appeals.ground import TODAY, Ground, grid
from tests.integration.works.people import add_work

LANGUAGES: tuple[Language, ...] = ("ru", "kk", "en")
YARD, ROAD = grid.box(3, 8, 9, 15), grid.line((-10, 0), (10, 0))
CASES: list[tuple[str, BaseGeometry, bool, dict[str, str], tuple[str, str, str]]] = [
    (
        "in the yard", YARD, False, {"planned_start": "2026-06-12", "planned_end": "2026-07-30"},
        ("Да: в вашем дворе запланированы работы (12 июня – 30 июля 2026 г.): T.",
         "Иә: аулаңызда жұмыс жоспарланған (2026 ж. 12 маусым – 30 шілде): T.",
         "Yes: work is planned in your yard (12 June – 30 July 2026): T."),
    ),
    (
        "on the stretch, from today on", ROAD, True, {"planned_start": "2026-06-08", "planned_end": "2026-06-30"},
        ("Да: на вашем участке улицы идут работы (8–30 июня 2026 г.): T.",
         "Иә: көшеңіздің осы бөлігінде жұмыс жүріп жатыр (2026 ж. 8–30 маусым): T.",
         "Yes: work is going on on your stretch of the street (8–30 June 2026): T."),
    ),
    (
        "on the stretch, until yesterday, nothing reported", ROAD, True,
        {"planned_start": "2026-06-01", "planned_end": "2026-06-07"},
        ("По плану на вашем участке улицы работы уже должны были пройти (1–7 июня 2026 г.): T. "
         "Отчёта о них нет.",
         "Жоспар бойынша көшеңіздің осы бөлігінде жұмыс бітуі керек еді (2026 ж. 1–7 маусым): T. "
         "Ол туралы есеп жоқ.",
         "By the plan work on your stretch of the street should be over (1–7 June 2026): T. "
         "Nobody has reported on it."),
    ),
    (
        "behind the block", grid.line((-20, -8), (20, -8)), False,
        {"planned_start": "2026-06-01", "planned_end": "2026-06-30"},
        ("Нет: здесь сейчас ничего не запланировано.", "Жоқ: қазір мұнда ештеңе жоспарланбаған.",
         "No: nothing is planned here now."),
    ),
]  # fmt: skip


@pytest.fixture
def ground(session: Session) -> Ground:
    """The drawn ground with its street in the register."""
    made = Ground(session).lay()
    made.ids["street"] = made.run(
        "INSERT INTO streets (kind, fclass, length_m, source, geom) VALUES "
        "('street', 'residential', 400, 'test', ST_Multi(ST_GeomFromText(:shape, 4326))) RETURNING id",
        shape=grid.line((-20, 0), (20, 0)).wkt,
    )
    return made


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_what_is_drawn_is_told(
    ground: Ground, case: tuple[str, BaseGeometry, bool, dict[str, str], tuple[str, str, str]]
) -> None:
    _, shape, on_street, days, sentences = case
    titles = dict.fromkeys(("title_ru", "title_kk", "title_en"), "T")
    work = add_work(
        ground.session, shape, type_code="yard" if shape is YARD else "road_medium_repair", **titles, **days
    )
    if on_street:
        ground.run("INSERT INTO work_streets VALUES (:work, :street)", work=work, street=ground.ids["street"])
    find_yards_of_works(ground.session, [work])
    house = AskedPlace("house:1", "house", "5", grid.point(0, 3), (ground.ids["street"],))
    said = [answer_of(ground.session, Found(house), lang, TODAY).sentences[0] for lang in LANGUAGES]
    assert tuple(said) == sentences


@pytest.mark.parametrize(
    ("kind", "sentences"),
    [
        (
            "warranty",
            ("Покрытие на гарантии (до 1 мая 2027 г.), отвечает ours.",
             "Жабын кепілдікте (соңғы күні: 2027 ж. 1 мамыр), жауапты — ours.",
             "The surface is under warranty until 1 May 2027; ours answers for it."),
        ),
        (
            "protection",
            ("Новое покрытие нельзя вскрывать до 1 мая 2027 г.",
             "Жаңа жабынды әзірге қазуға болмайды, соңғы күні: 2027 ж. 1 мамыр.",
             "The new surface must not be dug up until 1 May 2027."),
        ),
    ],
)  # fmt: skip
def test_a_surface_is_told_with_its_last_day(ground: Ground, kind: str, sentences: tuple[str, str, str]) -> None:
    ground.under_warranty(date(2026, 6, 7))  # over since yesterday
    work = add_work(ground.session, ROAD, state="in_warranty", planned_start=None, planned_end=None)
    ground.run(
        "INSERT INTO surface_protections (work_id, kind, from_day, to_day, rule, guarantor_id, geom) VALUES "
        "(:work, :kind, '2024-06-01', '2027-05-01', 'r', :body, ST_Multi(ST_GeomFromText(:shape, 4326)))",
        work=work,
        kind=kind,
        body=ground.ids["ours"],
        shape=grid.box(-20, -0.6, 20, 0.6).wkt,
    )
    pin = Found(AskedPlace("", "point", "", grid.point(0, 0.3)))
    for lang, sentence in zip(LANGUAGES, sentences, strict=True):
        told = answer_of(ground.session, pin, lang, TODAY).sentences
        assert sentence in told
        assert not any("2026" in one for one in told)
