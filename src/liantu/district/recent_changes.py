"""What was written lately, and who may for a moment be shown what was made before it."""

from __future__ import annotations

import time
from collections import OrderedDict
from threading import Lock

import polars as pl

from liantu.district import District
from liantu.model import schema
from liantu.model.tables import build_row_keys

#: So long what was made before a change may be shown to those who did not make it, in seconds.
PATIENCE = 30.0
#: Writers that are remembered.
_WRITERS = 1000


class RecentChanges:
    """The changes since the program runs: when each was seen, by whom it was made, and what it closed."""

    def __init__(self, number: int) -> None:
        self._lock = Lock()
        self._number = number
        #: The last change after which something that stood before may not be seen any more.
        self._closing = number
        self._noticed: OrderedDict[int, float] = OrderedDict()
        self._written: OrderedDict[str, int] = OrderedDict()

    def note(self, before: District, after: District) -> None:
        """Take up the changes between two states of the district."""
        changes = after.history.changes(before.number, after.number)
        with self._lock:
            for number, author in changes.select("number", "author").iter_rows():
                self._noticed[number] = time.monotonic()
                self._remember(author, number)
            while len(self._noticed) > _WRITERS:
                self._noticed.popitem(last=False)
            if _closes(before, after):
                self._closing = after.number
            self._number = after.number

    def remember_writer(self, writer: str, number: int) -> None:
        """Somebody has written something: he is shown nothing from before ``number`` any more."""
        with self._lock:
            self._remember(writer, number)

    def permit_earlier(self, number: int, reader: set[str]) -> bool:
        """Whether what was made after change ``number`` may be shown now to a reader, by all the names he goes by.

        Not when he made a later change himself, when something was closed since, nor when it is past its time.
        """
        if number >= self._number:
            return True
        with self._lock:
            noticed = self._noticed.get(number + 1)
            written = max((self._written.get(name, 0) for name in reader), default=0)
            fresh = noticed is not None and time.monotonic() - noticed < PATIENCE
            return fresh and number >= self._closing and number >= written

    def _remember(self, writer: str, number: int) -> None:
        self._written[writer] = max(number, self._written.pop(writer, 0))
        while len(self._written) > _WRITERS:
            # Whoever is forgotten wrote long ago: what was made before is past its time.
            self._written.popitem(last=False)


def _closes(before: District, after: District) -> bool:
    """Whether a row was taken away or rests on another source, or any source or the description changed.

    More than what is really closed: a page is then made anew for nothing.
    """
    if before.given.about != after.given.about or before.given["sources"] is not after.given["sources"]:
        return True
    changed = [name for name in schema.read_tables() if before.given[name] is not after.given[name]]
    return any(_loses_rows(name, before.given[name], after.given[name]) for name in changed)


def _loses_rows(name: str, before: pl.DataFrame, after: pl.DataFrame) -> bool:
    """Whether a row of a table is gone, or rests on another source, channel or class than before.

    Nor may a kept run that was on notice be shown as such when it is a trial again.
    """
    deciding = ("source", "channel", "rests_on", *(("state",) if name == "evaluations" else ()))
    resting = [column for column in deciding if column in before.columns]
    earlier, later = (frame.select(build_row_keys(name, frame).alias("key"), *resting) for frame in (before, after))
    return not earlier.join(later, on=["key", *resting], how="anti", nulls_equal=True).is_empty()
