"""Ledgers: open challenges, technology contracts, renewals due, platforms, and what moved from laboratory to plant."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells
from liantu.web.core.amount_text import given_figure_text
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room, title_empty_room
from liantu.web.core.lists.facet_bar import FacetField, code_words, mapped_words
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_tables
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Link, Table, badge_cell, link_cell, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.innovate.ledger_picture import make_challenge_picture
from liantu.wording import N_
from liantu.wording.innovation_words import (
    CHALLENGES,
    CONTRACTS,
    IN_HOUSE,
    LEDGERS,
    OF_TECHNOLOGY,
    PLATFORMS,
    RENEWALS,
    RESULT,
    STAGE_NOTE,
    STAGE_TIMES,
    TITLE_BADGES,
    TITLE_STATES,
    TITLES,
)

PATH = "/ledgers"
_DUE = {"true": N_("over"), "false": N_("due soon")}


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, PATH, show, (FACETS,))


def show(view: RequestView) -> Page:
    """The picture first, then every ledger, each leading to its rows."""
    _ = view.tr
    tables_of = view.district.tables
    filled = any(
        tables_of[name].height for name in ("challenges", "technology_contracts", "platforms", "result_stages")
    )
    lists = [
        *(_list_challenges(view), _list_contracts(view), _list_titles(view), _list_renewals(view)),
        *(_list_platforms(view), _list_stage_times(view)),
    ]
    tables, (challenges, contracts, titles, renewals, _platforms, times), bar = narrow_tables(view, lists)
    tables = [table for table, listed in zip(tables, lists, strict=True) if listed.table.rows]
    picture = make_challenge_picture(view) if tables_of["challenges"].height and not bar.in_force else None
    context = {
        "picture": picture,
        "room": None if filled else describe_empty_room(view, "ledgers"),
        "tables": tables,
        "add": "",
    }
    frames = {"challenges": challenges, "contracts": contracts, "renewals": renewals, "stage_times": times}
    frames |= {"titles": titles}
    title = picture.heading if picture else title_empty_room(view, _(LEDGERS))
    return Page(
        "innovate/list.html", title, frames, context, internal=_(IN_HOUSE), names_firms=True, sheets=tables, facets=bar
    )


def _rows_link(view: RequestView, table: str) -> Link:
    return Link(view.tr("All rows"), view.url(f"/tables/{table}"))


def _list_challenges(view: RequestView) -> ListedTable:
    _ = view.tr
    rows_of, frame = view.district.tables.rows("challenges"), view.district.innovate.challenges()
    cells = []
    for row in frame.iter_rows(named=True):
        about = rows_of[row["challenge"]]
        following = view.word("challenge_step", row["next"]) if row["next"] else ""
        cells.append(
            [
                text_cell(view.pick(about)),
                text_cell(view.name(about["owner"]) if about["owner"] else ""),
                text_cell(view.name(about["solver"]) if about["solver"] else ""),
                number_cell(str(about["public_money"] or _("not known"))),
                number_cell(str(about["own_money"] or _("not known"))),
                text_cell(view.word("challenge_step", row["step"]) if row["step"] else _("not stated")),
                text_cell(view.word("challenge_verdict", row["verdict"]) if row["verdict"] else ""),
                badge_cell(following, "missing") if row["late"] else text_cell(following),
                text_cell(view.period(row["due"]) if row["due"] else ""),
            ]
        )
    money = [Column(_("Public money"), number=True), Column(_("Own money"), number=True)]
    heads = [_("Challenge"), _("Whose"), _("Solver")]
    after = [_("Last step"), _("Verdict"), _("Next step"), _("Due")]
    columns = [*(Column(head) for head in heads), *money, *(Column(head) for head in after)]
    table = Table(
        _(CHALLENGES), columns, cells, unit=_("10,000 CNY"), name="challenges",
        onward=_rows_link(view, "challenge_events"),
    )  # fmt: skip
    fields = [
        FacetField("step", _("Last step"), code_words(view, "challenge_step")),
        FacetField("verdict", _("Verdict"), code_words(view, "challenge_verdict")),
    ]
    return ListedTable(table, frame, fields)


def _list_contracts(view: RequestView) -> ListedTable:
    _ = view.tr
    frame = view.district.innovate.technology_contracts()
    cells = [
        [
            text_cell(view.word("technology_contract", row["kind"])),
            number_cell(str(row["contracts"])),
            number_cell(str(row["registered"])),
            number_cell(_("not known") if row["amount"] is None else f"{row['amount']:g}"),
            number_cell(_("not known") if row["technology_amount"] is None else f"{row['technology_amount']:g}"),
            number_cell(str(row["unknown"])),
        ]
        for row in frame.iter_rows(named=True)
    ]
    heads = [_("Contracts"), _("Registered"), _("Contract amount"), _(OF_TECHNOLOGY), _("Amount unknown")]
    columns = [Column(_("Kind")), *(Column(head, number=True) for head in heads)]
    table = Table(
        _(CONTRACTS), columns, cells, unit=_("10,000 CNY"), name="contracts",
        onward=_rows_link(view, "technology_contracts"),
    )  # fmt: skip
    frame = frame.with_columns(contract=pl.col("kind"))
    return ListedTable(table, frame, [FacetField("contract", _(CONTRACTS), code_words(view, "technology_contract"))])


def _list_titles(view: RequestView) -> ListedTable:
    """Titles of science by firm with day and end: held, run out, applied for."""
    _, frame = view.tr, view.district.innovate.titles()
    numbers = view.district.tables.rows("cultivations")
    cells = [
        [
            link_cells.row_links_cell(view, "firms", [row["firm"]]),
            text_cell(view.word("ladder_step", row["step"])),
            badge_cell(_(TITLE_STATES[row["standing"]]), TITLE_BADGES[row["standing"]]),
            text_cell(view.period(row["period"]) if row["period"] else ""),
            text_cell(view.period(row["until"]) if row["until"] else ""),
            text_cell(numbers[row["id"]]["number"] or ""),
        ]
        for row in frame.iter_rows(named=True)
    ]
    heads = [_("Firm"), _("Title or level"), _("State"), _("Recognised"), _("Valid until"), _("Certificate")]
    table = Table(_(TITLES), [Column(head) for head in heads], cells, name="titles")
    fields = [
        FacetField("title", _("Title or level"), code_words(view, "ladder_step")),
        FacetField("standing", _("State"), mapped_words(view, TITLE_STATES)),
    ]
    return ListedTable(table, frame.rename({"step": "title"}), fields)


def _list_renewals(view: RequestView) -> ListedTable:
    _ = view.tr
    frame = view.district.innovate.renewals()
    lists = {"title": "ladder_step", "platform": "platform_tier"}
    cells = [
        [
            text_cell(view.name(row["subject"])),
            text_cell(view.word(lists[row["kind"]], row["what"]) if row["what"] else ""),
            text_cell(view.period(row["due"])),
            badge_cell(_("over"), "missing") if row["over"] else badge_cell(_("due soon"), "short"),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [Column(head) for head in (_("Firm or platform"), _("Title or level"), _("Due"), _("State"))]
    table = Table(_(RENEWALS), columns, cells, name="renewals", onward=_rows_link(view, "cultivations"))
    return ListedTable(table, frame, [FacetField("over", _(RENEWALS), mapped_words(view, _DUE))])


def _list_platforms(view: RequestView) -> ListedTable:
    """Platforms with what can be tried there and how long the queue is; an unknown queue is not an empty one."""
    _ = view.tr
    cells, frame = [], view.district.innovate.platforms()
    for row in frame.iter_rows(named=True):
        operations = row["operations_zh"] if view.zh else row["operations_en"] or row["operations_zh"]
        cells.append(
            [
                text_cell(view.pick(row)),
                text_cell(view.word("platform_kind", row["kind"])),
                link_cells.row_links_cell(view, "places", [row["place"]] if row["place"] else []),
                text_cell(view.word("platform_tier", row["tier"]) if row["tier"] else ""),
                text_cell(operations or ""),
                number_cell(given_figure_text(view, row["batch"], row["batch_unit"]) or _("not known")),
                text_cell(view.word("fire_class", row["fire_class"]) if row["fire_class"] else _("not known")),
                number_cell(row["queue"] or _("not known")),
                text_cell(view.period(row["review_due"]) if row["review_due"] else ""),
            ]
        )
    heads = [_("Platform"), _("Kind"), _("Place"), _("Level"), _("Operations"), _("Batch size"), _("Fire hazard class")]
    columns = [Column(head) for head in (*heads, _("Queue"), _("Review due"))]
    table = Table(_(PLATFORMS), columns, cells, name="platforms", onward=_rows_link(view, "platforms"))
    fields = [
        FacetField("platform", _(PLATFORMS), code_words(view, "platform_kind")),
        FacetField("tier", _("Level"), code_words(view, "platform_tier")),
        FacetField("place", _("Place"), view.name),
    ]
    return ListedTable(table, frame.with_columns(platform=pl.col("kind")), fields)


def _list_stage_times(view: RequestView) -> ListedTable:
    _ = view.tr
    rows_of, frame = view.district.tables.rows("results"), view.district.innovate.stage_times()
    cells = [
        [
            link_cell(view.pick(rows_of[row["result"]]), view.url(f"/result/{row['result']}")),
            text_cell(view.join(view.word("result_stage", stage) for stage in row["done"] or [])),
            text_cell(view.word("result_stage", row["running"]) if row["running"] else ""),
            text_cell(view.word("result_stage", row["next"]) if row["next"] else ""),
            number_cell(_("not known") if row["months"] is None else str(row["months"])),
        ]
        for row in frame.iter_rows(named=True)
    ]
    heads = [_(RESULT), _("Stages done"), _("Under way"), _("Next stage")]
    columns = [*(Column(head) for head in heads), Column(_("Months between"), number=True)]
    table = Table(
        _(STAGE_TIMES), columns, cells, notes=[_(STAGE_NOTE)], name="stage_times",
        onward=_rows_link(view, "result_stages"),
    )  # fmt: skip
    fields = [
        FacetField("running", _("Under way"), code_words(view, "result_stage")),
        FacetField("next_stage", _("Next stage"), code_words(view, "result_stage")),
    ]
    return ListedTable(table, frame.with_columns(next_stage=pl.col("next")), fields)
