"""What makes a firm and a missing link a lead of the pipeline: project, first step, and the demand as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.new_keys import make_key
from liantu.model.change import Change, ChangeRow
from liantu.model.credit_codes import is_credit_code
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district.view import DistrictView

_STAGE = "lead"
_HUNDRED_MILLION = 1e8
#: Fields that a person may give beside the firm and the link.
OPTIONAL = ("credit_code", "firm_group", "introduced_by", "reported", "office", "source")


def build_lead(
    view: DistrictView, gaps: pl.DataFrame, second: pl.DataFrame, product: str, firm: str, about: Mapping[str, str]
) -> Change:
    """The Change that makes a lead of a firm and a link: rows of projects, events and leads.

    ``gaps`` is the list of links on the district's day; what it says of ``product`` is frozen in the row. ``second``
    are the first talks on record: a group with an open lead gets no second one. Raises Problems with everything wrong:
    ``no_such_link``, ``required``, ``credit_code_digit``, ``second_lead_of_group``.
    """
    found = gaps.filter(product=product)
    _refuse(found, second, product, firm, about)
    day, gap = view.as_of.isoformat(), found.row(0, named=True)
    tables = view.tables
    name = f"{firm} · {gap['zh']}"
    project = make_key(tables, "projects", {"zh": name})
    provenance = {"basis": "stated", "source": about["source"]} if about.get("source") else {"basis": "ours"}
    step = {"project": project, "stage": _STAGE, "period": about.get("reported") or day}
    event = make_key(tables, "events", {"zh": f"{project}-{_STAGE}"})
    lead = make_key(tables, "leads", {"zh": name})
    stated = {field: about[field] for field in OPTIONAL[:-1] if about.get(field)}
    demand = _freeze_demand(gap, day)
    fields = {"id": lead, "project": project, "firm": firm, "product": product, "reported": day, **stated, **demand}
    rows = (
        ChangeRow("projects", project, "insert", {"id": project, "zh": name, **provenance}),
        ChangeRow(
            "events", event, "insert", {"id": event, **step, "evidence": about.get("introduced_by"), **provenance}
        ),
        ChangeRow("leads", lead, "insert", {**fields, **provenance}),
    )
    return Change(rows)


def _refuse(found: pl.DataFrame, second: pl.DataFrame, product: str, firm: str, about: Mapping[str, str]) -> None:
    problems = []
    if found.is_empty():
        problems.append(Problem("no_such_link", value=product))
    if not firm:
        problems.append(Problem("required", "leads", column="firm"))
    code = about.get("credit_code")
    if code and not is_credit_code(code):
        problems.append(Problem("credit_code_digit", "leads", column="credit_code", value=code))
    group = about.get("firm_group") or firm
    taken = second.filter((pl.col("group") == group) & pl.col("is_open")) if firm else second.clear()
    problems += [
        Problem("second_lead_of_group", "leads", value=group, slots={"other": lead})
        for lead in taken["first_lead"].unique()
    ]
    if problems:
        raise Problems(problems)


def _freeze_demand(gap: Mapping[str, object], day: str) -> dict[str, str]:
    """What the list says of a link, in fields of a lead; what it does not know stays blank."""
    amounts = {"missing": "gap_typical", "missing_low": "gap_p10", "missing_high": "gap_p90"}
    worths = {"worth_low": "value_low", "worth_high": "value_high"}
    stated = {name: _write(gap[column], 1) for name, column in amounts.items()}
    stated |= {name: _write(gap[column], _HUNDRED_MILLION) for name, column in worths.items()}
    demand = {name: text for name, text in stated.items() if text is not None}
    return {"frozen": day, "unit": str(gap["unit"]), **demand}


def _write(value: object, unit: float) -> str | None:
    """A number with six digits that count."""
    if not isinstance(value, float):
        return None
    return f"{float(f'{value / unit:.6g}'):f}".rstrip("0").rstrip(".")
