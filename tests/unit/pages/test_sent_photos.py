"""Of what is sent as photos no more is read than tells that it is too much."""

from io import BytesIO

from fastapi import UploadFile

from gis_app.pages.works.site_reports import read_photos
from gis_app.settings import Settings


def sent(size: int, name: str = "photo.jpg") -> UploadFile:
    """A file of so many bytes."""
    return UploadFile(BytesIO(b"x" * size), filename=name)


def test_of_too_many_photos_one_more_than_allowed_is_read() -> None:
    settings = Settings(report_max_photos=2)
    assert len(read_photos([sent(1) for _ in range(9)], settings)) == 3


def test_a_field_without_a_file_is_no_photo() -> None:
    assert read_photos([sent(0, ""), sent(4)], Settings()) == [b"xxxx"]


def test_of_a_photo_that_is_too_large_one_byte_more_than_allowed_is_read() -> None:
    assert [len(one) for one in read_photos([sent(1_500_000)], Settings(photo_max_mb=1))] == [1_000_001]
