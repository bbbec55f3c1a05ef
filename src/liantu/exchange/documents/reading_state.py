"""What a reader keeps in mind from sentence to sentence: time, subject, project, stage, and whether goals are told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from liantu.exchange.documents.paragraph_openings import Opening, read_section_stage, sum_up_stage
from liantu.exchange.documents.sentence_parts import SentenceParts
from liantu.exchange.documents.stated_names import Mention
from liantu.exchange.documents.stated_times import StatedTime

_GOAL_HEADING = re.compile(
    "目标|主要工作|重点工作|工作重点|工作安排|工作打算|重点任务|下一步|工作部署|展望|主要任务|工作要点|工作计划|发展目标|工作思路|今后"
)
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
    last_measure: str = ""  # the measure that this paragraph told last
    title_stage: str = ""  # 集中签约, 集中开工
    section_stage: str = ""  # of projects, as the heading says
    owner: Mention | None = None  # the project that this paragraph is about
    topic: str = ""  # what this paragraph begins with: 新能源汽车：
    goods: tuple[str, str] | None = None  # whose capacity this paragraph told last, and what it is measured in
    firms: list[Mention] = field(default_factory=list)

    def begin_paragraph(self) -> None:
        """Forget what only the paragraph before told."""
        self.time, self.stage, self.project_here = None, "", False
        self.last_measure = ""
        self.goods, self.owner, self.topic = None, None, ""
        if self.subject_before and self.subject_before.kind == "firm":
            self.firms = [*self.firms[-3:], self.subject_before]
        elif self.last_measure:
            self.firms = []
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
        past = bool(worded) and worded[-1].year < self.published.year
        self.goals = bool(_GOAL_HEADING.search(text)) and not past
        self.time, self.subject_before, self.stage = None, None, ""

    def remember(self, parts: SentenceParts) -> None:
        """What the next sentence may go on from."""
        going = [time for time in parts.times if _goes_on(parts.text, time) and not parts.is_question]
        if going:
            self.time = going[-1]
        added_up = [time.period for time in going if _ADDED_UP.search(time.period)]
        self.report_time = self.report_time or next(iter(added_up), "")
        self.subject_before = _find_subject(parts) or self.subject_before
        if self.owner:
            return
        if parts.projects:
            self.project, self.project_here = parts.projects[-1], True
        self.stage = next((each.stage for each in reversed(parts.stages) if not each.then), self.stage)


def _find_subject(parts: SentenceParts) -> Mention | None:
    """Whom the next sentence goes on about: the first firm of this one, else the place that it begins with."""
    named = [each for each in parts.mentions if each.kind in ("firm", "place") and each.role == "subject"]
    firms = [each for each in named if each.kind == "firm"]
    if firms:
        return firms[0]
    return named[0] if named and is_place_subject(parts, named[0], named[0].last) else None


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


def is_base(text: str, time: StatedTime) -> bool:
    """Whether a time is only compared with."""
    before, behind = text[: time.first], text[time.last :]
    if time.kind == "base" or re.search("(?:比|较|相比|相较)$", before):
        return True
    if re.search("(?:与|和|跟|同)$", before) and re.match("[^，。；]{0,4}(?:持平|相当|相比)", behind):
        return True
    return bool(re.match("的?(?:这个时候|此时)|同期|基础|的\\d[\\d.]*倍", behind))


def _goes_on(text: str, time: StatedTime) -> bool:
    """Whether the next sentence may be of a time too."""
    ahead = time.kind == "until" and len(time.period) != 4
    return not (ahead or is_base(text, time) or is_since(text, time))


def is_since(text: str, time: StatedTime) -> bool:
    """Whether a time is when something was founded."""
    return bool(_SINCE.search(text[: time.first]))
