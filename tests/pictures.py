"""Photos for tests: drawn by Pillow, with the EXIF that a phone would write, and files that only look like photos."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.Image import Exif


def draw(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """A picture whose left half is red and right half blue, with a green strip along its upper edge."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    image.paste((30, 30, 200), (width // 2, 0, width, height))
    image.paste((30, 200, 30), (0, 0, width, height // 8))
    return image if mode == "RGB" else image.convert(mode)


def photo(
    place: tuple[float, float] | None = None,
    at: str | None = None,
    *,
    offset: str | None = None,
    turned: int = 1,
    gps: dict[int, Any] | None = None,
    size: tuple[int, int] = (400, 300),
    kind: str = "JPEG",
    image: Image.Image | None = None,
) -> bytes:
    """A photo as a phone makes it: `place` is longitude and latitude, `at` "2026:06:10 09:30:00"."""
    exif = Exif()
    if turned != 1:
        exif[Base.Orientation] = turned
    exif[Base.Make] = "Phone of a person"
    if at is not None:
        exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = at
    if offset is not None:
        exif.get_ifd(IFD.Exif)[Base.OffsetTimeOriginal] = offset
    if place is not None or gps is not None:
        exif.get_ifd(IFD.GPSInfo).update(gps if gps is not None else gps_of(*place or (0, 0)))
    written = BytesIO()
    (image or draw(*size)).save(written, kind, exif=exif)
    return written.getvalue()


def gps_of(lon: float, lat: float) -> dict[int, Any]:
    """A place as cameras write it: degrees, minutes and seconds, and the letters of the halves of the world."""
    return {
        GPS.GPSLatitudeRef: "N" if lat >= 0 else "S",
        GPS.GPSLatitude: _parts(lat),
        GPS.GPSLongitudeRef: "E" if lon >= 0 else "W",
        GPS.GPSLongitude: _parts(lon),
    }


def _parts(angle: float) -> tuple[float, float, float]:
    minutes, seconds = divmod(abs(angle) * 3600, 60)
    degrees, minutes = divmod(minutes, 60)
    return degrees, minutes, round(seconds, 4)


def bomb(width: int = 40_000, height: int = 40_000) -> bytes:
    """A PNG of a few hundred bytes that says it is as large as a city."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")
    )


def shot(data: bytes) -> Image.Image:
    """The picture in a file."""
    image = Image.open(BytesIO(data))
    image.load()
    return image
