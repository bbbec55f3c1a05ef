"""A district at two dates, under assumptions and a what-if: its tables, and what every question needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Self

import polars as pl

from liantu.district.cache import AnswerCache
from liantu.model import periods
from liantu.model.apply import apply_change
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables

if TYPE_CHECKING:
    from liantu.store.workspace import Workspace


@dataclass(frozen=True)
class DistrictView:
    """A district at two dates, under assumptions, with an optional what-if; never changed in place.

    ``as_of`` is the state of the world, ``known_at`` what was known by then: of a folder what had been published,
    of a workspace what had been recorded. ``off`` are the assumptions that are switched off, ``supposed`` the what-if.
    ``workspace`` is where the tables are kept, and ``number`` the change after which they stood so.
    """

    given: Tables
    as_of: date
    known_at: date | None = None
    off: frozenset[str] = frozenset()
    supposed: Change = field(default_factory=Change)
    notes: tuple[Problem, ...] = ()
    workspace: Workspace | None = None
    number: int = 0
    cache: AnswerCache = field(default_factory=AnswerCache, init=False, repr=False, compare=False)

    # -- another view of the same district -------------------------------------------------------

    def at(
        self,
        as_of: date | None = None,
        known_at: date | None = None,
        off: Iterable[str] | None = None,
        change: Change | None = None,
    ) -> Self:
        """The same district seen at other dates, with other assumptions off or another what-if.

        Raises Problems when an assumption is unknown or the change cannot be applied.
        """
        chosen = self.off if off is None else frozenset(off)
        known = self.given["assumptions"]["id"].unique().sort().to_list()
        wrong = sorted(chosen - set(known))
        if wrong:
            slots = {"choices": ", ".join(known)}
            raise Problems([Problem("unknown_assumption", value=w, slots=slots) for w in wrong])
        other = replace(
            self,
            as_of=as_of or self.as_of,
            known_at=known_at or self.known_at,
            off=chosen,
            supposed=self.supposed if change is None else change,
        )
        _ = other.tables
        return other

    def what_if(self, change: Change) -> Self:
        """The district with a change applied on top of the present one."""
        return self.at(change=self.supposed + change)

    def vintage(self, period: str) -> Self:
        """The district as it was published by the end of a period (``2023-05``): what a run of that vintage used.

        Raises Problems for a text that is no period with an end.
        """
        when = periods.parse_period(period)
        if when is None or when.last is None:
            raise Problems([Problem("impossible_period", value=period)])
        return replace(self, known_at=when.last, workspace=None)

    # -- writing -----------------------------------------------------------------------------------

    def change(self, change: Change, author: str, reason: str = "", source: str = "") -> Self:
        """The district after a change made durable in its workspace, as the present of everybody.

        Rows that others changed since this district was opened are refused with both versions. Raises Problems
        with everything wrong, also for a district in a folder, which is only read; nothing is written then.
        """
        from liantu.store.commit import ChangeEntry

        if self.workspace is None:
            raise Problems([Problem("folder_is_read_only")])
        told = ChangeEntry(author, "edit", reason or change.reason, source or change.source)
        self.workspace.commit(change, told, base=self.number)
        return self.latest()

    def latest(self) -> Self:
        """The district with the newest tables of its workspace; itself when nothing was written since."""
        if self.workspace is None or self.workspace.head() == self.number:
            return self
        moment = self.workspace.moment()
        return replace(self, given=self.workspace.over(moment), number=moment.number)

    # -- tables -----------------------------------------------------------------------------------

    @cached_property
    def tables(self) -> Tables:
        """Given rows known at the date, with active assumptions and the what-if applied."""
        from liantu.model.change_checks import check_change

        tables = self._known()
        active = tables["assumptions"].with_columns(
            pl.when(pl.col("id").is_in(list(self.off))).then(pl.lit("no")).otherwise("active").alias("active")
        )
        tables = apply_change(tables.replace(assumptions=active), build_assumption_change(tables, active))
        if not self.supposed:
            return tables
        after = apply_change(tables, self.supposed)
        return check_change(tables, after, self.supposed)

    def _known(self) -> Tables:
        if self.known_at is None:
            return self.given
        if self.workspace is None:
            return _select_published(self.given, self.known_at)
        return self.workspace.tables(self.workspace.number_at(self.known_at))

    def active_assumptions(self) -> list[str]:
        """Ids of the assumptions that are on."""
        rows = self.tables["assumptions"].filter(pl.col("active") == "yes")
        return rows["id"].unique(maintain_order=True).to_list()

    def check(self) -> list[Problem]:
        """Findings of the rules over the district as it stands, and how cells were read."""
        from liantu.model.rules import run_rules

        return [*self.notes, *run_rules(self.tables)]

    def outside(self) -> tuple[Self, int]:
        """The district as it may leave the house, and how many rows that leaves out; computed once."""
        from liantu.model.confidential import strip_confidential

        def make() -> tuple[Self, int]:
            tables, supposed, withheld = strip_confidential(self.given, self.supposed)
            return (replace(self, given=tables, supposed=supposed), withheld) if withheld else (self, 0)

        return self.cache.once(("outside",), make)

    # -- policies ---------------------------------------------------------------------------------

    def policy(self, name: str) -> float:
        """A policy that is one number, at the date. Raises NoPolicy when none is in force."""
        from liantu.library.policy import read_policy_value

        return float(read_policy_value(name, self.as_of))

    def policy_map(self, name: str) -> dict[str, float]:
        """A policy that is a number a key, at the date. Raises NoPolicy when none is in force."""
        from liantu.library.policy import read_policy_value

        return {key: float(number) for key, number in read_policy_value(name, self.as_of).items()}

    def policy_list(self, name: str) -> list[float]:
        """A policy that is a list of numbers, at the date. Raises NoPolicy when none is in force."""
        from liantu.library.policy import read_policy_value

        return [float(v) for v in read_policy_value(name, self.as_of)]


def build_assumption_change(tables: Tables, assumptions: pl.DataFrame) -> Change:
    """The active assumptions as one Change; one that touches a row not known yet is left out."""
    from liantu.model.tables import build_row_keys

    known = {name: set(build_row_keys(name, tables[name])) for name in assumptions["table"].unique()}
    rows = (
        assumptions.filter(pl.col("active") == "yes")
        .group_by(["table", "row", "operation"], maintain_order=True)
        .agg("field", "value")
    )
    return Change(
        tuple(
            ChangeRow(table, row, operation, dict(zip(fields, values, strict=True)) if fields[0] else {})
            for table, row, operation, fields, values in rows.iter_rows()
            if operation == "insert" or row in known[table]
        ),
        reason="assumptions",
    )


def _select_published(tables: Tables, known_at: date) -> Tables:
    """Only what had been published by then: rows of later sources are left out."""
    late = []
    for source, published in tables["sources"].select("id", "published").iter_rows():
        when = periods.parse_period(published) if published else None
        if when and not when.has_begun(known_at):
            late.append(source)
    frames = {
        name: frame.filter(~pl.col("source").is_in(late).fill_null(False))
        if name != "sources" and "source" in frame.columns and "basis" in frame.columns
        else frame
        for name, frame in tables.frames.items()
    }
    return Tables(tables.about, frames)
