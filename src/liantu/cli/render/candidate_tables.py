"""Candidates on a terminal: each with its points, how many factors are known, and how it stands to the district."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.cli.render.cell_text import FrameRow, unknown_text
from liantu.model.schema import label_code
from liantu.wording import candidate_words as say
from liantu.wording import translator
from liantu.wording.amounts import format_significant

if TYPE_CHECKING:
    from liantu.district import District


def tabulate_candidates(frame: pl.DataFrame, lang: str) -> pl.DataFrame:
    """A row a candidate and product."""
    _, zh = translator(lang), lang.startswith("zh")
    rows = [
        {
            _("Product"): row["product_zh" if zh else "product_en"],
            _("Rank"): str(row["rank"]),
            _("Firm"): _firm(row, zh),
            _(say.STANDING): _(say.STANDINGS[row["standing"]]),
            _("Region"): row["region_zh" if zh else "region_en"] or "",
            _("Points"): _(say.KNOWN_POINTS)
            % {"points": format_significant(row["points"]), "known": row["known"], "all": row["factors"]},
            _(say.GROUP): row["group"] or "",
            _(say.REFUSED_BEFORE): label_code("refusal_reason", row["refused_for"], lang) if row["refused_for"] else "",
            _("Key"): row["candidate"],
        }
        for row in frame.iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def tabulate_factors(frame: pl.DataFrame, lang: str) -> pl.DataFrame:
    """The account of one candidate."""
    _ = translator(lang)
    rows = [
        {
            _(say.FACTOR): _(say.FACTORS[row["factor"]]),
            _(say.WHAT_IT_ASKS): _(say.QUESTIONS[row["factor"]]),
            _("Value"): unknown_text(lang) if row["value"] is None else format_significant(row["value"]),
            _("Weight"): format_significant(row["weight"]),
            _("Points"): "" if row["value"] is None else format_significant(row["points"]),
            _("Source"): row["source"] or "",
        }
        for row in frame.iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def tabulate_ties(frame: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """Firms elsewhere with the firm here that they are tied to."""
    _, firms = translator(lang), district.tables.names("firms", lang)
    sources = district.tables.names("sources", lang)
    rows = [
        {
            _("Firm"): row["firm"],
            _(say.TIE): _(say.PREDICATES.get(row["predicate"], row["predicate"])),
            _(say.FIRM_HERE): firms.get(row["resident"], row["resident"]),
            _("Basis"): _(say.BASES.get(row["basis"], row["basis"])),
            _("Source"): sources.get(row["source"], row["source"] or ""),
        }
        for row in frame.iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def _firm(row: FrameRow, zh: bool) -> str:
    return str((row["en"] if not zh else None) or row["short"] or row["name"])
