"""Comments, responsible offices, facets and saved views: on pages, with history, never in what leaves the house."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html as markup
from tests.examples import choose_cases

from .conftest import Writer, problems

COMMENT = "下周走访这家企业"


def test_a_comment_is_a_change_shown_at_its_row_and_marked_on_lists(made_up: Writer) -> None:
    answer = made_up.send("/remarks/products/lfp", text=COMMENT, **{"for": "invest"})
    assert answer.headers["location"] == "/product/lfp#remarks", problems(answer)
    panel = made_up.page("/product/lfp").get_element_by_id("remarks").text_content()
    assert COMMENT in panel
    assert "Anna" in panel
    assert "招商投资局" in panel
    assert re.search(r"20\d\d-\d\d-\d\d \d\d:\d\d", panel)  # when
    change = made_up.data("/history.json")["changes"][0]
    assert (change["author"], change["tables"]) == ("Anna", ["comments"])
    marks = made_up.page("/gaps/invite?columns=all").xpath("//a[@class='remarks-mark']/@href")
    assert "/remarks/products/lfp" in marks
    assert "/remarks/products/electrolyte" in marks
    # Settled, it stands below the open ones and is no longer counted.
    key = made_up.data("/tables/comments.json?q=走访这家")["comments"][0]["id"]
    assert made_up.send("/remarks/products/lfp", settled=key).status_code == 303
    assert "/remarks/products/lfp" not in made_up.page("/gaps/invite?columns=all").xpath("//a/@href")
    # Undone, it was never written.
    assert made_up.send("/history/3", reason="tried").status_code == 303
    assert made_up.send("/history/2", reason="tried").status_code == 303
    assert COMMENT not in made_up.page("/product/lfp").text_content()


@pytest.mark.parametrize(
    ("table", "key", "written"),
    [("products", "lfp", "assignments"), ("projects", "project-1", "projects"), ("capacities", "cells", "assignments")],
)
def test_an_office_looks_after_a_row(made_up: Writer, table: str, key: str, written: str) -> None:
    sent = {"assign": "yes", "office": "housing-office"}
    assert made_up.send(f"/remarks/{table}/{key}", **sent).status_code == 303
    assert {cell["table"] for cell in made_up.data("/history/2.json")["cells"]} == {written}
    assert "住建委" in made_up.page(f"/remarks/{table}/{key}").get_element_by_id("remarks").text_content()
    rows = made_up.data(f"/tables/{table}.json?has.{'office' if written == table else 'responsible'}=housing-office")
    assert [row["id"] for row in rows[table]] == [key]
    # To nobody again.
    assert made_up.send(f"/remarks/{table}/{key}", assign="yes", office="").status_code == 303
    assert "尚未明确" in made_up.page(f"/remarks/{table}/{key}").get_element_by_id("remarks").text_content()


def test_a_link_is_found_by_its_office(made_up: Writer) -> None:
    gaps = made_up.data("/gaps/invite.json?has.office=invest")["gaps"]
    assert "electrolyte" in {row["product"] for row in gaps}
    made_up.send("/remarks/products/lfp", assign="yes", office="ecology-office")
    assert [row["product"] for row in made_up.data("/gaps/invite.json?has.office=ecology-office")["gaps"]] == ["lfp"]


FILES = (
    *("/product/electrolyte.csv", "/project/project-1.xlsx", "/project/project-1.data.xlsx", "/gaps/invite.xlsx"),
    *("/tables/comments.csv", "/tables/comments.xlsx", "/tables/assignments.csv", "/tables/saved_views.csv"),
    *("/office/invest.csv", "/office/ecology-office.data.xlsx"),
    *("/paper/brief.docx?product=electrolyte&version=internal", "/paper/project.docx?project=project-1"),
)


@pytest.mark.parametrize("address", FILES)
def test_no_file_has_what_the_house_says(made_up: Writer, address: str) -> None:
    import io
    import zipfile

    answer = made_up.client.get(address)
    assert answer.status_code == 200, address
    parts = [answer.content]
    if answer.content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            parts = [packed.read(name) for name in packed.namelist()]
    for said in ("意向企业", "环评材料还差", "产能口径与企业", "东岸园区项目"):
        assert not any(said.encode() in part for part in parts), (address, said)


def test_what_cannot_be_commented_on_is_no_page(made_up: Writer) -> None:
    assert made_up.client.get("/remarks/products/nothing").status_code == 404
    assert made_up.client.get("/remarks/nothing/lfp").status_code == 404
    assert made_up.send("/remarks/products/nothing", text="x").status_code == 404
    assert made_up.send("/remarks/products/lfp", text="").status_code == 422
    assert made_up.data("/history.json")["changes"][0]["number"] == 1


FACETED = [
    *("/gaps/invite", "/gaps/all", "/extend", "/ask", "/balance", "/projects", "/projects/late", "/cases", "/sources"),
    *(
        "/score/parcels",
        "/score/land",
        "/score/tenants",
        "/score",
        "/score/runs",
        "/score/objections",
        "/score/history",
    ),
    *("/weak", "/chains", "/coefficients?grade=all", "/offers/pairs", "/offers/streams"),
    *("/projects/weekly", "/projects/quarterly", "/tables/holdings", "/tables/projects", "/tables/firms"),
    *("/history", "/score/schemes", "/clusters"),
]


@pytest.mark.hypothesis
@pytest.mark.parametrize("page", choose_cases(FACETED, 9))
def test_every_facet_leads_to_as_many_rows_as_it_says(made_up: Writer, page: str) -> None:
    tree = made_up.page(page)
    facets = tree.xpath("//details[@class='by']/p")
    assert facets, page
    for facet in facets:
        link = facet.xpath(".//a")[-1]  # the rarest of those shown
        count = int(link.xpath("./small")[0].text_content())
        path, query = link.get("href").split("?", 1)
        rows = next(iter(v for v in made_up.data(f"{path}.json?{query}").values() if isinstance(v, list) and v != []))
        assert len(_rows(made_up, path, query)) == count, (link.get("href"), len(rows))
        said = made_up.page(link.get("href")).xpath("//p[contains(@class, 'narrowed')]")[0].text_content()
        assert f"显示{count}行" in said, said


def _rows(writer: Writer, path: str, query: str) -> list[object]:
    names = {"/gaps": "gaps", "/extend": "extensions", "/ask": "questions", "/balance": "balance", "/cases": "cases"}
    names |= {"/projects": "projects", "/sources": "sources", "/score": "ranking", "/projects/late": "late"}
    names |= {"/score/parcels": "parcels", "/score/land": "land", "/score/tenants": "land", "/score/runs": "runs"}
    names |= {"/score/objections": "objections", "/score/history": "history", "/weak": "weak", "/chains": "chains"}
    names |= {"/coefficients": "coefficients", "/offers/pairs": "pairs", "/offers/streams": "streams"}
    names |= {"/history": "changes", "/checks": "contradictions", "/score/schemes": "schemes", "/clusters": "clusters"}
    names |= {"/assumptions": "assumptions", "/projects/claims": "claims", "/documents": "documents"}
    names |= {"/projects/weekly": "weekly", "/projects/quarterly": "quarterly", "/tables": path.rsplit("/", 1)[-1]}
    name = max((stem for stem in names if path.startswith(stem)), key=len)
    return list(writer.data(f"{path}.json?{query}")[names[name]])


REAL = ("/projects/claims", "/documents", "/chains", "/coefficients", "/checks", "/assumptions")


@pytest.mark.hypothesis
@pytest.mark.parametrize("page", choose_cases(REAL, 3))
def test_a_real_district_saves_views_of_its_lists_too(writer: Writer, page: str) -> None:
    tree = writer.page(page)
    assert tree.xpath("//div[@class='views']"), page
    for link in tree.xpath("//details[@class='by']/p/a")[:1]:
        path, query = link.get("href").split("?", 1)
        rows = _rows(writer, path, query)
        assert len(rows) == int(link.xpath("./small")[0].text_content())
        name = f"常看{page.rsplit('/', 1)[-1]}"
        assert writer.send("/views", page=path, query=query, name=name).status_code == 303
        assert name in writer.page(page).xpath("string(//div[@class='views'])")


@pytest.mark.parametrize(("page", "field"), [("/score", "grade"), ("/tables/projects", "sector"), ("/ask", "firm")])
def test_a_list_is_narrowed_in_one_way(made_up: Writer, page: str, field: str) -> None:
    tree = made_up.page(page)
    ways = tree.xpath(f"//select[@name='{field}' or @name='f.{field}']")
    ways += tree.xpath(f"//details[@class='by']/p[.//a[contains(@href, 'has.{field}=')]]")
    ways += tree.xpath(f"//p[contains(@class, 'tabs')][a[contains(@href, '{page}?{field}=')]]")
    assert len(ways) == 1, ways
    # What an address sets in the other way is shown where it is set.
    if page == "/tables/projects":
        tree = made_up.page("/tables/projects?f.sector=materials")
        assert tree.xpath("//*[@name='f.sector']")


def test_a_case_is_commented_on_at_its_page(made_up: Writer) -> None:
    case = made_up.data("/cases.json")["cases"][0]["case"]
    assert made_up.page(f"/case/{case}").get_element_by_id("remarks").xpath(".//form")
    answer = made_up.send(f"/remarks/cases/{case}", text=COMMENT)
    assert answer.headers["location"] == f"/case/{case}#remarks", problems(answer)
    assert COMMENT in made_up.page(f"/case/{case}").get_element_by_id("remarks").text_content()


def test_facets_narrow_one_another_and_every_form(made_up: Writer) -> None:
    whole = made_up.data("/tables/capacities.json")["capacities"]
    both = "has.basis=ours&f.unit=t&q=虚构"
    rows = made_up.data(f"/tables/capacities.json?{both}")["capacities"]
    assert len(rows) <= len(whole)
    sent = made_up.client.get("/cases.csv?has.office=housing-office").text
    assert "housing-office" in sent
    assert "ecology-office" not in sent


def test_a_view_is_saved_listed_led_to_and_taken_away(made_up: Writer) -> None:
    assert "东岸园区项目" in made_up.page("/projects").text_content()
    sent = {"page": "/cases", "query": "has.office=housing-office&page=2&lang=en", "name": "住建委的办件"}
    answer = made_up.send("/views", **sent)
    assert answer.headers["location"] == "/cases?has.office=housing-office", problems(answer)
    link = next(
        a for a in made_up.page("/cases").xpath("//div[@class='views']/a") if a.text_content() == "住建委的办件"
    )
    assert parse_qs(urlsplit(link.get("href")).query) == {"has.office": ["housing-office"]}
    assert made_up.data("/history.json")["changes"][0]["tables"] == ["saved_views"]
    key = made_up.data("/tables/saved_views.json?q=住建委")["saved_views"][0]["id"]
    assert made_up.send(f"/views/{key}/delete", to="/cases").headers["location"] == "/cases"
    assert "住建委的办件" not in made_up.page("/cases").xpath("string(//div[@class='views'])")
    # What leads elsewhere is not taken.
    assert made_up.send("/views", page="//elsewhere.example/x", query="", name="x").headers["location"] == "/"


def test_a_row_goes_with_what_was_said_of_it(made_up: Writer) -> None:
    page = made_up.page("/tables/projects/project-1/delete").text_content()
    assert "环评材料还差一份" in page or "留言" in page
    answer = made_up.send("/tables/capacities/lactam/delete", base="1", hanging="yes", reason="closed")
    assert answer.status_code == 303, problems(answer)
    assert made_up.data("/tables/comments.json?q=产能口径")["comments"] == []


def test_a_folder_says_why_nothing_is_saved() -> None:
    from pathlib import Path

    from tests.local_client import TestClient

    import liantu
    from liantu.web.core.app import create_app

    root = Path(__file__).parents[3] / "districts" / "yunxi"
    with TestClient(create_app(liantu.open(root))) as client:
        tree = markup.document_fromstring(client.get("/projects").text)
        views = tree.xpath("//div[@class='views']")[0].text_content()
        assert "东岸园区项目" in views
        assert "取自文件夹" in views
        assert not tree.xpath("//div[@class='views']//form")
        panel = markup.document_fromstring(client.get("/project/project-1").text).get_element_by_id("remarks")
        assert "环评材料还差一份" in panel.text_content()
        assert "2023-12-20" in panel.text_content()
        assert not panel.xpath(".//form")


def test_a_schedule_is_no_list_to_save_a_view_of(made_up: Writer) -> None:
    listed = made_up.page("/projects?has.stage=settled")
    assert listed.xpath("//form[@action='/views']")
    schedule = made_up.page("/schedule?project=project-1")
    assert schedule.xpath("//details[@class='by']")
    assert not schedule.xpath("//form[@action='/views'] | //div[@class='views']")
