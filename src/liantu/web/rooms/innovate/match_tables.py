"""A need beside results: factor by factor, indicator by indicator, what failed, what was decided."""

from __future__ import annotations

import polars as pl

from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, link_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.innovate.results import maturity_text
from liantu.wording.innovation_words import (
    COMPARED,
    COMPARED_STATES,
    CONDITIONS,
    DECIDE,
    DECISIONS,
    DIRECTION_SIGNS,
    FACTORS,
    HOLDS,
    MATCH_NOTE,
    MATCHES,
    REFUSED,
    RESULT,
    RESULT_OWNER,
)

_BADGES = {"met": "made", "missed": "missing"}
_DECIDED = {"accepted": "made", "introduced": "short", "refused": "missing", "postponed": "short"}


def list_matches(view: RequestView, matches: pl.DataFrame, need: str) -> Table:
    """Results in their order with every factor and condition; the note says how points come of the factors."""
    _ = view.tr
    rows_of = view.district.tables.rows("results")
    can_write = view.present.workspace is not None
    cells = []
    for row in matches.filter(need=need).sort("rank").iter_rows(named=True):
        result = rows_of[row["result"]]
        to = view.url("/tables/match_decisions/new", **{"f.need": need, "f.result": row["result"]})
        cells.append(
            [
                number_cell(str(row["rank"])),
                link_cell(view.pick(result), view.url(f"/result/{row['result']}")),
                text_cell(view.name(result["owner"]) if result["owner"] else ""),
                number_cell(f"{row['points']:.0f}"),
                *(number_cell("—" if row[name] is None else f"{row[name]:.2f}") for name in FACTORS),
                text_cell(maturity_text(view, result)),
                *(_condition_cell(view, row[name]) for name in CONDITIONS),
                Cell((Link(_(DECIDE), to),)) if can_write else text_cell(""),
            ]
        )
    columns = [
        *(
            Column(_("Rank"), number=True),
            Column(_(RESULT)),
            Column(_(RESULT_OWNER)),
            Column(_("Points"), number=True),
        ),
        *(Column(_(words), _("Factors"), number=True) for words in FACTORS.values()),
        Column(_("Maturity of the result")),
        *(Column(_(words), _("Conditions")) for words in CONDITIONS.values()),
        Column(_("Decision")),
    ]
    return Table(_(MATCHES), columns, cells, notes=[_(MATCH_NOTE)], name="matches", dense=True)


def list_compared(view: RequestView, indicators: pl.DataFrame, need: str) -> Table:
    """Each indicator of the need beside what each match states."""
    _ = view.tr
    rows_of = view.district.tables.rows("results")
    cells = [
        [
            text_cell(view.pick(rows_of[row["result"]])),
            text_cell(row["indicator"]),
            text_cell(
                f"{DIRECTION_SIGNS.get(row['direction'], '')}{row['needed']:g} {row['needed_unit'] or ''}".strip()
            )
            if row["needed"] is not None
            else text_cell(""),
            text_cell(f"{row['offered']:g} {row['offered_unit'] or ''}".strip() if row["offered"] is not None else "—"),
            badge_cell(_(COMPARED_STATES.get(row["state"], row["state"])), _BADGES.get(row["state"], "unknown")),
            text_cell(_(HOLDS[row["same_method"]])),
        ]
        for row in indicators.filter(need=need).iter_rows(named=True)
    ]
    heads = [_(RESULT), _("Indicator"), _("Value needed"), _("Offered"), _("State"), _("Same test method")]
    return Table(_(COMPARED), [Column(head) for head in heads], cells, name="indicators")


def list_refused(view: RequestView, refused: pl.DataFrame, need: str) -> Table:
    """What agrees and fails a condition, each condition in words."""
    _ = view.tr
    rows_of = view.district.tables.rows("results")
    cells = [
        [
            link_cell(view.pick(rows_of[row["result"]]), view.url(f"/result/{row['result']}")),
            text_cell(maturity_text(view, rows_of[row["result"]])),
            *(_condition_cell(view, row[name]) for name in CONDITIONS),
        ]
        for row in refused.filter(need=need).iter_rows(named=True)
    ]
    heads = [_(RESULT), _("Maturity of the result"), *(_(words) for words in CONDITIONS.values())]
    return Table(_(REFUSED), [Column(head) for head in heads], cells, name="refused")


def list_decisions(view: RequestView, rows: pl.DataFrame) -> Table:
    """Decisions with reasons, the latest first."""
    _ = view.tr
    needs, results = (view.district.tables.rows(name) for name in ("needs", "results"))
    cells = [
        [
            text_cell(view.period(row["period"])),
            link_cell(view.pick(needs[row["need"]]), view.url(f"/need/{row['need']}")),
            link_cell(view.pick(results[row["result"]]), view.url(f"/result/{row['result']}")),
            badge_cell(view.word("match_decision", row["decision"]), _DECIDED[row["decision"]]),
            text_cell(view.word("match_reason", row["reason"]) if row["reason"] else ""),
            text_cell(view.join(filter(None, (view.pick(row), row["outcome"])))),
            text_cell(view.name(row["office"]) if row["office"] else ""),
        ]
        for row in rows.iter_rows(named=True)
    ]
    heads = [_("Day"), _("Need"), _(RESULT), _("Decision"), _("Reason"), _("What came of it"), _("Responsible office")]
    return Table(_(DECISIONS), [Column(head) for head in heads], cells, name="decisions")


def _condition_cell(view: RequestView, holds: bool | None) -> Cell:
    words = view.tr(HOLDS[holds])
    return badge_cell(words, "missing") if holds is False else text_cell(words)
