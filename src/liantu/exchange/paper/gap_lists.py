"""要素保障清单, 大宗原料清单, 同厂自产待核清单: the lists of what is needed, not made here and not to be invited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

import polars as pl

from liantu.exchange.paper.printed_rows import (
    PaperGap,
    iter_rows,
    product_name,
    scale_amounts,
    to_printed_gap,
)
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet
from liantu.exchange.paper.sheet_foot import day_words
from liantu.wording import N_, NC_
from liantu.wording.amounts import format_significant
from liantu.wording.labels import ROW_UNIT
from liantu.wording.origins import ORIGIN_LEGEND
from liantu.wording.price_words import price_day_text
from liantu.wording.titles import MADE_ON_SITE

NEED = NC_("gap list", "Demand")
GAP = N_("Gap")
NOT_SUMMED = N_("Links feed one another: neither gaps nor values may be added up.")
AT_LEAST = N_(
    "“≥”: some capacities are unknown and the true figure is not lower; eight in ten computations of a gap lie between "
    "low and high, over the ranges of the coefficients only."
)
PRICES = N_(
    "Values without VAT where the quote has it; recalled prices give a band only; without a known price a value is "
    "unknown, not zero."
)
ADMISSION = N_("Admission “to be verified” means that no clause is known, not that it is allowed.")

INDEX = PaperColumn("index", N_("No."), "index", width=0.45)
NAME = PaperColumn("name", N_("Link (product, grade)"), width=1.6)
UNIT = PaperColumn("unit", N_("Unit"), width=1.0)
REMARK = PaperColumn("remark", N_("Remarks"), width=1.1)
DEMAND = (
    PaperColumn("operating", N_("Operating"), "number", width=0.85, group=NEED),
    PaperColumn("building", N_("Building"), "number", width=0.75, group=NEED),
    PaperColumn("planned", NC_("gap list", "Planned"), "number", width=0.75, group=NEED),
)
SUPPLY = (
    PaperColumn("supply", N_("Local supply"), "number", width=0.8),
    PaperColumn("nearby", N_("Nearby"), "number", width=0.75),
)
SHORTFALL = (
    PaperColumn("gap_typical", N_("Typical"), "number", width=0.8, group=GAP),
    PaperColumn("gap_range", N_("Low–high"), width=1.1, group=GAP),
)
NEEDED = PaperColumn("needed", N_("Needed by"), width=1.8)
OFFERED = PaperColumn("offered", N_("Offered by"), width=1.4)
GRADE = PaperColumn("grade", NC_("gap list", "Grade"), width=0.9)
VERIFY = PaperColumn("to_verify", N_("To verify"), width=1.8)
OFFICE = PaperColumn("office", N_("Office in charge"), "blank", width=1.0)

TITLES = {
    "invite": N_("Links to fill"),
    "utilities": N_("Utilities to secure"),
    "commodities": N_("Bulk materials"),
    "onsite": MADE_ON_SITE,
    "offers": N_("By-products offered here"),
}


def utilities_list(gaps: pl.DataFrame, setting: Setting, *, which: str = "utilities") -> PaperSheet:
    """要素保障清单 (or 大宗原料清单, 同厂自产待核清单, 本地副产可供清单): what must be secured rather than invited."""
    offered = (OFFERED,) if which == "offers" else ()
    columns = (INDEX, NAME, UNIT, *DEMAND, *SUPPLY, *SHORTFALL, NEEDED, *offered, GRADE, VERIFY, OFFICE, REMARK)
    notes = (*(() if which == "utilities" else (NOT_SUMMED,)), AT_LEAST, ORIGIN_LEGEND)
    return _sheet(which, columns, gaps, setting, notes)


def add_conditional_note(sheet: PaperSheet, needs: pl.DataFrame) -> PaperSheet:
    """A list with a note of what is needed too, if links usually made on site are made there."""
    amounts = []
    for row in iter_rows(needs):
        printed = scale_amounts(row, ("conditional",), sheet.setting)
        amount = format_significant(cast(float, printed["conditional"]))
        least = "≥" if row["at_least"] else ""
        amounts.append(f"{product_name(row, sheet.setting)} {least}{amount} {printed['unit']}")
    if not amounts:
        return sheet
    listed = sheet.setting.tr("; ").join(amounts)
    note = sheet.setting.tr("Needed too, if made on the same site (in no demand and no gap): %s") % listed
    return replace(sheet, notes=(*sheet.notes, note))


def _sheet(
    which: str, columns: tuple[PaperColumn, ...], gaps: pl.DataFrame, setting: Setting, notes: tuple[str, ...]
) -> PaperSheet:
    # A usual plant says nothing of what is bought from a grid or a market.
    rows = [to_printed_gap(row, setting) | {"remark": ""} for row in cast("Iterable[PaperGap]", iter_rows(gaps))]
    notes = tuple(map(setting.tr, notes))
    return PaperSheet(setting.tr(TITLES[which]), setting.tr(ROW_UNIT), columns, rows, setting, notes, internal=True)


def price_head(setting: Setting) -> str:
    """What stands above a list with values: the unit, and how late its prices may be."""
    return setting.tr("; ").join([setting.tr(ROW_UNIT), *price_days(setting)])


def price_days(setting: Setting) -> list[str]:
    """How late the prices of a list may be; nothing where it has no day."""
    if not setting.as_of:
        return []
    return [price_day_text(day_words(setting), setting.language)]
