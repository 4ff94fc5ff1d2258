"""The server processes are told where they are served: links in mails lead there."""

import pytest

from gis_app.cli import hand_on
from gis_app.settings import Settings, get_settings


@pytest.mark.parametrize("public", [None, "https://map.example.kz"])
def test_links_in_mails_lead_to_the_port_that_serve_was_given(
    monkeypatch: pytest.MonkeyPatch, public: str | None
) -> None:
    for name in ("DATABASE_URL", "HOST", "PORT"):
        monkeypatch.setenv(f"GIS_APP_{name}", "0")  # put back afterwards
    monkeypatch.delenv("GIS_APP_PUBLIC_URL", raising=False)
    if public:
        monkeypatch.setenv("GIS_APP_PUBLIC_URL", public)
    try:
        hand_on(Settings(host="127.0.0.1", port=8431), "postgresql://somewhere/else")
        assert get_settings().link("/follow/x") == f"{public or 'http://127.0.0.1:8431'}/follow/x"
        assert str(get_settings().database_url) == "postgresql://somewhere/else"
    finally:
        get_settings.cache_clear()
