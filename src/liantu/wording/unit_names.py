"""Units of an evaluation in the language of a paper or page: 万元/亩, 10⁴ CNY/mu."""

from __future__ import annotations

from liantu.model.tables import Tables

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def unit_name(tables: Tables, unit: str, *, chinese: bool) -> str:
    """The words for a unit, part by part; of a pure number there are none."""
    words = {row[0]: row[1 if chinese else 2] or row[0] for row in tables["units"].select("id", "zh", "en").iter_rows()}
    if unit == "1":
        return ""
    first, *others = (_part(tables, words, part, chinese=chinese) for part in unit.split("/"))
    # In English a denominator is one of its kind: CNY per person.
    return "/".join([first, *(word if chinese else word.removesuffix("s") for word in others)])


def _part(tables: Tables, words: dict[str, str], part: str, *, chinese: bool) -> str:
    if part in words:
        return words[part]
    # A power of ten stands before a unit, as 万 before 元.
    bare = part[1:]
    whole, bare_unit = tables.units.read(part), tables.units.read(bare)
    if bare not in words or whole is None or bare_unit is None:
        return part
    power = len(str(int(whole.factor / bare_unit.factor))) - 1
    return (part[0] if chinese else f"10{str(power).translate(_RAISED)} ") + words[bare]
