"""Absolute addresses from a request. Forwarded headers count only where `GIS_APP_TRUSTED_PROXIES` names their sender
(the application is then wrapped so that they are written into the scope)."""

import re

from starlette.types import Scope

_HOST = re.compile(r"^[A-Za-z0-9._\-]+(:\d{1,5})?$|^\[[0-9A-Fa-f:]+\](:\d{1,5})?$")


def base_url(scope: Scope) -> str:
    """Scheme, host and root path of a request, without a slash at the end.

    A Host header that is no host name is not repeated: the server's own address takes its place.
    """
    given = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    if not _HOST.match(given):
        host, port = scope.get("server") or ("127.0.0.1", 80)
        given = f"{host}:{port}" if port else str(host)
    return f"{scope.get('scheme', 'http')}://{given}{scope.get('root_path', '').rstrip('/')}"
