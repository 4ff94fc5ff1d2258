"""Errors are one tree and statuses one table."""

import pytest

from gis_app.errors import (
    HTTP_STATUS,
    BadFileError,
    ConflictError,
    DatabaseMissingError,
    ForbiddenError,
    GisAppError,
    InvalidParameterError,
    NotFoundError,
    TooManyRequestsError,
    UnauthorizedError,
    UnavailableError,
    UnknownSourceError,
    UsageError,
    http_status,
)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UsageError("x"), 400),
        (BadFileError("/private/plan.xlsx", "the file is empty"), 400),
        (UnknownSourceError("x"), 400),
        (InvalidParameterError("bbox", "four numbers are needed"), 400),
        (UnauthorizedError("x"), 401),
        (ForbiddenError("x"), 403),
        (NotFoundError("x"), 404),
        (ConflictError("x"), 409),
        (TooManyRequestsError("x", 5), 429),
        (UnavailableError("x"), 503),
        (DatabaseMissingError("x"), 503),
        (GisAppError("x"), 500),
    ],
)
def test_each_error_has_the_status_of_its_nearest_ancestor(error: GisAppError, status: int) -> None:
    assert http_status(error) == status


def test_a_bad_file_is_named_without_its_folder() -> None:
    assert str(BadFileError("/private/plan.xlsx", "the file is empty")) == "plan.xlsx: the file is empty"


def test_every_status_in_the_table_is_an_error() -> None:
    assert all(400 <= status < 600 for status in HTTP_STATUS.values())


def test_who_asked_too_often_is_told_to_wait_at_least_a_second() -> None:
    assert TooManyRequestsError("x", 0).retry_after_s == 1
