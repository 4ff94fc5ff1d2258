"""Publishing appeals as counts: the smallest cell that holds five, else a larger one, else the district, else nothing.

Threat model. Who asks may combine all filters, boxes and zooms, subtract any answers from each other, and compare what
is published today with last month's. Therefore only this table is public, never a count made for a question; its rows
are a partition (an appeal is in one row at most) of at least five appeals each, so that every sum or difference of rows
is zero or at least five; a month is published when it is over, all at once, and again once a month, so that no new
appeal can be watched arriving. A cell says nothing finer than itself: its sides are multiples of 500 m, its place is
the grid's and not that of the appeals. Five appeals are not five people: one person who writes five times in a month
about one group is counted as what five would be; repetitions that the reception has joined count once.
"""

from datetime import date
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.few import LEAST
from gis_app.appeals.transitions import OPEN
from gis_app.settings import Settings

SIDES_M: Final = (500, 1000, 2000, 4000)

_LAY_OUT = (
    text("DROP TABLE IF EXISTS unpublished"),
    text("""
CREATE TEMP TABLE unpublished ON COMMIT DROP AS
SELECT a.id, t.group_code AS topic_group, a.is_training, a.district_id, ST_X(a.geom_m) AS x, ST_Y(a.geom_m) AS y,
       CAST(date_trunc('month', a.received_at AT TIME ZONE CAST(:zone AS text)) AS date) AS month,
       CASE WHEN a.status = ANY(:open) THEN 'open' ELSE 'closed' END AS state
  FROM appeals AS a JOIN appeal_topics AS t ON t.code = a.topic_code
 WHERE a.geom IS NOT NULL AND a.status NOT IN ('duplicate', 'withdrawn')
   AND a.received_at < CAST(CAST(:month AS date) AS timestamp) AT TIME ZONE CAST(:zone AS text)
"""),
    text("DELETE FROM appeal_cells"),
)
_TAKE_CELLS = text("""
WITH counted AS (
    SELECT id, floor(x / :side) AS cx, floor(y / :side) AS cy,
           count(*) OVER (PARTITION BY topic_group, month, state, is_training, floor(x / :side), floor(y / :side)) AS n
      FROM unpublished
), taken AS (
    DELETE FROM unpublished AS u USING counted AS c WHERE c.id = u.id AND c.n >= :least
    RETURNING u.topic_group, u.month, u.state, u.is_training, c.cx, c.cy
)
INSERT INTO appeal_cells (topic_group, month, state, is_training, total, side_m, published_on, geom)
SELECT topic_group, month, state, is_training, count(*), :side, :today,
       ST_Transform(ST_SetSRID(ST_MakeEnvelope(cx * :side, cy * :side, (cx + 1) * :side, (cy + 1) * :side),
                               CAST(:srid AS int)), 4326)
  FROM taken GROUP BY topic_group, month, state, is_training, cx, cy
 ORDER BY month, topic_group, state, cx, cy
""")
_TAKE_DISTRICTS = text("""
INSERT INTO appeal_cells (topic_group, month, state, is_training, total, district_id, published_on, geom)
SELECT u.topic_group, u.month, u.state, u.is_training, u.total, d.id, :today, d.geom
  FROM (SELECT topic_group, month, state, is_training, district_id, CAST(count(*) AS int) AS total FROM unpublished
         GROUP BY topic_group, month, state, is_training, district_id HAVING count(*) >= :least) AS u
  JOIN districts AS d ON d.id = u.district_id
 ORDER BY u.month, u.topic_group, u.state, d.id
""")


def publish_cells(session: Session, settings: Settings, *, today: date) -> int:
    """Publish all months that are over on `today`, in place of what was published before; the number of rows.

    The caller commits.
    """
    asked = {"zone": settings.time_zone, "month": today.replace(day=1), "open": sorted(OPEN)}
    for statement in _LAY_OUT:
        session.execute(statement, asked)
    for side in SIDES_M:
        session.execute(
            _TAKE_CELLS, {"side": float(side), "least": LEAST, "today": today, "srid": settings.metric_srid}
        )
    session.execute(_TAKE_DISTRICTS, {"least": LEAST, "today": today})
    return int(session.execute(text("SELECT count(*) FROM appeal_cells")).scalar_one())
