"""The page of Word templates: sent and checked, in use at once, refused in words, and back to the standard."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from tests.exchange.paper.test_office_templates import HOSTILE, template
from tests.local_client import TestClient
from tests.messages import says

import liantu
from liantu.exchange.paper.office_templates import TEMPLATE_FIELDS, TEMPLATE_KINDS, check_template
from liantu.papers.office_templates import template_folder
from liantu.web.core.app import create_app

from .conftest import Writer, problems

ROOT = Path(__file__).parents[3]

PAPERS = {
    "promise": "/paper/promise.docx?project=rept-base",
    "weak": "/paper/weak.docx",
    "leader": "/paper/leader.docx?chain=battery&since=2023-03-31",
}


def send(writer: Writer, kind: str, content: bytes) -> object:
    return writer.send("/templates", files={"file": ("ours.docx", content)}, kind=kind)


def first_line(writer: Writer, address: str) -> str:
    return Document(io.BytesIO(writer.client.get(address).content)).paragraphs[0].text


def state(writer: Writer, kind: str) -> str:
    cells = writer.page("/templates").xpath(f"//tr[@id='{kind}']/td[1]/text()")
    return str(cells[0])


@pytest.mark.parametrize("kind", PAPERS)
def test_a_template_that_was_sent_is_used_until_it_is_taken_back(writer: Writer, kind: str) -> None:
    standard, papers = first_line(writer, PAPERS[kind]), len(TEMPLATE_KINDS)
    assert writer.heading("/templates") == f"文稿模板：{papers}种文稿中0种采用本单位模板"
    assert state(writer, kind) == "标准格式"
    answer = send(writer, kind, template("某区招商局", "{{ title }}"))
    assert answer.status_code == 303  # type: ignore[attr-defined]
    assert state(writer, kind).startswith("本单位模板")
    assert writer.heading("/templates") == f"文稿模板：{papers}种文稿中1种采用本单位模板"
    assert first_line(writer, PAPERS[kind]) == "某区招商局"
    kept = writer.client.get(f"/templates/{kind}.docx?of=office").content
    assert Document(io.BytesIO(kept)).paragraphs[0].text == "某区招商局"
    assert writer.send("/templates", do="remove", kind=kind).status_code == 303
    assert first_line(writer, PAPERS[kind]) == standard
    assert writer.client.get(f"/templates/{kind}.docx?of=office").status_code == 404


@pytest.mark.parametrize("name", ["attribute", "loop", "macros", "unknown field", "block in a sentence", "text"])
def test_what_is_refused_is_named_and_nothing_is_kept(writer: Writer, name: str) -> None:
    make, code = HOSTILE[name]
    answer = send(writer, "brief-outward", make())
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert says(code, problems(answer)[0])  # type: ignore[arg-type]
    assert state(writer, "brief-outward") == "标准格式"


def test_every_field_is_documented_and_the_standard_template_holds_them(writer: Writer) -> None:
    page = writer.page("/templates")
    for kind in TEMPLATE_KINDS:
        row = page.xpath(f"//tr[@id='{kind}']")[0]
        named = [text.strip("{ }") for text in row.xpath(".//dt/code/text()")]
        assert tuple(named) == TEMPLATE_FIELDS[kind]
        assert all(text.strip() for text in row.xpath(".//dd/text()"))
        content = writer.client.get(f"/templates/{kind}.docx").content
        check_template(content, kind, "standard.docx")
    assert writer.client.get("/templates/map.docx").status_code == 404
    assert writer.client.get("/templates/..%2Fx.docx").status_code == 404


@pytest.mark.parametrize("kind", PAPERS)
def test_the_standard_template_says_what_the_paper_says(writer: Writer, kind: str) -> None:
    def text() -> set[str]:
        document = Document(io.BytesIO(writer.client.get(PAPERS[kind]).content))
        cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
        return {line for line in {*(p.text for p in document.paragraphs), *cells} if len(line) > 6}

    before = text()
    send(writer, kind, writer.client.get(f"/templates/{kind}.docx").content)
    missing = {line for line in before - text() if not line.startswith(("数据来源", "截至", "注", "示例", "变化由"))}
    # The foot stands in one paragraph.
    headings = {line for line in missing if line[1:2] == "、" or line[2:3] == "、"}  # an office writes its own
    assert missing - headings == set()


def test_a_template_that_went_bad_is_said_on_the_page_and_no_paper_is_made_of_it(writer: Writer) -> None:
    send(writer, "weak", template("{{ title }}"))

    place = writer.client.app.state.districts.loaded.workspace.place  # type: ignore[attr-defined]
    (template_folder(place) / "weak.docx").write_bytes(template("{{ title.__class__ }}"))
    assert state(writer, "weak") == "本单位模板，检查未通过"
    assert writer.client.get(PAPERS["weak"]).status_code == 422


def test_a_folder_has_no_templates_and_says_why() -> None:
    page = TestClient(create_app(liantu.open(ROOT / "districts" / "fuling"))).get("/templates")
    assert page.status_code == 200
    assert '<form class="edit"' not in page.text
