"""The vocabulary of work types in the database."""

from dataclasses import replace

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.works.models import WorkType
from gis_app.works.types import load_work_types
from layers.work_types import read_vocabulary


def test_loading_the_vocabulary_twice_gives_the_thirty_types_once(session: Session) -> None:
    load_work_types(session)
    loaded = load_work_types(session)
    assert (loaded.total, loaded.retired) == (30, ())
    types = session.scalars(select(WorkType).order_by(WorkType.number)).all()
    assert [row.code for row in types] == [row.code for row in read_vocabulary().types]
    assert types[27].title_ru == "Тепловые сети"


def test_a_polished_title_is_taken_over_and_a_code_that_left_the_file_is_retired_not_deleted(session: Session) -> None:
    vocabulary = read_vocabulary()
    load_work_types(session, vocabulary)
    polished = replace(vocabulary.types[0], title=replace(vocabulary.types[0].title, en="Parks"))
    shorter = replace(vocabulary, types=(polished, *vocabulary.types[2:]))
    assert load_work_types(session, shorter).retired == ("yard",)
    assert load_work_types(session, shorter).retired == ()
    rows = dict(session.execute(select(WorkType.code, WorkType.retired_on)).all())
    assert rows["yard"] == session.execute(text("SELECT current_date")).scalar_one()
    assert rows["park"] is None
    assert session.scalar(select(WorkType.title_en).where(WorkType.code == "park")) == "Parks"


def test_a_type_that_comes_back_is_in_use_again(session: Session) -> None:
    vocabulary = read_vocabulary()
    load_work_types(session, replace(vocabulary, types=vocabulary.types[1:]))
    load_work_types(session, vocabulary)
    assert session.scalar(select(WorkType.retired_on).where(WorkType.code == "park")) is None
