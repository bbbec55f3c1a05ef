"""The flow of approvals, drawn from its definition, under answers, with the running cases of a project over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from fastapi import FastAPI

from liantu.drawings.approval_flow import FlowLine, ItemCard, draw_approval_flow
from liantu.web.core.answer import add_page
from liantu.web.core.lists.narrowed_tables import narrow_tables
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Table
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view, relation_tables
from liantu.web.rooms.deliver.case_form import opening_entries
from liantu.web.rooms.deliver.graph_view import GraphRequest
from liantu.wording.approval_relations import EXPIRED

if TYPE_CHECKING:
    from liantu.district.results import Graph, Item


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/approvals", show, ("project", "q.<question>", FACETS))
    add_page(app, "/approvals/{graph}", show, ("project", "q.<question>", FACETS))


def show(view: RequestView, problems: Sequence[str] = (), form_values: Mapping[str, str] | None = None) -> Page:
    """The drawing, the questions, and which rule fired; with ``project``, its cases over the drawing, and where its
    answers are kept and its cases are opened. ``problems`` and ``form_values`` are of a form that was refused."""
    _ = view.tr
    found = graph_view.read_graph_request(view)
    project = found.project
    title = view.pick({"zh": found.graph.zh, "en": found.graph.en}) or found.graph.id
    lead = [_("Version %s. Drawn from the definition; what nobody has verified says so.") % found.graph.version]
    states = _states(view, found, project) if project else {}
    if project:
        over = _("With the cases of %s over it.") if states else _("No cases are entered for %s.")
        lead.append(over % view.name(project))
        lead.append(
            _("Under the answers on record.") if found.on_record else _("Under answers that are not those on record.")
        )
    ways = graph_view.graph_tabs(view, "/approvals", found)
    schedule = view.url(f"/schedule/{found.graph.id}", **graph_view.address_parameters(found))
    lists = [graph_view.list_rules(view, found), relation_tables.list_prerequisites(view, found)]
    listed = narrow_tables(view, lists)
    context = {
        "lead": lead,
        "tabs": [ways, [(_("Approval schedule"), schedule, False)]],
        "questions": graph_view.question_fields(view, found),
        "project": project,
        "projects": [(key, view.name(key)) for key in view.district.tables["projects"]["id"]],
        "svg": _drawing(view, found, states, title),
        "tables": [*listed.tables, *_validity_tables(view, found)],
        **(_forms(view, found, form_values or {}) if project else {}),
        "problems": problems,
    }
    answers = found.applied.table["applies"]
    counts = {"all": len(answers), "apply": (answers == "yes").sum(), "open": (answers == "unknown").sum()}
    heading = _("%(flow)s: of %(all)s items %(apply)s apply, %(open)s unanswered") % {"flow": title, **counts}
    frames = {"items": listed.frames[0].drop("stage", "authority")}
    status = 422 if problems else 200
    return Page("deliver/approvals.html", heading, frames, context, status=status, facets=listed.bar)


def _validity_tables(view: RequestView, found: GraphRequest) -> list[Table]:
    """How long decisions are held, where the graph says so."""
    terms = relation_tables.validity_table(view, found)
    return [terms] if terms.rows else []


def _forms(view: RequestView, found: GraphRequest, form_values: Mapping[str, str]) -> dict[str, object]:
    """Where the answers that are shown are kept, and a case is opened."""
    to = {"project": found.project, **{graph_view.ANSWER + name: choice for name, choice in found.answers.items()}}
    return {
        "readonly": view.present.workspace is None,
        "base": view.present.number,
        "answered": found.on_record,
        "answer_to": view.url(f"/approvals/{found.graph.id}/answers", **to),
        "open_to": view.url(f"/approvals/{found.graph.id}/case", **to),
        "opening": opening_entries(view, found, form_values),
        "form_values": form_values,
    }


def _states(view: RequestView, found: GraphRequest, project: str) -> dict[str, tuple[str, str, str]]:
    """Look, words and address of the latest case of each item."""
    states = {}
    rows = view.district.deliver.all_cases()
    for row in rows.filter((rows["project"] == project) & (rows["graph"] == found.graph.id)).iter_rows(named=True):
        look = "late" if row["late"] or row["locked"] else {"decided": "decided"}.get(row["standing"], "open")
        state_text = view.word("case_state", row["state"]) + (f" · {_lock_word(view, row)}" if row["locked"] else "")
        states[row["item"]] = (look, state_text, view.url(f"/case/{row['case']}"))
    return states


def _lock_word(view: RequestView, row: Mapping[str, object]) -> str:
    return view.tr(EXPIRED) if row["expired"] else view.tr("locked")


def _drawing(view: RequestView, found: GraphRequest, states: dict[str, tuple[str, str, str]], title: str) -> str:
    graph = found.applied.graph
    stages = list(graph.stages) or sorted({item.stage for item in graph.items.values()})
    column = _columns(graph, stages)
    cards = [_card(view, found, item, column[item.id], states) for item in graph.items.values()]
    # What a gate holds back stands below it.
    cards.sort(key=lambda card: not graph.items[card.id].gate)
    edges = [
        FlowLine(before.item, item.id, before.kind, before.link == "start")
        for item in graph.items.values()
        for before in item.after
    ]
    heads = [view.pick(graph.stages.get(stage, {"zh": stage, "en": stage})) for stage in stages]
    heading_count = max(column.values(), default=0) + 1
    heads = [*heads, *([""] * (heading_count - len(heads)))]
    kinds = {edge.kind for edge in edges}
    legend = {kind: view.tr(label) for kind, label in graph_view.KINDS.items() if kind in kinds}
    return draw_approval_flow(cards, edges, heads, title, legend)


def _card(
    view: RequestView, found: GraphRequest, item: Item, column: int, states: dict[str, tuple[str, str, str]]
) -> ItemCard:
    """An item with its offices, days and relations: as its latest case looks, else as it applies."""
    look, word, to = "gate" if item.gate else "plain", "", ""
    if not found.applied.table.filter(item=item.id, applies="unknown").is_empty():
        look, word = "unknown", view.tr("to be answered")
    if item.id in states:
        look, word, to = states[item.id]
    graph = found.applied.graph
    lines = [graph_view.authorities_text(view, graph, item), graph_view.days_text(view, item)]
    lines = [view.tr("gate")] if item.gate else [*lines, view.tr(graph_view.STATUS[item.status])]
    lines += [text for text in [relation_tables.relations_text(view, item)] if text]
    return ItemCard(item.id, column, graph_view.item_name(view, item), lines, look, word, to)


def _columns(graph: Graph, stages: list[str]) -> dict[str, int]:
    """The column of each item: that of its stage; a gate stands right of what it waits for."""
    gates = [item for item in graph.items.values() if item.gate]
    column = {
        item.id: stages.index(item.stage) if item.stage in stages else 0
        for item in graph.items.values()
        if not item.gate
    }
    for gate in gates:
        after = max((column.get(before.item, 0) for before in gate.after), default=0)
        column[gate.id] = min(after + 1, len(stages))
    return column
