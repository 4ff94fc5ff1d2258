"""The plan on paper against the works in the database: text, numbers, pages, languages, whose it is."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language
from gis_app.errors import PrintTooLargeError
from gis_app.pages.assets import DIST_PATH
from gis_app.pages.ground import drawable
from gis_app.pages.prints import pdf
from gis_app.pages.prints.pdf_child import OutsideFileError, OwnFiles
from gis_app.pages.prints.pdf_file import ready_print
from gis_app.pages.prints.plan_map import draw_plan
from gis_app.planning.figures import count_selected
from gis_app.planning.parameters import read_selection
from gis_app.planning.printed import PrintedPlan, read_plan
from gis_app.settings import Settings
from gis_app.works.filters import PlaceOfRegister
from tests.integration.planning.printing import HOSTILE, TODAY, add_printed_city
from tests.integration.works.people import person

ROOT = Path(__file__).parents[3]
SCREENSHOTS = ROOT / "tests" / "screenshots"


@pytest.fixture(scope="module", autouse=True)
def front_end() -> None:
    """The fonts of the built front end; `make test` builds it."""
    if not (DIST_PATH / "manifest.json").is_file():
        subprocess.run(["npm", "run", "build", "--silent"], cwd=ROOT / "web", check=True)


@pytest.fixture
def city(session: Session) -> dict[str, int]:
    """Places and works by name."""
    return add_printed_city(session)


def planner(city: dict[str, int]) -> CurrentUser:
    return person("planner", district_id=city["here"])


def pages_of(made: bytes) -> list[str]:
    """The text of each page, line ends as blanks."""
    with pypdfium2.PdfDocument(made) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def plan_of(session: Session, city: dict[str, int], lang: Language = "ru", **asked: str) -> PrintedPlan:
    selection = read_selection({name: [value] for name, value in asked.items()}, planner(city))
    return read_plan(session, selection, lang, TODAY)


def test_works_stand_under_their_streets_and_are_numbered_from_the_first_to_the_last(
    session: Session, city: dict[str, int]
) -> None:
    plan = plan_of(session, city)
    assert [(part.name, [work.id for work in part.works]) for part in plan.parts] == [
        ("Орбита", [city["yard"]]),
        ("улица Абая", [city["road"]]),
        ("улица Сатпаева", [city["late"]]),
        (None, [city["nowhere"]]),
    ]
    assert [work.number for work in plan.works] == [1, 2, 3, 4]


def test_sums_are_those_of_the_works(session: Session, city: dict[str, int]) -> None:
    plan = plan_of(session, city)
    assert (plan.total().count, plan.total().budget, plan.total().unpriced) == (4, 1_500_000, 3)
    assert sum(one.count for _, one in plan.by_type()) == sum(one.count for _, one in plan.by_condition()) == 4
    assert dict(plan.by_condition())["print-state-overdue"].count == 1


def test_a_planner_prints_the_own_district_alone_whatever_the_link_asks(session: Session, city: dict[str, int]) -> None:
    assert city["theirs"] not in [work.id for work in plan_of(session, city).works]
    guessed = read_selection({"district": [str(city["there"])]}, planner(city))
    assert count_selected(session, guessed, TODAY) == 0


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ru", ["План работ", "улица Абая", "Ремонт Абая әғқңөұүһі", "Просрочено", "1 500 000 тенге"]),
        ("kk", ["Жұмыстар жоспары", "Абай көшесі", "Абайды жөндеу", "Мерзімі өтті", "1 500 000 теңге"]),
        ("en", ["Plan of works", "улица Абая", "Ремонт Абая әғқңөұүһі", "Overdue", "As of 10 June 2026"]),
    ],
)
def test_the_pages_say_what_the_works_are(
    session: Session, settings: Settings, city: dict[str, int], lang: Language, words: list[str]
) -> None:
    selection = read_selection({}, planner(city))
    plan = read_plan(session, selection, lang, TODAY)
    made = ready_print(session, settings, plan, selection, lang, TODAY).pdf()
    pages = pages_of(made)
    printed = " ".join(pages).replace("\xa0", " ").replace(" ", " ")
    assert len(pages) <= 4
    for word in [*words, "+7 727 123-45-67", "Двор в Орбите"]:
        assert word in printed
    assert "Чужая работа" not in printed
    # A title is text, whatever it looks like; a long one is broken where the column ends.
    assert re.sub(r"\s", "", HOSTILE) in re.sub(r"\s", "", printed)
    with pypdfium2.PdfDocument(made) as document:
        assert pypdfium2.raw.FPDFCatalog_IsTagged(document.raw)
        assert words[0] in document.get_metadata_value("Title")
    _save(made, f"plan-{lang}")


def test_of_a_shape_of_several_kinds_the_lines_and_areas_are_drawn_and_its_points_left_out(session: Session) -> None:
    # What is cut to a frame that it touches in a point besides. Semicolons in a path never end (see prints/pdf.py).
    mixed = "GEOMETRYCOLLECTION(LINESTRING(0 0, 1 1), POINT(5 5), POLYGON((2 2, 3 2, 3 3, 2 2)), MULTIPOINT(7 7, 8 8))"
    path = session.scalar(select(func.ST_AsSVG(func.ST_GeomFromText(mixed), 0, 1)))
    assert ";" in path
    assert re.fullmatch(r"M 0 0 L 1 -1 *M 2 -2 L 3 -2 3 -3 Z", drawable(path))


def test_a_print_that_never_ends_is_ended_and_the_next_one_is_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    endless = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M 0 0 L 9 9 Z;'/></svg>"
    monkeypatch.setattr(pdf, "LIMITS", replace(pdf.LIMITS, processor_s=8, wall_s=20))
    with pytest.raises(PrintTooLargeError):
        pdf.make_pdf(endless, None, "", tmp_path)
    monkeypatch.undo()
    assert pdf.make_pdf("<p>words</p>", None, "", tmp_path).startswith(b"%PDF")


def _save(made: bytes, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    with pypdfium2.PdfDocument(made) as document:
        for number, page in enumerate(document, start=1):
            page.render(scale=1.4).to_pil().save(SCREENSHOTS / f"{name}-{number}.png")


def test_every_work_with_a_place_is_on_the_map_with_the_number_of_the_list(
    session: Session, city: dict[str, int]
) -> None:
    plan = plan_of(session, city)
    drawn = draw_plan(session, plan.works, None, "ru", 43.2)
    assert drawn is not None
    assert [sign.number for sign in drawn.signs] == [work.number for work in plan.works if work.has_place]
    assert len(drawn.areas) == 1
    assert len(drawn.lines) == 1


def test_the_map_of_a_place_shows_the_place_and_what_lies_in_it(session: Session, city: dict[str, int]) -> None:
    plan = plan_of(session, city)
    drawn = draw_plan(session, plan.works, PlaceOfRegister("microdistrict", city["orbita"]), "ru", 43.2)
    assert drawn is not None
    assert [sign.number for sign in drawn.signs] == [1]


def test_works_without_a_place_have_no_map(session: Session, city: dict[str, int]) -> None:
    plan = plan_of(session, city, without="place")
    assert [work.id for work in plan.works] == [city["nowhere"]]
    assert draw_plan(session, plan.works, None, "ru", 43.2) is None


@pytest.mark.parametrize("address", ["https://example.org/a.png", "file:///etc/hostname", "print://else"])
def test_a_print_asks_nobody_for_anything(address: str) -> None:
    with pytest.raises(OutsideFileError):
        OwnFiles({"map": (b"", "image/svg+xml")}).fetch(address)
