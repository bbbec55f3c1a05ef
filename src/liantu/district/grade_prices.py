"""What grades cost: the price rules of a scheme, and the grades that went before."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.view import DistrictView
from liantu.model.problems import NoPolicy, Problems

if TYPE_CHECKING:
    from liantu.score.run.calculation import EvaluationInputs
    from liantu.score.run.evaluation import Evaluation


@dataclass(frozen=True)
class GradePrices:
    """Prices and grades of one view of the district."""

    view: DistrictView

    def surcharges(
        self, run: Evaluation, inputs: EvaluationInputs, rule: str, others: pl.DataFrame | None = None
    ) -> pl.DataFrame:
        """What the grades of a run cost under a price rule, see ``ScoreRoom.surcharges``."""
        from liantu.library.policy import read_policy_value
        from liantu.score.report.surcharges import PriceRule, compute_surcharges
        from liantu.score.run.channels import find_statistical_fields

        if not run.scheme.policy and (found := find_statistical_fields(run.scheme, inputs["channels"], run.year)):
            raise Problems(found.values())
        year = self._year(run)
        now = run.firms.select("firm", pl.lit(year, pl.Int64).alias("year"), "grade")
        before = self.grade_history().filter(pl.col("year") != year)
        used = pl.col("electricity") if "electricity" in run.returns.columns else pl.lit(None, pl.Float64)
        electricity = run.returns.select("firm", used.alias("electricity"))
        rates = PriceRule(rule, read_policy_value(rule, date(year, 12, 31)))
        return compute_surcharges(pl.concat([before, now]), year, rates, electricity, others)

    def by_rule(self, run: Evaluation, inputs: EvaluationInputs) -> dict[str, pl.DataFrame | None]:
        """``surcharges`` by price rule of the scheme; None for a rule that had no value at the end of the year."""
        from liantu.library.policy import read_policy_value

        prices: dict[str, pl.DataFrame | None] = dict.fromkeys(run.scheme.policy)
        for rule in prices:
            with suppress(NoPolicy):
                if read_policy_value(rule, date(self._year(run), 12, 31)) is not None:
                    prices[rule] = self.surcharges(run, inputs, rule)
        return prices

    def grade_history(self) -> pl.DataFrame:
        """Grades of settled evaluations: firm, year, grade."""
        from liantu.score.run.returns_table import read_grade_history

        return read_grade_history(self.view.tables)

    def earlier_grades(self, firm: str, year: int) -> list[tuple[int, str | None]]:
        """Settled grades of a firm of the years before one."""
        before = self.grade_history().filter(pl.col("firm") == firm, pl.col("year") < year)
        return before.select("year", "grade").rows()

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

    def _year(self, run: Evaluation) -> int:
        return run.year or self.view.as_of.year
