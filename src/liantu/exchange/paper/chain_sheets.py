"""一链一图一表, and the A3 chain map alone."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.exchange.paper.extension_list import extension_list
from liantu.exchange.paper.gap_list import gap_list
from liantu.exchange.paper.gap_lists import utilities_list
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import Paper, PaperFigure, PaperSheet
from liantu.exchange.paper.weak_link_list import weak_link_list
from liantu.model.tables import Row
from liantu.wording import N_
from liantu.wording.sentences import NOT_A_MAP
from liantu.wording.titles import CHAIN_SET

MAP = N_("Chain map")
READ = N_(
    "Need and capacity “a / b / c”: operating / with plants being built / with planned ones "
    "(cumulative). Solid line: needed by a plant stated here; dashed: inferred."
)


def chain_map_paper(svg: str, setting: Setting, facts: Sequence[tuple[str, str]] = ()) -> Paper:
    """The chain map on one A3 page."""
    title = setting.tr(MAP)
    return Paper(title, (PaperFigure(title, svg, setting, tuple(facts), _notes(setting)),))


def chain_set_paper(
    chain: Row,
    svg: str,
    setting: Setting,
    *,
    gaps: pl.DataFrame,
    utilities: pl.DataFrame | None = None,
    extend: pl.DataFrame | None = None,
    weak: pl.DataFrame | None = None,
) -> Paper:
    """一链一图一表: a row of ``chains`` with its posts, its map, then its lists. Lists without rows are left out."""
    title = setting.tr(CHAIN_SET)
    figure = PaperFigure(title, svg, setting, chain_facts(chain, setting), _notes(setting))
    sheets: list[PaperSheet] = [gap_list(gaps, setting)]
    if weak is not None and weak.height:
        sheets.append(weak_link_list(weak, setting))
    if extend is not None and extend.height:
        sheets.append(extension_list(extend, setting))
    if utilities is not None and utilities.height:
        sheets.append(utilities_list(utilities, setting))
    return Paper(title, (figure, *sheets))


def _notes(setting: Setting) -> tuple[str, ...]:
    return setting.tr(READ), setting.tr(NOT_A_MAP)


def chain_facts(chain: Row, setting: Setting) -> tuple[tuple[str, str], ...]:
    """The posts and bodies of a chain; a post that no source states is printed as not stated."""
    return (
        (setting.tr("Chain head (post)"), str(chain.get("head_post") or "")),
        (setting.tr("Lead firm"), setting.name(chain.get("lead_firm")) if chain.get("lead_firm") else ""),
        (setting.tr("Office in charge"), setting.name(chain.get("office")) if chain.get("office") else ""),
        (setting.tr("Cluster"), setting.name(chain.get("cluster")) if chain.get("cluster") else ""),
    )
