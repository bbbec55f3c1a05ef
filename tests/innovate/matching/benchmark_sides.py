"""A set of needs and results with judgements as two sides, and what is measured of a ranking of them: the benchmark, or
the set that the matcher was made with."""

from __future__ import annotations

import math
from pathlib import Path

import polars as pl

from liantu.innovate.matching import INDICATORS, NEEDS, RESULTS, Side

BENCHMARK, DEVELOPMENT = (Path(__file__).parents[1] / name for name in ("benchmark", "development"))
_NO_METHOD, _ANY_RIGHTS, _BETWEEN = "未载明", "不限", "；"
_DIRECTIONS = {"≥": ">=", "≤": "<=", "=": "=", "＝": "="}


def read_needs(folder: Path = BENCHMARK) -> Side:
    rows = _read(folder, "needs").select(
        "id",
        "title",
        pl.col("problem").alias("text"),
        *("object", "property", "field"),
        pl.col("maturity_scale").alias("scale"),
        pl.col("maturity_floor").cast(pl.Int64, strict=False).alias("level"),
        pl.when(pl.col("rights_wanted") != _ANY_RIGHTS).then(_bars("rights_wanted")).alias("rights"),
        _bars("excluded_means").alias("excluded_means"),
    )
    return Side(rows.cast(NEEDS), _read_indicators(folder, "need"))  # type: ignore[arg-type]


def read_results(folder: Path = BENCHMARK) -> Side:
    rows = _read(folder, "results").select(
        "id",
        "title",
        pl.concat_str("description", "means", separator="\n", ignore_nulls=True).alias("text"),
        *("object", "property", "field"),
        pl.col("maturity_scale").alias("scale"),
        pl.col("maturity_level").cast(pl.Int64, strict=False).alias("level"),
        _bars("mode_offered").alias("rights"),
    )
    return Side(rows.cast(RESULTS), _read_indicators(folder, "result"))  # type: ignore[arg-type]


def read_judgements(folder: Path = BENCHMARK) -> pl.DataFrame:
    """need, result, grade, stratum, trap (yes for every listed pair of grade 0)."""
    return _read(folder, "judgements").with_columns(pl.col("grade").cast(pl.Int64), pl.col("trap") == "yes")


def read_strata(folder: Path = BENCHMARK) -> pl.DataFrame:
    """need, stratum of every need, those without an answer included."""
    return _read(folder, "judgements").select("need", "stratum").unique(maintain_order=True)


def measure(ranking: pl.DataFrame, needs: pl.Series, folder: Path = BENCHMARK) -> pl.DataFrame:
    """Of each need: stratum, answered (whether anything is relevant), returned, ndcg at 10, lost (a listed trap stands
    above the best relevant result), missed (the best is not returned). ``ranking``: need, result, rank."""
    judged = read_judgements(folder)
    strata = dict(read_strata(folder).iter_rows())
    rows = []
    for need in needs:
        ranked = ranking.filter(pl.col("need") == need).sort("rank")["result"].to_list()
        own = judged.filter(pl.col("need") == need)
        grades = {row["result"]: row["grade"] for row in own.iter_rows(named=True)}
        traps = set(own.filter(pl.col("trap") & (pl.col("grade") == 0))["result"])
        best = max(grades.values(), default=0)
        places = [place for place, result in enumerate(ranked) if best and grades.get(result, 0) == best]
        first = min(places, default=len(ranked))
        gain = sum((2 ** grades.get(result, 0) - 1) / math.log2(place + 2) for place, result in enumerate(ranked[:10]))
        ideal = sorted(grades.values(), reverse=True)[:10]
        whole = sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(ideal))
        rows.append(
            {
                "need": need,
                "stratum": strata.get(need),
                "answered": best > 0,
                "returned": len(ranked),
                "ndcg": gain / whole if whole else None,
                "trapped": bool(traps),
                "lost": any(result in traps for result in ranked[:first]),
                "missed": best > 0 and not places,
            }
        )
    return pl.DataFrame(rows)


def summarise(measured: pl.DataFrame) -> dict[str, float]:
    """nDCG by stratum; shares of traps lost, of best results not returned; precision of abstaining."""
    silent = measured.filter(pl.col("returned") == 0)
    answered = measured.filter("answered")
    trapped = measured.filter("trapped")
    by_stratum = answered.group_by("stratum").agg(pl.col("ndcg").mean()).sort("stratum")
    return {
        **{f"ndcg {stratum}": round(value, 3) for stratum, value in by_stratum.iter_rows()},
        "traps lost": round(trapped["lost"].mean(), 3),  # type: ignore[arg-type, type-var]
        "best not returned": round(answered["missed"].mean(), 3),  # type: ignore[arg-type, type-var]
        "abstained": silent.height,
        "abstained rightly": round((~silent["answered"]).mean() or 0, 3),  # type: ignore[arg-type]
    }


def _read(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_csv(folder / f"{name}.csv", infer_schema=False)


def _read_indicators(folder: Path, side: str) -> pl.DataFrame:
    rows = _read(folder, f"{side}_indicators").select(
        pl.col(side).alias("id"),
        "indicator",
        pl.col("value").cast(pl.Float64, strict=False),
        "unit",
        pl.col("direction").replace(_DIRECTIONS),
        pl.when(pl.col("test_method") != _NO_METHOD).then("test_method").alias("method"),
    )
    return rows.cast(INDICATORS)  # type: ignore[arg-type]


def _bars(name: str) -> pl.Expr:
    return pl.col(name).str.replace_all(_BETWEEN, "|", literal=True)
