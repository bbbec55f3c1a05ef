"""The facade: one district, its library beneath it, and the questions it answers.

The one place that knows several engines; each is imported when first used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from liantu.model import periods
from liantu.model.apply import apply
from liantu.model.change import Change, ChangeRow
from liantu.model.nearest import nearest
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables

if TYPE_CHECKING:
    from liantu.score.entry import Plan
    from liantu.score.evaluation import Evaluation
    from liantu.score.scheme import Scheme
    from liantu.score.wide import Wide
    from liantu.store.workspace import Workspace


@dataclass(frozen=True)
class District:
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
    ) -> District:
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

    def what_if(self, change: Change) -> District:
        """The district with a change applied on top of the present one."""
        return self.at(change=self.supposed + change)

    # -- writing -----------------------------------------------------------------------------------

    def change(self, change: Change, author: str, reason: str = "", source: str = "") -> District:
        """The district after a change made durable in its workspace, as the present of everybody.

        Rows that others changed since this district was opened are refused with both versions. Raises Problems
        with everything wrong, also for a district in a folder, which is only read; nothing is written then.
        """
        from liantu.store.keep import Entry

        if self.workspace is None:
            raise Problems([Problem("folder_is_read_only")])
        told = Entry(author, "edit", reason or change.reason, source or change.source)
        self.workspace.commit(change, told, base=self.number)
        return self.latest()

    def latest(self) -> District:
        """The district with the newest tables of its workspace; itself when nothing was written since."""
        if self.workspace is None or self.workspace.head() == self.number:
            return self
        moment = self.workspace.moment()
        return replace(self, given=self.workspace.over(moment), number=moment.number)

    # -- tables -----------------------------------------------------------------------------------

    @cached_property
    def tables(self) -> Tables:
        """Given rows known at the date, with active assumptions and the what-if applied."""
        from liantu.model.check import check_change

        tables = self._known()
        active = tables["assumptions"].with_columns(
            pl.when(pl.col("id").is_in(list(self.off))).then(pl.lit("no")).otherwise("active").alias("active")
        )
        tables = apply(tables.replace(assumptions=active), assumption_change(tables, active))
        if not self.supposed:
            return tables
        after = apply(tables, self.supposed)
        return check_change(tables, after, self.supposed)

    def _known(self) -> Tables:
        if self.known_at is None:
            return self.given
        if self.workspace is None:
            return _published(self.given, self.known_at)
        return self.workspace.tables(self.workspace.number_at(self.known_at))

    # -- the chain --------------------------------------------------------------------------------

    @cached_property
    def terms(self) -> pl.DataFrame:
        """All terms of the chain engine; every result is a group-by of them."""
        from liantu.chain.terms import terms

        return terms(self.tables, self.as_of, self._policy("chain/nearby_radius"))

    def terms_of(self, chain: str | None) -> pl.DataFrame:
        """The terms as one chain sees them: its plants' needs, everyone's supply."""
        from liantu.chain.membership import chain_terms

        return self.terms if chain is None else chain_terms(self.tables, self.terms, chain)

    def balance(self, chain: str | None = None) -> pl.DataFrame:
        """Demand beside supply, product by product."""
        from liantu.chain.balance import balance

        return self._once(("balance", chain), lambda: balance(self.terms_of(chain)))

    def all_gaps(self, chain: str | None = None) -> pl.DataFrame:
        """All lists together, in the order to fill them; computed once a district."""
        from liantu.chain.gaps import gaps

        bands = self._policy_list("chain/value_bands")
        return self._once(
            ("gaps", chain), lambda: self._beside(gaps(self.tables, self.terms_of(chain), self.as_of, bands))
        )

    def admission(self, products: Iterable[str], place: str | None = None) -> pl.DataFrame:
        """Verdicts and clauses on making products in a place; unknown where no clause decides."""
        from liantu.chain.admission import NationalRules, admission
        from liantu.library.policy import policy

        river, park = policy("admission/yangtze_one_kilometre"), policy("admission/hazardous_in_chemical_park")
        try:
            limit = river.at(self.as_of)
        except LookupError:
            limit = None
        rules = NationalRules(
            limit, tuple(river.applies_to["gbt4754"]), _clause(river.reference), _clause(park.reference)
        )
        return admission(self.tables, rules, [*products], place)

    def _beside(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Gaps with what stands beside each: admission, added energy, responsible office."""
        from liantu.chain.energy import added_energy
        from liantu.chain.membership import offices

        verdicts = self.admission(rows["product"]).group_by("product", maintain_order=True).agg("verdict", "clause")
        energy = added_energy(self.tables, rows, self._policy_map("energy/coal_equivalent"))
        for beside in (verdicts.rename({"verdict": "admission", "clause": "clauses"}), energy, offices(self.tables)):
            rows = rows.join(beside, on="product", how="left", maintain_order="left")
        return rows

    def gaps(self, list: str = "invite", chain: str | None = None) -> pl.DataFrame:
        """What is missing, for one list (invite, utilities, commodities, onsite) or ``all``."""
        rows = self.all_gaps(chain)
        return rows if list == "all" else rows.filter(pl.col("list") == list)

    def extend(self) -> pl.DataFrame:
        """Merchant surplus and what it could become (延链方向)."""
        from liantu.chain.extend import extend

        return self._once(("extend",), lambda: extend(self.tables, self.terms, self.as_of))

    def weak(self) -> pl.DataFrame:
        """Links made here and needed here, short or resting on one plant (强链清单)."""
        from liantu.chain.weak import weak

        return self._once(("weak",), lambda: weak(self.tables, self.terms))

    def ask(self) -> pl.DataFrame:
        """The unknowns whose answers would move the lists most, by firm."""
        from liantu.chain.ask import ask
        from liantu.library.policy import value

        radius, tried = self._policy("chain/nearby_radius"), value("chain/answers_tried", self.as_of)
        return self._once(("ask",), lambda: ask(self.tables, self.as_of, radius, tried))

    def per_unit(self, chain: str) -> pl.DataFrame:
        """A chain without known capacities, per 10,000 units of its root product a year."""
        from liantu.chain.per_unit import per_unit

        return per_unit(self.tables, chain)

    def account(self, product: str, measure: str = "gap", chain: str | None = None) -> dict[str, Any]:
        """The account of a number: how it is made, down to source, paragraph and quote."""
        from liantu.chain.account import account

        return account(self.tables, self.terms_of(chain), product, measure)

    def expected(self) -> pl.DataFrame:
        """Stated output of a chain beside what its capacities would make at full load."""
        from liantu.chain.expected import expected_against_full_load

        return self._once(("expected",), lambda: expected_against_full_load(self.tables, self.terms))

    # -- land and returns -------------------------------------------------------------------------

    def land_terms(self, day: date | None = None) -> pl.DataFrame:
        """What makes each firm's land on a day, holding by holding; the end of the district's date unless given."""
        from liantu.score.land import land_terms

        when = day or self.as_of
        return self._once(("land", when.isoformat()), lambda: land_terms(self.tables, when))

    def land(self, day: date | None = None) -> pl.DataFrame:
        """Land of each firm in mu: owned, leased in, leased out."""
        from liantu.score.land import land

        return land(self.land_terms(day))

    def parcels(self, day: date | None = None) -> pl.DataFrame:
        """Parcel by parcel: owned, rest, over, let; ``score.land.land_totals`` adds them up by place."""
        from liantu.score.land import parcel_balance

        return parcel_balance(self.tables, self.land_terms(day))

    def tenants(self, day: date | None = None) -> pl.DataFrame:
        """Firms that use land and own none."""
        from liantu.score.land import tenants

        return tenants(self.land_terms(day))

    def returns(self, years: Sequence[int] | None = None) -> Wide:
        """Yearly returns and land as the wide table an evaluation takes."""
        from liantu.score.wide import wide

        return wide(self.tables, years)

    def plan(self, project: str) -> Plan:
        """What a project plans, for its entry test. Raises Problems when there is no such project."""
        from liantu.score.entry import plan_of

        found = self.tables["projects"].filter(pl.col("id") == project)
        if found.is_empty():
            slots = {"wanted": "projects", "nearest": nearest(project, self.tables["projects"]["id"])}
            raise Problems([Problem("dangling", value=project, slots=slots)])
        return plan_of(self.tables, found.row(0, named=True))

    def entry(self, plan: Plan) -> pl.DataFrame:
        """Entry test of a plan against the land standards of its place (项目准入亩均测算)."""
        from liantu.score.entry import entry

        return entry(self.tables, plan, self.as_of)

    # -- evaluation -------------------------------------------------------------------------------

    def score(self, scheme: Scheme, year: int | None = None) -> Evaluation:
        """The evaluation of the firms' returns by a scheme (``open_scheme``); the last year unless given.

        Raises Problems when there are no returns, or none of the year.
        """
        from liantu.score.evaluate import evaluate

        return evaluate(**self._for_score(), scheme=scheme, year=year)

    def sure(self, run: Evaluation, runs: int = 1000) -> pl.DataFrame:
        """How sure each grade of a run is: to the next line, under other weights, caps and benchmarks."""
        from liantu.score.sure import sure

        return sure(run, self._for_score(), runs=runs)

    def corrected(self, run: Evaluation, firm: str, field: str, value: float | None) -> pl.DataFrame:
        """What one corrected value of a return would change in a run, firm by firm."""
        from liantu.score.sure import corrected

        return corrected(run, self._for_score(), firm, field, value)

    def surcharges(self, run: Evaluation, rule: str) -> pl.DataFrame:
        """What the grades of a run cost under a price rule (``price/shandong-2022``), with the grades of earlier years.

        Raises LookupError when there is no such rule, or none in force at the end of the year.
        """
        from liantu.library.policy import value
        from liantu.score.price import PriceRule, surcharges
        from liantu.score.wide import grade_history

        year = run.year or self.as_of.year
        now = run.firms.select("firm", pl.lit(year, pl.Int64).alias("year"), "grade")
        before = grade_history(self.tables).filter(pl.col("year") != year)
        used = pl.col("electricity") if "electricity" in run.returns.columns else pl.lit(None, pl.Float64)
        electricity = run.returns.select("firm", used.alias("electricity"))
        rates = PriceRule(rule, value(rule, date(year, 12, 31)))
        return surcharges(pl.concat([before, now]), year, rates, electricity)

    def _for_score(self) -> dict[str, Any]:
        """What an evaluation takes beside its scheme."""
        from liantu.score.wide import facts

        given = self.returns()
        channels, nothing = given.channels, given.not_applicable
        return {"returns": given.returns, "not_applicable": nothing, "facts": facts(self.tables), "channels": channels}

    def active_assumptions(self) -> list[str]:
        """Ids of the assumptions that are on."""
        rows = self.tables["assumptions"].filter(pl.col("active") == "yes")
        return rows["id"].unique(maintain_order=True).to_list()

    def check(self) -> list[Problem]:
        """Findings of the rules over the district as it stands, and how cells were read."""
        from liantu.model.rules import run

        return [*self.notes, *run(self.tables)]

    def _once(self, name: tuple[str | None, ...], compute: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """A result of this very district: it never changes, so it is computed once."""
        kept: dict[tuple[str | None, ...], pl.DataFrame] = self.__dict__.setdefault("_results", {})
        if name not in kept:
            kept[name] = compute()
        return kept[name]

    # -- policies ---------------------------------------------------------------------------------

    def _policy(self, name: str) -> float:
        from liantu.library.policy import value

        return float(value(name, self.as_of))

    def _policy_map(self, name: str) -> dict[str, float]:
        from liantu.library.policy import value

        return {key: float(number) for key, number in value(name, self.as_of).items()}

    def _policy_list(self, name: str) -> list[float]:
        from liantu.library.policy import value

        return [float(v) for v in value(name, self.as_of)]


def open_district(place: str | Path, as_of: date | None = None) -> District:
    """The district in a folder, or in a workspace (``fuling.db``, ``postgresql://…``).

    Raises Problems, all at once, when anything in it is wrong.
    """
    from liantu.library.load import load
    from liantu.model.address import is_address

    if is_address(place):
        from liantu.store.workspace import Workspace

        workspace = Workspace(place, load())
        moment = workspace.moment()
        tables = workspace.over(moment)
        return District(tables, as_of or _stated_day(tables), workspace=workspace, number=moment.number)
    from liantu.exchange.folder import read_folder

    tables, notes = read_folder(Path(place), beneath=load())
    return District(tables, as_of or _stated_day(tables), notes=tuple(notes))


def open_scheme(name: str | Path) -> Scheme:
    """The evaluation scheme of an id (``huangyan-2022``), or of a file. Raises Problems with everything wrong in it."""
    from liantu.library.evaluations import names, text
    from liantu.score.reading import read_scheme

    path = Path(name)
    if str(name) in names():
        return read_scheme(text(str(name)), f"{name}.yaml")
    if not path.is_file():
        slots = {"nearest": nearest(str(name), names()), "choices": ", ".join(names())}
        raise Problems([Problem("unknown_scheme", value=str(name), slots=slots)])
    try:
        return read_scheme(path.read_text(encoding="utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        raise Problems([Problem("undecodable", file=path.name, value=str(error.start + 1))]) from None


def _stated_day(tables: Tables) -> date:
    stated = periods.read(str(tables.about.get("as_of") or ""))
    return (stated.last if stated else None) or date.max


def assumption_change(tables: Tables, assumptions: pl.DataFrame) -> Change:
    """The active assumptions as one Change; one that touches a row not known yet is left out."""
    from liantu.model.tables import row_keys

    known = {name: set(row_keys(name, tables[name])) for name in assumptions["table"].unique()}
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


def _clause(reference: Mapping[str, str | None]) -> str:
    return " ".join(filter(None, (reference.get("number"), reference.get("clause"))))


def _published(tables: Tables, known_at: date) -> Tables:
    """Only what had been published by then: rows of later sources are left out."""
    late = []
    for source, published in tables["sources"].select("id", "published").iter_rows():
        when = periods.read(published) if published else None
        if when and not when.has_begun(known_at):
            late.append(source)
    frames = {
        name: frame.filter(~pl.col("source").is_in(late).fill_null(False))
        if name != "sources" and "source" in frame.columns and "basis" in frame.columns
        else frame
        for name, frame in tables.frames.items()
    }
    return Tables(tables.about, frames)
