"""Parts of pages that depend on few things and are the same on many: rendered once, then remembered.

A menu for each set of roles, a page's filters for each set of ticks. What is remembered for one is shown to others, so
nothing that belongs to one person is ever given to a fragment.
"""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from gis_app.accounts.access import ACCESS, may

# Of some kB each.
_REMEMBERED = 500


@pass_context
def fragment(context: Context, template: str, roles: frozenset[str] | None = None, **given: Hashable) -> Markup:
    """`template` with the page's language, `may_call` for `roles`, and what is given; nothing else is known there."""
    return _rendered(context.environment, context["t"], template, roles, tuple(given.items()))


@lru_cache(_REMEMBERED)
def _rendered(
    environment: Environment,
    words: Any,
    template: str,
    roles: frozenset[str] | None,
    given: tuple[tuple[str, Hashable], ...],
) -> Markup:
    def may_call(route: str) -> bool:
        return may(ACCESS[route], roles)

    made = environment.get_template(template).render(dict(given), t=words, lang=words.lang, may_call=may_call)
    return Markup(made)  # noqa: S704 the template has escaped what it was given


def option_list(options: tuple[tuple[int, str], ...], chosen: int | None = None) -> Markup:
    """`<option>`s of (id, title) in their order; the chosen one is marked."""
    every = _options(options)
    if chosen is None:
        return every
    return Markup(str(every).replace(f'<option value="{chosen:d}">', f'<option value="{chosen:d}" selected>', 1))  # noqa: S704


@lru_cache(_REMEMBERED)
def _options(options: tuple[tuple[int, str], ...]) -> Markup:
    return Markup("").join(Markup('<option value="{}">{}</option>').format(id, title) for id, title in options)
