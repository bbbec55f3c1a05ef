"""Workbooks are looked at before they are written; documents stand beside the rows that cite them."""

from __future__ import annotations

import io

import openpyxl
import pytest
import typst
from PIL import Image
from tests.exchange.loading.making import archive, png
from tests.messages import says

from liantu.store import document_files

from .conftest import Writer, problems


def sheet(writer: Writer, amount: object) -> bytes:
    """The template of capacities with the rows that are there, one of them with another amount."""
    book = openpyxl.load_workbook(
        io.BytesIO(writer.client.get("/import/template.xlsx?table=capacities&filled=yes").content)
    )
    page = book.worksheets[0]
    names = [cell.value for cell in page[4]]
    for row in page.iter_rows(min_row=5):
        if row[names.index("id")].value == "rept-cell":
            row[names.index("amount")].value = amount
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_is_shown_then_written(writer: Writer) -> None:
    shown = writer.send("/import", files={"file": ("a.xlsx", sheet(writer, "31 GWh"))}).headers["location"]
    result = writer.data(shown + ".json")["result"]
    assert result["counts"]["capacities"]["changed"] == 1
    assert [(c["key"], c["field"], c["before"], c["after"]) for c in result["cells"]] == [
        ("rept-cell", "amount", "30", "31")
    ]
    assert writer.row("capacities", "rept-cell")["amount"] == "30"
    assert writer.send(shown, do="write", reason="sheet").headers["location"] == "/history/2"
    assert writer.row("capacities", "rept-cell")["amount"] == "31"
    # one cell of one row; the inputs of a cell, which a thirtieth more of are needed
    assert writer.heading("/history/2") == "第2次修改：改动1行，清单变动17项"
    assert writer.heading("/import") == "导入表格：近期提交1份，已写入1份，退回0份"
    again = writer.send("/import", files={"file": ("a.xlsx", sheet(writer, 31))}).headers["location"]
    assert writer.data(again + ".json")["result"]["counts"]["capacities"]["changed"] == 0


def test_a_bad_cell_is_named_and_marked(writer: Writer) -> None:
    shown = writer.send("/import", files={"file": ("a.xlsx", sheet(writer, "lots"))}).headers["location"]
    body = writer.data(shown + ".json")
    told = body["problems"]
    assert body["problem_codes"] == ["text_number"]
    assert "F6" in told[0]
    book = openpyxl.load_workbook(io.BytesIO(writer.client.get(shown + "/marked.xlsx").content))
    assert book.worksheets[0]["F6"].comment is not None
    writer.send(shown, do="write")
    assert writer.row("capacities", "rept-cell")["amount"] == "30"


def test_what_is_no_workbook_is_refused(writer: Writer) -> None:
    shown = writer.send("/import", files={"file": ("a.xlsx", b"\x00\x01")}).headers["location"]
    assert writer.data(shown + ".json")["state"] == "failed"
    assert writer.heading("/import") == "导入表格：近期提交1份，已写入0份，退回1份"
    assert writer.send("/import").status_code == 422


def test_a_text_is_stored_once_and_its_cited_paragraph_marked(writer: Writer) -> None:
    text = "\n\n".join([*(f"{n}" for n in range(1, 54)), "一、青山实业瑞浦兰钧年产30GWh电芯项目。"]).encode("gb18030")
    first = writer.send("/documents", files={"file": ("a.txt", text)}, source="paper-a").headers["location"]
    second = writer.send("/documents", files={"file": ("b.txt", text)}, source="paper-a").headers["location"]
    assert first == second
    tree = writer.page(first)
    paragraph = tree.get_element_by_id("p54")
    assert paragraph.get("class") == "cited"
    assert paragraph.xpath("mark/text()") == ["青山实业瑞浦兰钧年产30GWh电芯项目"]
    form = writer.page(paragraph.xpath("a/@href")[0])
    assert form.get_element_by_id("f.locator").get("value") == "54"
    assert 0 < len(form.get_element_by_id("f.quote").get("value")) <= 30


def test_a_document_is_linked_where_it_can_be_shown(writer: Writer) -> None:
    def links(address: str) -> list[str]:
        found = writer.page(address).xpath("//main//a[starts-with(@href, '/documents/')]/@href")
        return [link.split("?")[0] for link in found]

    named = [row["sha256"] for row in writer.data("/documents.json")["documents"]]
    sources = [row for row in writer.data("/tables/sources.json")["sources"] if row["document"]]
    assert named
    assert sources
    # The district names the articles; their bytes are in no workspace until somebody sends them.
    assert links("/documents") == []
    assert writer.heading("/documents") == f"文件：共{len(named)}份，0份可在此打开"
    assert not any(links(f"/source/{row['id']}") for row in sources)
    assert writer.page("/documents").xpath("count(//main//td/small)") == len(named)
    sent = writer.send("/documents", files={"file": ("a.txt", "一段".encode())}, source="paper-a").headers["location"]
    assert links("/documents") == [sent]
    assert writer.heading("/documents") == f"文件：共{len(named) + 1}份，1份可在此打开"
    assert links("/source/paper-a") == [sent]
    assert writer.client.get(sent).status_code == 200


def test_a_quotation_in_a_pdf_is_marked_by_rectangle(writer: Writer) -> None:
    source = '#set page(width: 200pt, height: 100pt, margin: 20pt)\n#set text(font: "Noto Sans CJK SC")\n瑞浦兰钧'
    pdf = typst.compile(source.encode())
    shown = writer.send(
        "/documents", files={"file": ("a.pdf", pdf)}, title="PDF", kind="official", **{"class": "public"}
    ).headers["location"]
    cites = {"f__source": "pdf", "f__locator": "1", "f__quote": "瑞浦兰钧", "f__basis": "stated"}
    assert (
        writer.send(
            "/tables/loads/new", f__plant="rept-cell", f__period="2023", f__utilisation="60", **cites
        ).status_code
        == 303
    )
    marks = writer.page(shown).xpath("//*[local-name()='rect']")
    assert len(marks) == 1
    assert float(marks[0].get("x")) == pytest.approx(0.1, abs=0.02)
    assert writer.client.get(shown + "/page/1").headers["content-type"] == "image/png"
    assert writer.client.get(shown + "/page/2").status_code == 404


def test_pictures_whole_and_what_cannot_be_opened_refused(writer: Writer) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(stream, "PNG")
    new = {"title": "Photo", "kind": "visit", "class": "internal"}
    shown = writer.send("/documents", files={"file": ("a.png", stream.getvalue())}, **new).headers["location"]
    assert writer.page(shown).xpath("//div[@class='leaf']/img")
    stored = everything(writer)
    for name, content, code in (
        ("h.png", png(9_000, 9_000), "huge_picture"),
        ("a.docx", b"PK\x03\x04", "unreadable_document"),
        ("b.docx", archive(("xl/workbook.xml", b"<a/>")), "unreadable_document"),
        ("c.docx", archive(("word/document.xml", b"<!DOCTYPE a []><a/>")), "xml_entities"),
        ("d.docx", archive(("word/document.xml", b"<a/>"), ("../a", b"")), "unsafe_archive"),
        ("e.docx", archive(("word/document.xml", b" " * 101_000_000)), "unpacks_too_large"),
        ("a.pdf", b"%PDF-1.4", "unreadable_document"),
        ("a.exe", b"MZ\0", "unreadable_document"),
        ("a.txt", b"\xff\xff\xff,", "undecodable"),
    ):
        refused = writer.send("/documents", files={"file": (name, content)})
        assert refused.status_code == 422
        assert [says(code, told) for told in problems(refused)] == [True]
    assert everything(writer) == stored


def test_a_document_is_stored_with_its_change_or_not_at_all(writer: Writer) -> None:
    stored = everything(writer)
    sent = {"file": ("a.txt", "走访".encode())}
    # A source must say of what kind it is, and one that nobody knows cannot be this document.
    for said in ({"title": "走访"}, {"source": "nobody"}):
        assert writer.send("/documents", files=sent, **said).status_code == 422
    assert everything(writer) == stored
    shown = writer.send("/documents", files=sent, title="走访", kind="visit", **{"class": "internal"})
    assert shown.status_code == 303
    rows, names = everything(writer)
    assert (len(rows), len(names)) == (len(stored[0]) + 1, len(stored[1]) + 1)


def everything(writer: Writer) -> tuple[list[str], list[str]]:
    """The documents that the district names, and those whose bytes are stored."""
    rows = writer.data("/documents.json")["documents"]
    workspace = writer.client.app.state.districts.loaded.workspace
    return [row["sha256"] for row in rows], document_files.list_documents(workspace.engine)["sha256"].to_list()
