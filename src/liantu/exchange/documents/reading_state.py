"""What a reader keeps in mind from sentence to sentence: time, subject, project, stage, and whether goals are told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from liantu.exchange.documents.paragraph_openings import Opening, read_section_stage, sum_up_stage
from liantu.exchange.documents.sentence_parts import SentenceParts
from liantu.exchange.documents.stated_names import Mention
from liantu.exchange.documents.stated_quantities import Quantity
from liantu.exchange.documents.stated_stages import StatedStage
from liantu.exchange.documents.stated_times import StatedTime
from liantu.exchange.documents.word_lists import list_words

_GOAL = re.compile(list_words("goal"))
_EXPECTED = re.compile(list_words("expected"))
_GOAL_HEADING = re.compile(
    "目标|工作安排|工作打算|重点任务|下一步|工作部署|展望|主要任务|工作要点|工作计划|发展目标|工作思路|今后"
)
#: What says that a capacity is there.
_IN_PLACE = "现有|已有|拥有|现已|已形成|具备|目前"
_TO_BE_BUILT = "将|可(?=形成|达|年|新增)|预计|计划|力争|主要建设|拟|新建|扩建|建设$"
_PHASE = re.compile("[一二三四首]期|老厂|新厂|原有")
_BEFORE_OUTPUT = ("signed", "started", "building", "announced", "landed")
_EVENT = re.compile("^[^，。；]{0,8}(?:落户|成立|开工|动工|奠基|签约|注册|启动建设|挂牌|创办|立项|获批|投产|竣工|建成)")
#: The months of a year so far.
_ADDED_UP = re.compile(r"^\d{4}-01\.\.\d\d$")
_SINCE = re.compile("(?:成立|创立|始建|组建|创办|注册|诞生|建厂)于$")


@dataclass
class ReadingState:
    """The state of reading a document."""

    published: date
    subject: Mention
    time: StatedTime | None = None
    subject_before: Mention | None = None
    project: Mention | None = None
    project_here: bool = False  # whether this paragraph names it
    stage: str = ""
    goals: bool = False
    heading_time: str = ""
    report_time: str = ""  # what the document reports on: of its title, else what it first adds up
    title_stage: str = ""  # 集中签约, 集中开工
    section_stage: str = ""  # of projects, as the heading says
    owner: Mention | None = None  # the project that this paragraph is about
    topic: str = ""  # what this paragraph begins with: 新能源汽车：
    goods: tuple[str, str] | None = None  # whose capacity this paragraph told last, and what it is measured in
    firms: list[Mention] = field(default_factory=list)

    def begin_paragraph(self) -> None:
        """Forget what only the paragraph before told."""
        self.time, self.stage, self.project_here = None, "", False
        self.goods, self.owner, self.topic = None, None, ""
        if self.subject_before and self.subject_before.kind == "firm":
            self.firms = [*self.firms[-3:], self.subject_before]
        self.subject_before = None

    def see_opening(self, opening: Opening, text: str) -> None:
        """A paragraph that begins with a project is about it; one that begins with a topic is about that."""
        if opening.kind == "topic":
            self.topic = opening.name
        elif opening.kind == "project":
            self.owner = Mention(opening.first, opening.last, opening.name, "project")
            self.project, self.project_here = self.owner, True
            self.stage = sum_up_stage(text[opening.last :], self.section_stage)

    def see_heading(self, text: str, times: list[StatedTime]) -> None:
        """A heading dates what stands beneath it, and says whether it is of goals."""
        times = [time for time in times if text[time.first : time.last] not in ("全年", "年底", "年初")]
        worded = [time for time in times if time.last - time.first < len(text.strip()) and len(time.period) != 10]
        self.heading_time = worded[-1].period if worded else self.heading_time
        if "项目" in text or re.match("[一二三四五六七八九十]+、", text):
            self.section_stage = read_section_stage(text)
        self.goals = bool(_GOAL_HEADING.search(text))
        self.time, self.subject_before, self.stage = None, None, ""

    def remember(self, parts: SentenceParts) -> None:
        """What the next sentence may go on from."""
        going = [time for time in parts.times if not _is_aside(parts.text, time)]
        going = [time for time in going if time.kind != "until" or len(time.period) == 4]
        if going:
            self.time = going[-1]
        added_up = [time.period for time in going if _ADDED_UP.search(time.period)]
        self.report_time = self.report_time or next(iter(added_up), "")
        named = [each for each in parts.mentions if each.kind in ("firm", "place") and each.role == "subject"]
        firms = [each for each in named if each.kind == "firm"]
        if firms:
            self.subject_before = firms[0]
        elif named and is_place_subject(parts, named[0], named[0].last):
            self.subject_before = named[0]
        if parts.projects and not self.owner:
            self.project, self.project_here = parts.projects[-1], True
        stages = [each.stage for each in parts.stages if not each.then]
        if stages and not self.owner:
            self.stage = stages[-1]


def is_place_subject(parts: SentenceParts, place: Mention, first: int) -> bool:
    """Whether a place is whom a figure is of and not where something stands; ``first`` is where the measure begins."""
    text = parts.text
    if place.last <= first <= place.last + 1 and text[place.last : first] in ("", "的"):
        return True
    if place.name in ("全国", "全球"):
        return False
    start = parts.clause_start(place.first)
    lead = parts.masked[start : place.first]
    if not lead and parts.text[start - 1 : start] in ("", "；", "。") and place.role == "subject":
        return True
    if re.search("(?:邻近|相邻|周边|附近|毗邻)的?$", lead) or re.fullmatch(
        "(?:[~|]|其中|目前|同时|今年|此外|另外|当前|近年来|年|月|日|据悉|数据显示)*", lead
    ):
        return True
    return bool(re.match("，|是|已|将|共|实现|完成|~|现有|拥有|累计|有", parts.masked[place.last :]))


def find_period(parts: SentenceParts, quantity: Quantity, state: ReadingState, stock: bool) -> str:
    """The period of a quantity: the time nearest before it, else what was told before, else the publication."""
    text = parts.text
    dated = [time for time in _list_before(parts, quantity) if not _is_event(parts, time, quantity)]
    dated = dated or [time for time in parts.times if _is_in_brackets(text, time, quantity)]
    if dated:
        return dated[-1].period
    if stock and re.search("现有|现已", text[parts.clause_start(quantity.first, weak=False) : quantity.first]):
        return f"{state.published:%Y-%m}"
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


def find_event_period(
    parts: SentenceParts, quantity: Quantity, step: StatedStage | None, state: ReadingState
) -> str:
    """When the works that a quantity is of came to their stage, where the sentence says so; blank elsewhere."""
    if step:
        start = parts.clause_start(step.first, weak=False)
        dated = [time for time in parts.times if start <= time.first <= step.first]
        if dated:
            ahead = dated[-1].kind == "until" or dated[-1].year > state.published.year
            return "" if ahead and step.stage in ("announced", "signed") else dated[-1].period
    before = _list_before(parts, quantity)
    if before and (phase := _PHASE.search(parts.text, before[-1].last, quantity.first)):
        if any(before[-1].last <= each.first < phase.start() for each in parts.stages):
            return ""
    if not before or before[-1].kind == "base" or _is_of_others(parts, before[-1], quantity):
        return ""
    return before[-1].period


def _list_before(parts: SentenceParts, quantity: Quantity) -> list[StatedTime]:
    return [time for time in parts.times if time.last <= quantity.number[0] and not _is_base(parts.text, time)]


def _is_of_others(parts: SentenceParts, time: StatedTime, quantity: Quantity) -> bool:
    """Whether a time is that of another firm, or of a stage told before the firm of the quantity."""
    firms = parts.named_before(quantity.first, ("firm",))
    if not firms or firms[-1].first < time.last:
        return False
    between = any(time.last <= each.first < firms[-1].first for each in parts.stages)
    return between or (len(firms) > 1 and time.last <= firms[-2].last)


def find_status(parts: SentenceParts, quantity: Quantity, state: ReadingState, period: str) -> str:
    """``target``, ``expected`` or ``actual``."""
    text = parts.text[: quantity.number[0]]
    cut = max(text.rfind("；"), 0)
    goal = max((match.start() for match in _GOAL.finditer(text)), default=-1)
    expected = max((match.start() for match in _EXPECTED.finditer(text, cut)), default=-1)
    done = max(
        (match.start() for match in re.finditer("已(?!建成后|投产后)|完成了|实际|截至|去年|上年", text)), default=-1
    )
    if goal >= 0 and goal > done and goal >= cut:
        return "target"
    if expected > done:
        return "expected"
    year = int(period[-4:]) if period[-4:].isdigit() else int(period[:4] or 0) if period[:4].isdigit() else 0
    if year > state.published.year:
        return "target"
    if state.goals and not any(time.kind == "stand" for time in parts.times):
        return "target" if done < 0 else "actual"
    return "actual"


def find_stage(parts: SentenceParts, first: int, last: int, state: ReadingState) -> StatedStage | None:
    """The stage of what stands between two places: in its clause, else in the ones behind and before it."""
    start, end = parts.clause_start(first, weak=False), parts.clause_end(last)
    stated = [each for each in parts.stages if not each.then]
    if state.owner:
        return _find_phase_stage(parts, first, last, state, stated)
    inside = [each for each in stated if start <= each.first < end]
    if inside:
        return next((each for each in inside if each.first >= last), inside[-1])
    if re.search(_IN_PLACE, parts.text[start:first]):
        return StatedStage(first, first, "operating")
    if any(start <= time.first < first and time.kind == "span" and time.year < state.published.year for time in parts.times):
        return StatedStage(first, first, "operating")
    behind = [each for each in stated if end <= each.first and not _turns(parts, end, each.first)]
    before = [each for each in stated if each.first < start]
    return next(iter(behind[:1] + before[-1:]), None) or _suppose_stage(parts, start, first, state)


def _find_phase_stage(
    parts: SentenceParts, first: int, last: int, state: ReadingState, stated: list[StatedStage]
) -> StatedStage | None:
    """The stage of a phase of the project that the paragraph is about, or that of the whole."""
    cut = max((match.end() for match in re.finditer("[。；]", parts.text[:first])), default=0)
    marks = [match.start() for match in _PHASE.finditer(parts.text) if match.start() >= cut]
    mine = [place for place in marks if place <= last]
    if not mine:
        return StatedStage(first, first, state.stage) if state.stage else None
    following = [place for place in marks if place > last]
    stop = min([*following, *(match.start() for match in re.finditer("[。；]", parts.text) if match.start() > last)] or [10**6])
    inside = [each for each in stated if mine[-1] <= each.first < stop]
    return next((each for each in inside if each.first >= last), None) or next(reversed(inside), None) or StatedStage(first, first, state.stage)


def _suppose_stage(parts: SentenceParts, start: int, first: int, state: ReadingState) -> StatedStage | None:
    """The stage of what 建成后 and 将 tell: what was told before, else no more than a plan."""
    if any(each.then and each.first < first for each in parts.stages):
        return StatedStage(first, first, state.stage if state.stage in _BEFORE_OUTPUT else "announced")
    if re.search(_TO_BE_BUILT, parts.text[start:first]):
        return StatedStage(first, first, state.stage or state.title_stage or "announced")
    return StatedStage(first, first, state.title_stage) if state.title_stage else None


def _turns(parts: SentenceParts, first: int, last: int) -> bool:
    """Whether the sentence turns to somebody else, or to another phase, between two places."""
    if _PHASE.search(parts.text[first:last]):
        return True
    return any(first <= each.first < last and each.kind == "firm" for each in parts.mentions) or any(
        first <= each.first < last for each in parts.projects
    )


def _is_base(text: str, time: StatedTime) -> bool:
    return (
        time.kind == "base"
        or bool(
            re.search("(?:与|和|跟|同)$", text[: time.first])
            and re.match("[^，。；]{0,4}(?:持平|相当|相比)", text[time.last :])
        )
        or bool(re.match("的?(?:这个时候|此时)", text[time.last :]))
        or bool(re.search("(?:比|较|相比|相较)$", text[: time.first]))
        or text[time.last : time.last + 2] in ("同期", "基础")
        or bool(re.match("的\\d[\\d.]*倍", text[time.last :]))
    )


def _is_aside(text: str, time: StatedTime) -> bool:
    return _is_base(text, time) or bool(_SINCE.search(text[: time.first]))


def _is_event(parts: SentenceParts, time: StatedTime, quantity: Quantity) -> bool:
    """Whether a time is that of an event in an earlier clause and not of the figure."""
    if parts.clause_start(quantity.first, weak=False) <= time.first:
        return False
    if _SINCE.search(parts.text[: time.first]):
        return True
    return bool(_EVENT.match(parts.text[time.last :])) and not re.search(
        "以来|起$", parts.text[time.first : time.last + 2]
    )
