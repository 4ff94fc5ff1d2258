"""Every error this program raises on purpose, as one tree, and the one table of HTTP statuses.

GisAppError
├── UsageError              the caller asked for something that cannot be: exit 2, HTTP 400
│   ├── BadFileError        a file that cannot be read; nothing was changed
│   ├── BadRasterError      a raster that cannot be shown; nothing was changed
│   ├── UnknownSourceError  no source declaration of that id
│   └── InvalidParameterError   a query parameter out of its range or form
├── UnauthorizedError       nobody is signed in, or the session has ended: HTTP 401
├── ForbiddenError          who asks may not do this: HTTP 403
├── NotFoundError           the thing named does not exist: HTTP 404
├── ConflictError           somebody else changed it meanwhile: HTTP 409
├── TooManyRequestsError    asked too often; says when to come again: HTTP 429
└── UnavailableError        something we depend on is not there now: HTTP 503
    ├── PrintTooLargeError      a print that takes more time or memory than one may
    └── DatabaseMissingError    no PostgreSQL/PostGIS to start, with the packages to install
"""

from collections.abc import Mapping
from pathlib import Path


class GisAppError(Exception):
    """Base of all errors raised on purpose. Its text is written for the person who caused it."""


class UsageError(GisAppError):
    """Bad usage or bad input. The command line exits with 2, HTTP answers 400."""


class BadFileError(UsageError):
    """A file that cannot be taken at all (wrong format, truncated, password …). Nothing was changed.

    `path` is the file, `reason` one sentence saying what is wrong and how to mend it; `code` names the reason and
    `said` has it by language, where the reader of the file gives them.
    """

    def __init__(self, path: Path | str, reason: str, *, code: str = "", said: Mapping[str, str] | None = None) -> None:
        self.path = Path(path)
        self.reason = reason
        self.code = code
        self.said: Mapping[str, str] = said or {}
        super().__init__(f"{self.path.name}: {reason}")


class BadRasterError(UsageError):
    """A raster that cannot be shown under the works. Nothing was changed.

    `code` names the reason (its words are `raster-refused-<code>`), `values` what the words mention.
    """

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(f"the raster is refused: {code} {values or ''}".rstrip())


class UnknownSourceError(UsageError):
    """No declaration in ``etl/sources`` has the id that was asked for."""


class InvalidParameterError(UsageError):
    """A query parameter that is unknown, malformed or out of range. `name` is the parameter."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"{name}: {reason}")


class UnauthorizedError(GisAppError):
    """Nobody is signed in, or the session has ended. A browser is led to the sign-in page."""


class ForbiddenError(GisAppError):
    """Who asks is known and may not do this."""


class NotFoundError(GisAppError):
    """The thing named does not exist (or is not public)."""


class ConflictError(GisAppError):
    """What was asked rests on a state that somebody else has changed meanwhile. Nothing was changed."""


class TooManyRequestsError(GisAppError):
    """Asked too often. `retry_after_s` is the number of whole seconds to wait, for the Retry-After header."""

    def __init__(self, detail: str, retry_after_s: int) -> None:
        self.retry_after_s = max(1, retry_after_s)
        super().__init__(detail)


class UnavailableError(GisAppError):
    """Something this program depends on is not there now; trying later may help."""


class PrintTooLargeError(UnavailableError):
    """A print took more time or memory than one may, and was ended."""


class DatabaseMissingError(UnavailableError):
    """PostgreSQL or PostGIS is not installed. The text names the packages and the exact command."""


HTTP_STATUS: dict[type[GisAppError], int] = {
    UsageError: 400,
    UnauthorizedError: 401,
    ForbiddenError: 403,
    NotFoundError: 404,
    ConflictError: 409,
    TooManyRequestsError: 429,
    UnavailableError: 503,
    GisAppError: 500,
}


def http_status(error: GisAppError) -> int:
    """The status of an error: that of its nearest ancestor in `HTTP_STATUS`."""
    for kind in type(error).__mro__:
        if kind in HTTP_STATUS:
            return HTTP_STATUS[kind]
    return 500
