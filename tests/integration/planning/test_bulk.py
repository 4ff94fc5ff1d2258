"""Many works at once: each row by the rules of one work, nothing lost, nothing of somebody else's."""

import re
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.audit.models import AuditEntry
from gis_app.planning.bulk import (
    MOST_AT_ONCE,
    Act,
    BadActError,
    ChangeState,
    Outcome,
    SetContractor,
    SetDays,
    Shift,
    change_many,
)
from gis_app.works.models import ScheduleVersion, Work
from tests.integration.planning.conftest import TODAY, Enter
from tests.integration.works.people import add_work, person
from tests.people import BrowserOf

PLANNER = person("planner", district_id=4)
INSPECTOR = person("inspector")
JUNE = (date(2026, 6, 1), date(2026, 6, 30))


def do(session: Session, work_id: int, act: Act, by: CurrentUser = PLANNER, **more: object) -> Outcome:
    version = session.scalars(select(Work.version).where(Work.id == work_id)).one()
    given = {"reason": "ждём трубы", "today": TODAY} | more
    return change_many(session, [(work_id, version)], act, by=by, **given)[0]  # type: ignore[arg-type]


def days(work: Work) -> tuple[date | None, date | None]:
    return work.planned_start, work.planned_end


# state, act, what becomes of the days (of June 2026), or the words of the refusal
DAYS = [
    ("draft", Shift(7), (date(2026, 6, 8), date(2026, 7, 7))),
    ("planned", Shift(7), (date(2026, 6, 8), date(2026, 7, 7))),
    ("planned", Shift(-31), (date(2026, 5, 1), date(2026, 5, 30))),
    ("scheduled", Shift(1), (date(2026, 6, 2), date(2026, 7, 1))),
    ("in_progress", Shift(7), (date(2026, 6, 1), date(2026, 7, 7))),
    ("paused", Shift(7), (date(2026, 6, 1), date(2026, 7, 7))),
    ("in_progress", Shift(-30), "Конец раньше начала."),
    ("finished", Shift(7), "Сроки завершённой работы не переносятся."),
    ("cancelled", Shift(7), "Сроки завершённой работы не переносятся."),
    ("planned", SetDays(None, date(2026, 8, 1)), (date(2026, 6, 1), date(2026, 8, 1))),
    ("planned", SetDays(date(2026, 7, 1), None), "Конец раньше начала."),
    ("planned", SetDays(*JUNE), "Эти сроки уже обещаны."),
]


@pytest.mark.parametrize(("state", "act", "becomes"), DAYS)
def test_days_move_as_the_rules_of_one_work_say(desk: Session, state: str, act: Act, becomes: object) -> None:
    id = add_work(desk, state=state, district_id=4, planned_start=JUNE[0], planned_end=JUNE[1])
    outcome = do(desk, id, act)
    work = desk.get_one(Work, id, populate_existing=True)
    if isinstance(becomes, str):
        assert outcome.why("ru") == becomes
        assert (days(work), work.version) == (JUNE, 1)
    else:
        assert outcome.problem is None
        assert days(work) == becomes
        version = desk.scalars(select(ScheduleVersion).where(ScheduleVersion.work_id == id)).one()
        assert (version.reason, version.author_id, version.author_role) == ("ждём трубы", PLANNER.id, "planner")


STATES = [
    (PLANNER, "draft", "planned", "planned"),
    (PLANNER, "planned", "scheduled", "scheduled"),
    (PLANNER, "scheduled", "started", "in_progress"),
    (PLANNER, "paused", "resumed", "in_progress"),
    (PLANNER, "in_progress", "cancelled", "cancelled"),
    (PLANNER, "planned", "started", "Без закреплённых сроков может начаться только аварийная работа."),
    (PLANNER, "paused", "started", "Работа в этом состоянии не может перейти в выбранное."),
    (PLANNER, "accepted", "cancelled", "Работа в этом состоянии не может перейти в выбранное."),
    (PLANNER, "finished", "accepted", "Это изменение делаете не вы."),
    (INSPECTOR, "finished", "accepted", "accepted"),
    (INSPECTOR, "finished", "returned", "in_progress"),
    (INSPECTOR, "draft", "planned", "Это изменение делаете не вы."),
]


@pytest.mark.parametrize(("by", "before", "event", "becomes"), STATES)
def test_a_state_changes_where_the_table_of_changes_allows(
    desk: Session, by: CurrentUser, before: str, event: str, becomes: str
) -> None:
    id = add_work(desk, state=before, district_id=4)
    outcome = do(desk, id, ChangeState(event, TODAY), by)  # type: ignore[arg-type]
    state = desk.get_one(Work, id, populate_existing=True).state
    if outcome.problem is None:
        assert state == becomes
        entry = desk.scalars(select(AuditEntry).where(AuditEntry.subject_id == str(id))).one()
        assert (entry.action, entry.actor_id) == ("work.state", by.id)
    else:
        assert (state, outcome.why("ru")) == (before, becomes)


def test_a_day_ahead_is_reported_by_nobody(desk: Session) -> None:
    id = add_work(desk, state="scheduled", district_id=4)
    outcome = do(desk, id, ChangeState("started", date(2026, 6, 11)))
    assert outcome.why("ru") == "Нельзя сообщить о дне, который ещё не наступил."


def test_a_row_that_is_refused_hinders_no_other(desk: Session) -> None:
    works = [add_work(desk, state=state, district_id=4) for state in ("planned", "finished", "planned")]
    stranger = add_work(desk, state="planned", district_id=5)
    hidden = add_work(desk, state="draft", district_id=5)
    chosen = [(id, 1) for id in (*works[:2], stranger, hidden, 2**31 - 1)] + [(works[2], 7)]
    told = {one.work_id: one for one in change_many(desk, chosen, Shift(3), by=PLANNER, reason="дождь", today=TODAY)}
    assert {id for id, one in told.items() if one.problem is None} == {works[0]}
    assert told[works[1]].why("ru") == "Сроки завершённой работы не переносятся."
    assert told[stranger].why("en") == "This change is not yours to make."
    assert told[hidden].why("en") == told[2**31 - 1].why("en") == "There is no such work."
    assert told[stranger].before is None and told[hidden].before is None
    assert told[works[2]].why("ru").startswith("Пока страница была открыта")
    changed = desk.scalars(select(Work.id).where(Work.version > 1)).all()
    assert changed == [works[0]]


def test_a_preview_tells_the_same_and_changes_nothing(desk: Session) -> None:
    ids = [add_work(desk, state=state, district_id=4) for state in ("planned", "in_progress", "finished", "draft")]
    chosen = [(id, 1) for id in ids]

    def told(**more: object) -> list[tuple[object, str]]:
        rows = change_many(desk, chosen, Shift(5), by=PLANNER, today=TODAY, **more)  # type: ignore[arg-type]
        return [(one.after, one.why("ru")) for one in rows]

    def written() -> tuple[int, ...]:
        tables = ("work_changes", "schedule_versions", "audit_log", "work_events")
        return tuple(desk.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables)

    before = written()
    previewed = told(reason="", preview=True)
    assert written() == before
    assert set(desk.scalars(select(Work.version).where(Work.id.in_(ids)))) == {1}
    assert told(reason="дождь") == previewed
    assert written() > before


@pytest.mark.parametrize(
    ("chosen", "reason", "code"),
    [(0, "дождь", "nothing-chosen"), (MOST_AT_ONCE + 1, "дождь", "too-many"), (1, " \n", "no-reason")],
)
def test_what_is_asked_for_all_rows_is_checked_before_any(desk: Session, chosen: int, reason: str, code: str) -> None:
    with pytest.raises(BadActError) as error:
        change_many(desk, [(id, 1) for id in range(1, chosen + 1)], Shift(1), by=PLANNER, reason=reason, today=TODAY)
    assert error.value.code == code


def test_a_contractor_is_set_where_a_work_may_be_edited(desk: Session) -> None:
    open_work, over = (add_work(desk, state=state, district_id=4, contractor_id=7) for state in ("planned", "accepted"))
    assert do(desk, open_work, SetContractor(8)).problem is None
    assert desk.get_one(Work, open_work, populate_existing=True).contractor_id == 8
    assert do(desk, over, SetContractor(8)).why("en") == "This change is not yours to make."


def ticks(page: str) -> list[str]:
    return re.findall(r'name="work" value="(\d+:\d+)"', page)


def test_a_planner_shifts_works_in_three_pages(enter: Enter, desk: Session) -> None:
    planner: BrowserOf = enter("planner")
    table = "/planner/works?lang=ru&state=planned&state=finished&sort=id"
    shown = ticks(planner.get(table).text)
    form = {"work": shown, "action": "shift", "shift_days": "7", "back": "lang=ru&state=planned"}
    preview = planner.post("/planner/works/preview?lang=ru", form, page=table)
    assert preview.status_code == 200
    kept = ticks(preview.text)
    # The works with days move; those without have none to move, and what is finished stays.
    assert f"Отмечено {len(shown)}: изменится {len(kept)}, не изменится {len(shown) - len(kept)}." in preview.text
    assert 0 < len(kept) < len(shown)
    assert desk.scalars(select(Work.version).distinct()).all() == [1]
    unreasoned = planner.post("/planner/works/apply?lang=ru", form | {"work": kept}, page=table)
    assert unreasoned.status_code == 400
    assert "Укажите причину" in unreasoned.text and ticks(unreasoned.text) == kept
    report = planner.post("/planner/works/apply?lang=ru", form | {"work": kept, "reason": "дождь"}, page=table)
    assert f"изменено {len(kept)}, отказано 0" in report.text
    assert 'href="/planner/works?lang=ru&amp;state=planned"' in report.text
    assert len(desk.scalars(select(Work.id).where(Work.version == 2)).all()) == len(kept)
    again = planner.post("/planner/works/apply?lang=ru", form | {"work": kept, "reason": "дождь"}, page=table)
    assert f"изменено 0, отказано {len(kept)}" in again.text


def test_titles_of_the_neighbours_are_not_told(enter: Enter, desk: Session) -> None:
    draft = add_work(desk, state="draft", district_id=5, title_ru="Тайный сквер")
    public = add_work(desk, state="planned", district_id=5, title_ru="Чужая улица")
    form = {"work": [f"{draft}:1", f"{public}:1"], "action": "shift", "shift_days": "1", "reason": "так"}
    for step in ("preview", "apply"):
        page = enter("planner").post(f"/planner/works/{step}?lang=ru", form, page="/planner/works").text
        assert "Тайный" not in page and "Чужая" not in page
        assert "Такой работы нет." in page
    assert desk.scalars(select(Work.version).where(Work.id.in_((draft, public)))).all() == [1, 1]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"action": "shift"}, "Укажите, на сколько дней"),
        ({"action": "shift", "shift_days": "99999"}, "Укажите, на сколько дней"),
        ({"action": "days"}, "Укажите начало или конец"),
        ({"action": "contractor"}, "Выберите подрядчика"),
        ({"action": "contractor", "contractor": "999"}, "Выберите подрядчика"),
        ({"action": "state", "event": "exploded"}, "Выберите, что сделать"),
        ({}, "Выберите, что сделать"),
        ({"action": "shift", "shift_days": "1", "work": []}, "Не отмечена ни одна работа"),
    ],
)
def test_a_form_that_lacks_something_says_what(enter: Enter, desk: Session, fields: dict[str, str], says: str) -> None:
    work = desk.scalars(select(Work.id).where(Work.district_id == 4)).first()
    answer = enter("planner").post(
        "/planner/works/preview?lang=ru", {"work": [f"{work}:1"], "reason": "так"} | fields, page="/planner/works"
    )
    assert answer.status_code == 400
    assert says in answer.text


def test_a_tick_that_is_no_work_is_refused(enter: Enter, desk: Session) -> None:
    planner = enter("planner")
    for tick in ("1", "1:", ":1", "x:1", "1:-1", "99999999999999999999:1", "0:1"):
        form = {"work": [tick], "action": "shift", "shift_days": "1", "reason": "так"}
        assert planner.post("/planner/works/apply", form, page="/planner/works").status_code == 400, tick
