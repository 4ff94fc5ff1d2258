"""Where the numbered signs of works stand on a printed map, so that every number can be read."""

from collections.abc import Iterator, Sequence
from math import cos, hypot, pi, sin

Pixel = tuple[float, float]
# A sign further from its work than this would be looked for in vain.
_FARTHEST = 9.0
_RINGS = 12


def stand_signs(points: Sequence[Pixel], radius_px: float, width_px: float, height_px: float) -> list[Pixel | None]:
    """A place for a sign of `radius_px` near each point, in the order given; None where all around is taken.

    No two signs overlap and none leaves the picture. The first keep their own point, the later ones step aside.
    """
    cell = 2 * radius_px
    taken: dict[tuple[int, int], list[Pixel]] = {}

    def is_free(x: float, y: float) -> bool:
        if not (radius_px <= x <= width_px - radius_px and radius_px <= y <= height_px - radius_px):
            return False
        column, row = int(x // cell), int(y // cell)
        near = (taken.get((column + dx, row + dy), ()) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        return all(hypot(x - ox, y - oy) >= cell for found in near for ox, oy in found)

    signs: list[Pixel | None] = []
    for point in points:
        place = next((one for one in _around(point, radius_px) if is_free(*one)), None)
        if place is not None:
            taken.setdefault((int(place[0] // cell), int(place[1] // cell)), []).append(place)
        signs.append(place)
    return signs


def _around(point: Pixel, radius_px: float) -> Iterator[Pixel]:
    """The point, then places on wider and wider rings around it."""
    yield point
    for ring in range(1, _RINGS + 1):
        distance = 2 * radius_px * (0.75 + ring * (_FARTHEST / 2 - 0.75) / _RINGS)
        for step in range(8 + 2 * ring):
            turn = 2 * pi * step / (8 + 2 * ring) - pi / 2
            yield round(point[0] + distance * cos(turn), 1), round(point[1] + distance * sin(turn), 1)


def ink_on(color: str) -> str:
    """Black or white, whichever can be read on "#rrggbb" (the greater contrast by WCAG)."""
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#ffffff" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else "#14202b"
