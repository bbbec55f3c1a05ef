"""In what state a figure is: the stage of works by the words around it; a goal, expected or actual."""

from __future__ import annotations

import re

from liantu.exchange.documents.paragraph_openings import sum_up_stage
from liantu.exchange.documents.reading_state import ReadingState
from liantu.exchange.documents.sentence_parts import SentenceParts
from liantu.exchange.documents.stated_quantities import Quantity
from liantu.exchange.documents.stated_stages import PHASE, StatedStage
from liantu.exchange.documents.word_lists import list_words

_GOAL = re.compile(list_words("goal"))
_EXPECTED = re.compile(list_words("expected"))
#: What was done or stands, against what is aimed at before it.
_DONE = re.compile("已(?!建成后|投产后)|完成了|实际|截至|去年|上年|目前|现有")
_BEFORE_OUTPUT = ("signed", "started", "building", "announced", "landed")
#: What says that a capacity is there.
_IN_PLACE = "现有|已有|拥有|现已|已形成|具备|目前"
_TO_BE_BUILT = "将|可(?=形成|达|年|新增)|预计|计划|力争|主要建设|拟|新建|扩建|建设(?:年产)?$"
_STOP = re.compile("[。；]")


def find_status(parts: SentenceParts, quantity: Quantity, state: ReadingState, period: str) -> str:
    """``target``, ``expected`` or ``actual``."""
    text = parts.text[: quantity.number[0]]
    cut = max(text.rfind("；"), 0)
    goal, expected, done = _find_last(_GOAL, text), _find_last(_EXPECTED, text, cut), _find_last(_DONE, text)
    if goal > done:
        return "target"
    if expected > done or (done < 0 and _EXPECTED.match(text.lstrip())):
        return "expected"
    if _read_year(period) > state.published.year:
        return "target"
    if state.goals and done < 0 and not any(time.kind == "stand" for time in parts.times):
        return "target"
    return "actual"


def _find_last(pattern: re.Pattern[str], text: str, start: int = 0) -> int:
    return max((match.start() for match in pattern.finditer(text, start)), default=-1)


def _read_year(period: str) -> int:
    """The last year of a period; 0 of none."""
    digits = period[-4:] if period[-4:].isdigit() else period[:4]
    return int(digits) if digits.isdigit() else 0


def find_stage(parts: SentenceParts, first: int, last: int, state: ReadingState) -> StatedStage | None:
    """The stage of what stands between two places: in its clause, else in the ones behind and before it."""
    start, end = parts.clause_start(first, weak=False), parts.clause_end(last)
    stated = [each for each in parts.stages if not each.then]
    if state.owner:
        return _find_phase_stage(parts, first, last, state, stated)
    if inside := [each for each in stated if start <= each.first < end]:
        return next((each for each in inside if each.first >= last), inside[-1])
    if re.search(_IN_PLACE, parts.text[start:first]) or _is_of_past_year(parts, start, first, state):
        return StatedStage(first, first, "operating")
    found = _find_around(parts, stated, start, end) or _suppose_stage(parts, start, first, state)
    if found or not PHASE.search(parts.text):
        return found
    whole = sum_up_stage(parts.text, "")
    return StatedStage(first, first, whole) if whole else None


def _find_around(parts: SentenceParts, stated: list[StatedStage], start: int, end: int) -> StatedStage | None:
    """The stage of the clauses behind, unless they turn to somebody else, or of those before."""
    behind = [each for each in stated if end <= each.first and not _turns(parts, end, each.first)]
    behind = [
        each for each in behind if not _has_quantity(parts, parts.clause_start(each.first, weak=False), each.first)
    ]
    before = [each for each in stated if each.first < start]
    return next(iter(behind[:1] + before[-1:]), None)


def _has_quantity(parts: SentenceParts, first: int, last: int) -> bool:
    """Whether a clause has a figure of its own, which its stage is of."""
    return any(first <= each.first < last for each in parts.quantities)


def _is_of_past_year(parts: SentenceParts, start: int, first: int, state: ReadingState) -> bool:
    """Whether a clause tells how it was in a year that is over."""
    dated = [time for time in parts.times if start <= time.first < first and time.kind == "span"]
    return any(time.year < state.published.year for time in dated)


def _find_phase_stage(
    parts: SentenceParts, first: int, last: int, state: ReadingState, stated: list[StatedStage]
) -> StatedStage | None:
    """The stage of a phase of the project that the paragraph is about, or that of the whole."""
    whole = StatedStage(first, first, state.stage) if state.stage else None
    cut = max((match.end() for match in _STOP.finditer(parts.text, 0, first)), default=0)
    marks = [match.start() for match in PHASE.finditer(parts.text, cut)]
    mine = [place for place in marks if place <= last]
    if not mine:
        return whole
    stops = [match.start() for match in _STOP.finditer(parts.text, last + 1)]
    stop = min([*(place for place in marks if place > last), *stops, len(parts.text)])
    inside = [each for each in stated if mine[-1] <= each.first < stop]
    return next((each for each in inside if each.first >= last), inside[-1] if inside else whole)


def _suppose_stage(parts: SentenceParts, start: int, first: int, state: ReadingState) -> StatedStage | None:
    """The stage of what 建成后 and 将 tell: what was told before, else no more than a plan."""
    if any(each.then and each.first < first for each in parts.stages):
        return StatedStage(first, first, state.stage if state.stage in _BEFORE_OUTPUT else "announced")
    if re.search(_TO_BE_BUILT, parts.text[start:first]):
        return StatedStage(first, first, state.stage or state.title_stage or "announced")
    return StatedStage(first, first, state.title_stage) if state.title_stage else None


def _turns(parts: SentenceParts, first: int, last: int) -> bool:
    """Whether the sentence turns to somebody else, or to another phase, between two places."""
    if PHASE.search(parts.text[first:last]):
        return True
    return any(first <= each.first < last and each.kind == "firm" for each in parts.mentions) or any(
        first <= each.first < last for each in parts.projects
    )
