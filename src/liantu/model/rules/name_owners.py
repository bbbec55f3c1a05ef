"""A name has one owner."""

from __future__ import annotations

import polars as pl

from liantu.model.names_alike import DISTINCT_FROM, NAMES_OF_SUMS, SUMS_FOR_FIRMS, compact_name, is_no_firm
from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: Tables whose main names count beside the table of names.
_NAMED = ("firms", "places", "institutes")


def check_name_owners(tables: Tables) -> list[Problem]:
    """Names that two firms, places or institutes carry: ``two_owners``, at the row that comes last."""
    owners = (
        _all_names(tables)
        .filter(pl.col("name").is_duplicated())
        .group_by("name", maintain_order=True)
        .agg(pl.col("entity").unique().sort(), pl.col("table", "line", "column").last())
        .filter(pl.col("entity").list.len() > 1)
    )
    return [
        Problem("two_owners", table, f"{table}.csv", line + 2, column, name, {"owners": ", ".join(entity)})
        for name, entity, table, line, column in owners.iter_rows()
    ]


def check_alike_names(tables: Tables) -> list[Problem]:
    """Names of two firms, places or institutes that differ in brackets, blanks and what is not seen alone:
    ``names_alike``, at the row that comes last.

    Two that a row of relations calls distinct (``distinct_from``) are two: nothing is said of them.
    """
    names = _all_names(tables).with_columns(compact_name(pl.col("name")).alias("compact"))
    alike = names.filter(pl.col("compact").is_duplicated())
    if alike.is_empty():
        return []
    distinct = _list_distinct(tables)
    problems = []
    for _, rows in alike.group_by("compact", maintain_order=True):
        *earlier, (entity, name, table, line, column, _) = rows.iter_rows()
        for other, first, *_ in earlier:
            is_other = other != entity and first != name
            if is_other and not {(entity, other), (entity, first), (other, entity), (other, name)} & distinct:
                problems.append(Problem("names_alike", table, f"{table}.csv", line + 2, column, name, {"first": first}))
                break
    return problems


def check_sum_names(tables: Tables) -> list[Problem]:
    """Firms whose name is that of a sum or of a part of one (合计, 其中), ``sum_as_name``, or of nothing (备注：),
    ``no_firm_name``."""
    names = tables["firms"]["zh"]
    sums = (names.str.contains(NAMES_OF_SUMS) | names.str.contains(SUMS_FOR_FIRMS)).fill_null(False)
    found = [(index, "sum_as_name") for index in sums.arg_true()]
    found += [(index, "no_firm_name") for index in (is_no_firm(names) & ~sums).arg_true()]
    return [Problem(code, "firms", "firms.csv", index + 2, "zh", names[index]) for index, code in sorted(found)]


def _list_distinct(tables: Tables) -> set[tuple[str, str]]:
    """Who is recorded to be another than whom: ids, or the id of one and the name of the other as it is written.

    A name may be recorded before the row that is to carry it.
    """
    rows = tables["relations"].filter(pl.col("predicate") == DISTINCT_FROM)
    return {
        (subject, other)
        for subject, *others in rows.select("subject", "object", "object_text").iter_rows()
        for other in others
        if other
    }


def _all_names(tables: Tables) -> pl.DataFrame:
    main = [_claims(tables, table, "id", "zh") for table in _NAMED]
    entities = pl.concat(main)["entity"]
    other = _claims(tables, "names", "entity", "name").filter(pl.col("entity").is_in(entities.implode()))
    return pl.concat([*main, other]).drop_nulls()


def _claims(tables: Tables, table: str, entity: str, name: str) -> pl.DataFrame:
    return (
        tables[table]
        .with_row_index("line")
        .select(
            pl.col(entity).alias("entity"),
            pl.col(name).alias("name"),
            pl.lit(table).alias("table"),
            "line",
            pl.lit(name).alias("column"),
        )
    )
