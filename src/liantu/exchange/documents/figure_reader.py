"""From the words of a document to figures: rules first, no network, no model.

A figure is proposed only where subject, measure and unit agree; what no rule takes for sure is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from liantu.exchange.documents.capacity_rules import read_capacity
from liantu.exchange.documents.figure_draft import Draft
from liantu.exchange.documents.figure_rules import (
    read_again,
    read_growth,
    read_invested,
    read_measure,
    read_risen,
    read_share,
    rises_from,
)
from liantu.exchange.documents.figure_subjects import find_subject
from liantu.exchange.documents.flat_tables import read_table_lines, take_cells
from liantu.exchange.documents.labelled_lines import read_labelled_line
from liantu.exchange.documents.listed_values import ListedItem, find_listed
from liantu.exchange.documents.measure_phrases import ends_as, strip_leading
from liantu.exchange.documents.paragraph_openings import find_opening
from liantu.exchange.documents.period_rules import find_event_period, find_period
from liantu.exchange.documents.read_figures import ReadFigure
from liantu.exchange.documents.reading_state import ReadingState, is_base
from liantu.exchange.documents.sentence_parts import SentenceParts, split_sentences
from liantu.exchange.documents.stated_names import Mention, NameBook, find_projects
from liantu.exchange.documents.stated_quantities import Quantity
from liantu.exchange.documents.stated_ranks import find_ranks
from liantu.exchange.documents.stated_stages import find_stages
from liantu.exchange.documents.stated_times import TimeReader
from liantu.exchange.documents.status_rules import find_stage, find_status
from liantu.exchange.documents.text_repair import find_table_lines

_RULES = (read_share, read_growth, read_invested, read_capacity, read_measure)
_ENDS = re.compile("[。！？；，]")
_STOCK = ("count", "area", "ratio", "score", "rank")
#: What a part of a total may be told by, without the words of what it is.
_ONLY_VERB = re.compile("腾退|新增|完成|引进|改造|实现|收回|盘活|签约|开工|投产")
_STANDING = re.compile("注册资本|注册资金|资产|余额|存量|在职|职工|员工|面积$")
_FLOW = re.compile("增速|增幅|产量|销量|发电|用电|收入|新增|签约|开工|投产|引进|招引|完成|投资|竣工|出口|交付")
#: What only says that a figure is of all, and what only says that it is of the new.
_SUMS, _NEWLY = ("总数", "总量", "总额"), re.compile("^(?:新认定|新增|新培育|新签约|净增)")
_AMONG = re.compile("其中[，,：]?")
_FIRM_ISSUER = re.compile("公司$|集团$|厂$|研究院$")


@dataclass
class FigureReader:
    """Reads one document: published on a day, by an issuer, about a place."""

    book: NameBook
    published: date
    issuer: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        self.book = self.book.begin()
        years = {int(year) for year in re.findall(r"(?:19|20)\d\d(?=年)", self.title)}
        only = min(years) if len(years) == 1 else 0
        self._times = TimeReader(self.published, only if only < self.published.year else 0)
        subject = Mention(0, 0, self.book.place, "place")
        if _FIRM_ISSUER.search(self.issuer):
            subject = Mention(0, 0, self.issuer, "firm")
        self._state = ReadingState(self.published, subject)
        if self._times.title_year:
            self._state.heading_time = str(self._times.title_year)
        stages = [each.stage for each in find_stages(self.title)]
        self._state.title_stage = stages[0] if stages and stages[0] in ("signed", "started") else ""
        parts = [time.period for time in self._times.find(self.title) if re.search(r"\d-\d\d", time.period)]
        self._state.report_time = next(iter(parts), "")
        self._heading = ""
        self._figures: list[ReadFigure] = []

    def read(self, text: str) -> list[ReadFigure]:
        """The figures of a mended text, in order."""
        self.book.learn(text)
        titled = next(iter(self.book.find_known(self.title)), None)
        if titled and titled.kind == "firm" and (titled.first <= 1 or self.title[titled.first - 1] in "：——"):
            self._state.subject = titled
        lines = list(_split_lines(text))
        tables = find_table_lines([line for _, line in lines])
        index = 0
        while index < len(lines):
            first, line = lines[index]
            table = list(_take_table(lines, index, tables)) or take_cells(lines, index)
            if len(table) > 1:
                self._figures += read_table_lines(table, self.book, self._times, self._state, self._heading)
                index += len(table)
                continue
            if labelled := list(read_labelled_line(first, line, self._state)):
                self._figures += labelled
            else:
                self._read_line(first, line)
            index += 1
        return self._figures

    def _read_line(self, first: int, line: str) -> None:
        if not line.strip():
            return
        if len(line.strip()) <= 30 and not _ENDS.search(line):
            times = self._times.find(line)
            self._state.see_heading(line, times)
            self._heading = self._heading + line if re.match("[（(]?单位", line.strip()) else line
            if len({time.year for time in times if len(time.period) != 10}) == 1:
                self._times.title_year = times[-1].year
            for mention in self.book.find(line):
                if mention.kind == "firm" and mention.role == "subject":
                    self._state.subject_before = mention
            self._state.project = next(iter(find_projects(line)), self._state.project)
            return
        self._state.begin_paragraph()
        if opening := find_opening(line):
            self._state.see_opening(opening, line)
        for sentence in split_sentences(line, first):
            parts = SentenceParts(
                sentence, self.book, self._times, context=self._heading + line[: sentence.first - first]
            )
            if not parts.quantities:
                parts.mentions, parts.times = self.book.find(sentence.text), self._times.find(sentence.text)
            figures = list(self._read_sentence(parts))
            self._figures += figures
            self._state.remember(parts)

    def _read_sentence(self, parts: SentenceParts) -> Iterator[ReadFigure]:
        listed = find_listed(parts)
        found: list[ReadFigure] = []
        for index in range(len(parts.quantities)):
            parts.goods, parts.last_measure = (
                self._state.goods,
                found[-1].measure if found else self._state.last_measure,
            )
            if parts.is_aside(index) or rises_from(parts, index):
                continue
            item = listed.get(index)
            if item and item.place:
                found += self._follow_list(parts, index, item, found)
            elif figure := self._finish(parts, index, self._draft(parts, index, item, found), found, item):
                found.append(figure)
                self._keep_goods(figure, parts.quantities[index].dimension)
        self._state.last_measure = found[-1].measure if found else self._state.last_measure
        yield from found
        yield from find_ranks(parts, found, self._state)

    def _draft(
        self, parts: SentenceParts, index: int, item: ListedItem | None, found: list[ReadFigure]
    ) -> Draft | None:
        """What a quantity is by its list, the first rule that takes it, or the measure told before it."""
        if item:
            return self._draft_listed(parts, index, item)
        draft = next((each for rule in _RULES if (each := rule(parts, index))), None)
        if index and rises_from(parts, index - 1):
            return self._draft_end(parts, index) or draft
        alike = [each for each in found if _is_alike(each, parts.quantities[index])]
        if not alike and found and ends_as(found[-1].measure, parts.quantities[index].dimension):
            alike = [replace(found[-1], field="value")]
        if (draft and draft.rule != "measure") or not alike:
            return draft
        return _read_again(parts, index, alike[-1]) or draft

    def _draft_end(self, parts: SentenceParts, index: int) -> Draft | None:
        """What a measure came to from a value that nobody dates: 配套率由35%提升至60%."""
        begun = next((each for rule in _RULES if (each := rule(parts, index - 1))), None)
        quantity = parts.quantities[index]
        if not begun:
            return None
        return replace(begun, value=quantity.value, unit=quantity.unit, last=quantity.last)

    def _keep_goods(self, figure: ReadFigure, dimension: str) -> None:
        """Keep in mind whose capacity was told, unless it only narrows what was told before."""
        goods = self._state.goods
        if figure.table != "capacities" or not figure.product or (goods and figure.product.endswith(goods[0])):
            return
        self._state.goods = (figure.product, dimension)

    def _follow_list(
        self, parts: SentenceParts, index: int, item: ListedItem, found: list[ReadFigure]
    ) -> Iterator[ReadFigure]:
        """One of several rates of growth that are told together behind as many levels: 分别增长10.4%和13.7%."""
        quantity, place, sign = parts.quantities[index], item.place, item.sign
        levels = [each for each in found if each.field == "value"]
        if len(levels) < -place or quantity.dimension != "ratio" or not (sign or item.share):
            return
        parent = levels[place + sum(each.number[0] > parts.sentence.first + quantity.first for each in found)]
        value, kind = (sign * quantity.value, "growth") if sign else (quantity.value, "share")
        draft = Draft(parent.measure, value, quantity.unit, quantity.first, quantity.last, kind)
        if figure := self._follow(parts, index, draft, [parent]):
            yield figure

    def _draft_listed(self, parts: SentenceParts, index: int, item: ListedItem) -> Draft | None:
        """A value of a list: its measure is the item with what all share, or what all share of the item."""
        quantity = parts.quantities[index]
        name = item.item if item.item.startswith("第") else _read_item(parts, item)
        if quantity.dimension == "ratio" and item.sign:
            value, measure = item.sign * quantity.value, (name or "") + item.tail
            return Draft(measure, value, quantity.unit, item.first, quantity.last, "growth")
        if re.search("产能|生产能力", item.tail):
            return Draft(
                "产能", quantity.value, quantity.unit, item.first, quantity.last, product=name, rule="capacity"
            )
        measure = name + item.tail
        if not ends_as(measure, quantity.dimension) and not re.search("占比|比重", measure):
            return None
        return Draft(measure, quantity.value, quantity.unit, item.first, quantity.last)

    def _finish(
        self, parts: SentenceParts, index: int, draft: Draft | None, found: list[ReadFigure], item: ListedItem | None
    ) -> ReadFigure | None:
        parent = self._find_parent(parts, index, found)
        if draft is None:
            return self._read_part(parts, index, parent) if parent else None
        if draft.follows:
            return None if _skips(parts, index, found) else self._follow(parts, index, draft, found)
        if draft.measure in _SUMS and found:
            draft = replace(draft, measure=_NEWLY.sub("", found[-1].measure))
        subject = (_named_item(parts, item) if item else None) or find_subject(parts, draft, self._state)
        if not parent:
            figure = self._place(parts, index, draft, subject)
            return replace(figure, period=_dated_item(parts, item) or figure.period) if item else figure
        figure = self._place(parts, index, _name_part(draft, parent, parts.quantities[index].dimension), subject)
        if subject.kind == "place" and not _is_in_clause(parts, draft, subject):
            figure = replace(figure, subject=parent.subject, kind=parent.kind, key=parent.key)
        return figure

    def _place(self, parts: SentenceParts, index: int, draft: Draft, subject: Mention) -> ReadFigure:
        """The figure in its table, with period and status."""
        quantity, state = parts.quantities[index], self._state
        stock = draft.field != "growth" and (
            bool(_STANDING.search(draft.measure)) or (quantity.dimension in _STOCK and not _FLOW.search(draft.measure))
        )
        table, period = "observations", find_period(parts, quantity, state, stock, draft.rule == "risen")
        status = find_status(parts, quantity, state, period)
        if draft.rule in ("capacity", "cluster"):
            goal = status == "target" and not find_stage(parts, draft.first, draft.last, state)
            table = "targets" if goal else "capacities"
            if not goal:
                step = find_stage(parts, draft.first, draft.last, state)
                status = step.stage if step else "operating" if status == "actual" else "announced"
                period = find_event_period(parts, quantity, step, state)
        elif subject.kind == "project" or (draft.rule == "project" and subject.kind == "firm"):
            step = find_stage(parts, draft.first, draft.last, state)
            table, status = "projects", step.stage if step else state.stage or state.title_stage
            period = _read_money_period(parts, quantity, draft.measure, state)
        elif status == "target":
            table = "targets"
        base = parts.sentence.first
        return ReadFigure(
            subject=subject.name,
            measure=draft.measure,
            value=draft.value,
            unit=draft.unit,
            number=(base + quantity.number[0], base + quantity.number[1]),
            spans=_find_spans(parts, draft, subject),
            table=table,
            scope=draft.scope,
            product=draft.product,
            field=draft.field,
            period=period,
            comparator=_read_comparator(quantity.comparator, draft.value),
            status=status,
            kind=subject.kind,
            key=subject.key,
        )

    def _follow(self, parts: SentenceParts, index: int, draft: Draft, found: list[ReadFigure]) -> ReadFigure | None:
        """Growth or a share of the figure before it in the sentence."""
        levels = [each for each in found if each.field == "value"]
        before = levels or [each for each in found if each.field == draft.field == "growth"]
        if not before:
            return None
        parent = before[-1]
        subject = _find_who_grows(parts, index, draft, parent)
        figure = self._place(parts, index, replace(draft, measure=parent.measure), subject)
        table = "observations" if parent.table in ("capacities", "projects") else parent.table
        return replace(
            figure,
            scope=parent.scope,
            product=parent.product,
            spans=((min(span[0] for span in parent.spans), parts.sentence.first + draft.last),),
            period=_find_own_period(parts, index, parent) or parent.period or figure.period,
            table=table,
            status=parent.status if table == parent.table else "actual",
        )

    def _find_parent(self, parts: SentenceParts, index: int, found: list[ReadFigure]) -> ReadFigure | None:
        """The total that 其中 before a quantity goes into parts."""
        quantity = parts.quantities[index]
        cut = max((match.start() for match in _AMONG.finditer(parts.text, 0, quantity.first)), default=-1)
        totals = [each for each in found if each.number[0] < parts.sentence.first + cut and each.field == "value"]
        return totals[-1] if cut >= 0 and totals else None

    def _read_part(self, parts: SentenceParts, index: int, parent: ReadFigure) -> ReadFigure | None:
        """A part of a total that is told by its name alone: 其中，制造业80亿元."""
        quantity = parts.quantities[index]
        start, words = parts.before(index)
        name = re.sub("^(?:其中|[，：、~]|分别|和|及)*|(?:为|达到?|实现|约|完成|[~])*$", "", words)
        if quantity.dimension != _dimension(parent.unit):
            return None
        draft = Draft(parent.measure, quantity.value, quantity.unit, start, quantity.last, product=parent.product)
        rule = "capacity" if parent.table == "capacities" else "measure"
        if re.fullmatch(r"\|+", name):
            subject = [each for each in parts.mentions if each.last <= quantity.first][-1]
            return replace(
                self._place(parts, index, replace(draft, rule=rule), subject),
                table=parent.table,
                period=parent.period,
                status=parent.status,
            )
        if not re.fullmatch("[一-鿿A-Za-z0-9]{2,14}", name) or parent.table == "capacities":
            return None
        draft = replace(
            draft,
            measure=_join_suffix(parent.measure, name) if name[-2:] == parent.measure[-2:] else name + parent.measure,
        )
        figure = self._place(parts, index, draft, Mention(0, 0, parent.subject, parent.kind, parent.key))
        return replace(figure, table=parent.table, period=parent.period, status=parent.status)


def _read_money_period(parts: SentenceParts, quantity: Quantity, measure: str, state: ReadingState) -> str:
    """The period of a project's money: of a year's plan the year, of what was spent by a day that day; else none."""
    start = parts.clause_start(quantity.first, weak=False)
    dated = [time for time in parts.times if start <= time.first < quantity.first]
    if re.search("年度|本年|今年|计划完成", measure) or ("计划投资" in measure and dated):
        return dated[-1].period if dated else str(state.published.year)
    if "完成投资" in measure and dated:
        return dated[-1].period
    return ""


def _find_who_grows(parts: SentenceParts, index: int, draft: Draft, parent: ReadFigure) -> Mention:
    """Whom growth is of: somebody named in its clause behind the level, else whom the level is of."""
    named = parts.named_before(parts.quantities[index].first, ("firm", "place"), ("subject",))
    start = parts.clause_start(draft.first, weak=False)
    subject = next((each for each in reversed(named) if each.first >= start), None)
    if not subject or draft.field != "growth" or parts.sentence.first + subject.first <= parent.number[1]:
        return Mention(0, 0, parent.subject, parent.kind, parent.key)
    return subject


def _find_own_period(parts: SentenceParts, index: int, parent: ReadFigure) -> str:
    """The time told between a level and how it grew, where it is not what is compared with: 1—8月累计增长7.3%."""
    last, first = parent.number[1] - parts.sentence.first, parts.quantities[index].first
    nearest = [time for time in parts.times if last <= time.first < first and not is_base(parts.text, time)]
    return nearest[-1].period if nearest else ""


def _skips(parts: SentenceParts, index: int, found: list[ReadFigure]) -> bool:
    """Whether the quantity before this one is a level that no rule could read: what follows would be of that."""
    between = parts.quantities[index - 1] if index else None
    last = max((each.number[0] for each in found), default=-1)
    return bool(between and between.dimension != "ratio" and parts.sentence.first + between.number[0] > last)


def _is_in_clause(parts: SentenceParts, draft: Draft, subject: Mention) -> bool:
    """Whether the subject is named in the clause of the figure itself."""
    return subject.last > subject.first >= parts.clause_start(draft.first)


def _dated_item(parts: SentenceParts, item: ListedItem) -> str:
    dated = [time.period for time in parts.times if item.first <= time.first and time.last <= item.last]
    return dated[-1] if dated else ""


def _is_alike(figure: ReadFigure, quantity: Quantity) -> bool:
    return figure.field != "growth" and _dimension(figure.unit) == quantity.dimension


def _read_again(parts: SentenceParts, index: int, before: ReadFigure) -> Draft | None:
    """The same measure at another time, or what it came to."""
    draft = read_risen(parts, index) or read_again(parts, index, before.measure, before.field)
    if draft is None:
        return None
    rule = "capacity" if before.table == "capacities" else draft.rule
    return replace(
        draft, measure=before.measure, scope=before.scope, product=before.product, field=before.field, rule=rule
    )


def _dimension(unit: str) -> str:
    from liantu.exchange.documents.stated_quantities import read_dimension

    return read_dimension(unit)


def _split_lines(text: str) -> Iterator[tuple[int, str]]:
    first = 0
    for line in text.split("\n"):
        yield first, line
        first += len(line) + 1


def _take_table(lines: list[tuple[int, str]], index: int, tables: set[int]) -> Iterator[tuple[int, str]]:
    while index in tables:
        yield lines[index]
        index += 1


def _read_item(parts: SentenceParts, item: ListedItem) -> str:
    """The words of an item without names and times."""
    return strip_leading(re.sub("[|~]", "", parts.masked[item.first : item.last]).strip("“”的"))


def _named_item(parts: SentenceParts, item: ListedItem) -> Mention | None:
    return next(
        (
            each
            for each in parts.mentions
            if item.first <= each.first and each.last <= item.last and each.kind in ("firm", "place")
        ),
        None,
    )


def _name_part(draft: Draft, parent: ReadFigure, dimension: str) -> Draft:
    """A part of a total under its own name and that of the total."""
    if _ONLY_VERB.fullmatch(draft.measure) and _dimension(parent.unit) == dimension:
        return replace(draft, measure=parent.measure)
    if parent.table == "capacities" and draft.rule == "measure" and _dimension(parent.unit) == dimension:
        return replace(draft, measure=parent.measure, product=parent.product, scope=draft.measure, rule="capacity")
    if not draft.product and dimension == "count":
        return replace(draft, measure=_join_suffix(parent.measure, draft.measure))
    return draft


def _join_suffix(whole: str, part: str) -> str:
    """The part of a total with what the total says of all: 签约项目 and 工业项目 are 签约工业项目.

    >>> _join_suffix("签约项目", "工业项目"), _join_suffix("规上企业", "亿元企业"), _join_suffix("产值", "税收")
    ('签约工业项目', '规上亿元企业', '税收')
    """
    length = 0
    while length < min(len(whole), len(part)) and whole[-1 - length] == part[-1 - length]:
        length += 1
    lead = re.sub("^(?:入驻|现有|注册|累计|全部|拥有)+", "", whole[: len(whole) - length])
    return lead + part if length >= 2 and lead and lead not in part else part


def _read_comparator(comparator: str, value: Decimal) -> str:
    """Of a fall the bound is turned with the sign: 下降超过3% is less than -3 %; it stays as written."""
    return comparator


def _find_spans(parts: SentenceParts, draft: Draft, subject: Mention) -> tuple[tuple[int, int], ...]:
    """The words of the figure; with those of its subject where these stand before it in the sentence."""
    base = parts.sentence.first
    body = (base + draft.first, base + draft.last)
    if (
        subject.last > subject.first
        and parts.text[subject.first : subject.last]
        and subject in (*parts.mentions, *parts.projects)
    ):
        named = (base + subject.first, base + subject.last)
        if named[1] <= body[0]:
            return (named, body)
        return ((min(named[0], body[0]), max(named[1], body[1])),)
    return (body,)
