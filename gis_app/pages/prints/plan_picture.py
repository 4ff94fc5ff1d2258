"""The map of a printed plan as a picture. A picture costs the same however many works there are, and nothing that the
database drew can keep a renderer of paths busy.

Geometry is drawn large and made smaller, so that edges are smooth; words are drawn last, at the size of the paper.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from math import hypot

from PIL import Image, ImageChops, ImageDraw, ImageFont

from gis_app.pages.drawn_plan import SIGN_RADIUS_PX, Label, Pixel, PlanMap

# Pixels of the picture for a pixel of the plan: 305 dots per inch of paper.
FINENESS = 3
_SMOOTH = 2
_SCALE = FINENESS * _SMOOTH
_COLORS = 128
_LAND = {"park": "#e0edd7", "river": "#c5deed"}
_CASINGS = (("thin", 1.6), ("middle", 3.2), ("wide", 5.6))
_ROADS = (("thin", 0.8, "#ffffff"), ("middle", 2.2, "#ffffff"), ("wide", 4.2, "#fdf3d6"))
_PAPER, _EDGE, _INK, _QUIET = "#f7f6f2", "#c3ccd4", "#14202b", "#4a5967"
_DASHES = (7, 3, 1.5, 3)
_CORNER = 8
_RUN = re.compile(r"M([^MZ]*)(Z?)")
# Wider than this many pixels, the end of a line shows whether it is round.
_ROUND_FROM = 7


def picture_of(plan: PlanMap, bar: str, regular: bytes, bold: bytes) -> bytes:
    """The plan as PNG. `bar` is what the bar of metres says; the fonts are TrueType files."""
    image = Image.new("RGB", (plan.width * _SCALE, plan.height * _SCALE), _PAPER)
    _draw_ground(image, plan)
    _draw_works(image, plan)
    image = image.reduce(_SMOOTH)
    for label in plan.labels:
        _write_turned(image, label, _font(regular, 8))
    _write_numbers(image, plan, bold)
    _draw_bar(image, plan, bar, _font(regular, 8.4))
    image = _framed(image)
    # Few colours, so that the file is small; none of them is mixed by dots.
    image = image.quantize(_COLORS, dither=Image.Dither.NONE).convert("RGB")
    written = BytesIO()
    image.save(written, "PNG", dpi=(25.4 * FINENESS / 0.25,) * 2)
    return written.getvalue()


def runs_of(path: str) -> Iterator[list[Pixel]]:
    """The runs of points of a path of M, L and Z alone, as the database writes them; a ring ends where it began."""
    for run, closes in _RUN.findall(path):
        numbers = [float(one) for one in run.replace("L", " ").split()]
        points = list(zip(numbers[0::2], numbers[1::2], strict=True))
        yield [*points, points[0]] if closes and points else points


def dashes_along(run: Sequence[Pixel], dashes: Sequence[float]) -> Iterator[list[Pixel]]:
    """The pieces of a run that a pen draws which is down and up in turn for the lengths in `dashes`."""
    turn, left, piece = 0, dashes[0], list(run[:1])
    for (ax, ay), (bx, by) in pairwise(run):
        length = hypot(bx - ax, by - ay)
        gone = 0.0
        while length - gone > left:
            gone += left
            point = (ax + (bx - ax) * gone / length, ay + (by - ay) * gone / length)
            if turn % 2 == 0:
                yield [*piece, point]
            piece = [point]
            turn += 1
            left = dashes[turn % len(dashes)]
        left -= length - gone
        piece.append((bx, by))
    if turn % 2 == 0 and len(piece) > 1:
        yield piece


def _draw_ground(image: Image.Image, plan: PlanMap) -> None:
    draw = ImageDraw.Draw(image)
    for kind, path in plan.land:
        _fill(image, path, _LAND[kind])
        # A brook is a line.
        _stroke(draw, (run for run in runs_of(path) if not _is_ring(run)), _LAND[kind], 1.6)
    for house in runs_of(plan.houses):
        draw.polygon(_large(house), fill="#ddd8cf")
    roads = {width: list(runs_of(path)) for width, path in plan.roads.items()}
    for width, px in _CASINGS:
        _stroke(draw, roads[width], "#d9d6ce", px)
    for width, px, color in _ROADS:
        _stroke(draw, roads[width], color, px)
    for path in plan.borders:
        for run in runs_of(path):
            _stroke(draw, dashes_along(run, _DASHES), "#9a90ab", 1.4)


def _draw_works(image: Image.Image, plan: PlanMap) -> None:
    draw = ImageDraw.Draw(image)
    for path, color in plan.areas:
        _fill(image, path, color, 0.28)
        _stroke(draw, runs_of(path), color, 1)
    for path, color in plan.lines:
        runs = list(runs_of(path))
        _stroke(draw, runs, "#ffffff", 5.4)
        _stroke(draw, runs, color, 3.4)
    for sign in plan.signs:
        if sign.stands and sign.stands != sign.at:
            _stroke(draw, [[sign.at, sign.stands]], sign.color, 0.9)
    for sign in plan.signs:
        if sign.stands != sign.at:
            _dot(draw, sign.at, 2.6, "#ffffff")
            _dot(draw, sign.at, 1.9, sign.color)
    for sign in plan.signs:
        if sign.stands:
            _dot(draw, sign.stands, SIGN_RADIUS_PX, "#ffffff")
            _dot(draw, sign.stands, SIGN_RADIUS_PX - 0.8, sign.color)


def _large(run: Iterable[Pixel]) -> list[Pixel]:
    return [(x * _SCALE, y * _SCALE) for x, y in run]


def _is_ring(run: Sequence[Pixel]) -> bool:
    return len(run) > 3 and run[0] == run[-1]


def _dot(draw: ImageDraw.ImageDraw, at: Pixel, radius: float, color: str) -> None:
    x, y, r = at[0] * _SCALE, at[1] * _SCALE, radius * _SCALE
    draw.ellipse((x - r, y - r, x + r, y + r), fill=color)


def _stroke(draw: ImageDraw.ImageDraw, runs: Iterable[list[Pixel]], color: str, px: float) -> None:
    width = max(round(px * _SCALE), 1)
    r = (width - 1) / 2
    for run in runs:
        points = _large(run)
        if len(points) < 2:
            continue
        draw.line(points, fill=color, width=width)
        for x, y in points if width >= _ROUND_FROM else ():
            draw.ellipse((x - r, y - r, x + r, y + r), fill=color)


def _fill(image: Image.Image, path: str, color: str, opacity: float = 1) -> None:
    """What lies in an odd number of the path's rings: a ring in a ring is a hole."""
    rings = [_large(run) for run in runs_of(path) if _is_ring(run)]
    if not rings:
        return
    xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    left, top = max(int(min(xs)), 0), max(int(min(ys)), 0)
    size = (min(int(max(xs)) + 2, image.width) - left, min(int(max(ys)) + 2, image.height) - top)
    if min(size) <= 0:
        return
    mask = Image.new("1", size)
    for ring in rings:
        one = Image.new("1", size)
        ImageDraw.Draw(one).polygon([(x - left, y - top) for x, y in ring], fill=1)
        mask = one if len(rings) == 1 else ImageChops.logical_xor(mask, one)
    thick = mask.convert("L").point(lambda value: round(value * opacity))
    image.paste(Image.new("RGB", size, color), (left, top), thick)


def _font(file: bytes, px: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(file), px * FINENESS)


def _write_turned(image: Image.Image, label: Label, font: ImageFont.FreeTypeFont) -> None:
    halo = FINENESS
    width = round(font.getlength(label.name)) + 4 * halo
    height = round(font.size * 1.6)
    strip = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    draw = ImageDraw.Draw(strip)
    draw.text((width / 2, height / 2), label.name, _QUIET, font, anchor="mm", stroke_width=halo, stroke_fill="#ffffff")
    strip = strip.rotate(-label.turn, Image.Resampling.BICUBIC, expand=True)
    at = round(label.x * FINENESS - strip.width / 2), round(label.y * FINENESS - strip.height / 2)
    image.paste(strip, at, strip)


def _write_numbers(image: Image.Image, plan: PlanMap, bold: bytes) -> None:
    draw = ImageDraw.Draw(image)
    fonts = _font(bold, 7.6), _font(bold, 6.4)
    for sign in plan.signs:
        if sign.stands:
            # The middle of digits, which have nothing below their line, is above the middle of a line of letters.
            x, y = sign.stands[0] * FINENESS, (sign.stands[1] + 2.7) * FINENESS
            draw.text((x, y), str(sign.number), sign.ink, fonts[sign.number >= 100], anchor="ms")


def _draw_bar(image: Image.Image, plan: PlanMap, bar: str, font: ImageFont.FreeTypeFont) -> None:
    draw = ImageDraw.Draw(image)
    left, bottom = 14 * FINENESS, (plan.height - 16) * FINENESS
    right, top = left + round(plan.bar_px * FINENESS), bottom - 5 * FINENESS
    for color, width in (("#ffffff", 10), (_INK, 4)):
        draw.line([(left, top), (left, bottom), (right, bottom), (right, top)], color, width, joint="curve")
    at = left + 4 * FINENESS, bottom - 5 * FINENESS
    draw.text(at, bar, _INK, font, anchor="ls", stroke_width=FINENESS, stroke_fill="#ffffff")


def _framed(image: Image.Image) -> Image.Image:
    corners = Image.new("L", (image.width * 2, image.height * 2))
    edge = (0, 0, corners.width - 1, corners.height - 1)
    ImageDraw.Draw(corners).rounded_rectangle(edge, _CORNER * FINENESS * 2, fill=255)
    framed = Image.new("RGB", image.size, "#ffffff")
    framed.paste(image, mask=corners.reduce(2))
    inside = (0, 0, image.width - 1, image.height - 1)
    ImageDraw.Draw(framed).rounded_rectangle(inside, _CORNER * FINENESS, outline=_EDGE, width=FINENESS)
    return framed
