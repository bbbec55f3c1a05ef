"""A target says of what: where every figure of its indicator has a scope, a target without one can be read two ways."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import BilingualText, Problem, join_texts
from liantu.model.schema import read_codelist
from liantu.model.tables import Tables


def check_target_scopes(tables: Tables) -> list[Problem]:
    """Targets without a scope while each figure of their subject and indicator has one: ``target_without_scope``."""
    targets = tables["targets"].with_row_index("line").filter(pl.col("scope").is_null())
    figures = (
        tables["observations"]
        .filter(pl.col("status") == "actual")
        .group_by("subject", "indicator", maintain_order=True)
        .agg(pl.col("scope").unique(maintain_order=True))
        .filter(~pl.col("scope").list.contains(None))
    )
    found = targets.join(figures.rename({"scope": "scopes"}), on=["subject", "indicator"], maintain_order="left")
    return [
        Problem(
            "target_without_scope",
            "targets",
            "targets.csv",
            line + 2,
            "scope",
            key,
            {"choices": join_texts([_name_scope(scope) for scope in scopes])},
        )
        for line, key, scopes in found.select("line", "id", "scopes").iter_rows()
    ]


def _name_scope(scope: str) -> BilingualText:
    """A scope as it is stated; in English by the list of scopes, where it has it."""
    return BilingualText(scope, next((e.en for e in read_codelist("figure_scope").values() if e.zh == scope), scope))
