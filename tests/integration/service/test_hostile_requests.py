"""Requests made up from our own OpenAPI description, fitting and unfitting ones: none of them breaks the server."""

from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from sqlalchemy import Engine
from starlette.types import ASGIApp

from gis_app.appeals.load_topics import load_topics
from gis_app.appeals.situations.register import load_situations
from gis_app.db.session import session_scope
from gis_app.main import build_api, create_app
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.asgi_client import AsgiClient

# A few of each sort for every operation: the whole must stay within a minute.
EXAMPLES = 10
ORIGIN = "http://127.0.0.1"


@pytest.fixture
def application(committed_database: tuple[Settings, Engine]) -> ASGIApp:
    """The whole application over a database that knows the works' types, the topics and the life situations."""
    settings, engine = committed_database
    with session_scope(engine) as session:
        load_work_types(session)
        load_topics(session)
        load_situations(session)
    return create_app(settings)


def test_no_made_up_request_breaks_the_server(
    application: ASGIApp, committed_database: tuple[Settings, Engine]
) -> None:
    schema = schemathesis.openapi.from_dict(build_api(committed_database[0]).openapi())
    client = AsgiClient(application)
    broken: list[str] = []
    asked = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @hypothesis_settings(
                max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            @given(case=operation.as_strategy(generation_mode=mode))
            def ask(case: Case[Any]) -> None:
                nonlocal asked
                asked += 1
                given_ = case.as_transport_kwargs(base_url=ORIGIN)
                method, url = given_.pop("method"), given_.pop("url")
                headers = {str(name): str(value) for name, value in (given_.pop("headers", None) or {}).items()}
                body = {name: given_[name] for name in ("json", "files") if given_.get(name) is not None}
                if (data := given_.get("data")) is not None:
                    body["data" if isinstance(data, dict) else "content"] = data
                answer = client.request(method, url.removeprefix(ORIGIN), headers, params=given_.get("params"), **body)
                # Without its listener the application is not ready, and says so.
                if answer.status_code >= 500 and (url, answer.status_code) != (f"{ORIGIN}/ready", 503):
                    broken.append(f"{method} {url} {given_} -> {answer.status_code}")

            with suppress(Unsatisfiable):  # an operation without parameters has no unfitting requests
                ask()
    assert asked > 100
    assert not broken, "\n".join(broken[:10])
