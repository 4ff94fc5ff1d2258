"""The interface for programs as a page: what /openapi.json says, in words. Nothing of it is fetched from elsewhere."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from gis_app.dependencies import LanguageDep, SettingsDep
from gis_app.pages.assets import get_assets
from gis_app.pages.rendering import render

router = APIRouter(tags=["pages"], include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation; `kind` is its JSON type with its limits, in words of the schema."""

    name: str
    is_required: bool
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path. `example` is a link that answers, when nothing has to be given."""

    method: str
    path: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str | None


def operations_by_tag(document: dict[str, Any]) -> dict[str, list[Operation]]:
    """The operations of an OpenAPI 3.1 document under their first tag, in the document's order."""
    found: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, described in methods.items():
            parameters = tuple(_parameter(one) for one in described.get("parameters", ()))
            is_open = method == "get" and not any(parameter.is_required for parameter in parameters)
            operation = Operation(
                method=method.upper(),
                path=path,
                description=described.get("description", described.get("summary", "")),
                parameters=parameters,
                example=path if is_open else None,
            )
            found.setdefault(described.get("tags", ["other"])[0], []).append(operation)
    return found


def _parameter(described: dict[str, Any]) -> Parameter:
    schema = described.get("schema", {})
    return Parameter(
        name=described["name"],
        is_required=described.get("required", False),
        kind=_kind(schema),
        description=described.get("description", schema.get("description", "")),
    )


def _kind(schema: dict[str, Any]) -> str:
    choices = [_kind(one) for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if choices:
        return " | ".join(choices)
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    limits = [f"{sign} {schema[name]}" for name, sign in (("minimum", "≥"), ("maximum", "≤")) if name in schema]
    return ", ".join([schema.get("type", "string"), *limits])


@router.get("/docs", response_class=HTMLResponse)
def interface_page(request: Request, settings: SettingsDep, lang: LanguageDep) -> HTMLResponse:
    """Every path with its parameters, with a link to the machine-readable document."""
    entry = get_assets().entry("src/text-page.ts")
    tags = operations_by_tag(request.app.openapi())
    return render(request, settings, lang, "interface.html", entry, tags=tags)
