"""The district as it is kept now and its recent views, for those who answer many requests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from threading import Lock

from liantu.access import Purpose
from liantu.district import District
from liantu.model.change import Change

#: Views that the newest district holds at once.
_VIEWS = 32


class RecentViews:
    """The newest district, whose cache holds its recent views: what has the same dates and change is made once.

    ``loaded`` has all that is in the house; ``withheld`` is how many of its rows do not leave it.
    """

    def __init__(self, district: District) -> None:
        self._lock = Lock()
        self._load(district)

    def _load(self, district: District) -> None:
        self.loaded = district
        self.withheld = district.for_purpose(Purpose.LEAVING).withheld

    def follow(self) -> None:
        """Take up what was written to the workspace since, by whomever."""
        latest = self.loaded.latest()
        if latest is not self.loaded:
            with self._lock:
                self._load(latest)

    def find(
        self,
        as_of: date | None,
        known_at: date | None,
        off: Iterable[str],
        lines: Iterable[str],
        reason: str = "",
    ) -> District:
        """The district so seen, with all that is in the house. Raises Problems when it cannot be."""
        loaded, off, lines = self.loaded, tuple(sorted(set(off))), tuple(lines)
        recent = loaded.cache.recent("views", _VIEWS)
        key = (loaded.reader, loaded.purpose, as_of, known_at, off, lines, reason)
        found: District | None = recent.find(key)
        if found is None:
            found = loaded.at(as_of, known_at, off=off, change=replace(Change.from_query(lines), reason=reason))
            recent.add(key, found)
        return found
