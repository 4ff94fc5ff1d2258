"""The declaration by which an upload is read: the template's, a person's own, or one of the files in `etl/sources`."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from etl.source import Source, parse_source, read_source
from gis_app.organisations.models import Organisation
from gis_app.works.imports.models import PlanSource, Upload
from gis_app.works.plan_columns import TEMPLATE_SOURCE, template_declaration


def find_source(session: Session, source_id: str) -> Source:
    """The declaration called `source_id`. Raises UnknownSourceError, or UsageError when it is wrong."""
    if source_id == TEMPLATE_SOURCE:
        return parse_source(template_declaration(), TEMPLATE_SOURCE)
    told = session.get(PlanSource, source_id)
    return read_source(source_id) if told is None else parse_source(told.declaration, source_id)


def source_of(session: Session, upload: Upload) -> Source:
    """The declaration of an upload. Whose row names no contractor, it is the organisation that sent the plan."""
    source = find_source(session, upload.source or TEMPLATE_SOURCE)
    if upload.organisation_id is None:
        return source
    sender = session.get_one(Organisation, upload.organisation_id)
    return replace(source, constants={**source.constants, "contractor": sender.name})
