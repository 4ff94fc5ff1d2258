"""Settings: what differs between one city or machine and another. Each is an environment variable
``GIS_APP_<NAME>`` and is described in ``docs/settings.md``.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from gis_app.errors import UsageError


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


class Settings(BaseSettings):
    """One deployment is one city in one schema. Nothing about the city is a constant elsewhere."""

    model_config = SettingsConfigDict(env_prefix="GIS_APP_", frozen=True)

    database_url: str | None = Field(
        None, description="PostgreSQL URL of a PostGIS database; without it a private cluster is started."
    )
    schema_name: str = Field(
        "gis_app",
        pattern=r"^[a-z_][a-z0-9_]{0,40}$",
        description="Schema of all our tables; one schema is one city.",
        validation_alias="GIS_APP_SCHEMA",
    )
    cluster: str = Field(
        "main",
        pattern=r"^[a-z0-9-]{1,20}$",
        description="Name of the private cluster of this checkout; tests use `test`.",
    )

    city_id: str = Field("almaty", description="Short name of the city in identifiers and file names.")
    city_name_kk: str = Field("Алматы", description="The city's name in Kazakh.")
    city_name_ru: str = Field("Алматы", description="The city's name in Russian.")
    city_name_en: str = Field("Almaty", description="The city's name in English.")
    bounds: Annotated[tuple[float, float, float, float], NoDecode, BeforeValidator(_split)] = Field(
        (76.70, 43.03, 77.20, 43.46),
        description="West, south, east, north of the city in degrees (EPSG:4326), separated by commas.",
    )
    metric_srid: int = Field(
        32643, description="EPSG code of the metric CRS in which distances are computed. Fixed at migration."
    )
    time_zone: str = Field("Asia/Almaty", description="IANA time zone of the city; a day is the city's day.")
    holiday_country: str = Field("KZ", description="ISO country code whose public holidays count.")
    currency: str = Field("KZT", description="ISO code of the currency of budgets.")
    languages: Annotated[tuple[Literal["kk", "ru", "en"], ...], NoDecode, BeforeValidator(_split)] = Field(
        ("kk", "ru", "en"), description="Languages of the pages, the city's first language first."
    )
    first_day: date = Field(
        date(2010, 1, 1), description="First day a plan may speak of; an earlier date is an issue on its row."
    )
    basemap_pmtiles: Path | None = Field(
        None, description="A PMTiles file to draw as base map instead of the register's own layers."
    )

    upload_max_mb: int = Field(50, ge=1, le=200, description="Largest file, in megabytes, that a person may upload.")
    files: Path | None = Field(
        None, description="Folder of large files (prepared rasters); all servers and workers of a city share it."
    )
    raster_max_mb: int = Field(
        500, ge=1, le=2000, description="Largest raster, in megabytes, that a planner may upload."
    )
    raster_max_megapixels: int = Field(
        400, ge=1, le=2000, description="Most pixels of a raster, in millions; a larger one is refused."
    )
    upload_max_rows: int = Field(
        50_000, ge=1, description="Most rows of a plan that a person may upload; larger ones go through `load-plan`."
    )

    photo_max_mb: int = Field(15, ge=1, le=50, description="Largest photo, in megabytes, that a person may send.")
    photo_max_megapixels: int = Field(
        64, ge=1, le=200, description="Most megapixels of a photo; a larger one is refused before it is decoded."
    )
    photo_side_px: int = Field(
        1600, ge=400, le=4000, description="Longest side, in pixels, to which a photo is reduced before it is stored."
    )
    report_max_photos: int = Field(5, ge=1, le=20, description="Most photos of one report from a building site.")

    applicants_kept_days: int = Field(
        365, ge=1, description="Days after an appeal ended until `anonymise-applicants` forgets who wrote it."
    )

    data_licence: str = Field("CC BY 4.0", description="Short name of the licence of the open data, told in files.")
    data_licence_url: str = Field(
        "https://creativecommons.org/licenses/by/4.0/",
        pattern=r"^https?://[^\s<>\"]+$",
        description="Address of the licence of the open data, told in every file and feed.",
    )

    host: str = Field("127.0.0.1", description="Address the server listens on.")
    trusted_proxies: str | None = Field(
        None, description="Addresses of reverse proxies, by commas, whose X-Forwarded-* headers are believed."
    )
    port: int = Field(8000, ge=1, le=65535, description="Port the server listens on.")
    public_url: str | None = Field(
        None,
        pattern=r"^https?://[^/\s?#]+$",
        description="Scheme and host of this service as people see it, for links in mails; never taken from a request.",
    )
    secure_cookies: Literal["auto", "always"] = Field(
        "auto", description="Whether cookies are for https alone: as the request came (auto), or always."
    )
    session_idle_hours: int = Field(
        12, ge=1, le=24 * 30, description="Hours without a request after which a signed-in session ends."
    )
    session_days: int = Field(
        7, ge=1, le=90, description="Days after signing in when a session ends however much it is used."
    )
    smtp_url: SecretStr | None = Field(
        None, description="Mail server as smtp://user:password@host:port, smtps:// for TLS, ?starttls=1 to ask for it."
    )
    mail_from: str = Field("gis_app <no-reply@localhost>", description="Sender of all mails, as `Name <address>`.")
    quiet_from_hour: int = Field(
        21, ge=0, le=23, description="Hour of the city's day from which mails that are not urgent wait for the morning."
    )
    quiet_to_hour: int = Field(
        8, ge=0, le=23, description="Hour of the city's day at which mails leave again; the same hour twice: no quiet."
    )
    push_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)] = Field(
        ("fcm.googleapis.com", "updates.push.services.mozilla.com", ".push.apple.com", ".notify.windows.com"),
        description="Push services that browsers may name, by commas; `.host` stands for all hosts below it.",
    )
    telegram_token: SecretStr | None = Field(
        None, description="Token of the Telegram bot by which people follow places; without it there is none."
    )
    telegram_url: str = Field(
        "https://api.telegram.org", pattern=r"^https?://[^/\s?#]+$", description="Address of Telegram's Bot API."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least severe level that is written to the log."
    )

    def link(self, path: str) -> str:
        """The full address of a path for a mail: from the settings alone, whatever host a request named."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.public_url or f"http://{host}:{self.port}") + path

    def city_name(self, language: str) -> str:
        """The city's name in `language` (kk, ru or en); the first language's for any other."""
        names = {"kk": self.city_name_kk, "ru": self.city_name_ru, "en": self.city_name_en}
        return names.get(language) or names[self.languages[0]]


@lru_cache
def get_settings() -> Settings:
    """The settings of this process, read once from the environment. A value that cannot be raises UsageError."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = (f"{_variable(str(item['loc'][0]))}: {item['msg']}" for item in error.errors())
        raise UsageError("; ".join(wrong)) from error


def _variable(field: str) -> str:
    return field if field.startswith("GIS_APP_") else f"GIS_APP_{field.upper()}"
