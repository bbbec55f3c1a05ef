"""Quantities in a text: number, unit and comparator, as 超30万吨, 3—5万吨/年, 三分之一, 翻一番."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from liantu.library.shipped_tables import load_library
from liantu.model.units import Units

#: Spellings in reports that the table of units does not have, and what they are of it.
_MORE_UNITS = {"标箱": "标箱", "标准箱": "标箱", "吨标准煤": "吨标准煤", "KWh": "kWh", "kwh": "kWh", "平方": "平方米"}
_COUNTERS = (
    "宗",
    "颗",
    "架",
    "株",
    "栋",
    "幢",
    "册",
    "篇",
    "处",
    "对",
    "组",
    "间",
    "部",
    "床",
    "例",
    "起",
    "趟",
    "班",
    "门",
    "张",
    "人次",
    "盏",
    "本",
    "羽",
    "艘次",
    "架次",
    "车次",
    "枚",
    "口",
    "眼",
    "芯公里",
    "机柜",
)
#: Units of time and of rank are read where a measure asks for them; a year is a date.
_NOT_ALONE = {
    "年",
    "月",
    "日",
    "里",
    "方",
    "度",
    "期",
    "批",
    "次",
    "h",
    "m",
    "g",
    "t",
    "L",
    "W",
    "1",
    "类",
    "斤",
    "担",
    "段",
}
_SIZES = "千万亿|百万亿|万亿|千亿|百亿|千万|百万|十万|亿|万|千|百"
_DIGITS = {**{mark: index for index, mark in enumerate("〇一二三四五六七八九")}, "零": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WRITTEN = "[一二三四五六七八九两十百]{1,5}"
_DASH = "(?:—+|–|-|~|至|到)"
_BEFORE = (
    ("ge", "不低于|不少于|不小于|不得低于|至少|最低|≥"),
    ("le", "不超过|不高于|不多于|不大于|至多|最多|最高|控制在|≤"),
    ("gt", "超过了?|超出|超|突破|高于|多于|大于|逾|首破|跨越|>"),
    ("lt", "低于|少于|小于|不足|不到|未达到?|不满|<"),
    ("about", "大约|约为?|将近|接近|近|大致|≈"),
)
_BEHIND = (("ge", "及?以上|起(?=[，。；、])"), ("le", "及?以下|以内|之内"), ("about", "左右|上下"))
_ORDINAL = re.compile(r"(?:第|No\.?|NO\.?|号|[A-Za-z]-?|[A-Za-z]{2,}\d*|〔|\[|\d/|\d[.:])$")


@dataclass(frozen=True)
class Quantity:
    """A number with its unit where it stands: ``first`` to ``last`` with the words that bound it, ``number`` without.

    ``kind`` is ``plain``, ``low`` or ``high`` (ends of a range), ``doubled`` (翻番), ``share`` (三分之一) or ``rank``.
    """

    first: int
    last: int
    number: tuple[int, int]
    value: Decimal
    unit: str
    comparator: str = "eq"
    kind: str = "plain"
    bare: bool = False

    @property
    def dimension(self) -> str:
        """What the unit measures: money, mass, ratio, count, rank, time ..."""
        return read_dimension(self.unit)


@cache
def load_units() -> Units:
    """The library's units with those of reports beside them."""
    rows = {
        row["id"]: (row["dimension"], Decimal(row["factor"])) for row in load_library()["units"].iter_rows(named=True)
    }
    rows |= {name: rows[same] for name, same in _MORE_UNITS.items() if same in rows}
    rows |= {"标箱": ("count:标箱", Decimal(1)), "标准箱": ("count:标箱", Decimal(1))}
    return Units(rows | {name: (f"count:{name}", Decimal(1)) for name in _COUNTERS})


@cache
def read_dimension(unit: str) -> str:
    """The dimension of a unit; a counter more or less is a count.

    >>> read_dimension("亿元"), read_dimension("万吨/年"), read_dimension("户"), read_dimension("")
    ('money', 'mass', 'count', '')
    """
    found = load_units().read(unit) if unit else None
    found = found or (load_units().read(unit.replace("万亿", "亿")) if unit else None)
    return "count" if found and found.dimension.startswith("count") else found.dimension if found else ""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = sorted(
        (name for name in load_units().names() if name not in _NOT_ALONE), key=lambda name: (-len(name), name)
    )
    base = "|".join(re.escape(name) for name in names)
    per = "/年|/月|/日|/a|每年|/(?:人|亩|户|吨|平方米|公斤|千瓦时|万元|亿元)"
    unit = rf"(?:(?:{_SIZES})?(?:{base})(?:{per})?)(?![A-Za-z])"
    before = "|".join(words for _, words in _BEFORE)
    behind = "|".join(words for _, words in _BEHIND)
    figures = re.compile(
        rf"(?:(?P<before>{before})(?:了|达到?|至)?)?(?P<sign>-(?=\d))?(?P<one>{_NUMBER})"
        rf"(?:(?P<oneunit>{unit}|{_SIZES})?{_DASH}(?P<two>{_NUMBER}) ?(?P<twounit>{unit})"
        rf"|(?P<size>{_SIZES})(?P<mid>余|多)(?P<midunit>{unit})"
        rf"|(?P<more>余|多)?(?P<unit> ?{unit}|(?:{_SIZES})(?=[、和及与])|个?亿(?=[，。；、）左多以大]|$))?"
        rf"(?P<late>余|多)?)(?P<behind>{behind})?"
    )
    counted = "家|户|个|项|条|座|所|人|名|台|种|支|位|只|件|辆|套"
    words = re.compile(
        rf"(?P<before>{before})?(?P<word>{_WRITTEN})(?P<more>余|多)?(?P<unit>(?:万|亿|千)?(?:{counted}|亿元|万元|吨|亩))(?P<behind>{behind})?"
        r"|(?P<tenths>[一两二三四五六七八九])成(?P<half>[一二三四五六七八九半])?(?P<tenthsbehind>以上|左右|多)?(?![为立效本员])"
        r"|(?P<below>[二三四五六七八九十百]|\d+)分之(?P<above>[一二三四五六七八九十]|\d+)"
        r"|(?<![\d/])(?P<over>[1-9])/(?P<under>[2-9]|10)(?![\d/])"
        r"|翻(?:了)?(?P<times>[一两二三])?番|(?P<half1>过半)"
    )
    return figures, words


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of a text in order, none inside another; numbers without a unit are marked as bare.

    >>> [(q.value, q.unit, q.comparator) for q in find_quantities("产值超30.5亿元，产能3—5万吨")]
    [(Decimal('30.5'), '亿元', 'gt'), (Decimal('3'), '万吨', 'ge'), (Decimal('5'), '万吨', 'le')]
    """
    figures, words = _patterns()
    found = [each for match in words.finditer(text) if (each := _read_words(text, match))]
    taken = {index for each in found for index in range(each.first, each.last)}
    for match in figures.finditer(text):
        if not taken.intersection(range(*match.span("one"))):
            found += _read_figures(text, match)
    return _share_units(text, sorted(found, key=lambda each: each.first))


def _read_figures(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    first, last = match.span()
    start = match.start("one")
    if _ORDINAL.search(text[max(0, start - 6) : start]) and not match["before"]:
        return
    unit = _read_unit(match)
    if not unit and text[last : last + 1] in tuple("年月日号时点届次章条款楼层室期"):
        return
    comparator = _code(_BEFORE, match["before"]) or _code(_BEHIND, match["behind"]) or "eq"
    if any(match[name] for name in ("more", "late", "mid")):
        comparator = "gt"
    sign = -1 if match["sign"] and first == match.start("sign") else 1
    whole = Quantity(first, last, (start, last), sign * _decimal(match["one"]), unit, comparator, bare=not unit)
    if match["two"] is None:
        yield _settle(replace(whole, number=(start, max(match.end("unit"), match.end("midunit"), match.end("one")))))
        return
    if (lower := match["oneunit"]) and read_dimension(lower) not in ("", read_dimension(unit)):
        middle, second = match.end("oneunit"), match.start("two")
        yield replace(whole, last=middle, number=(start, middle), unit=lower)
        yield _settle(
            replace(whole, first=second, number=(second, last), value=_decimal(match["two"]), comparator="eq")
        )
        return
    number = (start, match.end("twounit"))
    yield _settle(replace(whole, comparator="ge", kind="low", number=number, unit=_complete(match["oneunit"], unit)))
    yield _settle(replace(whole, value=_decimal(match["two"]), comparator="le", kind="high", number=number))


def _read_unit(match: re.Match[str]) -> str:
    return (match["unit"] or match["twounit"] or (match["size"] or "") + (match["midunit"] or "")).strip()


def _complete(written: str | None, unit: str) -> str:
    """The unit of the lower end: its own, or the size alone with the base of the upper one: 20亿—25亿元."""
    if not written:
        return unit
    size = next((each for each in _SIZES.split("|") if unit.startswith(each)), "")
    return written + unit[len(size) :] if written in _SIZES.split("|") else written


def _settle(quantity: Quantity) -> Quantity:
    """万亿元 is a size that the grammar of units does not have."""
    if quantity.unit in ("亿", "个亿"):
        return replace(quantity, unit="亿元")
    for size, factor in (("千万亿", 10**7), ("百万亿", 10**6), ("万亿", 10**4), ("千亿", 10**3), ("百亿", 10**2)):
        if quantity.unit.startswith(size) and len(size) > 1:
            return replace(quantity, value=quantity.value * factor, unit="亿" + quantity.unit[len(size) :])
    if quantity.unit.startswith("十万"):
        return replace(quantity, value=quantity.value * 10, unit=quantity.unit[1:])
    return quantity


def _read_words(text: str, match: re.Match[str]) -> Quantity | None:
    first, last = match.span()
    if match["word"]:
        return _read_written(text, match)
    if match["tenths"]:
        value = Decimal(10 * _DIGITS[match["tenths"]])
        half = match["half"]
        value += 5 if half == "半" else _DIGITS[half] if half else 0
        bounds = {"以上": "ge", "左右": "about", "多": "gt"}
        comparator = bounds.get(match["tenthsbehind"] or "", _word_before(text, first))
        return Quantity(first, last, (first, last), value, "%", comparator, "share")
    if match["above"] or match["over"]:
        above, below = match["above"] or match["over"], match["below"] or match["under"]
        value = Decimal(100) * _read_number(above) / _read_number(below)
        if value > 100:
            return None
        return Quantity(first, last, (first, last), value, "%", _word_before(text, first), "share")
    if match["half1"]:
        return Quantity(first, last, (first, last), Decimal(50), "%", "gt", "share")
    times = _DIGITS.get(match["times"] or "一", 1)
    return Quantity(first, last, (first, last), Decimal(100 * (2**times - 1)), "%", kind="doubled")


def _read_written(text: str, match: re.Match[str]) -> Quantity | None:
    first, last = match.span()
    word, unit = match["word"], match["unit"]
    if (
        word == "一"
        or text[max(0, first - 1) : first] in tuple("第每任这那同某各上下另数几")
        or not 0 < (value := _read_number(word)) < 10000
    ):
        return None
    comparator = _code(_BEFORE, match["before"]) or _code(_BEHIND, match["behind"]) or "eq"
    if match["more"]:
        comparator = "gt"
    number = (match.start("word"), match.end("unit"))
    return Quantity(first, last, number, Decimal(value), unit, comparator)


def _word_before(text: str, first: int) -> str:
    for code, words in _BEFORE:
        if re.search(f"(?:{words})$", text[max(0, first - 4) : first]):
            return code
    return "eq"


def _share_units(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Numbers of a list take the unit of the last one: 12、15和18万吨."""
    found: list[Quantity] = []
    following: Quantity | None = None
    for quantity in reversed(quantities):
        between = text[quantity.last : following.number[0]] if following else ""
        if quantity.bare and following and not following.bare and re.fullmatch(r"[、和及与]|、?和", between):
            quantity = replace(quantity, unit=following.unit, bare=False, kind="shared")
        elif quantity.unit in ("万", "亿", "千", "百") and following and re.fullmatch(r"[、和及与]", between):
            quantity = replace(quantity, unit=following.unit, kind="shared")
        following = quantity
        found.append(quantity)
    return found[::-1]


def _read_number(word: str) -> int:
    """
    >>> [_read_number(word) for word in ("三", "十六", "二十", "三百二十", "12")]
    [3, 16, 20, 320, 12]
    """
    if word.isdigit():
        return int(word)
    total, digit = 0, 0
    for mark in word:
        if mark in _DIGITS:
            if digit:
                return 0
            digit = _DIGITS[mark]
        else:
            total += (digit or 1) * _PLACES[mark]
            digit = 0
    return total + digit


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _code(pairs: tuple[tuple[str, str], ...], written: str | None) -> str:
    return next(
        (code for code, words in pairs if written and re.fullmatch(words.replace("(?=[，。；、])", ""), written)), ""
    )
