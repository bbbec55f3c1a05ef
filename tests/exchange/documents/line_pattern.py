"""What one line of pattern makes of a text: every number with a unit, and the words before it as what it says.

The least that any reader must pass: it finds most quantities and next to no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tests.exchange.documents.scorer import Article, Figure

UNITS = (
    "千瓦时|标准煤|平方公里|平方米|立方米|个百分点|美元|千升|兆瓦|千瓦|公里|公斤|标箱|GWh|GW|吨|元|亩|人|名|户|家|个|件|套|条|辆|台|片|颗|架|项|"
    "座|宗|位|天|倍|%"
)
LINE = re.compile(
    rf"(?P<said>[^，。；、：（）\n]*?)(?P<number>\d[\d,.]*) ?(?P<unit>[十百千万亿]*(?:{UNITS})(?:/[年日月人亩])?)"
)
#: Full-width figures and letters one for one, so that offsets stay; punctuation is left, since the line ends at it.
NARROW = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5F) if chr(code) not in "：；"} | {
    0xFF0E: 0x2E,
    0xFF05: 0x25,
}


def read_by_one_line(article: Article) -> Iterator[Figure]:
    text = article.text.translate(NARROW)
    for match in LINE.finditer(text):
        yield Figure(
            article=article.id,
            subject=article.place,
            measure=match["said"],
            value=Decimal(match["number"].replace(",", "").rstrip(".")),
            unit=match["unit"],
            period=article.published[:4],
            status="actual",
            spans=(match.span(),),
            number=(match.start("number"), match.end("unit")),
        )
