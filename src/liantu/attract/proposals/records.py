"""Proposals as JSON has them: an object a bundle, with its chain, what it fills, uses, sells and needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict, cast

import polars as pl

from liantu.attract.proposals.factors import FACTORS
from liantu.attract.proposals.proposals import Proposals


class StepRecord(TypedDict):
    """A product made within a bundle, by which process, for which other one, why, how much a year, and if barred."""

    step: str
    process: str | None
    taken_for: str | None
    why: str
    amount: float | None
    barred: bool


class AmountRecord(TypedDict):
    """An amount a year of a product, by where it is to be had (``elsewhere``: bought from outside)."""

    product: str
    source: str
    amount: float | None


class FactorRecord(TypedDict):
    """A factor from 0 to 1 (null: unknown), and the points that it gives."""

    factor: str
    value: float | None
    points: float


class OpenPoint(TypedDict):
    """What stays open, and about which product."""

    point: str
    product: str | None


class BoughtInput(TypedDict):
    """A main input that the bundle does not build, and why."""

    product: str
    reason: str


class ClauseRecord(TypedDict):
    """A clause that a step falls under; ``status`` is confirmed where it was read at the issuer, else unknown."""

    step: str
    process: str
    verdict: str
    act_zh: str
    act_en: str
    number: str
    clause_zh: str
    clause_en: str
    read_in: str | None
    status: str
    page: str | None
    since: str
    below: float | None


class PartnerRecord(TypedDict):
    """Who makes a product here or nearby."""

    role: str
    product: str
    firm: str
    plant: str | None
    where: str
    status: str | None
    amount: float | None
    period: str | None
    source: str | None
    later: bool


class BundleRecord(TypedDict):
    """A bundle; amounts a year in the product's unit, power in kWh, gas in m3, coal and energy in tce, money in CNY."""

    bundle: str
    product: str
    zh: str
    en: str
    unit: str
    rank: int | None
    leads: str
    advice: str
    approach: str
    reasons: Sequence[str]
    named_in: Sequence[str]
    size: float | None
    plants: float | None
    steps: Sequence[StepRecord]
    clauses: Sequence[ClauseRecord]
    fills: Mapping[str, float | None]
    uses: Sequence[AmountRecord]
    sells: Mapping[str, float | None]
    gives: Sequence[AmountRecord]
    idle_steps: Sequence[str]
    needs: Mapping[str, float | None]
    land_basis: str | None
    value: Mapping[str, float | str | None]
    nation: Mapping[str, float | str | bool | None]
    factors: Sequence[FactorRecord]
    points: float
    partners: Sequence[PartnerRecord]
    not_built: Sequence[BoughtInput]
    open: Sequence[OpenPoint]
    account: str


_NEEDS = ("power", "gas", "coal", "steam", "water", "energy", "land_low", "land_high", "capital", "jobs")
_NATION = (
    *(
        "cap",
        "load",
        "supply_ratio",
        "ratio_grade",
        "ratio_after",
        "ample",
        "load_period",
        "load_grade",
        "load_recalled",
        "load_later",
        "idle_after",
        "ratio_recalled",
    ),
    "market_recalled",
)


def build_records(found: Proposals, bundles: pl.DataFrame | None = None) -> list[BundleRecord]:
    """The bundles as records, in their order; of some of them where ``bundles`` (rows of theirs) are given."""
    rows = found.bundles if bundles is None else bundles
    parts = {
        "steps": _group(found.steps.sort("bundle", "number"), "number"),
        "clauses": _group(found.clauses.with_columns(pl.col("since").cast(pl.String)), "policy"),
        "partners": _group(found.partners, "row"),
        "not_built": _group(found.not_built),
        "open": _group(found.open),
        "uses": _sum_products(found.terms.filter(pl.col("measure").is_in(["use", "buy"]))),
        "gives": _sum_products(found.terms.filter((pl.col("measure") == "give") & (pl.col("value") != 0))),
    }
    return [_build_record(row, parts) for row in rows.iter_rows(named=True)]


def _group(rows: pl.DataFrame, *hidden: str) -> dict[str, list[dict[str, object]]]:
    grouped: dict[str, list[dict[str, object]]] = {}
    for row in rows.drop(hidden).iter_rows(named=True):
        grouped.setdefault(row.pop("bundle"), []).append(row)
    return grouped


def _sum_products(terms: pl.DataFrame) -> dict[str, list[dict[str, object]]]:
    sums = terms.group_by("bundle", "product", pl.col("source").fill_null("elsewhere"), maintain_order=True).agg(
        pl.when(pl.col("value").is_not_null().all()).then(pl.col("value").sum()).alias("amount")
    )
    return _group(sums)


def _build_record(
    row: Mapping[str, object], parts: Mapping[str, Mapping[str, list[dict[str, object]]]]
) -> BundleRecord:
    key = str(row["bundle"])
    beside = {name: found.get(key, []) for name, found in parts.items()}
    plain = ("bundle", "product", "zh", "en", "unit", "rank", "leads", "advice", "approach", "reasons", "named_in")
    record = {name: row[name] for name in (*plain, "size", "plants", "points", "idle_steps", "land_basis")} | beside
    record |= {
        "fills": {"need": row["direct"], "gap": row["gap"], "amount": row["fill"], "share": row["fill_share"]},
        "sells": {"amount": row["sold"], "share": row["sold_share"]},
        "needs": {name: row[name] for name in _NEEDS},
        "value": {name: row[f"value_{name}"] for name in ("low", "typical", "high")}
        | {f"price_{name}": row[f"price_{name}"] for name in ("period", "tax", "grade", "source")},
        "nation": {name: row[name] for name in _NATION},
        "factors": [
            {"factor": name, "value": row[f"factor_{name}"], "points": row[f"points_{name}"]} for name in FACTORS
        ],
        "account": f"proposals/{key}",
    }
    return cast(BundleRecord, record)
