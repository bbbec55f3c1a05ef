"""Registers beside a district: in its folder as they stand, beside a workspace as they were imported."""

from __future__ import annotations

import html
import json
import shutil
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.local_client import TestClient
from typer.testing import CliRunner

import liantu
from liantu.cli import app
from liantu.district import District
from liantu.model.problems import Problems
from liantu.registers.matching import Matcher
from liantu.web.core.app import create_app

from .test_importing import make_row, write

YUNXI = Path(__file__).parents[2] / "districts" / "yunxi"


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(YUNXI)


def test_the_made_up_register_says_that_it_is_made_up(yunxi: District) -> None:
    (journal,) = yunxi.attract.registers()
    assert (journal.id, journal.as_of, journal.firms) == ("made-up-firms", "2024-12-31", 35)
    text = next((YUNXI / "registers").glob("*.csv")).read_text("utf-8")
    assert text.count("虚构") >= 2 * journal.firms


def test_makers_are_apart_from_traders(yunxi: District) -> None:
    found = yunxi.attract.matches(["electrolyte"]).filter(~pl.col("contained"))
    roles = {(row["name"], row["role"]) for row in found.iter_rows(named=True) if row["field"] == "scope"}
    assert ("虚构甲子电解液有限公司", "makes") in roles
    assert {role for name, role in roles if name == "虚构丁卯商贸有限公司"} == {"trades"}
    assert {role for name, role in roles if name == "虚构乙酉电池设备有限公司"} == {"unknown"}
    assert {role for name, role in roles if name == "虚构乙未检测有限公司"} == {"serves"}
    negated = found.filter("negated")
    assert negated["name"].to_list() == ["虚构戊戌经营部"]


def test_a_firm_counts_once_a_product(yunxi: District) -> None:
    counted = yunxi.attract.firms_by_role(["electrolyte"])
    # By hand: two make it, one trades, one tests, one makes machines for it; one leaves it out.
    assert counted.rows() == [
        ("electrolyte", "makes", 2),
        ("electrolyte", "trades", 1),
        ("electrolyte", "serves", 1),
        ("electrolyte", "unknown", 1),
    ]
    links = yunxi.attract.missing_link_roles()
    assert links.filter(product="electrolyte").select("makes", "trades").row(0) == (2, 1)
    assert yunxi.attract.register_provinces()["firms"].sum() == 35


def test_matches_have_the_columns_that_candidates_are_made_of(yunxi: District) -> None:
    found = yunxi.attract.matches(["lfp"])
    assert {
        *("code", "name", "province", "region", "address", "industry", "capital_yuan", "founded", "status", "staff"),
        *(
            "tags",
            "product",
            "matched",
            "field",
            "start",
            "end",
            "contained",
            "role",
            "negated",
            "permitted",
            "strength",
        ),
        *("register", "phrase"),
    } <= {*found.columns}
    assert found.schema["role"] == pl.String
    with pytest.raises(Problems) as refused:
        yunxi.attract.matches(["no-such"])
    assert [problem.code for problem in refused.value.problems] == ["dangling"]


@pytest.mark.parametrize(
    ("known_at", "left_out", "makers"),
    [
        (None, [], 2),
        (date(2024, 12, 31), [], 2),
        (date(2024, 12, 30), ["register_later"], 0),  # the register is of the day after
    ],
)
def test_a_register_of_a_later_day_was_not_known(
    known_at: date | None, left_out: list[str], makers: int, yunxi: District
) -> None:
    room = yunxi.at(known_at=known_at).attract
    assert [problem.code for problem in room.unread_registers()] == left_out
    counted = room.firms_by_role(["electrolyte"]).filter(role="makes")["firms"].sum()
    assert counted == makers
    assert (room.matches(["electrolyte"]).height > 0) is (makers > 0)
    assert room.register_provinces()["firms"].sum() == (35 if makers else 0)
    named = room.candidates("electrolyte").filter(pl.col("kinds").list.contains("register"))
    assert (named.height > 0) is (makers > 0)


@pytest.mark.parametrize(
    ("as_of", "known_at", "code", "firms"),
    [
        ("2019-06", "2019-06-30", None, [1, 3]),  # founded on the day before the last; of 3 nobody says when
        ("2019-06", "2019-06-29", "register_later", []),  # a register of a month is of its last day
        ("", "2030-01-01", "register_without_day", []),
        ("2019-06", "2019-07-01", None, [1, 2, 3]),
    ],
)
def test_of_a_register_count_only_firms_founded_by_the_day(
    as_of: str, known_at: str, code: str | None, firms: list[int], tmp_path: Path
) -> None:
    folder = tmp_path / "district"
    folder.mkdir()
    for path in (Path(__file__).parents[1] / "districts" / "orchard").iterdir():
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    founded = {1: "2019-06-29", 2: "2019-07-01", 3: ""}
    rows = [make_row(n, 经营范围="磷酸铁锂生产", 成立日期=day) for n, day in founded.items()]
    liantu.open(folder).attract.import_register(write(tmp_path / "firms.csv", rows), "firms", as_of)
    room = liantu.open(folder).at(known_at=date.fromisoformat(known_at)).attract
    assert [problem.code for problem in room.unread_registers()] == ([code] if code else [])
    assert sorted(room.matches(["lfp"])["name"].unique()) == sorted(f"第{n}厂" for n in firms)
    assert room.later_firms(["lfp"]) == (0 if code else 3 - len(firms))


def test_what_is_left_out_is_said_on_the_page() -> None:
    said = {
        "zh_CN": "名录“made-up-firms”截至2024-12-31，晚于掌握日2023-12-31，未计入",
        "en": "register “made-up-firms” is of 2024-12-31, after the day of knowledge (known-at) 2023-12-31, and is not",
    }
    with TestClient(create_app(liantu.open(YUNXI))) as client:
        for lang, words in said.items():
            answer = client.get(f"/candidates?product=electrolyte&known_at=2023-12-31&lang={lang}")
            assert words in html.unescape(answer.text)


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extra ``registers`` is not installed."""
    from liantu.registers import engines

    monkeypatch.setattr(engines, "find_spec", lambda _name: None)
    for name in ("duckdb", "ahocorasick_rs"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.usefixtures("without_extra")
def test_without_the_extra_candidates_say_what_is_left_out(tmp_path: Path) -> None:
    # A folder of its own: of the one in the checkout other tests of this process have the answers with the extra.
    shutil.copytree(YUNXI, folder := tmp_path / "district")
    room = liantu.open(folder).attract
    assert [(problem.code, problem.value) for problem in room.unread_registers()] == [
        ("register_not_read", "made-up-firms")
    ]
    assert "pip install" in room.unread_registers()[0].message("zh_CN")
    found = room.candidates("electrolyte")
    assert not any("虚构甲子" in name for name in found["name"])
    assert room.missing_link_roles().height > 0
    for page in ("/candidates?product=electrolyte", "/registers"):
        with TestClient(create_app(liantu.open(folder))) as client:
            answer = client.get(page)
        assert answer.status_code == 200
        assert 'pip install "liantu[registers]"' in html.unescape(answer.text)


def test_what_was_matched_before_is_read_without_the_extra(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder = tmp_path / "district"
    folder.mkdir()
    for path in (Path(__file__).parents[1] / "districts" / "orchard").iterdir():
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    source = write(tmp_path / "firms.csv", [make_row(n, 经营范围="磷酸铁锂生产；电解液销售") for n in (1, 2)])
    room = liantu.open(folder).attract
    room.import_register(source, "chongqing")
    room.match_register("chongqing")
    before = room.matches(["lfp"])
    request.getfixturevalue("without_extra")
    room = liantu.open(folder).attract
    assert room.unread_registers() == []
    assert room.matches(["lfp"]).equals(before)
    assert room.register_provinces()["firms"].to_list() == [2]


def test_the_commands_import_match_and_list(tmp_path: Path) -> None:
    folder = tmp_path / "district"
    folder.mkdir()
    for path in (Path(__file__).parents[1] / "districts" / "orchard").iterdir():
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    source = write(tmp_path / "firms.csv", [make_row(n, 经营范围="磷酸铁锂生产；电解液销售") for n in (1, 2)])

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, ["register", *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    said = run(str(folder), str(source), "--id", "chongqing", "--as-of", "2019-06-01", "--lang", "en")
    assert "Register chongqing 2019-06-01: 2 firms of 2 rows." in said
    assert "Columns of persons, not taken" in said
    before = liantu.open(folder).attract.matches(["lfp", "electrolyte"])
    # What was found is stored beside the register: nothing is looked for again while the names are the same.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Matcher, "find", None)
        assert liantu.open(folder).attract.matches(["lfp", "electrolyte"]).equals(before)
    features = tmp_path / "features.parquet"
    assert "matches kept" in run("match", str(folder), "--features", str(features), "--lang", "en")
    after = liantu.open(folder).attract.matches(["lfp", "electrolyte"])
    assert after.equals(before)
    assert after.select("product", "role", "register").unique().sort("product").rows() == [
        ("electrolyte", "trades", "chongqing 2019-06-01"),
        ("lfp", "makes", "chongqing 2019-06-01"),
    ]
    assert {"is_head", "is_whole", "strength"} <= {*pl.read_parquet(features).columns}
    listed = json.loads(run("list", str(folder), "--format", "json"))
    assert listed["registers"][0] | {"state": ""} == {
        **{"register": "chongqing", "as_of": "2019-06-01", "firms": 2, "rows": 2, "set_aside": 0},
        "state": "",
    }
    shown = run("match", str(folder), "--product", "lfp", "--format", "csv")
    assert shown.count("磷酸铁锂生产") == 2
    assert liantu.open(folder).attract.set_aside("chongqing").decode("utf-8-sig") == "line,problem,value\n"
