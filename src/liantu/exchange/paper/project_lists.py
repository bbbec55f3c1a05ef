"""The lists and forms of project work: 周报, 季报, 项目情况表."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from liantu.exchange.paper.letter import letter_day
from liantu.exchange.paper.setting import Setting, Text
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet
from liantu.model import schema

#: First and last day.
Span = tuple[date, date]
_NONE = Text("", "")
_INDEX = PaperColumn("index", "序号", "No.", "index", width=0.5)
_REMARK = PaperColumn("remark", "备注", "Remarks", "blank", width=1.0)
_UNKNOWN = Text("未掌握", "not known")
_EMPTY = Text("无", "none")
_PAIR = (PaperColumn("what", "项目", "Item", width=1.2), PaperColumn("said", "内容", "Content", width=4.0))


def weekly_list(frame: pl.DataFrame, setting: Setting, span: Span) -> PaperSheet:
    """招商项目周报: every section in order, its rows one a line; matters with their office and due day."""
    columns = (
        _INDEX,
        PaperColumn("section", "类别", "Section", width=1.1),
        PaperColumn("project", "项目", "Project", width=2.0),
        PaperColumn("what", "进展", "Step"),
        PaperColumn("period", "时间", "Time"),
        PaperColumn("matter", "内容（需协调事项）", "Matter", width=2.6),
        PaperColumn("office", "责任单位", "Responsible office", width=1.4),
        PaperColumn("due", "时限", "Due"),
        _REMARK,
    )
    rows = []
    for section in schema.read_codelist("weekly_section"):
        # A section without a row is printed too, and says so.
        none = {"section": schema.label_code("weekly_section", section, setting.language)}
        found = [_line(row, setting) for row in frame.filter(pl.col("section") == section).iter_rows(named=True)]
        rows += found or [{**none, "project": _EMPTY.say(setting.language)}]
    title = Text("招商项目周报", "Weekly list of projects")
    return PaperSheet(title, _days(span), columns, rows, setting, computed=False)


def quarterly_table(frame: pl.DataFrame, setting: Setting, span: Span) -> PaperSheet:
    """季度项目统计表: counts by place and money by kind; no kinds are added."""
    columns = (
        _INDEX,
        PaperColumn("group", "园区（街镇）", "Park or place", width=2.0),
        PaperColumn("signed", "签约（个）", "Signed", "number"),
        PaperColumn("landed", "落地（个）", "Landed", "number"),
        PaperColumn("started", "开工（个）", "Started", "number"),
        PaperColumn("operating", "投产（个）", "In production", "number"),
        PaperColumn("undated", "时间未掌握（个）", "Undated", "number"),
        PaperColumn("contract", "合同额（亿元）", "Contract money (100 m CNY)", "number", width=1.3),
        PaperColumn("in_place", "到位资金（亿元）", "Money in place (100 m CNY)", "number", width=1.3),
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
    notes = (
        Text(
            "金额空白为未掌握，不是零；不同口径的资金不相加。",
            "A blank amount is not known, not zero; kinds of money are not added.",
        ),
    )
    title = Text("季度项目统计表", "Quarterly table of projects")
    counts = ("signed", "landed", "started", "operating", "undated")
    return PaperSheet(
        title, _days(span), columns, rows, setting, notes, counts if len(rows) > 1 else (), computed=False
    )


def project_sheet(
    row: Mapping[str, object],
    history: pl.DataFrame,
    money: pl.DataFrame,
    setting: Setting,
    more: Sequence[tuple[Text, str]] = (),
) -> PaperSheet:
    """项目情况表: what is known of one project, and where it stands; ``more`` are lines beside (`project_lines`)."""
    unknown = _UNKNOWN.say(setting.language)

    def known(name: str) -> str:
        return _name(str(row[name]), setting) if row.get(name) else unknown

    tiers = row.get("tiers")
    facts: list[tuple[Text, str]] = [
        (Text("项目名称", "Project"), _title(row, setting)),
        (Text("建设单位", "Owner"), known("owner")),
        (Text("所在园区（街镇）", "Park or place"), known("place")),
        (Text("责任单位", "Responsible office"), known("office")),
        (
            Text("当前阶段", "Stage"),
            schema.label_code("stage", str(row["stage"]), setting.language) if row["stage"] else unknown,
        ),
        (
            Text("项目层级", "Tier"),
            "、".join(_name(t, setting) for t in tiers) if isinstance(tiers, list) and tiers else unknown,
        ),
    ]
    for step in history.iter_rows(named=True):
        said = step["period"] or unknown
        facts.append((_words("stage", step["stage"]), f"{said} {step['evidence'] or ''}".strip()))
    for one in money.iter_rows(named=True):
        amount = unknown if one["amount"] is None else f"{one['amount']:g} {one['unit']}"
        facts.append((_words("money_kind", one["kind"]), f"{one['period'] or ''} {amount}".strip()))
    facts += more
    facts.append((Text("需协调事项", "Matters to be coordinated"), ""))
    return _form(Text("项目情况表", "Project sheet"), facts, setting)


def _line(row: Mapping[str, Any], setting: Setting) -> dict[str, str]:
    """A line of the weekly list; of a matter the office and the due day are said even when nobody has told them."""
    matter, unknown = row["section"] == "matters", _UNKNOWN.say(setting.language)
    # Of a step the words are the project's name, which stands there already.
    said = (
        "" if row["what"] in schema.read_codelist("stage") else row["zh"] if setting.chinese else row["en"] or row["zh"]
    )
    return {
        "section": schema.label_code("weekly_section", row["section"], setting.language),
        "project": _name(row["project"], setting) if row["project"] else "",
        "what": "" if matter else _step(row["what"], setting),
        "period": row["period"] or unknown,
        "matter": said or "",
        "office": _name(row["office"], setting),
        "due": row["due"] or (unknown if matter else ""),
    }


def _days(span: Span) -> Text:
    """First and last day of a list, for its right upper corner."""
    return Text(
        "—".join(letter_day(one, Setting()) for one in span),
        " to ".join(letter_day(one, Setting("en")) for one in span),
    )


def _form(title: Text, facts: Sequence[tuple[Text, str]], setting: Setting) -> PaperSheet:
    rows = [{"what": label.say(setting.language), "said": said} for label, said in facts]
    return PaperSheet(title, _NONE, _PAIR, rows, setting, computed=False)


def _words(codelist: str, code: str) -> Text:
    return Text(schema.label_code(codelist, code, "zh_CN"), schema.label_code(codelist, code, "en"))


def _title(row: Mapping[str, object], setting: Setting) -> str:
    return str((row["zh"] if setting.chinese else row["en"] or row["zh"]) or "")


def _name(key: str | None, setting: Setting) -> str:
    return setting.names.get(key, key) if key else _UNKNOWN.say(setting.language)


def _step(code: str, setting: Setting) -> str:
    kind = "stage" if code in schema.read_codelist("stage") else "follow_up_kind"
    return schema.label_code(kind, code, setting.language)
