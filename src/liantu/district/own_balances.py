"""Does more come out of a district's own processes than goes in? Those of the library are proven with it."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables

_TABLES = ("processes", "coefficients", "compositions", "products", "units")


def find_balance_problems(tables: Tables) -> list[Problem]:
    """``element_created`` and ``mass_created`` of processes that the district adds or changes."""
    processes = list_own_processes(tables)
    if not processes:
        return []
    from liantu.library.element_balance import check_element_balance, check_mass_balance
    from liantu.library.findings import convert_coefficients

    frames = {name: tables[name] for name in _TABLES}
    frames["processes"] = frames["processes"].filter(pl.col("id").is_in(processes))
    frames["coefficients"] = frames["coefficients"].filter(pl.col("process").is_in(processes))
    rows = convert_coefficients(frames)
    elements, masses = check_element_balance(frames, rows)[0], check_mass_balance(frames, rows)[0]
    return [
        Problem(code, "processes", "processes.csv", None, "id", row["process"], _slots(row))
        for code, found in (("element_created", elements), ("mass_created", masses))
        for row in found.iter_rows(named=True)
    ]


def list_own_processes(tables: Tables) -> list[str]:
    """Processes that the library does not have as they are, and those that take or make what the district describes."""
    from liantu.library.shipped_tables import load_library

    library = load_library()
    changed = {
        name: tables[name].join(library[name], on=tables[name].columns, how="anti", nulls_equal=True)
        for name in ("processes", "coefficients", "compositions")
    }
    described = changed["compositions"]["product"].implode()
    takers = tables["coefficients"].filter(pl.col("input").is_in(described))["process"]
    makers = tables["processes"].filter(pl.col("product").is_in(described))["id"]
    names = pl.concat([changed["processes"]["id"], changed["coefficients"]["process"], takers, makers])
    return names.unique().sort().to_list()


def _slots(row: dict[str, object]) -> dict[str, str]:
    return {"element": str(row["input"] or ""), "out": f"{row['value']:.4g}", "into": f"{row['limit']:.4g}"}
