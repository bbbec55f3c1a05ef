"""一链一图一表, and the A3 chain map alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from liantu.exchange.paper.extension_list import extension_list
from liantu.exchange.paper.gap_lists import gap_list, utilities_list
from liantu.exchange.paper.setting import Setting, Text
from liantu.exchange.paper.sheet import Paper, PaperFigure, PaperSheet
from liantu.exchange.paper.weak_link_list import weak_link_list

MAP = Text("产业链图谱", "Chain map")
SET = Text("一链一图一表", "One chain, one map, one table")
READ = Text(
    "需、产能“甲 / 乙 / 丙”：在产 / 加在建 / 加规划（累计）。实线：本地所列装置的需求；虚线：推算。",
    "Need and capacity “a / b / c”: operating / with plants being built / with planned ones (cumulative). "
    "Solid line: needed by a plant stated here; dashed: inferred.",
)
SCHEMATIC = Text("本图为环节关系示意，不是地图。", "A schematic of links, not a map.")


def chain_map_paper(svg: str, setting: Setting, facts: Sequence[tuple[Text, str]] = ()) -> Paper:
    """The chain map on one A3 page."""
    return Paper(MAP, (PaperFigure(MAP, svg, setting, tuple(facts), (READ, SCHEMATIC)),))


def chain_set_paper(
    chain: Mapping[str, Any],
    svg: str,
    setting: Setting,
    *,
    gaps: pl.DataFrame,
    utilities: pl.DataFrame | None = None,
    extend: pl.DataFrame | None = None,
    weak: pl.DataFrame | None = None,
) -> Paper:
    """一链一图一表: a row of ``chains`` with its posts, its map, then its lists. Lists without rows are left out."""
    figure = PaperFigure(SET, svg, setting, chain_facts(chain, setting), (READ, SCHEMATIC))
    sheets: list[PaperSheet] = [gap_list(gaps, setting)]
    if weak is not None and weak.height:
        sheets.append(weak_link_list(weak, setting))
    if extend is not None and extend.height:
        sheets.append(extension_list(extend, setting))
    if utilities is not None and utilities.height:
        sheets.append(utilities_list(utilities, setting))
    return Paper(SET, (figure, *sheets))


def chain_facts(chain: Mapping[str, Any], setting: Setting) -> tuple[tuple[Text, str], ...]:
    """The posts and bodies of a chain; a post that no source states is printed as not stated."""
    return (
        (Text("链长（职务）", "Chain head (post)"), str(chain.get("head_post") or "")),
        (Text("链主企业", "Lead firm"), setting.name(chain.get("lead_firm")) if chain.get("lead_firm") else ""),
        (Text("责任单位", "Office in charge"), setting.name(chain.get("office")) if chain.get("office") else ""),
        (Text("所属集群", "Cluster"), setting.name(chain.get("cluster")) if chain.get("cluster") else ""),
    )
