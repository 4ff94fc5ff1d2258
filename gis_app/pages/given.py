"""What a person or a program sent with a POST: fields of a form, or of a JSON object, as one mapping."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from pydantic import BaseModel, ValidationError

from gis_app.accounts.csrf import FORM_FIELD
from gis_app.errors import InvalidParameterError

Model = TypeVar("Model", bound=BaseModel)


async def given_fields(request: Request) -> dict[str, Any]:
    """The fields; an empty one of a form is left out. Anything that is neither raises InvalidParameterError."""
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            found = await request.json()
        except ValueError:
            raise InvalidParameterError("body", "not JSON") from None
        if not isinstance(found, dict):
            raise InvalidParameterError("body", "a JSON object is wanted")
        return {name: _kept(value) for name, value in found.items()}
    form = await request.form()
    said = {name: _kept(value) for name, value in form.items() if isinstance(value, str)}
    return {name: value for name, value in said.items() if value and name != FORM_FIELD}


def _kept(value: Any) -> Any:
    # PostgreSQL keeps no NUL.
    return value.replace("\0", "") if isinstance(value, str) else value


GivenFields = Annotated[dict[str, Any], Depends(given_fields)]


def read_given(model: type[Model], fields: Mapping[str, Any]) -> Model:
    """The fields as `model`. The first that does not fit raises InvalidParameterError."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        raise InvalidParameterError(".".join(map(str, first["loc"])) or "body", first["msg"]) from None


def wants_json(request: Request) -> bool:
    """Whether the answer is for a program: it sent JSON, or asks for it before HTML."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return True
    return "text/html" not in request.headers.get("accept", "text/html")
