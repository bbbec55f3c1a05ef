"""本地副产对接表 and 副产品可供核对表: beneath the list of links that by-products of the district cover."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import polars as pl

from liantu.exchange.paper.gap_lists import INDEX, NAME, REMARK, UNIT
from liantu.exchange.paper.printed_rows import PrintedRow, code_label, iter_rows, product_name, scale_amounts
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet
from liantu.wording import offer_words as words
from liantu.wording.labels import ROW_UNIT


def add_offers(sheet: PaperSheet, pairs: pl.DataFrame, streams: pl.DataFrame) -> PaperSheet:
    """The list with the pairs and the standing of each by-product beneath; tables without rows are left out."""
    beneath = [pair_list(pairs, sheet.setting)] if pairs.height else []
    beneath += [stream_list(streams, sheet.setting)] if streams.height else []
    return replace(sheet, beneath=(*sheet.beneath, *beneath))


def pair_list(pairs: pl.DataFrame, setting: Setting) -> PaperSheet:
    """Who could give what to whom, from the frame of ``pair_offers``."""
    tr = setting.tr
    columns = (
        *(INDEX, NAME, PaperColumn("standard", words.STANDARD, width=1.2)),
        *_side_columns("giver_", words.GIVER),
        *_side_columns("taker_", words.TAKER),
        PaperColumn("same_place", words.SAME_PLACE, width=0.7),
        *_number_columns(("matched", words.AMOUNT), ("giver_left", words.GIVER_LEFT), ("taker_left", words.TAKER_LEFT)),
        *(UNIT, REMARK),
    )
    figures = ("matched", "giver_left", "taker_left")
    rows = [
        scale_amounts(row, figures, setting)
        | {"name": product_name(row, setting), "standard": row["standard"] or ""}
        | {"same_place": tr("yes") if row["same_place"] else tr("no"), "remark": _name_given(row, setting)}
        | _side(row, "giver_", setting)
        | _side(row, "taker_", setting)
        for row in iter_rows(pairs)
    ]
    return PaperSheet(tr(words.PAIRS), tr(ROW_UNIT), columns, rows, setting, (tr(words.PAIRING),))


def stream_list(streams: pl.DataFrame, setting: Setting) -> PaperSheet:
    """The standing of each by-product, from the frame of ``list_streams``."""
    tr = setting.tr
    columns = (
        *(INDEX, NAME, PaperColumn("standing", words.STANDING, width=1.4)),
        PaperColumn("standard", words.STANDARD, width=1.2),
        *_side_columns("", words.GIVER),
        *_number_columns(("left_over", words.GIVEN_OFF)),
        *(UNIT, REMARK),
    )
    rows = [
        scale_amounts(row, ("left_over",), setting)
        | {"name": product_name(row, setting), "standard": row["standard"] or ""}
        | {"standing": code_label("offer_standing", row["standing"], setting)}
        | _side(row, "", setting)
        for row in iter_rows(streams)
    ]
    return PaperSheet(tr(words.STREAMS), tr(ROW_UNIT), columns, rows, setting, (tr(words.STANDINGS),))


def _name_given(row: dict[str, object], setting: Setting) -> str:
    """The product given, where it is a better grade than the one needed."""
    if row["offered"] == row["product"]:
        return ""
    return setting.tr(words.PRODUCT_GIVEN) + setting.tr(": ") + setting.name(row["offered"])


def _side(row: dict[str, object], side: str, setting: Setting) -> PrintedRow:
    named = cast(str, row[f"{side}firm_zh" if setting.chinese else f"{side}firm_en"])
    return {
        f"{side}firm": named if row[f"{side}firm"] else setting.name(row[f"{side}row"]),
        f"{side}place": setting.name(row[f"{side}place"]),
        f"{side}status": code_label("status", row[f"{side}status"], setting),
    }


def _side_columns(side: str, heading: str) -> tuple[PaperColumn, ...]:
    return (
        PaperColumn(f"{side}firm", heading, width=1.5),
        PaperColumn(f"{side}place", words.PLACE, width=1.1),
        PaperColumn(f"{side}status", words.STATUS, width=0.7),
    )


def _number_columns(*columns: tuple[str, str]) -> list[PaperColumn]:
    return [PaperColumn(field, heading, "number", width=0.9) for field, heading in columns]
