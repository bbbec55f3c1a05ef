"""What a figure measures, from the words around it: 规上工业产值 before 641.4亿元, 研发中心 behind 16家."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from liantu.exchange.documents.word_lists import list_words

_MONEY_BY = re.compile(
    r"(?:税收|产值|收入|利润|价|单价|价格|均价|地价|成本|费用|投资强度|强度|投资|补贴|补助|奖励|工资|劳动生产率|生产率|产出|增加值|营收|能耗|电价|气价|水价)$"
)
_LEADING = re.compile("^(?:" + list_words("leading") + ")(?=.{2,})")
#: Words that are kept although a phrase begins with them.
_WHOLE_WORDS = re.compile("^(?:" + list_words("whole_words") + ")")
_TRAILING = re.compile("(?:" + list_words("trailing") + ")$")
_MIDDLE = re.compile(
    "(?:预计)?(?:可|将|能|已)?(?:实现|完成(?!投资$)|达到|贡献|创造|拥有|形成|建成(?!区)|累计|提供|吸纳|带动)(?!量)(?:了|新增)?"
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
_NO_NOUN = re.compile(
    "过(?![百千十\\d]*亿|[百千十]*万)|[了着吗呢们]|我们|他们|(?<!规模)(?<!限额)(?<!元)(?<!级)以上|以下|[，。；：！？]"
)


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
    phrase = strip_trailing(re.sub("[~“”]", "", text[start:]))
    if inside := re.match("(.*项目)(?!数|资金|用地|库|建设|化|部)(.+)$", phrase):
        phrase = phrase if _MIDDLE.search(inside[2]) else inside[2]
    phrase = re.sub("^.*?(?:通报|报道|报告|公报|材料|文件|数据|稿件|新闻)中的?(?=.{3})", "", phrase)
    phrase = re.sub("^.*公布的?(?=.{3})", "", phrase)
    phrase = re.sub("^由[^，]{2,16}?(?=投资)|^.*(?:企业|项目|产品)中(?=.{2})", "", phrase)
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


def strip_trailing(phrase: str) -> str:
    """Words without the verbs and adverbs behind them."""
    while (match := _TRAILING.search(phrase)) and match.start() > 0:
        phrase = phrase[: match.start()]
    return phrase


def _clean_scope(scope: str) -> str:
    scope = strip_leading(strip_trailing(scope))
    return scope if 2 <= len(scope) <= 14 and re.search("项目|企业|产业|集群|领域|类$|制造业|行业|园区", scope) else ""


def _is_noun(phrase: str) -> bool:
    return 1 < len(phrase) <= 26 and not _NO_NOUN.search(phrase) and bool(re.match("[一-鿿A-Za-z0-9“+]", phrase))
