"""What may be chosen as an answer, shown in words and read back as a code."""

from __future__ import annotations

import polars as pl

from liantu.model import schema
from liantu.model.tables import Tables
from liantu.wording import translator

#: Stages a firm can answer with; the rest of the codelist is the office's own business.
STAGES = ("operating", "building", "signed", "stopped")


def list_choices(field: str, product: str, tables: Tables, language: str) -> dict[str, str]:
    """Words by code for a question that offers choices; empty for one that wants a number."""
    if field == "status":
        return {code: schema.label_code("stage", code, language) for code in STAGES}
    if field == "process":
        return _processes(product, tables, language)
    if field == "on_site":
        return {code: schema.label_code("yes_no", code, language) for code in ("yes", "no")}
    if field == "product":
        return _name_choices(tables["products"], language)
    return {}


def _processes(product: str, tables: Tables, language: str) -> dict[str, str]:
    """Processes of the product, of what it is a kind of, and of its own kinds: a battery's chemistry is one."""
    narrower: dict[str, list[str]] = {}
    broader: dict[str, str] = {}
    for key, parent in tables["products"].select("id", "broader").drop_nulls().iter_rows():
        narrower.setdefault(parent, []).append(key)
        broader[key] = parent
    # Asked of an LFP cell by assumption, the answer may be another kind of cell.
    top = broader.get(product, product)
    found, todo = {product}, [top]
    while todo:
        current = todo.pop()
        found.add(current)
        todo += [key for key in narrower.get(current, []) if key not in found]
    return _name_choices(tables["processes"].filter(pl.col("product").is_in(sorted(found))), language)


def _name_choices(frame: pl.DataFrame, language: str) -> dict[str, str]:
    zh = language.startswith("zh")
    result: dict[str, str] = {}
    for key, chinese, english in frame.select("id", "zh", "en").iter_rows():
        words = (chinese if zh else english or chinese) or key
        # Two routes of one name would not be told apart when read back.
        result[key] = words + translator(language)(" (%s)") % key if words in result.values() else words
    return result
