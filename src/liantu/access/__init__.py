"""Who may see what: one decision for a reader and a purpose, and the tables as it leaves them.

>>> sorted(permitted_classes(LOCAL_PERSON, Purpose.LEAVING))
['internal', 'public']
"""

from __future__ import annotations

from liantu.access.classes import CLASSES, find_strictest, rank_rows, source_classes, strictest_class
from liantu.access.decision import LOCAL_PERSON, Purpose, Reader, permitted_classes
from liantu.access.derived_rows import RunClass, RunClasses, find_blanked_rows, find_run_class, find_run_classes
from liantu.access.house_answers import HOUSE_ANSWERS, permits_answer
from liantu.access.house_rows import (
    DEPENDENCE_TABLES,
    HOUSE_TABLES,
    leave_dependence_rows,
    leave_house_changes,
    leave_house_rows,
    stays_in_house,
)
from liantu.access.withholding import Permitted, permit_frame, withhold_rows

__all__ = [
    "CLASSES",
    "DEPENDENCE_TABLES",
    "HOUSE_ANSWERS",
    "HOUSE_TABLES",
    "LOCAL_PERSON",
    "Permitted",
    "Purpose",
    "Reader",
    "RunClass",
    "RunClasses",
    "find_blanked_rows",
    "find_run_class",
    "find_run_classes",
    "find_strictest",
    "leave_dependence_rows",
    "leave_house_changes",
    "leave_house_rows",
    "permit_frame",
    "permits_answer",
    "permitted_classes",
    "rank_rows",
    "source_classes",
    "stays_in_house",
    "strictest_class",
    "withhold_rows",
]
