"""What a result must hold: the floor of maturity on the same scale, the rights, no means that the need excludes.

Each is yes, no or unknown. Unknown passes with a mark; nothing else is hard, the field least of all.
"""

from __future__ import annotations

import polars as pl

from liantu.innovate.matching.concepts import GENERIC, NEGATION, OBJECT, Lexicon, find_concepts, normalise
from liantu.innovate.matching.phrase_features import cut_out

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
    wishes = wishes.with_row_index("wish")
    hits = find_concepts(texts, lexicon)
    denials = hits.filter(kind=NEGATION).select("row", denied_from="end")
    words = _spell_means(wishes, lexicon)
    literal = _drop_denied(_find_words(texts, words["means"].unique().to_list()), denials)
    spelled = words.join(literal, on="means").select("wish", "row")
    meant = _find_meant(
        _name_means(wishes, lexicon), _drop_denied(hits.select("row", "begin", means="concept"), denials)
    )
    used = pl.concat([spelled, meant]).unique()
    ids = results.select(result="id").with_row_index("row")
    pairs = used.join(wishes.select("wish", need="id"), on="wish").join(ids, on="row").select("need", "result")
    return pairs.unique().sort("need", "result")


def _drop_denied(used: pl.DataFrame, denials: pl.DataFrame) -> pl.DataFrame:
    """Without what stands behind a denial: row, means, each once."""
    beside = used.join(denials, on="row", how="left")
    near = (pl.col("begin") >= pl.col("denied_from")) & (pl.col("begin") - pl.col("denied_from") <= _BEFORE)
    spelled = beside.group_by("row", "begin", "means").agg(near.fill_null(False).any().alias("denied"))
    return spelled.filter(~pl.col("denied")).select("row", "means").unique()


def _spell_means(wishes: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """What each need excludes as it stands, and without the words that say nothing (材料, 工艺): wish, means."""
    hits = find_concepts(wishes["means"], lexicon).filter(kind=GENERIC)
    pieces = cut_out(wishes["means"], hits).filter(pl.col("piece").str.len_chars() > 1)
    cut = pieces.select(pl.col("row").cast(pl.UInt32).alias("wish"), means="piece")
    whole = wishes.select("wish", "means")
    return pl.concat(
        [whole, cut.group_by("wish").agg("means").filter(pl.col("means").list.len() == 1).explode("means")]
    )


def _name_means(wishes: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """As concepts, where objects and words that say nothing cover it whole: wish, span, means."""
    hits = find_concepts(wishes["means"], lexicon)
    uncovered = cut_out(wishes["means"], hits.filter(pl.col("kind").is_in([OBJECT, GENERIC, NEGATION])))
    partly = uncovered.filter(pl.col("piece").str.contains(r"[\p{L}\p{N}]"))["row"].unique().implode()
    named = hits.filter((pl.col("kind") == OBJECT) & ~pl.col("row").is_in(partly))
    return named.select(wish="row", span="begin", means="concept")


def _find_meant(named: pl.DataFrame, concepts: pl.DataFrame) -> pl.DataFrame:
    """Texts that name each part of what is excluded: wish, row."""
    parts = named.group_by("wish").agg(pl.col("span").n_unique().alias("parts"))
    found = named.join(concepts, on="means").group_by("wish", "row").agg(pl.col("span").n_unique().alias("found"))
    whole = found.join(parts, on="wish").filter(pl.col("found") == pl.col("parts"))
    return whole.select("wish", "row")


def _find_words(texts: pl.Series, words: list[str]) -> pl.DataFrame:
    found = pl.DataFrame(
        {"row": pl.Series(range(len(texts)), dtype=pl.UInt32), "begin": texts.str.find_many(words, overlapping=True),
         "means": texts.str.extract_many(words, overlapping=True)}
    )  # fmt: skip
    return found.explode("begin", "means").drop_nulls().with_columns(pl.col("begin").cast(pl.Int64))
