"""The last page of the book of projects: what is needed here while the country's plants stand idle; no firm."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper import Report, Setting
from liantu.exchange.paper.report import Paragraph, ReportTable, Section
from liantu.exchange.paper.sheet_foot import foot_lines
from liantu.wording import proposal_words as say
from liantu.wording.days import day_text
from liantu.wording.markets import amount_words

if TYPE_CHECKING:
    from liantu.district import District

_WIDTHS = (0.5, 1.6, 1.3, 1.3, 2.6)


def make_supply_report(district: District, rows: pl.DataFrame, setting: Setting) -> Report:
    """A page of products to agree on supply for (rows of `supply_talks`), with their need and the country's load."""
    tr, language = setting.tr, setting.language
    headings = ("rank", "name", "need", "gap", "nation")
    lines = [
        (
            str(number),
            setting.name(row["product"]),
            amount_words(row["direct"], row["unit"], language),
            amount_words(row["gap"], row["unit"], language),
            say.country_text(row, tr, language),
        )
        for number, row in enumerate(rows.iter_rows(named=True), 1)
    ]
    table = ReportTable(
        "", tuple(tr(say.COLUMNS[key]) for key in headings), lines, _WIDTHS, wordy=(1, 4), filled_in=True
    )
    limit = tr(say.LOAD_LIMIT) % f"{district.attract.load_limit():g}"
    about = district.tables.about
    place = about.get("zh" if setting.chinese else "en") or setting.name(about.get("id"))
    return Report(
        title=tr(say.SUPPLY_PAGE),
        subtitle=tr(say.PAGE_PLACE) % {"place": place, "day": day_text(district.as_of, chinese=setting.chinese)},
        lead=(Paragraph(tr(say.SUPPLY_ADVICE) + ("" if setting.chinese else " ") + limit),),
        sections=(Section("supply", tr(say.SUPPLY_SECTION), (table, Paragraph(tr(say.SUPPLY_NOTE)))),),
        version=tr(say.OUTWARD),
        foot_lines=tuple(foot_lines(replace(setting, notice=""))),
        setting=setting,
        internal=False,
        pages=1,
    )
