"""What people type finds what they mean: whole words first, several words, initials, misprints, figures in any unit."""

from __future__ import annotations

import pytest
from tests.model.small import tables

from liantu.district import District, open_district
from liantu.district.industry_search import find_industries

TABLES = ("products", "firms", "plants", "chains", "places")


@pytest.fixture(scope="module")
def fuling() -> District:
    return open_district("districts/fuling")


def ids(district: District, text: str) -> list[str]:
    return district.find_names(text, TABLES)["id"].to_list()


def test_letters_are_words(fuling: District) -> None:
    found = fuling.find_names("PTA", TABLES)
    assert found.row(0, named=True)["id"] == "pta"
    # Neither iron sulphate heptahydrate nor any other name that has the letters within a word.
    assert not [name for name in found["matched"] if "hepta" in name.lower()]
    assert "heptahydrate" in " ".join(fuling.find_names("heptahyd", TABLES)["matched"].to_list()).lower()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("rplj", "rept"),
        ("ＲＰＬＪ", "rept"),
        ("瑞浦 兰钧", "rept"),
        ("瑞铺兰钧", "rept"),
        ("electrolite", "electrolyte"),
    ],
)
def test_initials_words_and_misprints(fuling: District, text: str, key: str) -> None:
    assert key in ids(fuling, text)


@pytest.mark.parametrize(
    ("text", "key"), [("电解掖", "electrolyte"), ("电解夜", "electrolyte"), ("己二睛", "adn"), ("磷酸铁里", "lfp")]
)
def test_a_misprint_of_the_same_sound_finds_its_name_first(fuling: District, text: str, key: str) -> None:
    found = fuling.find_names(text, TABLES)
    assert found["id"][0] == key
    assert "copowder" not in found["id"].to_list()  # 电解钴 sounds otherwise
    assert fuling.find_names(found["matched"][0], TABLES)["rank"][0] == 0


def test_a_misprint_of_another_sound_is_looked_for_where_none_sounds_alike(fuling: District) -> None:
    assert "己二酸" in fuling.find_names("己二铜", TABLES)["matched"].to_list()
    assert ids(fuling, "壹贰叁") == []


def test_every_word_counts(fuling: District) -> None:
    assert set(ids(fuling, "瑞浦 装置")) <= set(ids(fuling, "瑞浦"))
    assert ids(fuling, "瑞浦 zzzzqq") == []


def test_another_figure_is_no_misprint(fuling: District) -> None:
    assert ids(fuling, "91万吨") == []
    assert ids(fuling, "31GWh") == []
    assert "rept-base" in fuling.find_names("30GWH电芯", ("projects",))["id"].to_list()


@pytest.mark.parametrize(
    ("text", "code", "products", "firms"),
    [("3670", "3670", 0, 1), ("C3670", "3670", 0, 1), ("汽车零部件", "3670", 0, 1), ("3841", "3841", 2, 0)],
)
def test_an_industry_is_found_by_code_and_name(text: str, code: str, products: int, firms: int) -> None:
    """Two products of 3841 of which one is of two industries, one firm of 3670, none of 0610."""
    of_industry = [{"id": key, "gbt4754": codes} for key, codes in (("a", "3841"), ("b", "2614; 3841"), ("c", "2614"))]
    given = tables(products=of_industry, firms=[{"id": "f", "industry": "3670"}])
    assert find_industries(given, text).rows() == [(code, products, firms)]
    assert find_industries(given, "0610").is_empty()
    # Two digits are a figure as well as a division.
    assert find_industries(given, "36").is_empty()


@pytest.mark.parametrize("text", ["72GWh", "72 GWh", "72gwh", "720亿Wh"])
def test_a_figure_is_found_in_any_unit(fuling: District, text: str) -> None:
    rows = fuling.find_amounts(text).select("table", "id").rows()
    assert ("capacities", "battery-72") in rows
    assert ("capacities", "rept-cell") not in rows


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("72GWh 电池", {"battery-72"}),
        ("72gwh电池", {"battery-72"}),
        ("瑞浦30GWh", {"rept-cell"}),
        ("30 GWh 瑞浦", {"rept-cell"}),
        ("瑞浦72GWh", set()),
        # the only capacity of 600,000 t a year is of PET; no unit parts a word from its figure
        ("万凯60万吨", {"wankai-pet-3"}),
        ("60万吨聚酯", {"wankai-pet-3"}),
        ("60万吨己二酸", set()),
    ],
)
def test_words_beside_a_figure_say_of_what_it_is(fuling: District, text: str, keys: set[str]) -> None:
    assert set(fuling.find_amounts(text).filter(table="capacities")["id"]) == keys


@pytest.mark.parametrize("text", ["", "电池", "72", "72 nosuchunit"])
def test_what_is_no_figure_finds_none(fuling: District, text: str) -> None:
    assert fuling.find_amounts(text).is_empty()
