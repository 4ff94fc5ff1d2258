"""What every loader works with: the transaction, the city's settings, the display."""

from dataclasses import dataclass, field
from typing import Any

import psycopg
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from etl.progress import Progress, Silent
from gis_app.db.session import raw_connection
from gis_app.settings import Settings


@dataclass
class LoadContext:
    """One loading. `is_sketch` marks rows of the demo's hand-drawn register.

    `derive` says that blocks and yards follow the streets at once; a caller that loads several files does it once.
    """

    session: Session
    settings: Settings
    progress: Progress = field(default_factory=Silent)
    is_sketch: bool = False
    derive: bool = True

    @property
    def connection(self) -> psycopg.Connection[Any]:
        """The psycopg connection of the same transaction, for COPY."""
        return raw_connection(self.session)

    def in_city(self, geometry: BaseGeometry) -> bool:
        """Whether a geometry touches the city's bounds; a country's extract holds much that does not."""
        return bool(shapely.intersects(shapely.box(*self.settings.bounds), geometry))
