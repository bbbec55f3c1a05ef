"""A sentence with all that is found in it before anything is concluded: quantities, times, names, projects, stages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from liantu.exchange.documents.measure_phrases import NAME_MASK, TIME_MASK
from liantu.exchange.documents.stated_names import Mention, NameBook, find_projects
from liantu.exchange.documents.stated_quantities import Quantity, find_quantities
from liantu.exchange.documents.stated_stages import StatedStage, find_stages
from liantu.exchange.documents.stated_times import StatedTime, TimeReader
from liantu.exchange.documents.word_lists import list_words

_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’）)]*|\n|$)")
_BREAKS = re.compile("[，；：。！？（）()]")
_WEAK = re.compile("[，；：。！？（）()、]")
#: Clauses whose quantities are no facts of the subject: suppositions, comparisons, conversions.
_REMARK = re.compile("（(?!.*(?:简称|其中))[^（）\\d，。；：]{1,14}）")
#: A colon between a label and its number ends no clause: 总投资：3亿元.
_LABEL = re.compile("(?<=[一-鿿）])[：:](?=[\\d约超近])")
_COUNTED = re.compile("(?:以上|级|以下)?的?[一-鿿]{0,2}(?:企业|项目)")
_SUPPOSED = re.compile(list_words("supposed"))
#: A supposition holds for all that its sentence says behind it.
_IF = re.compile("(?:^|[，。；：“])(?:" + list_words("if") + ")")
_SAID_TO_BE = re.compile(list_words("said_to_be"))
_COMPARED = re.compile(
    "(?:高于|低于|快于|慢于|高出|领先于?|超出|优于|好于|不及|落后于?)[^，。；]{0,16}$"
    "|(?:比|较)[^，。；]{1,16}(?:(?<!提)高出?|(?<!降)低|快|多|(?<!减)少|减少|增加|多出)了?$"
)
#: What a rate changed by since another time is no growth of its measure.
_POINTS = re.compile("(?:比|较|同比)[^，。；]*(?:回落|加快|收窄|放缓|扩大|提高|下降|提升|上升|降低)了?$|拉动|贡献")
_BASE = re.compile(
    "(?:全国|全市|全省|全球|行业|同行|国内|国际|其他|周边|邻近|兄弟|外地)[^，。；]{0,8}(?:平均|均值|平均水平|同类)[^，。；]{0,12}$"
)
_RECKONED = re.compile("按照?(?!不变|可比|现价|常住|户籍|当年)[^。；]{1,30}(?:计算|测算|估算|匡算|折算)")
_OTHERS = re.compile(
    "行业龙头|龙头企业(?=[一-鿿]{2,6}的)|同行业|业内|竞争对手|某[一-鿿]{0,4}[厂企]|(?:另一|另外一|某|其他|同行|同类|有的|部分|多数|一些|邻[省市区县])(?:家|个|些)?(?:企业|公司|地区|园区|厂|区县)"
)
_GOAL_PART = re.compile("(?:目标|任务|计划|预算|进度|预期)的$")
_CORRECTED = (
    re.compile("(?:" + list_words("taken_back") + ")(?:的|为)?[^，。；]{0,12}$"),
    re.compile('^(?:[”"]?(?:' + list_words("corrected_to") + ")|[^，。；]{0,8}(?:" + list_words("wrong") + "))"),
)


#: What stands before a quantity, in its clause, that is no fact of the subject.
_ASIDE = (_SUPPOSED, _GOAL_PART, _BASE, _OTHERS)


@dataclass(frozen=True)
class Sentence:
    """Where a sentence stands in the document, and its words."""

    first: int
    text: str


def split_sentences(text: str, first: int) -> Iterator[Sentence]:
    """The sentences of a paragraph, each with its place."""
    for match in _SENTENCE.finditer(text):
        if match[0].strip():
            yield Sentence(first + match.start(), match[0].rstrip("\n"))


@dataclass
class SentenceParts:
    """What is found in a sentence."""

    sentence: Sentence
    book: NameBook
    reader: TimeReader
    goods: tuple[str, str] | None = None  # what was last told to have a capacity in its paragraph, and its dimension
    last_measure: str = ""  # the measure told last in its paragraph
    context: str = ""  # the words of its paragraph before it, and of the heading
    text: str = ""
    times: list[StatedTime] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = self.sentence.text
        found = [each for each in find_quantities(self.text) if not each.bare and each.dimension]
        if not found:
            return
        self.times = self.reader.find(self.text)
        dated = {index for time in self.times for index in range(time.first, time.last)}
        self.quantities = [each for each in found if not dated & set(range(*each.number))]
        self.mentions = self.book.find(self.text)

    @property
    def is_question(self) -> bool:
        """Whether the sentence asks; what it asks about is nobody's statement."""
        return self.text.rstrip("”’）)")[-1:] in ("？", "?")

    @cached_property
    def projects(self) -> list[Mention]:
        """Projects that are named."""
        return find_projects(self.text)

    @cached_property
    def stages(self) -> list[StatedStage]:
        """Stages that are stated."""
        return find_stages(self.text)

    @cached_property
    def bounded(self) -> str:
        """The sentence with marks where short remarks in brackets stand, which end no clause."""
        text = _REMARK.sub(lambda match: TIME_MASK * len(match[0]), self.text)
        return _LABEL.sub(TIME_MASK, text)

    @cached_property
    def masked(self) -> str:
        """The sentence with marks where names and times stand."""
        characters = list(self.bounded)
        for mention in self.mentions:
            if mention.kind in ("firm", "place", "back"):
                characters[mention.first : mention.last] = NAME_MASK * (mention.last - mention.first)
        for time in self.times:
            characters[time.first : time.last] = TIME_MASK * (time.last - time.first)
        return "".join(characters)

    def named_before(self, place: int, kinds: tuple[str, ...], roles: tuple[str, ...] = ()) -> list[Mention]:
        """The names of some kinds, in some roles or any, that begin before a place."""
        return [
            each
            for each in self.mentions
            if each.first < place and each.kind in kinds and (not roles or each.role in roles)
        ]

    def clause_start(self, place: int, weak: bool = True) -> int:
        """Where the clause begins in which a place stands; weak also behind 、."""
        pattern = _WEAK if weak else _BREAKS
        return max((match.end() for match in pattern.finditer(self.bounded, 0, place)), default=0)

    def clause_end(self, place: int) -> int:
        """Where the clause ends in which a place stands."""
        match = _BREAKS.search(self.bounded, place)
        return match.start() if match else len(self.text)

    def before(self, index: int, weak: bool = True) -> tuple[int, str]:
        """The words between the quantity and the quantity or clause before it, masked."""
        quantity = self.quantities[index]
        start = self.clause_start(quantity.first, weak)
        previous = [each.last for each in self.quantities[:index] if each.last <= quantity.first]
        start = max([start, *previous[-1:]])
        return start, self.masked[start : quantity.first]

    def behind(self, index: int) -> str:
        """The words behind the quantity, up to the next one or the end of the clause, masked."""
        quantity = self.quantities[index]
        following = [each.number[0] for each in self.quantities[index + 1 :] if each.number[0] >= quantity.last]
        return self.masked[quantity.last : min([self.clause_end(quantity.last), *following[:1]])]

    def behind_printed(self, index: int) -> str:
        """The same words as they stand."""
        return self.text[self.quantities[index].last :][: len(self.behind(index))]

    def is_threshold(self, index: int) -> bool:
        """Whether a quantity only says which firms or projects are counted: 产值超10亿元企业9家."""
        return bool(self.quantities[index].dimension == "money" and _COUNTED.match(self.behind_printed(index)))

    def is_aside(self, index: int) -> bool:
        """Whether a quantity is a supposition, a comparison, a goal's part or what a correction takes back."""
        quantity = self.quantities[index]
        start = self.clause_start(quantity.first, weak=False)
        left = self.text[start : quantity.first]
        right = self.text[quantity.last : quantity.last + 14]
        if self.is_threshold(index) or self.is_question or any(each.search(left) for each in _ASIDE):
            return True
        if any(each.search(self.text, 0, quantity.first) for each in (_RECKONED, _IF)) or _SAID_TO_BE.search(self.text):
            return True
        return _is_compared(quantity, left) or bool(_CORRECTED[0].search(left) or _CORRECTED[1].search(right))


def _is_compared(quantity: Quantity, left: str) -> bool:
    """Whether a quantity is a difference or a mean that something is compared with."""
    if quantity.comparator in ("gt", "lt") and "平均" in left and left.endswith(("平均", "平均水平", "均值")):
        return True
    if quantity.unit.endswith("百分点") and _POINTS.search(left):
        return True
    grows = quantity.dimension == "ratio" and re.search("(?:减少|增加)了?$", left)
    return bool(_COMPARED.search(left)) and not grows
