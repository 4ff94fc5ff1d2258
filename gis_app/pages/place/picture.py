"""The answer as a picture for a link that is shared: the place, what is said of it first, and where it lies.

1200 by 630 pixels, the size that messengers and social networks show whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO
from math import cos, radians
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.answers.places import AskedPlace
from gis_app.answers.schemas import AnswerOut
from gis_app.dependencies import Language
from gis_app.pages.ground import Frame, draw_land, draw_roads
from gis_app.pages.place.parts import is_invented
from gis_app.pages.prints.fonts import font
from gis_app.pages.prints.plan_picture import runs_of
from gis_app.rasters.files import files_folder
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import long_day

WIDTH, HEIGHT = 1200, 630
_MAP: Final = 420
_LEFT: Final = 64
_ROOM: Final = WIDTH - _MAP - 2 * _LEFT + 20
_SPAN_M: Final = 700.0
_INK, _SOFT, _PAPER, _YES, _NO = "#14202b", "#4a5967", "#ffffff", "#0a6377", "#8a98a5"
_LAND: Final = {"park": "#d9ead0", "river": "#a9cfe8"}
_ROADS: Final = (("thin", 4, "#cfcfc9", 2), ("middle", 12, "#cfcfc9", 9), ("wide", 18, "#d8c79a", 14))
_TO_PLANE = text("SELECT ST_X(p), ST_Y(p) FROM ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), 3857) AS p")
Paths = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What stands in the picture; two that are equal are the same picture."""

    title: str
    sentences: tuple[str, ...]
    foot: str
    is_yes: bool
    land: Paths
    roads: Paths


def picture_of_answer(
    session: Session, settings: Settings, place: AskedPlace, answer: AnswerOut, lang: Language, today: date
) -> bytes:
    """PNG of an answer in `lang`."""
    texts = get_texts()
    said = [f"{texts.get(lang, 'service-name')} · {settings.city_name(lang)} · {long_day(today, lang)}"]
    if is_invented(answer):
        said.append(texts.get(lang, "training-short"))
    frame = _frame(session, place.point)
    card = Card(
        title=place.label or texts.get(lang, "place-title"),
        sentences=tuple(answer.sentences[:3]),
        foot=" · ".join(said),
        is_yes=answer.is_yes,
        land=tuple(draw_land(session, frame, 50)),
        roads=tuple(draw_roads(session, frame, 300)),
    )
    return _drawn(card, files_folder(settings) / "fonts")


def _frame(session: Session, point: tuple[float, float]) -> Frame:
    x, y = session.execute(_TO_PLANE, {"lon": point[0], "lat": point[1]}).one()
    wide = _SPAN_M / cos(radians(point[1]))
    high = wide * HEIGHT / _MAP
    return Frame(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2, _MAP / wide)


@lru_cache(64)
def _drawn(card: Card, fonts: Path) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    image.paste(_map(card), (WIDTH - _MAP, 0))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 23, HEIGHT), fill=_YES if card.is_yes else _NO)
    regular, bold = (font(fonts, weight) for weight in (400, 600))
    y = _write(draw, 56, card.title, bold, 50, _INK, most_lines=2)
    y += 18
    for number, sentence in enumerate(card.sentences):
        file, px, color = (bold, 36, _INK) if number == 0 else (regular, 30, _SOFT)
        y = _write(draw, y, sentence, file, px, color, most_lines=5 if number == 0 else 2, lowest=HEIGHT - 90) + 8
    foot = _lines(card.foot, _sized(regular, 22), most=2)
    _write_lines(draw, HEIGHT - 28 - 30 * len(foot), foot, _sized(regular, 22), _SOFT)
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _map(card: Card) -> Image.Image:
    image = Image.new("RGB", (_MAP, HEIGHT), "#f5f5f2")
    draw = ImageDraw.Draw(image)
    for kind, path in card.land:
        for run in runs_of(path):
            if kind == "park" and len(run) > 2:
                draw.polygon(run, fill=_LAND[kind])
            elif len(run) > 1:
                draw.line(run, _LAND.get(kind, "#a9cfe8"), 5)
    for edge in (True, False):
        for width, edge_px, edge_color, px in _ROADS:
            runs = [run for name, path in card.roads if name == width for run in runs_of(path) if len(run) > 1]
            for run in runs:
                fill = edge_color if edge else ("#fdf3dc" if width == "wide" else "#ffffff")
                draw.line(run, fill, edge_px if edge else px, joint="curve")
    x, y = _MAP / 2, HEIGHT / 2
    draw.ellipse((x - 26, y - 26, x + 26, y + 26), fill=_YES if card.is_yes else _SOFT, outline="#ffffff", width=6)
    draw.ellipse((x - 8, y - 8, x + 8, y + 8), fill="#ffffff")
    return image


def _sized(file: bytes, px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(file), px)


def _write(
    draw: ImageDraw.ImageDraw,
    y: int,
    words: str,
    file: bytes,
    px: int,
    color: str,
    *,
    most_lines: int,
    lowest: int = HEIGHT,
) -> int:
    """Words from `y` down; the y below them. What would not end above `lowest` is left out."""
    sized = _sized(file, px)
    room = max((lowest - y) // round(px * 1.3), 0)
    return _write_lines(draw, y, _lines(words, sized, min(most_lines, room)), sized, color)


def _write_lines(
    draw: ImageDraw.ImageDraw, y: int, lines: Sequence[str], sized: ImageFont.FreeTypeFont, color: str
) -> int:
    for line in lines:
        draw.text((_LEFT, y), line, color, sized)
        y += round(sized.size * 1.3)
    return y


def _lines(words: str, sized: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """Words broken into at most so many lines that fit; what is cut ends in three dots."""
    lines: list[str] = []
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and sized.getlength(longer) > _ROOM:
            lines.append(line)
            longer = word
        line = longer
    lines.append(line)
    if len(lines) <= most:
        return lines
    if most <= 0:
        return []
    last = lines[most - 1]
    while last and sized.getlength(f"{last}…") > _ROOM:
        last = last[:-1]
    return [*lines[: most - 1], f"{last}…"]
