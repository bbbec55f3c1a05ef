"""Times in a text as periods, by the day of publication: 今年, 去年, 前三季度, 1—10月, 截至目前, 到2025年, 十四五末."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

_TO = "(?:—+|–|-|~|至|到)"
_Y = r"(?:(?:19|20)\d\d年|今年|去年|前年|明年|本年|当年|上年|同年)"
_M = r"(?:1[0-2]|0?[1-9])"
_PARTS = (
    r"(?:第?[一二三四1-4]季度|前[三两二]季度|上半年|下半年|全年|年初|年底前?|年末|年中"
    r"|前(?:[一二三四五六七八九十]+|1[01]|[2-9])个?月)"
)
_PATTERN = (
    rf"(?P<span>(?P<from>(?:19|20)\d\d)年?{_TO}(?P<until>(?:19|20)\d\d)年)"
    rf"|(?P<plan>[“\"]?十[三四五六][\"”]?五[”\"]?(?:规划)?(?P<planend>末|期末|期间|时期|以来|前[一二三四]年|开局之年|收官之年)?)"
    r"|(?P<base>(?:去年|上年|前年)同期)"
    rf"|(?P<asof>截至|截止到?|到|至)?(?P<y>{_Y})?(?:的)?"
    rf"(?:(?P<part>{_PARTS})|(?<![\d.])(?P<m1>{_M})月?{_TO}(?P<m2>{_M})月(?:份)?|(?<![\d.])(?P<m>{_M})月(?P<d>\d{{1,2}})日"
    rf"|(?<![\d.])(?P<mm>{_M})月(?P<mend>底|末|份|初|中旬|上旬|下旬)?)(?P<since>以来)?"
    rf"|(?P<asof2>截至|截止到?|力争到|到|至)?(?P<yy>{_Y})(?P<yend>以来|起|初|年底前?|底前?|末|度)?"
    r"|(?P<now>截至(?:目前|现在|发稿时?)|目前|当前|现在|现阶段|眼下|如今|迄今)"
    r"|(?P<month>(?P<asof3>截至)?(?:本月|(?<!月)当月|上月|上个月|这个月)(?:底|末)?)"
)
#: Words before a month that has yet to come.
_AHEAD = re.compile("(?:预计|计划|将于?|拟于?|力争|确保|有望|争取|定于)在?$")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NUMERALS = {mark: index for index, mark in enumerate("〇一二三四五六七八九十")}
#: The last year of a five-year plan by its number.
_PLANS = {"三": 2020, "四": 2025, "五": 2030, "六": 2035}
_HALVES = {"上半年": (1, 6), "下半年": (7, 12)}
_SHIFT = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}


@dataclass(frozen=True)
class StatedTime:
    """Words of time: ``kind`` is ``span``, ``stand`` (a day or month at which something stands), ``until`` (yet to
    come) or ``base`` (what is compared with)."""

    first: int
    last: int
    period: str
    kind: str = "span"

    @property
    def year(self) -> int:
        """The year in which the period ends; 0 where it is open."""
        digits = re.findall(r"(?:19|20)\d\d", self.period)
        return int(digits[-1]) if digits else 0


@dataclass
class TimeReader:
    """Reads times of one document: the day of publication, and the year its title is of, or 0."""

    published: date
    title_year: int = 0

    def __post_init__(self) -> None:
        self._year = self.title_year or 0
        self._ahead = False

    def find(self, text: str) -> list[StatedTime]:
        """The times of a text in order; a month without a year is of the year named before it, else by publication.

        >>> reader = TimeReader(date(2023, 11, 20))
        >>> [time.period for time in reader.find("去年产值，今年前三季度增长，1—10月；2022年6月底，9月投产，到2025年")]
        ['2022', '2023-01..09', '2023-01..10', '2022-06', '2022-09', '2025']
        """
        found: list[StatedTime] = []
        self._year = self.title_year or 0
        for match in _pattern().finditer(text):
            if text[match.end() : match.end() + 1] == "计" and match["part"] == "年中":
                continue
            self._ahead = bool(_AHEAD.search(text, max(0, match.start() - 8), match.start()))
            if time := self._read(match):
                found.append(time)
        return found

    def _read(self, match: re.Match[str]) -> StatedTime | None:
        first, last = match.span()
        if match["span"]:
            return StatedTime(first, last, f"{match['from']}..{match['until']}")
        if match["base"]:
            return StatedTime(first, last, str(self.published.year - 1), "base")
        if match["plan"]:
            return self._read_plan(match)
        if match["now"]:
            return StatedTime(first, last, f"{self.published:%Y-%m}", "stand")
        if match["month"]:
            return self._read_month_word(match)
        if match["yy"]:
            return self._read_year(match)
        return self._read_part(match)

    def _read_plan(self, match: re.Match[str]) -> StatedTime | None:
        digit = next(mark for mark in match["plan"][1:] if mark in _PLANS)
        end = match["planend"] or ""
        if not end:
            return None
        year = _PLANS[digit]
        if end in ("末", "期末", "收官之年"):
            return StatedTime(*match.span(), str(year), "until" if year >= self.published.year else "span")
        if end == "开局之年":
            return StatedTime(*match.span(), str(year - 4))
        if end == "以来":
            return StatedTime(*match.span(), f"{year - 4}-01..{self.published:%Y-%m}")
        if end.startswith("前"):
            return StatedTime(*match.span(), f"{year - 4}..{year - 5 + _NUMERALS[end[1]]}")
        return StatedTime(*match.span(), f"{year - 4}..{year}")

    def _read_month_word(self, match: re.Match[str]) -> StatedTime:
        back = "上" in match["month"]
        year, month = self.published.year, self.published.month - back
        year, month = (year - 1, 12) if month == 0 else (year, month)
        return StatedTime(*match.span(), f"{year}-{month:02}", "stand" if match["asof3"] else "span")

    def _read_year(self, match: re.Match[str]) -> StatedTime | None:
        first, last = match.span()
        year = self._number(match["yy"])
        end, before = match["yend"] or "", match["asof2"] or ""
        if end == "以来":
            return StatedTime(first, last, self._since(year))
        if end == "起":
            return StatedTime(first, last, f"{year}..")
        if end == "初":
            return StatedTime(first, last, f"{year}-01", "stand")
        if before.endswith(("到", "至")) and before != "截至" and year >= self.published.year:
            return StatedTime(first, last, str(year), "until")
        if end and end != "度":
            kind = (
                "until"
                if year > self.published.year or (year == self.published.year and end.endswith("前"))
                else "stand"
            )
            return StatedTime(first, last, str(year) if kind == "until" else f"{year}-12", kind)
        return StatedTime(first, last, str(year), "stand" if before else "span")

    def _read_part(self, match: re.Match[str]) -> StatedTime | None:
        first, last = match.span()
        part, written = match["part"], match["y"]
        year = self._number(written) if written else 0
        if part:
            return self._read_named_part(match, part, year)
        if match["m1"]:
            begin, end = int(match["m1"]), int(match["m2"])
            year = year or self._guess(end, strict=True)
            return StatedTime(first, last, f"{year}-{begin:02}..{end:02}") if begin <= end else None
        if match["m"]:
            year = year or self._guess(int(match["m"]))
            try:
                day = date(year, int(match["m"]), int(match["d"]))
            except ValueError:
                return None
            return StatedTime(first, last, day.isoformat(), "stand" if match["asof"] else "span")
        month = int(match["mm"])
        year = year or self._guess(month)
        if match["since"]:
            return StatedTime(first, last, f"{year}-{month:02}..")
        late = (match["mend"] or "") in ("底", "末")
        if (year, month) > (self.published.year, self.published.month):
            return StatedTime(first, last, f"{year}-{month:02}", "until")
        return StatedTime(first, last, f"{year}-{month:02}", "stand" if late or match["asof"] else "span")

    def _read_named_part(self, match: re.Match[str], part: str, year: int) -> StatedTime | None:
        first, last = match.span()
        if part == "全年":
            return StatedTime(first, last, str(year or self._year or self._full_year()))
        if part == "年中":
            return None
        if part == "年初":
            return StatedTime(first, last, f"{year or self._current()}-01", "stand")
        if part.startswith(("年底", "年末")):
            return self._read_end_of_year(match, part, year)
        quarter = re.search("[一二三四1-4](?=季)", part)
        if quarter and not part.startswith("前"):
            number = _QUARTERS[quarter[0]]
            return StatedTime(first, last, f"{year or self._guess(3 * number, strict=True)}-Q{number}")
        begin, end = _HALVES.get(part) or (1, _count_months(part))
        return StatedTime(first, last, f"{year or self._guess(end, strict=True)}-{begin:02}..{end:02}")

    def _read_end_of_year(self, match: re.Match[str], part: str, year: int) -> StatedTime:
        year = year or self._current()
        if year > self.published.year or (year == self.published.year and self.published.month < 12):
            return StatedTime(*match.span(), str(year), "until")
        return StatedTime(*match.span(), f"{year}-12", "stand")

    def _number(self, written: str) -> int:
        digits = re.match(r"\d{4}", written)
        if digits:
            self._year = int(digits[0])
        elif written in ("当年", "同年"):
            self._year = self._current()
        elif written == "上年" and self.title_year:
            return self.title_year - 1
        else:
            year = self.published.year + _SHIFT[written]
            self._year = year
        return self._year

    def _current(self) -> int:
        return self._year or self.published.year

    def _full_year(self) -> int:
        """The year of 全年: in the first months the one that is over."""
        return self.published.year - (self.published.month <= 3)

    def _guess(self, month: int, strict: bool = False) -> int:
        """The year of a month without one: the year named before, else the last such month that had come."""
        if self._year:
            return self._year
        today = self.published
        if self._ahead and month >= today.month:
            return today.year
        ended = month < today.month or (
            month == today.month and (not strict or today.day >= calendar.monthrange(today.year, month)[1])
        )
        return today.year if ended else today.year - 1

    def _since(self, year: int) -> str:
        if year == self.published.year:
            return f"{year}-01..{self.published.month:02}"
        return f"{year}-01..{self.published:%Y-%m}"


def _count_months(part: str) -> int:
    """How many months 前三季度 or 前10个月 are.

    >>> _count_months("前三季度"), _count_months("前10个月"), _count_months("前十一个月"), _count_months("前两季度")
    (9, 10, 11, 6)
    """
    if part.endswith("季度"):
        return 9 if "三" in part else 6
    digits = re.sub(r"\D", "", part)
    return int(digits) if digits else 11 if "十一" in part else _NUMERALS[part[1]]


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_PATTERN)
