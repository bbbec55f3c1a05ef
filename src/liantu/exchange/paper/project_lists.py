"""The lists and forms of project work: 周报, 季报, 项目情况表."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet
from liantu.model import schema
from liantu.wording import N_, NC_
from liantu.wording.comparators import add_comparator
from liantu.wording.days import day_text
from liantu.wording.labels import CONTRACT_MONEY, MONEY_IN_PLACE
from liantu.wording.periods import period_text

#: First and last day.
Span = tuple[date, date]
_INDEX = PaperColumn("index", N_("No."), "index", width=0.5)
_REMARK = PaperColumn("remark", N_("Remarks"), "blank", width=1.0)
_UNKNOWN = N_("not known")
_EMPTY = N_("none")
_PAIR = (PaperColumn("what", NC_("project lists", "Item"), width=1.2), PaperColumn("said", N_("Content"), width=4.0))


def weekly_list(frame: pl.DataFrame, setting: Setting, span: Span) -> PaperSheet:
    """招商项目周报: every section in order, its rows one a line; matters with their office and due day."""
    columns = (
        _INDEX,
        PaperColumn("section", N_("Section"), width=1.1),
        PaperColumn("project", N_("Project"), width=2.0),
        PaperColumn("what", N_("Step")),
        PaperColumn("period", N_("Time")),
        PaperColumn("matter", NC_("project lists", "Matter"), width=2.6),
        PaperColumn("office", N_("Responsible office"), width=1.4),
        PaperColumn("due", N_("Due")),
        _REMARK,
    )
    rows = []
    for section in schema.read_codelist("weekly_section"):
        # A section without a row is printed too, and says so.
        none = {"section": schema.label_code("weekly_section", section, setting.language)}
        found = [_line(row, setting) for row in frame.filter(pl.col("section") == section).iter_rows(named=True)]
        rows += found or [{**none, "project": setting.tr(_EMPTY)}]
    title = setting.tr("Weekly list of projects")
    return PaperSheet(title, _days(span, setting), columns, rows, setting, computed=False)


def quarterly_table(frame: pl.DataFrame, setting: Setting, span: Span) -> PaperSheet:
    """季度项目统计表: counts by place and money by kind; no kinds are added."""
    columns = (
        _INDEX,
        PaperColumn("group", N_("Park or place"), width=2.0),
        PaperColumn("signed", NC_("project lists", "Signed"), "number"),
        PaperColumn("landed", NC_("project lists", "Landed"), "number"),
        PaperColumn("started", NC_("project lists", "Started"), "number"),
        PaperColumn("operating", NC_("project lists", "In production"), "number"),
        PaperColumn("undated", NC_("project lists", "Undated"), "number"),
        PaperColumn("contract", CONTRACT_MONEY, "number", width=1.3),
        PaperColumn("in_place", MONEY_IN_PLACE, "number", width=1.3),
        _REMARK,
    )
    rows = [
        {
            **row,
            "group": _name(row["place"], setting),
            **{name: None if row[name] is None else row[name] / 1e8 for name in ("contract", "in_place")},
        }
        for row in frame.iter_rows(named=True)
    ]
    notes = (setting.tr("A blank amount is not known, not zero; kinds of money are not added."),)
    title = setting.tr("Quarterly table of projects")
    counts = ("signed", "landed", "started", "operating", "undated")
    return PaperSheet(
        title, _days(span, setting), columns, rows, setting, notes, counts if len(rows) > 1 else (), computed=False
    )


def project_sheet(
    row: Mapping[str, object],
    history: pl.DataFrame,
    money: pl.DataFrame,
    setting: Setting,
    more: Sequence[tuple[str, str]] = (),
) -> PaperSheet:
    """项目情况表: what is known of one project, and where it stands; ``more`` are lines beside (`project_lines`)."""
    unknown = setting.tr(_UNKNOWN)

    def known(name: str) -> str:
        """A name of the project; unknown where it has none."""
        return _name(str(row[name]), setting) if row.get(name) else unknown

    tiers = row.get("tiers")
    facts: list[tuple[str, str]] = [
        (setting.tr(NC_("project lists", "Project")), _title(row, setting)),
        (setting.tr("Owner"), known("owner")),
        (setting.tr(NC_("project lists", "Park or place")), known("place")),
        (setting.tr("Responsible office"), known("office")),
        (
            setting.tr(NC_("project lists", "Stage")),
            schema.label_code("stage", str(row["stage"]), setting.language) if row["stage"] else unknown,
        ),
        (
            setting.tr("Tier"),
            setting.tr(", ").join(_name(t, setting) for t in tiers) if isinstance(tiers, list) and tiers else unknown,
        ),
    ]
    for step in history.iter_rows(named=True):
        text = _period(step["period"], setting) or unknown
        facts.append(
            (schema.label_code("stage", step["stage"], setting.language), f"{text} {step['evidence'] or ''}".strip())
        )
    for entry in money.iter_rows(named=True):
        amount = unknown if entry["amount"] is None else f"{entry['amount']:g} {entry['unit']}"
        amount = amount if entry["amount"] is None else add_comparator(amount, entry["comparator"], setting.language)
        facts.append(
            (
                schema.label_code("money_kind", entry["kind"], setting.language),
                f"{_period(entry['period'], setting)} {amount}".strip(),
            )
        )
    facts += more
    facts.append((setting.tr("Matters to be coordinated"), ""))
    return _form(setting.tr("Project sheet"), facts, setting)


def _line(row: Mapping[str, Any], setting: Setting) -> dict[str, str]:
    """A line of the weekly list; of a matter the office and the due day are said even when nobody has told them."""
    matter, unknown = row["section"] == "matters", setting.tr(_UNKNOWN)
    # Of a step the words are the project's name, which stands there already.
    text = (
        "" if row["what"] in schema.read_codelist("stage") else row["zh"] if setting.chinese else row["en"] or row["zh"]
    )
    return {
        "section": schema.label_code("weekly_section", row["section"], setting.language),
        "project": _name(row["project"], setting) if row["project"] else "",
        "what": "" if matter else _step(row["what"], setting),
        "period": _period(row["period"], setting) or unknown,
        "matter": text or "",
        "office": _name(row["office"], setting),
        "due": row["due"] or (unknown if matter else ""),
    }


def _period(period: str | None, setting: Setting) -> str:
    return period_text(period, setting.language) if period else ""


def _days(span: Span, setting: Setting) -> str:
    """First and last day of a list, for its right upper corner."""
    return setting.tr(" to ").join(day_text(day, chinese=setting.chinese) for day in span)


def _form(title: str, facts: Sequence[tuple[str, str]], setting: Setting) -> PaperSheet:
    rows = [{"what": label, "said": text} for label, text in facts]
    return PaperSheet(title, "", _PAIR, rows, setting, computed=False)


def _title(row: Mapping[str, object], setting: Setting) -> str:
    return str((row["zh"] if setting.chinese else row["en"] or row["zh"]) or "")


def _name(key: str | None, setting: Setting) -> str:
    return setting.names.get(key, key) if key else setting.tr(_UNKNOWN)


def _step(code: str, setting: Setting) -> str:
    kind = "stage" if code in schema.read_codelist("stage") else "follow_up_kind"
    return schema.label_code(kind, code, setting.language)
