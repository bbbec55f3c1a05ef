"""A million firms scored on six indicators, ranked, cut and moved, beside pandas and DuckDB; a thousand re-weightings.

The three programs are handed the same frame in memory in the form they like best, and are asked for the same: a firm
given twice is refused, nothing is divided by zero, totals alike to nine decimals are a tie, and value, points, total,
rank, grade before moves, grade and moves of every firm come back. The grades agree.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from statistics import median
from typing import Any

import numpy as np
import polars as pl
import yaml

from liantu.library.scheme_files import read_scheme_text
from liantu.score.run.calculation import evaluate
from liantu.score.run.weight_sensitivity import draw_weightings
from liantu.score.scheme.reader import read_scheme
from liantu.score.scheme.scheme import Scheme

FIRMS, SOME, RUNS = 1_000_000, 2_000, 1_000
Row = Callable[..., None]
WEIGHTS = {"tax_per_mu": 30, "value_added_per_mu": 20, "value_added_per_energy": 20}
WEIGHTS |= {"value_added_per_emission": 10, "labour_productivity": 10, "rd_share": 10}
PARTS = {"tax_per_mu": ("tax", "land"), "value_added_per_mu": ("value_added", "land")}
PARTS |= {"value_added_per_energy": ("value_added", "energy"), "value_added_per_emission": ("value_added", "emission")}
PARTS |= {"labour_productivity": ("value_added", "employees"), "rd_share": ("rd", "revenue")}
_CUT = """cutting:
  rule: shares
  grades:
    - {grade: A, share: 20}
    - {grade: B, share: 40}
    - {grade: C, share: 35}
    - {grade: D}
moves:
  - {id: veto, zh: 一票否决, effect: to, grade: D, fact: accident}
"""


def scheme() -> Scheme:
    """Huangyan's formula with a cap, cut by shares, with a veto."""
    document = yaml.safe_load(read_scheme_text("huangyan-2022")) | yaml.safe_load(_CUT)
    document["scoring"] |= {"cap": 1.5, "missing": "group_mean"}
    return read_scheme(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))


def returns(firms: int, seed: int = 1) -> pl.DataFrame:
    """Made-up returns; one firm in twenty has no emission data."""
    random = np.random.default_rng(seed)
    columns = {"land": 3.0, "tax": 5.5, "value_added": 7.0, "revenue": 8.5, "energy": 6.0, "emission": -1.0}
    columns |= {"employees": 4.0, "rd": 5.0}
    frame = pl.DataFrame({name: random.lognormal(mean, 1.0, firms) for name, mean in columns.items()})
    firm_column = pl.DataFrame({"firm": [f"firm-{n}" for n in range(firms)]}).with_columns(
        pl.lit(2022, pl.Int64).alias("year"),
        pl.lit("规上").alias("group"),
        pl.lit(None, pl.String).alias("industry"),
        pl.lit(None, pl.String).alias("park"),
    )
    gone = pl.Series(random.random(firms) < 0.05)
    emission = pl.when(~gone).then(pl.col("emission")).alias("emission")
    whole = pl.concat([firm_column, frame.with_columns(emission)], how="horizontal")
    return pl.DataFrame(whole.to_arrow())  # as it is read: a word in every row, not one for all


def accidents(firms: int) -> pl.DataFrame:
    """One firm in a thousand had an accident that is on record."""
    named = [f"firm-{n}" for n in range(0, firms, 1000)]
    return pl.DataFrame({"firm": named, "fact": "accident", "evidence": "on record", "from": None, "to": None})


def by_pandas(frame: Any, hit: set[str]) -> Any:
    """The same in pandas: whole columns, no row-wise function, no copy that is not needed."""
    import pandas as pd

    if not frame["firm"].is_unique:
        raise ValueError("one firm has one return")
    steps = {"firm": frame["firm"]}
    for name, (above, below) in PARTS.items():
        steps["value_" + name] = frame[above] / frame[below].where(frame[below] != 0)
        uncapped = steps["value_" + name] / _benchmarks()[name] * WEIGHTS[name]
        steps[name] = uncapped.clip(0, 1.5 * WEIGHTS[name])
    emission = steps["value_added_per_emission"]
    steps["value_added_per_emission"] = emission.fillna(emission.mean())
    points = pd.DataFrame({name: steps[name] for name in WEIGHTS}, copy=False)
    total = points.sum(axis=1, skipna=False).round(9)  # alike but for the order of adding is alike
    rank = total.rank(method="min", ascending=False)
    size = len(frame)
    lines = [size * 20 // 100, size * 60 // 100, size * 95 // 100]
    before = np.searchsorted(lines, rank.to_numpy(), side="left")
    adjusted = frame["firm"].isin(hit).to_numpy()
    grade = np.where(adjusted, 3, before)
    names = np.array(["A", "B", "C", "D"], dtype=object)
    moves = np.where(grade != before, "veto", None)
    ends = {
        "total": total,
        "rank": rank,
        "of": size,
        "grade_before": names[before],
        "grade": names[grade],
        "moves": moves,
    }
    return pd.DataFrame({**steps, **ends}, copy=False)


def by_duckdb(connection: Any) -> Any:
    """The same in SQL over the table ``returns``: one query, fetched as a frame, after one for firms given twice."""
    once = connection.sql("select count(*) = count(distinct firm) from returns").fetchall()
    if not once[0][0]:
        raise ValueError("one firm has one return")
    b = _benchmarks()
    valued = ", ".join(f"{above} / nullif({below}, 0) as value_{n}" for n, (above, below) in PARTS.items())
    uncapped = ", ".join(f"value_{n} / {b[n]} * {w} as uncapped_{n}" for n, w in WEIGHTS.items())
    # a missing emission stays missing: greatest and least would pass it over
    clipped = ", ".join(
        f"case when uncapped_{n} is not null then least(greatest(uncapped_{n}, 0), {1.5 * w}) end as {n}"
        for n, w in WEIGHTS.items()
    )
    mean = "coalesce(value_added_per_emission, avg(value_added_per_emission) over ())"
    return connection.sql(
        f"""
        with valued as (select firm, {valued} from returns),
        uncapped as (select *, {uncapped} from valued),
        scored as (select *, {clipped} from uncapped),
        filled as (select * replace ({mean} as value_added_per_emission) from scored),
        summed as (select *, round({" + ".join(WEIGHTS)}, 9) as total from filled),
        ranked as (select *, rank() over (order by total desc) as rank, count(*) over () as size from summed),
        cut as (select *, case when rank <= size * 20 // 100 then 'A' when rank <= size * 60 // 100 then 'B'
            when rank <= size * 95 // 100 then 'C' else 'D' end as grade_before from ranked)
        select cut.* exclude ({", ".join("uncapped_" + n for n in WEIGHTS)}),
            case when hit.firm is not null then 'D' else grade_before end as grade,
            case when hit.firm is not null and grade_before != 'D' then 'veto' end as moves
        from cut left join hit on cut.firm = hit.firm
        """
    ).to_arrow_table()


@cache
def _benchmarks() -> dict[str, float]:
    return {item.indicator: float(item.benchmark.value or 0) for item in scheme().group("规上").items}


def measure(row: Row, turns: int = 5) -> None:
    """A million firms beside the others, memory, and the re-weightings.

    Each program has one turn in each round, and the median counts: what else the machine does meets them all.
    """
    import duckdb

    print(f"Evaluation per mu, {FIRMS:,} firms, six indicators, scored, ranked, cut and moved:")
    peak = _peak()  # before this process grows: a child's peak begins with its parent's
    plan, frame, facts = scheme(), returns(FIRMS), accidents(FIRMS)
    pandas_frame = frame.drop("industry", "park").to_pandas()
    hit = set(facts["firm"])
    connection = duckdb.connect()
    connection.register("given", frame.drop("industry", "park").to_arrow())
    connection.execute("create table returns as select * from given")
    connection.register("facts", facts.select("firm").to_arrow())
    connection.execute("create table hit as select firm from facts")
    works = {
        "liantu": lambda: evaluate(frame, plan, facts=facts),
        "pandas": lambda: by_pandas(pandas_frame, hit),
        "DuckDB": lambda: by_duckdb(connection),
    }
    spent_by: dict[str, list[float]] = {name: [] for name in works}
    results: dict[str, Any] = {}
    for turn in range(turns + 1):
        for name, work in works.items():
            results.pop(name, None)  # what came before need not be held beside what comes
            start = time.perf_counter()
            results[name] = work()
            if turn:  # the first one warms up
                spent_by[name].append(time.perf_counter() - start)
    times = {name: median(spent) for name, spent in spent_by.items()}
    same = _same(results)
    row("grades that differ between the three", f"{same:,}", "0", same == 0)
    for name, spent in times.items():
        row(f"evaluation, {name}", f"{spent:.2f} s")
    faster = min(times["pandas"], times["DuckDB"]) / times["liantu"]
    row("evaluation, faster peer / liantu", f"{faster:.2f} x", ">= 5 x", faster >= 5)
    row("peak memory of the evaluation, whole process", f"{peak:,.0f} MB", "< 1,000 MB", peak < 1000)
    some = evaluate(returns(SOME), plan)
    draw_weightings(some, runs=10)
    spent = median(_seconds(lambda: draw_weightings(some, runs=RUNS)) for _ in range(turns))
    row(f"{RUNS:,} re-weightings of {SOME:,} firms, liantu", f"{spent:.2f} s", "< 1 s", spent < 1)


def _same(results: dict[str, Any]) -> int:
    """How many grades are not the same everywhere."""
    mine = results["liantu"].firms.select("firm", "grade")
    pandas = results["pandas"]
    other = pl.DataFrame({"firm": pandas["firm"].to_list(), "pandas": pandas["grade"].to_list()})
    sql = pl.DataFrame(results["DuckDB"]).select("firm", pl.col("grade").alias("sql"))
    both = mine.join(other, on="firm").join(sql, on="firm")
    return both.filter((pl.col("grade") != pl.col("pandas")) | (pl.col("grade") != pl.col("sql"))).height


def _peak() -> float:
    """MB of a process of its own that evaluates and does nothing else."""
    done = subprocess.run([sys.executable, "-m", "bench.score"], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    evaluate(returns(FIRMS), scheme(), facts=accidents(FIRMS))
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)


if __name__ == "__main__":
    main()
