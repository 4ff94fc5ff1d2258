"""Parts of pages that are rendered once and shown to many: each with its own language, roles and choices."""

from typing import Any

from gis_app.pages.fragments import option_list
from gis_app.pages.rendering import Words, environment
from gis_app.planning.scope import Scope
from gis_app.planning.selection import Selection
from gis_app.works.transitions import CHANGES


def rendered(template: str, lang: Any = "ru", **context: Any) -> str:
    return environment().from_string(template).render(t=Words(lang), lang=lang, **context)


def test_a_menu_is_that_of_the_roles_and_the_language() -> None:
    menu = "{{ fragment('menu_links.html', roles=user_roles) }}"
    planner = rendered(menu, user_roles=frozenset({"planner"}))
    assert "/planner/works?lang=ru" in planner
    assert "/admin/users" not in planner
    administrator = rendered(menu, user_roles=frozenset({"administrator"}))
    assert "/admin/users?lang=ru" in administrator
    assert "lang=kk" in rendered(menu, "kk", user_roles=frozenset({"planner"}))
    assert rendered(menu, user_roles=frozenset({"planner"})) == planner


def test_nothing_else_of_the_page_reaches_a_fragment() -> None:
    menu = "{{ fragment('menu_links.html', roles=user_roles) }}"
    roles = frozenset({"planner"})
    assert rendered(menu, user_roles=roles, user="Aigul") == rendered(menu, user_roles=roles, user="Berik")


def test_the_form_for_many_rows_offers_what_the_roles_may_do() -> None:
    form = "{{ fragment('planner/bulk_form.html', roles=user_roles, steps=steps, today=today, contractors=bodies) }}"
    given: dict[str, Any] = {"steps": CHANGES[:2], "today": "2026-06-10", "bodies": ((7, "ТОО «<Жол>»"),)}
    planner = rendered(form, user_roles=frozenset({"planner"}), **given)
    assert '<option value="7">ТОО «&lt;Жол&gt;»</option>' in planner
    assert 'name="shift_days"' in planner
    assert 'name="shift_days"' not in rendered(form, user_roles=frozenset({"viewer"}), **given)


def test_ticks_are_those_of_the_link() -> None:
    ticks = (
        "{{ fragment('planner/filter_ticks.html', states=('planned', 'finished'), types=(('Roads', (('pothole', "
        "'Potholes'),)),), chosen_states=asked.states, chosen_types=asked.works.types) }}"
    )
    assert "checked" not in rendered(ticks, asked=Selection(Scope(None)))
    chosen = rendered(ticks, asked=Selection(Scope(None), states=frozenset({"finished"})))
    assert 'value="finished" checked' in chosen
    assert 'value="planned" checked' not in chosen


def test_the_chosen_option_is_marked_and_titles_are_escaped() -> None:
    options = ((1, "<b>"), (11, "Two"))
    assert option_list(options) == '<option value="1">&lt;b&gt;</option><option value="11">Two</option>'
    assert option_list(options, 11).count("selected") == 1
    assert '<option value="1" selected>' in option_list(options, 1)
    assert option_list(options, 5) == option_list(options)
