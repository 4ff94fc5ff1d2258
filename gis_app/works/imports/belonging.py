"""What of a plan its sender may plan at all: a contractor its own works, a planner those of its districts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.geocoding.models import District
from gis_app.organisations.models import Organisation
from gis_app.organisations.queries import name_key
from gis_app.works.draft import DraftWork
from gis_app.works.imports.models import Upload


@dataclass(frozen=True, slots=True)
class Belonging:
    """The sender's limits. Without an organisation any contractor may be named, without districts any place."""

    organisation_key: str | None = None
    districts: frozenset[int] = frozenset()
    district_names: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of_upload(cls, session: Session, upload: Upload) -> Self:
        """The limits of whoever sent an upload."""
        sender = None
        if upload.organisation_id is not None:
            sender = session.get_one(Organisation, upload.organisation_id).name_key
        names = dict(session.execute(select(District.id, District.name_ru)).all()) if upload.district_ids else {}
        return cls(sender, frozenset(upload.district_ids), names)

    def check(self, draft: DraftWork) -> bool:
        """Note on a draft what is not its sender's to plan; whether it is all the sender's.

        A place that is not known lies in no district and is taken.
        """
        if self.organisation_key and draft.contractor and name_key(draft.contractor) != self.organisation_key:
            draft.note("other_contractor", "contractor", name=draft.contractor)
            return False
        if self.districts and draft.district_id is not None and draft.district_id not in self.districts:
            name = self.district_names.get(draft.district_id, str(draft.district_id))
            draft.note("other_district", "location", district=name)
            return False
        return True
