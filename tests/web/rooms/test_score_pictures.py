"""The pictures of an evaluation say what its tables say, and a file says no more than may be passed on."""

from __future__ import annotations

import csv
import re

import polars as pl
import pytest
from lxml import html as markup
from tests.local_client import TestClient

RUN = {"scheme": "yunxi-made-up", "year": "2023"}


def texts(client: TestClient, path: str, **query: str) -> str:
    return " ".join(markup.fromstring(client.get(path, params=RUN | query).text).xpath("//svg//text()"))


def test_counts_and_flow_are_those_of_the_run(made_up: TestClient) -> None:
    counts = made_up.get("/score/picture/grades.json", params=RUN).json()["counts"]
    drawn = texts(made_up, "/score/picture/grades", lang="en")
    assert [row for row in counts if f"{row['grade']} {row['count']} " not in drawn] == []
    flow = pl.DataFrame(made_up.get("/score/picture/flow.json", params=RUN).json()["flow"])
    assert flow["year"].unique().sort().to_list() == [2021, 2022]
    last = flow.filter(pl.col("year") == 2022)
    assert last["firms"].sum() == 150
    graded = dict(last.drop_nulls("next_grade").group_by("next_grade").agg(pl.col("firms").sum()).iter_rows())
    by_grade = pl.DataFrame(counts).group_by("grade").agg(pl.col("count").sum())
    assert graded == dict(by_grade.iter_rows())


def test_the_first_screen_answers_before_the_ranking(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/score", params=RUN | {"lang": "zh_CN"}).text)
    assert page.xpath("//h1/text()") == ["2023年度亩均评价：141家已定等次，A类28家，D类9家"]
    order = page.xpath("//main//section[@class='panel']/@aria-label | //main//table[@id='ranking']/@id")
    assert len(order) == 6
    assert order[-1] == "ranking"


def test_firms_beyond_the_frame_are_counted(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/score/picture/scatter", params=RUN | {"lang": "en"}).text)
    firms = made_up.get("/score/picture/scatter.json", params=RUN).json()["firms"]
    marks = page.xpath("//svg[contains(@class, 'broad')]//g[title]")
    note = "".join(page.xpath("//main//p//text()"))
    assert f"{len(firms)} firms, {len(firms) - len(marks)} of them beyond the frame." in note


def test_a_file_of_parks_tells_what_the_groups_page_tells(made_up: TestClient) -> None:
    groups = made_up.get("/score/groups.json", params=RUN).json()["park"]
    rounded = {row["park"]: row["value"] for row in groups if row["park"] and row["indicator"] == "tax_per_mu"}
    assert len(rounded) == 3
    sheet = pl.read_csv(made_up.get("/score/picture/parks.csv", params=RUN).content)
    assert dict(sheet.select("park", "value").iter_rows()) == rounded
    exact = made_up.get("/score/picture/parks.json", params=RUN).json()["park"]
    assert {row["park"]: row["value"] for row in exact} == pytest.approx(rounded, rel=1e-3)
    svg = made_up.get("/score/picture/parks.svg", params=RUN | {"lang": "en"}).text
    assert [value for value in rounded.values() if f"{value:.3g}" not in svg] == []


PICTURES = ("grades", "flow", "scatter", "parks", "industries")


@pytest.mark.parametrize("picture", PICTURES)
def test_where_nothing_is_evaluated_a_hatched_frame_says_so(client: TestClient, picture: str) -> None:
    page = markup.fromstring(client.get(f"/score/picture/{picture}", params={"lang": "zh_CN"}).text)
    assert page.xpath("//h1")[0].text_content().strip() == "尚无评价"
    for drawing in page.xpath("//svg"):
        assert "本区尚无企业年度填报数据，无法测算。" in " ".join(drawing.xpath(".//text/text()"))
        assert drawing.xpath(".//rect[contains(@fill, 'unknown')]")
    file = client.get(f"/score/picture/{picture}.svg", params={"lang": "en"})
    assert file.status_code == 200
    assert "no yearly returns yet" in file.text


@pytest.mark.parametrize("picture", PICTURES)
def test_a_year_without_returns_is_not_found(made_up: TestClient, picture: str) -> None:
    assert made_up.get(f"/score/picture/{picture}", params={"year": "1999"}).status_code == 404


def test_a_firm_stands_beside_its_benchmarks(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/score/firm/f033", params=RUN | {"lang": "en"}).text)
    words = " ".join(page.xpath("//section[@class='panel']//svg[contains(@class, 'broad')]//text/text()"))
    items = made_up.get("/score/firm/f033.json", params=RUN).json()["items"]
    scored = [row for row in items if row["weight"] is not None]
    assert len(scored) == 4
    assert [row for row in scored if f"{row['points']:.2f}" not in words] == []
    assert [row for row in scored if f"benchmark {row['benchmark']:.4g}" not in words] == []


def test_a_file_of_a_firm_marks_only_what_may_be_told(made_up: TestClient) -> None:
    sheet = made_up.get("/score/firm/f033/picture/indicators.csv", params=RUN).text
    svg = made_up.get("/score/firm/f033/picture/indicators.svg", params=RUN | {"lang": "en"}).text
    told = [row for row in csv.DictReader(sheet.splitlines()) if re.fullmatch(r"[\d.]+", row["benchmark"])]
    assert len(told) < 4
    assert len(set(re.findall(r"benchmark [\d.]+", svg))) == len(told)


def test_a_sheet_that_leaves_gives_no_benchmark_with_all_its_digits(made_up: TestClient) -> None:
    rows = csv.DictReader(made_up.get("/score/firm/f001.csv", params=RUN).content.decode("utf-8-sig").splitlines())
    made = [row for row in rows if row["indicator"] != "tax_per_mu"]  # its benchmark is that of the scheme
    points = [row[name] for row in made for name in ("uncapped", "points") if re.fullmatch(r"-?[\d.]+", row[name])]
    assert len(points) > 2
    assert [text for text in points if len(text.partition(".")[2]) > 2] == []
