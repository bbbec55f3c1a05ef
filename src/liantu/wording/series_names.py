"""A series, a figure or a part of one by name: of whom, what, of which product and in which scope."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.model.tables import Tables


def series_name(tables: Tables, row: Mapping[str, object], lang: str) -> str:
    """Of whom and what, with product and scope where they are stated."""
    names = tables.labels(lang)
    parts = [names.get(str(row[part]), str(row[part])) for part in ("subject", "indicator") if row[part]]
    product = names.get(str(row["product"])) if row.get("product") else None
    scope = f"({row['scope']})" if row["scope"] else None
    return " ".join(part for part in (*parts, product, scope) if part)


def part_name(tables: Tables, row: Mapping[str, object], lang: str) -> str:
    """What sets a part apart from its total: its subject, its scope, or both."""
    names = tables.labels(lang)
    subject = row["part_subject"] if row["part_subject"] != row["subject"] else None
    scope = row["part_scope"] if row["part_scope"] != row["scope"] else None
    parts = (names.get(str(subject), str(subject)) if subject else None, str(scope) if scope else None)
    return " ".join(part for part in parts if part)
