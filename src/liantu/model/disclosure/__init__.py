"""Disclosure control: no table of sums over firms tells what one of them reported.

``protect`` makes the tables, ``audit`` says what can be inferred from them, ``wide`` and ``marked`` print them.
"""

from liantu.model.disclosure.audit import audit
from liantu.model.disclosure.cells import FIRMS, Measure, Ratio
from liantu.model.disclosure.protect import protect
from liantu.model.disclosure.release import Protected
from liantu.model.disclosure.rules import Rules
from liantu.model.disclosure.show import MARK, marked, wide

__all__ = ["FIRMS", "MARK", "Measure", "Protected", "Ratio", "Rules", "audit", "marked", "protect", "wide"]
