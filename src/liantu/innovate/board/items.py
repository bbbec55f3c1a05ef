"""What stands on the board: research and production filed under a field, each with place, status and money.

An item is filed by a row of ``members``, else by the field that its own row names. A field that we gave by name is
marked: ``filing`` is the basis of that row. Nothing is placed where no source says a place.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.innovate.board.institutes import list_institute_states
from liantu.innovate.board.places import find_columns, list_system_places
from liantu.model.capacity_status import find_capacity_statuses
from liantu.model.period_days import add_period_days, has_begun
from liantu.model.tables import Tables

RESEARCH, PRODUCTION = "research", "production"
ITEMS = {
    **{"field": pl.String, "direction": pl.String, "place": pl.String, "table": pl.String, "id": pl.String},
    **{"side": pl.String, "codelist": pl.String, "status": pl.String, "period": pl.String, "words": pl.String},
    **{"filing": pl.String, "money": pl.Float64},
}
#: What may be filed, with its side of the board.
_SIDES = {
    **dict.fromkeys(("institutes", "platforms", "results"), RESEARCH),
    **dict.fromkeys(("plants", "firms", "projects"), PRODUCTION),
}
#: What a firm does that is research and not yet a result.
_WORKS_ON = "works_on"
_STATUS = {"id": pl.String, "codelist": pl.String, "status": pl.String, "period": pl.String}


def find_system(tables: Tables) -> str | None:
    """The science system of the district: the first scheme that has fields; none is null."""
    fields = tables["clusters"].filter(pl.col("kind") == "field")
    return fields["scheme"][0] if fields.height else None


def list_fields(tables: Tables, scheme: str) -> pl.DataFrame:
    """The fields of a system in their order, each with the direction it is filed under: field, direction, filing."""
    rows = tables["clusters"].filter(pl.col("scheme") == scheme)
    order = pl.col("order").cast(pl.Int64, strict=False)
    fields = rows.filter(pl.col("kind") == "field").sort(order, nulls_last=True).select(field="id")
    directions = rows.filter(pl.col("kind") == "direction").select("id", rank=order)
    members = tables["members"].select("group", field="entity", filing="basis")
    filed = members.join(directions, left_on="group", right_on="id").rename({"group": "direction"})
    filed = filed.sort("rank").unique("field", keep="first", maintain_order=True)
    joined = fields.join(filed, on="field", how="left", maintain_order="left")
    return joined.with_row_index("line").sort("rank", "line", nulls_last=True).select("field", "direction", "filing")


def list_board_items(tables: Tables, scheme: str, as_of: date) -> pl.DataFrame:
    """Every item of the board at a date, columns ITEMS, by field, place and side.

    ``place`` is the innermost place of the system, null for elsewhere in the district or not stated. ``money`` is the
    fixed investment of a project in 亿元 where stated. Raises nothing; what no field is filed for is left out.
    """
    fields = list_fields(tables, scheme)
    columns = list_system_places(tables, scheme)
    inside = find_columns(tables, columns)
    filed = _file_entities(tables).join(fields.select("field", "direction"), on="field", maintain_order="left")
    placed = filed.join(_place_entities(tables), on=["table", "id"], how="left", maintain_order="left")
    placed = placed.with_columns(pl.col("place").replace_strict(inside, default=None, return_dtype=pl.String))
    stated = placed.join(_state_entities(tables, as_of), on=["table", "id"], how="left", maintain_order="left")
    works = tables["relations"].filter(pl.col("predicate") == _WORKS_ON)
    works = works.select(id="subject", words="object_text").drop_nulls()
    rows = stated.join(works, on="id", how="left", maintain_order="left").with_columns(
        pl.when(pl.col("words").is_not_null()).then(pl.lit(RESEARCH)).otherwise("side").alias("side")
    )
    money = tables["projects"].select(id="id", money=pl.col("fixed_investment").cast(pl.Float64, strict=False))
    rows = rows.join(money, on="id", how="left", maintain_order="left")
    ranks = {place: rank for rank, place in enumerate(columns)}
    rank = pl.col("place").replace_strict(ranks, default=len(columns), return_dtype=pl.Int64)
    order = fields.with_row_index("row").select("field", "row")
    rows = rows.join(order, on="field", maintain_order="left").with_row_index("line")
    return rows.sort("row", rank, pl.col("side") != RESEARCH, "line").select(*ITEMS)


def _file_entities(tables: Tables) -> pl.DataFrame:
    """field, table, id, side, filing of everything that is filed under anything, once a field."""
    members = tables["members"].filter(pl.col("role") == "member").select(field="group", id="entity", filing="basis")
    frames = []
    for table, side in _SIDES.items():
        listed = tables[table].select("id")
        rows = [members.join(listed, on="id", how="semi", maintain_order="left")]
        if table == "platforms":
            rows.append(tables[table].select("field", "id", filing="basis").drop_nulls("field"))
        if table == "results":
            rows.append(_file_tried_results(tables))
        named = pl.concat(rows).with_columns(table=pl.lit(table), side=pl.lit(side))
        frames.append(named.unique(["field", "id"], keep="first", maintain_order=True))
    filed = pl.concat(frames)
    research = tables["projects"].filter(pl.col("sector") == RESEARCH)["id"].to_list()
    made = pl.when(pl.col("id").is_in(research)).then(pl.lit(RESEARCH)).otherwise("side")
    return filed.with_columns(made.alias("side"))


def _file_tried_results(tables: Tables) -> pl.DataFrame:
    """Results that name a field and have been tried anywhere; offers on paper would fill the board."""
    tried = tables["result_stages"].select(id="result")
    rows = tables["results"].join(tried, on="id", how="semi", maintain_order="left")
    return rows.select("field", "id", filing="basis").drop_nulls("field")


def _place_entities(tables: Tables) -> pl.DataFrame:
    """table, id, place; a result stands where its project is, else where its owner is."""
    frames = [
        tables[table].select("id", "place", table=pl.lit(table))
        for table in ("institutes", "platforms", "plants", "firms", "projects")
    ]
    owners = pl.concat([tables[table].select(owner="id", seat="place") for table in ("institutes", "firms")])
    sites = tables["projects"].select(project="id", site="place")
    results = tables["results"].select("id", "owner", "project")
    results = results.join(sites, on="project", how="left", maintain_order="left")
    results = results.join(owners, on="owner", how="left", maintain_order="left")
    placed = results.select("id", pl.coalesce("site", "seat").alias("place"), table=pl.lit("results"))
    return pl.concat([*frames, placed]).select("table", "id", "place")


def _state_entities(tables: Tables, as_of: date) -> pl.DataFrame:
    """table, id, codelist, status, period of what events or stages say; without a row nothing is stated."""
    institutes = list_institute_states(tables, as_of).drop_nulls("stage")
    states = {
        "institutes": institutes.select(id="institute", codelist=pl.lit("stage"), status="stage", period="period"),
        "results": _state_results(tables, as_of),
        "projects": _state_projects(tables, as_of),
        "plants": _state_plants(tables, as_of),
    }
    return pl.concat(
        rows.cast(_STATUS).with_columns(table=pl.lit(table))  # type: ignore[arg-type]
        for table, rows in states.items()
    )


def _state_results(tables: Tables, as_of: date) -> pl.DataFrame:
    """The furthest stage that is done, else the one that is under way."""
    order = pl.DataFrame({"stage": ("laboratory", "pilot", "small_batch", "volume"), "rank": (0, 1, 2, 3)})
    rows = add_period_days(tables["result_stages"]).join(order, on="stage", maintain_order="left")
    rows = rows.filter(pl.col("state") != "next", has_begun(as_of) | pl.col("period").is_null())
    rows = rows.sort(pl.col("state") == "done", "rank").unique("result", keep="last", maintain_order=True)
    return rows.select(id="result", codelist=pl.lit("result_stage"), status="stage", period="period")


def _state_projects(tables: Tables, as_of: date) -> pl.DataFrame:
    order = tables["stages"].select("stage", rank=pl.col("order").cast(pl.Int64, strict=False))
    rows = add_period_days(tables["events"].drop_nulls("project")).filter(has_begun(as_of))
    rows = rows.join(order, on="stage", how="left", maintain_order="left").sort("day", "rank", nulls_last=False)
    rows = rows.unique("project", keep="last", maintain_order=True)
    return rows.select(id="project", codelist=pl.lit("stage"), status="stage", period="period")


def _state_plants(tables: Tables, as_of: date) -> pl.DataFrame:
    """The furthest of its capacities: operating before building before planned."""
    order = pl.DataFrame({"status": ("operating", "building", "planned", "stopped"), "rank": (0, 1, 2, 3)})
    capacities = tables["capacities"].select(capacity="id", id="plant").drop_nulls()
    rows = capacities.join(find_capacity_statuses(tables, as_of), on="capacity").join(order, on="status")
    rows = rows.sort("rank", maintain_order=True).unique("id", keep="first", maintain_order=True)
    period = pl.lit(None, dtype=pl.String)
    return rows.select("id", codelist=pl.lit("status"), status="status", period=period)
