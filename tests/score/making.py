"""Firms and schemes for the tests, small enough to be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import yaml

from liantu.score.run.calculation import evaluate
from liantu.score.run.evaluation import Evaluation
from liantu.score.scheme.reader import read_scheme
from liantu.score.scheme.scheme import Scheme

WHO = {"firm": pl.String, "year": pl.Int64, "group": pl.String, "industry": pl.String, "park": pl.String}
FACTS = {"firm": pl.String, "fact": pl.String, "evidence": pl.String, "from": pl.Date, "to": pl.Date}


def firms(*rows: Mapping[str, Any], **columns: Sequence[Any]) -> pl.DataFrame:
    """Returns of 2022 in the group 规上 unless said otherwise; ids f1, f2, …"""
    given: list[dict[str, Any]] = [dict(row) for row in rows]
    if columns:
        given = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    full = [{"firm": f"f{at}", "year": 2022, "group": "规上", **row} for at, row in enumerate(given, 1)]
    names = dict.fromkeys(name for row in full for name in row if name not in WHO)
    return pl.DataFrame(
        [{**dict.fromkeys([*WHO, *names]), **row} for row in full], schema={**WHO, **dict.fromkeys(names, pl.Float64)}
    )


def facts(*rows: tuple[Any, ...]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=FACTS, orient="row")


TAX = {"zh": "亩均税收", "en": "Tax per mu", "numerator": ["tax"], "denominator": ["land"], "unit": "万元/亩"}
VALUE_ADDED = {**TAX, "zh": "亩均增加值", "en": "Value added per mu", "numerator": ["value_added"]}
SHARES = {
    "rule": "shares",
    "grades": [{"grade": "A", "share": 20}, {"grade": "B", "share": 40}, {"grade": "C", "share": 35}, {"grade": "D"}],
}


def plan(**parts: Any) -> dict[str, Any]:
    """A sound scheme: tax per mu against 10, all of the weight; A to D by shares."""
    return {
        "id": "small",
        "title": {"zh": "小方案", "en": "Small"},
        "issuer": "tests",
        "indicators": {"tax_per_mu": TAX},
        "groups": {"规上": {"given": ["规上"], "items": [item()]}},
        "cutting": SHARES,
        **parts,
    }


def item(indicator: str = "tax_per_mu", weight: float = 100, benchmark: float = 10, **parts: Any) -> dict[str, Any]:
    return {"indicator": indicator, "weight": weight, "benchmark": {"rule": "fixed", "value": benchmark}, **parts}


def scheme(**parts: Any) -> Scheme:
    return read_scheme(yaml.safe_dump(plan(**parts), allow_unicode=True, sort_keys=False), "small.yaml")


def one_item(**parts: Any) -> Scheme:
    """The small scheme with its only item changed."""
    return scheme(groups={"规上": {"given": ["规上"], "items": [{**item(), **parts}]}})


def run(returns: pl.DataFrame, plan: Scheme | None = None, **given: Any) -> Evaluation:
    return evaluate(returns, plan or scheme(), **given)


def codes(problems: Sequence[Any]) -> list[str]:
    return [problem.code for problem in problems]


def with_totals(totals: Sequence[float], **columns: Sequence[Any]) -> pl.DataFrame:
    """Firms whose totals under the small scheme are these: one mu of land and a tenth of it as tax."""
    return firms(land=[1.0] * len(totals), tax=[total / 10 for total in totals], **columns)
