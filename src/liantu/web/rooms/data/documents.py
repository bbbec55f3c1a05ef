"""The documents behind the sources: stored once, shown beside the rows that cite them, the cited place marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.model import schema
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problem, Problems
from liantu.model.rules.source_and_quote import QUOTE_LENGTH
from liantu.model.tables import Row, build_row_keys
from liantu.store import document_files
from liantu.web.core.answer import add_page
from liantu.web.core.api_description import describe_reading
from liantu.web.core.forms import current_row, document_view, form_reading, reference_search, row_names
from liantu.web.core.forms.posting import PostedForm, add_form, read_upload, redirect_to
from liantu.web.core.forms.saving import commit_change, make_entry
from liantu.web.core.gate import add_address
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.request_view import RequestView
from liantu.wording import N_

_BYTES = "application/octet-stream"
_FOR_AN_HOUR = {"Cache-Control": "private, max-age=3600"}
_STAYS = N_(
    "This document is shown here and not handed out: its source is a statistical return or a commercial secret, or "
    "nobody has named its source yet."
)


def register(app: FastAPI) -> None:
    """Add the pages, the files and where the form goes to."""
    for path, form, send, media in (
        ("/documents/{sha256}/file", "document", send_file, "bytes"),
        ("/documents/{sha256}/page/{number:int}", "picture", send_page_image, "picture"),
    ):
        add_address(app, path, form, send, describe_reading(path, send, [media], ()))
    add_page(app, "/documents", show_documents)
    add_form(app, "/documents", handle_post)
    add_page(app, "/documents/{sha256}", show_document, ("table",))


def show_documents(view: RequestView, problems: list[str] | None = None) -> Page:
    """The documents that are stored, and a form for another."""
    _ = view.tr
    given = current_row.current_tables(view)
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
        "kinds": [(code, view.word("source_kind", code)) for code in schema.read_codelist("source_kind")],
        "classes": [(code, view.word("class", code)) for code in schema.read_codelist("class")],
        "known": [choice.label for choice in reference_search.reference_choices(view, "sources")],
    }
    status = 422 if problems else 200
    return Page(
        "data/documents.html", _("Documents"), {"documents": given["documents"]}, context, None, status, kept=False
    )


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Store a document under the hash of its bytes, and say which source it is."""
    try:
        sent = posted.file("file")
        if sent is None:
            raise Problems([Problem("required", column=view.tr("Document"))])
        author = make_entry(view, "edit", "", "").author
        content, name = read_upload(sent)
        told = reading_text(content, name, document_view.document_kind(content, name))
        sha256 = document_files.hash_content(content)
        change = Change((*_document(view, sha256, name, told), *_source(view, posted, sha256)), posted.get("reason"))
        commit_change(
            view,
            change,
            None,
            beside=lambda connection: document_files.insert_document(connection, content, name, author),
        )
    except Problems as refused:
        return show_documents(view, [problem.message(view.lang) for problem in refused.problems])
    return redirect_to(view.url(f"/documents/{sha256}"))


def reading_text(content: bytes, name: str, kind: str) -> dict[str, str | None]:
    """What the row of a document says of it."""
    if kind in ("text", "word"):
        media = "text/plain" if kind == "text" else "application/vnd.openxmlformats-officedocument.wordprocessingml"
        return {"media_type": media, "paragraphs": str(len(document_view.read_paragraphs(content, name)))}
    return {"media_type": "application/pdf" if kind == "pdf" else document_view.picture_type(content)}


def _document(view: RequestView, sha256: str, name: str, told: dict[str, str | None]) -> list[ChangeRow]:
    if current_row.find_row(current_row.current_tables(view), "documents", sha256) is not None:
        return []
    return [ChangeRow("documents", sha256, "insert", {"file": name, **told})]


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
    key = form_reading.make_key(current_row.current_tables(view), "sources", fields)
    return [ChangeRow("sources", key, "insert", {n: v for n, v in fields.items() if v})]


def show_document(view: RequestView) -> Page:
    """A document beside the rows that cite it, the cited places marked."""
    _ = view.tr
    sha256 = view.request.path_params["sha256"]
    row, content = _load_stored(view, sha256)
    name, given = str(row["file"]), current_row.current_tables(view)
    sources = _sources(given["sources"], sha256)
    cited = [found for source in sources for found in _citing_rows(view, str(source["id"]))]
    kind = document_view.document_kind(content, name)
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
        "tables": [(t, row_names.table_name(view, t)) for t, d in schema.read_tables().items() if "quote" in d.columns],
        "readonly": view.present.workspace is None,
    }

    def address(locator: int, line: str = "") -> str:
        return _new_row_address(view, table, source, str(locator), line) if source else ""

    if kind in ("text", "word"):
        lines = document_view.read_paragraphs(content, name)
        context["paragraphs"] = _paragraphs(lines, quotes, {found["locator"] for found in cited}, address)
    elif kind == "pdf":
        context["leaves"] = _leaves(content, name, quotes, address)
    elif source:
        context["add"] = address(1)
    frame = pl.DataFrame([{k: f[k] for k in ("table_id", "key", "locator", "quote")} for f in cited])
    return Page("data/document.html", name, {"cited": frame}, context, kept=False)


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
        for n, line in enumerate(lines[: document_view.PARAGRAPHS], 1)
    ]


def _leaves(
    content: bytes, name: str, quotes: list[str], address: Callable[[int, str], str]
) -> list[dict[str, object]]:
    """The pages of a PDF with the places of what is cited on them."""
    found = document_view.find_quotes_on_pages(content, name, quotes)
    last = min(document_view.count_pages(content, name), document_view.PAGES)
    return [{"number": n, "marks": found.get(n, []), "add": address(n, "")} for n in range(1, last + 1)]


def mark_quotes(line: str, quotes: list[str]) -> list[tuple[str, bool]]:
    """A paragraph in pieces, those that are quoted told.

    >>> mark_quotes("abcd", ["bc"])
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


def send_file(view: RequestView) -> Response:
    """The document as it was sent, to be saved."""
    row, content = _load_stored(view, view.request.path_params["sha256"])
    head = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(row['file'] or '')}"}
    return Response(content, headers=head, media_type=document_view.picture_type(content) or _BYTES)


def send_page_image(view: RequestView) -> Response:
    """A page of a PDF as a picture; the first page of a picture is the picture."""
    number = int(view.request.path_params["number"])
    row, content = _load_stored(view, view.request.path_params["sha256"])
    picture = document_view.picture_type(content)
    try:
        if picture and number != 1:
            raise IndexError(number)
        image = content if picture else document_view.render_page_image(content, str(row["file"]), number)
    except IndexError as error:
        raise PageNotFound(view.tr("The document has no such page.")) from error
    return Response(image, media_type=picture or "image/png", headers=_FOR_AN_HOUR)


def _load_stored(view: RequestView, sha256: str) -> tuple[Row, bytes]:
    row = current_row.find_row(current_row.current_tables(view), "documents", sha256)
    if row is None or view.present.workspace is None:
        raise PageNotFound(view.tr("There is no such document."))
    if not view.present.permits_document(sha256):
        raise PageNotFound(view.tr(_STAYS))
    try:
        return row, document_files.load_document(view.present.workspace.engine, sha256)
    except Problems as problems:
        said = view.tr("The bytes of this document are not stored here; send it on the page of documents.")
        raise PageNotFound(said) from problems


def _sources(frame: pl.DataFrame, sha256: str) -> list[Row]:
    return list(frame.filter(pl.col("document") == sha256).iter_rows(named=True))


def _citing_rows(view: RequestView, source: str) -> list[dict[str, Any]]:
    """Every row that cites a source, in the order of its paragraphs."""
    found = []
    for name, definition in schema.read_tables().items():
        if "quote" not in definition.columns:
            continue
        rows = current_row.current_tables(view)[name].filter(pl.col("source") == source)
        for key, row in zip(build_row_keys(name, rows), rows.iter_rows(named=True), strict=True):
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


def _new_row_address(view: RequestView, table: str, source: str, locator: str, line: str) -> str:
    told = {"f.source": source, "f.locator": locator, "f.basis": "stated", "f.quote": line[:QUOTE_LENGTH] or None}
    return view.url(f"/tables/{table}/new", **told)
