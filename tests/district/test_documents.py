"""Documents through the facade: what they show, who may see them, and where they are kept."""

from __future__ import annotations

import io

import pytest
import typst
from tests.exchange.loading.making import png

from liantu.access import Purpose
from liantu.district import District
from liantu.district.documents import Document
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problems

TEXT = Document("notice.txt", "第一段\n\n果浆年产400吨。\n".encode())


def keep(district: District, document: Document, source: str = "report", klass: str = "public") -> District:
    """The district after a document was kept as one of its sources."""
    named = ChangeRow("sources", source, "update", {"document": document.sha256, "class": klass})
    rows = (*district.documents.new_rows(document), named)
    district.documents.commit(document, Change(rows, "test"), "ann")
    return district.latest()


def test_a_document_is_kept_with_the_change_that_names_it(orchard: District) -> None:
    assert orchard.documents.find(TEXT.sha256) is None
    after = keep(orchard, TEXT)
    row = after.documents.find(TEXT.sha256)
    assert row is not None
    assert (row["file"], row["media_type"], row["paragraphs"]) == ("notice.txt", "text/plain", "2")
    assert after.documents.load(TEXT.sha256) == TEXT
    assert after.documents.listed()["sha256"].to_list() == [TEXT.sha256]
    assert [source["id"] for source in after.documents.sources_of(TEXT.sha256)] == ["report"]
    assert ("capacities", "juice-1") in [(table, key) for table, key, _row in after.documents.citations(TEXT.sha256)]
    assert after.documents.new_rows(TEXT) == ()


def test_a_quote_is_cut_to_its_length(folder: District) -> None:
    assert folder.documents.cut_quote("果" * 40) == "果" * 30
    assert folder.documents.cut_quote("") == ""


def test_neither_is_kept_when_the_change_is_refused(orchard: District) -> None:
    change = Change((ChangeRow("sources", "nothing", "update", {"document": TEXT.sha256}),), "test")
    with pytest.raises(Problems):
        orchard.documents.commit(TEXT, change, "ann")
    with pytest.raises(Problems, match=TEXT.sha256):
        orchard.documents.load_bytes(TEXT.sha256)


def test_the_bytes_of_a_secret_do_not_leave(orchard: District) -> None:
    after = keep(orchard, TEXT, klass="secret")
    leaving = after.for_purpose(Purpose.LEAVING).documents
    assert after.documents.permits(TEXT.sha256)
    assert not leaving.permits(TEXT.sha256)
    with pytest.raises(Problems, match=TEXT.sha256):
        leaving.load(TEXT.sha256)


def test_a_document_that_no_source_names_does_not_leave(orchard: District) -> None:
    orchard.documents.commit(TEXT, Change(orchard.documents.new_rows(TEXT), "test"), "ann")
    after = orchard.latest()
    assert after.documents.load(TEXT.sha256) == TEXT
    assert not after.for_purpose(Purpose.LEAVING).documents.permits(TEXT.sha256)


def test_a_folder_keeps_no_bytes(folder: District) -> None:
    assert folder.documents.listed().is_empty()
    assert folder.documents.find(TEXT.sha256) is None
    with pytest.raises(Problems):
        folder.documents.load(TEXT.sha256)
    with pytest.raises(Problems):
        folder.documents.store(TEXT, "ann")


def test_bytes_alone_are_stored_once(orchard: District) -> None:
    sha256 = orchard.documents.store(TEXT, "ann")
    assert sha256 == orchard.documents.store(TEXT, "bob") == TEXT.sha256
    assert orchard.documents.load_bytes(sha256) == TEXT.content
    with pytest.raises(Problems):  # no row names it
        orchard.documents.load(sha256)


def test_a_text_shows_its_paragraphs() -> None:
    assert (TEXT.kind, TEXT.picture_type) == ("text", "")
    assert TEXT.paragraphs() == ["第一段", "果浆年产400吨。"]


def test_a_pdf_shows_its_pages() -> None:
    content = typst.compile(b"#set page(width: 9cm, height: 9cm)\nPulp 400 t\n#pagebreak()\nnothing")
    document = Document("report.pdf", content)
    assert (document.kind, document.count_pages()) == ("pdf", 2)
    assert document.describe() == {"file": "report.pdf", "media_type": "application/pdf"}
    assert document.render_page(2).startswith(b"\x89PNG")
    with pytest.raises(IndexError):
        document.render_page(3)
    assert [*document.find_quotes(["Pulp 400 t", "juice"], pages=2)] == [1]
    ((quote, place),) = document.find_quotes(["Pulp 400 t"], pages=2)[1]
    assert quote == "Pulp 400 t"
    assert 0 < place.left < 1
    assert 0 < place.top < 1
    assert document.find_quotes(["nothing"], pages=1) == {}


def test_a_picture_is_its_own_only_page() -> None:
    document = Document("map.png", png(3, 2))
    assert (document.kind, document.picture_type) == ("picture", "image/png")
    assert document.render_page(1) == document.content
    with pytest.raises(IndexError):
        document.render_page(2)


def test_what_is_no_document_is_refused() -> None:
    for content in (b"\x00\x01", b"%PDF-nothing", io.BytesIO(b"PK\x03\x04").getvalue()):
        with pytest.raises(Problems):
            _ = Document("nothing", content).kind
