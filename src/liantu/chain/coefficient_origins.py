"""What a coefficient rests on: read in a document, computed from theory, recalled, or not stated."""

from __future__ import annotations

import polars as pl

from liantu.chain.open_terms import ANY_ROUTE
from liantu.chain.routes import find_candidate_processes
from liantu.model.tables import Tables

#: Best first, as they are listed.
ORIGINS = ("read", "computed", "recalled", "unstated")
#: The grade of what is recalled.
RECALLED = "C"
#: Words of a basis (the library's are English) that say how the figure was come by.
_BY_MEMORY, _BY_READING = "(?i)recalled|estimate|judge", r"(?i)\bread\b"
_BY_THEORY = "(?i)stoichiometr|mass conservation|element balance|composition and"


def find_origins(tables: Tables) -> pl.DataFrame:
    """What every coefficient rests on, a code of the list ``origin``: columns coefficient, origin.

    A basis that says so decides: theory, or memory without reading. Else a source outside this system was read; of
    its own sources grade C is recalled, what is surer computed. Without a source nothing is stated.
    """
    frame: pl.DataFrame = tables.derived("origins", ("coefficients", "sources"), lambda: _find_origins(tables))
    return frame


def _find_origins(tables: Tables) -> pl.DataFrame:
    kinds = tables["sources"].select(pl.col("id").alias("source"), pl.col("kind").alias("source_kind"))
    rows = tables["coefficients"].join(kinds, on="source", how="left", maintain_order="left")
    basis, unsure = pl.col("basis").fill_null(""), pl.col("grade") == RECALLED
    by_memory = basis.str.contains(_BY_MEMORY) & ~basis.str.contains(_BY_READING)
    origin = (
        pl.when(pl.col("source").is_null())
        .then(pl.lit("unstated"))
        .when(by_memory | ((pl.col("source_kind") == "ours") & unsure))
        .then(pl.lit("recalled"))
        .when((pl.col("source_kind") == "ours") | basis.str.contains(_BY_THEORY))
        .then(pl.lit("computed"))
        .otherwise(pl.lit("read"))
    )
    return rows.select(name_coefficients().alias("coefficient"), origin.alias("origin"))


def name_coefficients() -> pl.Expr:
    """The name of a row of ``coefficients``, as terms have it: process/input/role."""
    return pl.concat_str(["process", "input", "role"], separator="/")


def list_coefficients_behind(tables: Tables, names: pl.Series) -> pl.DataFrame:
    """The rows of ``coefficients`` that a name stands for: coefficient, behind; several for any route to a product."""
    parts = pl.DataFrame({"coefficient": names.drop_nulls().unique().sort()}).with_columns(
        pl.col("coefficient").str.splitn("/", 3).struct.rename_fields(["maker", "input", "role"]).alias("parts")
    )
    parts = parts.unnest("parts")
    any_route = pl.col("maker").str.starts_with(ANY_ROUTE)
    stated = parts.filter(~any_route).select("coefficient", pl.col("coefficient").alias("behind"))
    if stated.height == parts.height:
        return stated.sort("coefficient")
    routes = parts.filter(any_route).with_columns(pl.col("maker").str.strip_prefix(ANY_ROUTE).alias("product"))
    used = tables["coefficients"].filter(pl.col("role").is_in(["input", "utility"]))
    each = (
        routes.drop("role")
        .join(find_candidate_processes(tables).select("product", "process"), on="product")
        .join(used.select("process", "input", "role"), on=["process", "input"])
        .select("coefficient", name_coefficients().alias("behind"))
    )
    return pl.concat([stated, each]).sort("coefficient", "behind")


def weighs_in_need(weighty: float) -> pl.Expr:
    """Whether a term of demand carries at least the share ``weighty`` of the need of its product."""
    return pl.col("value") >= weighty * pl.col("value").sum().over("product")


def find_need_origins(tables: Tables, terms: pl.DataFrame, weighty: float) -> pl.DataFrame:
    """What the need of each product rests on: product, rests_on (codes of ``origin`` in the order of ORIGINS).

    As with the grade, only the coefficients count that carry at least the share ``weighty`` of the need.
    """
    needs = terms.filter(pl.col("measure") == "demand").filter(weighs_in_need(weighty)).drop_nulls("coefficient")
    pairs = needs.select("product", "coefficient").unique()
    origins = find_origins(tables).rename({"coefficient": "behind"})
    rows = pairs.join(list_coefficients_behind(tables, pairs["coefficient"]), on="coefficient").join(
        origins, on="behind"
    )
    order = pl.col("origin").replace_strict({code: number for number, code in enumerate(ORIGINS)})
    return (
        rows.select("product", "origin")
        .unique()
        .sort("product", order)
        .group_by("product", maintain_order=True)
        .agg(pl.col("origin").alias("rests_on"))
    )
