"""Growth as offices print it: 下降3.2%, 增长1.79倍, 提高0.4个百分点, and words where there is no rate."""

from __future__ import annotations

import re
import unicodedata

from liantu.exchange.reading.written_bounds import read_bound_words
from liantu.model.schema import read_codelist
from liantu.model.units import format_decimal, split_number

#: Short forms beside the words of the list.
_WORDS = {
    **{
        "扭亏": "turned_to_profit",
        "亏转盈": "turned_to_profit",
        "由亏转盈": "turned_to_profit",
        "转亏": "turned_to_loss",
    },
    **{"盈转亏": "turned_to_loss", "平": "same", "亏损扩大": "larger_loss", "亏损增加": "larger_loss"},
    **{"亏损收窄": "smaller_loss", "亏损减少": "smaller_loss"},
}
_DOUBLED = {"翻一番": "100", "翻番": "100", "翻两番": "300"}
_DOWN = re.compile(r"^(?:同比|环比)?(?:下降|减少|降低|回落|下滑|负增长|[↓▼])")
_UP = re.compile(r"^(?:同比|环比)?(?:增长|上升|增加|提高|提升|上涨|↑)")
_AFTER = re.compile(r"(?:个百分点|百分点|%|pp)$")
_TIMES = re.compile(r"(.+)倍")


def read_growth(text: str) -> tuple[str | None, str | None]:
    """The rate in per cent (or percentage points) that a cell says, or the code of its word; two blanks where neither.

    >>> read_growth("下降3.2%"), read_growth("增长1.79倍"), read_growth("+10.7"), read_growth("提高0.4个百分点")
    (('-3.2', None), ('179', None), ('10.7', None), ('0.4', None))
    >>> read_growth("▼3.2"), read_growth("↑3.2"), read_growth("翻一番"), read_growth("由亏转盈")
    (('-3.2', None), ('3.2', None), ('100', None), (None, 'turned_to_profit'))
    >>> read_growth("扭亏"), read_growth("由盈转亏"), read_growth("增亏"), read_growth("持平"), read_growth("不详")
    ((None, 'turned_to_profit'), (None, 'turned_to_loss'), (None, 'larger_loss'), (None, 'same'), (None, None))
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    words = {code.zh: code.code for code in read_codelist("growth_word").values()} | _WORDS
    if plain in words:
        return None, words[plain]
    if plain in _DOUBLED:
        return _DOUBLED[plain], None
    down, bare = bool(_DOWN.match(plain)), _UP.sub("", _DOWN.sub("", plain)).removeprefix("+")
    times = _TIMES.fullmatch(bare)
    parts = split_number(_AFTER.sub("", times[1] if times else bare))
    if parts is None or parts[1]:
        return None, None
    number = parts[0] * (100 if times else 1)
    return format_decimal(-number if down else number), None


def bounds_growth(text: str) -> bool:
    """Whether a cell says growth of which only a bound or a rough figure is known.

    >>> [bounds_growth(text) for text in ("增长超过15%", "约15%", "下降约3%", "增长1.79倍以上", "10.7", "持平")]
    [True, True, True, True, False, False]
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    found = read_bound_words(_UP.sub("", _DOWN.sub("", plain)))
    return found is not None and read_growth(found[1])[0] is not None
