"""A credit code has its check digit, and is of one firm."""

from __future__ import annotations

from liantu.model.credit_codes import is_credit_code
from liantu.model.problems import Problem
from liantu.model.tables import Tables


def check_credit_codes(tables: Tables) -> list[Problem]:
    """Codes whose check digit is wrong (``credit_code_digit``), and codes of two firms (``credit_code_twice``)."""
    problems = []
    first: dict[str, str] = {}
    for line, (firm, code) in enumerate(tables["firms"].select("id", "credit_code").iter_rows()):
        if code is None:
            continue
        if not is_credit_code(code):
            problems.append(Problem("credit_code_digit", "firms", "firms.csv", line + 2, "credit_code", code))
        elif code in first:
            slots = {"other": first[code]}
            problems.append(Problem("credit_code_twice", "firms", "firms.csv", line + 2, "credit_code", code, slots))
        first.setdefault(code, firm)
    return [*problems, *_check_lead_codes(tables)]


def _check_lead_codes(tables: Tables) -> list[Problem]:
    """Codes of firms that are talked to; one group may stand in several leads."""
    rows = tables["leads"].with_row_index("line").drop_nulls("credit_code").select("line", "credit_code")
    return [
        Problem("credit_code_digit", "leads", "leads.csv", line + 2, "credit_code", code)
        for line, code in rows.iter_rows()
        if not is_credit_code(code)
    ]
