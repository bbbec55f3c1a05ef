"""A district at two dates, under assumptions and a what-if: its tables, and what every question needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Self

import polars as pl

from liantu.access import (
    CLASSES,
    DEPENDENCE_TABLES,
    LOCAL_PERSON,
    Purpose,
    Reader,
    RunClasses,
    find_run_classes,
    find_strictest,
    leave_dependence_rows,
    leave_house_changes,
    leave_house_rows,
    permit_frame,
    permits_answer,
    permitted_classes,
    source_classes,
    stays_in_house,
    strictest_class,
    withhold_rows,
)
from liantu.district.cache import AnswerCache, record_reading
from liantu.district.known_tables import build_assumption_change, select_published_rows
from liantu.model import periods
from liantu.model.apply import apply_change
from liantu.model.change import Change
from liantu.model.problems import Problem, Problems
from liantu.model.recorded_tables import compute_once
from liantu.model.tables import Tables

if TYPE_CHECKING:
    from pathlib import Path

    from liantu.store.workspace import Workspace

#: What a view answers alike whatever is supposed of it and at which day it is seen.
_ASSUMED = ("assumed",)
#: Earlier moments that a view holds at once.
_MOMENTS = 4


@dataclass(frozen=True)
class DistrictView:
    """A district at two dates, under assumptions, with an optional what-if; never changed in place.

    ``as_of`` is the state of the world, ``known_at`` what was known by then: of a folder what had been published,
    of a workspace what had been recorded. ``off`` are the assumptions that are switched off, ``supposed`` the what-if.
    ``workspace`` is where the tables are kept, and ``number`` the change after which they stood so; ``folder`` is where
    they were read, when they are not kept. ``reader`` sees it
    for a ``purpose``: what may not be seen is not in its tables; ``withheld`` says how many rows that left out.
    """

    given: Tables
    as_of: date
    known_at: date | None = None
    off: frozenset[str] = frozenset()
    supposed: Change = field(default_factory=Change)
    notes: tuple[Problem, ...] = ()
    workspace: Workspace | None = None
    folder: Path | None = None
    number: int = 0
    reader: Reader = LOCAL_PERSON
    purpose: Purpose = Purpose.ON_SCREEN
    withheld: int = 0
    #: What the kept runs rest on, as was known before rows were left out.
    runs: RunClasses = field(default_factory=dict, repr=False, compare=False)
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
        )._withhold()
        if other.given is self.given and (other.known_at, other.off) == (self.known_at, self.off):
            other.cache.share(_ASSUMED, self.cache)
        _ = other.tables
        return other

    def what_if(self, change: Change) -> Self:
        """The district with a change applied on top of the present one."""
        return self.at(change=self.supposed + change)

    def vintage(self, period: str) -> Self:
        """The district as it was published by the end of a period (``2023-05``): what a run of that vintage used.

        Raises Problems for a text that is no period with an end.
        """
        published_by = periods.parse_period(period)
        if published_by is None or published_by.last is None:
            raise Problems([Problem("impossible_period", value=period)])
        return replace(self, known_at=published_by.last, workspace=None)

    # -- writing -----------------------------------------------------------------------------------

    def change(self, change: Change, author: str, reason: str = "", source: str = "") -> Self:
        """The district after a change made durable in its workspace, as the present of everybody.

        Rows that others changed since this district was opened are refused with both versions. Raises Problems
        with everything wrong, also for a district in a folder, which is only read; nothing is written then.
        """
        from liantu.store.commit import ChangeEntry

        entry = ChangeEntry(author, "edit", reason or change.reason, source or change.source)
        self.require_workspace().commit(change, entry, base=self.number)
        return self.latest()

    def require_workspace(self) -> Workspace:
        """The workspace that the tables are kept in. Raises Problems for a district in a folder, which is only read."""
        if self.workspace is None:
            raise Problems([Problem("folder_is_read_only")])
        return self.workspace

    def latest(self) -> Self:
        """The district with the newest tables of its workspace; itself when nothing was written since."""
        if self.workspace is None or self.workspace.head() == self.number:
            return self
        moment = self.workspace.moment()
        later = replace(self, given=self.workspace.over(moment), number=moment.number, withheld=0, runs={})._withhold()
        later.follow(self)
        return later

    def follow(self, earlier: DistrictView) -> None:
        """Take over results of another state of this very view that rest on tables which are the same in both."""
        if self.cache is not earlier.cache and self.given.about == earlier.given.about:
            self.cache.follow(earlier.cache)

    def after_change(self, number: int) -> Self:
        """The district with its tables as they stood after a change; the last few are held, for their results.

        Raises Problems for a district in a folder.
        """
        if number == self.number:
            return self
        moments = self.cache.recent("moments", _MOMENTS)
        key = (self.reader, self.purpose, number)
        found: Self | None = moments.find(key)
        if found is None:
            tables = self.require_workspace().tables(number)
            found = replace(self, given=tables, number=number, withheld=0, runs={})._withhold()
            found.follow(self)
            moments.add(key, found)
        return found

    # -- tables -----------------------------------------------------------------------------------

    @property
    def tables(self) -> Tables:
        """Given rows known at the date, with active assumptions and the what-if applied."""
        return record_reading(self.cache.once(("tables",), self._apply_changes)[0])

    @property
    def supposed_warnings(self) -> tuple[Problem, ...]:
        """What the what-if is warned of; it refuses nothing."""
        return self.cache.once(("tables",), self._apply_changes)[1]

    def _apply_changes(self) -> tuple[Tables, tuple[Problem, ...]]:
        from liantu.district.written_figures import find_figure_problems
        from liantu.model.change_checks import check_change

        tables: Tables = self.cache.once(_ASSUMED, self._assume)
        if not self.supposed:
            return tables, ()
        after = apply_change(tables, self.supposed)
        warnings: list[Problem] = []
        return check_change(tables, after, self.supposed, warnings.extend, find_figure_problems), tuple(warnings)

    def _assume(self) -> Tables:
        """What is known, with the rows that active assumptions bring."""
        known, earlier = self._known(), self.cache.find_earlier(_ASSUMED)
        self.cache.hand_on(_ASSUMED)
        assumed = known.replace(**compute_once(known, "assumed frames", self._list_assumed_frames, (self.off,)))
        return assumed if earlier is None else assumed.take_over(earlier)

    def _list_assumed_frames(self, known: Tables) -> dict[str, pl.DataFrame]:
        """The tables in which active assumptions stand."""
        active = known["assumptions"].with_columns(
            pl.when(pl.col("id").is_in(list(self.off))).then(pl.lit("no")).otherwise("active").alias("active")
        )
        after = apply_change(known.replace(assumptions=active), build_assumption_change(known, active))
        return {name: frame for name, frame in after.frames.items() if frame is not known.frames.get(name)}

    def _known(self) -> Tables:
        if self.known_at is None:
            return self.given
        if self.workspace is None:
            return select_published_rows(self.given, self.known_at)
        recorded = self.workspace.tables(self.workspace.number_at(self.known_at))
        # What the library knows was recorded by nobody here: of it counts what had been published.
        return self.permit(select_published_rows(recorded, self.known_at, ("prices",)))

    @property
    def is_scenario(self) -> bool:
        """Whether something is supposed that is not so: a what-if, or an assumption switched off."""
        return bool(self.supposed) or bool(self.off)

    @property
    def data_end(self) -> date | None:
        """The day that the district states its data as of, in ``district.yaml``; None when it states none."""
        stated = periods.parse_period(str(self.given.about.get("as_of") or ""))
        return stated.last if stated else None

    def active_assumptions(self) -> list[str]:
        """Ids of the assumptions that are on."""
        rows = self.tables["assumptions"].filter(pl.col("active") == "yes")
        return rows["id"].unique(maintain_order=True).to_list()

    def check(self) -> list[Problem]:
        """Findings of the rules over the district as it stands, and how cells were read."""
        from liantu.district.doubtful_returns import check_month_growth
        from liantu.library.district_rows import number_district_rows
        from liantu.library.market_checks import check_market_balance
        from liantu.library.price_checks import check_own_prices
        from liantu.model.rules import run_rules
        from liantu.outlook.published.figure_checks import check_series

        dated = (
            check_own_prices,
            check_market_balance,
            check_month_growth,
            partial(check_series, known_at=self.known_at),
        )
        found = number_district_rows(run_rules(self.tables), self.tables)
        return [*self.notes, *found, *(p for look in dated for p in look(self.tables, self.as_of))]

    # -- who sees it, and what for -----------------------------------------------------------------

    def for_purpose(self, purpose: Purpose, reader: Reader | None = None) -> Self:
        """The district as a reader may see it for a purpose, the reader of this view unless given; computed once."""
        reader = reader or self.reader
        if (purpose, reader) == (self.purpose, self.reader):
            return self
        key = ("for", reader, purpose)
        self.cache.hand_on(key)
        return self.cache.once(key, lambda: self._see_for(purpose, reader, self.cache.find_earlier(key)))

    def _see_for(self, purpose: Purpose, reader: Reader, earlier: Self | None) -> Self:
        view = replace(self, reader=reader, purpose=purpose)._withhold(like=self)
        if earlier is not None:
            view.follow(earlier)
        return view

    def permit(self, tables: Tables) -> Tables:
        """Other tables of the district, as the reader of this view may see them for its purpose."""
        permitted = permitted_classes(self.reader, self.purpose)
        tables = leave_house_rows(tables, self.purpose, self.reader)
        return withhold_rows(tables, Change(), permitted, self._last_known_classes(permitted), self.runs).tables

    def permit_versions(self, name: str, versions: pl.DataFrame) -> pl.DataFrame:
        """Versions of rows of a table, as the reader of this view may see them for its purpose."""
        if stays_in_house(name, self.purpose):
            return versions.clear()
        if name in DEPENDENCE_TABLES and not permits_answer("dependence", self.reader, self.purpose):
            versions = leave_dependence_rows(versions, self.given)
        permitted = permitted_classes(self.reader, self.purpose)
        if set(CLASSES) <= permitted:
            return versions
        runs = find_run_classes(self.given, self.source_classes, self.runs)
        return permit_frame(name, versions, self.source_classes, permitted, runs)

    def list_told_rows(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows as programs may read them: without figures on a dependence, which a person reads on a screen alone."""
        return leave_dependence_rows(rows, self.given)

    def class_with(self, frames: Mapping[str, pl.DataFrame]) -> str:
        """The class of what is made of this district and of other rows of its tables."""
        return find_strictest([self.strictest_class, strictest_class(frames, self.source_classes)])

    def permits_document(self, sha256: str) -> bool:
        """Whether the bytes of a document may be seen: it is of the strictest class of the sources that it is."""
        rows = self.given["sources"].filter(pl.col("document") == sha256)
        classes = [self.source_classes[key] for key in rows["id"]]
        return (find_strictest(classes) if classes else CLASSES[-1]) in permitted_classes(self.reader, self.purpose)

    @cached_property
    def source_classes(self) -> dict[str, str]:
        """The class of every source as last known, also of those that are gone; those of the what-if among them."""
        return source_classes(self.given, self.supposed, self._last_known_classes(()))

    @cached_property
    def strictest_class(self) -> str:
        """The strictest class of any row here: what is made of this district is of that class."""
        tables: Tables = self.cache.once(("tables",), self._apply_changes)[0]
        closed = {key: word for key, word in self.source_classes.items() if word != CLASSES[0]}
        arguments = (frozenset(closed.items()),)
        return find_strictest(
            [
                compute_once(tables, f"class of {name}", partial(_find_class, name=name, closed=closed), arguments)
                for name in tables.frames
            ]
        )

    def _withhold(self, like: Self | None = None) -> Self:
        """Itself without what may not be seen; when that is nothing, it answers as the view that it is ``like``.

        Not of a day of a workspace: what was kept then may hold closed rows that are gone from the present tables.
        """
        permitted = permitted_classes(self.reader, self.purpose)
        known = self._last_known_classes(permitted)
        given = leave_house_rows(self.given, self.purpose, self.reader)
        supposed = leave_house_changes(self.given, self.supposed, self.purpose, self.reader)
        tables, supposed, count, runs = withhold_rows(given, supposed, permitted, known, self.runs)
        if tables is not self.given or supposed is not self.supposed:
            # How cells were read would tell of those that are left out.
            withheld = self.withheld + count
            return replace(self, given=tables, supposed=supposed, withheld=withheld, notes=(), runs=runs)
        if like is not None and (self.known_at is None or self.workspace is None):
            object.__setattr__(self, "cache", like.cache)
        return self

    def _last_known_classes(self, permitted: Collection[str]) -> dict[str, str]:
        """What a source was last said to be holds for every moment: one made secret since is so in the past too.

        Nothing of a folder, which has no past, and where every class is permitted.
        """
        if self.workspace is None or set(CLASSES) <= set(permitted):
            return {}
        return self.workspace.source_classes()

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


def _find_class(tables: Tables, name: str, closed: Mapping[str, str]) -> str:
    return strictest_class({name: tables[name]}, closed)
