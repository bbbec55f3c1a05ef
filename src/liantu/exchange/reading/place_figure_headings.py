"""Headings of tables by places: the name in them beside the words of time and growth."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from liantu.exchange.reading.figure_headings import FigureColumn, is_indicator_heading, read_figure_heading
from liantu.model.units import Units

_TO = "[-—–~～至到]+"
_TIME = re.compile(
    rf"(?:(?:19|20)\d\d年)?\d{{1,2}}月?{_TO}\d{{1,2}}月份?|(?:(?:19|20)\d\d年)?\d{{1,2}}月份?|(?:19|20)\d\d年"
    rf"|前三季度|一季度|上半年|全年|自年初|本年以来|1{_TO}本月|累计|本月|当月|本期"
)
_GROWTH = re.compile(
    r"(?:比|较)?(?:上年|去年)同[期月](?:数|值|累计)?|同期(?:数|值|累计)|同比|环比|比上月|增速|增幅|增长率?|增减|[±+]%?"
)
_SHARE = re.compile(r"占.{0,6}?比重|占比|比重")
_LEVEL = re.compile(r"绝对[量数额值]|数值|总量|完成[数额值]?|实绩|实际(?:完成)?")
_LEVEL_END = re.compile(r"(?:完成)[数额值]?$")
_DIFFERENCE = re.compile(r"增减[额量数]|增加额|净增")
_OTHER = re.compile(r".*(?:位次|排名|名次|排位|目标|任务|进度|完成率|差距|备注|序号).*")
_OF_TITLE = re.compile(
    r"各?(?:园区|区市县|区县|县区|乡镇|镇街|街道|地区|镇|乡|街|板块|平台|[、,()])+|[分按]|(?:完成)?情况|[一览统计汇总]*表|主要指标|快报|通报"
)
_BRACKETED = re.compile(r"\(([^()]*)\)$")


class PlaceColumn(NamedTuple):
    """A column of a table by places: the name in its heading, the unit in it, what figure it holds (None: none)."""

    name: str
    unit: str | None
    figure: FigureColumn | None


def read_place_column(parts: Sequence[str], units: Units) -> PlaceColumn:
    """What the heading of a column says, a part a row of it.

    >>> from decimal import Decimal
    >>> units = Units({"元": ("money", Decimal(1)), "%": ("share", Decimal(1))})
    >>> [tuple(read_place_column(parts, units)[:2]) for parts in (["工业总产值（亿元）", "累计"], ["增长（%）"])]
    [('工业总产值', '亿元'), ('', '%')]
    >>> read_place_column(["工业增加值增速（%）"], units).figure.field, read_place_column(["位次"], units).figure
    ('published_growth', None)
    """
    names, unit, has_words = [], None, False
    for part in parts:
        text, found = _take_unit(part, units)
        unit = found or unit
        if is_indicator_heading(text):
            continue
        name = _strip_words(text)
        has_words = has_words or name != text
        if name:
            names.append(name)
    joined = " ".join(parts)
    plain = _plain(joined)
    if _OTHER.fullmatch(plain) or _DIFFERENCE.search(plain):
        return PlaceColumn("".join(names), unit, None)
    figure = read_figure_heading(joined)
    if figure is None and (names or has_words):
        figure = FigureColumn("value", None, None, None, None)
    return PlaceColumn("".join(names), unit, figure)


def read_title_name(title: str, units: Units) -> str:
    """The name of the one indicator that a title is about.

    >>> read_title_name("2023年1—9月各园区规模以上工业总产值完成情况表", Units({}))
    '规模以上工业总产值'
    """
    text, _unit = _take_unit(title, units)
    return _OF_TITLE.sub("", _TIME.sub("", text))


def _take_unit(text: str, units: Units) -> tuple[str, str | None]:
    """A part of a heading without blanks and without its unit, and that unit; a unit alone leaves nothing."""
    plain = _plain(text)
    if plain and units.read(plain) is not None:
        return "", plain
    found = _BRACKETED.search(plain)
    if not found:
        return plain, None
    inner = found[1].replace("±", "").replace("+", "")
    if units.read(inner) is not None:
        return plain[: found.start()], inner
    return plain, None


def _strip_words(text: str) -> str:
    if _LEVEL.fullmatch(text):
        return ""
    left = text
    for form in (_TIME, _SHARE, _GROWTH, _LEVEL_END):
        left = form.sub("", left)
    return "" if _LEVEL.fullmatch(left) else left.strip("-—:%‰")


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
