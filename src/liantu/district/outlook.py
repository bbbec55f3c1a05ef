"""What a district is asked about where it stands and is heading: indices, forecasts, what its targets still need."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from liantu.district.forecast_inputs import (
    draw_named,
    find_suppositions,
    list_coming,
    read_output_rules,
    read_rate,
    read_stage_chances,
)
from liantu.district.view import DistrictView
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district.dispatch import MonthlyDispatch
    from liantu.district.index_records import UnitResult
    from liantu.outlook.forecast.series import Series
    from liantu.outlook.forecast.stated_bridge import StatedBridge
    from liantu.outlook.forecast.target_statements import Forecasts
    from liantu.outlook.forecast.targets import Target
    from liantu.outlook.index.run import IndexRun
    from liantu.outlook.index.scheme import IndexScheme
    from liantu.outlook.index.sensitivity import Sensitivity


@dataclass(frozen=True)
class OutlookRoom:
    """Forecasts, targets, and composite indices over the district's observations."""

    view: DistrictView

    def points(self) -> pl.DataFrame:
        """Every observation that is a point of a series, and the single months and quarters derived from them; with
        their growth on the year before as the levels have it, which is not the published one."""
        from liantu.outlook.forecast.growth_words import add_growth
        from liantu.outlook.forecast.series_points import KEY, list_points
        from liantu.outlook.forecast.single_periods import list_single_periods

        points = list_points(self.view.tables, self.view.as_of, self.view.known_at)
        single = list_single_periods(points).filter(pl.col("origin") == "derived")
        stated = points.with_columns(pl.lit("stated").alias("origin"))
        together = pl.concat([stated, single], how="diagonal_relaxed")
        together = add_growth(together.with_columns(pl.col("unit").max().over(KEY)))
        return together.drop("row").sort("subject", "indicator", "scope", "year", "end")

    def published(self) -> pl.DataFrame:
        """Every published figure, its growth as published beside the growth that levels give, and whether the two
        agree: ``standing`` is ``agrees``, ``differs``, ``other_basis``, ``published``, ``computed`` or ``unknown``."""
        from liantu.outlook.figures.published_figures import list_figures
        from liantu.outlook.forecast.series_points import list_points
        from liantu.outlook.published.growth_beside import list_growth

        dates = (self.view.as_of, self.view.known_at)
        return list_growth(list_figures(self.view.tables, *dates), list_points(self.view.tables, *dates)).drop("row")

    def parts(self) -> pl.DataFrame:
        """Totals with their parts and the remainder that no part has: as rows state (``part_of``), else by place."""
        from liantu.outlook.figures.published_figures import list_figures
        from liantu.outlook.published.figure_checks import list_additive_parts

        tables = self.view.tables
        return list_additive_parts(list_figures(tables, self.view.as_of, self.view.known_at), tables)

    def sdmx_csv(self, comment: str = "") -> str:
        """Every observation as SDMX-CSV 2.0: level, growth and share each a line, numbers as they are written.

        ``comment`` stands on every line: what is supposed, or that the district is made up.
        """
        from liantu.exchange.sdmx_csv import write_sdmx_csv

        return write_sdmx_csv(self.view.tables, comment)

    def count_undated(self) -> int:
        """How many observations have no line in SDMX-CSV, since their period is not stated or is open."""
        from liantu.exchange.sdmx_csv import count_undated

        return count_undated(self.view.tables)

    def average_growth(self, total: float, years: int = 2) -> float:
        """The mean growth a year, in per cent, of a growth over several years: 72.1 over two is 31.19."""
        from liantu.outlook.published.growth_beside import average_growth

        return average_growth(total, years)

    def series(self) -> list[Series]:
        """The series of the district up to its date, as a forecast takes them."""
        from liantu.outlook.forecast.series import assemble_series
        from liantu.outlook.forecast.series_points import list_points
        from liantu.outlook.forecast.single_periods import list_single_periods

        def assemble() -> list[Series]:
            """The series, of every observation that is a point."""
            points = list_points(self.view.tables, self.view.as_of, self.view.known_at)
            return list(assemble_series(points, list_single_periods(points)))

        return self.view.cache.once(("series",), assemble)

    def check_series(self) -> list[Problem]:
        """What is wrong with the series, all at once: mixed units or prices, years missing, sums that fall or disagree,
        published growth that levels contradict, parts above their total."""
        from liantu.outlook.published.figure_checks import check_series

        return check_series(self.view.tables, self.view.as_of, self.view.known_at)

    def forecast(
        self,
        subject: str | None = None,
        indicator: str | None = None,
        until: int | None = None,
        facts_only: bool = False,
    ) -> pl.DataFrame:
        """Every series by year with P10, P50 and P90, or the reason why nothing can be drawn.

        ``until`` is the last year; unless given, that of the furthest target of the series, else the next. With
        ``facts_only`` nothing is drawn that rests on a supposition of ours alone. Raises Problems where a subject or
        indicator that is asked for has no series, and of a last year that is over or too far.
        """
        self._refuse_year(until)
        from liantu.outlook.forecast.forecast_table import list_forecasts

        chosen = [
            (series, forecast)
            for series, forecast in self._forecast_all(until, facts_only).values()
            if subject in (None, series.key.subject) and indicator in (None, series.key.indicator)
        ]
        if not chosen and (subject or indicator):
            raise Problems([Problem("no_series", "observations", value=" ".join(filter(None, (subject, indicator))))])
        return list_forecasts(chosen, self.view.as_of)

    def targets(self, same_scope: bool = False, facts_only: bool = False) -> pl.DataFrame:
        """What each target still needs and from which base, or why that cannot be said.

        ``same_scope`` supposes that a target without scope means what its only series counts.
        """
        from liantu.outlook.forecast.base_floors import find_floors
        from liantu.outlook.forecast.published_rates import find_rates
        from liantu.outlook.forecast.target_statements import Grounds, state_other_targets, state_targets
        from liantu.outlook.forecast.targets import list_other_targets, list_targets

        as_of, known_at = self.view.as_of, self.view.known_at
        grounds = Grounds(
            self._forecast_all(None, facts_only),
            find_floors(self.view.tables, as_of, known_at),
            find_rates(self.view.tables, as_of, known_at),
        )
        stated = state_targets(list_targets(self.view.tables), grounds, as_of, same_scope)
        return pl.concat([stated, state_other_targets(list_other_targets(self.view.tables), as_of)])

    def target_checks(self) -> pl.DataFrame:
        """What the targets' figures come to together: a matter for consultation, never an error. Columns: kind,
        subject, targets, terms (a formula), value, unit, year, beside, unsized, same_scope."""
        from liantu.outlook.forecast.target_checks import check_targets, tabulate_checks

        return tabulate_checks(check_targets(self._read_targets(), self.view.tables))

    def stated_bridges(self) -> dict[str, StatedBridge]:
        """From stated figures alone to each target that lies ahead, by its id; without those that have no base."""
        from liantu.outlook.forecast.stated_bridge import bridge_stated

        targets = self._read_targets()
        whole = {series.key: (series.years[-1], float(series.yearly[-1])) for series in self.series() if series.years}
        found = {
            aim.target: bridge_stated(aim, targets, whole.get(aim.key), self.view.tables, self.view.known_at)
            for aim in targets
            if aim.year > self.view.as_of.year
        }
        return {target: bridge for target, bridge in found.items() if bridge}

    def target_parts(self) -> pl.DataFrame:
        """The stated bridges as a table, by `tabulate_bridges`, with bounds and the condition beside each number."""
        from liantu.outlook.forecast.stated_bridge import tabulate_bridges

        return tabulate_bridges(self._read_targets(), self.stated_bridges())

    def possible_bases(self) -> pl.DataFrame:
        """Of targets whose base is unknown, the growth a year that each possible base of this year would need:
        target, subject, indicator, scope, year, value, unit, base_year, base, growth (per cent; null of few firms)."""
        from liantu.outlook.forecast.needed_growth import find_least_bases, tabulate_bases

        nothing_known = (pl.col("verdict") == "base_unknown") & pl.col("floor_value").is_null()
        unknown = self.targets().filter(nothing_known, pl.col("year") > self.view.as_of.year)
        base_year = self.view.as_of.year
        return tabulate_bases(unknown, base_year, find_least_bases(unknown, self.series(), base_year))

    def chances(self, target: str, same_scope: bool = False) -> pl.DataFrame:
        """The chance of at least each level short of a target in its year (of a ceiling: at most), in per cent. Raises
        Problems where there is no forecast of its year and scope, or one that rests on a supposition of ours alone.
        """
        from liantu.outlook.forecast.annual import FEWEST
        from liantu.outlook.forecast.chances import list_chances
        from liantu.outlook.forecast.target_statements import find_base
        from liantu.outlook.forecast.targets import AT_MOST

        aim = self._find_target(target)
        found = find_base(self._forecast_all(None, facts_only=True), aim.key)
        if found is None or (found[0].key != aim.key and not same_scope):
            code = "no_base" if found is None else "other_scope"
            raise Problems([Problem(code, "targets", value=target)])
        drawn = found[1].find_year(aim.year)
        if drawn is None:
            slots = {"limit": str(FEWEST)}
            raise Problems([Problem("too_few_points", "observations", value=str(len(found[0].yearly)), slots=slots)])
        return list_chances(drawn.draws, aim.value, ceiling=aim.comparator in AT_MOST)

    def coming(self, target: str, rate: str | None = None, same_scope: bool = False) -> pl.DataFrame:
        """From what there is to a target: existing plants, named projects, still missing; by `list_parts`,
        with same_scope and base_scope: whether what there is counts what the target does; and base_year and base_known,
        whether its figure was published or reckoned. What is missing is measured from that base alone; that of
        `target_parts` begins at what is stated, and the two are not compared.

        ``rate`` is the id of an observation of what newly started projects brought in one year: what of the trend is
        theirs. Raises Problems for a target or an observation that is not there, for a target without a base, for a
        ceiling, and for one that is not of output: what projects bring is output alone.
        """
        from liantu.outlook.forecast.bridge import bridge_target, list_parts
        from liantu.outlook.forecast.target_statements import find_base, measure_base

        aim = self._find_target(target)
        self._require_output(target, aim)
        found = find_base(self._forecast_all(None, facts_only=False), aim.key)
        base = measure_base(*found, aim.year) if found else None
        if found is None or base is None:
            raise Problems([Problem("no_base", "targets", value=target)])
        trend = found[1].find_year(aim.year) if aim.year > base.year else None
        is_same = found[0].key == aim.key or same_scope
        projects = list_coming(self.view, self._board())
        named = draw_named(projects, self.view.as_of, aim.year)
        bridge = bridge_target(
            np.broadcast_to(base.draws, named.shape),
            trend.draws if trend is not None and is_same else None,
            named,
            None if rate is None else read_rate(self.view, rate, aim),
            aim.year - base.year,
            aim.value,
        )
        return list_parts(bridge, aim, base, projects).with_columns(
            pl.lit(is_same).alias("same_scope"),
            pl.lit(found[0].key.scope, pl.String).alias("base_scope"),
            pl.lit(base.year).alias("base_year"),
            pl.lit(value=base.known).alias("base_known"),
        )

    def _require_output(self, target: str, aim: Target) -> None:
        """Raise Problems for a target that is a ceiling or not of output in money."""
        from liantu.outlook.forecast.targets import AT_MOST

        kinds = dict(self.view.tables["indicators"].select("id", "kind").iter_rows())
        if kinds.get(aim.key.indicator) != "output":
            raise Problems([Problem("coming_not_output", "targets", value=target)])
        if aim.comparator in AT_MOST:
            raise Problems([Problem("coming_of_ceiling", "targets", value=target)])

    def add_up(self, subjects: Sequence[str], indicator: str, scope: str | None = None) -> pl.DataFrame:
        """Several subjects added up by year, draw by draw: subject (blank = the sum), year, low, typical, high, unit.

        The parts move together as the policy ``outlook/common_movement`` supposes. A year counts where every part is
        drawn. Raises Problems for a subject of which nothing is, and for subjects that overlap: the district and a
        part of it, clusters that share plants or projects.
        """
        from liantu.outlook.forecast.draw_sums import add_up_series
        from liantu.outlook.forecast.series import SeriesKey

        self._refuse_overlaps(subjects)
        forecasts = self._forecast_all(None, facts_only=False)
        keys = [SeriesKey(subject, indicator, scope, None) for subject in subjects]
        missing = [key for key in keys if key not in forecasts or not forecasts[key][1].years]
        if missing:
            raise Problems(
                [Problem("no_series", "observations", value=f"{key.subject} {indicator}") for key in missing]
            )
        return add_up_series([forecasts[key] for key in keys], self.view.policy("outlook/common_movement"))

    def projects(self, year: int) -> pl.DataFrame:
        """What each named project is likely to bring in a year: stage, since, stated output, chance, low to high.

        Raises Problems of a year that is over or too far.
        """
        self._refuse_year(year)
        from liantu.outlook.forecast.coming_projects import list_brought

        return list_brought(
            list_coming(self.view, self._board()),
            read_stage_chances(self.view.as_of),
            read_output_rules(self.view.as_of),
            self.view.as_of,
            year,
        )

    def past_forecasts(self) -> pl.DataFrame:
        """What would have been forecast at each earlier date beside what came, under the hubverse's column names."""
        from liantu.outlook.forecast.backtest import replay_origins
        from liantu.outlook.forecast.forecast_series import SEED, find_obstacle
        from liantu.outlook.forecast.scoreboard import empty_outputs, list_outputs

        random = np.random.default_rng(SEED)
        frames = [
            list_outputs(series, replay_origins(series, find_suppositions(self.view, series, True).reference, random))
            for series in self.series()
            if find_obstacle(series) is None
        ]
        return pl.concat([empty_outputs(), *frames])

    def scoreboard(self) -> pl.DataFrame:
        """How good those were: coverage of the 80 % ranges, width, CRPS, beside simple rules."""
        from liantu.outlook.forecast.scoreboard import rank_models

        return rank_models(self.past_forecasts())

    def index_scheme(self, name: str | Path) -> IndexScheme:
        """The index of an id (``operation``), a file (YAML) or a table of nodes. Raises Problems."""
        from liantu.district.index_files import open_index_scheme

        return open_index_scheme(name)

    def indices(self) -> pl.DataFrame:
        """The district's own composite indices, files of its folder: index, zh, en. Raises Problems of a wrong file."""
        from liantu.district.district_indices import list_indices

        return list_indices(self.view)

    def district_index(
        self, index: str | None = None, choices: Sequence[str] = (), weights: Mapping[str, float] | None = None
    ) -> IndexRun:
        """One of ``indices``, the first unless given, over its own data, or over what is observed. Raises Problems."""
        from liantu.district.district_indices import compute_district_index
        from liantu.district.index_files import IndexOptions

        options = IndexOptions(tuple(choices), weights or {}) if choices or weights else None
        return compute_district_index(self.view, index, options)

    def index_ranks(self, run: IndexRun) -> pl.DataFrame:
        """Each unit's rank and its range, nine in ten, as weights and normalisation vary: unit, time, rank, low, high.

        Weights as `index_sensitivity` draws them; normalisation is that of the scheme, or by rank.
        """
        from liantu.district.district_indices import find_rank_ranges

        made_of = hashlib.sha256(run.node_scores.tobytes() + run.weights.tobytes()).hexdigest()
        return self.view.cache.once(("index ranks", run.scheme.id, made_of), lambda: find_rank_ranges(run))

    def index(
        self,
        scheme: IndexScheme | str | Path,
        periods: Sequence[str] = (),
        choices: Sequence[str] = (),
        weights: Mapping[str, float] | None = None,
    ) -> IndexRun:
        """An index over what is observed of the district's places, firms or clusters, in all periods or some.

        ``choices`` differ from the scheme (``normalise=rank``), ``weights`` fill what it leaves open. Raises Problems,
        all at once: what nobody has chosen or stated, what nobody has observed.
        """
        from liantu.district.index_files import IndexOptions, compute_chosen
        from liantu.outlook.index.observed import collect_observed

        found = self.index_scheme(scheme) if isinstance(scheme, str | Path) else scheme
        options = IndexOptions(choices=tuple(choices), weights=weights or {})
        return compute_chosen(
            found, options, lambda chosen: collect_observed(self.view.tables, chosen, self.view.as_of, periods)
        )

    def replay_index(self, run: IndexRun, choices: Sequence[str]) -> IndexRun:
        """A run made again with some choices altered: ``["treat.values=3"]``. Raises Problems."""
        from liantu.outlook.index.run import replay

        return replay(run, choices)

    def index_results(self, run: IndexRun) -> list[UnitResult]:
        """The units of a run by time and rank, each with its score and those of its parts."""
        from liantu.district.index_records import list_results

        return list_results(run)

    def index_steps(self, run: IndexRun) -> pl.DataFrame:
        """What each step of a run did, was skipped or took by default: step, method, state, reason, about, value."""
        from liantu.district.index_records import list_steps

        return list_steps(run)

    def index_marks(self, run: IndexRun) -> pl.DataFrame:
        """The cells that steps of a run changed: mark, unit, time, indicator, before, after."""
        from liantu.district.index_records import list_marks

        return list_marks(run)

    def index_units(self, run: IndexRun, *, chinese: bool) -> Mapping[str, str]:
        """The names of the units of a run by code."""
        from liantu.district.district_indices import name_units

        return name_units(self.view, run, chinese=chinese)

    def index_terms(self, run: IndexRun) -> pl.DataFrame:
        """What each indicator brings to each score of a run, and to its change since the time before."""
        from liantu.district.index_records import list_terms

        return list_terms(run)

    def index_contributions(self, run: IndexRun) -> pl.DataFrame:
        """The terms of a run added up by result and part, with shares in percent."""
        from liantu.district.index_records import list_contributions

        return list_contributions(run)

    def index_sensitivity(
        self, run: IndexRun, factors: Sequence[str], concentration: float | None = None, samples: int | None = None
    ) -> Sensitivity:
        """How sure the ranks of a run are, and which choice or the weights move them: N(d+2) runs. Raises Problems."""
        from liantu.district.index_files import measure_index_sensitivity

        return measure_index_sensitivity(run, factors, concentration, samples)

    def months(self) -> list[str]:
        """The months with firms' own returns, in their order."""
        from liantu.district.dispatch import list_months

        return list_months(self.view)

    def dispatch(self, month: str | None = None) -> MonthlyDispatch:
        """A month of the firms' own returns (``2023-11``, ``2023-01..02``), the last one unless given: output by part
        with what each brings to growth, firms that grow, fall or stand still, their own forecasts, electricity, orders.

        Raises Problems for a month without returns.
        """
        from liantu.district.dispatch import open_month

        return open_month(self.view, month)

    def _forecast_all(self, until: int | None, facts_only: bool) -> Forecasts:
        from liantu.outlook.forecast.forecast_series import forecast_series
        from liantu.outlook.forecast.targets import list_targets

        def draw_all() -> Forecasts:
            """The forecast of each series, as far as its targets reach."""
            targets = list_targets(self.view.tables)
            found = {}
            for series in self.series():
                of_series = targets.filter(subject=series.key.subject, indicator=series.key.indicator)["year"]
                last = until or max([*of_series, self.view.as_of.year + 1])
                supposed = find_suppositions(self.view, series, not facts_only)
                found[series.key] = (series, forecast_series(series, last, supposed))
            return found

        return self.view.cache.once(("forecasts", until, facts_only), draw_all)

    def _refuse_year(self, until: int | None) -> None:
        """Raise Problems of a last year that is over at the district's date, or lies beyond what is drawn from it."""
        from liantu.outlook.forecast.forecast_series import FURTHEST

        first = self.view.as_of.year
        if until is not None and not first <= until <= first + FURTHEST:
            code, year = ("year_is_past", first) if until < first else ("year_too_far", first + FURTHEST)
            raise Problems([Problem(code, column="--until", value=str(until), slots={"year": str(year)})])

    def _refuse_overlaps(self, subjects: Sequence[str]) -> None:
        """Raise Problems where subjects would be counted twice in a sum."""
        from liantu.cluster.members import find_shared_entities
        from liantu.district.cluster import ClusterRoom

        whole = str(self.view.tables.about.get("id"))
        shared = [whole] if whole in subjects and len(subjects) > 1 else []
        shared += find_shared_entities(ClusterRoom(self.view).entities(), subjects)
        if shared:
            names = self.view.tables.labels()
            slots = {"shared": ", ".join(names.get(key, key) for key in shared)}
            raise Problems([Problem("sum_overlaps", "observations", value=", ".join(subjects), slots=slots)])

    def _board(self) -> pl.DataFrame:
        from liantu.district.deliver import DeliverRoom

        return DeliverRoom(self.view).projects()

    def _read_targets(self) -> list[Target]:
        from liantu.outlook.forecast.targets import list_targets, read_targets

        return read_targets(list_targets(self.view.tables))

    def _find_target(self, target: str) -> Target:
        from liantu.model.nearest import suggest_nearest
        from liantu.outlook.forecast.targets import list_targets, read_targets

        targets = list_targets(self.view.tables)
        found = [aim for aim in read_targets(targets) if aim.target == target]
        if not found:
            slots = {"wanted": "targets", "nearest": suggest_nearest(target, targets["target"])}
            raise Problems([Problem("dangling", value=target, slots=slots)])
        return found[0]
