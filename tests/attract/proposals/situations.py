"""A district of a few made-up products, small enough to be worked out by hand.

A coat is made of cloth and buttons; cloth of yarn on the same site, yarn of wool, which is left over here. Dye is made
of gas in one way, of coal in another. Amounts are tonnes a year.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from liantu.attract.proposals.situation import Situation
from liantu.district import proposals
from liantu.district.attract import AttractRoom
from liantu.library.route_clauses import RouteClause, RouteClauses

_TEXT = pl.String
_PRODUCTS = [
    # id, kind, list, transport, plant low, usual, capital, jobs
    ("coat", "manufacturable", "invite", "easy", 100.0, 200.0, 1000.0, 0.5),
    ("cloth", "manufacturable", "invite", "ordinary", 50.0, 400.0, 500.0, 0.2),
    ("yarn", "manufacturable", "invite", "ordinary", 40.0, 100.0, None, 0.1),
    ("wool", "commodity", "commodities", "easy", 40.0, 100.0, 10.0, 0.1),
    ("button", "manufacturable", "invite", "easy", 5000.0, 9000.0, 10.0, 0.1),
    ("dye", "manufacturable", "invite", "ordinary", 5.0, 10.0, 10.0, 0.1),
    ("elec", "energy", "utilities", "pipe", None, None, None, None),
    ("ng", "energy", "utilities", "pipe", None, None, None, None),
    ("coal", "resource", "commodities", "easy", None, None, None, None),
    ("offcut", "manufacturable", "none", "easy", None, None, None, None),
]
_COEFFICIENTS = [
    # process, product, role, typical, on site
    ("COAT-SEWING", "cloth", "input", 1.5, "yes"),
    ("COAT-SEWING", "button", "input", 0.1, None),
    ("COAT-SEWING", "dye", "input", 0.05, None),
    ("COAT-SEWING", "elec", "utility", 10.0, None),
    ("COAT-SEWING", "offcut", "byproduct", 0.2, None),
    ("CLOTH-WEAVING", "yarn", "input", 1.1, None),
    ("CLOTH-WEAVING", "elec", "utility", 100.0, None),
    ("YARN-SPINNING", "wool", "input", 1.2, None),
    ("YARN-SPINNING", "offcut", "input", 0.1, None),
    ("DYE-GAS", "ng", "input", 500.0, None),
    ("DYE-COAL", "coal", "input", 2.0, None),
]


def make_situation(gap: float | None = 240.0, direct: float | None = 240.0, supply: float = 0.0) -> Situation:
    """The district with a gap of coats, and 1,000 tonnes of wool left over."""
    names = ("id", "kind", "list", "transport", "usual_plant_low", "usual_plant_typical", "capital", "jobs")
    products = pl.DataFrame(_PRODUCTS, schema=list(names), orient="row", infer_schema_length=None).with_columns(
        *(pl.col("id").alias(name) for name in ("zh", "en")),
        pl.lit("t").alias("unit"),
        *(pl.lit(None, _TEXT).alias(name) for name in ("broader", "energy_intensive")),
        pl.lit("B").alias("grade"),
    )
    schema = ["process", "product", "role", "typical", "on_site"]
    coefficients = pl.DataFrame(_COEFFICIENTS, schema=schema, orient="row").with_columns(
        pl.concat_str("process", "product", "role", separator="/").alias("coefficient"), pl.lit("B").alias("grade")
    )
    made = {"CLOTH-WEAVING": "cloth", "COAT-SEWING": "coat", "DYE-COAL": "dye", "DYE-GAS": "dye"}
    made |= {"YARN-SPINNING": "yarn"}
    usual = {"coat": "COAT-SEWING", "cloth": "CLOTH-WEAVING", "yarn": "YARN-SPINNING", "dye": "DYE-GAS"}
    main = [
        ("COAT-SEWING", "cloth"),
        ("COAT-SEWING", "dye"),
        ("DYE-COAL", "coal"),
        ("CLOTH-WEAVING", "yarn"),
        ("YARN-SPINNING", "wool"),
    ]
    return Situation(
        products=products,
        processes=pl.DataFrame({"id": [*made], "product": [*made.values()]}),
        coefficients=coefficients,
        defaults=pl.DataFrame({"product": [*usual], "process": [*usual.values()]}).with_columns(
            (pl.col("product") == "dye").alias("regional")
        ),
        main_inputs=pl.DataFrame(main, schema=["process", "product"], orient="row"),
        gaps=pl.DataFrame(
            {"product": ["coat"], "direct": [direct], "gap_typical": [gap], "named_in": [["paper"]]},
            schema={"product": _TEXT, "direct": pl.Float64, "gap_typical": pl.Float64, "named_in": pl.List(_TEXT)},
        ).with_columns(pl.lit("named_missing").alias("evidence"), pl.lit("invite").alias("list")),
        extensions=pl.DataFrame(schema={"product": _TEXT, "makes": _TEXT, "makes_up_to": pl.Float64}),
        balance=pl.DataFrame({"product": ["wool"], "direct": [0.0], "supply": [1000.0 + supply], "surplus": [1000.0]}),
        made=pl.DataFrame({"product": ["wool"], "made_by": [["farm"]], "unknown": pl.Series([0], dtype=pl.UInt32)}),
        makers=pl.DataFrame(
            {"product": ["wool"], "firm": ["farm"], "plant": ["shed"], "row": ["wool-1"], "where": ["here"]}
        ).with_columns(
            pl.lit("operating").alias("status"),
            pl.lit(1000.0).alias("amount"),
            *(pl.lit(None, _TEXT).alias(name) for name in ("period", "source")),
            pl.lit(value=False).alias("later"),
        ),
        streams=pl.DataFrame(schema={"product": _TEXT, "standing": _TEXT, "left_over": pl.Float64}),
        chain_products=pl.DataFrame(schema={"chain": _TEXT, "product": _TEXT}),
        caps=pl.DataFrame({"product": ["coat"], "cap": [500.0], "market_recalled": [False]}),
        markets=make_markets(capacity=10_000.0, output=8_000.0),
        prices=pl.DataFrame(
            {"product": ["coat"], "low": [90.0], "typical": [100.0], "high": [120.0], "period": ["2023-12"]}
        ).with_columns(
            pl.lit("incl").alias("tax"),
            pl.lit(0.13).alias("vat"),
            pl.lit("B").alias("grade"),
            pl.lit("list").alias("source"),
        ),
        admission=pl.DataFrame(schema={"product": _TEXT, "verdict": _TEXT}),
        factors=pl.DataFrame({"product": ["elec", "ng"], "factor": [0.1, 1.2]}),
        land_standards=pl.DataFrame(
            {"product": ["coat", "cloth", "yarn"], "low": [5e3, 1e4, 1e4], "high": [1e4] * 3, "basis": ["district"] * 3}
        ),
    )


def make_markets(capacity: float, output: float, period: str = "2023", later: bool = False) -> pl.DataFrame:
    """Capacity and output of the country's coats."""
    return pl.DataFrame({"measure": ["capacity", "output"], "value": [capacity, output]}).with_columns(
        pl.lit("coat").alias("product"),
        pl.lit(period).alias("period"),
        pl.lit("B").alias("grade"),
        pl.lit(value=False).alias("recalled"),
        pl.lit(later).alias("later"),
    )


def read_every_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on the recalled figures of the country count as if somebody had read them."""
    listed = proposals._list_national_markets
    monkeypatch.setattr(
        proposals,
        "_list_national_markets",
        lambda view: listed(view).with_columns(pl.lit(value=False).alias("recalled")),
    )
    monkeypatch.setattr(proposals, "compute_proposals", proposals._make_proposals)
    monkeypatch.setattr(AttractRoom, "proposals", lambda room: proposals.list_proposals(room.view))


def without_price(situation: Situation) -> Situation:
    """The district on a day of which no price is known."""
    return replace(situation, prices=situation.prices.clear())


def make_clauses(verdict: str = "forbidden") -> RouteClauses:
    """A clause against dye from gas."""
    from datetime import date

    act = ("act", "act", "No. 1", "clause", "clause", "reprint", "unknown", None, date(2012, 12, 1), "admission/dye")
    return RouteClauses([RouteClause("dye", "ng", None, verdict, *act)], None)
