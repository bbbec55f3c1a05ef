"""The documents behind the sources: stored once, shown beside the rows that cite them, the cited place marked."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import polars as pl
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from liantu.model import schema
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problem, Problems
from liantu.model.rules.source_and_quote import QUOTE_LENGTH
from liantu.model.tables import row_keys
from liantu.store import document_files
from liantu.web.core.answer import NotHere, Page, add_page
from liantu.web.core.forms import current_row, document_view, form_reading, reference_search, row_names
from liantu.web.core.forms.posting import Posted, add_form, content_of, lead
from liantu.web.core.forms.saving import entry, save
from liantu.web.core.request_view import View


def register(app: FastAPI) -> None:
    """Add the pages, the files and where the form goes to."""
    app.add_api_route("/documents/{sha256}/file", file, include_in_schema=False)
    app.add_api_route("/documents/{sha256}/page/{number:int}", leaf, include_in_schema=False)
    add_page(app, "/documents", every)
    add_form(app, "/documents", take)
    add_page(app, "/documents/{sha256}", one)


def every(view: View, problems: list[str] | None = None) -> Page:
    """The documents that are stored, and a form for another."""
    _ = view.tr
    given = current_row.tables(view)
    rows = [
        {
            "name": row["file"],
            "address": view.url(f"/documents/{row['sha256']}"),
            "sources": [
                (view.pick(source), view.url(f"/source/{source['id']}"))
                for source in _sources(given["sources"], row["sha256"])
            ],
        }
        for row in given["documents"].iter_rows(named=True)
    ]
    context = {
        "rows": rows,
        "problems": problems or [],
        "readonly": view.present.workspace is None,
        "kinds": [(code, view.word("source_kind", code)) for code in schema.codelist("source_kind")],
        "classes": [(code, view.word("class", code)) for code in schema.codelist("class")],
        "known": [choice.label for choice in reference_search.choices(view, "sources")],
    }
    status = 422 if problems else 200
    return Page(
        "data/documents.html", _("Documents"), {"documents": given["documents"]}, context, None, status, kept=False
    )


def take(view: View, posted: Posted) -> Response | Page:
    """Store a document under the hash of its bytes, and say which source it is."""
    try:
        sent = posted.file("file")
        if sent is None:
            raise Problems([Problem("required", column=view.tr("Document"))])
        author = entry(view, "edit", "", "").author
        content, name = content_of(sent)
        told = reading_of(content, name, document_view.kind(content, name))
        sha256 = document_files.hash_of(content)
        change = Change((*_document(view, sha256, name, told), *_source(view, posted, sha256)), posted.get("reason"))
        save(view, change, None, beside=lambda connection: document_files.store(connection, content, name, author))
    except Problems as refused:
        return every(view, [problem.message(view.lang) for problem in refused.problems])
    return lead(view.url(f"/documents/{sha256}"))


def reading_of(content: bytes, name: str, kind: str) -> dict[str, str | None]:
    """What the row of a document says of it."""
    if kind in ("text", "word"):
        media = "text/plain" if kind == "text" else "application/vnd.openxmlformats-officedocument.wordprocessingml"
        return {"media_type": media, "paragraphs": str(len(document_view.paragraphs(content, name)))}
    return {"media_type": "application/pdf" if kind == "pdf" else document_view.picture(content)}


def _document(view: View, sha256: str, name: str, told: dict[str, str | None]) -> list[ChangeRow]:
    if current_row.row(current_row.tables(view), "documents", sha256) is not None:
        return []
    return [ChangeRow("documents", sha256, "insert", {"file": name, **told})]


def _source(view: View, posted: Posted, sha256: str) -> list[ChangeRow]:
    """The source that the document is: one that is there, or a new one by its title."""
    known, title = posted.get("source"), posted.get("title")
    if known:
        field = schema.tables()["capacities"].field("source")
        key, problem = reference_search.resolve(view, field, known)
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
    key = form_reading.new_key(current_row.tables(view), "sources", fields)
    return [ChangeRow("sources", key, "insert", {n: v for n, v in fields.items() if v})]


def one(view: View) -> Page:
    """A document beside the rows that cite it, the cited places marked."""
    _ = view.tr
    sha256 = view.request.path_params["sha256"]
    row, content = _stored(view, sha256)
    name, given = str(row["file"]), current_row.tables(view)
    sources = _sources(given["sources"], sha256)
    cited = [found for source in sources for found in _citing(view, source["id"])]
    kind = document_view.kind(content, name)
    quotes = list(dict.fromkeys(found["quote"] for found in cited if found["quote"]))
    source = sources[0]["id"] if sources else ""
    table = view.request.query_params.get("table") or "capacities"
    context: dict[str, Any] = {
        "kind": kind,
        "name": name,
        "sha256": sha256,
        "sources": [(view.pick(s), view.url(f"/source/{s['id']}")) for s in sources],
        "cited": cited,
        "paragraphs": [],
        "leaves": [],
        "table": table,
        "tables": [(t, row_names.table_name(view, t)) for t, d in schema.tables().items() if "quote" in d.columns],
        "readonly": view.present.workspace is None,
    }
    if kind in ("text", "word"):
        lines = document_view.paragraphs(content, name)
        places = {found["locator"] for found in cited}
        context["paragraphs"] = [
            {
                "number": n,
                "pieces": marked(line, [q for q in quotes if q in line]),
                "cited": str(n) in places,
                "add": _add(view, table, source, str(n), line) if source else "",
            }
            for n, line in enumerate(lines[: document_view.PARAGRAPHS], 1)
        ]
    elif kind == "pdf":
        found = document_view.found_on_pages(content, name, quotes)
        context["leaves"] = [
            {"number": n, "marks": found.get(n, []), "add": _add(view, table, source, str(n), "") if source else ""}
            for n in range(1, min(document_view.pages(content, name), document_view.PAGES) + 1)
        ]
    elif source:
        context["add"] = _add(view, table, source, "1", "")
    frame = pl.DataFrame([{k: f[k] for k in ("table_id", "key", "locator", "quote")} for f in cited])
    return Page("data/document.html", name, {"cited": frame}, context, kept=False)


def marked(line: str, quotes: list[str]) -> list[tuple[str, bool]]:
    """A paragraph in pieces, those that are quoted told.

    >>> marked("abcd", ["bc"])
    [('a', False), ('bc', True), ('d', False)]
    """
    pieces = [(line, False)]
    for words_ in quotes:
        cut: list[tuple[str, bool]] = []
        for text, told in pieces:
            if told or words_ not in text:
                cut.append((text, told))
                continue
            before, _found, after = text.partition(words_)
            cut += [(before, False), (words_, True), (after, False)]
        pieces = [piece for piece in cut if piece[0]]
    return pieces


def file(request: Request, sha256: str) -> Response:
    """The document as it was sent; a picture to be shown, anything else to be saved."""
    view = View(request, request.app.state.districts)
    row, content = _stored(view, sha256)
    shown = document_view.picture(content)
    head = {"Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{quote(row['file'])}"}
    return Response(content, headers=head, media_type=shown or "application/octet-stream")


def leaf(request: Request, sha256: str, number: int) -> Response:
    """A page of a PDF as a picture."""
    view = View(request, request.app.state.districts)
    row, content = _stored(view, sha256)
    try:
        image = document_view.page_image(content, str(row["file"]), number)
    except IndexError as error:
        raise NotHere(view.tr("The document has no such page.")) from error
    return Response(image, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def _stored(view: View, sha256: str) -> tuple[dict[str, Any], bytes]:
    row = current_row.row(current_row.tables(view), "documents", sha256)
    if row is None or view.present.workspace is None:
        raise NotHere(view.tr("There is no such document."))
    try:
        return row, document_files.get(view.present.workspace.engine, sha256)
    except Problems as problems:
        said = view.tr("The bytes of this document are not stored here; send it on the page of documents.")
        raise NotHere(said) from problems


def _sources(frame: pl.DataFrame, sha256: str) -> list[dict[str, Any]]:
    return list(frame.filter(pl.col("document") == sha256).iter_rows(named=True))


def _citing(view: View, source: str) -> list[dict[str, Any]]:
    """Every row that cites a source, in the order of its paragraphs."""
    found = []
    for name, definition in schema.tables().items():
        if "quote" not in definition.columns:
            continue
        rows = current_row.tables(view)[name].filter(pl.col("source") == source)
        for key, row in zip(row_keys(name, rows), rows.iter_rows(named=True), strict=True):
            found.append(
                {
                    "table": row_names.table_name(view, name),
                    "table_id": name,
                    "key": key,
                    "name": row_names.row_name(view, name, row),
                    "address": view.url(f"/tables/{name}/{key}/edit"),
                    "locator": row["locator"] or "",
                    "quote": row["quote"] or "",
                }
            )
    return sorted(found, key=lambda f: (int(f["locator"]) if f["locator"].isdigit() else 10**6, f["table"]))


def _add(view: View, table: str, source: str, locator: str, line: str) -> str:
    told = {"f.source": source, "f.locator": locator, "f.basis": "stated", "f.quote": line[:QUOTE_LENGTH] or None}
    return view.url(f"/tables/{table}/new", **told)
