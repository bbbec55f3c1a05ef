"""Lists of values with a list of what they are of: A、B和C产能分别为12、15和18万吨."""

from __future__ import annotations

import re
from dataclasses import dataclass

from liantu.exchange.documents.measure_phrases import NAME_MASK, ends_as, strip_leading
from liantu.exchange.documents.sentence_parts import SentenceParts

_JOINED = re.compile("(?:[、，]|、?[和及与]|以及|，?[和及])?(?:同比)?(?:分别)?(?:增长|下降|为|达到?|和|约)?")
_AND = re.compile("、|和|与|及|以及")
_COUNTED = re.compile(
    "(?:等)?(?:[两二三四五六七八九十]|(?<!\\d)\\d{1,2})(?:家|个|大|项|地|类|种|条|座|年)?(?:企业|园区|项目|产业|产品|镇街|街道|区县|公司|行业|领域|集群|基地|单位)?(?:的)?$"
)
_TAIL = re.compile(
    "(?:年产能|产能|年产量|产量|销量|总产值|产值|增加值|营业收入|销售收入|收入|投资|税收|利润|企业|项目|面积|用电量|出口额?|占比|比重|份额)(?:占比|比重)?$"
)
_THREE = re.compile("第?([一二三])(?:次?产业)?")


@dataclass(frozen=True)
class ListedItem:
    """What one value of a list is of: its words, where they stand, and the measure that all share."""

    item: str
    first: int
    last: int
    tail: str = ""
    place: int = 0  # from the end of the figures before, where the list is of these


def find_listed(parts: SentenceParts) -> dict[int, ListedItem]:
    """By the number of the quantity, the item that it is of; nothing where the two lists are not as long."""
    found: dict[int, ListedItem] = {}
    previous: tuple[int, list[ListedItem]] = (-1, [])
    for match in re.finditer("分别", parts.text):
        chain = _find_chain(parts, match.end())
        if len(chain) < 2:
            continue
        items = _find_items(parts, match.start(), len(chain))
        between = parts.text[previous[0] : match.start()]
        if len(previous[1]) == len(chain) and re.fullmatch("，?(?:同比|比上年|较上年|比去年)?", between):
            items = previous[1]
        if not items and re.fullmatch("(?:同比|比上年|较上年|比去年)?", _words_before(parts, match.start())):
            items = [ListedItem("", -1, -1, place=number - len(chain)) for number in range(len(chain))]
        if items:
            found |= dict(zip(chain, items, strict=True))
            previous = (parts.quantities[chain[-1]].last, items)
    return found


def _words_before(parts: SentenceParts, place: int) -> str:
    return parts.text[parts.clause_start(place, weak=False) : place]


def _find_chain(parts: SentenceParts, start: int) -> list[int]:
    """The quantities behind 分别 that follow each other with nothing but commas and 和 between."""
    chain: list[int] = []
    last = start
    for index, quantity in enumerate(parts.quantities):
        if quantity.first < start:
            continue
        between = parts.text[last : quantity.first]
        if (not chain and len(between) > 10) or (chain and not _JOINED.fullmatch(between)):
            break
        if chain and (quantity.dimension == "ratio") != (parts.quantities[chain[0]].dimension == "ratio"):
            break
        chain.append(index)
        last = quantity.last
    return chain


def _find_items(parts: SentenceParts, end: int, count: int) -> list[ListedItem]:
    start = parts.clause_start(end, weak=False)
    words = parts.text[start:end]
    tail = ""
    if not _AND.search(words) and start > 1:
        tail = _read_tail(parts.masked[start:end])
        end = start - 1
        start = parts.clause_start(end, weak=False)
        words = parts.text[start:end]
    words = _COUNTED.sub("", words.rstrip("，")) or words
    pieces = _split(words, start)
    if len(pieces) < count:
        return []
    pieces = pieces[-count:]
    words, first, last = pieces[-1]
    if named := re.fullmatch(r"(\|+)([^|]{2,})", parts.masked[first:last]):
        pieces[-1], shared = (words[: named.end(1)], first, first + named.end(1)), named[2].removesuffix("的")
    else:
        pieces[-1], shared = _take_tail(pieces[-1])
    return [_finish(parts, ListedItem(*piece), tail or shared) for piece in pieces]


def _read_tail(words: str) -> str:
    return strip_leading(words.split(NAME_MASK)[-1].replace("~", "")).removesuffix("的")


def _split(words: str, start: int) -> list[tuple[str, int, int]]:
    pieces, last = [], 0
    for match in _AND.finditer(words):
        pieces.append((words[last : match.start()], start + last, start + match.start()))
        last = match.end()
    pieces.append((words[last:], start + last, start + len(words)))
    return [piece for piece in pieces if piece[0].strip()]


def _take_tail(piece: tuple[str, int, int]) -> tuple[tuple[str, int, int], str]:
    words, first, _last = piece
    bare = _COUNTED.sub("", words)
    match = _TAIL.search(words)
    if match and match.start() > 0:
        before = _COUNTED.sub("", words[: match.start()]).removesuffix("的") or words[: match.start()]
        return (before, first, first + len(before)), words[match.start() :]
    return (bare, first, first + len(bare)), ""


def _finish(parts: SentenceParts, item: ListedItem, tail: str) -> ListedItem:
    words = re.sub("[|~]", "", parts.masked[item.first : item.last])
    if (third := _THREE.fullmatch(words)) and tail:
        return ListedItem(f"第{third[1]}产业", item.first, item.last, tail.removeprefix("产业"))
    headed = any(ends_as(words, kind) for kind in ("money", "mass", "area"))
    return ListedItem(words, item.first, item.last, "" if headed else tail)
