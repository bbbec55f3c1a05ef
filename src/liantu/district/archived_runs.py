"""Kept runs of evaluations: their rows, each made again from its own text and vintage, and two of them compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.schemes import read_archived_scheme
from liantu.district.view import DistrictView
from liantu.model.problems import Problems
from liantu.model.tables import Row
from liantu.model.whole_numbers import read_whole_number, read_year

if TYPE_CHECKING:
    from liantu.score.run.evaluation import Evaluation
    from liantu.score.scheme.scheme import Scheme

#: What of a firm tells that it stands elsewhere.
_STANDING = ("total", "rank", "grade")
_REGRADED = pl.col("grade_before").ne_missing(pl.col("grade_after"))


def open_vintage(view: DistrictView, vintage: str, year: int, recorded: int = 0) -> DistrictView:
    """A district after a change of its workspace, or as it was published by the end of a period.

    A number of four digits that is the year of the run is a period. Of a period the rows are those that had been
    ``recorded`` by a change of the workspace; by now unless given. Raises Problems when the vintage is neither.
    """
    number = None if vintage == str(year) else read_whole_number(vintage)
    if number is None or view.workspace is None or not 0 < number <= view.number:
        return (view.after_change(recorded) if recorded else view).vintage(vintage)
    return view.after_change(number)


@dataclass(frozen=True)
class RunComparison:
    """Two kept runs firm by firm (``score.run.run_difference``), and both made again, where they can be.

    ``causes_known``: whether both could; else the grades are compared as they were kept, without causes.
    """

    firms: pl.DataFrame
    before: Evaluation | None
    after: Evaluation | None

    @property
    def causes_known(self) -> bool:
        """Whether both runs could be made again, so that causes are told."""
        return self.before is not None and self.after is not None

    @property
    def changed(self) -> pl.DataFrame:
        """The firms that stand elsewhere; those with another grade first."""
        return self.firms.filter("changed").sort(~_REGRADED, maintain_order=True)

    @property
    def regraded(self) -> int:
        """How many firms have another grade."""
        return self.changed.filter(_REGRADED).height


@dataclass(frozen=True)
class ArchivedRuns:
    """The runs that are kept in a district. ``evaluate`` makes a run of the returns of a vintage (the second argument);
    it raises Problems when they are not kept."""

    view: DistrictView
    evaluate: Callable[[Scheme, str, int], Evaluation]

    def find(self, key: str) -> Row | None:
        """The row of a kept run; None when there is none."""
        found = self.view.tables["evaluations"].filter(pl.col("id") == key)
        return found.row(0, named=True) if found.height else None

    def list(self) -> pl.DataFrame:
        """All kept runs, with how many firms each ``graded``."""
        tables = self.view.tables
        graded = tables["grades"].group_by("evaluation").agg(pl.col("grade").count().alias("graded"))
        return tables["evaluations"].join(
            graded, left_on="id", right_on="evaluation", how="left", maintain_order="left"
        )

    def grades(self, key: str) -> pl.DataFrame:
        """The grades of a run, with total and rank as numbers."""
        rows = self.view.tables["grades"].filter(pl.col("evaluation") == key)
        return rows.with_columns(pl.col("total").cast(pl.Float64), pl.col("rank").cast(pl.Int64))

    def grade_counts(self, key: str) -> Sequence[tuple[str | None, int]]:
        """How many firms of a run have each grade, those without one last."""
        counts = self.grades(key).group_by("grade").agg(pl.len()).sort("grade", nulls_last=True)
        return [(grade, count) for grade, count in counts.iter_rows()]

    def replay(self, key: str) -> Evaluation | None:
        """The run made again; None when it cannot be: no text, or no returns of its vintage."""
        row = self.find(key) or {}
        text, year = row.get("scheme_text"), read_year(row.get("year") or "")
        if not text or year is None:
            return None
        try:
            return self.evaluate(read_archived_scheme(text), row["vintage"] or "", year)
        except Problems:
            return None

    def count_grade_changes(self, key: str, fresh: Evaluation) -> int:
        """How many firms get another grade than was kept, when the run is made again."""
        now = fresh.firms.select("firm", pl.col("grade").alias("now"))
        beside = self.grades(key).select("firm", "grade").join(now, on="firm", how="full", coalesce=True)
        return beside.filter(pl.col("grade").ne_missing(pl.col("now"))).height

    def compare(self, first: str, second: str, *, grades_only: bool = False) -> RunComparison:
        """Two kept runs firm by firm; with ``grades_only`` no kept total or rank is told."""
        from liantu.score.run.run_difference import compare_runs

        before, after = self.replay(first), self.replay(second)
        if before is not None and after is not None:
            return RunComparison(compare_runs(before, after), before, after)
        return RunComparison(self._compare_grades(first, second, grades_only), before, after)

    def _compare_grades(self, first: str, second: str, grades_only: bool) -> pl.DataFrame:
        parts = [self.grades(key).select("firm", *_STANDING) for key in (first, second)]
        if grades_only:
            parts = [
                p.with_columns(pl.lit(None, p[name].dtype).alias(name) for name in ("total", "rank")) for p in parts
            ]
        before, after = (
            part.rename({name: f"{name}_{side}" for name in _STANDING})
            for part, side in zip(parts, ("before", "after"), strict=True)
        )
        rows = before.join(after, on="firm", how="full", coalesce=True, maintain_order="left_right")
        changed = pl.any_horizontal(pl.col(f"{n}_before").ne_missing(pl.col(f"{n}_after")) for n in _STANDING)
        return rows.with_columns(changed.alias("changed"), pl.lit([], pl.List(pl.String)).alias("causes"))
