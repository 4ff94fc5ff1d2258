"""Opening what was sent as a photo: by its first bytes, whatever its name says, within the limits.

Pillow's readers are called directly and not by `Image.open`: no other of its forty formats is tried on a hostile file,
and the number of pixels is asked before anything is decoded.
"""

import struct
from io import BytesIO

import PIL.ImageFile
from PIL.Image import DecompressionBombError, Image
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from gis_app.photos.refusal import BadPhotoError
from gis_app.settings import Settings

BYTES_OF_MB = 1_000_000
PIXELS_OF_MEGAPIXEL = 1_000_000
# Smaller pictures are icons and counting pixels of mails.
LEAST_SIDE_PX = 16

# Everything that Pillow raises on broken files. A warning is an error where warnings are.
UNREADABLE = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, ZeroDivisionError, OverflowError,
    AttributeError, MemoryError, struct.error, UserWarning,
)  # fmt: skip

# First bytes of files that people take for photos, with the name to tell them.
_OTHERS: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ftypheic", "HEIC"),
    (4, b"ftypheix", "HEIC"),
    (4, b"ftypmif1", "HEIF"),
    (4, b"ftypmsf1", "HEIF"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftyp", "MP4"),
    (0, b"GIF8", "GIF"),
    (0, b"BM", "BMP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"%PDF", "PDF"),
    (0, b"PK\3\4", "ZIP"),
)


def open_photo(data: bytes, settings: Settings) -> ImageFile:
    """The picture with its header read and nothing decoded. Raises BadPhotoError."""
    if not data:
        raise BadPhotoError("empty")
    if len(data) > settings.photo_max_mb * BYTES_OF_MB:
        raise BadPhotoError("too-large", most=str(settings.photo_max_mb))
    reader = _reader_of(data)
    most = str(settings.photo_max_megapixels)
    try:
        image = reader(BytesIO(data))
    except DecompressionBombError:  # Pillow's own limit, higher than any of ours
        raise BadPhotoError("too-many-pixels", most=most) from None
    except UNREADABLE:
        raise BadPhotoError("damaged") from None
    width, height = image.size
    if width * height > settings.photo_max_megapixels * PIXELS_OF_MEGAPIXEL:
        raise BadPhotoError("too-many-pixels", most=most)
    if min(width, height) < LEAST_SIDE_PX:
        raise BadPhotoError("too-small")
    return image


def _reader_of(data: bytes) -> type[JpegImageFile] | type[PngImageFile] | type[WebPImageFile]:
    if data.startswith(b"\xff\xd8\xff"):
        return JpegImageFile
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PngImageFile
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WebPImageFile
    for offset, sign, name in _OTHERS:
        if data[offset:].startswith(sign):
            raise BadPhotoError("another-format", format=name)
    raise BadPhotoError("not-a-photo")


def load(image: Image) -> None:
    """Decode the picture. Raises BadPhotoError for one that is cut off or broken."""
    # A switch of the whole process, which WeasyPrint turns on as soon as it is imported.
    PIL.ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image.load()
    except UNREADABLE:
        raise BadPhotoError("damaged") from None
