"""Tables of tests over ones that were checked once a process: what stays the same is not checked for each test anew.

A finding is noted with the tables that were read, see ``model.recorded_tables``: it holds for all tables made over the
same ones for as long as none of those is exchanged, a table that is not there being one of them.
"""

from __future__ import annotations

from functools import cache

from liantu.library.shipped_tables import load_library
from liantu.model.rules import run_rules
from liantu.model.tables import Tables

#: What stands for the description of a district.
ABOUT = {"id": "x", "zh": "x"}


@cache
def check_library() -> Tables:
    """All tables of the library, checked by the rules, as those of a district named x."""
    tables = Tables(ABOUT, load_library().frames)
    run_rules(tables)
    return tables


@cache
def check_nothing() -> Tables:
    """The units and stages of the library, checked by the rules, as the tables of a district named x."""
    library = load_library()
    tables = Tables(ABOUT, {name: library[name] for name in ("units", "stages")})
    run_rules(tables)
    return tables
