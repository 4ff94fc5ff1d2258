"""Photos are asked for by people: the application and its browsers are those of the accounts' tests."""

from tests.integration.accounts.conftest import app, city, enter, visitor

__all__ = ["app", "city", "enter", "visitor"]
