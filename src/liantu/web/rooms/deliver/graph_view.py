"""An item graph as pages show it: its words, the answers in the address or on record, and what of it applies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.lists.facet_bar import FacetField, mapped_words
from liantu.web.core.lists.narrowed_tables import ListedTable
from liantu.web.core.page import PageNotFound
from liantu.web.core.page_tables import Cell, Column, Table, badge_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording import N_, NC_
from liantu.wording.approval_relations import count_days
from liantu.wording.sentences import NOTHING_OF_NAME

if TYPE_CHECKING:
    from liantu.district.results import ApplicableGraph, Graph, Item

#: The answer to a question stands in the address under this and the question's name.
ANSWER = "q."
KINDS = {
    "legal": N_("asked for by law"),
    "reuse": N_("its result is used again"),
    "start_gate": N_("needed before works or production"),
    "recommended": N_("the usual order"),
}
DAYS = {
    "statutory": N_("statutory"),
    "promised": N_("promised"),
    "stage": N_("of the stage"),
    "total": N_("of the whole"),
    "planning": N_("for planning"),
}
STATUS = {"confirmed": N_("source read"), "default": N_("planning value"), "unknown": N_("to verify")}
_PARTS = {
    "item": N_("Item"),
    "zh": N_("Name (Chinese)"),
    "en": N_("Name (English)"),
    "stage": N_("Stage"),
    "authority": N_("Authority"),
    "days": N_("Days"),
    "low": N_("Days, least"),
    "high": N_("Days, most"),
    "unit": N_("Unit"),
    "kind": N_("Kind of days"),
    "after": N_("Waits for"),
    "not_before": N_("Not before"),
    "validity": N_("Decision held for"),
    "when": N_("Applies when"),
    "rules": N_("Rules"),
    "limits": N_("Other limits"),
    "pauses": N_("Pauses"),
    "promise": N_("Promise possible"),
    "gaps": N_("Gaps possible"),
    "materials": N_("Materials"),
    "basis": N_("Ground"),
    "status": N_("Status"),
    "note": N_("Note"),
    "gate": N_("Gate"),
    "opens": N_("Opens the stage"),
}
_APPLIES = {"yes": N_("applies"), "no": N_("does not apply"), "unknown": N_("to be answered")}


@dataclass(frozen=True)
class GraphRequest:
    """A graph, the project whose cases are looked at, and the answers: of the address, or else those of the project."""

    graph: Graph
    project: str
    answers: Mapping[str, str]
    applied: ApplicableGraph
    #: Whether these are the answers that are kept of the project.
    on_record: bool


def read_graph_request(view: RequestView) -> GraphRequest:
    """The graph of the address in the version in force, under answers. Raises Problems for an answer that is none.

    An address without any answer, but with ``project``, takes the answers that are kept of the project.
    """
    graph = view.district.deliver.newest_graph(view.request.path_params.get("graph") or graph_ids(view)[0])
    if graph is None:
        raise PageNotFound(view.tr("There is no item graph of that name."))
    parameters = view.request.query_params
    project = parameters.get("project") or ""
    if project and project not in link_cells.table_ids(view, "projects"):
        raise PageNotFound(view.tr(NOTHING_OF_NAME))
    recorded = view.district.deliver.project_answers(project, graph) if project else {}
    spoken = {name.removeprefix(ANSWER): value for name, value in parameters.items() if name.startswith(ANSWER)}
    answers = {name: value for name, value in spoken.items() if value} if spoken else recorded
    return GraphRequest(
        graph, project, answers, view.district.deliver.applicable(graph, answers), bool(project) and answers == recorded
    )


def graph_ids(view: RequestView, project: str = "") -> list[str]:
    """The graphs by id: of a project those its cases are on; otherwise the district's own, then those shipped."""
    rows = view.district.deliver.all_cases().filter(pl.col("project") == project)
    district_graphs = [entry["graph"] for entry in view.district.tables.about.get("approvals") or ()]
    at_hand = list(dict.fromkeys([*district_graphs, *(name for name, _version in view.district.deliver.graphs)]))
    return rows["graph"].unique(maintain_order=True).to_list() or at_hand


def graph_tabs(view: RequestView, path: str, found: GraphRequest) -> list[tuple[str, str, bool]]:
    """Where the other graphs at hand are; nothing when there is one."""
    names = graph_ids(view)
    each = [(name, view.district.deliver.newest_graph(name)) for name in names] if len(names) > 1 else []
    return [
        (view.pick({"zh": graph.zh, "en": graph.en}) or name, view.url(f"{path}/{name}"), name == found.graph.id)
        for name, graph in each
        if graph
    ]


def address_parameters(found: GraphRequest) -> dict[str, str | None]:
    """What leads to the same project under the same answers."""
    answers: dict[str, str | None] = {ANSWER + name: choice for name, choice in found.answers.items()}
    return {"project": found.project or None, **({} if found.on_record else answers)}


def question_fields(view: RequestView, found: GraphRequest) -> list[dict[str, object]]:
    """The questions as fields of a form."""
    return [
        {
            "name": ANSWER + question.id,
            "label": view.pick({"zh": question.zh, "en": question.en}),
            "choices": [
                (choice, view.pick(choice_text), found.answers.get(question.id) == choice)
                for choice, choice_text in question.choices.items()
            ],
        }
        for question in found.graph.questions.values()
    ]


def item_name(view: RequestView, item: Item) -> str:
    """An item by its name; its id when it has none."""
    return view.pick({"zh": item.zh, "en": item.en}) or item.id


def item_label(view: RequestView, graph: Graph, item: str) -> str:
    """The id of an item with its name; of one that the graph does not have the id alone."""
    return f"{item} {view.pick({'zh': found.zh, 'en': found.en})}".strip() if (found := graph.items.get(item)) else item


def days_text(view: RequestView, item: Item) -> str:
    """Its days with unit and kind; to verify when nobody knows."""
    _ = view.tr
    if item.days is None:
        return _("days to verify")
    return f"{count_days(item.days, item.unit, _)} · {_(DAYS[item.kind])}"


def authorities_text(view: RequestView, graph: Graph, item: Item) -> str:
    """Who decides it."""
    return view.join(authority_name(view, graph, authority) for authority in item.authority)


def authority_name(view: RequestView, graph: Graph, authority: str) -> str:
    """An authority of a graph by its name."""
    return view.pick(graph.authorities.get(authority, {"zh": authority, "en": authority}))


def rule_table(view: RequestView, found: GraphRequest) -> Table:
    """Which items apply, and the rule that said so."""
    _ = view.tr
    rows = []
    for row in found.applied.table.iter_rows(named=True):
        item = found.applied.graph.items.get(row["item"]) or found.graph.items[row["item"]]
        kind = {"yes": "made", "no": "unstated", "unknown": "unknown"}[row["applies"]]
        rows.append(
            [
                text_cell(item.id),
                text_cell(item_name(view, item)),
                badge_cell(_(_APPLIES[row["applies"]]), kind),
                text_cell(_rule_text(view, found.graph, row)),
                text_cell(_answers_text(view, found.graph, row["because"])),
                text_cell(_open_questions_text(view, found.graph, row["open"])),
                text_cell(authorities_text(view, found.graph, item)),
                text_cell(days_text(view, item)),
                _basis_cell(view, item),
            ]
        )
    labels = [_("Item"), _("Name"), _("Applies"), _("Rule"), _("Because"), _("Still to be answered")]
    labels += [_("Authority"), _("Days"), _("Ground")]
    return Table(_("Items and the rules that fired"), [Column(label) for label in labels], rows, name="rules")


def list_rules(view: RequestView, found: GraphRequest) -> ListedTable:
    """The items with what narrows them: whether they apply, stage, authority."""
    _, graph = view.tr, found.applied.graph
    items = [graph.items.get(key) or found.graph.items[key] for key in found.applied.table["item"]]
    frame = rule_frame(found).with_columns(
        pl.Series("stage", [item.stage for item in items], pl.String),
        pl.Series("authority", [list(item.authority) for item in items], pl.List(pl.String)),
    )
    fields = [
        FacetField("applies", _("Applies"), mapped_words(view, _APPLIES)),
        FacetField("stage", _("Stage"), lambda key: view.pick(graph.stages.get(key, {"zh": key, "en": key}))),
        FacetField("authority", _("Authority"), lambda key: authority_name(view, graph, key)),
    ]
    return ListedTable(rule_table(view, found), frame, fields)


def verdict_text(view: RequestView, graph: Graph, row: Mapping[str, str]) -> str:
    """Whether an item applies, the answers that made it so, what is still to be answered."""
    because, waiting = _answers_text(view, graph, row["because"]), _open_questions_text(view, graph, row["open"])
    verdict = view.tr(_APPLIES[row["applies"]])
    if because:
        verdict += view.tr(": ") + because
    return verdict + (view.tr("; still to be answered: %s") % waiting if waiting else "")


def part_label(view: RequestView, field: str) -> str:
    """The word for a part of an item."""
    return view.tr(_PARTS.get(field, field))


def rule_frame(found: GraphRequest) -> pl.DataFrame:
    """The items with their answer, name, days and status, for other forms than the page."""
    items = found.graph.items
    about = pl.DataFrame(
        [(item.id, item.zh, item.en, item.days, item.unit, item.kind, item.status) for item in items.values()],
        schema={
            "item": pl.String,
            "zh": pl.String,
            "en": pl.String,
            "days": pl.Int64,
            "unit": pl.String,
            "kind": pl.String,
            "status": pl.String,
        },
        orient="row",
    )
    return found.applied.table.join(about, on="item", how="left", maintain_order="left")


def _basis_cell(view: RequestView, item: Item) -> Cell:
    status = view.tr(STATUS[item.status])
    return text_cell(f"{status}{view.tr(': ')}{item.basis}" if item.basis else status)


def _rule_text(view: RequestView, graph: Graph, row: Mapping[str, str]) -> str:
    """The rules of an item by what they ask for; one by one where several may hold."""
    item = graph.items.get(row["item"])
    if item is None or not row["rule"]:
        return ""
    if item.when is not None:
        return _condition_text(view, graph, item.when)
    rules = [rule for rule in item.rules if rule.id in row["rule"].split(" / ")]
    return view.tr("; ").join(_condition_text(view, graph, rule.when) for rule in rules if rule.when)


def _condition_text(view: RequestView, graph: Graph, condition: Mapping[str, Sequence[str]]) -> str:
    each = [
        f"{_question(view, graph, name)}{view.tr(': ')}"
        + view.tr(NC_("choices", " or ")).join(view.pick(graph.questions[name].choices[choice]) for choice in choices)
        for name, choices in condition.items()
    ]
    return view.join(each)


def _answers_text(view: RequestView, graph: Graph, because: str) -> str:
    parts = [part.partition("=") for part in because.split(", ") if part]
    return view.join(
        f"{_question(view, graph, name)}{view.tr(': ')}{view.pick(graph.questions[name].choices[choice])}"
        for name, _equals, choice in parts
    )


def _open_questions_text(view: RequestView, graph: Graph, names: str) -> str:
    return view.join(_question(view, graph, name) for name in names.split(", ") if name)


def _question(view: RequestView, graph: Graph, name: str) -> str:
    question = graph.questions[name]
    return view.pick({"zh": question.zh, "en": question.en}) or name
