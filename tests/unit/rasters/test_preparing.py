"""Odd and hostile rasters: each is prepared to the expected pixels, or refused for the expected reason."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
import pytest
import rasterio
from affine import Affine
from pyproj import Transformer
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.enums import ColorInterp
from rasterio.warp import reproject

from gis_app.errors import BadRasterError
from gis_app.rasters.checking import Limits
from gis_app.rasters.preparing import prepare
from gis_app.settings import Settings
from tests.geotiffs import GREEN, NORTH, RED, WEST, square, write

LIMITS = Limits(Settings().bounds, megapixels=400)
TO_WEB = Transformer.from_crs(32643, 3857, always_xy=True)
pytestmark = pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")


def prepared(tmp_path: Path, source: Path, limits: Limits = LIMITS) -> tuple[Path, dict[str, Any]]:
    made = tmp_path / "made.tif"
    return made, prepare(source, made, limits)


def pixel_at(path: Path, east_m: float, south_m: float) -> tuple[tuple[int, ...], int]:
    """The colour and the mask so many metres east and south of the picture's corner."""
    with rasterio.open(path) as opened:
        row, column = opened.index(*TO_WEB.transform(WEST + east_m, NORTH - south_m))
        window = ((row, row + 1), (column, column + 1))
        return tuple(int(one) for one in opened.read(window=window)[:, 0, 0]), int(opened.dataset_mask()[row, column])


def near(colour: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return len(colour) == len(wanted) and all(abs(a - b) <= 6 for a, b in zip(colour, wanted, strict=True))


def grey_levels(kind: str, low: float, high: float) -> Any:
    picture = np.full((1, 400, 400), low, kind)
    picture[:, 150:250, 150:250] = high
    return picture


def moved(path: Path, crs: str) -> Path:
    """The square warped into another CRS."""
    source = write(path.with_suffix(".utm.tif"), square())
    with rasterio.open(source) as opened:
        transform, width, height = rasterio.warp.calculate_default_transform(
            opened.crs, crs, opened.width, opened.height, *opened.bounds
        )
        picture = np.zeros((3, height, width), np.uint8)
        reproject(rasterio.band(opened, [1, 2, 3]), picture, dst_transform=transform, dst_crs=crs)
    return write(path, picture, crs=crs, transform=transform, nodata=0)


def with_alpha(path: Path) -> Path:
    alpha = np.full((1, 400, 400), 255, np.uint8)
    alpha[:, :100] = 0
    write(path, np.concatenate([square(), alpha]), photometric="rgb", alpha="yes")
    return path


def with_palette(path: Path) -> Path:
    indexes = grey_levels("uint8", 7, 3)
    write(path, indexes)
    with rasterio.open(path, "r+") as opened:
        opened.write_colormap(1, {3: (*RED, 255), 7: (*GREEN, 255)})
    return path


def with_near_infrared(path: Path) -> Path:
    """Bands are named, and not in the order of their names."""
    red, green, blue = square()
    write(path, np.stack([np.full_like(red, 99), blue, green, red]), photometric="minisblack")
    with rasterio.open(path, "r+") as opened:
        opened.colorinterp = [ColorInterp.undefined, ColorInterp.blue, ColorInterp.green, ColorInterp.red]
    return path


def with_points(path: Path, bent_m: float = 0) -> Path:
    """Placed by four points instead of a transform; one of them may be off."""
    write(path, square(), transform=None, crs=None)
    corners = [GroundControlPoint(r, c, WEST + c, NORTH - r) for r in (0, 400) for c in (0, 400)]
    corners[0].x += bent_m
    with rasterio.open(path, "r+") as opened:
        opened.gcps = (corners, CRS.from_epsg(32643))
    return path


def for_print(path: Path) -> Path:
    """Cyan, magenta, yellow, black."""
    return write(
        path,
        np.concatenate([square(colours=((235, 75, 195), (55, 225, 225))), np.zeros((1, 400, 400), np.uint8)]),
        photometric="cmyk",
    )


GOOD: dict[str, tuple[Callable[[Path], Path], tuple[int, ...], tuple[int, ...]]] = {
    "three bands": (lambda path: write(path, square()), GREEN, RED),
    "a jpeg in the tiff": (lambda p: write(p, square(), compress="jpeg", photometric="ycbcr"), GREEN, RED),
    "stripes and no compression": (lambda path: write(path, square(), tiled=False), GREEN, RED),
    "one band after another": (lambda path: write(path, square(), interleave="band"), GREEN, RED),
    "big tiff": (lambda path: write(path, square(), bigtiff="yes"), GREEN, RED),
    "web mercator": (lambda path: moved(path, "EPSG:3857"), GREEN, RED),
    "degrees": (lambda path: moved(path, "EPSG:4326"), GREEN, RED),
    "the other UTM zone": (lambda path: moved(path, "EPSG:32644"), GREEN, RED),
    "alpha": (with_alpha, GREEN, RED),
    "a palette": (with_palette, GREEN, RED),
    "four bands with near infrared": (with_near_infrared, GREEN, RED),
    "colours of print": (for_print, GREEN, RED),
    "ground control points": (with_points, GREEN, RED),
    "one band": (lambda path: write(path, grey_levels("uint8", 40, 210)), (40,), (210,)),
    "one bit": (lambda path: write(path, grey_levels("uint8", 0, 1), nbits=1), (0, 0, 0), (255, 255, 255)),
    "16 bits": (lambda path: write(path, grey_levels("uint16", 1000, 9000)), (0,), (255,)),
    "16 bits that are bytes": (lambda path: write(path, grey_levels("uint16", 40, 210)), (40,), (210,)),
    "heights with a floating point": (lambda p: write(p, grey_levels("float32", -3.5, 812.25)), (0,), (255,)),
    "south up": (
        lambda p: write(p, square()[:, ::-1], transform=Affine(1, 0, WEST, 0, 1, NORTH - 400)), GREEN, RED,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_square_lies_where_it_was_drawn_whatever_the_raster_is_like(tmp_path: Path, name: str) -> None:
    make, ground, drawn = GOOD[name]
    path, facts = prepared(tmp_path, make(tmp_path / "source.tif"))
    assert near(pixel_at(path, 200, 200)[0], drawn)
    assert near(pixel_at(path, 200, 380)[0], ground)
    # A pixel of one metre is known to a pixel: inside of the edge the square, outside of it the ground.
    for inside, outside in (((152.5, 200), (147.5, 200)), ((247.5, 200), (252.5, 200)), ((200, 152.5), (200, 147.5))):
        assert abs(pixel_at(path, *inside)[0][0] - drawn[0]) < abs(pixel_at(path, *inside)[0][0] - ground[0])
        assert abs(pixel_at(path, *outside)[0][0] - ground[0]) < abs(pixel_at(path, *outside)[0][0] - drawn[0])
    assert pixel_at(path, 200, 200)[1] == 255
    assert pixel_at(path, 200, -20)[1] == 0, "beside the picture there is nothing"
    assert facts["maxzoom"] == 17


def test_what_is_transparent_stays_so(tmp_path: Path) -> None:
    path, _ = prepared(tmp_path, with_alpha(tmp_path / "source.tif"))
    assert pixel_at(path, 200, 50)[1] == 0
    assert pixel_at(path, 200, 120)[1] == 255


def test_a_value_for_nothing_is_transparent(tmp_path: Path) -> None:
    source = write(tmp_path / "source.tif", square(colours=((0, 0, 0), RED)), nodata=0)
    path, _ = prepared(tmp_path, source)
    assert pixel_at(path, 200, 380)[1] == 0
    assert pixel_at(path, 200, 200)[1] == 255


def test_a_rotated_raster_is_turned(tmp_path: Path) -> None:
    turned = Affine.translation(WEST + 200, NORTH - 200) @ Affine.rotation(30) @ Affine.translation(-200, -200)
    turned = turned @ Affine.scale(1, 1)
    flipped = Affine(turned.a, -turned.b, turned.c, turned.d, -turned.e, turned.f)
    source = write(tmp_path / "source.tif", square(), transform=flipped)
    with rasterio.open(source) as opened:
        middle = opened.transform @ (200, 200)
        corner = opened.transform @ (155, 155)
    path, _ = prepared(tmp_path, source)
    assert near(pixel_at(path, middle[0] - WEST, NORTH - middle[1])[0], RED)
    assert near(pixel_at(path, corner[0] - WEST, NORTH - corner[1])[0], RED)


def test_the_result_is_a_cloud_optimised_geotiff(tmp_path: Path) -> None:
    path, facts = prepared(tmp_path, write(tmp_path / "source.tif", square(2000, 400), pixel_m=0.5))
    with rasterio.open(path) as opened:
        assert opened.crs.to_epsg() == 3857
        assert opened.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert opened.block_shapes[0] == (512, 512)
        assert opened.overviews(1) == [2, 4, 8]
        assert opened.profile["compress"] == "jpeg"
    # The directories of all levels stand before the first pixel: one read at the start finds everything.
    head = path.read_bytes()[:200]
    assert b"LAYOUT=IFDS_BEFORE_DATA" in head
    assert b"BLOCK_ORDER=ROW_MAJOR" in head
    west, south, east, north = facts["bounds"]
    assert (round((east - west) * 81_000), round((north - south) * 111_100)) == pytest.approx((1010, 1010), abs=15)
    assert sorted(tmp_path.iterdir()) == [path, tmp_path / "source.tif"], "nothing else is left"


def renamed_png(path: Path) -> Path:
    PIL.Image.fromarray(np.moveaxis(square(), 0, -1)).save(path, "PNG")
    return path


def cut_off(path: Path) -> Path:
    write(path, square(), compress="deflate", tiled=True, blockxsize=64, blockysize=64)
    path.write_bytes(path.read_bytes()[:-2000])
    return path


def a_vrt(path: Path) -> Path:
    inner = write(path.with_name("inner.tif"), square())
    path.write_text(
        f'<VRTDataset rasterXSize="1" rasterYSize="1"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>'
        f"<SourceFilename>{inner}</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>"
    )
    return path


def a_huge_one(path: Path) -> Path:
    """40,000 × 40,000 pixels in a few kilobytes: blocks that were never written take no room."""
    given = {"width": 40_000, "height": 40_000, "count": 3, "dtype": "uint8", "crs": "EPSG:32643"}
    with rasterio.open(path, "w", driver="GTiff", sparse_ok=True, tiled=True,
                       transform=Affine(0.1, 0, WEST, 0, -0.1, NORTH), **given):  # fmt: skip
        pass
    return path


def in_one_piece(path: Path) -> Path:
    """A single block of 432 MB."""
    with rasterio.open(path, "w", driver="GTiff", width=12_032, height=12_032, count=3, dtype="uint8", tiled=True,
                       crs="EPSG:32643", blockxsize=12_032, blockysize=12_032, sparse_ok=True,
                       transform=Affine(1, 0, WEST, 0, -1, NORTH)):  # fmt: skip
        pass
    return path


def broken_directory(path: Path) -> Path:
    write(path, square())
    whole = bytearray(path.read_bytes())
    whole[4:8] = (0xFFFFFFF0).to_bytes(4, "little")
    path.write_bytes(bytes(whole))
    return path


FAR = Affine(1, 0, 300_000, 0, -1, 6_000_000)
BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a PNG renamed": (renamed_png, "not-tiff"),
    "a VRT renamed": (a_vrt, "not-tiff"),
    "nothing at all": (lambda path: (path.write_bytes(b""), path)[1], "not-tiff"),
    "four bytes": (lambda path: (path.write_bytes(b"II*\x00"), path)[1], "damaged"),
    "cut off": (cut_off, "damaged"),
    "a directory outside of the file": (broken_directory, "damaged"),
    "no CRS": (lambda path: write(path, square(), crs=None), "no-crs"),
    "a CRS of nowhere": (
        lambda p: write(p, square(), crs=CRS.from_wkt('LOCAL_CS["site",UNIT["metre",1]]')), "no-crs",
    ),
    "no transform": (lambda path: write(path, square(), transform=None), "no-place"),
    "a transform of zeros": (lambda p: write(p, square(), transform=Affine(0, 0, WEST, 0, 0, NORTH)), "no-place"),
    "another city": (lambda path: write(path, square(), transform=FAR), "elsewhere"),
    "beyond the world": (
        lambda p: write(p, square(), crs="EPSG:4326", transform=Affine(10, 0, 900, 0, -10, 900)), "elsewhere",
    ),
    "40,000 × 40,000 pixels": (a_huge_one, "too-large"),
    "one strip of the whole picture": (in_one_piece, "one-piece"),
    "complex numbers": (lambda path: write(path, square().astype("complex64")), "numbers"),
    "points that no plane goes through": (lambda path: with_points(path, bent_m=40), "bent"),
    "nothing but nothing": (lambda path: write(path, np.zeros((3, 50, 50), np.uint8), nodata=0), "empty"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_raster_is_refused_for_its_reason_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    make, reason = BAD[name]
    source = make(tmp_path / "source.tif")
    with pytest.raises(BadRasterError) as refused:
        prepared(tmp_path, source)
    assert refused.value.code == reason
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("made")] == []


def test_no_file_beside_a_raster_is_read(tmp_path: Path) -> None:
    # An .aux.xml or .tfw would place it; neither is ours to trust.
    source = write(tmp_path / "source.tif", square(), transform=None, crs=None)
    (tmp_path / "source.tfw").write_text(f"1\n0\n0\n-1\n{WEST}\n{NORTH}\n")
    shutil.copy(source, tmp_path / "source.tif.ovr")
    (tmp_path / "source.tif.aux.xml").write_text("<PAMDataset><SRS>EPSG:32643</SRS></PAMDataset>")
    with pytest.raises(BadRasterError) as refused:
        prepared(tmp_path, source)
    assert refused.value.code == "no-crs"


def test_a_raster_of_a_whole_country_is_cut_to_the_city(tmp_path: Path) -> None:
    picture = square(600, 100)
    source = write(tmp_path / "source.tif", picture, crs="EPSG:4326", transform=Affine(0.01, 0, 74, 0, -0.01, 46))
    _, facts = prepared(tmp_path, source)
    west, _, east, _ = facts["bounds"]
    # The city and its margin, to the next corner of the grid: a pixel is a kilometre here and 512 of them a step.
    assert (west, east) != pytest.approx((74, 80), abs=1)
    assert west < 76.35 < 77.55 < east
    assert facts["maxzoom"] == 8
