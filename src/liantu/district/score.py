"""What a district is asked about yearly returns and their evaluation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.archived_runs import ArchivedRuns
from liantu.district.land import LandRoom
from liantu.district.schemes import open_scheme, read_archived_scheme
from liantu.district.view import DistrictView
from liantu.model.change import Change
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import NoPolicy, Problem, Problems

if TYPE_CHECKING:
    from liantu.disclosure import DisclosureRules, ProtectedTables
    from liantu.score.report.firm_sheet import FirmSheet
    from liantu.score.run.calculation import EvaluationInputs
    from liantu.score.run.evaluation import Evaluation
    from liantu.score.run.returns_table import ReturnsTable
    from liantu.score.scheme.parameters import SchemeParameter
    from liantu.score.scheme.scheme import Scheme
    from liantu.score.scheme.variant import SchemeVariant


@dataclass(frozen=True)
class ScoreRoom:
    """Yearly returns, schemes, evaluations, the sheet of a firm, groups as they may be told."""

    view: DistrictView

    def returns(self, years: Sequence[int] | None = None) -> ReturnsTable:
        """Yearly returns and land as the wide table an evaluation takes."""
        from liantu.score.run.returns_table import build_returns_table, list_return_years

        tables = self.view.tables
        land = LandRoom(self.view).at_year_ends(list_return_years(tables, years))
        return build_returns_table(tables, land, years)

    def evaluate(self, scheme: Scheme | str, year: int | None = None) -> Evaluation:
        """The evaluation of returns by a scheme, or by the id of one in ``schemes``; the last year unless given.

        By id it is computed once a district. Raises KeyError for an id that is not there, Problems when there are no
        returns, or none of the year.
        """
        from liantu.score.run.calculation import evaluate

        if not isinstance(scheme, str):
            return evaluate(**self._inputs(), scheme=scheme, year=year)
        chosen = self.schemes()[scheme]
        return self.view.cache.once(("evaluation", chosen.version, year), lambda: self.evaluate(chosen, year))

    def sensitivity(self, run: Evaluation, runs: int = 1000) -> pl.DataFrame:
        """How sure each grade of a run is: to the next line, under other weights, caps and benchmarks."""
        from liantu.score.run.sensitivity import measure_sensitivity

        return measure_sensitivity(run, self._inputs(), runs=runs)

    def correction_effects(self, run: Evaluation, firm: str, field: str, value: float | None) -> pl.DataFrame:
        """What one corrected value of a return would change in a run, firm by firm."""
        from liantu.score.run.sensitivity import find_correction_effects

        return find_correction_effects(run, self._inputs(), firm, field, value)

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
            found := find_statistical_fields(run.scheme, self._inputs()["channels"], run.year)
        ):
            raise Problems(found.values())
        year = run.year or self.view.as_of.year
        now = run.firms.select("firm", pl.lit(year, pl.Int64).alias("year"), "grade")
        before = read_grade_history(self.view.tables).filter(pl.col("year") != year)
        used = pl.col("electricity") if "electricity" in run.returns.columns else pl.lit(None, pl.Float64)
        electricity = run.returns.select("firm", used.alias("electricity"))
        rates = PriceRule(rule, read_policy_value(rule, date(year, 12, 31)))
        return compute_surcharges(pl.concat([before, now]), year, rates, electricity, others)

    def schemes(self) -> dict[str, Scheme]:
        """The schemes at hand by id: those the district's own evaluations were made by, then the library's.

        Of several versions of one scheme the last stands; a kept text that is no scheme is left out.
        """
        from liantu.library.scheme_files import list_schemes

        own = self._own_schemes()
        return {**own, **{name: open_scheme(name) for name in list_schemes() if name not in own}}

    def scheme(self, name: str | Path) -> Scheme:
        """A scheme of ``schemes`` by its id, or of a file. Raises Problems with everything wrong in it."""
        own = self._own_schemes()
        return own[str(name)] if str(name) in own else open_scheme(name, own)

    def _own_schemes(self) -> dict[str, Scheme]:
        def read() -> dict[str, Scheme]:
            own: dict[str, Scheme] = {}
            for text in self.view.tables["evaluations"]["scheme_text"].drop_nulls():
                with suppress(Problems):
                    scheme = read_archived_scheme(text)
                    own[scheme.id] = scheme
            return own

        return self.view.cache.once(("schemes",), read)

    def sensitivity_of(self, scheme: str, year: int | None = None) -> pl.DataFrame:
        """``measure_sensitivity`` of ``evaluate``, computed once a district."""
        run = self.evaluate(scheme, year)
        return self.view.cache.once(("sensitivity", run.scheme.version, year), lambda: self.sensitivity(run))

    def archived_runs(self, at: Callable[[str, int], DistrictView] | None = None) -> ArchivedRuns:
        """The kept runs. ``at`` gives the district of a vintage and year; as published by a period unless given."""

        def evaluate(scheme: Scheme, vintage: str, year: int) -> Evaluation:
            return ScoreRoom(at(vintage, year) if at else self.view.vintage(vintage)).evaluate(scheme, year)

        return ArchivedRuns(self.view, evaluate)

    def record_run(self, scheme: str, year: int, made: date) -> Change:
        """The Change that keeps a run of the district as it is given, as a trial. Raises Problems."""
        from liantu.score.run.run_rows import build_run_change

        if scheme not in self.schemes():
            slots = {"nearest": "", "choices": ", ".join(self.schemes())}
            raise Problems([Problem("unknown_scheme", value=scheme, slots=slots)])
        run = self.evaluate(scheme, year)
        sure = self.sensitivity_of(scheme, year) if run.firms["grade"].count() else None
        return build_run_change(self.view.given, run, sure, str(self.view.number), made)

    def years(self, *, ended: bool = False) -> list[int]:
        """Years with returns, the last first; of those that had ``ended`` by the date."""
        found = self.view.tables["returns"]["year"].drop_nulls().unique().sort(descending=True)
        told = [int(year) for year in found if year.isdigit()]
        return [year for year in told if date(year, 12, 31) <= self.view.as_of] if ended else told

    def grade_history(self) -> pl.DataFrame:
        """Grades of settled evaluations: firm, year, grade."""
        from liantu.score.run.returns_table import read_grade_history

        return read_grade_history(self.view.tables)

    def grades_by_year(self) -> pl.DataFrame:
        """Settled grades: firm, a column a year, and for how many ``years`` running the last one stands; those with
        the longest first."""
        from liantu.score.report.surcharges import count_consecutive_years

        rows = self.grade_history()
        years = rows["year"].unique().sort().to_list()
        wide = rows.with_columns(pl.col("year").cast(pl.String)).pivot("year", index="firm", values="grade")
        if not years:
            return wide
        running = count_consecutive_years(rows, years[-1]).select("firm", "years")
        wide = wide.join(running, on="firm", how="left", maintain_order="left")
        wide = wide.sort(pl.col("years").fill_null(0), descending=True, maintain_order=True)
        return wide.sort(str(years[-1]), descending=True, nulls_last=True, maintain_order=True)

    def parameters(self, scheme: Scheme) -> list[SchemeParameter]:
        """Every parameter of a scheme, with what it is cited by."""
        from liantu.score.scheme.parameters import list_parameters

        return [*list_parameters(scheme)]

    def parameter_statuses(self, scheme: Scheme) -> dict[str, int]:
        """How many parameters of a scheme are confirmed, default and unknown."""
        from liantu.score.scheme.parameters import count_statuses

        return count_statuses(scheme)

    def unknown_parts(self, scheme: Scheme) -> list[Problem]:
        """The parts of a scheme that nobody has told."""
        from liantu.score.scheme.unknown_parts import find_unknown_parts

        return find_unknown_parts(scheme)

    def industry_name(self, code: str | None, *, chinese: bool) -> str:
        """A code of the classification of industries with its name."""
        from liantu.library.industries import name_industry

        return name_industry(code, chinese=chinese)

    def published_groups(self, scheme: str, year: int | None = None) -> list[pl.DataFrame]:
        """Ratios of ``evaluate`` by group, industry and park, with the district's, as they may be told: a table each.

        The value of a cell that would tell of a firm is null and its ``state`` says why, see ``disclosure``.
        """
        from liantu.score.report.published_groups import build_published_tables

        run = self.evaluate(scheme, year)
        return self.view.cache.once(
            ("published groups", scheme, run.year),
            lambda: build_published_tables(run, self._protected(scheme, run.year)),
        )

    def _protected(self, scheme: str, year: int | None) -> ProtectedTables:
        """The sums of a run beside those of other schemes' runs of the year that were published before it."""
        from liantu.score.report.published_groups import protect_run

        def make() -> ProtectedTables:
            run = self.evaluate(scheme, year)
            before = [self._protected(other, year) for other in self._published_before(scheme, year)]
            return protect_run(run, self.disclosure_rules(run), before)

        return self.view.cache.once(("protected", scheme, year), make)

    def is_published(self, scheme: str, year: int | None) -> bool:
        """Whether a kept run of a year by a scheme is on notice or final, so that its groups may go out."""
        return scheme in self._published(year)

    def _published(self, year: int | None) -> list[str]:
        """Schemes of kept runs of a year that are on notice or final, each once, in the order they were made."""
        out = pl.col("state").is_in(["notice", "final"]) & (pl.col("year") == str(year))
        runs = self.view.tables["evaluations"].filter(out).sort("made", "id", nulls_last=True)
        return [name for name in runs["scheme"].unique(maintain_order=True) if name in self.schemes()]

    def _published_before(self, scheme: str, year: int | None) -> list[str]:
        """Published schemes of a year, up to the first of ``scheme``."""
        found = self._published(year)
        return found[: found.index(scheme)] if scheme in found else found

    def firm_sheet(
        self, firm: str, scheme: str, year: int | None = None, means: Sequence[pl.DataFrame] = ()
    ) -> FirmSheet:
        """The sheet of one firm (亩均体检报告); ``means`` as ``published_groups`` gives them.

        Raises Problems for others.
        """
        from liantu.score.report.firm_sheet import build_firm_sheet

        run = self.evaluate(scheme, year)
        if firm not in run.firms["firm"]:
            slots = {"wanted": "firms", "nearest": suggest_nearest(firm, run.firms["firm"])}
            raise Problems([Problem("dangling", value=firm, slots=slots)])
        sure = self.sensitivity_of(scheme, year) if run.firms["grade"].count() else None
        return build_firm_sheet(run, firm, sure, means, self.prices(run), self.disclosure_rules(run))

    def disclosure_rules(self, run: Evaluation) -> DisclosureRules:
        """What may be told at the end of the year of a run."""
        from liantu.library.disclosure_policy import read_disclosure_rules

        return read_disclosure_rules(date(run.year or self.view.as_of.year, 12, 31))

    def prices(self, run: Evaluation) -> dict[str, pl.DataFrame | None]:
        """``surcharges`` by price rule of the scheme; None for a rule that had no value at the end of the year."""
        from liantu.library.policy import read_policy_value

        prices: dict[str, pl.DataFrame | None] = dict.fromkeys(run.scheme.policy)
        for rule in prices:
            with suppress(NoPolicy):
                if read_policy_value(rule, date(run.year or self.view.as_of.year, 12, 31)) is not None:
                    prices[rule] = self.surcharges(run, rule)
        return prices

    def vary(self, scheme: str, tweak: SchemeVariant, year: int | None = None) -> tuple[Evaluation, pl.DataFrame]:
        """``evaluate`` under other weights, benchmarks or another cap, and what differs firm by firm."""
        from liantu.score.run.run_difference import compare_runs
        from liantu.score.scheme.variant import vary_scheme

        run = self.evaluate(scheme, year)
        after = self.evaluate(vary_scheme(run.scheme, tweak), year)
        return after, compare_runs(run, after)

    def _inputs(self) -> EvaluationInputs:
        """What an evaluation takes beside its scheme; read from the tables once a district."""

        def read() -> EvaluationInputs:
            from liantu.score.run.returns_table import collect_facts

            given = self.returns()
            return {
                "returns": given.returns,
                "not_applicable": given.not_applicable,
                "facts": collect_facts(self.view.tables),
                "channels": given.channels,
            }

        return self.view.cache.once(("evaluation inputs",), read)
