"""What a result must hold: the floor of maturity on the same scale, the rights, no means that the need excludes.

Each is yes, no or unknown. Unknown passes with a mark; nothing else is hard, the field least of all.
"""

from __future__ import annotations

import polars as pl

from liantu.innovate.matching.concepts import NEGATION, Lexicon, find_concepts, normalise

CONDITIONS = ("maturity", "rights", "means")
#: How many bytes before a means its denial may stand: 不含氟, 无需进口设备.
_BEFORE = 12


def judge_conditions(
    pairs: pl.DataFrame, needs: pl.DataFrame, results: pl.DataFrame, means: pl.DataFrame
) -> pl.DataFrame:
    """``pairs`` (need, result as ids) with maturity, rights and means: true, false, or null where unknown.

    ``means``: need, result of what a need excludes and the text of a result uses (see ``find_excluded``).
    """
    floors = needs.select(
        need="id", floor_scale="scale", floor="level", wanted_rights="rights", excluded="excluded_means"
    )
    offered = results.select(result="id", scale="scale", level="level", offered_rights="rights")
    rows = pairs.join(floors, on="need", maintain_order="left").join(offered, on="result", maintain_order="left")
    rows = rows.join(means.with_columns(used=True), on=["need", "result"], how="left", maintain_order="left")
    same_scale = (pl.col("scale") == pl.col("floor_scale")).fill_null(False)
    maturity = pl.when(pl.col("floor").is_null()).then(True).when(same_scale).then(pl.col("level") >= pl.col("floor"))
    some = pl.col("wanted_rights").str.split("|").list.set_intersection(pl.col("offered_rights").str.split("|"))
    rights = pl.when(pl.col("wanted_rights").is_null()).then(True).otherwise(some.list.len() > 0)
    excluded = pl.when(pl.col("excluded").is_null()).then(True).when(pl.col("used")).then(False)
    return rows.select(*pairs.columns, maturity.alias("maturity"), rights.alias("rights"), excluded.alias("means"))


def holds(condition: str) -> pl.Expr:
    """Whether a pair passes a condition: it holds, or nobody can say."""
    return pl.col(condition).fill_null(True)


def find_excluded(needs: pl.DataFrame, results: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Means that needs exclude and texts of results name without denying them: need, result (ids), each pair once."""
    wishes = needs.select("id", pl.col("excluded_means").str.split("|").alias("means")).explode("means").drop_nulls()
    if wishes.is_empty():
        return pl.DataFrame(schema={"need": pl.String, "result": pl.String})
    wishes = wishes.with_columns(normalise(pl.col("means")))
    texts = results.select(normalise(pl.concat_str("title", pl.lit("\n"), "text", ignore_nulls=True)).alias("text"))[
        "text"
    ]
    named = _name_means(wishes, lexicon)
    hits = find_concepts(texts, lexicon)
    concepts = hits.select("row", "begin", means="concept")
    words = _find_words(texts, wishes["means"].unique().to_list())
    used = pl.concat([concepts, words])
    denials = hits.filter(kind=NEGATION).select("row", denied_from="end")
    used = used.join(denials, on="row", how="left")
    near = (pl.col("begin") >= pl.col("denied_from")) & (pl.col("begin") - pl.col("denied_from") <= _BEFORE)
    used = (
        used.group_by("row", "begin", "means")
        .agg(near.fill_null(False).any().alias("denied"))
        .filter(~pl.col("denied"))
    )
    ids = results.select(result="id").with_row_index("row")
    return named.join(used, on="means").join(ids, on="row").select("need", "result").unique(maintain_order=True)


def _name_means(wishes: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """What each need excludes, as words and as concepts: need, means."""
    hits = find_concepts(wishes["means"], lexicon).filter(pl.col("kind") != NEGATION)
    rows = wishes.with_row_index("row")
    concepts = hits.join(rows.select("row", "id"), on="row").select(need="id", means="concept")
    return pl.concat([wishes.select(need="id", means="means"), concepts]).unique(maintain_order=True)


def _find_words(texts: pl.Series, words: list[str]) -> pl.DataFrame:
    found = pl.DataFrame(
        {"row": pl.Series(range(len(texts)), dtype=pl.UInt32), "begin": texts.str.find_many(words, overlapping=True),
         "means": texts.str.extract_many(words, overlapping=True)}
    )  # fmt: skip
    return found.explode("begin", "means").drop_nulls().with_columns(pl.col("begin").cast(pl.Int64))
