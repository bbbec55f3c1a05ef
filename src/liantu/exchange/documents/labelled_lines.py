"""Lines of labels with their values, the unit in the label: 项目名称：… 总投资（亿元）：26.5 状态：在建."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from liantu.exchange.documents.read_figures import ReadFigure
from liantu.exchange.documents.reading_state import ReadingState
from liantu.exchange.documents.stated_quantities import read_dimension
from liantu.exchange.documents.stated_stages import find_stages

_PAIR = re.compile(
    r"(?P<label>[一-鿿]{2,10})(?:[（(](?P<unit>[^）)\d]{1,8})[）)])?[：:]\s*(?P<value>[^\s；;，|：:]+)(?=[\s；;，|]|$)"
)
_NAME = re.compile("名称$|^项目$|^企业$|^单位$")
_FIRM = re.compile("企业|公司|单位")
_STATE = re.compile("状态|进度|进展|阶段|建设性质")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_OF_THE_YEAR = re.compile("本年|年度|今年|当年")


def read_labelled_line(first: int, line: str, state: ReadingState) -> Iterator[ReadFigure]:
    """The figures of a line that names its subject and puts units behind labels; nothing of any other line."""
    pairs = list(_PAIR.finditer(line))
    named = next((pair for pair in pairs if _NAME.search(pair["label"])), None)
    if not named:
        return
    kind = "firm" if _FIRM.search(named["label"]) else "project"
    words = next((pair["value"] for pair in pairs if _STATE.search(pair["label"])), "")
    stage = next((each.stage for each in find_stages(words)), state.section_stage)
    for pair in filter(_is_measured, pairs):
        number = (first + pair.start("value"), first + pair.end("value"))
        yield ReadFigure(
            subject=named["value"],
            measure=pair["label"],
            value=Decimal(pair["value"].replace(",", "")),
            unit=pair["unit"],
            number=number,
            spans=((first + named.start("value"), first + named.end("value")), (first + pair.start(), number[1])),
            table="projects" if kind == "project" else "observations",
            period=_read_period(pair["label"], kind, state),
            status=stage if kind == "project" else "actual",
            kind=kind,
        )


def _is_measured(pair: re.Match[str]) -> bool:
    """Whether a label has a unit and its value is a number that is not nothing."""
    if not pair["unit"] or not read_dimension(pair["unit"]) or not _NUMBER.fullmatch(pair["value"]):
        return False
    return bool(Decimal(pair["value"].replace(",", "")))


def _read_period(label: str, kind: str, state: ReadingState) -> str:
    if _OF_THE_YEAR.search(label):
        return str(state.published.year)
    return "" if kind == "project" else state.report_time or str(state.published.year)
