"""Reports of a few invented works with drawn pictures, plainly marked as training, so that their pages show some."""

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from PIL import Image, ImageDraw, ImageFont
from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from gis_app.photos.store import store_photo
from gis_app.settings import Settings
from gis_app.site_reports.marks import Mark
from gis_app.site_reports.models import Kind, SiteReport, SiteReportPhoto
from gis_app.site_reports.place import distance_to_work, is_far
from gis_app.works.models import Work

# The font that comes with Pillow has Latin letters alone.
WORD = "TRAINING · DEMO"
MOST_WORKS = 12
ELSEWHERE_DEGREES = 0.012  # about a kilometre to the east
_SIZE = (800, 600)
_ASPHALT, _TRENCH, _FRESH = (128, 126, 122), (121, 85, 58), (58, 60, 64)
# What is drawn of each stage: the road as it was, half of it open, all of it fresh.
_COLOURS: dict[Kind, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "start": (_ASPHALT, _ASPHALT),
    "progress": (_TRENCH, _ASPHALT),
    "finish": (_FRESH, _FRESH),
}
# Running and finished works of the invented plan that nobody has reported of; the contractor with most works, whose
# account the demo has, comes first.
_CHOSEN = text("""
SELECT w.id, w.state, w.actual_start, w.actual_end, w.contractor_id,
       ST_X(ST_PointOnSurface(w.geom)) AS lon, ST_Y(ST_PointOnSurface(w.geom)) AS lat
  FROM works AS w
 WHERE w.source = :source AND w.is_training AND w.geom IS NOT NULL AND w.contractor_id IS NOT NULL
   AND w.actual_start IS NOT NULL AND w.state IN ('in_progress', 'finished', 'accepted', 'in_warranty')
   AND NOT EXISTS (SELECT FROM site_reports AS r JOIN works AS o ON o.id = r.work_id WHERE o.source = :source)
 ORDER BY (SELECT count(*) FROM works AS o WHERE o.is_training AND o.contractor_id = w.contractor_id) DESC, w.id
 LIMIT :most
""")


def append_training_reports(session: Session, source: str, today: date, settings: Settings) -> int:
    """Add reports to works of the invented plan as of `today`, the city's day; how many. None on a second run."""
    made = 0
    for work in session.execute(_CHOSEN, {"source": source, "most": MOST_WORKS}).all():
        stages: list[tuple[Kind, date, int | None]] = [("start", work.actual_start, None)]
        if work.actual_end is None:
            stages.append(("progress", max(work.actual_start, today - timedelta(days=1)), 35 + work.id % 5 * 10))
        else:
            stages.append(("finish", work.actual_end, None))
        for kind, day, percent in stages:
            # The second report of the first work comes from elsewhere, so that a planner sees what is marked.
            away = ELSEWHERE_DEGREES if made == 1 else 0.0
            _add(session, work, kind, min(day, today), percent, work.lon + away, settings)
            made += 1
    return made


def _add(
    session: Session, work: Row[Any], kind: Kind, day: date, percent: int | None, lon: float, settings: Settings
) -> None:
    photo = store_photo(session, draw_picture(kind, f"{work.id} · {day:%d.%m.%Y}"), by_user=None, settings=settings)
    distance_m = distance_to_work(session, work.id, lon, work.lat)
    far = is_far(session.get_one(Work, work.id), distance_m)
    marks = [Mark("far", amount=round(distance_m or 0))] if far else []
    session.add(
        SiteReport(
            work_id=work.id,
            client_key=uuid5(NAMESPACE_URL, f"training:{work.id}:{kind}"),
            kind=kind,
            sent_as=kind,
            on_day=day,
            received_at=datetime.combine(day, time(6), UTC),
            lon=lon,
            lat=work.lat,
            accuracy_m=15,
            distance_m=distance_m,
            progress_percent=percent,
            marks=[mark.stored() for mark in marks],
            state_after=work.state,
            author="Демо-подрядчик",
            organisation_id=work.contractor_id,
            attached=[SiteReportPhoto(position=1, photo=photo, distance_m=None)],
        )
    )
    session.flush()


def draw_picture(kind: Kind, words: str) -> bytes:
    """A drawn street that nobody takes for a photo: a road in the colours of the stage, and the word for training."""
    width, height = _SIZE
    image = Image.new("RGB", _SIZE, (206, 226, 240))
    pen = ImageDraw.Draw(image)
    left, right = _COLOURS[kind]
    horizon = height // 3
    pen.rectangle((0, horizon, width, height), fill=(150, 170, 120))
    middle, far = width // 2, width // 20
    pen.polygon([(width // 10, height), (middle - far, horizon), (middle, horizon), (middle, height)], fill=left)
    pen.polygon([(middle, height), (middle, horizon), (middle + far, horizon), (width * 9 // 10, height)], fill=right)
    if kind == "finish":
        for step in range(6):
            top = horizon + step * step * 14 + 8
            pen.line((middle, top, middle, top + 10 + step * 6), fill="white", width=2 + step * 2)
    if kind == "progress":
        for x in range(80, width, 160):
            pen.polygon([(x, height - 30), (x + 25, height - 110), (x + 50, height - 30)], fill=(230, 110, 30))
    pen.rectangle((0, 0, width, 52), fill=(91, 58, 140))
    pen.text((16, 8), WORD, fill="white", font=ImageFont.load_default(30))
    pen.text((16, 60), words, fill=(20, 32, 43), font=ImageFont.load_default(22))
    written = BytesIO()
    image.save(written, "PNG")
    return written.getvalue()
