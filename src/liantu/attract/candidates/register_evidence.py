"""Matches of registers of firms with products, as evidence of who makes what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from liantu.attract.candidates.evidence import empty_evidence, find_standing, make_key, shape_evidence
from liantu.attract.company_names.name_parts import normalise_names


class RegisterRules(NamedTuple):
    """What a role counts for; words of a status that say that a firm is gone; how many digits of its industry's class a
    firm has in common with the product where its phrase says no role; what a name within a longer noun counts for
    there, lest a separator be read in a separator press, and ``ends``: what goes on with one of these is none."""

    roles: Mapping[str, float]
    ended: Sequence[str]
    class_digits: int
    longer: float
    ends: Sequence[str]


def read_matches(
    matches: pl.DataFrame,
    rules: RegisterRules,
    classes: pl.DataFrame,
    residents: Mapping[str, str],
    district_words: Sequence[str],
    reach_words: Sequence[str],
) -> pl.DataFrame:
    """Matches of a register with products, as EVIDENCE: each brings its strength times what its role counts for.

    ``matches`` have the columns MATCHES, ``classes`` product and classes (GB/T 4754). What is negated, a hit within a
    longer word, and a firm whose status says that it is gone are no evidence; nor is a phrase that says no role of a
    firm of another industry, who may make machines for the product. Where its noun goes on behind the name it counts
    for less. ``residents`` gives the id of each firm of the district by its name; ``district_words`` and
    ``reach_words`` are as for ``find_standing``, looked for in region and address.
    """
    rows = matches.filter(~pl.col("negated").fill_null(False), ~pl.col("contained").fill_null(False))
    if rules.ended:
        rows = rows.filter(~pl.col("status").fill_null("").str.contains_any([*rules.ended]))
    rows = _drop_other_industries(rows, classes, rules.class_digits)
    if rows.is_empty():
        return empty_evidence()
    weight = pl.col("role").replace_strict(dict(rules.roles), default=0.0, return_dtype=pl.Float64)
    tags = pl.col("tags").list.join(";") if isinstance(rows.schema["tags"], pl.List) else pl.col("tags").cast(pl.String)
    resident = normalise_names(pl.col("name")).replace_strict(dict(residents), default=None, return_dtype=pl.String)
    stands_at = pl.concat_list(
        pl.concat_str(pl.col("province").fill_null(""), pl.col("region").fill_null("")), pl.col("address").fill_null("")
    )
    found = shape_evidence(
        rows.with_columns(pl.col("strength").cast(pl.Float64), resident.alias("resident")),
        candidate=make_key(pl.col("name"), pl.col("resident")),
        kind=pl.lit("register"),
        strength=pl.col("strength") * weight * pl.when(_in_longer_noun(rules.ends)).then(rules.longer).otherwise(1.0),
        standing=find_standing(stands_at, pl.col("resident"), pl.lit(None, pl.String), district_words, reach_words),
        city=pl.col("region"),
        tags=tags,
        phrase=pl.col("matched"),
        table=pl.lit("registers"),
        row=pl.col("code").cast(pl.String),
        source=pl.col("register"),
    )
    return found.filter(pl.col("strength") > 0)


def _drop_other_industries(rows: pl.DataFrame, classes: pl.DataFrame, digits: int) -> pl.DataFrame:
    """Matches without those that say no role and whose firm is of a known industry none of the product's is near to."""
    starts = classes.select("product", pl.col("classes").list.eval(pl.element().str.head(digits)).alias("starts"))
    joined = rows.join(starts, on="product", how="left", maintain_order="left")
    code = pl.col("industry").cast(pl.String).str.extract(r"(\d+)")
    near = code.str.head(digits).is_in(pl.col("starts"))
    is_other = (pl.col("role") == "unknown") & (~near).fill_null(value=False)
    return joined.filter(~is_other).drop("starts")


def _in_longer_noun(ends: Sequence[str]) -> pl.Expr:
    """Whether a phrase says no role and goes on behind the name with none of ``ends``."""
    behind = pl.col("phrase").str.split(by=pl.col("matched")).list.get(-1, null_on_oob=True)
    may = pl.any_horizontal(pl.lit(value=False), *(behind.str.starts_with(end) for end in ends))
    return ((pl.col("role") == "unknown") & (behind != "") & ~may).fill_null(value=False)
