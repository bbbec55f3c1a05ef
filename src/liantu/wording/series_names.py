"""A series, a figure or a part of one by name: of whom, what, of which product and in which scope."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.model.tables import Tables
from liantu.wording.scope_words import scope_text


def series_name(tables: Tables, row: Mapping[str, object], lang: str) -> str:
    """Of whom and what, with product and scope where they are stated."""
    names = tables.labels(lang)
    parts = [names.get(str(row[part]), str(row[part])) for part in ("subject", "indicator") if row[part]]
    product = names.get(str(row["product"])) if row.get("product") else None
    scope = f"({_name_scope(tables, row['scope'], lang)})" if row["scope"] else None
    return " ".join(part for part in (*parts, product, scope) if part)


def part_name(tables: Tables, row: Mapping[str, object], lang: str) -> str:
    """What sets a part apart from its total: its subject, its scope, or both."""
    names = tables.labels(lang)
    subject = row["part_subject"] if row["part_subject"] != row["subject"] else None
    scope = row["part_scope"] if row["part_scope"] != row["scope"] else None
    parts = (
        names.get(str(subject), str(subject)) if subject else None,
        _name_scope(tables, scope, lang) if scope else None,
    )
    return " ".join(part for part in parts if part)


def _name_scope(tables: Tables, scope: object, lang: str) -> str:
    """A scope in words; one that is called as a row of the district, as a product, by the name of that row."""
    text = scope_text(scope, lang)
    if text != f"“{scope}”":
        return text
    row = next((key for key, name in tables.labels("zh_CN").items() if name == scope), None)
    named = tables.labels(lang)[row] if row is not None else text
    return text if named == scope else named
