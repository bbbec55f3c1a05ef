"""Frames in the shape that the chain engine gives, small enough to be read at a glance."""

from __future__ import annotations

from typing import Any

import polars as pl

from liantu.exchange.paper import Setting
from liantu.model.tables import Tables

GAP: dict[str, Any] = {
    "product": "lfp",
    "zh": "磷酸铁锂正极材料",
    "en": "LFP cathode material",
    "unit": "t",
    "evidence": "named_missing",
    "named_in": ["one"],
    "operating": 0.0,
    "building": 67_500.0,
    "planned": 94_500.0,
    "direct": 162_000.0,
    "supply": 0.0,
    "nearby": 0.0,
    "offer": 0.0,
    "unknown_supply_by": [],
    "unknown_demand_by": [],
    "gap_typical": 162_000.0,
    "gap_p10": 154_321.0,
    "gap_p90": 171_234.0,
    "plants_filled": 1.62,
    "band": "30–100",
    "grade": "B",
    "needed_by": None,
    "to_verify": ["assumption:all-lfp", "load"],
    "needed_list": ["cellmaker"],
    "transport": "easy",
    "admission": ["unknown"],
    "clauses": ["某法 第二十六条"],
}
SEPARATOR = GAP | {
    "product": "separator",
    "zh": "涂覆隔膜",
    "en": "coated separator",
    "unit": "万m2",
    "evidence": "maker_to_verify",
    "building": 49_500.0,
    "planned": 69_300.0,
    "direct": 118_800.0,
    "supply": 1_200.0,
    "unknown_supply_by": ["filmworks"],
    "gap_typical": 117_600.0,
    "gap_p10": 110_000.0,
    "gap_p90": 133_600.0,
    "plants_filled": 0.43,
    "clauses": [],
}
MADE_HERE = {
    "product": "nh3",
    "zh": "合成氨",
    "en": "ammonia",
    "unit": "t",
    "supply": 450_000.0,
    "direct": 461_000.0,
    "gap": 11_000.0,
    "reason": "short",
    "plants": 1,
    "made_by": ["cellmaker"],
    "needed_by": ["cellmaker"],
}
SURPLUS = {
    "product": "adipic",
    "zh": "己二酸",
    "en": "adipic acid",
    "unit": "t",
    "surplus": 1_500_000.0,
    "process": "PA66",
    "makes": "pa66",
    "makes_zh": "尼龙66切片",
    "makes_en": "nylon 66 chip",
    "makes_unit": "t",
    "use": 0.651,
    "makes_up_to": 2_304_147.0,
    "also_needs": ["hmda"],
    "made_by": [],
    "value_low": 3.6e10,
    "value_high": 5.1e10,
}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 600" font-family="sans-serif" font-size="20">'
    '<rect x="10" y="10" width="300" height="90" fill="var(--card, #eef)" stroke="#336"/>'
    '<text x="30" y="60">磷酸铁锂正极 16.2万吨/年</text></svg>'
)
NOTICE = "示例，取自公开报道，不代表官方数据"


def setting(language: str = "zh_CN") -> Setting:
    """A paper's setting in a language."""
    zh = language.startswith("zh")
    return Setting(
        language=language,
        scope="甲区" if zh else "District A",
        as_of="2023-12-31",
        names={
            "cellmaker": "甲电池" if zh else "Cell Maker A",
            "filmworks": "乙薄膜装置" if zh else "film works B",
            "all-lfp": "电芯均为磷酸铁锂" if zh else "all cells are LFP",
            "hmda": "己二胺" if zh else "HMDA",
        },
        sources={"one": "《某报》" if zh else "“A paper”"},
        notice=NOTICE if zh else "An example; not official data",
    )


def gaps(*rows: dict[str, Any]) -> pl.DataFrame:
    """A gaps frame."""
    return pl.DataFrame(list(rows or (GAP, SEPARATOR)), infer_schema_length=None)


def district() -> Tables:
    """A district of one firm with two capacities, and the little library it needs."""

    def frame(*rows: dict[str, str | None]) -> pl.DataFrame:
        return pl.DataFrame(list(rows), infer_schema_length=None).cast(pl.String)

    from liantu.model.tables import conform_frame

    raw = {
        "firms": frame({"id": "cellmaker", "zh": "甲电池", "en": "Cell Maker A", "kind": "firm", "basis": "ours"}),
        "plants": frame({"id": "works", "zh": "甲装置", "firm": "cellmaker", "basis": "ours"}),
        "capacities": frame(
            {
                "id": "cells",
                "plant": "works",
                "product": "cell",
                "amount": "30",
                "unit": "GWh/年",
                "basis": "stated",
                "source": "one",
                "locator": "9",
            },
            {"id": "pta", "plant": "works", "product": "pta", "amount": None, "unit": None, "basis": "ours"},
        ),
        "sources": frame({"id": "one", "kind": "newspaper", "zh": "某报", "class": "public", "published": "2023-12"}),
        "units": frame(
            {"id": "t", "zh": "吨", "dimension": "mass", "factor": "1"},
            {"id": "吨", "zh": "吨", "dimension": "mass", "factor": "1"},
            {"id": "GWh", "zh": "GWh", "dimension": "energy", "factor": "1000000"},
        ),
        "products": frame(
            {"id": "cell", "zh": "电芯", "en": "cell", "unit": "GWh", "kind": "manufacturable", "list": "invite"},
            {"id": "lfpcell", "zh": "铁锂电芯", "en": "LFP cell", "unit": "GWh", "broader": "cell"},
            {"id": "ncmcell", "zh": "三元电芯", "en": "NCM cell", "unit": "GWh", "broader": "cell"},
            {"id": "pta", "zh": "精对苯二甲酸", "en": "PTA", "unit": "t"},
        ),
        "processes": frame(
            {"id": "CELL-LFP", "product": "lfpcell", "zh": "铁锂电芯制造", "en": "LFP cell making"},
            {"id": "CELL-NCM", "product": "ncmcell", "zh": "三元电芯制造", "en": "NCM cell making"},
        ),
    }
    return Tables({"id": "a", "zh": "甲区"}, {name: conform_frame(name, table) for name, table in raw.items()})


def ask() -> pl.DataFrame:
    """Five questions, the load of one plant twice."""
    base = {
        "firm": "cellmaker",
        "firm_zh": "甲电池",
        "plant": "works",
        "plant_zh": "甲装置",
        "current": None,
        "unit": None,
    }
    cell = {"capacity": "cells", "product": "lfpcell", "product_zh": "铁锂电芯", "product_en": "LFP cell"}
    pta = {"capacity": "pta", "product": "pta", "product_zh": "精对苯二甲酸", "product_en": "PTA"}
    rows = [
        base | cell | {"field": "process", "current": "CELL-LFP", "effect": 1.9e10, "lists": ["lfp"]},
        base | pta | {"field": "amount", "unit": "t/年", "effect": 2e9, "lists": ["pta"]},
        base | cell | {"field": "self_use", "effect": 1e9, "lists": []},
        base | cell | {"field": "load", "effect": 5e8, "lists": []},
        base | pta | {"field": "load", "effect": 1e8, "lists": []},
        base | cell | {"field": "status", "current": "planned", "effect": 0.0, "lists": []},
    ]
    return pl.DataFrame(rows, infer_schema_length=None)
