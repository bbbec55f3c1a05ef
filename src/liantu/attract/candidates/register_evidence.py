"""Matches of registers of firms with products, as evidence of who makes what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from liantu.attract.candidates.evidence import empty_evidence, find_standing, make_key, shape_evidence
from liantu.attract.company_names.name_parts import normalise_names


def read_matches(
    matches: pl.DataFrame,
    roles: Mapping[str, float],
    ended: Sequence[str],
    residents: Mapping[str, str],
    district_words: Sequence[str],
    reach_words: Sequence[str],
) -> pl.DataFrame:
    """Matches of a register with products, as EVIDENCE: each brings its strength times what its role counts for.

    ``matches`` have the columns MATCHES. What is negated, a hit within a longer word, and a firm whose status holds one
    of the words ``ended`` are no evidence. ``residents`` gives the id of each firm of the district by its name;
    ``district_words`` and ``reach_words`` are as for ``find_standing``, looked for in region and address.
    """
    rows = matches.filter(~pl.col("negated").fill_null(False), ~pl.col("contained").fill_null(False))
    if ended:
        rows = rows.filter(~pl.col("status").fill_null("").str.contains_any([*ended]))
    if rows.is_empty():
        return empty_evidence()
    weight = pl.col("role").replace_strict(dict(roles), default=0.0, return_dtype=pl.Float64)
    tags = pl.col("tags").list.join(";") if isinstance(rows.schema["tags"], pl.List) else pl.col("tags").cast(pl.String)
    resident = normalise_names(pl.col("name")).replace_strict(dict(residents), default=None, return_dtype=pl.String)
    stands_at = pl.concat_list(
        pl.concat_str(pl.col("province").fill_null(""), pl.col("region").fill_null("")), pl.col("address").fill_null("")
    )
    found = shape_evidence(
        rows.with_columns(pl.col("strength").cast(pl.Float64), resident.alias("resident")),
        candidate=make_key(pl.col("name"), pl.col("resident")),
        kind=pl.lit("register"),
        strength=pl.col("strength") * weight,
        standing=find_standing(stands_at, pl.col("resident"), pl.lit(None, pl.String), district_words, reach_words),
        city=pl.col("region"),
        tags=tags,
        phrase=pl.col("matched"),
        table=pl.lit("registers"),
        row=pl.col("code").cast(pl.String),
        source=pl.col("register"),
    )
    return found.filter(pl.col("strength") > 0)
