"""The places of a science system as columns, and in which of them a place lies: the innermost, never in two."""

from __future__ import annotations

import polars as pl

from liantu.model.tables import Tables


def list_system_places(tables: Tables, scheme: str) -> list[str]:
    """The places that are members of the tiers of a scheme, in the order of the tiers."""
    tiers = tables["tiers"].filter(pl.col("scheme") == scheme)
    tiers = tiers.select(group="id", order=pl.col("order").cast(pl.Int64, strict=False))
    places = tables["places"].select(entity="id")
    members = tables["members"].with_row_index("line").join(tiers, on="group").join(places, on="entity", how="semi")
    return members.sort("order", "line")["entity"].unique(maintain_order=True).to_list()


def find_columns(tables: Tables, columns: list[str]) -> dict[str, str]:
    """Of each place the innermost of some places that it is or lies in; a place of none has no entry.

    >>> from liantu.model.tables import Tables
    >>> import polars as pl
    >>> rows = pl.DataFrame({"id": ["zone", "town", "street"], "parent": [None, "zone", "town"]})
    >>> find_columns(Tables({}, {"places": rows}), ["zone", "town"])
    {'zone': 'zone', 'town': 'town', 'street': 'town'}
    """
    parents = dict(tables["places"].select("id", "parent").iter_rows())
    found = {}
    for place in parents:
        above: str | None = place
        passed: set[str] = set()
        while above and above not in columns and above not in passed:
            passed.add(above)
            above = parents.get(above)
        if above in columns:
            found[place] = str(above)
    return found
