"""The words that people write over columns of yearly returns, and the fields they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from liantu.library.shipped_tables import load_library

#: Id, zh, en and unit of a field.
Field = tuple[str, str, str, str]

#: The columns that say which firm, and what people write over them.
IDENTITY_WORDS = {
    "firm": ("firm", "企业", "企业名称", "单位名称", "企业编号", "name"),
    "year": ("year", "年份", "年度", "评价年度"),
    "group": ("group", "分组", "评价分组", "企业类型", "组别"),
    "industry": ("industry", "行业", "行业代码", "所属行业"),
    "park": ("park", "园区", "所属园区"),
}
_ALSO = {
    "land": ("用地面积", "土地面积"),
    "tax": ("实缴税金", "税收实际贡献", "纳税"),
    "value_added": ("工业增加值",),
    "revenue": ("主营业务收入", "销售收入"),
    "energy": ("能耗", "综合能源消费量", "能源消费量"),
    "electricity": ("用电", "电量"),
    "emission": ("排放", "主要污染物排放量", "污染物排放量"),
    "employees": ("从业人数", "职工人数", "年平均从业人员"),
    "rd": ("研发", "r&d", "研发投入", "r&d经费", "r&d费用", "研发经费"),
}
_BRACKET = re.compile(r"^(.+?)[(\[【](.+?)[)\]】]$")


def collect_words(fields: Iterable[Field]) -> dict[str, str]:
    """The field of each word, in small letters without blanks: of the columns that say which firm, and of these."""
    words = {plain_word(word): field for field, spellings in IDENTITY_WORDS.items() for word in spellings}
    for id, zh, en, _ in fields:
        for word in (id, zh, en, *_ALSO.get(id, ())):
            words.setdefault(plain_word(word), id)
    return words


def find_items(rows: Iterable[Iterable[str]]) -> list[Field]:
    """The items of the library that cells of these rows are called after, where another names the firms; else none.

    >>> [item[1] for item in find_items([["企业名称", "用地面积（亩）", "税收"]])], find_items([["税收", "用地"]])
    (['用地', '税收'], [])
    """
    items = {row[0]: row for row in load_library()["return_items"].select("id", "zh", "en", "unit").rows()}
    words = collect_words(items.values())
    found = {words[word] for row in rows for cell in row if (word := plain_word(split_heading(cell)[0])) in words}
    return [item for id, item in items.items() if id in found] if "firm" in found else []


def plain_word(text: str) -> str:
    """A word in small letters without blanks and marks."""
    return re.sub(r"[\s*_]+", "", unicodedata.normalize("NFKC", text)).lower()


def split_heading(heading: str) -> tuple[str, str]:
    """The words of a heading and the unit in its brackets."""
    text = re.sub(r"[\s*]+", "", unicodedata.normalize("NFKC", heading))
    found = _BRACKET.match(text)
    return (found[1], found[2].removeprefix("单位:").removeprefix("单位：")) if found else (text, "")
