"""Firms that share a name: a name alone joins nothing, and what a person decided joins two names."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.attract.company_names.name_parts import normalise_names

#: Between the name and the credit code in the key of a firm that shares its name with another.
MARK = "#"
_SAME = "same"


def part_namesakes(evidence: pl.DataFrame) -> pl.DataFrame:
    """EVIDENCE in which a firm of a register has a key of its own, name and credit code, where its name is not enough.

    That is where several codes bear the name, and where somebody else speaks of a firm of that name without saying that
    it is of the same province. A firm of the district is known by its id.
    """
    in_register = pl.col("kind") == "register"
    known = evidence.with_columns(_short_province(pl.col("province")).alias("place"))
    by_name = known.group_by("candidate", maintain_order=True).agg(
        pl.col("row").filter(in_register).n_unique().alias("codes"),
        (~in_register).any().alias("is_named_elsewhere"),
        pl.col("place").filter(~in_register).drop_nulls().unique().alias("places"),
    )
    rows = known.join(by_name, on="candidate", how="left", maintain_order="left")
    is_same_place = pl.col("place").is_in(pl.col("places")).fill_null(value=False)
    differs = (pl.col("codes") > 1) | (pl.col("is_named_elsewhere") & ~is_same_place)
    has_own_key = in_register & differs & ~pl.col("candidate").str.starts_with("@") & pl.col("row").is_not_null()
    own_key = pl.concat_str("candidate", pl.lit(MARK), "row")
    key = pl.when(has_own_key).then(own_key).otherwise("candidate").alias("candidate")
    return rows.with_columns(key).select(evidence.columns)


def join_decided(evidence: pl.DataFrame, decisions: pl.DataFrame, residents: Mapping[str, str]) -> pl.DataFrame:
    """EVIDENCE in which two names that a person said are one firm have one key: that of a firm of the district, else
    that of the first name."""
    pairs = decisions.filter(decision=_SAME).select(
        normalise_names(pl.col("one")).alias("one"), normalise_names(pl.col("other")).alias("other")
    )
    keys = {key: _key(key, residents) for pair in pairs.iter_rows() for key in pair}
    meant = {key: key for key in keys.values()}
    for left, right in pairs.iter_rows():
        first, second = meant[keys[left]], meant[keys[right]]
        chosen = second if second.startswith("@") and not first.startswith("@") else first
        # Three names that are one in two decisions are one.
        meant = {key: chosen if key_of in (first, second) else key_of for key, key_of in meant.items()}
    return evidence.with_columns(pl.col("candidate").replace(meant))


def _key(name: str, residents: Mapping[str, str]) -> str:
    return f"@{residents[name]}" if name in residents else name


def _short_province(province: pl.Expr) -> pl.Expr:
    """A province without what kind of province it is: 广东省, 广东."""
    return province.str.head(2)
