"""The documents behind the sources of a district: what they show, and their bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.view import DistrictView
from liantu.model import schema
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Row, build_row_keys

if TYPE_CHECKING:
    from liantu.exchange.document_pages import Rectangle

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MEDIA = {"text": "text/plain", "word": _WORD, "pdf": "application/pdf"}


@dataclass(frozen=True)
class Document:
    """A document by its name and bytes, and what it shows: paragraphs, pages, or itself when it is a picture."""

    name: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """What it is known by."""
        from liantu.store.document_files import hash_content

        return hash_content(self.content)

    @cached_property
    def kind(self) -> str:
        """``pdf``, ``word``, ``picture`` or ``text``. Raises Problems when it is none, or too large to open."""
        from liantu.exchange.document_pages import document_kind

        return document_kind(self.content, self.name)

    @property
    def picture_type(self) -> str:
        """The media type of a picture that browsers show; empty when it is none."""
        from liantu.exchange.document_pages import picture_type

        return picture_type(self.content)

    def paragraphs(self) -> list[str]:
        """The paragraphs of a text or Word file, those that are not empty. Raises Problems."""
        from liantu.exchange.document_pages import read_paragraphs

        return read_paragraphs(self.content, self.name)

    def count_pages(self) -> int:
        """How many pages a PDF has. Raises Problems."""
        from liantu.exchange.document_pages import count_pages

        return count_pages(self.content, self.name)

    def render_page(self, number: int) -> bytes:
        """A page of a PDF as PNG, the first being 1; a picture is its own only page. Raises IndexError, Problems."""
        from liantu.exchange.document_pages import render_page_image

        if not self.picture_type:
            return render_page_image(self.content, self.name, number)
        if number != 1:
            raise IndexError(number)
        return self.content

    def find_quotes(self, quotes: Sequence[str], pages: int) -> dict[int, list[tuple[str, Rectangle]]]:
        """Where quotations stand on the first pages of a PDF: by page, each with a rectangle a line."""
        from liantu.exchange.document_pages import find_quotes_on_pages

        return find_quotes_on_pages(self.content, self.name, quotes, pages)

    def describe(self) -> dict[str, str | None]:
        """What its row says of it: file, media_type, and of a text how many paragraphs. Raises Problems."""
        fields: dict[str, str | None] = {"file": self.name, "media_type": _MEDIA.get(self.kind) or self.picture_type}
        return fields | ({"paragraphs": str(len(self.paragraphs()))} if self.kind in ("text", "word") else {})


@dataclass(frozen=True)
class Documents:
    """The documents that a view may see; bytes are kept in a workspace only."""

    view: DistrictView

    def listed(self) -> pl.DataFrame:
        """The rows of the documents."""
        return self.view.given["documents"]

    def listed_by_source(self) -> pl.DataFrame:
        """The rows of the documents, with lists of kind, class and issuer of the sources that each is."""
        about = ["kind", "class", "issuer"]
        sources = self.view.given["sources"].drop_nulls("document").group_by("document", maintain_order=True)
        known = sources.agg(pl.col(about).drop_nulls().unique(maintain_order=True))
        return self.listed().join(known, left_on="sha256", right_on="document", how="left", maintain_order="left")

    def find(self, sha256: str) -> Row | None:
        """The row of a document; None when there is none, or nothing of it is kept."""
        found = self.listed().filter(pl.col("sha256") == sha256)
        return found.row(0, named=True) if found.height and self.view.workspace is not None else None

    def sources_of(self, sha256: str) -> list[Row]:
        """The sources that a document is."""
        return [*self.view.given["sources"].filter(pl.col("document") == sha256).iter_rows(named=True)]

    def citations(self, sha256: str) -> Iterator[tuple[str, str, Row]]:
        """The rows that cite a document, with quote or without: table, key, row."""
        for source in self.sources_of(sha256):
            for name, definition in schema.read_tables().items():
                if "quote" in definition.columns:
                    rows = self.view.given[name].filter(pl.col("source") == source["id"])
                    for key, row in zip(build_row_keys(name, rows), rows.iter_rows(named=True), strict=True):
                        yield name, key, row

    def cut_quote(self, text: str) -> str:
        """The beginning of a paragraph, no longer than a quote may be."""
        from liantu.model.rules.source_and_quote import QUOTE_LENGTH

        return text[:QUOTE_LENGTH]

    def permits(self, sha256: str) -> bool:
        """Whether the bytes of a document may be seen."""
        return self.view.permits_document(sha256)

    def list_shown(self) -> frozenset[str]:
        """The hashes of the documents that can be shown: their bytes are stored and may be seen."""
        from liantu.store.document_files import list_documents

        if self.view.workspace is None:
            return frozenset()
        stored = set(list_documents(self.view.workspace.engine)["sha256"])
        return frozenset(key for key in self.listed()["sha256"] if key in stored and self.permits(key))

    def load(self, sha256: str) -> Document:
        """A document with its bytes. Raises Problems when there is none, its bytes are not kept or not to be seen."""
        row = self.find(sha256)
        if row is None or not self.permits(sha256):
            raise Problems([Problem("no_such_file", value=sha256)])
        return Document(str(row["file"] or ""), self.load_bytes(sha256))

    def load_bytes(self, sha256: str) -> bytes:
        """The bytes of any stored file, also of one that no row names yet. Raises Problems when there is none."""
        from liantu.store.document_files import load_document

        return load_document(self.view.require_workspace().engine, sha256)

    def store(self, document: Document, author: str) -> str:
        """Store the bytes alone and return what they are known by. Raises Problems for a district in a folder."""
        from liantu.store.document_files import store_document

        return store_document(self.view.require_workspace().engine, document.content, document.name, author)

    def new_rows(self, document: Document) -> tuple[ChangeRow, ...]:
        """The row of a document that has none yet; nothing for one that is known. Raises Problems."""
        fields = document.describe()
        known = document.sha256 in self.listed()["sha256"]
        return () if known else (ChangeRow("documents", document.sha256, "insert", fields),)

    def commit(self, document: Document, change: Change, author: str) -> int:
        """Keep a document together with the change that names it, or neither; the number of the change.

        Raises Problems with everything wrong; nothing is written then.
        """
        from liantu.store.commit import ChangeEntry
        from liantu.store.document_files import insert_document

        return self.view.require_workspace().commit(
            change,
            ChangeEntry(author, "edit", change.reason, change.source),
            beside=lambda connection: insert_document(connection, document.content, document.name, author),
        )
