"""What is kept beside history: documents once each, drafts by author and name."""

from __future__ import annotations

import hashlib

from tests.store.edits import edit, refused

from liantu.store import document_files, drafts
from liantu.store.workspace import Workspace


def test_a_document_is_stored_once(workspace: Workspace) -> None:
    content = b"%PDF \x00\xff"
    sha256 = document_files.store_document(workspace.engine, content, "报告.pdf", "ann")
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert document_files.store_document(workspace.engine, content, "again.pdf", "bob") == sha256
    document_files.store_document(workspace.engine, b"", "nothing", "bob")
    assert document_files.load_document(workspace.engine, sha256) == content
    rows = document_files.list_documents(workspace.engine).select("name", "media", "size", "author").rows()
    nothing, report = sorted(rows)
    assert nothing == ("nothing", "application/octet-stream", 0, "bob")
    assert report == ("报告.pdf", "application/pdf", 7, "ann")
    refused("no_such_file", document_files.load_document, workspace.engine, "0" * 64)


def test_drafts_are_an_authors_own(workspace: Workspace) -> None:
    engine = workspace.engine
    assert drafts.load_draft(engine, "ann", "plants") is None
    drafts.save_draft(engine, "ann", "plants", edit("plants:mash-1;zh=一"), 1)
    drafts.save_draft(engine, "ann", "plants", edit("plants:mash-1;zh=二"), 2)
    drafts.save_draft(engine, "bob", "plants", edit("plants:mash-1;zh=三"), 1)
    kept = drafts.load_draft(engine, "ann", "plants")
    assert kept is not None
    assert (kept.change, kept.base) == (edit("plants:mash-1;zh=二"), 2)
    assert drafts.list_drafts(engine, "ann").select("name", "base").rows() == [("plants", 2)]
    drafts.delete_draft(engine, "ann", "plants")
    drafts.delete_draft(engine, "ann", "plants")
    assert drafts.load_draft(engine, "ann", "plants") is None
    assert drafts.load_draft(engine, "bob", "plants") is not None
