"""What a document must be to be read, and what is told of one that cannot be."""

from __future__ import annotations

import io

import pypdf
import pytest
from docx import Document

from liantu.exchange.documents.document_formats import read_document
from liantu.model.problems import Problems


def code_of(content: bytes, name: str) -> str:
    with pytest.raises(Problems) as caught:
        read_document(content, name)
    problem = caught.value.problems[0]
    assert name in problem.message("en")
    assert name in problem.message("zh_CN")
    return problem.code


def make_pdf(password: str = "") -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_text_is_read_in_its_encoding() -> None:
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert read_document("产值１２亿元\r\n第二行".encode(encoding), "a.txt").text == "产值１２亿元\n第二行"


def test_a_page_is_read_block_by_block_and_without_its_scripts() -> None:
    page = "<html><script>1</script><p>产值<b>12</b>亿元</p><table><tr><td>指标</td><td>数值</td></tr></table></html>"
    document = read_document(page.encode(), "a.html")
    assert (document.kind, document.text) == ("html", "产值12亿元\n指标\t数值")


def test_a_table_of_word_stands_where_it_is() -> None:
    document, stream = Document(), io.BytesIO()
    document.add_paragraph("表前")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "指标", "数值"
    document.add_paragraph("表后")
    document.save(stream)
    found = read_document(stream.getvalue(), "a.docx")
    assert (found.kind, found.text) == ("word", "表前\n指标\t数值\n表后")
    assert [found.find_paragraph(found.text.index(words)) for words in ("表前", "数值", "表后")] == [1, 2, 3]


def test_what_cannot_be_read_is_told() -> None:
    assert code_of(make_pdf("secret"), "a.pdf") == "encrypted_document"
    assert code_of(make_pdf(), "scan.pdf") == "picture_document"
    assert code_of(b" \n ", "a.txt") == "empty_document"
    assert code_of(b"<html><p> </p></html>", "a.html") == "empty_document"
    assert code_of(b"%PDF-1.7 broken", "a.pdf") == "unreadable_article"
    assert code_of(b"PK\x03\x04 broken", "a.docx") == "unreadable_article"
    assert code_of(b"hello", "a.txt") == "not_chinese_document"
    assert code_of(b"The output of the district grew by 5 % in 2023. " * 9, "a.txt") == "not_chinese_document"
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert code_of(office, "a.docx") == "encrypted_document"


def test_a_document_that_is_read_is_told_no_picture_as_a_way_out() -> None:
    with pytest.raises(Problems) as caught:
        read_document(b"%PDF-1.7 broken", "a.pdf")
    for language in ("en", "zh_CN"):
        said = caught.value.problems[0].message(language)
        assert "PNG" not in said
        assert "JPEG" not in said
        assert ".docx" in said
