"""The general template: a noun, its quantity, and then a mark or how it grew: 生猪出栏31.4万头，下降2.7%.

What it takes is no measure that the table of heads knows; it is asked last, and only where nothing else goes on.
"""

from __future__ import annotations

import re

from liantu.exchange.documents.measure_phrases import MeasurePhrase, strip_leading, strip_trailing
from liantu.exchange.documents.sentence_parts import SentenceParts
from liantu.exchange.documents.word_lists import list_words

#: What money or a rate without a known head must end in.
_ENDS = {
    "money": re.compile("[额款费金价值入出资贷税债失缺口损]$"),
    "ratio": re.compile("[率面度比例重]$"),
    "price": re.compile("[价费格本]$"),
}
_STOPS = re.compile("$|[，。；、：）！~”]|左右|上下|以上|以下|和|及|以及|且|并|，?(?:同比|比上年|分别)?(?:增长|下降)")
_NOUN = re.compile("[一-鿿A-Za-z0-9·（）]{2,18}")
_NO_MEASURE = re.compile("(?:" + list_words("no_measure") + ")")
_CUT = re.compile(r"[|，。；：、！？\s—]|（[^）]*$")


def read_plain(parts: SentenceParts, index: int) -> MeasurePhrase | None:
    """The noun that stands alone before a quantity, where the clause ends or says how it grew behind it."""
    quantity = parts.quantities[index]
    if quantity.dimension in ("rank", "time", "score", "") or not _STOPS.match(parts.text[quantity.last :]):
        return None
    start, words = parts.before(index)
    cut = max((match.end() for match in _CUT.finditer(words)), default=0)
    left = words[cut:]
    phrase = strip_leading(strip_trailing(re.sub("[~“”]", "", left)))
    ends = _ENDS.get(quantity.dimension.partition(":")[0])
    if not _NOUN.fullmatch(phrase) or _NO_MEASURE.search(phrase) or (ends and not ends.search(phrase)):
        return None
    if phrase.endswith("规上") and quantity.dimension == "count":
        phrase += "企业"
    place = words.rfind(phrase[:2])
    first = start + max(place, cut)
    return MeasurePhrase(phrase, "", first, quantity.first)
