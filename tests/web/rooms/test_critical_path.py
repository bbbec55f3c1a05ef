"""The critical path is told by the names of its steps, on the project's page and on the board, never by codes."""

from __future__ import annotations

import re

from lxml import html as markup
from tests.local_client import TestClient

CODES = re.compile(r"\b[A-Z]\d{1,2}\b")


def test_the_board_names_the_steps_that_decide(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/projects", params={"lang": "zh_CN"}).text)
    paths = {
        row[-3].text_content().strip(): row[-2].text_content() for row in page.xpath("//table[@id='paths']/tbody/tr")
    }
    assert "虚构项目十三" in paths
    assert all(path.strip() and not CODES.search(path) for path in paths.values())
    remaining = made_up.get("/schedule/yunxi-filed.json", params={"project": "project-13"}).json()["remaining"]
    ahead = [row for row in remaining["items"] if row["drives"] and row["state"] != "done"]
    assert paths["虚构项目十三"].count("→") == len(ahead) - 1


def test_a_projects_page_says_its_path_and_is_drawn_for_a_telephone(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/project/project-13", params={"lang": "zh_CN"}).text)
    (words,) = [text for text in page.xpath("//p[@class='note']/text()") if text.startswith("关键路径：")]
    assert not CODES.search(words)
    assert "全部办结" in words
    (narrow,) = page.xpath("//div[@class='narrow-twin']/svg/@width")
    assert narrow == "340"
    # all is done: no path
    page = markup.fromstring(made_up.get("/project/project-14", params={"lang": "zh_CN"}).text)
    assert not [text for text in page.xpath("//p[@class='note']/text()") if text.startswith("关键路径：")]


def test_the_page_of_a_schedule_prints_its_paths_as_names(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/schedule/filed-industrial", params={"lang": "zh_CN"}).text)
    paths = [" ".join(path.text_content().split()) for path in page.xpath("//ol[@class='paths']/li")]
    assert paths
    assert all(path.startswith("企业设立登记 → ") for path in paths)
    # A step is a name and no single sign.
    assert all(len(step) > 1 for path in paths for step in path.split(" → "))
