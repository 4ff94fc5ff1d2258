"""Drawing a photo anew: upright, no larger than the limit, as a JPEG that carries the picture and nothing else."""

from dataclasses import dataclass
from io import BytesIO
from threading import BoundedSemaphore
from typing import Final

from PIL.Image import Image, Resampling, Transpose, new
from PIL.ImageFile import ImageFile

from gis_app.photos.opening import load
from gis_app.settings import Settings

# Measured on photos of streets (docs/decisions/0012-photos-in-the-database.md): above this a file grows faster than
# anybody can see.
QUALITY: Final = 75
THUMB_QUALITY: Final = 72
THUMB_SIDE_PX: Final = 320
# A decoded photo of the largest size takes hundreds of megabytes: so many are decoded at once, others wait.
_AT_ONCE = BoundedSemaphore(2)

# What to do with a picture of each EXIF orientation.
UPRIGHT: Final = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A photo as it is stored: the JPEG, a small one, width and height of the large one."""

    jpeg: bytes
    thumb: bytes
    width: int
    height: int


def draw_anew(image: ImageFile, turned: int, settings: Settings) -> Drawn:
    """The picture of an opened photo. Raises BadPhotoError when it is cut off or broken."""
    side = settings.photo_side_px
    with _AT_ONCE:
        # A large JPEG is decoded at half, a quarter or an eighth of its size at once.
        image.draft("RGB", (side, side))
        load(image)
        picture = _shrunk(_on_white(image), side)
    if turned in UPRIGHT:
        picture = picture.transpose(UPRIGHT[turned])
    small = _shrunk(picture.copy(), THUMB_SIDE_PX)
    return Drawn(_encoded(picture, QUALITY), _encoded(small, THUMB_QUALITY), *picture.size)


def _shrunk(image: Image, side: int) -> Image:
    image.thumbnail((side, side), Resampling.LANCZOS, reducing_gap=2.0)
    return image


def _on_white(image: Image) -> Image:
    """The picture in three colours; what is transparent lies on white."""
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        paper = new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    return image if image.mode == "RGB" else image.convert("RGB")


def _encoded(image: Image, quality: int) -> bytes:
    # A picture of its own has no profile, comment or EXIF that could be written along.
    bare = new("RGB", image.size)
    bare.paste(image)
    written = BytesIO()
    bare.save(written, "JPEG", quality=quality, optimize=True, progressive=True)
    return written.getvalue()
