"""Pictures of a composite index: units by rank with the range of each, and what makes up the score of one."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.drawings.contribution_bars import ContributionBar, draw_contribution_bars
from liantu.drawings.empty_frame import draw_empty_frame
from liantu.drawings.rank_bars import RankBar, draw_rank_bars
from liantu.web.core.page_tables import Cell, Column, Table, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.outlook.index_choice import QUERY, IndexChoice
from liantu.wording import index_page_words as say
from liantu.wording.index_words import HEADINGS

RANKS_PATH, PARTS_PATH = "/indices/picture/ranks", "/indices/picture/parts"


def register(app: FastAPI) -> None:
    """Add the pictures."""
    add_picture(app, RANKS_PATH, make_rank_picture, QUERY)
    add_picture(app, PARTS_PATH, make_part_picture, QUERY)


def make_rank_picture(view: RequestView) -> Picture:
    """A row a unit: its score, its rank, and the ranks that it moves between."""
    if view.district.outlook.indices().is_empty():
        return _make_empty(view, RANKS_PATH, "ranks")
    choice = IndexChoice(view)
    ranks = view.district.outlook.index_ranks(choice.run).filter(pl.col("time") == choice.time)
    ranges = {row["unit"]: (row["low"], row["high"]) for row in ranks.iter_rows(named=True)}
    bars = [
        RankBar(
            choice.names[row["unit"]],
            row["score"],
            _write(view, row["score"]),
            row["rank"],
            *ranges.get(row["unit"], (None, None)),
        )
        for row in choice.results
    ]
    heading = _write_heading(choice)
    heads = (view.tr(say.SCORE), view.tr(say.RANKS))
    return Picture(
        address=choice.address(RANKS_PATH),
        heading=heading,
        drawing=draw_rank_bars(bars, heads, heading, name="ranks", width=660, names=180),
        narrow=draw_rank_bars(bars, heads, heading, name="ranks-narrow", width=NARROW, names=110),
        table=_make_rank_table(view, choice, bars),
        frames={"ranks": ranks},
        note=view.tr(say.RANGE_NOTE),
    )


def make_part_picture(view: RequestView) -> Picture:
    """A bar a part of the index: how many points of the change since the time before it brings, else of the score."""
    if view.district.outlook.indices().is_empty():
        return _make_empty(view, PARTS_PATH, "parts")
    _, choice = view.tr, IndexChoice(view)
    every = view.district.outlook.index_contributions(choice.run)
    frame = every.filter(unit=choice.unit, time=choice.time, result=choice.run.scheme.top.id)
    level, change = frame.filter(pl.col("since").is_null()), frame.filter(pl.col("since").is_not_null())
    drawn = change if change.height else level
    slots = {"unit": choice.names[choice.unit], "time": choice.time}
    heading = _(say.PARTS) % slots
    if change.height and change["effect"].null_count() == 0:
        largest = change.sort(pl.col("effect").abs(), descending=True).row(0, named=True)
        slots |= {"since": largest["since"], "change": f"{change['effect'].sum():+.2f}"}
        heading = _(say.PARTS_OF_CHANGE) % {**slots, "part": choice.nodes[largest["part"]]}
    bars = [
        ContributionBar(choice.nodes[row["part"]], "", row["effect"], _signed(view, row["effect"], change.height > 0))
        for row in drawn.iter_rows(named=True)
    ]
    return Picture(
        address=choice.address(PARTS_PATH),
        heading=heading,
        drawing=draw_contribution_bars(bars, heading, name="parts", width=560, names=190),
        narrow=draw_contribution_bars(bars, heading, name="parts-narrow", width=NARROW, names=120, row=32),
        table=_make_part_table(view, choice, level, change),
        frames={"contributions": frame},
    )


def _make_empty(view: RequestView, path: str, name: str) -> Picture:
    words = view.tr(say.NO_INDEX)
    table = Table(words, [Column(view.tr(HEADINGS["name"]))], [], name=name)
    frames = {name: view.district.outlook.indices()}
    narrow = draw_empty_frame(words, words, f"{name}-narrow", NARROW)
    return Picture(view.url(path), words, draw_empty_frame(words, words, name), table, frames, narrow)


def _write_heading(choice: IndexChoice) -> str:
    row = next(row for row in choice.results if row["unit"] == choice.unit)
    slots = {"index": choice.title, "time": choice.time, "unit": choice.names[choice.unit]}
    if row["rank"] is None or row["score"] is None:
        return choice.view.tr(say.HEADING_NO_RANK) % slots
    ranked = sum(found["rank"] is not None for found in choice.results)
    return choice.view.tr(say.HEADING) % {**slots, "rank": row["rank"], "all": ranked, "score": f"{row['score']:.2f}"}


def _write(view: RequestView, score: float | None) -> str:
    return view.tr("unknown") if score is None else f"{score:.2f}"


def _signed(view: RequestView, value: float | None, is_change: bool) -> str:
    return view.tr("unknown") if value is None else f"{value:+.2f}" if is_change else f"{value:.2f}"


def _make_rank_table(view: RequestView, choice: IndexChoice, bars: list[RankBar]) -> Table:
    """The units with rank, score and range."""
    _ = view.tr
    cells: list[list[Cell]] = [
        [
            text_cell(bar.name),
            number_cell(_("unknown") if bar.rank is None else str(bar.rank)),
            number_cell(bar.words),
            *(number_cell("—" if rank is None else f"{rank:g}") for rank in (bar.low, bar.high)),
        ]
        for bar in bars
    ]
    words = [HEADINGS["rank"], say.SCORE, HEADINGS["low"], HEADINGS["high"]]
    columns = [Column(_(HEADINGS["name"])), *(Column(_(word), number=True) for word in words)]
    return Table(f"{choice.title} {choice.time}", columns, cells, notes=[_(say.RANGE_NOTE)], name="ranks")


def _make_part_table(view: RequestView, choice: IndexChoice, level: pl.DataFrame, change: pl.DataFrame) -> Table:
    """The parts with the points that each brings, and how those changed."""
    _ = view.tr
    changes = dict(change.select("part", "effect").iter_rows())
    cells: list[list[Cell]] = [
        [
            text_cell(choice.nodes[row["part"]]),
            number_cell(_signed(view, row["effect"], is_change=False)),
            number_cell("—" if row["share"] is None else f"{row['share']:.1f}"),
            number_cell(_signed(view, changes[row["part"]], is_change=True) if row["part"] in changes else "—"),
        ]
        for row in level.iter_rows(named=True)
    ]
    columns = [Column(_(HEADINGS["part"]))]
    columns += [Column(_(word), number=True) for word in (say.LEVEL, say.SHARE, say.CHANGE)]
    title = _(say.PARTS) % {"unit": choice.names[choice.unit], "time": choice.time}
    return Table(title, columns, cells, name="parts")
