"""Names that are one to the eye: alike but for brackets, blanks, full-width letters and what is not seen."""

from __future__ import annotations

import polars as pl

#: What stands where a name of a firm should and names a sum, a mean, or a part of the row above.
NAMES_OF_SUMS = (
    r"^\s*(?:(?:全区|全县|全市|全街道|全镇|全园区|园区|规上|规下|本页|行业|企业|其中)?\s*"
    r"(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计)|平\s*均(?:值|数)?|户均|其\s*中(?:[:：].*)?"
    r"|(?i:sub-?total|grand total|total|of which(?::.*)?))\s*[:：]?\s*(?:[(（\[［【][^)）]*[)）\]］】])?\s*$"
)
#: What a row of relations says of two that are not one.
DISTINCT_FROM = "distinct_from"
#: Brackets, quotation marks, blanks, dots and characters without width.
_ASIDE = r"[\s\"'“”‘’。()\[\]{}<>【】〔〕《》〈〉「」·•・\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]"

#: Strokes that are one to the eye.
_DASHES = r"[\u2010-\u2015\u2212\uFE58\uFE63]"


def compact_name(names: pl.Expr) -> pl.Expr:
    """Names without what the eye passes over; two firms whose names are equal so are one firm or a slip.

    >>> pl.select(compact_name(pl.lit("重庆（涪陵） 甲Ａ公司"))).item()
    '重庆涪陵甲a公司'
    """
    plain = names.str.normalize("NFKC").str.replace_all(_DASHES, "-")  # left out, plots 1-2 and 12 would be one
    return plain.str.replace_all(_ASIDE, "").str.to_lowercase()
