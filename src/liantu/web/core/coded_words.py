"""Codes that no code list of the schema has: their words stand in an approval graph, an evaluation scheme, a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from liantu.model import schema
from liantu.model.tables import Row
from liantu.web.core.request_view import RequestView
from liantu.wording.approval_relations import item_label
from liantu.wording.row_keys import key_words


def coded_words(view: RequestView, field: schema.Field, row: Row) -> str | None:
    """The words for the code in a field; None where it is no code, or nobody has words for it."""
    find = _BY_FIELD.get(field.name)
    return find(view, row) if find and row.get(field.name) else None


def _graph_name(view: RequestView, row: Row) -> str | None:
    graph = view.district.deliver.newest_graph(row["graph"] or "")
    return view.pick({"zh": graph.zh, "en": graph.en}) or None if graph else None


def _item_name(view: RequestView, row: Row) -> str | None:
    """Of an item that stands beside its graph; a field of that name may be something else."""
    graph, item = view.district.deliver.newest_graph(row.get("graph") or ""), row["item"] or ""
    return item_label(graph.items[item], view.lang) if graph and item in graph.items else None


def _question_words(view: RequestView, row: Row) -> str | None:
    graph = view.district.deliver.newest_graph(row.get("graph") or "")
    question = graph.questions.get(row["question"] or "") if graph else None
    return view.pick({"zh": question.zh, "en": question.en}) or None if question else None


def _choice_words(view: RequestView, row: Row) -> str | None:
    graph = view.district.deliver.newest_graph(row.get("graph") or "")
    question = graph.questions.get(row.get("question") or "") if graph else None
    words = question.choices.get(row["choice"] or "") if question else None
    return view.pick(words) or None if words else None


def _fact_words(view: RequestView, row: Row) -> str | None:
    """What the district's scheme calls it; another one where it does not know it."""
    for scheme in view.district.score.schemes().values():
        fact = scheme.facts.get(row["fact"] or "")
        if fact:
            return view.pick({"zh": fact.zh, "en": fact.en}) or None
    return None


def _wanted_fields(view: RequestView, row: Row) -> str | None:
    """The fields that an event of a case must carry, by their labels."""
    definition = schema.read_tables()["case_events"]
    fields = [definition.field(name) for name in (row["wants"] or "").split(";")]
    return view.join(field.zh if view.zh else field.en for field in fields)


def _materials(view: RequestView, row: Row) -> str | None:
    """The papers of an event of a case, by their names in its graph."""
    case = view.district.tables.rows("cases").get(row.get("case") or "")
    version = (case["graph"] or "", case["version"] or "") if case else ("", "")
    graph = view.district.deliver.graphs.get(version)
    materials = [m for item in graph.items.values() for m in item.materials] if graph else []
    names = {m.id: view.pick({"zh": m.zh, "en": m.en}) for m in materials}
    return view.join(names.get(key) or key for key in (row["material"] or "").split(";"))


def _table_name(view: RequestView, row: Row) -> str | None:
    definition = schema.read_tables().get(row["table"] or "")
    return (definition.zh if view.zh else definition.en) if definition else None


def _row_name(view: RequestView, row: Row) -> str | None:
    """The row that an assumption is of."""
    table = row.get("table") or ""
    return key_words(table, row["row"] or "", view.lang, view.name) if table in schema.read_tables() else None


def _field_name(view: RequestView, row: Row) -> str | None:
    definition = schema.read_tables().get(row.get("table") or "")
    if definition is None or row["field"] not in definition.columns:
        return None
    field = definition.field(row["field"] or "")
    return field.zh if view.zh else field.en


_BY_FIELD: Mapping[str, Callable[[RequestView, Row], str | None]] = {
    "graph": _graph_name,
    "item": _item_name,
    "question": _question_words,
    "choice": _choice_words,
    "fact": _fact_words,
    "wants": _wanted_fields,
    "material": _materials,
    "table": _table_name,
    "row": _row_name,
    "field": _field_name,
    "industry": lambda view, row: view.district.score.industry_name(row["industry"], chinese=view.zh),
}
