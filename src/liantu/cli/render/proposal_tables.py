"""Proposals on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.model.schema import label_code
from liantu.wording import proposal_words as say
from liantu.wording import translator
from liantu.wording.markets import amount_words
from liantu.wording.periods import period_text
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
        inputs = say.share_text(row["inputs_share"], _) if row["inputs"] else ""
        inputs = _("; ").join(filter(None, (inputs, say.listed_text(row, lambda key: labels.get(key, key), _))))
        shown.append(
            {
                _(say.COLUMNS["rank"]): "" if row["rank"] is None else str(row["rank"]),
                _(say.COLUMNS["name"]): say.title_text(name, of_row, lambda key: labels.get(key, key), lang),
                _(say.COLUMNS["chain"]): say.chain_text(
                    row["steps"], row["levels"], lambda key: labels.get(key, key), say.parts_here(row), lang
                ),
                _(say.COLUMNS["advice"]): label_code("proposal_advice", row["advice"], lang),
                _(say.COLUMNS["approach"]): label_code("proposal_approach", row["approach"], lang),
                _(say.COLUMNS["size"]): say.size_text(row, lang),
                _(say.COLUMNS["fill"]): amount_words(row["fill"], row["unit"], lang),
                _(say.COLUMNS["share"]): say.share_text(row["fill_share"], _),
                _(say.COLUMNS["here"]): inputs,
                _(say.COLUMNS["nation"]): say.idle_text(row, lambda key: labels.get(key, key), _, lang),
                _(say.LAND): say.land_text(row, _, lang),
                _(say.COLUMNS["value"]): value_text(row, lang) or _("unknown"),
                _(say.COLUMNS["points"]): f"{row['points']:.0f}",
                _(say.COLUMNS["unknown"]): say.unknown_factors(row, lang),
            }
        )
    frame = pl.DataFrame(shown)
    return frame if rows["rank"].has_nulls() else frame.drop(_(say.COLUMNS["unknown"]), strict=False)


def tabulate_supply_talks(district: District, lang: str) -> pl.DataFrame:
    """What is needed here while the country's plants stand idle: the need, and how busy those plants are."""
    _, labels = translator(lang), district.tables.labels(lang)
    shown = [
        {
            _(say.COLUMNS["name"]): labels.get(row["product"], row["product"]),
            _(say.COLUMNS["need"]): amount_words(row["direct"], row["unit"], lang),
            _(say.COLUMNS["gap"]): amount_words(row["gap"], row["unit"], lang),
            _(say.COLUMNS["nation"]): say.country_text(row, _, lang),
        }
        for row in district.attract.supply_talks().iter_rows(named=True)
    ]
    return pl.DataFrame(shown)


def list_supply_notes(district: District, lang: str) -> list[str]:
    """What is to be done about these products, and by which limit."""
    _ = translator(lang)
    limits = (
        _(say.LOAD_LIMIT) % f"{district.attract.load_limit():g}",
        _(say.CAPACITY_LIMIT) % f"{district.attract.capacity_limit():g}",
    )
    return [_(say.SUPPLY_ADVICE), *limits]


def tabulate_left_out(district: District, lang: str) -> pl.DataFrame:
    """What a chain names and no project is made of, with the reason."""
    _, labels = translator(lang), district.tables.labels(lang)
    rows = district.attract.proposals().left_out.iter_rows()
    names = (_(say.COLUMNS["name"]), _(say.COLUMNS["reason"]))
    return pl.DataFrame(
        [dict(zip(names, (labels.get(key, key), label_code("left_out", why, lang)), strict=True)) for key, why in rows]
    )


def tabulate_not_built(rows: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """The main inputs that bundles buy, with why they do not build them."""
    _, labels = translator(lang), district.tables.labels(lang)
    found = district.attract.proposals().not_built.join(rows.select("bundle"), on="bundle", how="semi")
    pairs = found.select("product", "reason").unique(maintain_order=True).iter_rows()
    names = (_(say.NOT_BUILT), _(say.COLUMNS["reason"]))
    shown = [(labels.get(key, key), label_code("not_built", why, lang)) for key, why in pairs]
    return pl.DataFrame(shown, schema=[*names], orient="row")


def tabulate_scores(scores: pl.DataFrame, lang: str) -> pl.DataFrame:
    """The scores apart, each among how many of the first."""
    _ = translator(lang)
    return pl.DataFrame(
        [
            {
                _(say.SCORE): _(say.SCORES[row["score"]]),
                _(say.AMONG): _(say.ALL_RANKED) if row["within"] is None else _(say.FIRST) % row["within"],
                _(say.COUNT): _(_count_words(row["of"], row["not_judged"]))
                % {"count": row["count"], "of": row["of"], "rest": row["not_judged"]},
            }
            for row in scores.iter_rows(named=True)
        ]
    )


def _count_words(judged: int, not_judged: int | None) -> str:
    """How a count is told: of all, of what was judged, or that nothing was."""
    if not_judged is None:
        return say.OF_COUNT
    return say.OF_JUDGED if judged else say.NONE_JUDGED


def tabulate_first(first: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """The first of the order, each as it is judged by all that is known to date."""
    _, labels = translator(lang), district.tables.labels(lang)
    return pl.DataFrame(
        [
            {
                _(say.COLUMNS["rank"]): str(row["rank"]),
                _(say.COLUMNS["name"]): labels.get(row["product"], row["product"]),
                _(say.JUDGEMENT): _(say.SHOULD_NOT[row["wrong"]]),
                _("Period"): "" if row["load_period"] is None else period_text(row["load_period"], lang),
            }
            for row in first.iter_rows(named=True)
        ]
    )


def tabulate_later(later: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """Each product that came, with its place in the order and what was advised of it."""
    _, labels = translator(lang), district.tables.labels(lang)
    return pl.DataFrame(
        [
            {
                _(say.COLUMNS["name"]): labels.get(row["product"], row["product"]),
                _(say.CAME): row["date"] if row["counted"] else _(say.NOT_LATER) % row["date"],
                _(say.COLUMNS["rank"]): "" if row["rank"] is None else str(row["rank"]),
                _(say.COLUMNS["advice"]): label_code("proposal_advice", row["advice"], lang) or _(say.NOT_NAMED),
                _("Source"): row["source"],
            }
            for row in later.iter_rows(named=True)
        ]
    )


def list_score_notes(lang: str) -> list[str]:
    """What the two scores say, and of which districts alone."""
    _ = translator(lang)
    return [_(say.NO_FORESIGHT), _(say.JUDGED_BY)]


def list_proposal_notes(lang: str) -> list[str]:
    """How the order is made, and what may not be done with the figures."""
    _ = translator(lang)
    return [_(say.HOW_ORDERED), _(say.NO_SUM), _(say.RECALLED_NATION)]
