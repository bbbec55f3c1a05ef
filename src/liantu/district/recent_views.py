"""The district as it is kept now and its recent views, for those who answer many requests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from threading import Lock

from liantu.access import Purpose
from liantu.district import District
from liantu.district.cache import RecentAnswers
from liantu.district.recent_changes import RecentChanges
from liantu.model.change import Change

#: Views that are held at once.
_VIEWS = 32


class RecentViews:
    """The newest district and its recent views: what has the same dates and change is made once.

    ``loaded`` has all that is in the house; ``withheld`` is how many of its rows do not leave it. ``changes`` knows
    what was written since the program runs, and who may still be shown what was made before.
    """

    def __init__(self, district: District) -> None:
        self._lock = Lock()
        self._earlier = RecentAnswers(_VIEWS)
        self.changes = RecentChanges(district.number)
        self._load(district)

    def _load(self, district: District) -> None:
        self.withheld = district.for_purpose(Purpose.LEAVING).withheld
        self.loaded = district

    def follow(self) -> None:
        """Take up what was written to the workspace since, by whomever; one does it for all who ask meanwhile."""
        workspace = self.loaded.workspace
        if workspace is None or workspace.head() == self.loaded.number:
            return
        with self._lock:
            before, latest = self.loaded, self.loaded.latest()
            if latest is not before:
                self.changes.note(before, latest)
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

        def make() -> District:
            """The district seen so; it takes over results of an earlier state of the same view."""
            found = loaded.at(as_of, known_at, off=off, change=replace(Change.from_query(lines), reason=reason))
            earlier: District | None = self._earlier.find(key)
            if earlier is not None:
                found.follow(earlier)
            self._earlier.add(key, found)
            return found

        return recent.obtain(key, make)
