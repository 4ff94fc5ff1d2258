"""One geocoder for a process, rebuilt when the register or a decision changes without making a request wait."""

import gc
import logging
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from gis_app.geocoding.autocomplete import Autocomplete
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.load import load_register, register_version
from gis_app.geocoding.load_decisions import decisions_version, load_decisions
from gis_app.settings import Settings

CHECK_EVERY_S = 1.0

_log = logging.getLogger(__name__)


def load_geocoder(session: Session, settings: Settings) -> Geocoder:
    """A geocoder of the register as this session sees it; takes about a second for a city."""
    names = (settings.city_name_ru, settings.city_name_kk, settings.city_name_en)
    return Geocoder(load_register(session, settings.metric_srid), names, load_decisions(session))


class _Ready(NamedTuple):
    geocoder: Geocoder
    autocomplete: Autocomplete


class GeocoderHolder:
    """Gives the current geocoder. The first asker waits for it; later versions are built beside the old one."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._ready: _Ready | None = None
        self._checked_at = 0.0
        self._rebuilding: threading.Thread | None = None

    def current(self, session: Session) -> Geocoder:
        """The geocoder of the newest register that is ready. The version is looked at once a second at most."""
        return self._current(session).geocoder

    def autocomplete(self, session: Session) -> Autocomplete:
        """The suggestions of the same register as `current`."""
        return self._current(session).autocomplete

    def wait(self, timeout_s: float = 30.0) -> None:
        """Wait for a rebuild that is under way (tests and shutting down)."""
        thread = self._rebuilding
        if thread is not None:
            thread.join(timeout_s)

    def _current(self, session: Session) -> _Ready:
        ready = self._ready
        if ready is None:
            with self._lock:
                if self._ready is None:
                    self._ready = self._load(session)
                    # Kept as long as the process: full passes of the garbage collector need not visit all streets.
                    gc.collect()
                    gc.freeze()
                    self._checked_at = self._clock()
                return self._ready
        if self._clock() - self._checked_at >= CHECK_EVERY_S:
            self._checked_at = self._clock()
            known = ready.geocoder
            if (register_version(session), decisions_version(session)) != (
                known.register.version,
                known.decisions.version,
            ):
                self._rebuild(session.get_bind())
        return ready

    def _load(self, session: Session) -> _Ready:
        geocoder = load_geocoder(session, self._settings)
        return _Ready(geocoder, Autocomplete(geocoder))

    def _rebuild(self, bind: Engine | Connection) -> None:
        with self._lock:
            if self._rebuilding is not None and self._rebuilding.is_alive():
                return
            self._rebuilding = threading.Thread(target=self._build, args=(bind.engine,), daemon=True)
            self._rebuilding.start()

    def _build(self, engine: Engine) -> None:
        began = self._clock()
        with Session(engine) as session:
            ready = self._load(session)
        self._ready = ready
        version = ready.geocoder.register.version
        _log.info("geocoder rebuilt for register version %d in %.2f s", version, self._clock() - began)
