"""Capacities: 年产50万吨己二酸, 己二酸产能达150万吨, 45万吨合成氨装置, and of a phase: 二期8GWh."""

from __future__ import annotations

import re
from dataclasses import replace

from liantu.exchange.documents.figure_draft import NO_GOODS, Draft
from liantu.exchange.documents.measure_phrases import strip_leading
from liantu.exchange.documents.sentence_parts import SentenceParts
from liantu.exchange.documents.word_lists import list_words

_YEARLY = re.compile(
    "(?:年产|年可产|年处理|年加工|年生产|年可生产|年回收|年拆解|年组装|日处理|日产|年再生|年利用|年综合利用|年屠宰|年供应|年供)(?:能力|各类|约|可达|达到?|规模|可|为|总计)*$"
)
_YEARLY_OF = re.compile(
    "(?:年产(?![值能出量])|年处理|年加工|年可生产|年生产|年可产)(?:各类)?(?P<words>[^，。；、|~]{2,24}?)(?:可|约|达到?|超)*$"
)
_CAPACITY = re.compile(
    "(?P<words>[^，。；：、]*?)(?:的)?(?:设计|总|年|现有|实际|名义)*(?:产能|生产能力|处理能力|加工能力|装机容量|装机规模|总装机|储能规模|供汽能力|供热能力|吞吐能力)(?:规模)?(?:"
    + list_words("capacity")
    + ")*$"
)
_WORKS = re.compile(
    "^(?P<product>[^，。；：、]{1,22}?)(?:的)?(?P<works>扩建项目|技改项目|改扩建项目|一体化项目|项目|装置|生产线|产线|生产基地|产能|生产能力|工程|产业集群|集群|基地|装备制造基地|智能工厂|能力)"
)
_RATED = re.compile("(?P<words>[^，。；：、|~]{2,20}?)(?:生产线|装置|项目)?$")
_PRODUCT = re.compile("^(?:的|各类|各种)*(?P<product>[^，。；：、/（|~“”]{1,22}?)(?=" + list_words("product") + ")")


def read_capacity(parts: SentenceParts, index: int) -> Draft | None:
    """Capacity: 年产50万吨己二酸, 己二酸产能达150万吨, 45万吨合成氨装置, 己二酸50万吨/年项目."""
    if parts.quantities[index].dimension.startswith(NO_GOODS):
        return None
    start, words = parts.before(index, weak=False)
    if found := _read_yearly(parts, index, start, words):
        return found
    if match := _CAPACITY.search(words):
        raw = parts.text[start + match.start("words") : start + match.end("words")]
        name = trim_product(strip_leading(match["words"].split("|")[-1].replace("~", "").strip()))
        first = start + match.start("words") + max(0, raw.rfind(name)) if name else start
        return _capacity(parts, index, name or _read_product(parts, index)[0], first, parts.quantities[index].last)
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
    named = _YEARLY_OF.search(words)
    name = trim_product(named["words"]) if named else ""
    if not named or not name:
        return None
    return _capacity(parts, index, name, start + named.start(), parts.quantities[index].last)


def _read_works(parts: SentenceParts, index: int, start: int, words: str) -> Draft | None:
    """The capacity of works that are named behind an amount, or before a rate a year."""
    quantity = parts.quantities[index]
    rated = quantity.unit.endswith(("/年", "/a", "/日"))
    works = _WORKS.match(parts.behind_printed(index))
    name = trim_product(works["product"]) if works else ""
    if works and name and (rated or quantity.dimension in ("mass", "energy", "volume")):
        found = _capacity(parts, index, name, quantity.first, quantity.last + works.end("product"))
        return replace(found, rule="cluster") if "集群" in works["works"] else found
    before = _RATED.search(words) if rated else None
    if not before or _names_works(before["words"]):
        return None
    name = trim_product(strip_leading(before["words"]))
    return _capacity(parts, index, name, start + words.rfind(name), quantity.last) if len(name) > 1 else None


def _names_works(words: str) -> bool:
    """Whether words before a rate are a count of works and no product."""
    return bool(re.search("(?:套|条|台|期|建设|实现|形成|新建|年产)$", words))


def _capacity(parts: SentenceParts, index: int, product: str, first: int, last: int) -> Draft:
    quantity = parts.quantities[index]
    if re.fullmatch("落后|过剩|低端|先进|优质|富余|闲置", product):
        return Draft(product + "产能", quantity.value, quantity.unit, min(first, quantity.first), last)
    if len(product) < 1 or re.search("规模|以上|企业|[一二三四五六七八九十]期$|标准厂房", product):
        product = ""
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
    product = re.split("[的—]|(?<=[一二三四五六七八九])期", product)[-1] or product
    product = re.sub(
        "^(?:的|高达|约|达|各类|各种|[一二三四五六七八九]期|一套|新增|新建|扩建|新增的|其|该|建成|形成|其中|总|“|具备|拥有|现有|公司|生产|改造后|届时|公司|项目|另有|推动|全球|国内)*",
        "",
        product,
    )
    product = (
        re.sub(
            "(?:的|总|设计|年|每年|合计|”|“|扩建|技改|规模|一体化|新增|建设|项目|生产线|装置|制造|生产|等产品|等|产品的?)*$",
            "",
            product,
        )
        or product
    )
    return "" if re.search("[|~]|实现|^能力|^产能|^生产线|^投产|同比|^年", product) else product
