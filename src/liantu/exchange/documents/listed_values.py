"""Lists of values with a list of what they are of: A、B和C产能分别为12、15和18万吨."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from liantu.exchange.documents.measure_phrases import NAME_MASK, ends_as, strip_leading, strip_trailing
from liantu.exchange.documents.sentence_parts import SentenceParts
from liantu.exchange.documents.word_lists import list_words

_RATE = r"\d[\d.]*%"
#: Where a list of values begins: at 分别, at rates behind a comma, at bare numbers behind what they measure.
_EACH = re.compile(
    "分别|依次|各自(?=为|达|增)"
    f"|(?<=，)(?:同比|比上年)?(?=(?:增长|下降){_RATE}(?:[、和](?:增长|下降)?{_RATE})+)"
    r"|(?<=产能|产量|产值|投资|收入|税收|利润)(?:约|达)?(?=\d[\d.]*[、和]\d)"
)
_DOWN = "下降|减少|降低|回落|下滑"
_UP = "增长|提高|增加|上升|提升"
_JOINED = re.compile(
    f"(?:[、，]|、?[和及与]|以及|，?[和及])?(?:同比)?(?:分别)?(?:占|{_UP}|{_DOWN}|为|达到?|和|约|超过?|突破)?(?:约|近|超)?"
)
_AND = re.compile("、|和|与|及|以及")
_COUNTED = re.compile(
    "(?:等)?(?:[两二三四五六七八九十]|(?<!\\d)\\d{1,2})(?:家|个|大|项|地|类|种|条|座|年)?(?:支柱|主导|重点|特色)?"
    "(?P<class>企业|园区|项目|产业|产品|镇街|街道|区县|公司|行业|领域|集群|基地|单位)?(?:的)?$"
)
_TAIL = re.compile("占[^，。；、]{2,14}?的?(?:比重|比例)$|(?:" + list_words("list_tail") + ")(?:占比|比重)?$")
_PARALLEL = re.compile("^(?:" + list_words("parallel") + ")(?=.{2,})")
_THREE = re.compile("第?([一二三])(?:次?产业)?")
_AGAIN = re.compile("，?(?:(?:同比|比上年|较上年|比去年|较去年|比上年同期|较上年同期))?")
#: What 分别 says of each: what each made, or the measure itself.
_VERBS = (("生产", "产量"), ("产出", "产量"), ("销售", "销量"), ("出口", "出口"))


@dataclass(frozen=True)
class ListedItem:
    """What one value of a list is of: its words, where they stand, and the measure that all share."""

    item: str
    first: int
    last: int
    tail: str = ""
    place: int = 0  # from the end of the figures before, where the list is of these
    sign: int = 0  # of growth: up or down
    share: bool = False  # 分别占


def find_listed(parts: SentenceParts) -> dict[int, ListedItem]:
    """By the number of the quantity, the item that it is of; nothing where the two lists are not as long."""
    found: dict[int, ListedItem] = {}
    previous: tuple[int, list[ListedItem]] = (-1, [])
    for match in _EACH.finditer(parts.text):
        chain = _find_chain(parts, match.end())
        if len(chain) < 2:
            continue
        items = _find_items(parts, match.start(), match.end(), chain)
        between = parts.text[previous[0] : match.start()]
        if len(previous[1]) == len(chain) and _AGAIN.fullmatch(between):
            items = previous[1]
        if not items and len(previous[1]) == len(chain):
            items = _name_again(parts, previous[1], match.start(), parts.quantities[min(chain)].dimension)
        if not items and _AGAIN.fullmatch(_words_before(parts, match.start())):
            share = parts.text.startswith("占", match.end())
            items = [ListedItem("", -1, -1, place=number - len(chain), share=share) for number in range(len(chain))]
        if items:
            signed = [replace(item, sign=sign) for item, sign in zip(items, chain.values(), strict=True)]
            found |= dict(zip(chain, signed, strict=True))
            previous = (parts.quantities[max(chain)].last, items)
    return found


def _name_again(parts: SentenceParts, items: list[ListedItem], end: int, dimension: str) -> list[ListedItem]:
    """The items of the list before under another measure: 产能分别为80、25万吨，产量分别为38、11万吨."""
    tail = _read_tail(parts.masked[parts.clause_start(end, weak=False) : end])
    return [replace(item, tail=tail) for item in items] if len(tail) > 1 and ends_as(tail, dimension) else []


def _words_before(parts: SentenceParts, place: int) -> str:
    return parts.text[parts.clause_start(place, weak=False) : place]


def _find_chain(parts: SentenceParts, start: int) -> dict[int, int]:
    """The quantities behind 分别 that follow each other with nothing but commas and verbs between, with their signs."""
    chain: dict[int, int] = {}
    last, sign = start, 0
    for index, quantity in enumerate(parts.quantities):
        if quantity.first < start:
            continue
        between = parts.text[last : quantity.first]
        if (not chain and len(between) > 10) or (chain and not _JOINED.fullmatch(between)):
            break
        if chain and (quantity.dimension == "ratio") != (parts.quantities[min(chain)].dimension == "ratio"):
            break
        sign = -1 if re.search(_DOWN, between) else 1 if re.search(_UP, between) else sign
        chain[index] = sign if quantity.dimension == "ratio" else 0
        last = quantity.last
    return chain


def _find_items(parts: SentenceParts, end: int, behind: int, chain: dict[int, int]) -> list[ListedItem]:
    count, after = len(chain), parts.text[behind : parts.quantities[min(chain)].first]
    start = parts.clause_start(end, weak=False)
    words = parts.text[start:end]
    tail = _read_verb(after, parts.quantities[min(chain)].dimension)
    if not _AND.search(words) and start > 1:
        tail = tail or _read_tail(parts.masked[start:end])
        end = start - 1
        start = parts.clause_start(end, weak=False)
        words = parts.text[start:end]
    if any(start <= each.first < end for each in parts.quantities):
        return []
    words = re.sub("(?:同比|比上年|较上年)$", "", words.rstrip("，"))
    counted = _COUNTED.search(words)
    words = _COUNTED.sub("", words) or words
    pieces = _split(words, start)
    if len(pieces) < count:
        return []
    pieces = pieces[-count:]
    words, first, last = pieces[-1]
    if named := re.fullmatch(r"(\|+)([^|]{2,})", parts.masked[first:last]):
        pieces[-1], shared = (words[: named.end(1)], first, first + named.end(1)), named[2].removesuffix("的")
    else:
        pieces[-1], shared = _take_tail(pieces[-1])
    if counted and counted["class"] in ("产业", "行业") and not shared:
        tail = counted["class"] + tail
    return [_finish(parts, ListedItem(*piece), tail or shared) for piece in pieces]


def _read_verb(words: str, dimension: str) -> str:
    """The measure that stands behind 分别: 分别生产, 分别实现产值."""
    for verb, measure in _VERBS:
        if words.startswith(verb):
            return measure
    noun = strip_leading(strip_trailing(words))
    return noun if len(noun) > 1 and ends_as(noun, dimension) else ""


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
    if match := _PARALLEL.search(words):
        return (match[0], first, first + len(match[0])), words[match.end() :].removeprefix("的")
    bare = _COUNTED.sub("", words)
    match = _TAIL.search(words)
    if match and match.start() > 0:
        counted = _COUNTED.search(words[: match.start()])
        trade = counted["class"] if counted and counted["class"] in ("产业", "行业") else ""
        before = _COUNTED.sub("", words[: match.start()]).removesuffix("的") or words[: match.start()]
        return (before, first, first + len(before)), trade + words[match.start() :]
    return (bare, first, first + len(bare)), ""


def _finish(parts: SentenceParts, item: ListedItem, tail: str) -> ListedItem:
    words = re.sub("[|~]", "", parts.masked[item.first : item.last])
    if (third := _THREE.fullmatch(words)) and tail:
        return ListedItem(f"第{third[1]}产业", item.first, item.last, tail.removeprefix("产业"))
    if "占" in tail:
        return ListedItem(words, item.first, item.last, tail)
    headed = any(ends_as(words, kind) for kind in ("money", "mass", "area"))
    return ListedItem(words, item.first, item.last, "" if headed else tail)
