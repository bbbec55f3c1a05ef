"""Sums of an evaluation as they may be told: by group, industry and park, beside what was published before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from liantu.district.cache import RecentAnswers
from liantu.district.releases import GROUP_SUMS, Releases, every_version
from liantu.district.view import DistrictView
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.disclosure import DisclosureRules, ProtectedTables
    from liantu.score.run.evaluation import Evaluation


#: Runs whose protected sums are remembered at once.
_PROTECTED = 32
#: Why sums are not told beside those that were told before.
BESIDE_RELEASES = ("release_not_kept", "moment_not_told")


class RunRelease(NamedTuple):
    """Tables that are told, and the kept run that they are of; None of a run that is not kept."""

    run: str | None
    tables: ProtectedTables


class ToldRun(NamedTuple):
    """A kept run that was told. ``recorded``: the change that kept it; ``released``: the one by which it was told (both
    0 in a folder). ``without_figures``: its sums were told, and no figures of them are kept."""

    key: str
    scheme_text: str
    vintage: str | None
    recorded: int
    released: int
    without_figures: bool


@dataclass(frozen=True)
class PublishedSums:
    """The sums of one view of the district. ``evaluate`` makes the run of a scheme and year, ``schemes`` are the ids
    of those at hand; ``repeat`` makes a run again from the text of its scheme, its vintage, its year and the change
    that kept it."""

    view: DistrictView
    evaluate: Callable[[str, int | None], Evaluation]
    schemes: Callable[[], Container[str]]
    repeat: Callable[[str, str, int, int], Evaluation]

    def tabulate(self, scheme: str, year: int | None) -> list[pl.DataFrame]:
        """A table each by group, industry and park; why a value is null its ``state`` says. Raises Problems."""
        from liantu.score.report.published_groups import build_published_tables

        run = self.evaluate(scheme, year)

        def make() -> list[pl.DataFrame]:
            """The tables of the run, as they may be told."""
            found = self.protect(scheme, run.year).tables
            return build_published_tables(run, found, self.digits(run))

        return self.view.cache.once(("published groups", scheme, run.year), make)

    def rules(self, run: Evaluation) -> DisclosureRules:
        """What may be told at the end of the year of a run."""
        from liantu.library.disclosure_policy import read_disclosure_rules

        return read_disclosure_rules(self._day(run))

    def digits(self, run: Evaluation) -> int:
        """How many significant digits a ratio has that is told at the end of the year of a run."""
        from liantu.library.disclosure_policy import read_ratio_digits

        return read_ratio_digits(self._day(run))

    def published_schemes(self, year: int | None) -> list[str]:
        """Schemes of kept runs of a year that are on notice or final, each once, in the order they were made."""
        runs = _select_published(self.view.tables["evaluations"], year)
        known = self.schemes()
        return [name for name in runs["scheme"].unique(maintain_order=True) if name in known]

    def list_releases(self, year: int | None) -> list[ToldRun]:
        """The runs of a year that were told, in the order they were; first those whose sums were told without figures.

        Told is what ever was on notice or final, and what a row of ``releases`` says was told; of a workspace also what
        was taken back, undone, changed or deleted since.
        """
        runs, releases = every_version(self.view, "evaluations"), every_version(self.view, "releases")
        runs = runs.filter(pl.col("year") == str(year)).drop_nulls("scheme_text")
        runs = runs.with_columns(pl.col("opened").min().over("id", "scheme_text", "vintage").alias("recorded"))
        rows = releases.select(pl.col("evaluation").alias("id"), pl.col("opened").alias("released")).drop_nulls()
        by_row = runs.join(rows, on="id", how="inner")
        found = pl.concat([_select_published(runs, year).with_columns(pl.col("opened").alias("released")), by_row])
        bare = releases.filter(pl.col("content") == GROUP_SUMS, pl.col("figures").is_null())
        first = pl.col("id").is_in(bare["evaluation"].drop_nulls().to_list()).alias("without_figures")
        found = found.with_columns(first).sort(~pl.col("without_figures"), "released", "made", "id", nulls_last=True)
        distinct = found.unique(["scheme_text", "vintage", "recorded"], keep="first", maintain_order=True)
        rows = distinct.select("id", "scheme_text", "vintage", "recorded", "released", "without_figures")
        return [ToldRun(*row) for row in rows.iter_rows()]

    def protect(self, scheme: str, year: int | None) -> RunRelease:
        """The sums of a run as they are told beside all that was ever told of the year; what was told itself is told
        again as it was. Raises Problems where nothing may be told."""

        def make() -> RunRelease:
            """The tables, protected beside all that was ever told of the year."""
            run = self.evaluate(scheme, year)
            releases = self._protect_releases(year)
            if (same := _find_same(run, releases)) is not None:
                return same
            if releases and self.view.known_at is not None:
                # Beside what was told, any other moment would tell what changed in between.
                raise Problems([Problem("moment_not_told", value=self.view.known_at.isoformat())])
            return RunRelease(None, self._protect(run, releases))

        return self.view.cache.once(("protected", scheme, year), make)

    def _protect_releases(self, year: int | None) -> list[RunRelease]:
        """Every release of a year, each protected beside those before it, so that none depends on what came later.

        First sums that were told without their figures; then the figures that are kept, and what is on notice or final
        and has none, in the order they were told. Raises Problems when one is not at hand.
        """

        def make() -> list[RunRelease]:
            """The tables of each release, protected beside those before it."""
            bare: list[RunRelease] = []
            dated = [(change, RunRelease(None, tables)) for change, tables in Releases(self.view).read_year(year)]
            for past in self.list_releases(year):
                run, number = self._repeat(past, year), past.released
                if _find_same(run, bare) is not None:
                    continue
                if (same := _find_same(run, [release for _, release in dated])) is not None:
                    # Its figures were written later, or again: it was told when it first was.
                    number = min(number, *(change for change, release in dated if release is same))
                    dated = [(change, release) for change, release in dated if release is not same]
                    found = same._replace(run=past.key)
                else:
                    before = [] if past.without_figures else [release for change, release in dated if change <= number]
                    found = RunRelease(past.key, self._protect(run, [*bare, *before]))
                if past.without_figures:
                    bare.append(found)
                else:
                    dated = sorted([*dated, (number, found)], key=lambda pair: pair[0])
            return [*bare, *(release for _, release in dated)]

        return self.view.cache.once(("releases", year), make)

    def _repeat(self, past: ToldRun, year: int | None) -> Evaluation:
        try:
            return self.repeat(past.scheme_text, past.vintage or "", year or 0, past.recorded)
        except Problems as refused:
            raise Problems([Problem("release_not_kept", value=past.key)]) from refused

    def _protect(self, run: Evaluation, before: Sequence[RunRelease]) -> ProtectedTables:
        """A run beside what was told before; the same beside the same is not worked out again after other edits."""
        from liantu.score.report.published_groups import collect_release, protect_run

        rows, measures = collect_release(run)
        rules, beside = self.rules(run), [release.tables for release in before]
        parts = [rows, *(part for tables in beside for part in (tables.original.microdata, *tables.tables))]
        key = (rules, tuple(measures), _hash_tables(parts))
        memory = self.view.cache.once_for(self.view.tables, ("protected runs",), lambda: RecentAnswers(_PROTECTED))
        return memory.obtain(key, lambda: protect_run(run, rules, beside))

    def _day(self, run: Evaluation) -> date:
        return date(run.year or self.view.as_of.year, 12, 31)


def _select_published(runs: pl.DataFrame, year: int | None) -> pl.DataFrame:
    out = pl.col("state").is_in(["notice", "final"]) & (pl.col("year") == str(year))
    return runs.filter(out).sort("made", "id", nulls_last=True, maintain_order=True)


def _hash_tables(tables: Iterable[pl.DataFrame]) -> str:
    """One text for the very same tables in the same order."""
    found = hashlib.sha256()
    for table in tables:
        found.update(table.write_json().encode())
    return found.hexdigest()


def _find_same(run: Evaluation, releases: Sequence[RunRelease]) -> RunRelease | None:
    """The release that tells just what the run does."""
    from liantu.score.report.published_groups import collect_release

    rows, measures = collect_release(run)
    for release in releases:
        original = release.tables.original
        if original.measures == tuple(measures) and original.microdata.equals(rows):
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
