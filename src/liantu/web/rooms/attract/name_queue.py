"""Names that a person judges side by side: one card, four answers, no score."""

from __future__ import annotations

from datetime import date

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.district.new_keys import make_key
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problems
from liantu.web.core import record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.saving import commit_change, require_person
from liantu.web.core.lists.facet_bar import FacetField, mapped_words
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_tables
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Link, Table, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.candidate_view import PATH
from liantu.wording import candidate_words as say

_ADDRESS = f"{PATH}/names"


def register(app: FastAPI) -> None:
    """Add the page and where its answers go to."""
    add_page(app, _ADDRESS, show, (FACETS,))
    add_form(app, f"{_ADDRESS}/decide", decide)


def show(view: RequestView) -> Page:
    """The next pair to judge, what was decided, groups, and characters that are taken for each other."""
    _ = view.tr
    room, notes = view.district.attract, [_(say.NAMES_HOW)]
    try:
        queue = room.names_to_review()
    except Problems as missing:
        queue = pl.DataFrame(schema={"pair": pl.String, "written": pl.String, "written_other": pl.String})
        notes += [problem.message(view.lang) for problem in missing.problems]
    decided = view.district.tables["name_decisions"]
    card = queue.row(0, named=True) if queue.height else None
    headline = _("%s pairs of names to judge") % queue.height if queue.height else _(say.NO_NAMES)
    found = narrow_tables(view, [_list_ties(view, room.group_tree()), _list_alike(view, room.confused_characters())])
    judged = record_rows.row_table(
        view, "name_decisions", decided, _("Decided"), leave_out=("id", "basis", "source", "locator", "quote")
    )
    context = {
        "headline": headline,
        "card": card,
        "answers": [Link(_(words), code) for code, words in say.DECISIONS.items()],
        "notes": notes,
        "tables": [judged, *found.tables],
        "back": view.url(PATH),
        "back_words": _(say.BACK),
    }
    return Page(
        "attract/names.html",
        _(say.NAMES),
        {"names": queue},
        context,
        internal=_(say.INTERNAL),
        names_firms=True,
        facets=found.bar,
    )


def decide(view: RequestView, posted: PostedForm) -> Response:
    """Keep the decision on a pair with who made it and when; on to the next."""
    author = require_person(view)
    fields = {name: posted.get(name) for name in ("one", "other", "decision")}
    fields |= {"period": date.today().isoformat(), "decided_by": author, "basis": "ours"}
    fields["id"] = make_key(view.present.given, "name_decisions", {"zh": f"{fields['one']} {fields['other']}"})
    row = ChangeRow("name_decisions", fields["id"], "insert", fields)
    commit_change(view, Change((row,), view.tr("Names judged: %s") % fields["one"]), None)
    return redirect_to(view.url(_ADDRESS))


def _list_ties(view: RequestView, tree: pl.DataFrame) -> ListedTable:
    """Who belongs to whom, narrowed by parent and by how it is known."""
    _, words = view.tr, mapped_words(view, say.BASES)
    cells = [
        [text_cell(row["parent"]), text_cell(row["child"]), text_cell(words(row["basis"]))]
        for row in tree.iter_rows(named=True)
    ]
    columns = [Column(_("Parent")), Column(_("Firm")), Column(_("Basis"))]
    fields = [
        FacetField("parent", _("Parent"), str),
        FacetField("basis", _("Basis"), words),
    ]
    table = Table(_("Groups as far as they are known"), columns, cells, name="groups")
    return ListedTable(table, tree, fields)


def _list_alike(view: RequestView, characters: pl.DataFrame) -> ListedTable:
    """The characters that are taken for each other, narrowed by what makes them alike."""
    _ = view.tr
    words = mapped_words(view, say.LIKENESS)
    cells = [
        [text_cell(row["one"]), text_cell(row["other"]), text_cell(words(row["likeness"]))]
        for row in characters.iter_rows(named=True)
    ]
    columns = [Column(_("One")), Column(_("Other")), Column(_(say.ALIKE))]
    table = Table(_("Characters that are taken for each other"), columns, cells, name="characters")
    return ListedTable(table, characters, [FacetField("likeness", _(say.ALIKE), words)])
