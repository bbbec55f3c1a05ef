"""A new district opens at once, holds nothing, and never overwrites anything; its page of examples is right."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

import liantu
from liantu.exchange.folder.new_examples import find_examples, list_kinds, list_laid_out
from liantu.exchange.folder.new_folder import write_new_folder
from liantu.exchange.folder.new_readme import NewDistrict
from liantu.model import schema
from liantu.model.problems import Problems

DAY = date(2026, 6, 30)


def new(folder: Path, province: str | None = None, kind: str | None = None, lang: str = "zh_CN") -> str:
    """The text of the page beside the tables of a new folder."""
    write_new_folder(folder, NewDistrict(folder.name, "茶口县", DAY, province), kind, lang)
    return (folder / "README.md").read_text(encoding="utf-8")


def test_a_new_district_opens_and_is_empty(tmp_path: Path) -> None:
    new(tmp_path / "chakou", "重庆")
    district = liantu.open(tmp_path / "chakou")
    assert district.as_of == DAY
    assert district.chain.gaps("all").is_empty()
    assert district.chain.questions().is_empty()
    assert district.check() == []


@pytest.mark.parametrize("kind", [kind.code for kind in list_kinds()])
def test_each_kind_checks_clean_empty_and_with_its_examples(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "chakou"
    new(folder, "福建", kind)
    assert liantu.open(folder).check() == []
    assert liantu.open(folder).given["places"]["zh"].to_list() == ["茶口县"]
    for name in list_laid_out(kind):
        with (folder / f"{name}.csv").open("a", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, schema.read_tables()[name].columns)
            writer.writerows(row.fields for row in find_examples(name))
    district = liantu.open(folder)
    assert [problem.message("en") for problem in district.check()] == []
    assert district.tables["capacities"].height == 2
    assert "petb" in district.chain.gaps("all")["product"].to_list()


def test_every_table_that_is_laid_out_has_two_examples_and_its_use() -> None:
    tables = {name for kind in list_kinds() for name in list_laid_out(kind.code)}
    assert {name: len(find_examples(name)) for name in tables} == dict.fromkeys(tables, 2)


def test_kinds_lay_out_what_they_need(tmp_path: Path) -> None:
    new(tmp_path / "zone", kind="zone")
    new(tmp_path / "city", kind="city")
    assert (tmp_path / "zone" / "parcels.csv").exists()
    assert not (tmp_path / "zone" / "clusters.csv").exists()
    assert (tmp_path / "city" / "clusters.csv").exists()


def test_the_page_says_what_holds_in_the_province(tmp_path: Path) -> None:
    fujian, chongqing = new(tmp_path / "a", "福建", "county"), new(tmp_path / "b", "重庆", "county")
    assert "待核：库里没有本省的" in fujian
    assert "长江保护法" not in fujian
    assert "待核：长江的法律只列本省部分县" in fujian
    assert "适用中华人民共和国长江保护法 第二十六条" in chongqing
    assert "chongqing-2023" in chongqing
    assert "甲醇" in chongqing  # made from natural gas there
    english = new(tmp_path / "c", "福建", "county", "en")
    assert "The district itself." in english
    assert "本地区。" not in english
    assert "| `utilisation` |" in english


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "plants.csv").write_text("id\n")
    with pytest.raises(Problems, match="folder_in_use"):
        new(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["plants.csv"]
