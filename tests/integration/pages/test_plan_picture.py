"""The picture of a plan: paths of all kinds that the database writes, at the places where they belong."""

from io import BytesIO

import pytest
from PIL import Image

from gis_app.pages.drawn_plan import Label, PlanMap, Sign
from gis_app.pages.prints.fonts import font
from gis_app.pages.prints.plan_picture import FINENESS, dashes_along, picture_of, runs_of

NO_ROADS = {"thin": "", "middle": "", "wide": ""}


@pytest.mark.parametrize(
    ("path", "runs"),
    [
        ("", []),
        ("M 1 -2 L 3 4", [[(1, -2), (3, 4)]]),
        ("M 0 0 L 2 0 2 2 Z", [[(0, 0), (2, 0), (2, 2), (0, 0)]]),
        ("M 0 0 L 1 1 M 5 5 L 6 6 7 7", [[(0, 0), (1, 1)], [(5, 5), (6, 6), (7, 7)]]),
    ],
)
def test_a_path_is_read_as_its_runs(path: str, runs: list[list[tuple[float, float]]]) -> None:
    assert list(runs_of(path)) == runs


def test_a_dashed_line_goes_on_around_a_corner() -> None:
    drawn = list(dashes_along([(0, 0), (5, 0), (5, 10)], (7, 3)))
    assert drawn == [[(0, 0), (5, 0), (5, 2)], [(5, 5), (5, 10)]]


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    folder = tmp_path_factory.mktemp("fonts")
    made = font(folder, 400)
    (kept,) = folder.iterdir()
    assert font(folder, 400) == made == kept.read_bytes()
    return made, made


def test_a_ring_in_a_ring_is_a_hole_and_a_brook_is_a_line(fonts: tuple[bytes, bytes]) -> None:
    plan = PlanMap(
        width=100,
        height=80,
        land=[
            ("park", "M 10 10 L 60 10 60 60 10 60 Z M 20 20 L 50 20 50 50 20 50 Z"),
            ("river", "M 70 10 L 90 40 70 70"),
        ],
        roads=NO_ROADS,
        houses="",
        borders=[],
        areas=[],
        lines=[("M 10 74 L 60 74", "#b3261e")],
        labels=[Label("улица Абая", 35, 4, 0)],
        signs=[Sign(7, "#0a6377", "#ffffff", (80, 70), (85, 65)), Sign(8, "#0a6377", "#ffffff", (80, 60), None)],
        bar_m=100,
        bar_px=20,
    )
    image = Image.open(BytesIO(picture_of(plan, "100 м", *fonts))).convert("RGB")
    assert image.size == (100 * FINENESS, 80 * FINENESS)

    def at(x: float, y: float) -> str:
        pixel = image.getpixel((round(x * FINENESS), round(y * FINENESS)))
        assert isinstance(pixel, tuple)
        red, green, blue = pixel
        if red > green + 60:
            return "red"
        if blue > red + 10:
            return "blue"
        return "green" if green > red + 5 and green > blue + 5 else "paper"

    places = [(15, 35), (35, 35), (89, 40), (72, 40), (35, 74)]
    assert [at(*place) for place in places] == ["green", "paper", "blue", "paper", "red"]
    assert at(79.5, 60) == "blue"
