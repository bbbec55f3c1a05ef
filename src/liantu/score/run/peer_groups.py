"""Which firms are held against each other: a group, or its part of one industry or park; and who states neither."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import BilingualText, Problem, compose_part
from liantu.score.run.population import abbreviate_firms
from liantu.score.scheme.grading_rules import OTHERS
from liantu.score.scheme.provenance import join_names
from liantu.score.scheme.scheme import Group, Scheme

#: Between a group and its part in the name of peers.
BETWEEN_PARTS = " / "


def assign_peers(rows: pl.DataFrame, scheme: Scheme) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows with ``peers``: their group, or of a split one its part; and a stop for firms that state no part.

    Those are not evaluated and have no peers, unless the group puts them among the others.
    """
    peers = pl.col("group")
    stops = []
    for group in (group for group in scheme.groups if group.split):
        in_group = pl.col("group") == group.id
        peers = pl.when(in_group).then(_name_peers(group)).otherwise(peers)
    rows = rows.with_columns(peers.alias("peers"))
    for group in (group for group in scheme.groups if group.split and group.unstated == "stop"):
        lost = rows.filter((pl.col("group") == group.id) & pl.col("peers").is_null() & _is_evaluated())["firm"]
        if not lost.is_empty():
            stops.append(tell_unstated("peers_unstated", join_names([group]), lost, str(group.split), group.digits))
    if stops:
        without = pl.col("group").is_not_null() & pl.col("peers").is_null()
        treatment = pl.when(without).then(pl.lit("not_evaluated")).otherwise("treatment")
        rows = rows.with_columns(treatment.alias("treatment"))
    return rows, stops


def tell_unstated(code: str, whose: BilingualText, firms: pl.Series, split: str, digits: int) -> Problem:
    """That some firms do not state the park or the digits of their industry."""
    lacks = compose_part("split_park") if split == "park" else compose_part(f"split_industry_{digits}")
    slots = {"count": str(firms.len()), "firms": abbreviate_firms(firms.to_list()), "lacks": lacks}
    return Problem(code, value=whose, slots=slots)


def name_peers(peers: str) -> BilingualText:
    """The name of peers for a message: the others by their word."""
    key = peers.removesuffix(OTHERS)
    return BilingualText(key + compose_part("peers_others").zh if key != peers else peers, peers)


def name_part(split: str, digits: int, unstated: str) -> pl.Expr:
    """The industry, to so many digits, or the park of a firm; where it states none the others, or null."""
    if split == "industry":
        code = pl.col("industry")
        part = pl.when(code.str.contains(rf"^\d{{{digits},}}$")).then(code.str.slice(0, digits))
    else:
        park = pl.col(split).str.strip_chars()
        part = pl.when(park != "").then(park)
    return part.fill_null(OTHERS) if unstated == OTHERS else part


def _name_peers(group: Group) -> pl.Expr:
    part = name_part(str(group.split), group.digits, group.unstated)
    if group.smallest is not None:
        firms = _is_evaluated().sum().over("group", part)
        part = pl.when(part.is_not_null() & (firms < group.smallest)).then(pl.lit(OTHERS)).otherwise(part)
    return pl.lit(f"{group.id}{BETWEEN_PARTS}") + part


def _is_evaluated() -> pl.Expr:
    return pl.col("treatment") != "not_evaluated"
