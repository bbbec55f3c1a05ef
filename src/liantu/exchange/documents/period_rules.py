"""When a figure was: the time told nearest before it, else what its paragraph, heading or document is of."""

from __future__ import annotations

import re

from liantu.exchange.documents.reading_state import ReadingState, is_base, is_since
from liantu.exchange.documents.sentence_parts import SentenceParts
from liantu.exchange.documents.stated_quantities import Quantity
from liantu.exchange.documents.stated_stages import PHASE, StatedStage
from liantu.exchange.documents.stated_times import StatedTime

_EVENT = re.compile("^[^，。；]{0,8}(?:落户|成立|开工|动工|奠基|签约|注册|启动建设|挂牌|创办|立项|获批|投产|竣工|建成)")


def find_period(parts: SentenceParts, quantity: Quantity, state: ReadingState, stock: bool, risen: bool = False) -> str:
    """The period of a quantity: the time nearest before it, else what was told before, else the publication."""
    dated = [time for time in _list_before(parts, quantity) if not _is_event(parts, time, quantity)]
    if risen:
        earlier = [each.last for each in parts.quantities if each.last <= quantity.first]
        dated = [time for time in dated if time.first >= earlier[-1]]
    dated = dated or [time for time in parts.times if _is_in_brackets(parts.text, time, quantity)]
    if dated:
        return dated[-1].period
    words = parts.text[parts.clause_start(quantity.first, weak=False) : quantity.first]
    if stock and re.search("现有|现已", words):
        return f"{state.published:%Y-%m}"
    return _find_told(state, stock)


def _find_told(state: ReadingState, stock: bool) -> str:
    """What was told before the sentence: by its paragraph, a heading or the whole document; else the publication."""
    if state.time and (stock or state.time.kind != "stand"):
        return state.time.period
    if state.heading_time:
        return state.heading_time
    if state.report_time and not stock:
        return state.report_time
    if state.time:
        return _read_until(state.time.period)
    return f"{state.published:%Y-%m}" if stock else str(state.published.year)


def _is_in_brackets(text: str, time: StatedTime, quantity: Quantity) -> bool:
    return quantity.last < time.first <= quantity.last + 2 and text[quantity.last : time.first] in ("（", "(")


def _read_until(month: str) -> str:
    """What a flow is of where the end of a month was told before: the months of the year to it."""
    year, _, last = month.partition("-")
    return f"{year}-01..{last[:2]}" if last[:2] not in ("", "12") else year


def find_event_period(parts: SentenceParts, quantity: Quantity, step: StatedStage | None, state: ReadingState) -> str:
    """When the works that a quantity is of came to their stage, where the sentence says so; blank elsewhere."""
    if step:
        start = parts.clause_start(step.first, weak=False)
        dated = [time for time in parts.times if start <= time.first <= step.first]
        if dated:
            ahead = dated[-1].kind == "until" or dated[-1].year > state.published.year
            return "" if ahead and step.stage in ("announced", "signed") else dated[-1].period
    before = _list_before(parts, quantity)
    if not before or _is_of_others(parts, before[-1], quantity) or _is_of_phase(parts, before[-1], quantity):
        return ""
    return before[-1].period


def _is_of_phase(parts: SentenceParts, time: StatedTime, quantity: Quantity) -> bool:
    """Whether a time is that of the phase told before the one of the quantity."""
    phase = PHASE.search(parts.text, time.last, quantity.first)
    return phase is not None and any(time.last <= each.first < phase.start() for each in parts.stages)


def _list_before(parts: SentenceParts, quantity: Quantity) -> list[StatedTime]:
    return [time for time in parts.times if time.last <= quantity.number[0] and not is_base(parts.text, time)]


def _is_of_others(parts: SentenceParts, time: StatedTime, quantity: Quantity) -> bool:
    """Whether a time is that of another firm, or of a stage told before the firm of the quantity."""
    firms = parts.named_before(quantity.first, ("firm",))
    if not firms or firms[-1].first < time.last:
        return False
    between = any(time.last <= each.first < firms[-1].first for each in parts.stages)
    return between or (len(firms) > 1 and time.last <= firms[-2].last)


def _is_event(parts: SentenceParts, time: StatedTime, quantity: Quantity) -> bool:
    """Whether a time is that of an event in an earlier clause and not of the figure."""
    if parts.clause_start(quantity.first, weak=False) <= time.first:
        return False
    if is_since(parts.text, time):
        return True
    return bool(_EVENT.match(parts.text[time.last :])) and not re.search(
        "以来|起$", parts.text[time.first : time.last + 2]
    )
