"""Where and when a photo says it was taken; what cannot be read is None."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from PIL import ExifTags
from PIL.Image import Image

from gis_app.photos.opening import UNREADABLE

_GPS, _BASE, _IFD = ExifTags.GPS, ExifTags.Base, ExifTags.IFD
_MOMENT = re.compile(r"(\d{4})[:\-](\d\d)[:\-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_DAY = re.compile(r"(\d{4})[:\-](\d\d)[:\-](\d\d)")
# Nearer to 0° 0° than this, in degrees, is a receiver without a fix and no place in the Gulf of Guinea.
_NO_FIX_DEGREES = 0.01


@dataclass(frozen=True, slots=True)
class Taken:
    """When and where (EPSG:4326, longitude first) a photo was taken by its own word; `turned` is EXIF's orientation."""

    at: datetime | None = None
    lon: float | None = None
    lat: float | None = None
    turned: int = 1


def read_taken(image: Image, time_zone: str) -> Taken:
    """What the photo's EXIF says. A time without an offset is taken as the city's."""
    try:
        exif = image.getexif()
        detail, gps = dict(exif.get_ifd(_IFD.Exif)), dict(exif.get_ifd(_IFD.GPSInfo))
        turned = exif.get(_BASE.Orientation, 1)
    except UNREADABLE:
        return Taken()
    place = _place(gps)
    return Taken(
        at=_moment(detail, time_zone) or _moment_of_gps(gps),
        lon=None if place is None else place[0],
        lat=None if place is None else place[1],
        turned=turned if isinstance(turned, int) and 1 <= turned <= 8 else 1,
    )


def _place(gps: Mapping[int, Any]) -> tuple[float, float] | None:
    lat = _degrees(gps.get(_GPS.GPSLatitude), gps.get(_GPS.GPSLatitudeRef), "S", 90)
    lon = _degrees(gps.get(_GPS.GPSLongitude), gps.get(_GPS.GPSLongitudeRef), "W", 180)
    if lat is None or lon is None or max(abs(lat), abs(lon)) < _NO_FIX_DEGREES:
        return None
    return lon, lat


def _degrees(parts: object, ref: object, negative: str, most: float) -> float | None:
    """Degrees of up to three rationals (degrees, minutes, seconds); None when they are no angle."""
    numbers = [_number(part) for part in (parts if isinstance(parts, tuple | list) else [parts])]
    if not numbers or numbers[0] is None:
        return None
    # Cameras write 0/0 for seconds that they do not count.
    whole: list[float] = [number or 0.0 for number in numbers[:3]]
    if any(number < 0 for number in whole[1:]) or any(number >= 60 for number in whole[1:]):
        return None
    angle = abs(whole[0]) + sum(part / factor for part, factor in zip(whole[1:], (60.0, 3600.0), strict=False))
    if angle > most:
        return None
    is_negative = whole[0] < 0 or _text(ref).upper().startswith(negative)
    return -angle if is_negative else angle


def _number(value: object) -> float | None:
    try:
        found = float(value)  # type: ignore[arg-type]
    except UNREADABLE:
        return None
    return found if math.isfinite(found) else None


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("ascii", "replace").strip("\0 ")
    return value.strip("\0 ") if isinstance(value, str) else ""


def _moment(detail: Mapping[int, Any], time_zone: str) -> datetime | None:
    found = _MOMENT.fullmatch(_text(detail.get(_BASE.DateTimeOriginal)))
    if found is None:
        return None
    try:
        told = datetime(*(int(part) for part in found.groups()))  # type: ignore[arg-type]
        return told.replace(tzinfo=_offset(detail) or ZoneInfo(time_zone))
    except ValueError:
        return None


def _offset(detail: Mapping[int, Any]) -> timezone | None:
    found = _OFFSET.fullmatch(_text(detail.get(_BASE.OffsetTimeOriginal)))
    if found is None:
        return None
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(ahead if found[1] == "+" else -ahead) if ahead < timedelta(hours=24) else None


def _moment_of_gps(gps: Mapping[int, Any]) -> datetime | None:
    day = _DAY.fullmatch(_text(gps.get(_GPS.GPSDateStamp)))
    clock = gps.get(_GPS.GPSTimeStamp)
    parts = [_number(part) for part in clock] if isinstance(clock, tuple | list) else []
    if day is None or len(parts) != 3 or any(part is None for part in parts):
        return None
    hours, minutes, seconds = (int(part or 0) for part in parts)
    try:
        return datetime(int(day[1]), int(day[2]), int(day[3]), hours, minutes, seconds, tzinfo=UTC)
    except ValueError:
        return None
