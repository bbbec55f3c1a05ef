"""Cells that pages of projects and approvals share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from liantu.web.core import link_cells
from liantu.web.core.page_tables import Cell, Link, badge, number, words
from liantu.web.core.request_view import View

#: A tab: its words, where it leads, whether it is the one that is open.
Tab = tuple[str, str, bool]


def project(view: View, key: str) -> Cell:
    """A project by its name, leading to its sheet."""
    return Cell((link_cells.reference(view, ["projects"], key),))


def office(view: View, key: str | None) -> Cell:
    """A responsible office; said in words when nobody has named one."""
    return Cell((link_cells.reference(view, ["offices"], key),)) if key else words(unknown(view))


def stage(view: View, code: str | None) -> Cell:
    """A stage in words; unknown is a mark of its own."""
    return words(view.word("stage", code)) if code else badge(unknown(view), "unknown")


def when(view: View, text: str | date | None) -> Cell:
    """A period or day as it was given; not known is said, never left blank."""
    return words(str(text)) if text else words(unknown(view))


def count(view: View, value: float | None) -> Cell:
    """A number; not known is said, never shown as zero."""
    return number(unknown(view) if value is None else f"{value:,.10g}")


def unknown(view: View) -> str:
    """The words for what nobody has said."""
    return view.tr("not known")


def group(view: View, by: str, key: str | None) -> str:
    """The name of a group of a board."""
    if key is None:
        return unknown(view)
    return view.word(by, key) if by in ("stage", "sector") else view.name(key)


def late(view: View, row: Mapping[str, Any]) -> Cell:
    """Late or near its limit, in word, colour and border."""
    if row["days"] > 0:
        return badge(view.tr("late by %s days") % row["days"], "missing")
    if row["days"] == 0:
        return badge(view.tr("due today"), "short")
    return badge(view.tr("%s days left") % -row["days"], "short")


def links(view: View, *pairs: tuple[str, str]) -> Cell:
    """Several links in one cell."""
    return Cell(tuple(Link(text, view.url(to)) for text, to in pairs))
