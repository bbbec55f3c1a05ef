"""Sums of an evaluation as they may be told: by group, industry and park, beside what was published before."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.view import DistrictView

if TYPE_CHECKING:
    from liantu.disclosure import DisclosureRules, ProtectedTables
    from liantu.score.run.evaluation import Evaluation


@dataclass(frozen=True)
class PublishedSums:
    """The sums of one view of the district. ``evaluate`` makes the run of a scheme and year, ``schemes`` are the ids
    of those at hand."""

    view: DistrictView
    evaluate: Callable[[str, int | None], Evaluation]
    schemes: Callable[[], Container[str]]

    def tabulate(self, scheme: str, year: int | None) -> list[pl.DataFrame]:
        """A table each by group, industry and park; why a value is null its ``state`` says."""
        from liantu.score.report.published_groups import build_published_tables

        run = self.evaluate(scheme, year)
        return self.view.cache.once(
            ("published groups", scheme, run.year), lambda: build_published_tables(run, self._protect(scheme, run.year))
        )

    def rules(self, run: Evaluation) -> DisclosureRules:
        """What may be told at the end of the year of a run."""
        from liantu.library.disclosure_policy import read_disclosure_rules

        return read_disclosure_rules(date(run.year or self.view.as_of.year, 12, 31))

    def published_schemes(self, year: int | None) -> list[str]:
        """Schemes of kept runs of a year that are on notice or final, each once, in the order they were made."""
        out = pl.col("state").is_in(["notice", "final"]) & (pl.col("year") == str(year))
        runs = self.view.tables["evaluations"].filter(out).sort("made", "id", nulls_last=True)
        known = self.schemes()
        return [name for name in runs["scheme"].unique(maintain_order=True) if name in known]

    def _protect(self, scheme: str, year: int | None) -> ProtectedTables:
        """The sums of a run beside those of other schemes' runs of the year that were published before it."""
        from liantu.score.report.published_groups import protect_run

        def make() -> ProtectedTables:
            run = self.evaluate(scheme, year)
            before = [self._protect(other, year) for other in self._published_before(scheme, year)]
            return protect_run(run, self.rules(run), before)

        return self.view.cache.once(("protected", scheme, year), make)

    def _published_before(self, scheme: str, year: int | None) -> list[str]:
        """Published schemes of a year, up to the first of ``scheme``."""
        found = self.published_schemes(year)
        return found[: found.index(scheme)] if scheme in found else found


def widen_table(table: pl.DataFrame) -> pl.DataFrame:
    """A table of sums with a line a group, industry or park, and a column an indicator with its state."""
    from liantu.score.report import published_groups

    return published_groups.widen_table(table)


def flag_hidden_values(table: pl.DataFrame) -> pl.DataFrame:
    """A table of sums with whether each value is hidden, and no reason."""
    from liantu.score.report import published_groups

    return published_groups.flag_hidden_values(table)
