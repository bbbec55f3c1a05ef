"""The ladders on a terminal: steps and states in words, what is unknown in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.cli.render.cell_text import FrameRow, unknown_text
from liantu.model.schema import label_code
from liantu.wording import translator
from liantu.wording.amounts import format_significant
from liantu.wording.comparators import add_comparator
from liantu.wording.ladder_words import AIM, LADDER, OVERDUE, STATED, STEP
from liantu.wording.periods import period_text

if TYPE_CHECKING:
    from liantu.district import District

_STATES = ("recognised", "applied", "candidate", "lapsed")


def tabulate_ladders(frame: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """Step by step what is stated, listed by state and aimed at."""
    _ = translator(lang)
    rows = [
        {
            _(LADDER): label_code("ladder", row["ladder"], lang),
            _(STEP): label_code("ladder_step", row["step"], lang),
            _(STATED): _figure(row, "stated", lang) or unknown_text(lang),
            **{label_code("cultivation_state", s, lang): str(row[s] or _("none listed")) for s in _STATES},
            _(OVERDUE): str(row["overdue"] or _("none listed")),
            _(AIM): _figure(row, "aim", lang),
        }
        for row in frame.iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def tabulate_cultivation(frame: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """The firms on the steps with what is still wanted."""
    _, names = translator(lang), district.tables.names
    firms, offices = names("firms", lang), names("offices", lang)
    criterion = "wanted_zh" if lang.startswith("zh") else "wanted_en"
    rows = [
        {
            _("Firm"): firms.get(row["firm"], row["firm"]),
            _(STEP): label_code("ladder_step", row["step"], lang),
            _("State"): _(OVERDUE) if row["is_overdue"] else label_code("cultivation_state", row["state"], lang),
            _("Since"): period_text(row["period"], lang) if row["period"] else _("time not stated"),
            _("Valid until"): period_text(row["until"], lang) if row["until"] else _("time not stated"),
            _("Next criterion"): row[criterion] or row["wanted_zh"] or "",
            _("Responsible office"): offices.get(row["office"], ""),
        }
        for row in frame.iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def _figure(row: FrameRow, side: str, lang: str) -> str:
    """A figure with its comparator and period; empty where there is none."""
    if row[side] is None:
        return ""
    figure = add_comparator(format_significant(float(str(row[side]))), str(row[f"{side}_comparator"]), lang)
    period = row[f"{side}_period"]
    return f"{figure} ({period_text(str(period), lang)})" if period else figure
