"""Capacities: 年产50万吨己二酸, 己二酸产能达150万吨, 45万吨合成氨装置, and of a phase: 二期8GWh."""

from __future__ import annotations

import re
from dataclasses import replace

from liantu.exchange.documents.figure_draft import NO_GOODS, Draft
from liantu.exchange.documents.measure_phrases import strip_leading
from liantu.exchange.documents.sentence_parts import SentenceParts
from liantu.exchange.documents.word_lists import list_words

_YEARLY = re.compile("(?:" + list_words("yearly") + ")(?:能力|各类|约|可达|达到?|规模|可|为|总计)*$")
_YEARLY_OF = re.compile(
    "(?:年产(?![值能出量])|[年日](?P<verb>处理|加工|拆解|利用)|日产|年可生产|年生产|年可产)(?:各类)?(?P<words>[^，。；、|~]{2,24}?)(?:可|约|达到?|超)*$"
)
_CAPACITY = re.compile(
    "(?P<words>[^，。；：、]*?)(?:的)?(?:设计|总|年|现有|实际|名义)*(?P<head>"
    + list_words("capacity_head")
    + ")(?:规模)?(?:"
    + list_words("capacity")
    + ")*$"
)
_WORKS = re.compile("^(?P<product>[^，。；：、]{1,22}?)(?:的)?(?P<works>" + list_words("works") + ")")
#: What stands before the size of works that are planned or of a phase: 规划20GW光伏组件, 二期8GWh.
_BUILT = re.compile("(?:规划|拟建|拟新建|新建|建设|布局|扩建|改建|建成|[一二三四首]期)(?:了|~|总规模|规模)*$")
_PHASE = re.compile(
    "^(?:[~|，、：；]|其中|项目|现有|将|达到?|总|约|预计)*[一二三四首]期(?:项目|工程|规划|新增|产能|建成|拟建|将|达|规模|建设|约|为|~)*$"
)
#: What phases and works are measured in, where nothing says that it is a year's.
_GOODS = ("mass", "energy", "volume", "power")
_NAMED_HEADS = ("装机容量", "装机规模", "总装机")
_BEFORE_PRODUCT = re.compile("^(?:" + list_words("before_product") + ")*")
_BEHIND_PRODUCT = re.compile("(?:" + list_words("behind_product") + ")*$")
_RATED = re.compile("(?P<words>[^，。；：、|~]{2,20}?)(?:生产线|装置|项目)?$")
_PRODUCT = re.compile("^(?:的|各类|各种)*(?P<product>[^，。；：、/（|~“”]{1,22}?)(?=" + list_words("product") + ")")


def read_capacity(parts: SentenceParts, index: int) -> Draft | None:
    """Capacity: 年产50万吨己二酸, 己二酸产能达150万吨, 45万吨合成氨装置, 己二酸50万吨/年项目, 二期8GWh."""
    if parts.quantities[index].dimension.startswith(NO_GOODS):
        return None
    start, words = parts.before(index, weak=False)
    if found := _read_yearly(parts, index, start, words):
        return found
    if match := _CAPACITY.search(words):
        raw = parts.text[start + match.start("words") : start + match.end("words")]
        name = trim_product(strip_leading(match["words"].split("|")[-1].replace("~", "").strip()))
        first = start + match.start("words") + max(0, raw.rfind(name)) if name else start
        found = _capacity(parts, index, name or _read_product(parts, index)[0], first, parts.quantities[index].last)
        return replace(found, measure=match["head"]) if match["head"] in _NAMED_HEADS else found
    if re.match("的?年?(?:产能|生产能力)", parts.behind_printed(index)):
        return _capacity(parts, index, "", start, parts.quantities[index].last)
    if _PHASE.search(words) and parts.goods and parts.goods[1] == parts.quantities[index].dimension:
        product, last = _read_product(parts, index)
        product = product if re.match("项目|生产线|产线|装置|基地", parts.text[last:]) else ""
        return _capacity(parts, index, product, start + len(words), last)
    return _read_works(parts, index, start, words)


def _read_product(parts: SentenceParts, index: int) -> tuple[str, int]:
    """The product behind a quantity, and where its words end."""
    made = _PRODUCT.match(parts.behind_printed(index))
    product = trim_product(made["product"]) if made else ""
    last = parts.quantities[index].last
    return product, last + made.end("product") if made and product else last


def _read_yearly(parts: SentenceParts, index: int, start: int, words: str) -> Draft | None:
    product, last = _read_product(parts, index)
    if _YEARLY.search(words) or (product and _is_chained(parts, index)):
        return _capacity(parts, index, product, start + len(words), last)
    named = _YEARLY_OF.search(words) or _find_chained_name(parts, index, words)
    name = trim_product(named["words"]) if named else ""
    if not named or not name:
        return None
    found = _capacity(parts, index, name, start + named.start(), parts.quantities[index].last)
    verb = named.groupdict().get("verb")
    return replace(found, measure=f"{verb}能力") if verb else found


def _find_chained_name(parts: SentenceParts, index: int, words: str) -> re.Match[str] | None:
    """The name of a list that 年产 began with names before amounts: 年产底盘件300万件、轮毂200万只."""
    named = re.fullmatch("(?:[、和及]|以及)(?P<words>[^，。；、|~]{2,16})", words)
    if not named or index == 0:
        return None
    _start, before = parts.before(index - 1, weak=False)
    begun = _YEARLY_OF.search(before) or _find_chained_name(parts, index - 1, before)
    return named if begun else None


def _read_works(parts: SentenceParts, index: int, start: int, words: str) -> Draft | None:
    """The capacity of works that are named behind an amount, or before a rate a year."""
    quantity = parts.quantities[index]
    rated = quantity.unit.endswith(("/年", "/a", "/日"))
    works = _WORKS.match(parts.behind_printed(index))
    name = trim_product(works["product"]) if works else ""
    if works and name and (rated or quantity.dimension in _GOODS):
        found = _capacity(parts, index, name, quantity.first, quantity.last + works.end("product"))
        return replace(found, rule="cluster") if "集群" in works["works"] else found
    if quantity.dimension in _GOODS and (_BUILT.search(words) or _is_chained_works(parts, index)):
        product, last = _read_product(parts, index)
        return _capacity(parts, index, product, quantity.first, last) if len(product) > 1 else None
    before = _RATED.search(words) if rated else None
    if not before or _names_works(before["words"]):
        return None
    name = trim_product(strip_leading(before["words"]))
    return _capacity(parts, index, name, start + words.rfind(name), quantity.last) if len(name) > 1 else None


def _is_chained_works(parts: SentenceParts, index: int) -> bool:
    """Whether a quantity goes on a list of planned works: 规划20GW光伏组件、10GW电池片."""
    if index == 0 or not re.fullmatch("[^，。；：]{2,12}[、和及]", parts.before(index, weak=False)[1]):
        return False
    return bool(_BUILT.search(parts.before(index - 1, weak=False)[1])) or _is_chained_works(parts, index - 1)


def _names_works(words: str) -> bool:
    """Whether words before a rate are a count of works and no product."""
    return bool(re.search("(?:套|条|台|期|建设|实现|形成|新建|年产)$", words))


def _capacity(parts: SentenceParts, index: int, product: str, first: int, last: int) -> Draft:
    quantity = parts.quantities[index]
    if re.fullmatch("落后|过剩|低端|先进|优质|富余|闲置", product):
        return Draft(product + "产能", quantity.value, quantity.unit, min(first, quantity.first), last)
    if len(product) < 1 or re.search("规模|以上|企业|[一二三四五六七八九十]期$|标准厂房", product):
        product = ""
    if not product and parts.goods and parts.goods[1] == quantity.dimension:
        product = parts.goods[0]
    return Draft(
        "产能",
        quantity.value,
        quantity.unit,
        min(first, quantity.first),
        max(last, quantity.last),
        product=product,
        rule="capacity",
    )


def _is_chained(parts: SentenceParts, index: int) -> bool:
    """Whether a quantity goes on a list that 年产 began: 年产10万吨甲、20万吨乙."""
    if index == 0:
        return False
    previous, quantity = parts.quantities[index - 1], parts.quantities[index]
    between = parts.text[previous.last : quantity.first]
    if len(between) > 16 or not re.search("[、/和及]$", between) or re.search("[，。；：]", between):
        return False
    _start, words = parts.before(index - 1, weak=False)
    return bool(_YEARLY.search(words)) or _is_chained(parts, index - 1)


def trim_product(product: str) -> str:
    """The name of a product without the words around it."""
    product = re.split("[的—]|(?<=[一二三四五六七八九])期", product)[-1] or product
    product = _BEFORE_PRODUCT.sub("", product)
    product = _BEHIND_PRODUCT.sub("", product) or product
    return "" if re.search("[|~“”]|^该|^产线|^于$|^自$|实现|^能力|^产能|^生产线|^投产|同比|^年", product) else product
