"""Three made-up districts of other kinds than Fuling's: what their plants need, worked out by hand, and their pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.examples import choose_one
from tests.local_client import TestClient

import liantu
from liantu.district import District
from liantu.exchange.paper import Paper
from liantu.papers import make_paper
from liantu.web.core.app import create_app

HERE = Path(__file__).parent
DISTRICTS = ("steelport", "loomfield", "circuitcar")

#: What is needed a year in the product's unit, by district; each sum by hand from amounts and coefficients.
NEEDS = {
    "steelport": {
        "coke": 2_500_000 * 0.37 + 3_000_000 * 0.045,  # blast furnaces, sintering
        "pigiron": 3_000_000 * 0.92,  # converters
        "sinter": 2_500_000 * 1.26,
        "ironore": 2_500_000 * 0.12 + 3_000_000 * 0.92,  # lump ore, fines for sintering
        "crudesteel": 1_500_000 * 1.025 + 1_000_000 * 1.02,  # hot strip, rebar
        "zn": 50_000 * 0.01 + 300_000 * 0.032,  # bolts, sheet
        "wirerod": 50_000 * 1.11,
        "clinker": 1_000_000 * 0.69,
        "bfslag": 600_000 * 1.06 + 1_000_000 * 0.09,  # slag mill, cement
    },
    "loomfield": {
        "livepig": 80_000 * 1.36,
        "pork": 50_000 * 0.68,
        "soymeal": 400_000 * 0.16,
        "flour": 120_000 * 0.66,
        "baijiu": 10_000 * 0.82,
        "lint": 60_000 * 1.15,
        "cottonyarn": 20_000 * 2.05,
        "greycloth": 10_000 * 0.6,
        "dyedwoven": 50_000 * 0.16,
    },
    "circuitcar": {
        "pack": 200_000 * 0.000055,
        "seat": 200_000 + 50_000,
        "engine": 50_000,
        "harness": 200_000 * 1.15 + 50_000,
        "alwheel": 4 * 250_000,
        "tyrepcr": 4 * 200_000 + 4.3 * 50_000,
        "stamping": 200_000 * 0.42 + 50_000 * 0.39,
        "lcm": 4_000_000 * 0.16,
        "adapter": 4_000_000 * 2.5,
        "pcba": 4_000_000 * 0.03 + 800_000 * 0.05 + 150_000 * 0.008,  # monitors, display modules, harness
        "pcb": 600_000 * 0.45,
        "lcdpanel": 800_000 * 1.02,
    },
}

#: What the list to fill names that a local engineer would name, short by how much.
GAPS = {
    "steelport": {"clinker": 690_000},
    "loomfield": {"baijiu": 8_200 - 5_000, "flour": 79_200, "carton": None, "premix": 400_000 * 0.035},
    "circuitcar": {"pack": 11, "motor": 230_000, "harness": 130_000, "engine": 50_000, "lcdpanel": 816_000},
}

#: Links of one chain that no other chain of the district may show.
OF_ONE_CHAIN = {
    "steelport": {"steel": {"ironore", "coke", "fepellet"}, "coated": {"zn"}, "building": {"clinker", "gypsum"}},
    "loomfield": {
        "meat": {"livepig", "soymeal", "chickenmeat"},
        "liquor": {"daqu", "glassbottle", "sorghum"},
        "noodle": {"flour", "palmoil", "pouchfilm"},
        "apparel": {"lint", "greyfil", "dye"},
    },
    "circuitcar": {
        "car": {"pack", "seat", "engine", "alwheel", "motor"},
        "display": {"adapter", "lcdpanel", "backlight"},
        "board": {"ccl", "mlcc", "solder"},
    },
}


@pytest.fixture(scope="module", params=DISTRICTS)
def district(request: pytest.FixtureRequest) -> District:
    return liantu.open(HERE / request.param)


def _name(district: District) -> str:
    return str(district.tables.about["id"])


def test_needs_are_those_worked_out_by_hand(district: District) -> None:
    book = dict(district.chain.balance().select("product", "direct").iter_rows())
    expected = NEEDS[_name(district)]
    assert {name: book[name] for name in expected} == pytest.approx(expected)


def test_the_list_names_what_a_local_engineer_would_name(district: District) -> None:
    missing = dict(district.chain.gaps().select("product", "gap_typical").iter_rows())
    for name, amount in GAPS[_name(district)].items():
        assert name in missing
        assert amount is None or missing[name] == pytest.approx(amount)


def test_no_link_of_one_chain_appears_in_another(district: District) -> None:
    needed = {chain: set(district.chain.all_gaps(chain)["product"]) for chain in OF_ONE_CHAIN[_name(district)]}
    short = set(district.chain.all_gaps()["product"])
    for chain, marks in OF_ONE_CHAIN[_name(district)].items():
        elsewhere = {name for other, names in needed.items() if other != chain for name in names}
        assert marks & short <= needed[chain]
        assert not marks & elsewhere


def test_every_chain_is_drawn_per_unit_too(district: District) -> None:
    for chain in OF_ONE_CHAIN[_name(district)]:
        assert district.chain.per_unit(chain).height > 3


def test_works_gas_and_scrap_stay_where_they_arise() -> None:
    """By hand: 2.7 GJ a tonne of iron and 0.8 a tonne of steel, used first in the works' own furnaces."""
    book = liantu.open(HERE / "steelport").chain.balance()
    gas = book.filter(product="worksgas").to_dicts()[0]
    used = 3e6 * 0.08 + 1.5e6 * 1.25 + 1e6 * 0.9 + 6e5 * 0.85 + 3e5 * 0.95
    assert gas["captive"] == pytest.approx(used)
    assert gas["offer"] == pytest.approx(2.5e6 * 2.7 + 3e6 * 0.8 - used)
    assert gas["gap"] == 0  # not the rounding of two equal sums
    scrap = book.filter(product="scrapsteel").to_dicts()[0]
    assert scrap["captive"] == pytest.approx(2.9e6 * 0.014 + 1.5e6 * 0.012 + 1e6 * 0.009 + 6e5 * 0.04 + 3e5 * 0.013)
    assert scrap["offer"] == pytest.approx(50_000 * 0.085)


def test_coke_of_the_next_city_stands_beside_the_gap() -> None:
    rows = liantu.open(HERE / "steelport").chain.all_gaps().filter(product="coke")
    assert rows.select("gap_typical", "nearby").rows() == [pytest.approx((1_060_000, 800_000))]


def test_links_that_are_short_or_rest_on_one_plant(district: District) -> None:
    weak = dict(district.chain.weak_links().select("product", "gap").iter_rows())
    expected = {
        "steelport": {"pigiron": 260_000, "sinter": 150_000},
        "loomfield": {"baijiu": 3_200, "dyedwoven": 0},
        "circuitcar": {"harness": 130_000, "stamping": 23_500, "seat": 0, "pcba": 0},
    }
    assert weak == pytest.approx(expected[_name(district)])


def test_a_surplus_becomes_only_what_it_is_a_main_input_of() -> None:
    steel = liantu.open(HERE / "steelport").chain.extensions()
    pairs = set(steel.select("product", "makes").iter_rows())
    assert {("hrc", "weldpipe"), ("crc", "tinplate"), ("galv", "ppgi"), ("cement", "concrete")} <= pairs
    # A drive unit takes 0.6 kg of bolts beside three parts that are counted.
    assert ("fastener", "motor") not in pairs
    made = dict(steel.filter(product="hrc").select("makes", "makes_up_to").iter_rows())
    assert made["weldpipe"] == pytest.approx((1_500_000 - 600_000 * 1.05) / 1.035, rel=2e-3)


@pytest.mark.hypothesis
def test_pages_and_papers(district: District) -> None:
    """In one language, drawn by the name of the district; in both in ``make fuzz``."""
    for language in choose_one(("zh_CN", "en"), _name(district)):
        check_pages_and_papers(district, language)


def check_pages_and_papers(district: District, language: str) -> None:
    chains = OF_ONE_CHAIN[_name(district)]
    lists = ("/", "/chains", "/gaps/invite", "/gaps/commodities", "/gaps/onsite", "/extend", "/weak", "/ask")
    with TestClient(create_app(district)) as client:
        pages = [*lists, *(f"/chain/{name}" for name in chains)]
        answers = {page: client.get(page, params={"lang": language}).status_code for page in pages}
    assert answers == dict.fromkeys(pages, 200)
    for chain in chains:
        paper = make_paper(district, "set", language, chain)
        assert isinstance(paper, Paper)
        assert "<svg" in str(paper)
