"""A filled what-if form as lines of a change, the form in which it stands in an address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date

from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problem, Problems
from liantu.web.core.request_view import RequestView
from liantu.wording import N_
from liantu.wording.labels import USED_ON_SITE_SHARE

#: What the forms call their fields.
FIELDS = {
    "capacity": N_("Capacity"),
    "product": N_("Product"),
    "amount": N_("Amount a year"),
    "unit": N_("Unit"),
    "self_use": USED_ON_SITE_SHARE,
    "stage": N_("Stage"),
    "process": N_("Process"),
    "plant": N_("Plant"),
    "utilisation": N_("Load, %"),
    "coefficient": N_("Coefficient"),
    "low": N_("Low"),
    "typical": N_("Typical"),
    "high": N_("High"),
    "basis": N_("Passage or table"),
    "source": N_("Source"),
}


def lines_from_form(view: RequestView, form: Mapping[str, str]) -> list[str]:
    """The lines that a form adds. Raises Problems when something it needs is not filled in."""
    makers = {
        "resize": _resize,
        "process": _process,
        "load": _load,
        "stop": _stop,
        "start": _stage,
        "add": _add,
        "coefficient": _replace_coefficient,
    }
    make = makers.get(form.get("do", ""))
    if make is None:
        raise Problems([Problem("bad_change", value=form.get("do", ""))])
    source = form.get("source", "")
    rows, basis = [], {"basis": "ours"}
    if source:
        # Whoever says it becomes a source, so that the account can cite it.
        key = _key("said", source)
        if key not in set(view.district.tables["sources"]["id"]):
            rows.append(
                ChangeRow(
                    "sources", key, "insert", {"kind": form.get("kind") or "visit", "zh": source, "class": "internal"}
                )
            )
        basis = {"basis": "stated", "source": key}
    return Change((*rows, *make(view, form, basis))).to_query()


def remove_lines(lines: Sequence[str], rows: Sequence[ChangeRow], indexes: Iterable[int]) -> list[str]:
    """The lines without some of them, without what hangs on rows they add, and without sources nobody cites then."""
    gone = {*indexes}
    while not (hanging := _find_hanging(rows, gone)) <= gone:
        gone |= hanging
    gone |= _find_orphans(rows, gone)
    return [line for i, line in enumerate(lines) if i not in gone]


def _find_hanging(rows: Sequence[ChangeRow], gone: Set[int]) -> set[int]:
    """The rows about a row that one of those gone adds, or that refer to it."""
    added = {rows[i].key for i in gone if rows[i].operation == "insert"}
    return {i for i, row in enumerate(rows) if row.key in added or not added.isdisjoint(row.fields.values())}


def _find_orphans(rows: Sequence[ChangeRow], gone: Set[int]) -> set[int]:
    """The sources that rows gone cite and no other row does."""
    cited = {row.fields.get("source") for i, row in enumerate(rows) if i not in gone}
    lost = {rows[i].fields.get("source") for i in gone} - cited
    return {i for i, row in enumerate(rows) if row.table == "sources" and row.key in lost}


def _resize(view: RequestView, form: Mapping[str, str], basis: dict[str, str]) -> list[ChangeRow]:
    fields: dict[str, str | None] = {}
    if form.get("amount"):
        fields |= {"amount": form["amount"], "unit": _unit(view, form)}
    if form.get("self_use"):
        fields["self_use"] = form["self_use"]
    if not fields:
        raise _missing_problem(view, "amount", "self_use")
    return [ChangeRow("capacities", _require(view, form, "capacity"), "update", {**fields, **basis})]


def _unit(view: RequestView, form: Mapping[str, str]) -> str | None:
    if form.get("unit"):
        return form["unit"]
    rows = view.district.tables["capacities"]
    found = rows.filter(rows["id"] == form.get("capacity"))["unit"]
    return found[0] if len(found) else None


def _process(view: RequestView, form: Mapping[str, str], basis: dict[str, str]) -> list[ChangeRow]:
    return [
        ChangeRow(
            "capacities",
            _require(view, form, "capacity"),
            "update",
            {"process": _require(view, form, "process"), **basis},
        )
    ]


def _load(view: RequestView, form: Mapping[str, str], basis: dict[str, str]) -> list[ChangeRow]:
    plant, period = _require(view, form, "plant"), str(view.district.as_of.year)
    key, fields = f"{plant}/{period}", {"utilisation": _require(view, form, "utilisation"), **basis}
    rows = view.district.tables["loads"]
    known = rows.filter((rows["plant"] == plant) & (rows["period"] == period)).height > 0
    return [ChangeRow("loads", key, "update" if known else "insert", fields)]


def _stop(view: RequestView, form: Mapping[str, str], basis: dict[str, str]) -> list[ChangeRow]:
    return [_event(view, _require(view, form, "capacity"), "stopped", basis)]


def _stage(view: RequestView, form: Mapping[str, str], basis: dict[str, str]) -> list[ChangeRow]:
    return [_event(view, _require(view, form, "capacity"), _require(view, form, "stage"), basis)]


def _event(view: RequestView, capacity: str, stage: str, basis: dict[str, str]) -> ChangeRow:
    day = view.district.as_of.isoformat()
    fields = {"capacity": capacity, "stage": stage, "period": day, **basis}
    return ChangeRow("events", _key(f"{stage}", capacity), "insert", fields)


def _add(view: RequestView, form: Mapping[str, str], basis: dict[str, str]) -> list[ChangeRow]:
    product, name = _require(view, form, "product"), form.get("name") or _require(view, form, "product")
    key = _key("new", f"{product}-{name}")
    firm, rows = form.get("firm"), []
    if not firm:
        firm = f"{key}-firm"
        rows.append(ChangeRow("firms", firm, "insert", {"zh": name, "kind": "firm", **basis}))
    plant = {"zh": name, "firm": firm, "place": form.get("place") or None, **basis}
    capacity = {"plant": key, "product": product, "process": form.get("process") or None, **basis}
    if form.get("unit"):
        # A unit that nobody knows is refused, with an amount or without one.
        capacity |= {"unit": form["unit"]}
    if form.get("amount"):
        capacity |= {"amount": form["amount"], "unit": _require(view, form, "unit"), "measure": "total"}
    stage = form.get("stage") or "building"
    day: date = view.district.as_of
    rows.append(ChangeRow("plants", key, "insert", {k: v for k, v in plant.items() if v}))
    rows.append(ChangeRow("capacities", key, "insert", {k: v for k, v in capacity.items() if v}))
    rows.append(
        ChangeRow("events", key, "insert", {"capacity": key, "stage": stage, "period": day.isoformat(), **basis})
    )
    return rows


def _replace_coefficient(view: RequestView, form: Mapping[str, str], basis: dict[str, str]) -> list[ChangeRow]:
    """A coefficient of the district's own over the library's row; its note speaks of another figure and goes."""
    _require(view, form, "source")
    figures = {name: _require(view, form, name) for name in ("low", "typical", "high")}
    if not _rises(figures.values()):
        raise Problems([Problem("low_typical_high", value=" / ".join(figures.values()))])
    cited = {"grade": form.get("grade") or "B", "basis": _require(view, form, "basis"), "source": basis["source"]}
    return [
        ChangeRow("coefficients", _require(view, form, "coefficient"), "update", {**figures, **cited, "note": None})
    ]


def _rises(texts: Iterable[str]) -> bool:
    """Whether figures are in order; of a text that is no number the check of the field speaks."""
    try:
        amounts = [float(text) for text in texts]
    except ValueError:
        return True
    return amounts == sorted(amounts)


def _require(view: RequestView, form: Mapping[str, str], name: str) -> str:
    value = form.get(name, "").strip()
    if not value:
        raise _missing_problem(view, name)
    return value


def _missing_problem(view: RequestView, *names: str) -> Problems:
    """What is to be filled in, by the words beside the field."""
    return Problems(Problem("required", column=view.tr(FIELDS.get(name, name))) for name in names)


def _key(prefix: str, text: str) -> str:
    """An id made of a text: letters and digits of any script, nothing that the short form uses."""
    return f"{prefix}-" + re.sub(r"[^\w]+", "-", text).strip("-_").lower()[:40]
