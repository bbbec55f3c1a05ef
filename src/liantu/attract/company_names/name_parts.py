"""The parts of a company's name: place, brand, trade, legal form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from liantu.library.company_words import list_company_words

_BLANKS = r"[\s\u200B-\u200F\uFEFF\"'\u201c\u201d\u00b7\u2022\u30fb]"
_BRACKETS = r"[(\[<{\u3010\u3014\u3008](?P<inside>[^)\]>}\u3011\u3015\u3009]*)[)\]>}\u3011\u3015\u3009]"
#: A brand has at least so many characters: of a shorter one the place or the trade before or behind it is a part.
_SHORTEST_BRAND = 2
#: So many places stand before a brand, and so many trades behind it, at the most.
_PLACES, _TRADES = 3, 4
PARTS = ("place", "brand", "trade", "form")


def normalise_names(names: pl.Expr) -> pl.Expr:
    """Names without blanks and quotation marks, full-width letters as plain ones, Latin ones small.

    >>> pl.select(normalise_names(pl.lit("\u7532\uff21 \uff08\u91cd\u5e86\uff09"))).item()
    '\u7532a(\u91cd\u5e86)'
    """
    return names.str.normalize("NFKC").str.replace_all(_BLANKS, "").str.to_lowercase()


def split_names(names: pl.Series, places: Iterable[str] = ()) -> pl.DataFrame:
    """Columns ``name`` (normalised) and PARTS of each name, in its order; parts that it lacks are empty.

    ``places`` are further names of places, such as those of a district and its parks.

    >>> whole = "\u91cd\u5e86\u5e02\u4e07\u51ef\u65b0\u6750\u6599\u79d1\u6280\u6709\u9650\u516c\u53f8"
    >>> split_names(pl.Series([whole])).select(PARTS).row(0)
    ('\u91cd\u5e86', '\u4e07\u51ef', '\u65b0\u6750\u6599\u79d1\u6280', '\u6709\u9650\u516c\u53f8')
    """
    known = sorted({*list_company_words("place"), *filter(None, places)}, key=lambda word: -len(word))
    place, form, trade = _any_of(known), _any_of(list_company_words("form")), _any_of(list_company_words("trade"))
    ends = _any_of(list_company_words("place_end"))
    end = f"(?:{ends})?"
    frame = names.fill_null("").to_frame("name").with_columns(normalise_names(pl.col("name")))
    inside = pl.col("name").str.extract(_BRACKETS, 1).fill_null("")
    frame = frame.with_columns(
        pl.when(inside.str.contains(f"^(?:{place}){end}$")).then(inside).otherwise(pl.lit("")).alias("place"),
        pl.col("name").str.replace_all(_BRACKETS, "").alias("brand"),
    )
    frame = _take_off(frame, "form", f"(?:{form})$", times=1, at_start=False)
    frame = _take_off(frame, "place", f"^(?:{place}){end}", times=_PLACES, at_start=True)
    frame = _take_off(frame, "trade", f"(?:{trade})$", times=_TRADES, at_start=False)
    frame = _take_off(frame, "place", f"(?:{place})$", times=1, at_start=True)
    frame = _cut_at_place(frame, place)
    return frame.with_columns(pl.col("place").str.replace_all(ends, "")).select("name", *PARTS)


def _take_off(frame: pl.DataFrame, part: str, pattern: str, *, times: int, at_start: bool) -> pl.DataFrame:
    """Move what the pattern finds in ``brand`` to a part, as long as a brand is left."""
    if part not in frame.columns:
        frame = frame.with_columns(pl.lit("").alias(part))
    for _time in range(times):
        remainder = pl.col("brand").str.replace(pattern, "")
        found = (remainder.str.len_chars() >= _SHORTEST_BRAND) & (remainder != pl.col("brand"))
        cut = pl.col("brand").str.extract(f"({pattern})", 1).fill_null("")
        joined = pl.col(part) + cut if at_start else cut + pl.col(part)
        frame = frame.with_columns(
            pl.when(found).then(joined).otherwise(pl.col(part)).alias(part),
            pl.when(found).then(remainder).otherwise(pl.col("brand")).alias("brand"),
        )
    return frame


def _cut_at_place(frame: pl.DataFrame, place: str) -> pl.DataFrame:
    """Where no trade is known and a place stands within a brand, what follows the place is the trade."""
    pattern = f"^(.{{{_SHORTEST_BRAND},}}?)({place})(.{{{_SHORTEST_BRAND},}})$"
    found = (pl.col("trade") == "") & (pl.col("place") == "") & pl.col("brand").str.contains(pattern)
    return frame.with_columns(
        pl.when(found).then(pl.col("brand").str.extract(pattern, n)).otherwise(pl.col(part)).alias(part)
        for n, part in ((1, "brand"), (2, "place"), (3, "trade"))
    )


def _any_of(words: Sequence[str]) -> str:
    return "|".join(words)
