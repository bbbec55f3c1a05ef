"""Sums of an evaluation as they may be told: by group, industry and park, beside what was published before."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.view import DistrictView
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.disclosure import DisclosureRules, ProtectedTables
    from liantu.score.run.evaluation import Evaluation


#: Why sums are not told beside those that were told before.
BESIDE_RELEASES = ("release_not_kept", "moment_not_told")


@dataclass(frozen=True)
class PublishedSums:
    """The sums of one view of the district. ``evaluate`` makes the run of a scheme and year, ``schemes`` are the ids
    of those at hand; ``repeat`` makes a run again from the text of its scheme, its vintage and year."""

    view: DistrictView
    evaluate: Callable[[str, int | None], Evaluation]
    schemes: Callable[[], Container[str]]
    repeat: Callable[[str, str, int], Evaluation]

    def tabulate(self, scheme: str, year: int | None) -> list[pl.DataFrame]:
        """A table each by group, industry and park; why a value is null its ``state`` says. Raises Problems."""
        from liantu.library.disclosure_policy import read_ratio_digits
        from liantu.score.report.published_groups import build_published_tables

        run = self.evaluate(scheme, year)

        def make() -> list[pl.DataFrame]:
            """The tables of the run, as they may be told."""
            return build_published_tables(run, self._protect(scheme, run.year), read_ratio_digits(self._day(run)))

        return self.view.cache.once(("published groups", scheme, run.year), make)

    def rules(self, run: Evaluation) -> DisclosureRules:
        """What may be told at the end of the year of a run."""
        from liantu.library.disclosure_policy import read_disclosure_rules

        return read_disclosure_rules(self._day(run))

    def published_schemes(self, year: int | None) -> list[str]:
        """Schemes of kept runs of a year that are on notice or final, each once, in the order they were made."""
        runs = _select_published(self.view.tables["evaluations"], year)
        known = self.schemes()
        return [name for name in runs["scheme"].unique(maintain_order=True) if name in known]

    def list_releases(self, year: int | None) -> pl.DataFrame:
        """The runs of a year that were told: id, scheme_text, vintage, in the order they were made.

        Told is what ever was on notice or final, and what a row of ``releases`` says was told; of a workspace also what
        was taken back, undone, changed or deleted since.
        """
        runs, releases = self._every_version("evaluations"), self._every_version("releases")
        told_runs = runs.filter(pl.col("id").is_in(releases["evaluation"].drop_nulls().to_list()))
        of_year = told_runs.filter(pl.col("year") == str(year))
        found = pl.concat([_select_published(runs, year), of_year]).sort("made", "id", nulls_last=True)
        texts = found.select("id", "scheme_text", "vintage").drop_nulls("scheme_text")
        return texts.unique(["scheme_text", "vintage"], keep="first", maintain_order=True)

    def _every_version(self, name: str) -> pl.DataFrame:
        """The rows of a table; of a workspace as they stand and as they ever stood."""
        if self.view.workspace is None:
            return self.view.given[name]
        from liantu.store.database import read_transaction
        from liantu.store.version_history import last_change_number, versions_between

        with read_transaction(self.view.workspace.engine) as connection:
            versions = versions_between(connection, name, 0, last_change_number(connection))
        return versions.select(self.view.given[name].columns)

    def _protect(self, scheme: str, year: int | None) -> ProtectedTables:
        """The sums of a run beside all that was ever told of the year; what was told itself is told again as it was."""
        from liantu.score.report.published_groups import protect_run

        def make() -> ProtectedTables:
            """The tables, protected beside all that was ever told of the year."""
            run, releases = self.evaluate(scheme, year), self._protect_releases(year)
            if (same := _find_same(run, releases)) is not None:
                return same
            if releases and self.view.known_at is not None:
                # Beside what was told, any other moment would tell what changed in between.
                raise Problems([Problem("moment_not_told", value=self.view.known_at.isoformat())])
            return protect_run(run, self.rules(run), releases)

        return self.view.cache.once(("protected", scheme, year), make)

    def _protect_releases(self, year: int | None) -> list[ProtectedTables]:
        """The tables of every release of a year, each beside those before it. Raises Problems when one is not kept."""
        from liantu.score.report.published_groups import protect_run

        def make() -> list[ProtectedTables]:
            """The tables of each release, protected beside those before it."""
            releases: list[ProtectedTables] = []
            for key, text, vintage in self.list_releases(year).iter_rows():
                try:
                    run = self.repeat(text, vintage or "", year or 0)
                except Problems as refused:
                    raise Problems([Problem("release_not_kept", value=key)]) from refused
                if _find_same(run, releases) is None:
                    releases.append(protect_run(run, self.rules(run), [*releases]))
            return releases

        return self.view.cache.once(("releases", year), make)

    def _day(self, run: Evaluation) -> date:
        return date(run.year or self.view.as_of.year, 12, 31)


def _select_published(runs: pl.DataFrame, year: int | None) -> pl.DataFrame:
    out = pl.col("state").is_in(["notice", "final"]) & (pl.col("year") == str(year))
    return runs.filter(out).sort("made", "id", nulls_last=True, maintain_order=True)


def _find_same(run: Evaluation, releases: Sequence[ProtectedTables]) -> ProtectedTables | None:
    """The release that tells just what the run does."""
    from liantu.score.report.published_groups import collect_release

    rows, measures = collect_release(run)
    for release in releases:
        if release.original.measures == tuple(measures) and release.original.microdata.equals(rows):
            return release
    return None


def widen_table(table: pl.DataFrame) -> pl.DataFrame:
    """A table of sums with a line a group, industry or park, and a column an indicator with its state."""
    from liantu.score.report import published_groups

    return published_groups.widen_table(table)


def flag_hidden_values(table: pl.DataFrame) -> pl.DataFrame:
    """A table of sums with whether each value is hidden, and no reason."""
    from liantu.score.report import published_groups

    return published_groups.flag_hidden_values(table)
