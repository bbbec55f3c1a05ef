"""What documents say of the dependence on a product: makers, imports, prices, years; each figure with its source."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days
from liantu.model.tables import Tables

#: Kinds of indicators that say something of a dependence, in the order in which they are read.
MEASURES = (
    *("makers_world", "makers_abroad", "makers_country", "import_share", "own_import_share"),
    *("import_hhi", "export_hhi", "imports_over_exports", "leaders_share", "years_held"),
    *("import_price", "cost_to_price", "research_years", "price_cut"),
)
CLAIMS = pl.Schema(
    dict.fromkeys(("product", "measure", "scope", "period", "comparator"), pl.String)
    | {"value": pl.Float64}
    | dict.fromkeys(("unit", "source", "origin", "id"), pl.String)
)
#: A row of the district, a figure that the library read, a quotient of two such figures.
STATED, CITED, COMPUTED = "stated", "cited", "computed"
#: Quotients of the market: what is divided by what, and by how much it is multiplied.
_QUOTIENTS = {"import_share": ("imports", "consumption", 100.0), "imports_over_exports": ("imports", "exports", 1.0)}
_OF_MARKET = ("product", "period", "scope", "region", "unit")
_RECALLED = "C"


def list_claims(tables: Tables, cited: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Figures on dependence up to a day, by product and measure, the earliest first: the columns of ``CLAIMS``.

    What the district's documents say of a product stands alone: nothing of the library is put beside it. ``cited`` has
    product, measure, scope, period, comparator, value, unit, source of figures that the library read; quotients of
    figures of the market that were read are added. ``id`` is the row of ``observations``, null of the library.
    """
    stated = _list_stated(tables)
    known = stated["product"].unique().implode()
    library = pl.concat([_shape(cited, CITED), _divide_market_figures(tables)]).filter(~pl.col("product").is_in(known))
    ranks = pl.DataFrame({"measure": MEASURES, "rank": range(len(MEASURES))})
    rows = add_period_days(pl.concat([stated, library])).join(ranks, on="measure", maintain_order="left")
    begun = pl.col("first").is_null() | (pl.col("first") <= as_of)
    order = ["product", "rank", "last", "source", "value"]
    return rows.filter(begun).sort(order, nulls_last=True, maintain_order=True).select(CLAIMS.names())


def _list_stated(tables: Tables) -> pl.DataFrame:
    kinds = tables["indicators"].filter(pl.col("kind").is_in(MEASURES)).select(indicator="id", measure="kind")
    products = tables["products"].select(subject="id", named="id")
    rows = tables["observations"].filter(status="actual").join(kinds, on="indicator", maintain_order="left")
    rows = rows.join(pl.concat([products, _list_only_results(tables)]), on="subject", maintain_order="left")
    return _shape(rows.drop("product").rename({"named": "product"}), STATED)


def _list_only_results(tables: Tables) -> pl.DataFrame:
    """Firms whose results are all of one product, with it: what is said of the firm's research is said of that."""
    made = tables["capacities"].select(capacity="id", made="product")
    stages = tables["result_stages"].join(made, on="capacity", maintain_order="left").select(id="result", made="made")
    results = tables["results"].select("id", subject="owner", product="product").drop_nulls("subject")
    named = results.join(stages, on="id", how="left", maintain_order="left")
    firms = named.with_columns(named=pl.coalesce("product", "made")).group_by("subject", maintain_order=True)
    found = firms.agg(pl.col("named").drop_nulls().unique())
    return found.filter(pl.col("named").list.len() == 1).with_columns(pl.col("named").list.first())


def _divide_market_figures(tables: Tables) -> pl.DataFrame:
    """Imports in consumption and over exports, where one source read both of one period; recalled ones never."""
    read = tables.numbers("markets").filter(pl.col("grade") != _RECALLED).drop_nulls("value")
    key = [*_OF_MARKET, "source"]
    found = [pl.DataFrame(schema=CLAIMS)]
    for measure, (above, below, times) in _QUOTIENTS.items():
        divided = read.filter(measure=above).select(*key, "value")
        by = read.filter(pl.col("measure") == below, pl.col("value") > 0).select(*key, divisor="value")
        pairs = divided.join(by, on=key, nulls_equal=True, maintain_order="left")
        quotient = pl.col("value") / pl.col("divisor") * times
        unit = pl.lit("%" if times > 1 else None, pl.String)
        found.append(_shape(pairs.with_columns(quotient.alias("value"), unit=unit, measure=pl.lit(measure)), COMPUTED))
    return pl.concat(found)


def _shape(rows: pl.DataFrame, origin: str) -> pl.DataFrame:
    """The columns of ``CLAIMS``; what a frame does not have is null, an amount without a comparator is equal."""
    lacking = [pl.lit(None).alias(name) for name in CLAIMS if name not in rows.columns]
    return (
        rows.with_columns(*lacking)
        .with_columns(pl.lit(origin).alias("origin"), pl.col("comparator").fill_null("eq"))
        .select(pl.col(name).cast(kind, strict=False) for name, kind in CLAIMS.items())
    )
