"""Ranks: 经济运行指数在主城都市区中排名第一, of the measure told before them in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from liantu.exchange.documents.read_figures import ReadFigure
from liantu.exchange.documents.reading_state import ReadingState
from liantu.exchange.documents.sentence_parts import SentenceParts

_RANK = re.compile(
    "(?:排名?|位居|居|位列|列|名列|跃居|跃升至?|稳居|排在|排位|升至)(?P<where>[^，。；第]{0,14}?)第(?P<number>[一二三四五六七八九十]|\\d{1,2})(?:位|名)?"
)
_NUMERALS = {mark: index for index, mark in enumerate("〇一二三四五六七八九十")}


def find_ranks(parts: SentenceParts, found: Sequence[ReadFigure], state: ReadingState) -> Iterator[ReadFigure]:
    """A rank for each that follows a figure in its own clause or the one before."""
    base = parts.sentence.first
    for match in _RANK.finditer(parts.text):
        before = [each for each in found if each.number[1] <= base + match.start()]
        if not before:
            continue
        figure = before[-1]
        between = parts.text[figure.number[1] - base : match.start()]
        if len(re.findall("[，；]", between)) > 1 or re.search("。|；", between):
            continue
        grows = figure.field == "growth" or "增速" in between
        measure = figure.measure + ("增速" if grows else "") + "排名"
        first = min(span[0] for span in figure.spans)
        number = (base + match.start("number") - 1, base + match.end())
        digits = match["number"]
        value = Decimal(digits) if digits.isdigit() else Decimal(_NUMERALS[digits])
        table = "observations" if figure.table in ("capacities", "projects") else figure.table
        yield replace(
            figure,
            measure=measure,
            value=value,
            unit="位",
            field="value",
            comparator="eq",
            number=number,
            spans=((first, base + match.end()),),
            table=table,
        )
