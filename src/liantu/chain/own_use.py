"""自用: what an owner makes for its own needs, as main product or by-product, matched site by site.

The owner is the firm at the top of its group. Places fit when they are one, when one lies in the other, or when one
is not stated. What is made at the very site of a need serves it first.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.model.tables import Tables

_NEED = "need_line"
_OUTPUT = "output_line"


def net_own_use(tables: Tables, outputs: pl.DataFrame, flows: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Terms of measure ``captive`` of the plants that make for themselves, and the flows less the by-products used.

    ``outputs`` are terms of what is made for own use, ``value`` null where its amount is unknown and all of it is for
    own use; ``flows`` terms of needs and offers. Nothing serves more than the same owner needs at a place that fits.
    Columns named in ``by`` tell alternatives apart.
    """
    waste = tables["products"].filter(pl.col("kind") == "waste")["id"]
    flows = flows.with_row_index("flow")
    usable = (pl.col("measure") == "offer") & (pl.col("value") > 0) & ~pl.col("product").is_in(waste.implode())
    needs = add_owner(tables, flows.filter((pl.col("measure") == "demand") & (pl.col("value") > 0)))
    needs = needs.with_row_index(_NEED).with_columns(pl.col("value").alias("left"))
    made = add_owner(tables, outputs).with_row_index(_OUTPUT)
    served, needs = allot_own_output(tables, made, needs, by)
    gives = add_owner(tables, flows.filter(usable)).with_row_index(_OUTPUT)
    used, _ = allot_own_output(tables, gives, needs, by)
    unknown = pl.when(pl.col("value").is_not_null()).then(0.0)
    captive = made.join(served, on=_OUTPUT, how="left", maintain_order="left").with_columns(
        pl.coalesce("used", unknown).alias("value")
    )
    byproducts = gives.join(used, on=_OUTPUT, maintain_order="left").with_columns(
        pl.col("used").alias("value"), pl.lit("captive").alias("measure")
    )
    lessened = gives.join(used, on=_OUTPUT).select("flow", "used")
    remaining = flows.join(lessened, on="flow", how="left", maintain_order="left").with_columns(
        pl.col("value") - pl.col("used").fill_null(0.0)
    )
    return pl.concat([frame.select(outputs.columns) for frame in (remaining, captive, byproducts)])


def find_owners(tables: Tables) -> pl.DataFrame:
    """The top of the group that each firm belongs to, itself without a parent: columns ``firm``, ``owner``."""
    frame: pl.DataFrame = tables.derived("owners of firms", ("firms",), lambda: _follow_parents(tables))
    return frame


def _follow_parents(tables: Tables) -> pl.DataFrame:
    parent = {firm: above for firm, above in tables["firms"].select("id", "parent").iter_rows() if above}
    owners = []
    for firm in tables["firms"]["id"]:
        path = [firm]
        while (above := parent.get(path[-1])) and above not in path:
            path.append(above)
        owners.append((firm, path[-1]))
    return pl.DataFrame(owners, schema={"firm": pl.String, "owner": pl.String}, orient="row")


def add_owner(tables: Tables, rows: pl.DataFrame) -> pl.DataFrame:
    """Terms with ``owner``; a capacity of a group, whose firm nobody states, owns what it makes and needs itself."""
    joined = rows.join(find_owners(tables), on="firm", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("owner", "firm", "row").alias("owner"))


def pair_own_sites(
    tables: Tables, outputs: pl.DataFrame, needs: pl.DataFrame, by: Sequence[str] = ()
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Pairs ``output_line``, ``need_line`` of one owner and product: those at the very site, and all at fitting places.

    ``outputs`` and ``needs`` are terms with these lines and ``owner``.
    """
    keys = [*by, "product", "owner"]
    sides = needs.select(*keys, _NEED, pl.col("firm").alias("need_firm"), pl.col("place").alias("need_place"))
    pairs = outputs.select(*keys, _OUTPUT, "firm", "place").join(sides, on=keys)
    exact = pl.col("firm").eq_missing(pl.col("need_firm")) & pl.col("place").eq_missing(pl.col("need_place"))
    fitting = pairs.join(_list_fitting_places(tables), on=["place", "need_place"], how="semi")
    unplaced = pairs.filter(pl.col("place").is_null() | pl.col("need_place").is_null())
    lines = (_OUTPUT, _NEED)
    return pairs.filter(exact).select(lines), pl.concat([fitting, unplaced]).select(lines)


def allot_own_output(
    tables: Tables, outputs: pl.DataFrame, needs: pl.DataFrame, by: Sequence[str] = ()
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """How much of each output is used (columns ``output_line``, ``used``), and the needs with what is left of them.

    ``outputs`` have ``value`` (null: all that is needed), ``needs`` have ``left``. The very site comes first.
    """
    steps = pair_own_sites(tables, outputs, needs, by)
    outputs = outputs.select(_OUTPUT, pl.col("value").alias("made")).with_columns(pl.lit(0.0).alias("used"))
    left = needs.select(_NEED, "left")
    for step in steps:
        if step.is_empty():
            continue
        taken = _share(step, outputs, left)
        outputs = _add(outputs, taken, _OUTPUT, "used", 1)
        left = _add(left, taken, _NEED, "left", -1)
    used = outputs.filter(pl.col("used") > 0).select(_OUTPUT, "used")
    return used, needs.drop("left").join(left, on=_NEED, maintain_order="left")


def _share(pairs: pl.DataFrame, outputs: pl.DataFrame, left: pl.DataFrame) -> pl.DataFrame:
    """What each output gives each need: in the measure of both, within both; an unknown output gives all needed."""
    rows = pairs.join(outputs, on=_OUTPUT).join(left, on=_NEED).sort(_OUTPUT, _NEED)
    reach = pl.col("left").sum().over(_OUTPUT)
    rows = rows.with_columns(pl.coalesce(pl.col("made") - pl.col("used"), reach).clip(0).alias("free"))
    larger = pl.max_horizontal(reach, pl.col("free").sum().over(_NEED))
    taken = (pl.col("free") * pl.col("left") / larger).fill_nan(0.0)
    return rows.select(_OUTPUT, _NEED, taken.alias("taken"))


def _add(rows: pl.DataFrame, taken: pl.DataFrame, line: str, column: str, sign: int) -> pl.DataFrame:
    sums = taken.group_by(line).agg(pl.col("taken").sum())
    total = pl.col(column) + sign * pl.col("taken").fill_null(0.0)
    joined = rows.join(sums, on=line, how="left", maintain_order="left")
    return joined.with_columns(total.clip(0).alias(column)).drop("taken")


def _list_fitting_places(tables: Tables) -> pl.DataFrame:
    """Pairs of places of which one is the other or lies in it: columns ``place``, ``need_place``."""
    frame: pl.DataFrame = tables.derived("fitting places", ("places",), lambda: _pair_places(tables))
    return frame


def _pair_places(tables: Tables) -> pl.DataFrame:
    parent = {place: above for place, above in tables["places"].select("id", "parent").iter_rows() if above}
    pairs = set()
    for place in tables["places"]["id"]:
        path = [place]
        while (above := parent.get(path[-1])) and above not in path:
            path.append(above)
        pairs |= {(place, above) for above in path} | {(above, place) for above in path}
    return pl.DataFrame(sorted(pairs), schema=["place", "need_place"], orient="row").cast(pl.String)
