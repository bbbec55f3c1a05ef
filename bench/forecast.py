"""Forecasts: speed and error beside a seasonal AutoETS, and whether ranges of eight in ten hold.

``python -m bench.forecast speed`` forecasts 3,000 districts × 40 series × 120 months on one core, and a sample of the
series by statsforecast's AutoETS, scaled. ``coverage`` prints the long table of simulated series, ``known`` the same of
a forecaster who knows their processes. ``real`` cuts the yearly and quarterly series that statsmodels ships.
``oracles`` holds our CRPS to scoringrules. ``--share`` takes a part of districts and sample. The peers are in
the extra ``bench``.
"""

from __future__ import annotations

import argparse
import os
import resource
from collections.abc import Iterator
from functools import partial
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from bench.printed_rows import row
from liantu.outlook.forecast.annual import draw_years
from liantu.outlook.forecast.likely_range import LikelyRange
from liantu.outlook.forecast.reference_class import ReferenceClass
from liantu.outlook.forecast.scores import measure_coverage, scale_errors, score_crps
from liantu.outlook.forecast.seasonal import predict_periods

Values = NDArray[np.float64]
DISTRICTS, SERIES, MONTHS, AHEAD, CELLS = 3_000, 40, 120, 12, 12
SAMPLE = 2_000
#: Growth is shown at these parts of the series.
GROWTH = (0.25, 0.5)
OURS = ReferenceClass(LikelyRange(-0.02, 0.07, 0.16), LikelyRange(0.02, 0.055, 0.15))
LENGTHS = range(3, 13)


def make_series(count: int, seed: int = 0) -> Values:
    """Months of made-up series, with those to be held out: of four kinds, a quarter each.

    A walking level with a moving season; a trend that bends; a season that grows with the level's noise; a level that
    jumps. Growth of 2 to 12 % a year, seasons of 3 to 25 %, noise of 1 to 8 %.
    """
    random = np.random.default_rng(seed)
    months = MONTHS + AHEAD
    years = months // CELLS
    kind = np.arange(count)[:, None] % 4
    noise = np.exp(random.uniform(np.log(0.01), np.log(0.08), (count, 1)))
    growth = random.uniform(0.02, 0.12, (count, 1)) / CELLS
    season = random.standard_normal((count, CELLS)) * np.exp(random.uniform(np.log(0.03), np.log(0.25), (count, 1)))
    moving = np.where(kind == 0, 0.5, np.where(kind == 2, 1.0, 0.1))[:, :, None] * noise[:, :, None]
    drifting = np.cumsum(random.standard_normal((count, years, CELLS)) * moving, axis=1)
    whole = (season[:, None] + drifting).reshape(count, months)
    bend = np.cumsum(random.standard_normal((count, months)), axis=1) * growth * 0.1
    slope = np.where(kind == 1, growth + bend, growth)
    walk = np.where(kind == 0, 0.5, 0.15) * noise * random.standard_normal((count, months))
    jump = np.where(kind == 3, (random.random((count, months)) < 0.01) * random.normal(0, 0.2, (count, months)), 0)
    level = np.cumsum(slope + walk + jump, axis=1)
    return np.exp(random.normal(3, 1.5, (count, 1)) + level + whole + noise * random.standard_t(6, (count, months)))


def measure_speed(share: float) -> None:
    """All series by us, a sample by the peer, the errors of both on the sample."""
    whole = int(DISTRICTS * share) * SERIES
    sample = make_series(max(int(SAMPLE * share), 20))
    past, came = sample[:, :MONTHS], sample[:, MONTHS:]
    many = np.resize(past, (whole, MONTHS))
    predict_periods(many[:256], AHEAD, CELLS)
    before = _peak()
    start = perf_counter()
    predict_periods(many, AHEAD, CELLS)
    ours = perf_counter() - start
    row(f"{whole:,} series of {MONTHS} months, {AHEAD} ahead: liantu", f"{ours:.1f} s")
    row("peak memory (more than before it began)", f"{_peak():,.0f} MB (+{_peak() - before:,.0f})")
    found = predict_periods(past, AHEAD, CELLS)
    error = float(scale_errors(found.typical, came, past, CELLS).mean())
    within = measure_coverage(found.low, found.high, came)
    naive = float(scale_errors(past[:, -CELLS:], came, past, CELLS).mean())
    row(f"MASE of {AHEAD} held-out months (as last year)", f"{error:.3f} ({naive:.3f})")
    row("80 % ranges held", f"{within:.1%}")
    peer, seconds = _forecast_by_autoets(past, CELLS)
    if peer is None:
        print("  statsforecast is not installed here: pip install -e '.[bench]'")
        return
    peer_error = float(scale_errors(peer, came, past, CELLS).mean())
    scaled = seconds / len(past) * whole
    row(f"seasonal AutoETS of statsforecast on {len(past):,}, scaled", f"{scaled:,.0f} s")
    row("AutoETS / liantu", f"{scaled / ours:,.0f} x", ">= 10 x", scaled >= 10 * ours)
    row("MASE of AutoETS", f"{peer_error:.3f}")
    worse = error / peer_error - 1
    row("MASE of liantu against it", f"{worse:+.1%}", "<= +2 %", worse <= 0.02)
    for part in GROWTH:
        start = perf_counter()
        predict_periods(many[: int(whole * part)], AHEAD, CELLS)
        row(f"growth: {int(whole * part):,} series", f"{perf_counter() - start:.1f} s")


def _forecast_by_autoets(past: Values, cells: int) -> tuple[Values | None, float]:
    try:
        from statsforecast.models import AutoETS
    except ImportError:
        return None, 0.0
    AutoETS(season_length=cells).forecast(past[0], cells)
    start = perf_counter()
    found = [AutoETS(season_length=cells).forecast(series, cells)["mean"] for series in past]
    return np.array(found), perf_counter() - start


def measure_simulated(count: int = 3000) -> None:
    """Which part of what came lay in ranges of eight in ten: by process, length, years ahead, and over all.

    Held to 75 to 85 %: one year ahead, every process and length; four years ahead, every length over all processes.
    """
    from tests.outlook.forecast.simulated import PROCESSES

    print("  process     points   one year ahead   mean of four   width of one   of four")
    coverages = []
    for known in LENGTHS:
        found = np.array([_cover_years(process, count, known, OURS) for process in PROCESSES])
        for process, within in (*zip(PROCESSES, found, strict=True), ("all", found.mean(axis=0))):
            widths = "" if process == "all" else f"{within[2]:>14.1%}{within[3]:>12.1%}"
            print(f"  {process:<12}{known:>5}{within[0]:>15.1%}{within[1]:>15.1%}{widths}")
        coverages += [*found[:, 0], found[:, 1].mean()]
    words = f"{min(coverages):.1%} to {max(coverages):.1%}"
    row(
        "one year by process, four years over all",
        words,
        "75 to 85 %",
        min(coverages) >= 0.75 and max(coverages) <= 0.85,
    )


def measure_known_processes(count: int = 3000) -> None:
    """The same by a forecaster who knows the four processes, their parameters and how often each occurs, and only not
    which one a series is of: what no weighing of forms can pass."""
    from tests.outlook.forecast.simulated import CLASS, PROCESSES, knowing_processes

    print("  process     points   one year ahead   mean of four")
    with knowing_processes():
        for known in LENGTHS:
            for process in PROCESSES:
                next_year, four, *_widths = _cover_years(process, count, known, CLASS)
                print(f"  {process:<12}{known:>5}{next_year:>15.1%}{four:>15.1%}")


def _cover_years(process: str, count: int, known: int, reference: ReferenceClass) -> tuple[float, float, float, float]:
    """What held one year ahead, and on the mean of four; the median width of each, in parts of the last value."""
    from tests.outlook.forecast.simulated import simulate_years

    values = simulate_years(process, count, known + 4, seed=2026)
    drawn = draw_years(values[:, :known], 4, reference, np.random.default_rng(1), 200)
    low, high = np.quantile(drawn, (0.1, 0.9), axis=2)
    width = np.median((high - low) / values[:, known - 1 : known], axis=0)
    next_year = measure_coverage(low[:, 0], high[:, 0], values[:, known])
    return next_year, measure_coverage(low, high, values[:, known:]), float(width[0]), float(width[3])


def list_real_series() -> Iterator[tuple[str, int, Values]]:
    """Series that statsmodels ships, above zero: name, periods a year, values."""
    from statsmodels.datasets import co2, elnino, grunfeld, longley, macrodata, nile

    quarters = macrodata.load_pandas().data
    for name in ("realgdp", "realcons", "realinv", "realgovt", "realdpi", "cpi", "m1", "pop", "unemp"):
        values = quarters[name].to_numpy(float)
        yield name, 4, values
        yield f"{name} by year", 1, values[: len(values) // 4 * 4].reshape(-1, 4).mean(axis=1)
    yield "nile", 1, nile.load_pandas().data["volume"].to_numpy(float)
    monthly = elnino.load_pandas().data.iloc[:, 1:].to_numpy(float)
    yield "elnino", 12, monthly.ravel()
    yield "elnino by year", 1, monthly.mean(axis=1)
    air = co2.load_pandas().data["co2"].resample("MS").mean().interpolate().to_numpy(float)[10:]
    yield "co2", 12, air
    for name in ("GNP", "TOTEMP", "GNPDEFL"):
        yield f"longley {name}", 1, longley.load_pandas().data[name].to_numpy(float)
    firms = grunfeld.load_pandas().data
    for firm in firms["firm"].unique():
        for name in ("invest", "value", "capital"):
            yield f"{firm} {name}", 1, firms.loc[firms["firm"] == firm, name].to_numpy(float)


def measure_real() -> None:
    """Coverage over all cuts of 4 to 12 years, and of three to eight years of months or quarters."""
    print("  series cut            cuts   80 % ranges held   CRPS beside “as last”")
    found: dict[str, list[tuple[float, float, float]]] = {}
    for name, cells, values in list_real_series():
        for part, scored in _cut_years(values) if cells == 1 else _cut_periods(values, cells):
            found.setdefault(f"{'years' if cells == 1 else f'{cells} a year'}, {part}", []).append(scored)
            found.setdefault(f"{name}", []).append(scored)
    for name, rows in sorted(found.items(), key=lambda item: (" points" not in item[0], " years" not in item[0])):
        within, ours, simple = np.array(rows).mean(axis=0)
        print(f"  {name:<22}{len(rows):>4}{within:>15.1%}{ours / simple:>18.2f}")


def compare_real(every: int = 6) -> None:
    """The error of the next year beside AutoETS, on some cuts of eight years of real months and quarters."""
    for cells in (4, CELLS):
        whole = 9 * cells
        cuts = np.array(
            [
                values[start : start + whole]
                for _name, size, values in list_real_series()
                if size == cells
                for start in range(0, len(values) - whole, cells)
            ][::every]
        )
        past, came = cuts[:, :-cells], cuts[:, -cells:]
        ours = float(scale_errors(predict_periods(past, cells, cells).typical, came, past, cells).mean())
        peer, _seconds = _forecast_by_autoets(past, cells)
        if peer is not None:
            theirs = float(scale_errors(peer, came, past, cells).mean())
            words = f"MASE {ours:.3f}, AutoETS {theirs:.3f} ({ours / theirs - 1:+.1%})"
            print(f"  {len(cuts)} cuts of {cells} a year: {words}")


def _cut_years(values: Values) -> Iterator[tuple[str, tuple[float, float, float]]]:
    for known in (4, 5, 6, 8, 12):
        cuts = [values[start : start + known + 1] for start in range(0, len(values) - known, 2)]
        if not cuts:
            continue
        table = np.array(cuts)
        drawn = draw_years(table[:, :known], 1, OURS, np.random.default_rng(1), 400)[:, 0]
        yield from ((f"{known} points", scored) for scored in _score(drawn, table[:, known], table[:, known - 1]))


def _cut_periods(values: Values, cells: int) -> Iterator[tuple[str, tuple[float, float, float]]]:
    for years in (3, 5, 8):
        size = years * cells
        cuts = [values[start : start + size + cells] for start in range(0, len(values) - size - cells, cells)]
        table = np.array(cuts)
        ranges = predict_periods(table[:, :size], cells, cells)
        within = (table[:, size:] >= ranges.low) & (table[:, size:] <= ranges.high)
        error = np.abs(ranges.typical - table[:, size:]).mean(axis=1)
        simple = np.abs(table[:, size - cells : size] - table[:, size:]).mean(axis=1)
        scale = table[:, :size].mean(axis=1)
        rows = zip(within.mean(axis=1), error / scale, simple / scale, strict=True)
        yield from ((f"{years} years", (float(a), float(b), float(c))) for a, b, c in rows)


def _score(drawn: Values, came: Values, last: Values) -> list[tuple[float, float, float]]:
    low, high = np.quantile(drawn, (0.1, 0.9), axis=1)
    within = (came >= low) & (came <= high)
    ours, simple = score_crps(drawn, came) / came, np.abs(came - last) / came
    return [(float(a), float(b), float(c)) for a, b, c in zip(within, ours, simple, strict=True)]


def compare_scores() -> None:
    """Our CRPS beside that of scoringrules on the same draws."""
    from scoringrules import crps_ensemble

    random = np.random.default_rng(1)
    draws, came = random.lognormal(0, 1, (500, 300)), random.lognormal(0, 1, 500)
    difference = np.abs(score_crps(draws, came) - crps_ensemble(came, draws, estimator="fair")).max()
    row("largest difference of 500 CRPS from scoringrules", f"{difference:.0e}", "< 1e-9", difference < 1e-9)


def measure() -> None:
    """All of it: speed and error beside AutoETS, simulated and real series, our CRPS beside that of scoringrules."""
    for work in (
        partial(measure_speed, 1.0),
        measure_simulated,
        measure_known_processes,
        measure_real,
        compare_real,
        compare_scores,
    ):
        work()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help="speed, coverage, known, real, real-peer, oracles; all unless given")
    parser.add_argument("--share", type=float, default=1.0)
    arguments = parser.parse_args()
    works = {
        "speed": lambda: measure_speed(arguments.share),
        "coverage": measure_simulated,
        "known": measure_known_processes,
        "real": measure_real,
        "real-peer": compare_real,
        "oracles": compare_scores,
    }
    print(f"load {os.getloadavg()[0]:.1f} before the run")
    for part in arguments.parts or works:
        print(f"{part}:", flush=True)
        works[part]()


if __name__ == "__main__":
    main()
