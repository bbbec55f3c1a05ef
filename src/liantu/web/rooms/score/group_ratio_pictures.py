"""The pictures of parks and industries beside the district, by the indicator that weighs most, as they may be told."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.district.evaluation_records import list_indicator_lines
from liantu.district.release_records import GROUP_SUMS, Recipient
from liantu.drawings.ratio_bars import RatioBar, draw_ratio_bars
from liantu.model.hidden_amounts import SHOWN, marked_amount
from liantu.papers import internal_note, unpublished_note
from liantu.web.core.page_tables import Column, Link, Table, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.empty_picture import draw_when_evaluated
from liantu.web.rooms.score.run_request import RunRequest
from liantu.wording import N_
from liantu.wording.amounts import format_significant

BY = {"park": "/score/picture/parks", "industry": "/score/picture/industries"}
_SCHEMA = {"value": pl.Float64, "value_state": pl.String}
_LABELS = {"park": N_("Parks"), "industry": N_("Industries")}


def register(app: FastAPI) -> None:
    """Add both pictures."""
    add_picture(app, BY["park"], draw_when_evaluated(BY["park"], make_park_picture), ("scheme", "year"))
    add_picture(app, BY["industry"], draw_when_evaluated(BY["industry"], make_industry_picture), ("scheme", "year"))


def make_park_picture(view: RequestView, found: RunRequest) -> Picture:
    """Parks beside the district."""
    return make_ratio_picture(view, found, "park")


def make_industry_picture(view: RequestView, found: RunRequest) -> Picture:
    """Industries beside the district."""
    return make_ratio_picture(view, found, "industry")


def make_ratio_picture(view: RequestView, found: RunRequest, by: str) -> Picture:
    """Sum ÷ sum of each park or industry, the highest first; in a file those that would tell of a firm are hatched."""
    _ = view.tr
    indicator = list_indicator_lines(found.run, found.scheme.groups[0].id)["indicator"][0]
    rows, whole = _read_ratios(view, found, by, indicator)
    bars = [_bar(view, by, *row) for row in rows.iter_rows()]
    name = say.indicator_name(view, found.scheme, indicator)
    unit = say.unit_label(view, found.scheme.indicators[indicator].unit)
    heading = _("%(parts)s: %(indicator)s") % {"parts": _(_LABELS[by]), "indicator": name}
    level = _("unknown") if whole is None else format_significant(whole, 3)
    columns = [Column(_(_LABELS[by])), Column(name, unit, number=True)]
    named = [_full_name(view, by, key) for key in rows.get_column(by)]
    cells = [[text_cell(name), number_cell(bar.words)] for name, bar in zip(named, bars, strict=True)]
    return Picture(
        address=view.url(BY[by], **found.address),
        heading=heading,
        drawing=draw_ratio_bars(bars, whole, _("district %s") % level, heading, name=f"ratios-{by}"),
        narrow=draw_ratio_bars(bars, whole, _("district %s") % level, heading, name=f"ratios-{by}-narrow", width=340),
        table=Table(heading, columns, [*cells, [text_cell(_("Whole district")), number_cell(level)]], name=by),
        frames={by: rows},
        unit=_("%s, sum ÷ sum") % unit,
        links=[Link(_("Groups"), view.url("/score/groups", **found.address))],
        internal=_keeps_inside(view, found),
    )


def _read_ratios(view: RequestView, found: RunRequest, by: str, indicator: str) -> tuple[pl.DataFrame, float | None]:
    """The parts with their ratios and states, the highest first, and the district's: exact in the house alone."""
    if not view.leaves:
        groups = found.run.groups.filter(pl.col("indicator") == indicator)
        state = pl.lit(SHOWN).alias("value_state")
        parts = groups.filter(pl.col("by") == by).select(pl.col("name").alias(by), "value", state)
        whole = groups.filter(pl.col("by") == "district")["value"]
    else:
        means = view.district.score.release_means(found.scheme.id, found.year, Recipient(GROUP_SUMS))
        tables = [table.filter(pl.col("indicator") == indicator) for table in means if table.columns[0] == by]
        # Beside the amount it is of, a reason is taken off every file: it would tell how few firms there are.
        tables = [table.rename({"state": "value_state"}) for table in tables]
        found_rows = pl.concat(tables) if tables else pl.DataFrame(schema=_SCHEMA | {by: pl.String})
        parts = found_rows.drop_nulls(by).select(by, "value", "value_state")
        whole = found_rows.filter(pl.col(by).is_null())["value"]
    return parts.sort("value", descending=True, nulls_last=True), whole[0] if len(whole) else None


def _keeps_inside(view: RequestView, found: RunRequest) -> str:
    """What keeps the picture in the house: on a screen its figures are exact; a file is told once the run is."""
    if not view.leaves:
        return internal_note(view.lang)
    published = view.district.score.is_published(found.scheme.id, found.year)
    return "" if published else unpublished_note(view.lang)


def _bar(view: RequestView, by: str, key: str, value: float | None, state: str) -> RatioBar:
    name = view.name(key) if by == "park" else _short_name(view, key)
    amount = marked_amount(value, state)
    words = format_significant(amount, 3) if isinstance(amount, float) else amount or view.tr("unknown")
    return RatioBar(name, "", value, words)


def _short_name(view: RequestView, code: str) -> str:
    """A class of the classification with a short name of its division, which stands in one line."""
    division = code[:2]
    brief_name = view.district.score.industry_name(division, chinese=view.zh, brief=True)
    return f"{code}{brief_name.removeprefix(division)}"


def _full_name(view: RequestView, by: str, key: str) -> str:
    """A park by name; a class of the classification with the name of its division alone."""
    return view.name(key) if by == "park" else f"{key}{say.industry_name(view, key[:2]).removeprefix(key[:2])}"
