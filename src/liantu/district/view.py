"""A district at two dates, under assumptions and a what-if: its tables, and what every question needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar

import polars as pl

from liantu.model import periods
from liantu.model.apply import apply_change
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables

if TYPE_CHECKING:
    from liantu.store.workspace import Workspace

Result = TypeVar("Result")


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

    def _once(self, name: tuple[str | None, ...], compute: Callable[[], Result]) -> Result:
        """A result of this very district: it never changes, so it is computed once."""
        kept: dict[tuple[str | None, ...], Any] = self.__dict__.setdefault("_results", {})
        if name not in kept:
            kept[name] = compute()
        found: Result = kept[name]
        return found

    def outside(self) -> tuple[Self, int]:
        """The district as it may leave the house, and how many rows that leaves out; computed once."""
        from liantu.model.confidential import strip_confidential

        def make() -> tuple[Self, int]:
            tables, supposed, withheld = strip_confidential(self.given, self.supposed)
            return (replace(self, given=tables, supposed=supposed), withheld) if withheld else (self, 0)

        return self._once(("outside",), make)

    # -- policies ---------------------------------------------------------------------------------

    def _policy(self, name: str) -> float:
        from liantu.library.policy import read_policy_value

        return float(read_policy_value(name, self.as_of))

    def _policy_map(self, name: str) -> dict[str, float]:
        from liantu.library.policy import read_policy_value

        return {key: float(number) for key, number in read_policy_value(name, self.as_of).items()}

    def _policy_list(self, name: str) -> list[float]:
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
