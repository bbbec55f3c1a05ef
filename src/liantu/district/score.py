"""What a district is asked about yearly returns and their evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from liantu.access import Purpose, find_run_class
from liantu.district.archived_runs import ArchivedRuns, open_vintage
from liantu.district.grade_prices import GradePrices
from liantu.district.land import LandRoom
from liantu.district.published_sums import BESIDE_RELEASES, PublishedSums
from liantu.district.release_records import Recipient, record_as_latest, record_grades, record_run_grades, record_sums
from liantu.district.scheme_variants import try_scheme_variant
from liantu.district.schemes import open_scheme, read_archived_scheme
from liantu.district.view import DistrictView
from liantu.model.change import Change
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.model.whole_numbers import read_year

if TYPE_CHECKING:
    from liantu.library.policy import Policy
    from liantu.score.report.firm_sheet import FirmSheet
    from liantu.score.run.calculation import EvaluationInputs
    from liantu.score.run.correction_outcome import CorrectionOutcome
    from liantu.score.run.evaluation import Evaluation
    from liantu.score.run.returns_table import ReturnsTable
    from liantu.score.run.variant_effects import VariantEffects
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
        return self.view.cache.once_for(
            self.view.tables, ("evaluation", chosen.version, year), lambda: self.evaluate(chosen, year)
        )

    def sensitivity(self, run: Evaluation, runs: int = 1000) -> pl.DataFrame:
        """How sure each grade of a run is: to the next line, under other weights, caps and benchmarks."""
        from liantu.score.run.sensitivity import measure_sensitivity

        return measure_sensitivity(run, self._inputs(), runs=runs)

    def correction_effects(self, run: Evaluation, firm: str, field: str, value: float | None) -> pl.DataFrame:
        """What one corrected value of a return would change in a run, firm by firm."""
        from liantu.score.run.sensitivity import find_correction_effects

        return find_correction_effects(run, self._inputs(), firm, field, value)

    def correction_outcome(self, run: Evaluation, firm: str, field: str, value: float | None) -> CorrectionOutcome:
        """``correction_effects`` in short: what the firm gets, and how many others move."""
        from liantu.score.run.correction_outcome import summarize_correction

        return summarize_correction(self.correction_effects(run, firm, field, value), firm)

    def correctable_values(self, run: Evaluation, firm: str) -> dict[str, float | None]:
        """The fields that a run uses, with the value of a firm."""
        from liantu.score.run.correction_outcome import list_correctable_values

        return list_correctable_values(run, firm)

    def surcharges(self, run: Evaluation, rule: str, others: pl.DataFrame | None = None) -> pl.DataFrame:
        """What the grades of a run cost under a price rule (``price/shandong-2022``), with the grades of earlier years.

        ``others``: firm, rate: surcharges of other rules, of which only the highest counts. Raises Problems when the
        grades rest on values of a statistical survey (a scheme that names its price rules does not use them),
        LookupError when there is no such rule, or none in force at the end of the year.
        """
        return self._prices.surcharges(run, self._inputs(), rule, others)

    def schemes(self) -> dict[str, Scheme]:
        """The schemes at hand by id: those the district's own evaluations were made by, then the library's.

        Of several versions of one scheme the last stands; a kept text that is no scheme is left out.
        """
        from liantu.library.scheme_files import list_schemes

        kept_schemes = self._own_schemes()
        return {**kept_schemes, **{name: open_scheme(name) for name in list_schemes() if name not in kept_schemes}}

    def local_schemes(self) -> dict[str, Scheme]:
        """The schemes of ``schemes`` that are the district's own or its province's; all where no province is said.

        None of another province is among them: what holds there does not hold here.
        """
        from liantu.library.province_rules import find_scheme_province, list_province_schemes

        province = str(self.view.tables.about.get("region") or "")
        local = {*self._own_schemes(), *list_province_schemes(province)}
        return {
            name: scheme
            for name, scheme in self.schemes().items()
            if not province or name in local or find_scheme_province(name) is None
        }

    def scheme(self, name: str | Path) -> Scheme:
        """A scheme of ``schemes`` by its id, or of a file. Raises Problems with everything wrong in it."""
        kept_schemes = self._own_schemes()
        return kept_schemes[str(name)] if str(name) in kept_schemes else open_scheme(name, kept_schemes)

    def _own_schemes(self) -> dict[str, Scheme]:
        def read() -> dict[str, Scheme]:
            """The schemes that are archived with an evaluation, by id."""
            kept_schemes: dict[str, Scheme] = {}
            for text in self.view.tables["evaluations"]["scheme_text"].drop_nulls():
                with suppress(Problems):
                    scheme = read_archived_scheme(text)
                    kept_schemes[scheme.id] = scheme
            return kept_schemes

        return self.view.cache.once_for(self.view.tables, ("schemes",), read)

    def sensitivity_of(self, scheme: str, year: int | None = None) -> pl.DataFrame:
        """``sensitivity`` of ``evaluate``, computed once a district."""
        version = self.schemes()[scheme].version
        return self.view.cache.once_for(
            self.view.tables,
            ("sensitivity", version, year),
            lambda: self.sensitivity(self.evaluate(scheme, year)),
        )

    def archived_runs(self, origin: DistrictView | None = None) -> ArchivedRuns:
        """The kept runs. They are made again of the returns as they stood in ``kept``; in this view unless given."""

        def evaluate(scheme: Scheme, vintage: str, year: int) -> Evaluation:
            """An evaluation by the district of a vintage."""
            return ScoreRoom(open_vintage(origin or self.view, vintage, year)).evaluate(scheme, year)

        return ArchivedRuns(self.view, evaluate)

    def record_run(self, scheme: str, year: int, made: date) -> Change:
        """The Change that keeps a run of the district as it is given, as a trial. Raises Problems."""
        from liantu.score.run.run_rows import build_run_change

        if scheme not in self.schemes():
            slots = {"nearest": "", "choices": ", ".join(self.schemes())}
            raise Problems([Problem("unknown_scheme", value=scheme, slots=slots)])
        run = self.evaluate(scheme, year)
        sensitivity = self.sensitivity_of(scheme, year) if run.firms["grade"].count() else None
        rests_on = find_run_class(self.view.tables, self.view.source_classes, str(year), run.scheme.text)
        return build_run_change(self.view.given, run, sensitivity, str(self.view.number), made, rests_on)

    def years(self, *, ended: bool = False) -> list[int]:
        """Years with returns, the last first; of those that had ``ended`` by the date."""
        found = self.view.tables["returns"]["year"].drop_nulls().unique().sort(descending=True)
        years = [year for text in found if (year := read_year(text)) is not None]
        return [year for year in years if date(year, 12, 31) <= self.view.as_of] if ended else years

    def grade_history(self) -> pl.DataFrame:
        """Grades of settled evaluations: firm, year, grade."""
        return self._prices.grade_history()

    def earlier_grades(self, firm: str, year: int) -> list[tuple[int, str | None]]:
        """Settled grades of a firm of the years before one."""
        return self._prices.earlier_grades(firm, year)

    def grades_by_year(self) -> pl.DataFrame:
        """Settled grades: firm, a column a year, and for how many ``years`` running the last one stands; those with
        the longest first."""
        return self._prices.grades_by_year()

    def price_rule(self, name: str) -> Policy:
        """A price rule with its names and status. Raises LookupError when there is none."""
        from liantu.library.policy import read_policy

        return read_policy(name)

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

    def industry_name(self, code: str | None, *, chinese: bool, brief: bool = False) -> str:
        """A code of the classification of industries with its name, or with a short one for pictures."""
        from liantu.library.industries import name_industry, shorten_industry

        return shorten_industry(code, chinese=chinese) if brief and code else name_industry(code, chinese=chinese)

    def published_groups(self, scheme: str, year: int | None = None) -> list[pl.DataFrame]:
        """Ratios of ``evaluate`` by group, industry and park, with the district's, as they may be told: a table each.

        The value of a cell that would tell of a firm is null and its ``state`` says why, see ``disclosure``.
        """
        return self._sums.tabulate(scheme, year)

    def is_published(self, scheme: str, year: int | None) -> bool:
        """Whether a kept run of a year by a scheme is on notice or final, so that its groups may go out."""
        return scheme in self._sums.published_schemes(year)

    def disclosable_means(self, scheme: str, year: int | None = None) -> list[pl.DataFrame]:
        """Means by group, industry and park that a firm's sheet may tell; none when nothing is left to make them of.

        They are made of what may leave the house. Of a what-if nothing is told: beside the true means it would tell of
        a firm. Nor is an indicator whose benchmark was made of values that may not leave the house. Whoever hands them
        out takes ``release_means``.
        """
        from liantu.score.report.published_groups import close_changed_benchmarks

        outside = self.view.for_purpose(Purpose.LEAVING)
        if outside.supposed or outside.off:
            return []
        room = ScoreRoom(outside)
        try:
            means = room.published_groups(scheme, year)
            inside, outward = self.evaluate(scheme, year), room.evaluate(scheme, year)
        except Problems:
            return []
        return close_changed_benchmarks(means, inside.benchmarks, outward.benchmarks)

    def release_means(self, scheme: str, year: int | None, recipient: Recipient) -> list[pl.DataFrame]:
        """``disclosable_means`` to be handed out, written down in the workspace with the figures behind them.

        What others were told meanwhile counts. Of a folder, which is only read, nothing is written down. Raises
        Problems when the release cannot be written: then nothing may be handed out.
        """
        means = self.disclosable_means(scheme, year)
        if not means or self.view.workspace is None:
            return means

        def record(view: DistrictView) -> None:
            """Write the release down as the view has it."""
            room = ScoreRoom(view.for_purpose(Purpose.LEAVING))
            run_year = room.evaluate(scheme, year).year
            record_sums(view, scheme, run_year, recipient, room._sums.protect(scheme, run_year))

        latest = record_as_latest(self.view, record)
        return means if latest is self.view else ScoreRoom(latest).disclosable_means(scheme, year)

    def record_grades(self, grades: pl.DataFrame | None = None, recipient: str | None = None) -> None:
        """Write down that grades of kept runs are told: the rows that leave, all of this view unless given."""
        rows = self.view.given["grades"] if grades is None else grades
        if self.view.workspace is not None:
            record_grades(self.view, rows, recipient)

    def record_run_grades(self, run: Evaluation, rows: pl.DataFrame) -> None:
        """Write down that rows of a run that is not kept leave the house; of a folder nothing is written down."""
        if self.view.workspace is not None:
            record_run_grades(self.view, run.scheme.id, run.year, rows)

    def refused_means(self, scheme: str, year: int | None = None) -> list[Problem]:
        """Why sums of a year may not be told beside those that were told before; nothing where they may."""
        try:
            ScoreRoom(self.view.for_purpose(Purpose.LEAVING)).published_groups(scheme, year)
        except Problems as refused:
            return [problem for problem in refused.problems if problem.code in BESIDE_RELEASES]
        return []

    @property
    def _sums(self) -> PublishedSums:
        def repeat(text: str, vintage: str, year: int, recorded: int) -> Evaluation:
            """A released evaluation made again as it was told."""
            # What was told stays told, whatever moment is looked at now, and whatever was edited since.
            origin = self.view if self.view.known_at is None else replace(self.view, known_at=None)
            then = open_vintage(origin, vintage, year, recorded)
            return ScoreRoom(then).evaluate(read_archived_scheme(text), year)

        return PublishedSums(self.view, self.evaluate, self.schemes, repeat)

    @property
    def _prices(self) -> GradePrices:
        return GradePrices(self.view)

    def firm_sheet(
        self, firm: str, scheme: str, year: int | None = None, means: Sequence[pl.DataFrame] = ()
    ) -> FirmSheet:
        """The sheet of one firm (亩均体检报告); ``means`` as ``published_groups`` gives them.

        How sure its grade is stands in it only on a screen in the house. Raises Problems for others.
        """
        from liantu.score.report.firm_sheet import build_firm_sheet
        from liantu.score.report.rounded_points import round_sheet

        run = self.evaluate(scheme, year)
        if firm not in run.firms["firm"]:
            slots = {"wanted": "firms", "nearest": suggest_nearest(firm, run.firms["firm"])}
            raise Problems([Problem("dangling", value=firm, slots=slots)])
        graded_inside = self.view.purpose is Purpose.ON_SCREEN and run.firms["grade"].count()
        sensitivity = self.sensitivity_of(scheme, year) if graded_inside else None
        prices = self._prices.by_rule(run, self._inputs())
        rules = self._sums.rules(run)
        sheet = build_firm_sheet(run, firm, sensitivity, means, prices, rules)
        return (
            sheet if self.view.purpose is Purpose.ON_SCREEN else round_sheet(sheet, run, rules, self._sums.digits(run))
        )

    def try_variant(self, scheme: str, variant: SchemeVariant, year: int | None = None) -> VariantEffects:
        """What other weights, benchmarks or another cap change in ``evaluate``."""
        run = self.evaluate(scheme, year)
        return try_scheme_variant(run, variant, lambda varied: self.evaluate(varied, year))

    def evaluate_as_told(self, scheme: str, year: int, inside: DistrictView) -> Evaluation:
        """``evaluate`` without the results of firms of which a value is left out here, and known ``inside``."""
        from liantu.score.report.disclosable import blank_firms

        run = self.evaluate(scheme, year)
        keys = ["firm", "year", "item"]
        lost = inside.tables["returns"].join(self.view.tables["returns"], on=keys, how="anti")
        used = (pl.col("year") == str(year)) & pl.col("item").is_in(list(run.scheme.used()))
        return blank_firms(run, lost.filter(used & pl.col("value").is_not_null())["firm"].unique().to_list())

    def _inputs(self) -> EvaluationInputs:
        """What an evaluation takes beside its scheme; read from the tables once a district."""

        def read() -> EvaluationInputs:
            """Everything an evaluation takes from the tables."""
            from liantu.score.run.returns_table import collect_facts, read_grade_history

            returns = self.returns()
            return {
                "returns": returns.returns,
                "not_applicable": returns.not_applicable,
                "facts": collect_facts(self.view.tables),
                "channels": returns.channels,
                "grades": read_grade_history(self.view.tables),
            }

        return self.view.cache.once_for(self.view.tables, ("evaluation inputs",), read)
