"""Which works an upload's rows would meet: within fifteen metres, in days that overlap."""

from sqlalchemy import text
from sqlalchemy.orm import Session

NEAR_M = 15.0
MOST_NEAR = 5

# A row with one day counts as that day; a row or a work without days meets nothing. Ended works are no obstacle.
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
