"""Known makers come first where a graph of listed firms and their products is read as a register.

The graph may not be passed on: it is read from where public data sets lie beside the checkout, else the test skips.
"""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.attract.candidates.candidate_list import list_candidates
from liantu.attract.candidates.factors import FactorContext, build_factor_terms
from liantu.attract.candidates.register_evidence import read_matches
from liantu.attract.candidates.related_products import add_related, list_related
from liantu.district.candidate_rules import read_candidate_rules
from liantu.district.candidates import list_classes, list_target_regions, list_wanted_products
from liantu.district.registers import make_matcher

pytest.importorskip("ahocorasick_rs")

ROOT = Path(__file__).parents[3]
SHARED = [os.environ.get("LIANTU_SHARED", ""), *(str(parent / "shared") for parent in ROOT.parents)]
GRAPH = [Path(shared) / "data" / "chain-knowledge-graph" for shared in SHARED if shared]
FULING = ROOT / "districts" / "fuling"
#: Products with makers that everybody in the trade names, by code: chosen before the lists were looked at.
KNOWN = {
    "spandex": ["002064", "002254", "000949"],
    "pta": ["000703", "002493", "600346", "601233", "000301"],
    "graphite": ["600884", "603659", "300035"],
    "lfp": ["300769", "300432", "002074"],
    "naoh": ["600618", "601678", "002092", "600409"],
    "lfpcell": ["300750", "300014", "002074"],
    "glassfibre": ["600176"],
    "autoglass": ["600660"],
    "map": ["600096", "002895"],
    "pvdf": ["600636"],
    "cufoil": ["688388"],
    "petfil": ["601233", "603225"],
}
#: Of whom the lists name something near: a cathode of another kind, fabrics, machines, what is made of it.
NO_MAKERS = {
    "naoh": [],
    "glassfibre": ["300699", "002409", "300728"],
    "graphite": ["002171", "600478"],
    "autoglass": ["002613"],
    "lfp": ["600273", "002125", "300073", "600390", "600884", "601028", "002176", "300340"],
    "pvdf": [],
    "map": [],
    "pta": ["002915"],
}
_FIRST = 20


def _read_graph() -> pl.DataFrame:
    folder = next((path for path in GRAPH if (path / "company.csv").exists()), None)
    if folder is None:
        pytest.skip("the graph of listed firms and their products is not beside the checkout")
    code = pl.col("code").str.slice(0, 6)
    firms = pl.read_csv(folder / "company.csv", infer_schema=False).select(
        code, pl.coalesce("full_name", "name").alias("name")
    )
    made = pl.read_csv(folder / "company_product.csv", infer_schema=False).with_columns(
        pl.col("company_code").str.slice(0, 6).alias("code"), pl.col("revenue_share").cast(pl.Float64, strict=False)
    )
    scopes = made.sort("code", "revenue_share", descending=[False, True]).group_by("code", maintain_order=True)
    listed = scopes.agg(pl.col("product").str.join("；").alias("scope"))
    return firms.unique("code").join(listed, on="code").with_columns(pl.lit(None, pl.String).alias("industry"))


@pytest.fixture(scope="module")
def ranked() -> pl.DataFrame:
    graph, district = _read_graph(), liantu.open(FULING)
    matches = make_matcher(district).match(graph.select("name", "scope", "industry"))
    firms = graph.select("code", "name").with_row_index("row")
    blank = [pl.lit(None, pl.String).alias(n) for n in ("province", "region", "address", "industry", "status", "tags")]
    numbers = [pl.lit(None, pl.Float64).alias(n) for n in ("capital_yuan", "staff")]
    full = matches.join(firms.cast({"row": matches.schema["row"]}), on="row").with_columns(
        *blank, *numbers, pl.lit("graph").alias("register")
    )
    rules, products = read_candidate_rules(district.as_of), pl.Series([*KNOWN])
    related = list_related(district.tables["products"], products)
    classes = list_classes(district.tables)
    evidence = add_related(read_matches(full, rules.register, classes, {}, [], []), related, rules.related)
    evidence = evidence.filter(pl.col("product").is_in(products.implode()))
    nobody = {"candidate": pl.String, "partner": pl.String, "predicate": pl.String, "source": pl.String}
    context = FactorContext(
        list_wanted_products(district, [*KNOWN]), list_target_regions(district), pl.DataFrame(schema=nobody)
    )
    terms = build_factor_terms(evidence, context, rules.factors)
    keys = evidence.select(pl.col("candidate").alias("key")).unique(maintain_order=True)
    groups = keys.with_columns(pl.col("key").alias("group"), pl.lit(1).alias("members"))
    rows = list_candidates(evidence, terms, groups).filter(pl.col("rank") <= _FIRST)
    return rows.join(graph.select("name", "code", "scope"), on="name", how="left")


def test_known_makers_are_among_the_first(ranked: pl.DataFrame, capsys: pytest.CaptureFixture[str]) -> None:
    found = {product: set(ranked.filter(pl.col("product") == product)["code"]) for product in KNOWN}
    reached = sum(len(found[product] & set(codes)) for product, codes in KNOWN.items())
    known = sum(len(codes) for codes in KNOWN.values())
    with capsys.disabled():
        print(f"\nknown makers among the first twenty: {reached} of {known}")
    assert reached / known >= 0.8


def test_the_first_are_makers(ranked: pl.DataFrame, capsys: pytest.CaptureFixture[str]) -> None:
    """Looked through by hand, firm by firm: which of the first twenty of a product do not make the very product."""
    looked_at = ranked.filter(pl.col("product").is_in([*NO_MAKERS]))
    wrong = [code in NO_MAKERS[product] for product, code in looked_at.select("product", "code").iter_rows()]
    share = 1 - sum(wrong) / len(wrong)
    with capsys.disabled():
        print(f"\nof the first twenty of {len(NO_MAKERS)} products {len(wrong)} firms, makers of it {share:.0%}")
    assert share >= 0.75
    first = looked_at.filter(pl.col("rank") <= 3)
    assert sum(code in NO_MAKERS[product] for product, code in first.select("product", "code").iter_rows()) <= 2
