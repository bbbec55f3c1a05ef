"""An empty room says what it would show, with a picture of it filled, a template and the page to load it on."""

from __future__ import annotations

import io
import xml.etree.ElementTree as tree
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html as markup
from openpyxl import load_workbook
from tests.examples import in_one_language
from tests.local_client import TestClient

from liantu.district.table_files import begin_folder
from liantu.district.workspaces import create_workspace, sign_change
from liantu.web.core.app import create_app
from liantu.web.core.neighbours import Neighbour

ROOMS = {"/": "chain", "/score": "score", "/projects": "deliver", "/cases": "cases", "/what-if": "what-if"}
ROOMS |= {"/siting": "siting", "/dispatch": "dispatch", "/clusters/regions": "regions"}
ROOMS |= {f"/score/{page}": "score" for page in ("runs", "objections", "history")} | {"/score/entry": "entry"}
ROOMS |= {f"/{room}": room for room in ("innovation", "dependence", "needs", "results", "consortia", "ledgers")}


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A workspace in which nothing is entered yet, beside another district."""
    from datetime import date

    folder: Path = tmp_path_factory.mktemp("blank") / "blank"
    begin_folder(folder, "空白区", date(2023, 12, 31), None, None, (), "zh_CN")
    made = create_workspace(folder.with_suffix(".db"), folder, sign_change("somebody", "init"))
    made.engine.dispose()
    other = Neighbour("云汐区（虚构）", "Yunxi", "http://127.0.0.1:9")
    with TestClient(create_app(folder.with_suffix(".db"), neighbours=[other])) as client:
        yield client


@in_one_language("address", ROOMS)
def test_an_empty_room_shows_the_way(blank: TestClient, address: str, language: str) -> None:
    page = markup.fromstring(blank.get(address, params={"lang": language}).text)
    (room,) = page.xpath("//section[contains(@class, 'empty-room')]")
    assert room.xpath(".//img/@src") == [f"/filled/{ROOMS[address]}.svg?lang={language}"]
    template, load = room.xpath(".//ol/li/a/@href")
    assert load == "/import"
    assert blank.get(load).status_code == 200
    sheets = load_workbook(io.BytesIO(blank.get(template).content), read_only=True).sheetnames
    assert len(sheets) > 3
    # Somebody in a workspace is told no command.
    assert not page.xpath("//main//code")
    assert page.xpath("//a[@class='switch']/@href")[0].startswith("http://127.0.0.1:9/")


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/leads", "招商线索：尚无记录"),
        ("/agreements", "一企一策协议：尚无记录"),
        ("/needs", "技术需求：尚无记录"),
        ("/dispatch", "运行调度：尚无记录"),
        ("/score", "亩均评价：尚无记录"),
        ("/history", "变更历史：1人作1次变更，最近一次"),
        ("/tables", "数据表："),
        ("/search", "搜索：名称、编码、数字或拼音首字母"),
    ],
)
def test_a_heading_says_that_nothing_is_on_record(blank: TestClient, address: str, heading: str) -> None:
    page = markup.fromstring(blank.get(address, params={"lang": "zh_CN"}).text)
    assert page.xpath("string(//h1)").strip().startswith(heading)


@pytest.mark.parametrize("room", [*sorted({*ROOMS.values()}), "land_values", "indices"])
@pytest.mark.parametrize(("language", "notice"), [("zh_CN", "虚构示例"), ("en", "Fictitious example")])
def test_the_picture_of_a_room_filled_says_that_it_is_made_up(
    blank: TestClient, room: str, language: str, notice: str
) -> None:
    answer = blank.get(f"/filled/{room}.svg", params={"lang": language})
    assert answer.headers["content-type"].startswith("image/svg+xml")
    root = tree.fromstring(answer.text)
    shapes = [root.iter(f"{{http://www.w3.org/2000/svg}}{name}") for name in ("rect", "circle")]
    assert sum(len([*found]) for found in shapes) > 5
    assert notice in "".join(root.itertext())


def test_a_full_room_is_not_called_empty(client: TestClient, made_up: TestClient) -> None:
    for site, addresses in ((client, ("/", "/projects")), (made_up, tuple(ROOMS))):
        for address in addresses:
            assert "empty-room" not in site.get(address).text
    assert client.get("/filled/nothing.svg").status_code == 404


def test_the_workbook_of_an_empty_room_is_made(client: TestClient) -> None:
    """Its frame is called as a table and is an answer about its rows: another one's columns are not asked of it."""
    answer = client.get("/cases.xlsx")
    assert answer.status_code == 200
    assert load_workbook(io.BytesIO(answer.content), read_only=True).worksheets[0].max_row > 2


@pytest.mark.parametrize(
    ("language", "sheets"),
    [
        ("zh_CN", {"项目", "标准地约定", "标准地核验"}),
        ("en", {"Projects", "Agreed land values", "Checks of land values"}),
    ],
)
@pytest.mark.parametrize("address", ["/projects", "/projects/picture/land-values"])
def test_where_no_land_value_is_agreed_the_picture_says_what_it_would_show(
    client: TestClient, made_up: TestClient, address: str, language: str, sheets: set[str]
) -> None:
    filled = f"//img[@src='/filled/land_values.svg?lang={language}']"
    page = markup.fromstring(client.get(address, params={"lang": language}).text)
    (picture,) = page.xpath(filled)
    (template,) = picture.xpath("../following-sibling::ol/li/a/@href")
    workbook = load_workbook(io.BytesIO(client.get(template).content), read_only=True)
    assert sheets <= {*workbook.sheetnames}
    assert not markup.fromstring(made_up.get(address, params={"lang": language}).text).xpath(filled)
