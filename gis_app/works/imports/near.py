"""What an upload's rows would meet: works within fifteen metres in overlapping days, and protected surfaces."""

from typing import Any

import shapely
from sqlalchemy import Row, select, text, update
from sqlalchemy.orm import Session

from gis_app.works.imports.drafts import draft_from_json
from gis_app.works.imports.models import ImportRow
from gis_app.works.models import Work
from gis_app.works.protection import cut_by, digs, exemption_of

NEAR_M = 15.0
MOST_NEAR = 5

# A row with one day counts as that day; a row or a work without days meets nothing. Ended works are no obstacle.
# Invented works stay among themselves.
_NEAR = text("""
UPDATE import_rows AS r SET near = coalesce(found.works, '[]'::jsonb)
FROM import_rows AS s
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('id', n.id, 'type', n.type_code, 'title', n.title, 'start', n.first,
        'end', n.last, 'distance_m', round(n.distance::numeric))) AS works
    FROM (
        SELECT w.id, w.type_code, coalesce(w.title_ru, w.title_kk, w.title_en) AS title,
            coalesce(w.planned_start, w.planned_end) AS first, coalesce(w.planned_end, w.planned_start) AS last,
            public.ST_Distance(w.geom_m, s.geom_m) AS distance
        FROM works AS w
        WHERE public.ST_DWithin(w.geom_m, s.geom_m, :near_m)
            AND w.id IS DISTINCT FROM s.work_id
            AND w.is_training = (SELECT is_training FROM uploads WHERE id = :upload)
            AND w.state IN ('planned', 'scheduled', 'in_progress', 'paused')
            AND coalesce(w.planned_start, w.planned_end)
                <= coalesce((s.draft ->> 'planned_end')::date, (s.draft ->> 'planned_start')::date)
            AND coalesce(w.planned_end, w.planned_start)
                >= coalesce((s.draft ->> 'planned_start')::date, (s.draft ->> 'planned_end')::date)
        ORDER BY distance, w.id LIMIT :most
    ) AS n
) AS found ON true
WHERE s.id = r.id AND s.upload_id = :upload AND s.geom_m IS NOT NULL AND s.twin_position IS NULL
    AND s.outcome IN ('new', 'changed', 'unchanged') AND (CAST(:row AS bigint) IS NULL OR s.id = :row)
""")


def find_near(session: Session, upload_id: int, row_id: int | None = None) -> None:
    """Note the nearest works on each row of an upload that can be taken; with `row_id` on that row alone."""
    session.execute(_NEAR, {"upload": upload_id, "row": row_id, "near_m": NEAR_M, "most": MOST_NEAR})


# Rows that touch any protected surface; few do, and only of these the rules are asked.
_TOUCHING = text("""
SELECT r.id, r.draft, public.ST_AsBinary(r.geom) AS shape, r.work_id FROM import_rows AS r
WHERE r.upload_id = :upload AND (CAST(:row AS bigint) IS NULL OR r.id = :row)
    AND r.outcome IN ('new', 'changed', 'unchanged') AND r.twin_position IS NULL
    AND EXISTS (SELECT 1 FROM surface_protections AS p WHERE public.ST_Intersects(p.geom_m, r.geom_m))
""")


def find_cuts(session: Session, upload_id: int, row_id: int | None = None) -> None:
    """Note on each row of an upload that digs which protected surfaces it would cut."""
    for row in session.execute(_TOUCHING, {"upload": upload_id, "row": row_id}):
        cuts = _cuts_of(session, row)
        if cuts:
            session.execute(update(ImportRow).where(ImportRow.id == row.id).values(cuts=cuts))


def _cuts_of(session: Session, row: Row[Any]) -> list[dict[str, Any]]:
    draft = draft_from_json(row.draft, shapely.from_wkb(bytes(row.shape)))
    if draft.geometry is None or draft.type_code is None or not digs(draft.type_code, draft.excavates):
        return []
    if exemption_of(is_emergency=draft.is_emergency) is not None:
        return []
    found = cut_by(session, draft.geometry, draft.planned_start, draft.planned_end, work_id=row.work_id)
    titles = dict(
        session.execute(select(Work.id, Work.title_ru).where(Work.id.in_({one.work_id for one in found}))).all()
    )
    return [
        {
            "work_id": one.work_id,
            "title": titles.get(one.work_id),
            "kind": one.kind,
            "until": one.to_day.isoformat(),
        }
        for one in found
    ]
