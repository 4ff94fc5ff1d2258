"""An appeal as a program sends it: a JSON object, or a form of the same fields with photos."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile

from gis_app.appeals.received import MOST_PHOTOS
from gis_app.appeals.schemas import AppealIn
from gis_app.errors import InvalidParameterError

PHOTO: Final = "photo"
# A browser sends an empty part for a field of files in which nothing was chosen.
_MOST_FILES: Final = MOST_PHOTOS + 1
_MOST_FIELDS: Final = 50


@dataclass(frozen=True, slots=True)
class SentAppeal:
    """What was said, and the photos that came with it: open until the answer has left."""

    said: AppealIn
    photos: tuple[UploadFile, ...] = ()


async def sent_appeal(request: Request) -> AsyncIterator[SentAppeal]:
    """The appeal of a request. What does not fit raises RequestValidationError or InvalidParameterError."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        yield SentAppeal(_read(await request.body()))
        return
    async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS) as form:
        yield _of_form(form)


SentAppealDep = Annotated[SentAppeal, Depends(sent_appeal, scope="function")]


def _of_form(form: FormData) -> SentAppeal:
    fields: dict[str, str] = {}
    photos = []
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            if name != PHOTO:
                raise InvalidParameterError(name, f"a file is sent as {PHOTO}")
            if value.filename:
                photos.append(value)
        elif value and name == PHOTO:
            raise InvalidParameterError(PHOTO, "a file is wanted, with its name")
        elif value:
            fields[name] = value
    return SentAppeal(_read(fields), tuple(photos))


def _read(sent: bytes | Mapping[str, str]) -> AppealIn:
    try:
        return AppealIn.model_validate_json(sent) if isinstance(sent, bytes) else AppealIn.model_validate(sent)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise RequestValidationError([{**one, "loc": ("body", *(one["loc"] or ("body",)))} for one in found]) from None


def _form_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The same fields as a form has them: what is not told is left out, and there is no null."""
    fields = {
        name: {key: value for key, value in one.items() if key not in ("anyOf", "default")}
        | next((kind for kind in one.get("anyOf", ()) if kind.get("type") != "null"), {})
        for name, one in schema["properties"].items()
    }
    photos = {
        "type": "array", "maxItems": MOST_PHOTOS, "items": {"type": "string", "format": "binary"},
        "description": "JPEG, PNG or WebP. Place, time and all else that a file says of itself is taken out.",
    }  # fmt: skip
    return {**schema, "properties": {**fields, PHOTO: photos}}


# What `sent_appeal` reads, told to those who program against it.
BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": AppealIn.model_json_schema()},
            "multipart/form-data": {"schema": _form_schema(AppealIn.model_json_schema())},
        },
    }
}
