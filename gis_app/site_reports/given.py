"""What a phone or a form sends as a report."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, field_validator, model_validator

from gis_app.site_reports.models import Kind

LONGEST_NOTE = 2000
# No phone was there before, and no clock is that far ahead: what lies outside is no time at all.
FIRST_YEAR, LAST_YEAR = 1970, 2200
_finite = ConfigDict(allow_inf_nan=False, extra="ignore", str_strip_whitespace=True)


class Given(BaseModel):
    """A report as sent. `at` and `sent_at` are by the phone's clock; without an offset they are in the city's time.

    `client_key` is made where the report is written, once: the same key sent again is the same report.
    """

    model_config = _finite

    kind: Kind
    client_key: UUID
    on_day: date | None = None
    at: datetime | None = None
    sent_at: datetime | None = None
    lon: Annotated[float | None, Field(ge=-180, le=180)] = None
    lat: Annotated[float | None, Field(ge=-90, le=90)] = None
    accuracy_m: Annotated[float | None, Field(ge=0)] = None
    progress_percent: Annotated[
        int | None, Field(ge=0, le=100, validation_alias=AliasChoices("progress_percent", "percent"))
    ] = None
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""

    @field_validator("at", "sent_at")
    @classmethod
    def _is_a_time(cls, value: datetime | None) -> datetime | None:
        if value is not None and not FIRST_YEAR <= value.year < LAST_YEAR:
            raise ValueError("not a time of our days")
        return value

    @model_validator(mode="after")
    def _is_a_place(self) -> Self:
        if (self.lon is None) != (self.lat is None):
            raise ValueError("a place has a longitude and a latitude")
        return self
