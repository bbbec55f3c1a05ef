"""A new county of Fujian: no page, paper or letter shows a clause of Chongqing, of Fuling or of the Yangtze."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from itertools import chain
from pathlib import Path

import pytest
from tests.local_client import TestClient

import liantu
from liantu.district import District
from liantu.district.candidates import list_target_regions
from liantu.district.table_files import begin_folder
from liantu.library.provinces import list_provinces
from liantu.library.shipped_tables import load_library
from liantu.model import schema
from liantu.papers import KINDS
from liantu.web.core.app import create_app

from .site import FEW, LANGUAGES, MANY, OVERVIEW, addresses, choose_some, read

#: Words of another province's rules: 渝 and 黔江 stand in numbers of documents, 扬州 and others are elsewhere too.
FOREIGN = re.compile(r"重庆|涪陵|长江|渝|黔江|经济信息委|Chongqing|Fuling|Yangtze", re.I)
#: Published elsewhere, each at an address of its own that no page of the district leads to.
ASKED_FOR = "/score/scheme/"
#: Firms of all regions that may be invited, by region.
INVITED = "/candidates"
GRAPH = {"graph": "filed-industrial", "version": "2026-11-22"}
SOURCE = {"basis": "stated", "source": "report", "locator": "1"}
#: The county's half page: hydrogen fluoride in a chemical park by a river, methanol, pulp; a project with cases.
ROWS: dict[str, list[dict[str, str]]] = {
    "sources": [
        {"id": "report", "kind": "official", "zh": "建溪县工业情况（虚构）", "published": "2025-12", "class": "public"}
    ],
    "places": [
        {"id": "park", "zh": "建溪化工园", "kind": "park", "parent": "jianxi", "river_distance": "0.5", **SOURCE}
    ],
    "firms": [{"id": name, "zh": name, "kind": "firm", "place": "park", **SOURCE} for name in ("溪源氟业", "竹源纸业")],
    "plants": [
        {"id": "hf", "zh": "氢氟酸装置", "firm": "溪源氟业", "place": "park", **SOURCE},
        {"id": "methanol", "zh": "甲醇装置", "firm": "溪源氟业", "place": "park", **SOURCE},
        {"id": "pulp", "zh": "制浆线", "firm": "竹源纸业", "place": "park", **SOURCE},
        {"id": "cells", "zh": "电芯厂", "firm": "竹源纸业", "place": "park", **SOURCE},
    ],
    "capacities": [
        {"id": "hf", "plant": "hf", "product": "hf", "amount": "3", "unit": "万吨/年", **SOURCE},
        {"id": "methanol", "plant": "methanol", "product": "methanol", "amount": "10", "unit": "万吨/年", **SOURCE},
        {"id": "pulp", "plant": "pulp", "product": "bamboopulp", "amount": "10", "unit": "万吨/年", **SOURCE},
        {"id": "cells", "plant": "cells", "product": "lfpcell", "amount": "5", "unit": "GWh/年", **SOURCE},
    ],
    "events": [
        {"id": f"{name}-runs", "capacity": name, "stage": "operating", "period": "2020", **SOURCE}
        for name in ("hf", "methanol", "pulp", "cells")
    ],
    "projects": [{"id": "base", "zh": "氟材料基地", "owner": "溪源氟业", "place": "park", "plant": "hf", **SOURCE}],
    "chains": [{"id": "fluorine", "zh": "氟化工", "root": "hf", "basis": "ours"}],
    "members": [{"group": "fluorine", "entity": "溪源氟业", "role": "anchor", **SOURCE}],
    "cases": [
        {"id": f"base-{item}", "project": "base", "item": item, **GRAPH, "basis": "ours"} for item in ("A4", "C7", "D1")
    ],
    "answers": [
        {
            "project": "base",
            "graph": GRAPH["graph"],
            "question": "environment",
            "choice": "form",
            "day": "2025-06-02",
            "basis": "ours",
        }
    ],
    "returns": [
        {"firm": firm, "year": "2024", "item": item, "value": value, "unit": unit, "channel": "tax", **SOURCE}
        for firm in ("溪源氟业", "竹源纸业")
        for item, value, unit in (("tax", "900", "万元"), ("revenue", "20000", "万元"))
    ],
}


def new_county(folder: Path, province: str) -> District:
    """The same county, begun with the command's own means in a province."""
    begin_folder(folder, "建溪县", date(2025, 12, 31), province, "县")
    for name, rows in ROWS.items():
        columns = schema.read_tables()[name].columns
        path = folder / f"{name}.csv"
        if not path.exists():
            path.write_text(",".join(columns) + "\n", encoding="utf-8")
        with path.open("a", encoding="utf-8", newline="") as stream:
            csv.DictWriter(stream, columns).writerows(rows)
    return liantu.open(folder)


@pytest.fixture(scope="module")
def jianxi(tmp_path_factory: pytest.TempPathFactory) -> District:
    return new_county(tmp_path_factory.mktemp("fujian") / "jianxi", "福建")


@pytest.fixture(scope="module")
def county(jianxi: District) -> Iterator[TestClient]:
    with TestClient(create_app(jianxi), headers={"Accept-Encoding": "identity"}) as opened:
        yield opened


def test_the_county_checks_clean(jianxi: District) -> None:
    assert [problem.message("en") for problem in jianxi.check() if problem.severity != "note"] == []


def addresses_of(county: TestClient, jianxi: District, language: str) -> Iterator[str]:
    """The district's own pages, many of each kind and in English some; the library's tables and sources are not its
    word."""
    library = load_library()
    tables = {f"/tables/{table.name}" for table in schema.read_tables().values() if table.part == "library"}
    aside = {*tables, "/tables/sources", "/sources", *(f"/source/{id}" for id in library["sources"]["id"])}
    for pattern, group in addresses(county.app, jianxi).items():
        some = choose_some(pattern, group, FEW if language == "en" else MANY)
        yield from (at for at in some if at not in aside and not at.startswith(ASKED_FOR))


def name_regions(district: District) -> list[str]:
    """What regions are called that firms may be invited from: no rule of theirs."""
    targets = list_target_regions(district.attract.view)
    return [*targets["region"], *targets["en"], *targets["province"], *find_english(targets["province"])]


def find_english(provinces: Iterable[str]) -> list[str]:
    return [list_provinces()[name] for name in provinces if name in list_provinces()]


def name_no_region(text: str, regions: Iterable[str]) -> str:
    """A text without the names of regions."""
    for name in sorted(regions, key=len, reverse=True):
        text = text.replace(name, "")
    return text


@pytest.mark.hypothesis
def test_no_page_shows_a_rule_of_another_province(county: TestClient, jianxi: District) -> None:
    # Where a coefficient was read is no clause: the title of its source stands beside it everywhere. Nor is a maker
    # elsewhere who may be invited.
    titles = {*load_library()["sources"]["zh"], *load_library()["sources"]["en"]}
    titles |= {text for text in chain.from_iterable(load_library()["makers"].iter_rows()) if isinstance(text, str)}
    regions = name_regions(jianxi)
    titles |= {name_no_region(title, regions) for title in titles}
    shown: dict[str, list[str]] = {}
    count = 0
    for language in LANGUAGES:
        for address in addresses_of(county, jianxi, language):
            page = read(county, "/" if address == OVERVIEW else address, language)
            count += page.status == 200
            invited = address.startswith(INVITED)
            texts = [name_no_region(text, regions) for text in page.texts] if invited else page.texts
            found = [text[:80] for text in texts if FOREIGN.search(text) and text not in titles]
            if found or any(ASKED_FOR in link for link in page.links):
                shown[f"{address} {language}"] = found
    assert shown == {}
    assert count > 150


def test_no_scheme_of_another_province_evaluates_by_itself(county: TestClient) -> None:
    assert "待核：没有本省的评价办法" in county.get("/score").text
    assert "待核：没有本省的评价办法" in county.get("/score/schemes").text
    tried = county.get("/score?scheme=huangyan-2022")
    assert tried.status_code == 200
    assert "黄岩" in tried.text
    assert "在本地不适用" in county.get("/score/scheme/huangyan-2022").text
    assert "重庆" in county.get("/score/schemes?elsewhere=yes").text


def test_no_data_of_the_approvals_shows_one(county: TestClient) -> None:
    for address in ("/approvals/filed-industrial.json", "/schedule/filed-industrial.json", "/score/schemes.json"):
        assert not FOREIGN.search(county.get(address).text), address


def test_no_paper_or_letter_shows_one(county: TestClient) -> None:
    lists = [f"/paper/{kind}.docx?chain=fluorine" for kind in KINDS if kind != "set"]
    lists += ["/paper/set.docx?chain=fluorine", "/paper/project.docx?project=base"]
    letters = ("promise", "notice", "correction", "gaps")
    cases = [f"/paper/{kind}.docx?project=base&case=base-{item}" for kind in letters for item in ("A4", "C7", "D1")]
    asked = [(address, "zh_CN") for address in (*lists, *cases)] + [
        (address, "en") for address in (*lists[:2], *cases[:6])
    ]
    for address, language in asked:
        answer = county.get(address, headers={"Cookie": f"lang={language}"})
        assert answer.status_code == 200, (address, answer.text[:300])
        with zipfile.ZipFile(BytesIO(answer.content)) as word:
            text = re.sub("<[^>]+>", "", word.read("word/document.xml").decode())
        assert FOREIGN.findall(text) == [], (address, language)


def test_in_chongqing_the_same_county_is_told_its_own(tmp_path: Path) -> None:
    district = new_county(tmp_path / "jianxi", "重庆")
    with TestClient(create_app(district), headers={"Accept-Encoding": "identity"}) as client:
        assert "经济信息委" in client.get("/approvals/filed-industrial").text
        assert "渝府办发〔2023〕72号" in client.get("/score/schemes").text
        assert "长江保护法" in client.get("/product/pvdf").text
