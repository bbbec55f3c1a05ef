"""Disclosure control: no table of sums over firms tells what one of them reported.

``protect_tables`` makes the tables, ``audit_tables`` says what can be inferred from them, ``pivot_measures`` and
``mark_hidden_amounts`` print them, ``write_release`` and ``read_release`` keep what was told.
"""

from liantu.disclosure.audit import audit_tables
from liantu.disclosure.marked_tables import mark_hidden_amounts, pivot_measures
from liantu.disclosure.protection import protect_tables
from liantu.disclosure.release import ProtectedTables
from liantu.disclosure.release_files import read_release, write_release
from liantu.disclosure.sensitivity_rules import DisclosureRules
from liantu.disclosure.table_cells import FIRMS, Measure, Ratio

__all__ = [
    "FIRMS",
    "DisclosureRules",
    "Measure",
    "ProtectedTables",
    "Ratio",
    "audit_tables",
    "mark_hidden_amounts",
    "pivot_measures",
    "protect_tables",
    "read_release",
    "write_release",
]
