"""What a citation needs, field by field."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: Sources that are printed and can be quoted; a visit has no printed words.
_PRINTED = {"newspaper", "official", "study"}


def check_citation(tables: Tables, fields: Mapping[str, str | None]) -> dict[str, list[Problem]]:
    """What a row that a source states still lacks: source, place in it, and the words where they are printed."""
    if fields.get("basis") != "stated" or "quote" not in fields:
        return {}
    source = fields.get("source")
    found = {}
    if not source:
        found["source"] = [Problem("source_required", column="source")]
    if not fields.get("locator"):
        found["locator"] = [Problem("locator_required", column="locator")]
    kinds = dict(tables["sources"].select("id", "kind").iter_rows())
    if not fields.get("quote") and kinds.get(source or "") in _PRINTED:
        found["quote"] = [Problem("quote_required", column="quote")]
    return found
