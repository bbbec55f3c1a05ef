"""一链一图一表: the pair of maps of a chain on a page, then its lists one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from liantu.exchange.paper.extension_list import extension_list
from liantu.exchange.paper.gap_list import gap_list
from liantu.exchange.paper.gap_lists import REMARK, utilities_list
from liantu.exchange.paper.pair_page import PairPage
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import Paper, PaperSheet
from liantu.exchange.paper.weak_link_list import weak_link_list
from liantu.model.tables import Row


def chain_set_paper(
    pair: PairPage,
    *,
    gaps: pl.DataFrame,
    utilities: pl.DataFrame | None = None,
    extend: pl.DataFrame | None = None,
    weak: pl.DataFrame | None = None,
) -> Paper:
    """一链一图一表: the page of its maps, then its lists below one another, so that no page is nearly empty. Lists
    without rows are left out."""
    setting = pair.setting
    lists: list[PaperSheet] = []
    if gaps.height:
        lists.append(gap_list(gaps, setting))
    if weak is not None and weak.height:
        lists.append(_give_room(weak_link_list(weak, setting)))
    if extend is not None and extend.height:
        lists.append(_give_room(extension_list(extend, setting)))
    if utilities is not None and utilities.height:
        lists.append(_give_room(utilities_list(utilities, setting)))
    if not lists:
        return Paper(pair.title, (pair,))
    first, *beneath = lists
    return Paper(pair.title, (pair, replace(first, beneath=tuple(beneath), notes=_join_notes(lists))))


#: How much wider a column is here, where most words of its list stand.
_WIDER = {"also": 1.6, "market": 1.5, "to_verify": 2.4, "needed": 1.3}


def _give_room(sheet: PaperSheet) -> PaperSheet:
    """A list without its empty remarks; what they leave goes to the columns of many words."""
    columns = [column for column in sheet.columns if column.field != REMARK.field]
    wider = (replace(column, width=column.width * _WIDER.get(column.field, 1.0)) for column in columns)
    return replace(sheet, columns=tuple(wider))


def _join_notes(sheets: Sequence[PaperSheet]) -> tuple[str, ...]:
    """What is said below several lists, once: they share a foot."""
    return tuple(dict.fromkeys(note for sheet in sheets for note in sheet.notes))


def chain_facts(chain: Row, setting: Setting) -> tuple[tuple[str, str], ...]:
    """The posts and bodies of a chain; a post that no source states is printed as not stated."""
    return (
        (setting.tr("Chain head (post)"), str(chain.get("head_post") or "")),
        (setting.tr("Lead firm"), setting.name(chain.get("lead_firm")) if chain.get("lead_firm") else ""),
        (setting.tr("Office in charge"), setting.name(chain.get("office")) if chain.get("office") else ""),
        (setting.tr("Cluster"), setting.name(chain.get("cluster")) if chain.get("cluster") else ""),
    )
