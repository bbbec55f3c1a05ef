"""What a figure measures, from the words around it: 规上工业产值 before 641.4亿元, 研发中心 behind 16家."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_MONEY_BY = re.compile(
    r"(?:税收|产值|收入|利润|价|单价|价格|均价|地价|成本|费用|投资强度|强度|投资|补贴|补助|奖励|工资|劳动生产率|生产率|产出|增加值|营收|能耗|电价|气价|水价)$"
)
_LEADING = re.compile(
    "^(?:已经?|还|又|再|共有?|共计|合计|总计|累计|预计|有望|力争|确保|计划(?!总|投资)|将|可以?|能够?|须|要|均|都|也|则|其中?|另有?|以及|同时|此外|年内|期间|的|中|里|内|主要|全部|分别|成功|先后|陆续|相继|直接|间接"
    "|每年|常年|全面|持续|稳步|进一步|仅|只|就|便|才|约|近|达|为|是|有|在|从|由|于|以|对|把|拿出|到|比|较|和|与|及|并|并且|通过|经过|目前|现|方面|实现|完成|拥有|现有|共有|建成|建有|培育出?|培育形成|形成|集聚|聚集|汇聚"
    "|吸引到?|获得|获批|获评|获|争取到?|兑现|发放|落实|解决|带动|提供|创造|吸纳|新建(?!项目)|建设(?!项目|用地)|打造|申报|成为|达到|突破|超过|使|让|等|了|着|个|分|截至|以来|年|月|日|底|末|全|上述|这些|这|该|后|时|需|需要|需求为"
    "|推动|推进|实施|组织|开展|服务|帮助|支持|安排|投向|用于|购置|购买|采购|淘汰|压减|盘活(?!土地)|招募|吸收|聘请|引育|引进培育|评选|认定|备案|纳入|入选|涉及|覆盖|惠及|促成|达成|收到|办理|受理|处理|化解|取得|销往|配备|配套|增设|设立|布局|共|约有|至今|如今|首批|一期|二期|三期|建筑|总|首期)(?=.{2,})"
)
#: Words that are kept although a phrase begins with them.
_WHOLE_WORDS = re.compile(
    "^(?:其他|全社会|全员|全口径|总投资|总产值|总产能|总面积|总建筑面积|总资产|总装机|总能耗|总部|总税收|总收入|总用地|总占地|建筑面积|建设用地|建设项目|建设投资|建设工期|建设周期|中小|中试|中药|等级|全要素|全钢|全年|有色|有机|有限|有效|可再生|可研|可支配|主要污染物|对外|对二甲苯|在建|在库|在岗|在孵|以工|日均|日产|月均|月产|年均|年产|年税|年销|年利|年营|分布式|分拣|个税|个体|个人|从业|能耗|能源|能效|成品|成本|成交|要素|达产|达效|办理时限|审批|处理能力|处理量|处理费|服务业|服务器|服务收入|服务企业|配套企业|配套资金|配套率|落实资金|采购额|采购量|采购成本|建筑业|建筑材|实施项目|推进项目|认定面积|新建项目|备案项目|受理量|涉及金额|支持资金|安排资金|一期工程)"
)
_TRAILING = re.compile(
    "(?:实现|完成|达到?了?|为|约|近|超|超过|突破|高达|多达|共计?|合计|总计|累计|已经?|将|可|能|预计|仅|只有?|就?有|是|至|到|增至|升至|降至|提高[到至]|提升[到至]|增加[到至]|增长[到至]|上升[到至]|下降[到至]|降低[到至]|扩大[到至]|扩展到|缩短[到至]|压缩[到至]|缩减[到至]|减少[到至]|增|保持在|稳定在|维持在|回升[到至]|控制在|分别|的|达到了|首次|成功|均|各|全部|为目标|每年|还|均为|则为|，|左右|估计|增长|增加|拉动|力争|确保|要|不|比上年|比去年|较上年|较去年|同比|“|”|人均为|一举|从|由|总额达|过|整整|约为|就|也|应为|应是|而是|实为|更正为|调整为|核定为|规模|总计为|最终|最高|最终核定为|修正为|改为|订正为)$"
)
_MIDDLE = re.compile(
    "(?:预计)?(?:可|将|能|已)?(?:实现|完成|达到|贡献|创造|拥有|形成|建成|累计|提供|吸纳|带动)(?!量)(?:了|新增)?"
)
#: What may follow a counted noun: nothing, or a verb.
_GOES_ON = re.compile(
    "$|[进入落投开建签获达实参完集同先累正将已可均全被在为是需共通启运一并从相的抢紧忙加用之，。；、（”|~分列等上下到来发超中]"
)
_TELLING_VERBS = re.compile(
    "(?:新增|净增|新签约|签约|新开工|开工|新投产|投产|竣工|新引进|引进|招引|新招引|在建|新培育|新认定|新入库|新设立|新注册|落地|转化|新落地|授权|淘汰|关停|退出|淘汰关停|盘活|减少|新获批|新申报|推进|推动|实施)+$"
)
#: Stand where a name or a time stood.
NAME_MASK, TIME_MASK = "|", "~"
_NO_NOUN = re.compile("[了着过吗呢们]|我们|他们|(?<!规模)(?<!限额)(?<!元)(?<!级)以上|以下|[，。；：！？]")


_FILE = Path(__file__).parent / "measure_heads.csv"


@cache
def _list_heads(dimension: str) -> tuple[str, ...]:
    """What measures in such units end in; other dimensions than those of the file are amounts of goods."""
    with _FILE.open(encoding="utf-8", newline="") as stream:
        words: dict[str, list[str]] = {}
        for row in csv.DictReader(stream):
            words.setdefault(row["dimension"], []).append(row["word"])
    return tuple(sorted(words.get(dimension, words["amount"]), key=len, reverse=True))


@cache
def _counted() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _list_heads("count"))))


@dataclass(frozen=True)
class MeasurePhrase:
    """A measure and what narrows it, with the place of its words in the sentence."""

    measure: str
    scope: str = ""
    first: int = -1
    last: int = -1


def read_before(text: str, first: int, dimension: str) -> MeasurePhrase | None:
    """The measure of the words before a quantity; ``first`` is where they begin in the sentence.

    >>> read_before("新投产项目预计~~可实现产值", 0, "money")
    MeasurePhrase(measure='产值', scope='新投产项目', first=12, last=14)
    >>> read_before("全年完成固定资产投资", 0, "money").measure, read_before("建成智能工厂", 0, "count").measure
    ('固定资产投资', '智能工厂')
    """
    whole = text
    start = max((match.end() for match in re.finditer(r"[|，。；：！？（）()—\s]", text)), default=0)
    phrase = _strip_trailing(re.sub("[~“”]", "", text[start:]))
    if inside := re.match("(.*项目)(?!数|资金|用地|库|建设|化|部)(.+)$", phrase):
        phrase = phrase if _MIDDLE.search(inside[2]) else inside[2]
    phrase = re.sub("^.*?(?:通报|报道|报告|公报|材料|文件|数据|稿件|新闻)中的?(?=.{3})", "", phrase)
    phrase = re.sub("^.*等(?!级|值|效|额|距)(?=.{2})", "", phrase)
    scope, middle = "", list(_MIDDLE.finditer(phrase))
    if middle and (right := phrase[middle[-1].end() :]):
        scope, phrase = phrase[: middle[0].start()], right
    phrase = strip_leading(phrase)
    if "的" in phrase:
        left, _, right = phrase.rpartition("的")
        if right and ends_as(right, dimension):
            scope, phrase = scope or left, right
    phrase = strip_leading(re.sub("^[、和与及]+", "", phrase))
    if not _is_noun(phrase) or not ends_as(phrase, dimension):
        return None
    place = whole.rfind(phrase)
    return MeasurePhrase(phrase, _clean_scope(scope), first + place, first + place + len(phrase))


def read_behind(text: str, first: int, verb: str) -> MeasurePhrase | None:
    """The measure of the words behind a count: 16家研发中心进驻; a telling verb before it is part of it.

    >>> read_behind("研发中心进驻", 0, "吸引").measure, read_behind("项目", 0, "新签约").measure
    ('研发中心', '新签约项目')
    """
    match = re.match("(?:的|以上的?|左右的?)?([^，。；：、！？（）|\\s]{2,24})", text)
    if not match:
        return None
    phrase = match[1].split(NAME_MASK)[0].replace(TIME_MASK, "")
    phrase = re.split("以及|及|和(?!谐)|的", phrase)[0].strip("“”")
    found = next((each for each in _counted().finditer(phrase) if _GOES_ON.match(phrase[each.end() :])), None)
    if not found or not _is_noun(phrase[: found.end()]):
        return None
    phrase = phrase[: found.end()]
    telling = _TELLING_VERBS.search(verb.removesuffix("的"))
    if telling and not (
        phrase.endswith("项目") or telling[0].startswith(("新增", "净增", "新培育", "新认定", "新引进"))
    ):
        telling = None
    place = first + text.find(phrase)
    return MeasurePhrase((telling[0] if telling else "") + phrase, "", place, place + len(phrase))


def ends_as(phrase: str, dimension: str) -> bool:
    """Whether words end in what is measured in such units.

    >>> ends_as("工业产值", "money"), ends_as("工业产值", "ratio"), ends_as("亩均税收", "money:area")
    (True, False, True)
    """
    if dimension.startswith(("money:", "price:")) and dimension != "money:USD":
        return bool(_MONEY_BY.search(phrase))
    if dimension == "count" and re.search("集群$|方面$", phrase):
        return False
    return phrase.endswith(_list_heads(dimension.removesuffix(":USD")))


def strip_leading(phrase: str) -> str:
    """Words without the verbs and adverbs before them."""
    while not _WHOLE_WORDS.match(phrase) and (match := _LEADING.match(phrase)):
        phrase = phrase[match.end() :]
    return phrase


def _strip_trailing(phrase: str) -> str:
    while (match := _TRAILING.search(phrase)) and match.start() > 0:
        phrase = phrase[: match.start()]
    return phrase


def _clean_scope(scope: str) -> str:
    scope = strip_leading(_strip_trailing(scope))
    return scope if 2 <= len(scope) <= 14 and re.search("项目|企业|产业|集群|领域|类$|制造业|行业|园区", scope) else ""


def _is_noun(phrase: str) -> bool:
    return 1 < len(phrase) <= 26 and not _NO_NOUN.search(phrase) and bool(re.match("[一-鿿A-Za-z0-9“+]", phrase))
