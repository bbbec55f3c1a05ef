"""One consortium: members with task and shares, roles filled and missing, who could take them, milestones, results."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.core import link_cells, record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Cell, Column, Link, Table, badge_cell, link_cell, number_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.innovate.need_page import list_facts
from liantu.web.rooms.innovate.possible_members_page import list_candidates
from liantu.web.rooms.innovate.results import maturity_text
from liantu.wording import consortium_words as say
from liantu.wording.innovation_words import (
    IN_HOUSE,
    MILESTONES,
    RESULT,
    ROLE_MISSING,
    ROLES,
    STANDING_BADGES,
    STANDINGS,
)
from liantu.wording.sentences import NOTHING_OF_NAME

_PATH = "/consortium/{key}"
SHARES = ("cost_share", "gain_share", "risk_share")


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, _PATH, show)


def show(view: RequestView) -> Page:
    """State and agreement, then members, roles, who could take what is missing, milestones, results, facts."""
    _ = view.tr
    key = view.request.path_params["key"]
    row = record_rows.find_row(view, "consortia", key)
    if row is None:
        raise PageNotFound(_(NOTHING_OF_NAME))
    room = view.district.innovate
    standing = room.consortia().filter(id=key).row(0, named=True)
    roles = room.consortium_roles().filter(consortium=key)
    steps = room.consortium_milestones().filter(consortium=key)
    missing = roles.filter(missing=True)["role"].to_list()
    candidates = room.consortium_candidates(key)
    unknown = [role for role in missing if role not in candidates["role"].to_list()]
    tables = [
        list_roles(view, roles, named=False),
        list_shares(view, [key], named=False),
        list_steps(view, steps, named=False),
        _list_results(view, key, row["need"]),
        list_candidates(view, candidates, unknown, _(say.CANDIDATES)),
    ]
    tables = [table for table in tables if table.rows]
    agreed = view.period(standing["agreed"]) if standing["agreed"] else _(say.NO_AGREEMENT)
    context = {
        "facts": list_facts(view, "consortia", row),
        "state": _("; ").join([view.word("consortium_state", standing["state"]), f"{_('Agreement')}{_(': ')}{agreed}"]),
        "cite": record_rows.citation_cell(view, row, "consortia"),
        "tables": tables,
        "papers": paper_links(view, "consortium", consortium=key),
        "links": _list_links(view, key),
    }
    return Page(
        "innovate/consortium.html", view.pick(row), {"roles": roles, "milestones": steps, "candidates": candidates},
        context, internal=_(IN_HOUSE), names_firms=True, sheets=tables,
    )  # fmt: skip


def list_roles(view: RequestView, roles: pl.DataFrame, *, named: bool = True) -> Table:
    """Roles filled and missing, of several consortia ``named``."""
    _ = view.tr
    cells = [
        [
            *_name_consortium(view, row["consortium"], named),
            text_cell(view.word("consortium_role", row["role"])),
            badge_cell(_(ROLE_MISSING), "missing")
            if row["missing"]
            else Cell(tuple(link_cells.row_link(view, ["firms", "institutes"], key) for key in row["members"])),
        ]
        for row in roles.iter_rows(named=True)
    ]
    heads = [*([_("Consortium")] if named else []), _("Role"), _("Members")]
    return Table(_(ROLES), [Column(head) for head in heads], cells, name="roles")


def list_shares(view: RequestView, keys: list[str], *, named: bool = True) -> Table:
    """What each member does, bears and gets, then the sum; what nobody stated is not known."""
    _ = view.tr
    members = view.district.innovate.consortium_members()
    sums = {row["consortium"]: row for row in view.district.innovate.consortium_shares().iter_rows(named=True)}
    cells = []
    for key in keys:
        for row in members.filter(consortium=key).iter_rows(named=True):
            shares = [number_cell(row[name] or _("not known")) for name in SHARES]
            task = row["task_zh"] if view.zh else row["task_en"] or row["task_zh"]
            name = Cell((link_cells.row_link(view, ["firms", "institutes"], row["member"]),))
            role = text_cell(view.word("consortium_role", row["role"]))
            cells.append([*_name_consortium(view, key, named), name, role, text_cell(task or ""), *shares])
        if key in sums:
            whole = [number_cell("—" if sums[key][name] is None else f"{sums[key][name]:g}") for name in SHARES]
            blank = text_cell("")
            cells.append([*_name_consortium(view, key, named), text_cell(_(say.SHARES_SUM)), blank, blank, *whole])
    heads = [*([_("Consortium")] if named else []), _("Member"), _("Role"), _("Task")]
    kinds = [_("Share of cost"), _("Share of gain"), _("Share of risk")]
    columns = [*(Column(head) for head in heads), *(Column(kind, number=True) for kind in kinds)]
    return Table(_(say.MEMBERS_OF), columns, cells, unit="%", name="shares")


def list_steps(view: RequestView, steps: pl.DataFrame, *, named: bool = True) -> Table:
    """Milestones with stage and maturity as they are stated, due day and standing."""
    _ = view.tr
    cells = [
        [
            *_name_consortium(view, row["consortium"], named),
            text_cell(view.pick(row)),
            text_cell(view.word("result_stage", row["stage"]) if row["stage"] else _("not stated")),
            text_cell(maturity_text(view, row)),
            text_cell(view.period(row["due"]) if row["due"] else ""),
            text_cell(view.period(row["done"]) if row["done"] else ""),
            badge_cell(_(STANDINGS[row["standing"]]), STANDING_BADGES[row["standing"]]),
            text_cell(row["evidence"] or ""),
        ]
        for row in steps.iter_rows(named=True)
    ]
    heads = [*([_("Consortium")] if named else []), _("Milestone"), _("Stage"), _("Maturity to reach"), _("Due")]
    heads += [_("Done"), _("State"), _("Evidence")]
    return Table(_(MILESTONES), [Column(head) for head in heads], cells, name="milestones")


def _list_results(view: RequestView, key: str, need: str | None) -> Table:
    """Results that its milestones name, or that both sides accepted for its need, with the stages that are stated."""
    _ = view.tr
    tables, room = view.district.tables, view.district.innovate
    made = tables["consortium_milestones"].filter(consortium=key)["result"].drop_nulls().to_list()
    accepted = room.decisions().filter(need=need or "", decision="accepted")["result"].to_list()
    rows_of, stages = tables.rows("results"), {row["result"]: row for row in room.stage_times().iter_rows(named=True)}
    cells = []
    for result in dict.fromkeys([*made, *accepted]):
        row, stage = rows_of[result], stages.get(result)
        done = [view.word("result_stage", code) for code in (stage["done"] or [])] if stage else []
        now = [stage[name] for name in ("running", "next")] if stage else [None, None]
        cells.append(
            [
                link_cell(view.pick(row), view.url(f"/result/{result}")),
                Cell((link_cells.row_link(view, ["firms", "institutes"], row["owner"]),)) if row["owner"] else Cell(),
                text_cell(view.join(done)),
                *(text_cell(view.word("result_stage", code) if code else "") for code in now),
                Cell((Link(view.name(row["project"]), view.url(f"/project/{row['project']}")),))
                if row["project"]
                else text_cell(""),
            ]
        )
    heads = [_(RESULT), _("Whose"), _("Stages done"), _("Under way"), _("Next stage"), _("Project")]
    return Table(
        _(say.TO_MARKET), [Column(head) for head in heads], cells, notes=[_(say.TO_MARKET_NOTE)], name="results"
    )


def _name_consortium(view: RequestView, key: str, named: bool) -> list[Cell]:
    return [link_cell(view.name(key), view.url(_PATH.format(key=key)))] if named else []


def _list_links(view: RequestView, key: str) -> list[tuple[str, str]]:
    if view.present.workspace is None:
        return []
    _ = view.tr
    about = {"f.consortium": key}
    return [
        (_("Edit"), view.url(f"/tables/consortia/{key}/edit")),
        (_("Add a member"), view.url("/tables/consortium_members/new", **about)),
        (_("Add a milestone"), view.url("/tables/consortium_milestones/new", **about)),
    ]
