"""Whole chains against intensities that others have published, and against arithmetic by hand.

Totals are gross, of default routes, at typical figures. Published figures are facts with their source; none of them is
the source of the coefficients behind.
"""

import pytest

from .test_tables import typical
from .whole_chain import total_needs

#: GJ a tonne of coal equivalent, of steam, and a thousand m3 of natural gas.
COAL_EQUIVALENT, STEAM, GAS = 29.3076, 2.75, 35.6

WORLDSTEEL = "worldsteel, fact sheet Steel and raw materials (docslib.org/doc/5802892): blast furnace and converter"
PIG_IRON = "worldsteel, Raw materials: a tonne of pig iron takes 1.6 t of ore and about 450 kg of coke"
FRAUNHOFER = "Fraunhofer ISE through pv magazine, January 2023: just over 2 g of silicon a watt in 2021"
CAR = "IEA, minerals used in cars, through Visual Capitalist: copper of a petrol car 22.3 kg"
TISSUE = "Valmet, Tissue making process: 0.15 kWh of power a roll of 100 g"


@pytest.mark.parametrize(
    ("product", "items", "published", "within", "source"),
    [
        ("crudesteel", ("ironore",), 1.37, 0.10, WORLDSTEEL),
        ("crudesteel", ("cokingcoal", "coal"), 0.78, 0.12, WORLDSTEEL),
        ("crudesteel", ("limestone",), 0.27, 0.20, WORLDSTEEL),
        ("crudesteel", ("scrapsteel",), 0.125, 0.25, WORLDSTEEL),
        ("pigiron", ("ironore",), 1.6, 0.10, PIG_IRON),
        ("pigiron", ("coke",), 0.45, 0.10, PIG_IRON),
        ("pvmodule", ("polysi",), 2000, 0.10, FRAUNHOFER),
        ("icecar", ("cucath",), 0.0223, 0.15, CAR),
        ("tissue", ("elec",), 1500, 0.10, TISSUE),
    ],
)
def test_a_total_lies_near_the_published_one(
    product: str, items: tuple[str, ...], published: float, within: float, source: str
) -> None:
    total = sum(total_needs(product)[item] for item in items)
    assert total == pytest.approx(published, rel=within), source


def test_steel_by_hand() -> None:
    """A slab takes 1.025 t of liquid steel, that 0.92 t of hot metal, that 1.26 t of sinter, 0.27 t of pellets, ore."""
    hot_metal = 1.025 * 0.92
    ore = 1.26 * 0.92 + 0.27 * 1.01 + 0.12
    totals = total_needs("crudesteel")
    assert totals["pigiron"] == pytest.approx(hot_metal, rel=0.001)
    assert totals["ironore"] == pytest.approx(hot_metal * ore, rel=0.002)
    assert totals["coke"] == pytest.approx(hot_metal * (0.37 + 1.26 * 0.045), rel=0.02)  # the rest: manganese alloys
    assert totals["cokingcoal"] == pytest.approx(1.34 * totals["coke"])
    assert totals["scrapsteel"] == pytest.approx(1.025 * 0.15, rel=0.01)


def test_a_blast_furnace_takes_coke_and_a_carbide_furnace_semi_coke() -> None:
    assert "semicoke" not in total_needs("pigiron")
    for product in ("cac2", "fesi", "p4", "pvc"):
        assert "coke" not in total_needs(product), product
        assert "cokingcoal" not in total_needs(product), product
        assert total_needs(product)["semicoke"] > 0


def test_cement() -> None:
    """A kiln burns 3 to 4 GJ a tonne of clinker (Asian Institute of Technology 1997, dry process); 65 % of lime in
    clinker are 1.16 t of pure limestone; 1.1 t of limestone make a tonne of cement (geologyhub) of 95 % clinker.
    """
    clinker, cement = total_needs("clinker"), total_needs("cement")
    assert 3.0 <= clinker["coal"] * COAL_EQUIVALENT <= 4.0
    assert 1.16 <= clinker["limestone"] <= 1.16 * 1.15
    assert clinker["limestone"] * 0.95 == pytest.approx(1.1, rel=0.15)
    assert cement["clinker"] == pytest.approx(0.69, rel=1e-12)
    assert cement["coal"] == pytest.approx(0.69 * 0.104, rel=0.02)
    assert cement["limestone"] == pytest.approx(0.69 * 1.3 + 0.08)
    assert cement["elec"] == pytest.approx(34 + 0.69 * 56, rel=0.01)


def test_copper_and_the_acid_it_makes() -> None:
    """Chalcopyrite, CuFeS2, gives two molecules of acid an atom of copper: 2 x 98.08 / 63.55 = 3.09 t a tonne; pyrite
    beside it gives more.
    """
    blister = total_needs("cucath")["blister"]
    assert blister == pytest.approx(1.02)
    acid = blister * typical("BLISTER-SMELT", "h2so4", "byproduct")
    assert 3.09 <= acid <= 3.09 * 1.15
    assert total_needs("cucath")["cuconc"] * 0.25 == pytest.approx(1.04, rel=0.02)  # concentrate of 25 %


def test_the_oxides_of_float_glass() -> None:
    """Usual float glass: 73 % SiO2, 13 % Na2O, 8.4 % CaO, 4 % MgO (glass-source.biz, Raw material). Oxide of soda
    0.585, of sodium sulfate 0.436, of limestone 0.560, of dolomite 0.304 lime and 0.219 magnesia, of sand 0.99.
    """
    batch = total_needs("floatglass", "soda", "cullet")
    cullet = batch["cullet"]
    soda = 0.585 * batch["soda"] + 0.436 * batch["na2so4"] + 0.13 * cullet
    lime = 0.560 * batch["limestone"] + 0.304 * batch["dolomite"] + 0.084 * cullet
    magnesia = 0.219 * batch["dolomite"] + 0.04 * cullet
    silica = 0.99 * batch["sand"] + 0.65 * batch["feldspar"] + 0.73 * cullet
    assert soda == pytest.approx(0.13, rel=0.05)
    assert lime == pytest.approx(0.084, rel=0.05)
    assert magnesia == pytest.approx(0.04, rel=0.10)
    assert silica == pytest.approx(0.73, rel=0.05)


def test_silicon_of_a_gigawatt_of_modules_by_hand() -> None:
    totals = total_needs("pvmodule")
    wafers = 1.02 * 1.04
    assert totals["siwafer"] == pytest.approx(wafers)
    assert totals["siingot"] == pytest.approx(wafers * 1780)
    assert totals["polysi"] == pytest.approx(wafers * 1780 * 1.07)
    assert totals["diawire"] == pytest.approx(wafers * 430_000)


def test_grain_of_liquor() -> None:
    """Sauce liquor: five measures of grain to one of liquor (五斤粮食一斤酒), a kilolitre at 53 % weighs about 0.92 t.
    Strong liquor: 40 to 45 % of liquor at 65 % from one grain, to 50 % from several; a kilolitre weighs 0.887 t.
    """
    sauce, strong = total_needs("baijiu_sauce"), total_needs("baijiu_strong")
    assert sauce["wheat"] == pytest.approx(2.0 * 1.18)
    assert sauce["sorghum"] + sauce["wheat"] == pytest.approx(5 * 0.92, rel=0.05)
    grain = strong["sorghum"] + strong["rice"] + strong["corn"] + (strong["wheat"] - strong["daqu"] * 1.18)
    assert grain == pytest.approx(1.2 + 0.55 + 0.18 + 0.22)
    assert 0.40 <= 0.887 / grain <= 0.50


def test_feed() -> None:
    """A usual Chinese recipe of 2018 had 70 to 75 % maize and 20 % soya meal (Reuters, 27 December 2018); maize was
    48.9 % of all feed in 2020 (eFeedLink, 6 January 2025).
    """
    feed = total_needs("pigfeed")
    assert 0.489 <= feed["corn"] <= 0.75
    assert 0.10 <= feed["soymeal"] <= 0.20


def test_yarn() -> None:
    """Carded yarn keeps 85 to 90 % of the lint, combed yarn 67 to 75 %; lint is 38.5 % of seed cotton."""
    totals = total_needs("cottonyarn")
    assert 0.85 <= 1 / totals["lint"] <= 0.90
    assert totals["seedcotton"] * 0.385 == pytest.approx(totals["lint"], rel=0.01)
    assert 0.67 <= 1 / typical("YARN-COTTON-COMBED", "lint") <= 0.75


def test_heat_of_tissue() -> None:
    """Valmet gives a roll of 100 g 0.1 kg of steam and 0.15 kWh of gas: 2.75 + 5.4 = 8.15 GJ a tonne."""
    steam = typical("TISSUE-BASE", "steam", "utility")
    gas = typical("TISSUE-BASE", "ng", "utility")
    assert steam * STEAM + gas / 1000 * GAS == pytest.approx(8.15, rel=0.10)


def test_metals_of_an_electric_car() -> None:
    """Copper: 53 kg (IEA) to 83 kg (International Copper Association); rare earths 0.5 kg (IEA), three tenths of a
    magnet. Tyres and seats by count.
    """
    car = total_needs("bev")
    assert 0.053 <= car["cucath"] <= 0.083
    assert car["ndfeb"] * 0.3 * 1000 == pytest.approx(0.5, rel=0.3)
    assert [car[part] for part in ("tyrepcr", "seat", "lamp")] == pytest.approx([4, 1, 1])
    assert car["lfpcell"] == pytest.approx(55e-6 * 1.005)
