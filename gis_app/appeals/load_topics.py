"""Loading the topics of `rules/topics.yaml` to the table that appeals point to."""

from sqlalchemy import func, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.appeals.models import AppealTopic
from gis_app.appeals.topics import Topics, read_topics


def load_topics(session: Session, topics: Topics | None = None) -> int:
    """Bring the table in line with the file; how many topics it holds. The caller commits.

    Codes are never renamed and rows never deleted: a topic that has left the file is retired on the database's day.
    """
    wanted = topics or read_topics()
    values = [
        {
            "code": topic.code,
            "number": topic.number,
            "group_code": topic.group,
            "title_kk": topic.title.kk,
            "title_ru": topic.title.ru,
            "title_en": topic.title.en,
            "is_urgent": topic.urgent,
            "retired_on": topic.retired_on,
        }
        for topic in wanted.topics
    ]
    statement = insert(AppealTopic).values(values)
    kept = {name: statement.excluded[name] for name in values[0] if name != "code"}
    session.execute(statement.on_conflict_do_update(index_elements=["code"], set_=kept))
    gone = AppealTopic.code.not_in([topic.code for topic in wanted.topics])
    session.execute(
        update(AppealTopic).where(gone, AppealTopic.retired_on.is_(None)).values(retired_on=func.current_date())
    )
    return len(values)
