"""Cells that pages of projects and approvals share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from liantu.web.core import link_cells
from liantu.web.core.page_tables import Cell, Link, badge_cell, number_cell, text_cell
from liantu.web.core.remark_marks import remark_mark
from liantu.web.core.request_view import RequestView
from liantu.wording.sentences import TOO_FEW_FOR_SHARE

if TYPE_CHECKING:
    from liantu.district.results import Graph

#: A tab: its words, where it leads, whether it is the one that is open.
Tab = tuple[str, str, bool]


def project_cell(view: RequestView, key: str) -> Cell:
    """A project by its name, leading to its sheet."""
    return Cell((link_cells.row_link(view, ["projects"], key),), mark=remark_mark(view, "projects", key))


def office_cell(view: RequestView, key: str | None) -> Cell:
    """A responsible office; said in words when nobody has named one."""
    return Cell((link_cells.row_link(view, ["offices"], key),)) if key else text_cell(unknown_text(view))


def responsible_cell(view: RequestView, office: str | None, graph: Graph | None, authority: str | None) -> Cell:
    """The office of a case; without a chosen one, the authority that its graph names."""
    if office or authority is None:
        return office_cell(view, office)
    words = graph.authorities.get(authority) if graph else None
    return text_cell(view.pick(words) if words else authority)


def stage_cell(view: RequestView, code: str | None) -> Cell:
    """A stage in words; unknown is a mark of its own."""
    return text_cell(view.word("stage", code)) if code else badge_cell(unknown_text(view), "unknown")


def nature_text(view: RequestView, code: str | None) -> str:
    """The nature of a project's works; not stated is said."""
    return view.word("project_nature", code) if code else view.tr("not stated")


def date_cell(view: RequestView, text: str | date | None) -> Cell:
    """A period or day in words; not known is said, never left blank."""
    return text_cell(view.period(str(text))) if text else text_cell(unknown_text(view))


def count_cell(view: RequestView, value: float | None) -> Cell:
    """A number; not known is said, never shown as zero."""
    return number_cell(unknown_text(view) if value is None else f"{value:,.10g}")


def unknown_text(view: RequestView) -> str:
    """The words for what nobody has said."""
    return view.tr("not known")


def group_name(view: RequestView, by: str, key: str | None) -> str:
    """The name of a group of a board."""
    if key is None:
        return unknown_text(view)
    if by == "nature":
        return view.word("project_nature", key)
    return view.word(by, key) if by in ("stage", "sector") else view.name(key)


def lateness_cell(view: RequestView, days: int, documented: bool = True) -> Cell:
    """Late or near its limit, in word, colour and border; past a limit that no document sets is a reminder, not red."""
    if days > 0 and not documented:
        return text_cell(view.tr("%s days past a reminder") % days)
    if days > 0:
        return badge_cell(view.tr("late by %s days") % days, "missing")
    if days == 0:
        return badge_cell(view.tr("due today"), "short")
    return badge_cell(view.tr("%s days left") % -days, "short")


def share_cell(view: RequestView, share: float | None, known: bool = True) -> Cell:
    """A share in per cent; of too few it is not printed, and the reason stands in its place."""
    if share is None:
        return number_cell(view.tr(TOO_FEW_FOR_SHARE) if known else unknown_text(view))
    return number_cell(f"{share:.0f} %")


def links_cell(view: RequestView, *pairs: tuple[str, str]) -> Cell:
    """Several links in one cell."""
    return Cell(tuple(Link(text, view.url(to)) for text, to in pairs))
