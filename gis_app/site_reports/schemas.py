"""Reports as the pages and programs read them. Days are the city's days."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from gis_app.site_reports.models import Kind


class PhotoEntry(BaseModel):
    """A photo with its small one; `width` and `height` are those of the large one in pixels."""

    url: str
    thumb: str
    width: int
    height: int
    is_hidden: bool = Field(False, description="The public is not shown it; told to those who have a part alone.")


class MarkEntry(BaseModel):
    """What is odd about a report, in words. `is_doubt`: somebody should look."""

    code: str
    words: str
    is_doubt: bool
    photo: int | None = Field(description="Number of the photo it is about, from 1.")


class OwnPart(BaseModel):
    """What only those read who have a part in the work."""

    author: str
    sent_as: Kind
    client_key: UUID
    at: datetime | None = Field(description="The time by the phone's clock, as sent.")
    received_at: datetime
    note: str | None
    lon: float | None
    lat: float | None
    accuracy_m: float | None
    distance_m: float | None = Field(description="Metres from the work to where the phone was.")
    state_after: str = Field(description="The work's state when the report had been taken.")
    marks: list[MarkEntry]


class ReportEntry(BaseModel):
    """One report. People are not named to the public: `own` is null for it."""

    id: int
    work_id: int
    kind: Kind
    on_day: date
    progress_percent: int | None
    by: str = Field(description="The organisation that reported.")
    photos: list[PhotoEntry]
    own: OwnPart | None


class ReportList(BaseModel):
    """The reports of a work, the latest day first, and the progress that was reported last."""

    work_id: int
    progress_percent: int | None
    reports: list[ReportEntry]

    @property
    def before(self) -> PhotoEntry | None:
        """The first photo of the first start: what it looked like before."""
        starts = [one.photos[0] for one in self.reports if one.kind == "start" and one.photos]
        return starts[-1] if starts else None

    @property
    def after(self) -> PhotoEntry | None:
        """The first photo of the last finish: what it looks like now."""
        return next((one.photos[0] for one in self.reports if one.kind == "finish" and one.photos), None)
