"""Names of indicators as printed tables write them: numbered, parts after 其中, units in brackets, 规上 before them."""

from __future__ import annotations

import re
import unicodedata

from liantu.model.units import Units

_NUMBERING = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*(?!\d)|[①-⑳]\s*)+")
_PART = re.compile(r"^(?:其中|#|＃|of which)\s*[:：]?\s*", re.I)
_BRACKETED = re.compile(r"[（(]([^（）()]+)[)）]\s*$")
_ABOVE_SIZE = ("规上", "规模以上")


def is_numbered(text: str) -> bool:
    """Whether a name has a number before it.

    >>> is_numbered("一、工业总产值"), is_numbered("（二）利润"), is_numbered("2023年产值")
    (True, True, False)
    """
    return bool(_NUMBERING.match(text.strip()))


def is_part(text: str) -> bool:
    """Whether a line says that it is a part of the one above.

    >>> is_part("其中：化工"), is_part("#化工"), is_part("化工")
    (True, True, False)
    """
    return bool(_PART.match(text.strip()))


def read_line_name(text: str, units: Units) -> tuple[str, str | None]:
    """The name without number, mark of a part and unit in brackets; and that unit.

    >>> from decimal import Decimal
    >>> read_line_name("一、 工业总产值（亿元）", Units({"元": ("money", Decimal(1))}))
    ('工业总产值', '亿元')
    """
    name = _PART.sub("", _NUMBERING.sub("", unicodedata.normalize("NFKC", text).strip())).strip()
    found = _BRACKETED.search(name)
    if found and units.read(found[1].strip()) is not None:
        return name[: found.start()].strip(), found[1].strip()
    return name, None


def split_above_size(name: str) -> tuple[str, str] | None:
    """The scope 规上 and the name behind it; None where it does not begin so.

    >>> split_above_size("规模以上工业总产值"), split_above_size("工业总产值")
    (('规上', '工业总产值'), None)
    """
    prefix = next((prefix for prefix in _ABOVE_SIZE if name.startswith(prefix)), None)
    return (_ABOVE_SIZE[0], name.removeprefix(prefix)) if prefix else None
