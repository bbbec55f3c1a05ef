"""Disclosure control: no table of sums over firms tells what one of them reported.

``protect`` makes the tables, ``audit`` says what can be inferred from them, ``wide`` and ``marked`` print them.
"""

from liantu.disclosure.audit import audit
from liantu.disclosure.marked_tables import MARK, marked, wide
from liantu.disclosure.protection import protect
from liantu.disclosure.release import Protected
from liantu.disclosure.sensitivity_rules import Rules
from liantu.disclosure.table_cells import FIRMS, Measure, Ratio

__all__ = ["FIRMS", "MARK", "Measure", "Protected", "Ratio", "Rules", "audit", "marked", "protect", "wide"]
