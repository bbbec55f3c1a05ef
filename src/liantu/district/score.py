"""What a district is asked about land, yearly returns and their evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import polars as pl

from liantu.district.view import DistrictView
from liantu.model import periods
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.disclosure import DisclosureRules, ProtectedTables
    from liantu.land.entry_test import PlannedProject
    from liantu.score.report.firm_sheet import FirmSheet
    from liantu.score.run.evaluation import Evaluation
    from liantu.score.run.returns_table import ReturnsTable
    from liantu.score.scheme.scheme import Scheme
    from liantu.score.scheme.variant import SchemeVariant


class Score(DistrictView):
    """Land ledger, returns, entry tests, evaluations."""

    def land_terms(self, day: date | None = None) -> pl.DataFrame:
        """What makes each firm's land on a day, holding by holding; the end of the district's date unless given."""
        from liantu.land.ledger import build_land_terms

        when = day or self.as_of
        return self._once(("land", when.isoformat()), lambda: build_land_terms(self.tables, when))

    def land(self, day: date | None = None) -> pl.DataFrame:
        """Land of each firm in mu: owned, leased in, leased out."""
        from liantu.land.ledger import sum_land

        return sum_land(self.land_terms(day))

    def parcels(self, day: date | None = None) -> pl.DataFrame:
        """Parcel by parcel: owned, rest, over, let; ``land.ledger.sum_parcels`` adds them up by place."""
        from liantu.land.ledger import balance_parcels

        return balance_parcels(self.tables, self.land_terms(day))

    def tenants(self, day: date | None = None) -> pl.DataFrame:
        """Firms that use land and own none."""
        from liantu.land.ledger import find_tenants

        return find_tenants(self.land_terms(day))

    def returns(self, years: Sequence[int] | None = None) -> ReturnsTable:
        """Yearly returns and land as the wide table an evaluation takes."""
        from liantu.score.run.returns_table import build_returns_table

        return build_returns_table(self.tables, years)

    def plan(self, project: str) -> PlannedProject:
        """What a project plans, for its entry test. Raises Problems when there is no such project."""
        from liantu.land.entry_test import read_planned_project

        found = self.tables["projects"].filter(pl.col("id") == project)
        if found.is_empty():
            slots = {"wanted": "projects", "nearest": suggest_nearest(project, self.tables["projects"]["id"])}
            raise Problems([Problem("dangling", value=project, slots=slots)])
        return read_planned_project(self.tables, found.row(0, named=True))

    def entry(self, plan: PlannedProject) -> pl.DataFrame:
        """Entry test of a plan against the land standards of its place (项目准入亩均测算)."""
        from liantu.land.entry_test import judge_entry

        return judge_entry(self.tables, plan, self.as_of)

    # -- evaluation --------------------------------------------------------------------------------

    def score(self, scheme: Scheme, year: int | None = None) -> Evaluation:
        """The evaluation of the firms' returns by a scheme (``open_scheme``); the last year unless given.

        Raises Problems when there are no returns, or none of the year.
        """
        from liantu.score.run.calculation import evaluate

        return evaluate(**self._for_score(), scheme=scheme, year=year)

    def vintage(self, period: str) -> Self:
        """The district as it was published by the end of a period (``2023-05``): what a run of that vintage used.

        Raises Problems for a text that is no period with an end.
        """
        when = periods.parse_period(period)
        if when is None or when.last is None:
            raise Problems([Problem("impossible_period", value=period)])
        return replace(self, known_at=when.last, workspace=None)

    def sure(self, run: Evaluation, runs: int = 1000) -> pl.DataFrame:
        """How sure each grade of a run is: to the next line, under other weights, caps and benchmarks."""
        from liantu.score.run.sensitivity import measure_sensitivity

        return measure_sensitivity(run, self._for_score(), runs=runs)

    def corrected(self, run: Evaluation, firm: str, field: str, value: float | None) -> pl.DataFrame:
        """What one corrected value of a return would change in a run, firm by firm."""
        from liantu.score.run.sensitivity import find_correction_effects

        return find_correction_effects(run, self._for_score(), firm, field, value)

    def surcharges(self, run: Evaluation, rule: str, others: pl.DataFrame | None = None) -> pl.DataFrame:
        """What the grades of a run cost under a price rule (``price/shandong-2022``), with the grades of earlier years.

        ``others``: firm, rate: surcharges of other rules, of which only the highest counts. Raises Problems when the
        grades rest on values of a statistical survey (a scheme that names its price rules does not use them),
        LookupError when there is no such rule, or none in force at the end of the year.
        """
        from liantu.library.policy import read_policy_value
        from liantu.score.report.surcharges import PriceRule, compute_surcharges
        from liantu.score.run.channels import find_statistical_fields
        from liantu.score.run.returns_table import read_grade_history

        if not run.scheme.policy and (
            found := find_statistical_fields(run.scheme, self._for_score()["channels"], run.year)
        ):
            raise Problems(found.values())
        year = run.year or self.as_of.year
        now = run.firms.select("firm", pl.lit(year, pl.Int64).alias("year"), "grade")
        before = read_grade_history(self.tables).filter(pl.col("year") != year)
        used = pl.col("electricity") if "electricity" in run.returns.columns else pl.lit(None, pl.Float64)
        electricity = run.returns.select("firm", used.alias("electricity"))
        rates = PriceRule(rule, read_policy_value(rule, date(year, 12, 31)))
        return compute_surcharges(pl.concat([before, now]), year, rates, electricity, others)

    def evaluation_schemes(self) -> dict[str, Scheme]:
        """The schemes at hand by id: those the district's own evaluations were made by, then the library's.

        Of several versions of one scheme the last stands; a kept text that is no scheme is left out.
        """
        from liantu.library.scheme_files import list_schemes

        own = self._own_schemes()
        return {**own, **{name: open_scheme(name) for name in list_schemes() if name not in own}}

    def scheme(self, name: str | Path) -> Scheme:
        """A scheme of ``evaluation_schemes`` by its id, or of a file. Raises Problems with everything wrong in it."""
        own = self._own_schemes()
        return own[str(name)] if str(name) in own else open_scheme(name, own)

    def _own_schemes(self) -> dict[str, Scheme]:
        def read() -> dict[str, Scheme]:
            own: dict[str, Scheme] = {}
            for text in self.tables["evaluations"]["scheme_text"].drop_nulls():
                with suppress(Problems):
                    scheme = read_archived_scheme(text)
                    own[scheme.id] = scheme
            return own

        return self._once(("schemes",), read)

    def evaluated(self, scheme: str, year: int | None = None) -> Evaluation:
        """The evaluation by a scheme of ``evaluation_schemes``, computed once a district. KeyError for another id."""
        chosen = self.evaluation_schemes()[scheme]
        return self._once(("score", chosen.version, str(year)), lambda: self.score(chosen, year))

    def how_sure(self, scheme: str, year: int | None = None) -> pl.DataFrame:
        """``measure_sensitivity`` of ``evaluated``, computed once a district."""
        run = self.evaluated(scheme, year)
        return self._once(("sure", run.scheme.version, str(year)), lambda: self.sure(run))

    def released(self, scheme: str, year: int | None = None) -> list[pl.DataFrame]:
        """Ratios of ``evaluated`` by group, industry and park, with the district's, as they may be told: a table each.

        The value of a cell that would tell of a firm is null and its ``state`` says why, see ``disclosure``.
        """
        from liantu.score.report.published_groups import build_published_tables

        run = self.evaluated(scheme, year)
        return self._once(
            ("released", scheme, str(run.year)), lambda: build_published_tables(run, self._protected(scheme, run.year))
        )

    def _protected(self, scheme: str, year: int | None) -> ProtectedTables:
        """The sums of a run beside those of other schemes' runs of the year that were published before it."""
        from liantu.score.report.published_groups import protect_run

        def make() -> ProtectedTables:
            run = self.evaluated(scheme, year)
            before = [self._protected(other, year) for other in self._published_before(scheme, year)]
            return protect_run(run, self._told(run), before)

        return self._once(("protected", scheme, str(year)), make)

    def is_published(self, scheme: str, year: int | None) -> bool:
        """Whether a kept run of a year by a scheme is on notice or final, so that its groups may go out."""
        return scheme in self._published(year)

    def _published(self, year: int | None) -> list[str]:
        """Schemes of kept runs of a year that are on notice or final, each once, in the order they were made."""
        out = pl.col("state").is_in(["notice", "final"]) & (pl.col("year") == str(year))
        runs = self.tables["evaluations"].filter(out).sort("made", "id", nulls_last=True)
        return [name for name in runs["scheme"].unique(maintain_order=True) if name in self.evaluation_schemes()]

    def _published_before(self, scheme: str, year: int | None) -> list[str]:
        """Published schemes of a year, up to the first of ``scheme``."""
        found = self._published(year)
        return found[: found.index(scheme)] if scheme in found else found

    def firm_sheet(
        self, firm: str, scheme: str, year: int | None = None, means: Sequence[pl.DataFrame] = ()
    ) -> FirmSheet:
        """The sheet of one firm (亩均体检报告); ``means`` as ``build_published_tables`` gives them. Raises Problems for others."""
        from liantu.score.report.firm_sheet import build_firm_sheet

        run = self.evaluated(scheme, year)
        if firm not in run.firms["firm"]:
            slots = {"wanted": "firms", "nearest": suggest_nearest(firm, run.firms["firm"])}
            raise Problems([Problem("dangling", value=firm, slots=slots)])
        sure = self.how_sure(scheme, year) if run.firms["grade"].count() else None
        return build_firm_sheet(run, firm, sure, means, self._prices(run), self._told(run))

    def _told(self, run: Evaluation) -> DisclosureRules:
        """What may be told at the end of the year of a run."""
        from liantu.library.disclosure_policy import read_disclosure_rules

        return read_disclosure_rules(date(run.year or self.as_of.year, 12, 31))

    def _prices(self, run: Evaluation) -> dict[str, pl.DataFrame | None]:
        """``compute_surcharges`` by price rule of the scheme; None for a rule that had no value at the end of the year."""
        from liantu.library.policy import NoPolicy, read_policy_value

        prices: dict[str, pl.DataFrame | None] = dict.fromkeys(run.scheme.policy)
        for rule in prices:
            with suppress(NoPolicy):
                if read_policy_value(rule, date(run.year or self.as_of.year, 12, 31)) is not None:
                    prices[rule] = self.surcharges(run, rule)
        return prices

    def tweaked(self, scheme: str, tweak: SchemeVariant, year: int | None = None) -> tuple[Evaluation, pl.DataFrame]:
        """``evaluated`` under other weights, benchmarks or another cap, and what differs firm by firm."""
        from liantu.score.run.run_difference import compare_runs
        from liantu.score.scheme.variant import vary_scheme

        run = self.evaluated(scheme, year)
        after = self.score(vary_scheme(run.scheme, tweak), year)
        return after, compare_runs(run, after)

    def _for_score(self) -> dict[str, Any]:
        """What an evaluation takes beside its scheme; read from the tables once a district."""

        def read() -> dict[str, Any]:
            from liantu.score.run.returns_table import collect_facts

            given = self.returns()
            channels, nothing = given.channels, given.not_applicable
            return {
                "returns": given.returns,
                "not_applicable": nothing,
                "facts": collect_facts(self.tables),
                "channels": channels,
            }

        return self._once(("for score",), read)


def open_scheme(name: str | Path, others: Iterable[str] = ()) -> Scheme:
    """The evaluation scheme of an id (``huangyan-2022``), or of a file. Raises Problems with everything wrong in it.

    ``others`` are ids that could have been meant, beside the library's.
    """
    from liantu.library.scheme_files import list_schemes
    from liantu.score.scheme.reader import read_scheme

    path = Path(name)
    if str(name) in list_schemes():
        return _shipped(str(name))
    if not path.is_file():
        known = list(dict.fromkeys([*others, *list_schemes()]))
        slots = {"nearest": suggest_nearest(str(name), known), "choices": ", ".join(known)}
        raise Problems([Problem("unknown_scheme", value=str(name), slots=slots)])
    try:
        return read_scheme(path.read_text(encoding="utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        raise Problems([Problem("undecodable", file=path.name, value=str(error.start + 1))]) from None


@lru_cache(maxsize=64)
def read_archived_scheme(text: str) -> Scheme:
    """The scheme that stands in full beside a kept run; the same text is read once. Raises Problems when it is none."""
    from liantu.score.scheme.reader import read_scheme

    return read_scheme(text)


@cache
def _shipped(name: str) -> Scheme:
    from liantu.library.scheme_files import read_scheme_text
    from liantu.score.scheme.reader import read_scheme

    return read_scheme(read_scheme_text(name), f"{name}.yaml")
