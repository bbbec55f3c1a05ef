"""Proposals on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.model.schema import label_code
from liantu.wording import proposal_words as say
from liantu.wording import translator
from liantu.wording.markets import amount_words
from liantu.wording.price_words import value_text

if TYPE_CHECKING:
    from liantu.district import District


def tabulate_proposals(rows: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """Bundles with a heading a column, in their order."""
    _, labels = translator(lang), district.tables.labels(lang)
    clauses = district.attract.proposals().clauses
    shown = []
    for row in rows.iter_rows(named=True):
        of_row = cast("list[say.BarredClause]", clauses.filter(pl.col("bundle") == row["bundle"]).to_dicts())
        name = labels.get(row["product"], row["product"])
        inputs = f"{row['inputs_here']}/{row['inputs']}" if row["inputs"] else ""
        shown.append(
            {
                _(say.COLUMNS["rank"]): "" if row["rank"] is None else str(row["rank"]),
                _(say.COLUMNS["name"]): say.title_text(name, of_row, lambda key: labels.get(key, key), lang),
                _(say.COLUMNS["chain"]): say.chain_text(row["steps"], row["levels"], lambda key: labels.get(key, key)),
                _(say.COLUMNS["advice"]): label_code("proposal_advice", row["advice"], lang),
                _(say.COLUMNS["approach"]): label_code("proposal_approach", row["approach"], lang),
                _(say.COLUMNS["size"]): say.size_text(row, lang),
                _(say.COLUMNS["fill"]): amount_words(row["fill"], row["unit"], lang),
                _(say.COLUMNS["share"]): say.share_text(row["fill_share"], _),
                _(say.COLUMNS["here"]): inputs,
                _(say.COLUMNS["nation"]): say.nation_text(row, _, lang),
                _(say.COLUMNS["value"]): value_text(row, lang) or _("unknown"),
                _(say.COLUMNS["points"]): f"{row['points']:.0f}",
            }
        )
    return pl.DataFrame(shown)


def list_proposal_notes(lang: str) -> list[str]:
    """How the order is made, and what may not be done with the figures."""
    _ = translator(lang)
    return [_(say.HOW_ORDERED), _(say.NO_SUM), _(say.RECALLED_NATION)]
