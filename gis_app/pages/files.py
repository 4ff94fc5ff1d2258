"""Files that a browser saves and never opens by itself."""

from urllib.parse import quote

from starlette.responses import Response

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attachment(content: bytes, name: str, kind: str = "application/octet-stream") -> Response:
    """A file to be saved under `name`, which may hold any letters. It is nobody else's to keep."""
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "cache-control": "private, no-store",
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return Response(content, media_type=kind, headers=headers)


def shown_file(content: bytes, name: str, kind: str) -> Response:
    """A file that the browser shows if it can, saved under `name`. It is nobody else's to keep."""
    headers = {
        "content-disposition": f"inline; filename*=UTF-8''{quote(name, safe='')}",
        "cache-control": "private, no-store",
    }
    return Response(content, media_type=kind, headers=headers)
