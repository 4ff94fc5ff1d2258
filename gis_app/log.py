"""Logging: one line per event to stderr, with the request's id where there is one."""

import logging
import re
import sys
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")


class _WithRequestId(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


# What PostgreSQL says of the row that broke a rule: names and addresses of people stand in it.
_DETAIL = re.compile(
    r"DETAIL:.*?(?=\n+(?:HINT:|CONTEXT:|\[SQL:|\(Background on|The above exception|During handling of)|\Z)", re.DOTALL
)


class _WithoutDetails(logging.Formatter):
    """Leaves out what the database quotes of a row."""

    def format(self, record: logging.LogRecord) -> str:
        return _DETAIL.sub("DETAIL: (left out)", super().format(record))


def configure_logging(level: str) -> None:
    """Send records of `level` (debug, info, warning, error) and above to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_WithRequestId())
    handler.setFormatter(_WithoutDetails("%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    logging.getLogger("alembic").setLevel("WARNING")
    for verbose in ("procrastinate", "weasyprint", "fontTools"):
        logging.getLogger(verbose).setLevel(max(logging.getLevelName(level.upper()), logging.WARNING))
