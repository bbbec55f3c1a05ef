"""Headings of the tables that offices print of figures: which time, single or cumulative, and level, base or growth."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_INDICATORS = ("指标", "指标名称", "主要指标", "经济指标", "indicator", "indicators")
_OF_TABLE = ("主体", "时期", "编号", "项目", "项目编号", "企业", "subject", "period", "id", "project", "firm")
_UNITS = ("单位", "计量单位", "unit")
_TO = "[-—–~～至到]+"
_RANGE = re.compile(rf"(?:(\d{{4}})年?)?(\d{{1,2}})月?{_TO}(\d{{1,2}})月")
_MONTH = re.compile(r"(?:(\d{4})年)?(\d{1,2})月")
_DIGIT = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_QUARTER = re.compile(rf"(前|[一1](?={_TO}))?{_TO.replace('+', '*')}([一二两三四1-4])个?季度?(?<=季|度)")
_HALVES = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12)}
_FIRST_MONTHS = re.compile(r"前(\d{1,2})个月")
_CUMULATIVE = re.compile(rf"累计|自年初|本年以来|1{_TO}本月|ytd|year to date", re.I)
_SINGLE = re.compile(r"本月|当月|this month", re.I)
_OF_TITLE, _OF_QUARTER = re.compile(r"本期"), re.compile(r"本季")
_PRIOR = re.compile(r"(?<![比较与])(?:上年|去年)|同期(?:数|值|累计)|same period", re.I)
_GROWTH = re.compile(r"同比|增速|增幅|增长|增减[%(]|[±+]%|[比较与](?:上年|去年)|growth", re.I)
_TWO_YEARS = re.compile(r"[两2二]年平均|[两2二]年年均")
#: What a column holds that no field speaks of: aims, how much of them is done, what is expected; growth of last year,
#: on another year or over several; change of a growth; last year's whole or end; ranks.
_OTHERWISE = re.compile(
    r"目标|计划|任务|进度|完成率|完成\(?%|预计|预测|预期|(?<![比较与同])(?:上年|去年)(?:同[期月])?(?:累计)?(?:同比|增速|增幅|增长)"
    r"|[比较与](?:19|20)\d\d年|[三四五六3-6]年(?:平均|年均)|年均增|(?:增速|增幅).*[比较]上月|(?:[比较]上月|环比).*百分点"
    r"|(?:上年|去年)(?:全年|末)|位次|排名|排位"
)
#: A unit right behind what reads as growth: the difference to last year, as 同比增减(亿元).
_UNIT_BEHIND = re.compile(
    r"(?:同比|增减|增加|增长|[比较与](?:上年|去年)(?:同[期月])?)[额量数]?\([万亿千百]*(?:元|美元|吨|户|人|千瓦时|度|kwh|平方米|亩|辆|台|个|家|件)\)$",
    re.I,
)
_ON_PERIOD_BEFORE = re.compile(r"环比|比上月", re.I)
_SHARE = re.compile(r"占比|比重|share", re.I)
_LEVEL = re.compile(r"绝对[量数额值]|数值|总量|完成[数额值]?|实绩|实际|value", re.I)
#: What the name of a line is made of that says growth, base or share of the indicator above it and nothing else.
_BESIDE = re.compile(
    r"(?:[比较与按±+%()-]|[两2二]年平均|可比(?:价格?|口径)|不变价|名义|上年|去年|同期|同月|累计|当月|本月|上月|同比|环比|增长|增速|增幅|增减"
    r"|升降|速度|幅度|数值?|[率值]|占比?|比重|全部|总量|总计|合计"
    r"|growth|share|rate|yoy|year-?on-?year|same|period|last|year|total|onthe|of)+",
    re.I,
)
#: Of a difference in the unit of the level no field speaks.
_DIFFERENCE = re.compile(r"增减[额量数]|增加额|净增")


#: All that the heading of a figure may be made of; one with any other word is not read.
_GRAMMAR = re.compile(
    r"(?:\([^()]*\)|(?:19|20)\d\d年?|[前第]?\d{1,2}个?月?|[前第一二两三四]+|个?季度?|[上下]半年|全年|累计|自年初|[本今当]年|以来|截[至止]|止|末"
    r"|[本当上同]月|[本同]期|本季|[上去]年|[比较与按]|同比|环比|增[长减速幅加]|升降|[速幅]度|率|名义|可比价?格?|不变价|现价|口径|绝对|数|量|额|值|总量"
    r"|完成|实绩|实际|占|比重|全部|合计|总计|平均|年|月|[-—–~～至到±+%/.、:,]"
    r"|value|growth|share|rate|yoy|ytd|year|to|date|this|month|same|period|last|on|of|the|total|in|level)+",
    re.I,
)


class FigureColumn(NamedTuple):
    """What a column holds: a field; months of a year where it names them; whether it is cumulative; growth on what."""

    field: str
    year: int | None
    months: tuple[int, int] | None
    accumulation: str | None
    growth_base: str | None

    @property
    def names_growth_or_time(self) -> bool:
        """Whether it says more than that it is a value, which a column of any table may be."""
        return bool(self.accumulation or self.months or self.field in ("published_growth", "prior_value"))


def is_indicator_heading(text: str) -> bool:
    """Whether a column names indicators.

    >>> is_indicator_heading("指　标"), is_indicator_heading("指标名称"), is_indicator_heading("企业名称")
    (True, True, False)
    """
    return _plain(text).lower() in _INDICATORS


def is_left_heading(text: str) -> bool:
    """Whether a column holds what no field speaks of: an aim, an expectation, a difference, a rank.

    >>> is_left_heading("全年目标"), is_left_heading("位次"), is_left_heading("增减额"), is_left_heading("工业产值")
    (True, True, True, False)
    """
    plain = _plain(text)
    return any(form.search(plain) for form in (_OTHERWISE, _UNIT_BEHIND, _DIFFERENCE))


def is_unit_heading(text: str) -> bool:
    """Whether a column names units.

    >>> is_unit_heading("计量单位"), is_unit_heading("单位名称")
    (True, False)
    """
    return _plain(text).lower() in _UNITS


def is_table_heading(text: str) -> bool:
    """Whether a column is one of our own table of observations, or of another with a row a figure.

    >>> is_table_heading("主体"), is_table_heading("时期"), is_table_heading("累计")
    (True, True, False)
    """
    return _plain(text).lower() in _OF_TABLE


def read_figure_heading(text: str) -> FigureColumn | None:
    """What a heading over a column of figures says, all its rows joined; None where it is none.

    >>> read_figure_heading("累计 同比(%)")
    FigureColumn(field='published_growth', year=None, months=None, accumulation='cumulative', growth_base=None)
    >>> read_figure_heading("2023年1—2月")
    FigureColumn(field='value', year=2023, months=(1, 2), accumulation='cumulative', growth_base=None)
    >>> read_figure_heading("本月 绝对量").accumulation, read_figure_heading("累计 上年同期").field
    ('single', 'prior_value')
    >>> read_figure_heading("本月 2023年"), read_figure_heading("1—本月 2022年").months
    (FigureColumn(field='value', year=2023, months=None, accumulation='single', growth_base=None), None)
    >>> read_figure_heading("上年累计").field, read_figure_heading("比上年同期（%）").field
    ('prior_value', 'published_growth')
    >>> read_figure_heading("两年平均增速（%）").growth_base, read_figure_heading("2023年三季度").months
    ('two_year_average', (7, 9))

    Of aims, expectations, differences and growth of last year or on another one there is no field:

    >>> others = "备注", "累计 增减额", "全年目标", "11月预计", "同比增减（亿元）", "上年同期增速", "比2019年增长（%）"
    >>> [text for text in others if read_figure_heading(text)]
    []
    """
    plain = _plain(text)
    if _OTHERWISE.search(plain) or _UNIT_BEHIND.search(plain):
        return None
    year, months = read_months(plain)
    if _names_year_alone(plain):
        months = None  # this month of that year: which one a title says
    accumulation = _find_accumulation(plain, months)
    field = _find_field(plain) or ("value" if accumulation or year else None)
    if field is None or _DIFFERENCE.search(plain):
        return None
    base = None
    if field == "published_growth":
        before, two_years = _ON_PERIOD_BEFORE.search(plain), _TWO_YEARS.search(plain)
        base = "period_before" if before else "two_year_average" if two_years else None
    return FigureColumn(field, year, months, accumulation, base)


def read_time_heading(text: str) -> FigureColumn | None:
    """What a heading says that is made of times and figures alone; None where any other word stands in it.

    >>> read_time_heading("1-10月累计（亿元）").months, read_time_heading("考核累计"), read_time_heading("预警同比")
    ((1, 10), None, None)
    """
    return read_figure_heading(text) if _GRAMMAR.fullmatch(_plain(text)) else None


def read_line_heading(name: str, above: str) -> FigureColumn | None:
    """What the name of a line says of the indicator ``above`` it, as a heading over its column would; None of a line
    that names an indicator.

    >>> read_line_heading("同比增长", "工业总产值").field, read_line_heading("工业总产值增速", "工业总产值").field
    ('published_growth', 'published_growth')
    >>> read_line_heading("环比", "").growth_base, read_line_heading("上年同期", "").field
    ('period_before', 'prior_value')
    >>> read_line_heading("工业增加值增速", "工业总产值"), read_line_heading("增减额", "")
    (None, None)
    """
    plain = _plain(name).removeprefix(_plain(above))
    if not _BESIDE.fullmatch(plain):
        return None
    found = read_figure_heading(plain)
    return found if found is not None and found.field != "value" else None


def read_months(text: str) -> tuple[int | None, tuple[int, int] | None]:
    """The year and the months that a heading or a title names; None for what it does not name.

    >>> read_months("云汐区2023年1—9月主要经济指标"), read_months("2023年9月"), read_months("1—2月")
    ((2023, (1, 9)), (2023, (9, 9)), (None, (1, 2)))
    >>> read_months("2022年"), read_months("2023年上半年"), read_months("绝对量")
    ((2022, (1, 12)), (2023, (1, 6)), (None, None))
    >>> [read_months(f"2023年{text}")[1] for text in ("前三季度", "二季度", "1—3季度", "第4季度", "下半年", "前11个月")]
    [(1, 9), (4, 6), (1, 9), (10, 12), (7, 12), (1, 11)]
    """
    plain = _plain(text)
    for form in (_RANGE, _MONTH):
        if found := form.search(plain):
            year, *months = found.groups()
            first, last = int(months[0]), int(months[-1])
            if 1 <= first <= last <= 12:
                return int(year) if year else _find_year(plain), (first, last)
    named, span = _find_year(plain), _find_quarters(plain)
    if span:
        return named, span
    return named, (1, 12) if named else None


def _find_quarters(plain: str) -> tuple[int, int] | None:
    """The months of the quarters, the half year or the first months that a text names."""
    if found := _QUARTER.search(plain):
        last = 3 * (_DIGIT.get(found[2]) or int(found[2]))
        return (1 if found[1] else last - 2), last
    if found := _FIRST_MONTHS.search(plain):
        return (1, int(found[1])) if 1 <= int(found[1]) <= 12 else None
    return next((span for word, span in _HALVES.items() if word in plain), None)


def _find_accumulation(plain: str, months: tuple[int, int] | None) -> str | None:
    """Cumulative or single, as a heading says or as its months read; None where neither says it; ``title`` and
    ``quarter`` for this period and this quarter, whose months a title says."""
    if months is None and _OF_QUARTER.search(plain):
        return "quarter"
    if months is None and _OF_TITLE.search(plain):
        return "title"
    if _CUMULATIVE.search(plain) or (months is not None and months[0] == 1 and months[1] > 1):
        return "cumulative"
    return "single" if _SINGLE.search(plain) or months is not None else None


def _names_year_alone(plain: str) -> bool:
    """Whether a heading says this month or so far of a year and names no months itself: 本月 2023年."""
    months = _RANGE.search(plain) or _MONTH.search(plain) or _find_quarters(plain)
    return not months and bool(_CUMULATIVE.search(plain) or _SINGLE.search(plain))


def _find_year(plain: str) -> int | None:
    found = re.search(r"(?<!\d)((?:19|20)\d\d)年", plain) or re.fullmatch(r"((?:19|20)\d\d)", plain)
    return int(found[1]) if found else None


def _find_field(plain: str) -> str | None:
    for form, field in (
        (_ON_PERIOD_BEFORE, "published_growth"),
        (_TWO_YEARS, "published_growth"),
        (_GROWTH, "published_growth"),
        (_PRIOR, "prior_value"),
        (_SHARE, "published_share"),
        (_LEVEL, "value"),
    ):
        if form.search(plain):
            return field
    return None


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
