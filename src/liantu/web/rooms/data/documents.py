"""The documents behind the sources: stored once, shown beside the rows that cite them, the cited place marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.district.documents import Document
from liantu.district.new_keys import make_key
from liantu.model import schema
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problem, Problems
from liantu.model.whole_numbers import read_whole_number
from liantu.web.core.answer import add_page
from liantu.web.core.api_description import describe_reading
from liantu.web.core.forms import reference_search, row_names
from liantu.web.core.forms.posting import PostedForm, add_form, read_upload, redirect_to
from liantu.web.core.forms.saving import require_person
from liantu.web.core.gate import add_address
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.wording import N_

_BYTES = "application/octet-stream"
#: So many paragraphs and pages are shown.
_PARAGRAPHS, _PAGES = 2_000, 60
_FOR_AN_HOUR = {"Cache-Control": "private, max-age=3600"}
_STAYS = N_(
    "This document is shown here and not handed out: its source is a statistical return or a commercial secret, or "
    "nobody has named its source yet."
)


def register(app: FastAPI) -> None:
    """Add the pages, the files and where the form goes to."""
    for path, form, send, media in (
        ("/documents/{sha256}/file", "document", send_file, "bytes"),
        ("/documents/{sha256}/page/{number:number}", "picture", send_page_image, "picture"),
    ):
        add_address(app, path, form, send, describe_reading(path, send, [media], ()))
    add_page(app, "/documents", show_documents, (FACETS,))
    add_form(app, "/documents", handle_post)
    add_page(app, "/documents/{sha256}", show_document, ("table",))


def show_documents(view: RequestView, problems: list[str] | None = None) -> Page:
    """The documents that are stored, and a form for another."""
    _ = view.tr
    documents = view.present.documents
    fields = [
        FacetField("kind", _("Kind"), code_words(view, "source_kind")),
        FacetField("class", _("Class"), code_words(view, "class")),
        FacetField("issuer", _("Issuer"), str),
    ]
    frame, bar = narrow_rows(view, documents.listed_by_source(), fields)
    shown = documents.list_shown()
    rows = [
        {
            "name": row["file"],
            "address": view.url(f"/documents/{row['sha256']}") if row["sha256"] in shown else "",
            "sources": [
                (view.pick(source), view.url(f"/source/{source['id']}"))
                for source in documents.sources_of(row["sha256"])
            ],
        }
        for row in frame.iter_rows(named=True)
    ]
    context = {
        "rows": rows,
        "problems": problems or [],
        "readonly": view.present.workspace is None,
        "kinds": [(code, view.word("source_kind", code)) for code in schema.read_codelist("source_kind")],
        "classes": [(code, view.word("class", code)) for code in schema.read_codelist("class")],
        "known": [choice.label for choice in reference_search.reference_choices(view, "sources")],
    }
    status = 422 if problems else 200
    frames = {"documents": frame}
    slots = {"all": frame.height, "shown": frame.filter(pl.col("sha256").is_in([*shown])).height}
    title = _("Documents: %(shown)s of %(all)s can be opened here") % slots if frame.height else _("Documents")
    return Page("data/documents.html", title, frames, context, None, status, cacheable=False, facets=bar)


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Store a document under the hash of its bytes, and say which source it is."""
    try:
        sent = posted.file("file")
        if sent is None:
            raise Problems([Problem("required", column=view.tr("Document"))])
        author = require_person(view)
        content, name = read_upload(sent)
        document = Document(name, content)
        rows = (*view.present.documents.new_rows(document), *_source(view, posted, document.sha256))
        view.present.documents.commit(document, Change(rows, posted.get("reason")), author)
    except Problems as refused:
        return show_documents(view, [problem.message(view.lang) for problem in refused.problems])
    return redirect_to(view.url(f"/documents/{document.sha256}"))


def _source(view: RequestView, posted: PostedForm, sha256: str) -> list[ChangeRow]:
    """The source that the document is: one that is there, or a new one by its title."""
    known, title = posted.get("source"), posted.get("title")
    if known:
        field = schema.read_tables()["capacities"].field("source")
        key, problem = reference_search.resolve_reference(view, field, known)
        if problem is not None:
            raise Problems([problem])
        return [ChangeRow("sources", key, "update", {"document": sha256})]
    if not title:
        return []
    fields: dict[str, str | None] = {
        "zh": title,
        "kind": posted.get("kind") or None,
        "class": posted.get("class") or None,
        "published": posted.get("published") or None,
        "document": sha256,
    }
    key = make_key(view.present.given, "sources", fields)
    return [ChangeRow("sources", key, "insert", {n: v for n, v in fields.items() if v})]


def show_document(view: RequestView) -> Page:
    """A document beside the rows that cite it, the cited places marked."""
    _ = view.tr
    sha256 = view.request.path_params["sha256"]
    document = _load_document(view, sha256)
    sources = view.present.documents.sources_of(sha256)
    cited = _describe_citations(view, sha256)
    kind = document.kind
    quotes = list(dict.fromkeys(found["quote"] for found in cited if found["quote"]))
    source = sources[0]["id"] if sources else ""
    table = view.request.query_params.get("table") or "capacities"
    context: dict[str, Any] = {
        "kind": kind,
        "name": document.name,
        "sha256": sha256,
        "sources": [(view.pick(s), view.url(f"/source/{s['id']}")) for s in sources],
        "cited": cited,
        "paragraphs": [],
        "leaves": [],
        "table": table,
        "tables": [(t, row_names.table_name(view, t)) for t, d in schema.read_tables().items() if "quote" in d.columns],
        "readonly": view.present.workspace is None,
    }

    def address(locator: int, line: str = "") -> str:
        """Where a row is entered that cites a place of the document; nothing without a source."""
        return _new_row_address(view, table, source, str(locator), line) if source else ""

    if kind in ("text", "word"):
        context["paragraphs"] = _paragraphs(
            document.paragraphs(), quotes, {found["locator"] for found in cited}, address
        )
    elif kind == "pdf":
        context["leaves"] = _leaves(document, quotes, address)
    elif source:
        context["add"] = address(1)
    frame = pl.DataFrame([{k: f[k] for k in ("table_id", "key", "locator", "quote")} for f in cited])
    return Page("data/document.html", document.name, {"cited": frame}, context, cacheable=False)


def _paragraphs(
    lines: list[str], quotes: list[str], places: set[str], address: Callable[[int, str], str]
) -> list[dict[str, object]]:
    """The paragraphs of a text with what is cited in them; ``address`` leads to a new row that cites one."""
    return [
        {
            "number": n,
            "pieces": mark_quotes(line, [quote for quote in quotes if quote in line]),
            "cited": str(n) in places,
            "add": address(n, line),
        }
        for n, line in enumerate(lines[:_PARAGRAPHS], 1)
    ]


def _leaves(document: Document, quotes: list[str], address: Callable[[int, str], str]) -> list[dict[str, object]]:
    """The pages of a PDF with the places of what is cited on them."""
    found = document.find_quotes(quotes, _PAGES)
    last = min(document.count_pages(), _PAGES)
    return [{"number": n, "marks": found.get(n, []), "add": address(n, "")} for n in range(1, last + 1)]


def mark_quotes(line: str, quotes: list[str]) -> list[tuple[str, bool]]:
    """A paragraph in pieces, those that are quoted told.

    >>> mark_quotes("abcd", ["bc"])
    [('a', False), ('bc', True), ('d', False)]
    """
    pieces = [(line, False)]
    for words_ in quotes:
        cut: list[tuple[str, bool]] = []
        for text, quoted in pieces:
            if quoted or words_ not in text:
                cut.append((text, quoted))
                continue
            before, _found, after = text.partition(words_)
            cut += [(before, False), (words_, True), (after, False)]
        pieces = [piece for piece in cut if piece[0]]
    return pieces


def send_file(view: RequestView) -> Response:
    """The document as it was sent, to be saved."""
    document = _load_document(view, view.request.path_params["sha256"])
    head = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(document.name)}"}
    return Response(document.content, headers=head, media_type=document.picture_type or _BYTES)


def send_page_image(view: RequestView) -> Response:
    """A page of a PDF as a picture; the first page of a picture is the picture."""
    document = _load_document(view, view.request.path_params["sha256"])
    try:
        image = document.render_page(int(view.request.path_params["number"]))
    except IndexError as error:
        raise PageNotFound(view.tr("The document has no such page.")) from error
    return Response(image, media_type=document.picture_type or "image/png", headers=_FOR_AN_HOUR)


def _load_document(view: RequestView, sha256: str) -> Document:
    documents = view.present.documents
    if documents.find(sha256) is None:
        raise PageNotFound(view.tr("There is no such document."))
    if not documents.permits(sha256):
        raise PageNotFound(view.tr(_STAYS))
    try:
        return documents.load(sha256)
    except Problems as problems:
        message = view.tr("The bytes of this document are not stored here; send it on the page of documents.")
        raise PageNotFound(message) from problems


def _describe_citations(view: RequestView, sha256: str) -> list[dict[str, Any]]:
    """The rows that cite a document, source by source, in the order of its paragraphs."""
    found = [
        {
            "source": row["source"],
            "table": row_names.table_name(view, name),
            "table_id": name,
            "key": key,
            "name": row_names.row_name(view, name, row),
            "address": view.url(f"/tables/{name}/{key}/edit"),
            "locator": row["locator"] or "",
            "quote": row["quote"] or "",
        }
        for name, key, row in view.present.documents.citations(sha256)
    ]
    places = list(dict.fromkeys(row["source"] for row in found))
    return sorted(found, key=lambda row: (places.index(row["source"]), _paragraph_number(row["locator"]), row["table"]))


def _paragraph_number(locator: str) -> int:
    """The number of a paragraph; after all of them for a place that is none."""
    number = read_whole_number(locator)
    return 10**6 if number is None else number


def _new_row_address(view: RequestView, table: str, source: str, locator: str, line: str) -> str:
    quote = view.present.documents.cut_quote(line)
    fields = {"f.source": source, "f.locator": locator, "f.basis": "stated", "f.quote": quote or None}
    return view.url(f"/tables/{table}/new", **fields)
