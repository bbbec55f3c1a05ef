"""Clause templates: which figure a quantity of a sentence is, by the words around it.

Each rule returns a figure without subject, period and status, or None; what no rule takes is proposed by nobody.
"""

from __future__ import annotations

import re
from dataclasses import replace

from liantu.exchange.documents.capacity_rules import trim_product
from liantu.exchange.documents.figure_draft import NO_GOODS, Draft
from liantu.exchange.documents.measure_phrases import MeasurePhrase, ends_as, read_before, read_behind, strip_leading
from liantu.exchange.documents.plain_measures import read_plain
from liantu.exchange.documents.sentence_parts import SentenceParts
from liantu.exchange.documents.word_lists import list_words

_UP = "增长率|增长|增加|提高|提升|上升|上涨|增幅|增速|拉升|攀升"
_DOWN = "负增长|下降|减少|降低|回落|下滑|降幅|压减|缩减|减排|下跌|缩短"
_GROWTH = re.compile(
    rf"(?P<base>同比|环比|(?:比|较)(?:上年|去年|前年)?(?:同期|末|底)?(?:\|*~*)?|年均|年平均|两年平均)?"
    rf"(?P<adverb>{list_words('growth_adverb')})*(?P<verb>{_UP}|{_DOWN})(?:{list_words('growth_end')})*$"
)
_OLD_BASE = "(?:同比|(?:比|较)(?:上年|去年)?(?:同期|末|底)?\\|*~*)$"
#: Trades and kinds, whose growth is that of what was told before; and what grows though no unit is told.
_TRADE = re.compile("(?:业|类|行业|产业|门类|板块|制造|区域)$")
_TRADE_MEASURE = re.compile("(增加值|总产值|产值|居民消费价格|价格|投资|零售额|营业收入|利润总额|进出口|用电量)$")
_GROWS = re.compile("(?:" + list_words("grows") + ")$")
_NO_NOUN_GROWS = re.compile("[了着过的是有]|企业$|项目$|同比|环比|增速|幅度|分别|^拉动|贡献")
_SHARE = re.compile(
    "占(?P<whole>[^，。；：、]{0,24}?)(?:的)?(?:比重|比例|份额|占比)?(?:中?的?)?(?:为|达|已|约|超|近|提高到|提升至|上升到|上升至|升至|提高至|降至|下降到|稳定在|保持在|将|的|合计|高)*$"
)
_SHARE_WORD = re.compile(
    "(?P<words>[^，。；：、|~]{0,20}?)(?:的)?(?P<head>占比|比重|份额|市场占有率|市占率)(?:为|达到?|已|约|超|近|提高[到至]|提升[到至]|上升[到至]|升至|降至|下降[到至]|稳定在|保持在|将|的|高)*$"
)
_MADE = re.compile(
    "(?P<verb>生产|产出|下线|加工|销售|出口|交付|处理)(?:各类|各种|了|出)?(?P<words>[^，。；、|~的]{2,16}?)(?:约|达到?|超|近|共|共计|突破)*$"
)
_MADE_AS = (
    ("生产", "产量"),
    ("产出", "产量"),
    ("下线", "产量"),
    ("加工", "加工量"),
    ("销售", "销量"),
    ("出口", "出口量"),
    ("交付", "交付量"),
    ("处理", "处理量"),
)
_INVESTED = re.compile(
    "(?P<words>"
    + list_words("invested")
    + ")(?:约|达|为|共|共计|总计|合计|超|近|额|金额|规模|预计|是|不|而|应|更正为|调整为|由|从)*$"
)
_PROJECT_MONEY = re.compile("(?:计划|项目)?总投资额?|概算总?投资|计划投资")
_PLANNED_WORDS = re.compile("(?:打造|聚焦|聚力|围绕|瞄准|培育壮大|发展)$")
_OUTPUT_LIST = re.compile("产量|产品")
#: Counters of people, firms and works, which nobody makes.
_NO_PRODUCT = re.compile("[家户人名个项条所座宗处亩次位期种类栋]$|公里$|人次$")
_AGAIN = re.compile("(?:[~，、]|" + list_words("again") + ")*")
#: Words that say something else of goods than that they are made.
_NO_OUTPUT = re.compile("(?:" + list_words("no_output") + ")")
_RISEN = re.compile(
    "，?(?:逐步|大幅|快速|稳步|进一步|已|要|将)*(?:" + list_words("risen") + ")(?:的|了)*(?:约|近|超过?)?"
)
_BARE_VERBS = re.compile(
    "(?:[~|]|实现|完成|新增|兑现|发放|争取|获得|获|达成|签订|签约|投入|约|已|累计|共|总计|提供|盘活|收储|供应)*"
)
#: Measures that are of a project where one is named.
OF_PROJECTS = re.compile(
    "总投资|^投资额?$|协议|合同投资|概算|占地|^(?:规划|拟|计划|总|新增)?用地(?:面积)?$|建筑面积|年产值|年税收|年销售收入|年营业收入|年产出|年利税|年利润|达产|就业岗位|岗位|设备投资|年纳税|年上缴|年缴|计划投资|拟投资|年综合能耗|投资强度"
)


def read_growth(parts: SentenceParts, index: int) -> Draft | None:
    """Growth: 增长6.7%, 下降3个百分点, 增长1.5倍, 翻一番; of the measure before it, or of the last figure."""
    quantity = parts.quantities[index]
    if quantity.dimension != "ratio":
        return None
    start, words = parts.before(index, weak=False)
    if quantity.kind == "doubled":
        left = re.sub("(?:实现|力争|将|(?:比|较|在)[^，]{0,12}|基础上)*$", "", words)
        return _grow(parts, index, _find_phrase(left, start), 1)
    match = _GROWTH.search(words)
    if not match or match["base"] in ("环比", "两年平均") or re.search("拉动|贡献", words[: match.end()]):
        return None
    left = re.sub(_OLD_BASE, "", words[: match.start()]).rstrip("~")
    phrase = _find_phrase(left, start) or _find_grown(parts, left, start)
    yearly = match["base"] in ("年均", "年平均")
    if phrase is None and (yearly or not _is_empty(left)):
        return None
    if phrase and phrase.measure.endswith(("企业", "行业")):
        return None
    if phrase and yearly:
        phrase = replace(phrase, measure=phrase.measure + "年均")
    return _grow(parts, index, phrase, -1 if re.fullmatch(_DOWN, match["verb"]) else 1)


def read_share(parts: SentenceParts, index: int) -> Draft | None:
    """A share: 占规上工业产值的35%, 占比超80%."""
    quantity = parts.quantities[index]
    if quantity.dimension != "ratio" or quantity.unit == "倍":
        return None
    start = max(
        [
            parts.clause_start(quantity.first, weak=False),
            *[each.last for each in parts.quantities[:index] if each.last <= quantity.first][-1:],
        ]
    )
    raw = parts.text[start : quantity.first]
    masked = parts.masked[start : quantity.first]
    match = _SHARE_WORD.search(masked)
    if match and not match["words"].strip() and match["head"] == "占比":
        return Draft("", quantity.value, quantity.unit, start, quantity.last, "share", follows=True)
    if match and "占" not in match["words"] and (words := strip_leading(match["words"])):
        place = start + match.start("words") + match["words"].rfind(words)
        head = match["head"]
        name, kind = (words, "share") if head in ("占比", "比重") else (words + head, "value")
        return Draft(name, quantity.value, quantity.unit, place, quantity.last, kind)
    found = _SHARE.search(raw)
    if not found:
        return None
    words = masked[: found.start()].split("|")[-1].replace("~", "")
    words = strip_leading(re.sub("[，的]$", "", words))
    if len(words) >= 2 and re.search("[一-鿿]{2}$", words):
        place = start + masked.rfind(words)
        return Draft(words, quantity.value, quantity.unit, place, quantity.last, "share")
    return Draft("", quantity.value, quantity.unit, start, quantity.last, "share", follows=True) if not words else None


def read_invested(parts: SentenceParts, index: int) -> Draft | None:
    """Money of a project: 总投资50亿元."""
    quantity = parts.quantities[index]
    if not quantity.dimension.startswith("money") or ":" in quantity.dimension.removesuffix(":USD"):
        return None
    start, words = parts.before(index)
    match = _INVESTED.search(words.replace("|", "~"))
    phrase = read_before(words, start, "money")
    if not match or (phrase and phrase.measure not in (match["words"], strip_leading(match["words"]))):
        return None
    return Draft(
        match["words"], quantity.value, quantity.unit, start + match.start("words"), quantity.last, rule="project"
    )


def read_measure(parts: SentenceParts, index: int) -> Draft | None:
    """A level: 规上工业产值641.4亿元, 规上企业326户, 16家研发中心."""
    quantity = parts.quantities[index]
    start, words = parts.before(index)
    if made := _read_made(parts, index, start, words):
        return made
    phrase = read_before(words, start, quantity.dimension) or _read_words_behind(parts, index, words)
    phrase = phrase or _read_previous_clause(parts, index, words) or _read_topic(parts, index, words)
    phrase = _read_threshold(parts, index, phrase or read_plain(parts, index))
    if phrase is None or _is_odd(phrase.measure, quantity.dimension):
        return None
    if phrase.measure in ("建成", "规划", "已建成") and quantity.dimension == "area":
        phrase = replace(phrase, measure=phrase.measure + "面积")
    first = phrase.first if 0 <= phrase.first < quantity.first else quantity.first
    rule = "project" if _PROJECT_MONEY.fullmatch(phrase.measure) else "measure"
    last = max(quantity.last, phrase.last)
    return Draft(phrase.measure, quantity.value, quantity.unit, first, last, scope=phrase.scope, rule=rule)


def _read_topic(parts: SentenceParts, index: int, words: str) -> MeasurePhrase | None:
    """The measure of the clause before, of what goes from a value to another: 由2019年的318亿元增至."""
    if (
        not re.fullmatch("(?:由|从)[~的]*", words)
        or not (end := parts.clause_start(parts.quantities[index].first) - 1) > 0
    ):
        return None
    start = parts.clause_start(end - 1, weak=False)
    dimension = parts.quantities[index].dimension
    ends = range(end, start + 1, -1)
    return next((found for each in ends if (found := read_before(parts.masked[start:each], start, dimension))), None)


def _read_threshold(parts: SentenceParts, index: int, phrase: MeasurePhrase | None) -> MeasurePhrase | None:
    """A count of what passes a threshold: 产值超10亿元企业9家 counts 产值超10亿元企业."""
    if phrase is None or index == 0 or phrase.first != parts.quantities[index - 1].last:
        return phrase
    if not parts.is_threshold(index - 1):
        return phrase
    start, _ = parts.before(index - 1)
    words = parts.masked[start : phrase.last].rpartition("|")[2].replace("~", "")
    measure = strip_leading(words.lstrip("、和"))
    return MeasurePhrase(measure, phrase.scope, phrase.last - len(measure), phrase.last)


def _read_made(parts: SentenceParts, index: int, start: int, words: str) -> Draft | None:
    """What was made or sold: 生产己二酸28.6万吨."""
    quantity = parts.quantities[index]
    made = _MADE.search(words)
    if quantity.dimension.startswith(NO_GOODS):
        return None
    if not made:
        return _read_output_list(parts, index, start, words)
    name = trim_product(made["words"])
    if not name or ends_as(name, "count") or _NO_OUTPUT.search(name):
        return None
    measure = next(measure for verb, measure in _MADE_AS if verb in made["verb"])
    return Draft(measure, quantity.value, quantity.unit, start + words.rfind(name), quantity.last, product=name)


def _read_output_list(parts: SentenceParts, index: int, start: int, words: str) -> Draft | None:
    """A product of a list of outputs: 主要产品产量：水泥215.6万吨."""
    quantity = parts.quantities[index]
    name = re.sub("^(?:[~、，；：]|其中)+|[~]+$", "", words)
    if not _OUTPUT_LIST.search(parts.context + parts.text[: quantity.first]) or _NO_PRODUCT.search(quantity.unit):
        return None
    if not re.fullmatch("[一-鿿A-Za-z0-9（）]{1,12}", name) or ends_as(name, quantity.dimension):
        return None
    if _NO_OUTPUT.search(name):
        return None
    first = start + words.find(name)
    return Draft("产量", quantity.value, quantity.unit, first, quantity.last, product=name)


def read_risen(parts: SentenceParts, index: int) -> Draft | None:
    """What a measure came to from another value: 由2022年的11.2万元提高到14.8万元, 从1家增至4家."""
    if index == 0:
        return None
    before, quantity = parts.quantities[index - 1], parts.quantities[index]
    between = parts.text[before.last : quantity.first]
    if before.dimension != quantity.dimension or not _RISEN.fullmatch(
        _without_times(parts, before.last, quantity.first)
    ):
        return None
    return Draft("", quantity.value, quantity.unit, quantity.first, quantity.last, rule="risen") if between else None


def rises_from(parts: SentenceParts, index: int) -> bool:
    """Whether a quantity is what a measure rose from, at a time that nobody tells."""
    quantity = parts.quantities[index]
    start, words = parts.before(index, weak=False)
    if index + 1 >= len(parts.quantities) or not re.search("(?:由|从)(?:~*的?)*$", words):
        return False
    dated = any(start <= time.first < quantity.first for time in parts.times)
    between = _without_times(parts, quantity.last, parts.quantities[index + 1].first)
    return bool(_RISEN.fullmatch(between)) and not dated


def _without_times(parts: SentenceParts, first: int, last: int) -> str:
    return "".join(
        letter for letter, mask in zip(parts.text[first:last], parts.masked[first:last], strict=True) if mask != "~"
    )


def read_again(parts: SentenceParts, index: int, measure: str, field: str) -> Draft | None:
    """The same measure at another time: 去年产值不到20亿元，今年有望突破60亿元."""
    start, words = parts.before(index, weak=False)
    if "~" not in words or not _AGAIN.fullmatch(words):
        return None
    quantity = parts.quantities[index]
    return Draft(measure, quantity.value, quantity.unit, start, quantity.last, field)


def _read_words_behind(parts: SentenceParts, index: int, words: str) -> MeasurePhrase | None:
    quantity = parts.quantities[index]
    if quantity.dimension == "count" and not _PLANNED_WORDS.search(words):
        return read_behind(parts.behind(index), quantity.last, words)
    if quantity.dimension in ("money", "area") and _BARE_VERBS.fullmatch(words):
        return read_behind_money(parts.behind(index), quantity.last, quantity.dimension)
    return None


def read_behind_money(text: str, first: int, dimension: str) -> MeasurePhrase | None:
    """Money with its measure behind it: 3亿元的政策资金, 20亿元融资."""
    match = re.match("(?:的)?([一-鿿]{2,12}?)(?=[，。；、：]|$)", text)
    if not match or not ends_as(match[1], dimension):
        return None
    return MeasurePhrase(match[1], "", first + match.start(1), first + match.end(1))


def _grow(parts: SentenceParts, index: int, phrase: MeasurePhrase | None, sign: int) -> Draft:
    quantity = parts.quantities[index]
    first = phrase.first if phrase and phrase.first >= 0 else parts.clause_start(quantity.first)
    measure, scope = (phrase.measure, phrase.scope) if phrase else ("", "")
    return Draft(
        measure, sign * quantity.value, quantity.unit, first, quantity.last, "growth", scope, follows=phrase is None
    )


def _find_phrase(left: str, start: int) -> MeasurePhrase | None:
    for dimension in ("money", "mass", "count", "area", "ratio", "score"):
        if phrase := read_before(left, start, dimension):
            return phrase
    return None


def _find_grown(parts: SentenceParts, left: str, start: int) -> MeasurePhrase | None:
    """What grew and is no measure by itself: a trade takes the measure told before it, 制造业 of 增加值."""
    words = re.split("[|，。；：]", left.rstrip("~"))[-1]
    noun = strip_leading(re.sub("[~“”]|^其中", "", words))
    if not re.fullmatch("[一-鿿A-Za-z0-9、（）]{2,18}", noun) or _NO_NOUN_GROWS.search(noun):
        return None
    first = start + max(0, left.rfind(noun[:2]))
    if _TRADE.search(noun):
        tail = _TRADE_MEASURE.search(parts.last_measure)
        return MeasurePhrase(noun + tail[1], "", first, first + len(noun)) if tail else None
    return MeasurePhrase(noun, "", first, first + len(noun)) if _GROWS.search(noun) else None


def _is_empty(words: str) -> bool:
    return not strip_leading(re.sub("[~|，、：；（）和及]", "", words)) or bool(
        re.fullmatch(
            "(?:[~|，、：；（）和及其中]|(?:剔除|扣除)[^，]{1,14}后|同口径|按不变价格计算|按可比价格计算|分别|同比|比|较|上年|去年|年均|预计|将|实现|可比口径|按可比口径|按可比价计算|按不变价计算|扣除.{1,8}|则|均|增速)*",
            words,
        )
    )


def _read_previous_clause(parts: SentenceParts, index: int, words: str) -> MeasurePhrase | None:
    """The measure of a quantity that was taken back: 总投资不是30亿元，而是35亿元."""
    if (
        index == 0
        or not re.fullmatch(
            "(?:[|~”“]|系?笔误|系误[写印]?|作废|而是|应为|应是|实为|实际为|更正为|现更正为|调整为|核定为|修正为|改为|最终"
            "|核实后为|经核实为|正确的?|数据|数字|是|为|订正为)*",
            words,
        )
        or not words
    ):
        return None
    if not re.search("而是|应|更正|实|调整|核|修正|改为|正确|最终|订正", words):
        return None
    if not parts.is_aside(index - 1):
        return None
    start, before = parts.before(index - 1)
    before = re.sub(
        "(?:并?不是|并非|误[写报作]?为|原[报公披]\\w{0,3}为?|原为|此前\\w{0,6}为?|初步\\w{0,4}为?|中的?|“)+$",
        "",
        before,
    )
    return read_before(before, start, parts.quantities[index].dimension)


def _is_odd(measure: str, dimension: str) -> bool:
    return bool(re.search("[千百]亿级(?!企业|项目|工业|园区)|示范区$|主导产业|方向$|领域$", measure)) or (
        dimension == "count" and measure in ("产品", "技术", "问题", "政策", "方面", "需求", "标准")
    )
