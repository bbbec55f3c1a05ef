"""What stands in and around headings beside fields: columns that count or remark, lines and rows of units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from liantu.exchange.reading.marks import is_missing
from liantu.model.units import Units, split_number

_COUNTS = ("序号", "no.", "no", "#", "行号")
_REMARKS = ("备注", "附注", "填表说明", "remark", "remarks", "comment", "comments")
_START = re.compile("投产|start of production|start-up", re.I)
_LINE = re.compile(r"(?:^|[(\[【])(?:(金额|货币|面积|计量)?单位|unit):([^)\]】]+)", re.I)
_BRACKETED = re.compile(r"[(\[【](.+)[)\]】]")
#: What stands in a row of units above names and codes.
_UNIT_ROW_WORDS = ("单位", "计量单位", "名称", "代码", "unit", "units")


def counts_rows(heading: str) -> bool:
    """Whether a column only counts its rows.

    >>> counts_rows("序 号"), counts_rows("年度")
    (True, False)
    """
    return _plain(heading) in _COUNTS


def holds_remarks(heading: str) -> bool:
    """Whether a column only holds remarks.

    >>> holds_remarks("备 注"), holds_remarks("税收")
    (True, False)
    """
    return _plain(heading) in _REMARKS


def read_unit_line(text: str) -> tuple[str, list[str]] | None:
    """The kind of measure and the units a line or a title states; None when it states none.

    >>> read_unit_line("产能表（单位：万吨）"), read_unit_line("金额单位：人民币万元、亩"), read_unit_line("产能表")
    (('', ['万吨']), ('金额', ['人民币万元', '亩']), None)
    """
    found = _LINE.search(re.sub(r"\s*:\s*", ":", unicodedata.normalize("NFKC", text).strip()))
    return (found[1] or "", re.split(r"[、,;\s]+", found[2].strip())) if found else None


def read_unit_row(row: Sequence[str], measured: Iterable[int], units: Units) -> dict[int, str]:
    """The units by column of a row below the headings; nothing when another thing stands in it.

    ``measured`` are the columns of figures: there a unit or a blank must stand. Elsewhere a word of units, something in
    brackets, a mark or nothing.
    """
    of_figures = set(measured)
    bare = [_bare(cell) for cell in row]
    stated = {n: bare[n] for n in sorted(of_figures) if bare[n]}
    others = [n for n in range(len(row)) if bare[n] and n not in of_figures]
    if not stated or any(split_number(unit) or units.read(unit) is None for unit in stated.values()):
        return {}
    return stated if all(_belongs_to_units(row[n], bare[n], units) for n in others) else {}


def names_start(heading: str) -> bool:
    """Whether a column of times is of those at which plants start.

    >>> names_start("投产时间"), names_start("时间")
    (True, False)
    """
    return bool(_START.search(heading))


def _belongs_to_units(cell: str, bare: str, units: Units) -> bool:
    plain = bare.lower()
    bracketed = _BRACKETED.fullmatch(unicodedata.normalize("NFKC", cell).strip()) is not None
    return bracketed or plain in _UNIT_ROW_WORDS or is_missing(plain) or units.read(bare) is not None


def _bare(cell: str) -> str:
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell or ""))
    found = _BRACKETED.fullmatch(text)
    return found[1] if found else text


def _plain(text: str) -> str:
    return re.sub(r"[\s*]+", "", unicodedata.normalize("NFKC", text)).lower()
