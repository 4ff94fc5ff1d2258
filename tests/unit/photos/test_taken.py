"""Where and when a photo says it was taken: what cameras write, and what they should not have written."""

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL.ExifTags import GPS
from PIL.JpegImagePlugin import JpegImageFile
from PIL.TiffImagePlugin import IFDRational

from gis_app.photos.exif import Taken, read_taken
from tests.pictures import gps_of, photo

CITY = "Asia/Almaty"
HALF = {GPS.GPSLatitudeRef: "N", GPS.GPSLongitudeRef: "E"}


def taken(**given: Any) -> Taken:
    return read_taken(JpegImageFile(BytesIO(photo(**given))), CITY)


def place(gps: dict[int, Any]) -> tuple[float, float] | None:
    found = taken(gps=gps)
    return None if found.lon is None or found.lat is None else (round(found.lon, 4), round(found.lat, 4))


def angles(lat: Any, lon: Any, **halves: Any) -> dict[int, Any]:
    return HALF | {GPS.GPSLatitude: lat, GPS.GPSLongitude: lon} | {getattr(GPS, key): v for key, v in halves.items()}


@pytest.mark.parametrize(
    ("gps", "expected"),
    [
        (gps_of(76.9286, 43.2567), (76.9286, 43.2567)),
        (gps_of(-70.5, -33.25), (-70.5, -33.25)),
        (angles((43.0, 15.5), (76.0, 30.25)), (76.5042, 43.2583)),
        (angles((43.25,), (76.9,)), (76.9, 43.25)),
        (angles((43.0, 15.0, IFDRational(0, 0)), (76.0, 54.0, 0.0)), (76.9, 43.25)),
        (angles((IFDRational(0, 0),) * 3, (IFDRational(0, 0),) * 3), None),
        (angles((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)), None),
        (angles((0.0, 0.0, 12.0), (0.0, 0.0, 9.0)), None),
        (angles((91.0, 0.0, 0.0), (76.0, 0.0, 0.0)), None),
        (angles((43.0, 61.0, 0.0), (76.0, 0.0, 0.0)), None),
        (angles((43.0, 15.0, 60.0), (76.0, 0.0, 0.0)), None),
        (angles((43.0, 15.0, 0.0), (181.0, 0.0, 0.0)), None),
        (HALF | {GPS.GPSLatitude: (43.0, 15.0, 0.0)}, None),
        (HALF, None),
        ({}, None),
        ({GPS.GPSLatitude: (43.0, 15.0, 0.0), GPS.GPSLongitude: (76.0, 54.0, 0.0)}, (76.9, 43.25)),
        (angles((43.0, 15.0, 0.0), (76.0, 54.0, 0.0), GPSLatitudeRef="s"), (76.9, -43.25)),
    ],
    ids=[
        "degrees, minutes and seconds", "south and west", "minutes with decimals", "degrees alone",
        "seconds of 0/0 are none", "0/0 throughout is no place", "0° 0° is no place", "almost 0° 0° is no place",
        "beyond the pole", "61 minutes", "60 seconds", "beyond the date line", "only a latitude", "only the halves",
        "nothing", "no halves are north and east", "a small letter",
    ],
)  # fmt: skip
def test_the_place_of_a_photo_is_read_or_left_out(gps: dict[int, Any], expected: tuple[float, float] | None) -> None:
    assert place(gps) == expected


CITY_TIME = datetime(2026, 6, 10, 9, 30, tzinfo=ZoneInfo(CITY))
AT = "2026:06:10 09:30:00"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"at": AT}, CITY_TIME),
        ({"at": AT, "offset": "+03:00"}, datetime(2026, 6, 10, 9, 30, tzinfo=timezone(timedelta(hours=3)))),
        ({"at": AT, "offset": "-0330"}, datetime(2026, 6, 10, 13, 0, tzinfo=UTC)),
        ({"at": AT, "offset": "+99:00"}, CITY_TIME),
        ({"at": AT, "offset": "later"}, CITY_TIME),
        ({"at": "2026:13:40 09:30:00"}, None),
        ({"at": "0000:00:00 00:00:00"}, None),
        ({"at": "yesterday"}, None),
        ({"gps": {GPS.GPSDateStamp: "2026:06:10", GPS.GPSTimeStamp: (4.0, 30.0, 0.0)}}, CITY_TIME),
        ({"gps": {GPS.GPSDateStamp: "2026:06:10", GPS.GPSTimeStamp: (25.0, 30.0, 0.0)}}, None),
        ({"gps": {GPS.GPSDateStamp: "2026:06:10"}}, None),
        ({}, None),
    ],
    ids=[
        "the city's time", "an offset", "an offset without a colon", "an offset of four days", "an offset in words",
        "a month 13", "zeros", "a word", "the satellites' time", "an hour 25", "a day without a time", "nothing",
    ],
)  # fmt: skip
def test_the_time_of_a_photo_is_read_or_left_out(given: dict[str, Any], expected: datetime | None) -> None:
    assert taken(**given).at == expected


@pytest.mark.parametrize(("turned", "expected"), [(1, 1), (6, 6), (8, 8), (0, 1), (9, 1)])
def test_a_turn_that_does_not_exist_is_none(turned: int, expected: int) -> None:
    assert taken(turned=turned).turned == expected
