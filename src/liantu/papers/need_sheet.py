"""需求表: a technology need on one page, with its indicators, and what it still lacks as lines to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from liantu.exchange.paper.report import Block, Paragraph, Report, ReportTable, Section
from liantu.exchange.paper.sheet_foot import foot_lines
from liantu.model.problems import Problem, Problems
from liantu.papers.stated_rows import StatedRows, state_rows
from liantu.wording import WIDE_SPACE
from liantu.wording import consortium_words as say
from liantu.wording.days import day_text
from liantu.wording.innovation_words import (
    NOTHING_OPEN,
    OPEN_QUESTIONS,
    POSTING_STATES,
    QUESTION_USES,
    QUESTIONS,
    READINESS,
    WHAT_FOR,
)
from liantu.wording.sentences import PLACE_AND_DAY

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.model.tables import Row

_FACTS = ("owner", "field", "product", "application", "budget", "deadline", "scale", "level", "rights", "office")
_PROBLEM = ("object", "property", "problem_zh", "excluded_means")
_PROBLEM_EN = ("object", "property", "problem_en", "excluded_means")


def need_sheet(district: District, need: str, language: str, notes: tuple[str, ...] = ()) -> Report:
    """The sheet of a need. Raises Problems where there is none of that id."""
    row = district.tables.rows("needs").get(need)
    if row is None:
        raise Problems([Problem("no_such_row", "needs", value=need)])
    indicators = district.tables["need_indicators"].filter(need=need).sort("number").to_dicts()
    words = state_rows(district, language, notes, [row, *indicators])
    setting = words.setting
    tr = setting.tr
    questions = district.innovate.open_questions(need).to_dicts()
    in_own_words = setting.chinese or row["problem_en"] is None
    facts = words.fact_table("needs", row, _FACTS, wide=_PROBLEM if in_own_words else _PROBLEM_EN)
    sections = (
        Section("facts", tr(say.NEED_FACTS), tuple(facts)),
        Section("indicators", tr(say.NEED_INDICATORS), _list_indicators(words, indicators)),
        Section("questions", tr(OPEN_QUESTIONS), _list_questions(words, questions)),
        Section("signed", tr(say.CONFIRMED), (_list_signatures(words),)),
    )
    day = day_text(district.as_of, chinese=setting.chinese)
    return Report(
        title=tr(say.NEED_SHEET_OF) % words.pick(row),
        subtitle=tr(PLACE_AND_DAY) % {"place": setting.scope, "day": day},
        lead=(_tell_state(words, row),),
        sections=sections,
        version=tr("Internal version"),
        foot_lines=tuple(foot_lines(setting, computed=False)),
        setting=setting,
        pages=1,
        tight=True,
    )


def _tell_state(words: StatedRows, row: Row) -> Paragraph:
    """Where it stands, how far it can be matched, and by when it runs out."""
    tr = words.setting.tr
    state = words.district.innovate.needs().filter(id=row["id"]).row(0, named=True)
    parts = [tr(POSTING_STATES[state["state"]]), tr(READINESS[state["readiness"]])]
    if state["until"]:
        parts.append(tr(say.VALID_UNTIL) % words.period(state["until"]))
    end = "" if words.setting.chinese else " "
    return Paragraph(tr("; ").join(parts) + tr(".") + end, tr(say.NEED_STANDS))


def _list_indicators(words: StatedRows, indicators: Sequence[Row]) -> tuple[Block, ...]:
    """Each indicator with what is asked and how it is tested; a need without one says so."""
    tr = words.setting.tr
    if not indicators:
        return (Paragraph(tr(say.NO_INDICATOR)),)
    rows = [
        [
            str(row["number"]),
            str(row["indicator"]),
            f"{say.direction_sign(row['direction'])}{row['value'] or ''} {row['indicator_unit'] or ''}".strip()
            or tr(say.NOT_STATED_YET),
            str(row["method"] or tr(say.NOT_STATED_YET)),
        ]
        for row in indicators
    ]
    heads = (tr("No."), tr("Indicator"), tr(say.VALUE_NEEDED), tr("Test method"))
    return (ReportTable("", heads, rows, (0.5, 2.0, 1.6, 2.3), "", (1, 2, 3)),)


def _list_signatures(words: StatedRows) -> ReportTable:
    """An empty row for seal, post and day."""
    heads = tuple(words.setting.tr(head) for head in say.SIGNED_HEADS)
    return ReportTable("", heads, [[WIDE_SPACE] * len(heads)], (2.6, 2.0, 1.8), "", (0, 1, 2), filled_in=True)


def _list_questions(words: StatedRows, questions: Sequence[Row]) -> tuple[Block, ...]:
    """What it still lacks, each with an empty cell for the answer."""
    tr = words.setting.tr
    if not questions:
        return (Paragraph(tr(NOTHING_OPEN)),)
    rows = [
        [
            tr(QUESTIONS[str(row["question"])]) + (f" ({row['number']})" if row["number"] else ""),
            tr(QUESTION_USES[str(row["use"])]),
            "",
        ]
        for row in questions
    ]
    heads = (tr("Question"), tr(WHAT_FOR), tr(say.ANSWER))
    return (ReportTable("", heads, rows, (2.6, 1.7, 2.1), "", (0, 1, 2), filled_in=True),)
