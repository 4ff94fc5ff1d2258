"""What is taken as a photo and what is refused, before and while it is decoded."""

import random
from io import BytesIO

import pytest
from PIL import Image

from gis_app.photos.drawing import THUMB_SIDE_PX, draw_anew
from gis_app.photos.exif import read_taken
from gis_app.photos.opening import open_photo
from gis_app.photos.refusal import BadPhotoError
from gis_app.settings import Settings
from tests.pictures import bomb, draw, photo, shot

SETTINGS = Settings(cluster="test", photo_max_mb=1)
PHOTO = photo((76.9, 43.25), "2026:06:10 09:30:00")
HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 100


def gif() -> bytes:
    written = BytesIO()
    draw().save(written, "GIF")
    return written.getvalue()


def take(data: bytes) -> Image.Image:
    image = open_photo(data, SETTINGS)
    return shot(draw_anew(image, read_taken(image, "Asia/Almaty").turned, SETTINGS).jpeg)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_three_formats_of_phones_and_browsers_are_taken(kind: str) -> None:
    assert take(photo(kind=kind)).size == (400, 300)


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "CMYK", "1", "I;16"])
def test_every_mode_of_colours_becomes_a_plain_jpeg(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert take(photo(image=draw(mode="L").convert(mode), kind=kind)).mode == "RGB"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"hello, this is a text", "not-a-photo"),
        (b"\x89PNG but not really", "not-a-photo"),
        (b"\x89PNG\r\n\x1a\n" + b"hello, this is a text", "damaged"),
        (b"\xff\xd8\xff" + b"hello, this is a text", "damaged"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "damaged"),
        (gif(), "another-format"),
        (HEIC, "another-format"),
        (b"%PDF-1.7", "another-format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not-a-photo"),
        (bomb(), "too-many-pixels"),
        (bomb(65_000, 1_000), "too-many-pixels"),
        (bomb(7_000, 7_000), "damaged"),
        (photo(size=(15, 400)), "too-small"),
        (PHOTO[: len(PHOTO) // 2], "damaged"),
        (photo(kind="PNG")[:-400], "damaged"),
        (photo(kind="WEBP")[:-400], "damaged"),
        (PHOTO + b"\0" * 1_000_000, "too-large"),
    ],
    ids=[
        "nothing", "a text", "a text that was renamed", "a PNG's first bytes", "a JPEG's first bytes",
        "a WebP's first bytes", "a GIF", "a HEIC", "a PDF", "an SVG", "a bomb", "a strip", "a PNG without a picture",
        "an icon", "half a JPEG", "most of a PNG", "most of a WebP", "over a megabyte",
    ],
)  # fmt: skip
def test_what_is_no_photo_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(BadPhotoError) as refused:
        take(data)
    assert refused.value.code == code
    assert len({refused.value.in_language(lang) for lang in ("kk", "ru", "en")}) == 3


def test_the_file_of_a_format_that_is_not_taken_is_named() -> None:
    with pytest.raises(BadPhotoError, match="HEIC"):
        take(HEIC)


def test_a_photo_of_exactly_the_largest_size_is_taken() -> None:
    assert take(PHOTO + b"\0" * (1_000_000 - len(PHOTO))).size == (400, 300)


@pytest.mark.parametrize(
    ("turned", "size", "upper_left"),
    [
        (1, (400, 300), "green"), (3, (400, 300), "blue"), (6, (300, 400), "red"), (8, (300, 400), "green"),
        (2, (400, 300), "green"), (4, (400, 300), "red"), (5, (300, 400), "green"), (7, (300, 400), "blue"),
    ],
)  # fmt: skip
def test_a_photo_stands_upright(turned: int, size: tuple[int, int], upper_left: str) -> None:
    image = take(photo(turned=turned))
    assert image.size == size
    red, green, blue = image.getpixel((8, 8))  # type: ignore[misc]
    assert max((red, "red"), (green, "green"), (blue, "blue"))[1] == upper_left


@pytest.mark.parametrize(
    ("size", "stored"),
    [
        ((1600, 1200), (1600, 1200)),
        ((1601, 1200), (1600, 1199)),
        ((4000, 3000), (1600, 1200)),
        ((900, 3200), (450, 1600)),
    ],
)
def test_a_large_photo_is_reduced_and_a_small_one_is_not(size: tuple[int, int], stored: tuple[int, int]) -> None:
    image = open_photo(photo(size=size), SETTINGS)
    drawn = draw_anew(image, 1, SETTINGS)
    assert (drawn.width, drawn.height) == shot(drawn.jpeg).size == stored
    assert max(shot(drawn.thumb).size) == THUMB_SIDE_PX


def test_nothing_but_the_picture_is_left() -> None:
    written = BytesIO()
    draw().save(written, "PNG", icc_profile=b"profile" * 20)
    for data in (PHOTO, written.getvalue()):
        left = take(data)
        assert not dict(left.getexif())
        assert set(left.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    assert b"Phone of a person" in PHOTO
    assert b"Phone of a person" not in draw_anew(open_photo(PHOTO, SETTINGS), 1, SETTINGS).jpeg


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_file_with_wrong_bytes_is_a_photo_or_is_refused_and_nothing_else(kind: str) -> None:
    dice = random.Random(7)
    whole = photo((76.9, 43.25), "2026:06:10 09:30:00", kind=kind, size=(64, 48))
    outcomes = set()
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 12)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            take(bytes(data[: dice.randint(20, len(data))] if dice.random() < 0.2 else data))
            outcomes.add("taken")
        except BadPhotoError as refused:
            outcomes.add(refused.code)
    assert "damaged" in outcomes


def test_what_another_library_makes_pillow_forgive_is_not_forgiven_here(monkeypatch: pytest.MonkeyPatch) -> None:
    # WeasyPrint turns this switch of the whole process on as soon as it is imported.
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(BadPhotoError):
        take(PHOTO[: len(PHOTO) // 2])
