"""The reports of a work, as much of them as somebody may read."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language
from gis_app.photos.models import Photo
from gis_app.photos.store import photo_url
from gis_app.site_reports.access import visible_work
from gis_app.site_reports.hiding import hidden_among
from gis_app.site_reports.marks import Mark
from gis_app.site_reports.models import SiteReport
from gis_app.site_reports.schemas import MarkEntry, OwnPart, PhotoEntry, ReportEntry, ReportList
from gis_app.works.history import told_author


def read_reports(session: Session, work_id: int, lang: Language, viewer: CurrentUser | None) -> ReportList:
    """All reports of a work. What people wrote, and marks, are for those who have a part in it.

    Notes without a photo are left out for the public: nothing of them would be left. NotFoundError as for the work.
    """
    work, has_part = visible_work(session, work_id, viewer)
    asked = select(SiteReport).where(SiteReport.work_id == work.id)
    found = session.scalars(asked.order_by(SiteReport.on_day.desc(), SiteReport.id.desc())).all()
    entries = [entry_of(session, one, lang, has_part=has_part) for one in found if has_part or is_told(one)]
    percents = [one.progress_percent for one in found if one.kind == "progress"]
    return ReportList(work_id=work.id, progress_percent=percents[0] if percents else None, reports=entries)


def is_told(report: SiteReport) -> bool:
    """Whether a report says something to the public."""
    return report.kind != "note" or bool(report.attached)


def entry_of(session: Session, report: SiteReport, lang: Language, *, has_part: bool) -> ReportEntry:
    """One report; with what was written and how it is marked for those who have a part."""
    hidden = hidden_among(session, [one.photo_id for one in report.attached]) if report.attached else frozenset()
    return ReportEntry(
        id=report.id,
        work_id=report.work_id,
        kind=report.kind,
        on_day=report.on_day,
        progress_percent=report.progress_percent,
        by=told_author(session, lang, "contractor", report.organisation_id),
        photos=[
            _photo(one.photo, one.photo_id in hidden)
            for one in report.attached
            if has_part or one.photo_id not in hidden
        ],
        own=_own(report, lang) if has_part else None,
    )


def _photo(photo: Photo, is_hidden: bool) -> PhotoEntry:
    url, thumb = photo_url(photo), photo_url(photo, "thumb")
    return PhotoEntry(url=url, thumb=thumb, width=photo.width, height=photo.height, is_hidden=is_hidden)


def _own(report: SiteReport, lang: Language) -> OwnPart:
    marks = [Mark.of(stored) for stored in report.marks]
    return OwnPart(
        author=report.author,
        sent_as=report.sent_as,
        client_key=report.client_key,
        at=report.at,
        received_at=report.received_at,
        note=report.note,
        lon=report.lon,
        lat=report.lat,
        accuracy_m=report.accuracy_m,
        distance_m=report.distance_m,
        state_after=report.state_after,
        marks=[
            MarkEntry(code=one.code, words=one.in_language(lang), is_doubt=one.is_doubt, photo=one.photo)
            for one in marks
        ],
    )
