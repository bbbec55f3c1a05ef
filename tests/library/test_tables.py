"""What other parts rely on in the library's tables."""

import polars as pl
import pytest

from liantu.library.findings import convert_coefficients
from liantu.library.industries import name_industry, read_divisions
from liantu.library.shipped_tables import load_library
from liantu.model import schema

from .reading import codes, tables

FRAMES = tables()


def typical(process: str, item: str) -> float:
    rows = convert_coefficients(FRAMES).filter((pl.col("process") == process) & (pl.col("input") == item))
    return float(rows["typical"].item())


@pytest.mark.parametrize(
    ("process", "item", "expected"),
    [
        ("CELL-LFP", "lfp", 2250),
        ("CELL-LFP", "graphite", 1150),
        ("CELL-LFP", "electrolyte", 1300),
        ("CELL-LFP", "sepcoat", 1650),
        ("CELL-LFP", "cufoil", 500),
        ("CELL-LFP", "alfoil", 350),
        ("CELL-LFP", "cellcase", 480),
        ("PETB-MELT-SSP", "pta", 0.849),
        ("PETB-MELT-SSP", "eg", 0.335),
        ("UREA-STRIPPING", "ammonia", 0.576),
        ("SPANDEX-DRY", "ptmeg", 0.785),
        ("SPANDEX-DRY", "mdi", 0.185),
    ],
)
def test_anchor_coefficients(process: str, item: str, expected: float) -> None:
    assert typical(process, item) == expected


def test_every_code_is_in_its_codelist_and_every_column_in_the_schema() -> None:
    known = schema.read_tables()
    for name, frame in FRAMES.items():
        assert set(frame.columns) <= set(known[name].columns), name
    products = FRAMES["products"]
    assert set(products["kind"]) <= {
        "manufacturable",
        "regional",
        "commodity",
        "energy",
        "utility",
        "resource",
        "service",
        "waste",
    }
    assert set(products["list"]) <= {"invite", "utilities", "commodities", "onsite", "none"}
    assert products["transport"].is_in(["pipe", "short", "ordinary", "easy"]).all()


def test_the_list_of_links_to_fill_never_shows_what_nobody_invites() -> None:
    listed = dict(FRAMES["products"].select("id", "list").iter_rows())
    for name in ("elec", "steam", "water", "ng", "coal", "o2", "n2", "h2", "co", "co2"):
        assert listed[name] == "utilities"
    for name in ("naphtha", "cucath", "pta", "eg", "methanol", "urea"):
        assert listed[name] == "commodities"
    waste = FRAMES["products"].filter(pl.col("kind") == "waste")
    assert set(waste["list"]) == {"none"}
    assert {"n2o", "redmud", "lislag", "co2flue"} <= set(waste["id"])


def test_usually_on_site() -> None:
    pairs = set(FRAMES["coefficients"].filter(pl.col("on_site") == "yes").select("process", "input").iter_rows())
    assert ("ADIPIC-HNO3-CYCLOHEXANOL", "hno3") in pairs
    assert ("ADIPIC-HNO3-CYCLOHEXANOL", "cyclohexanol") in pairs
    assert ("UREA-STRIPPING", "co2") in pairs
    assert ("UREA-STRIPPING", "ammonia") not in pairs


def test_waste_and_emissions_are_never_offered() -> None:
    waste = FRAMES["products"].filter(pl.col("kind") == "waste")["id"].implode()
    offered = FRAMES["coefficients"].filter((pl.col("role") == "byproduct") & pl.col("input").is_in(waste))
    assert offered.is_empty()


def test_no_name_means_two_products() -> None:
    products = FRAMES["products"]
    names = pl.concat(
        [
            products.select("id", pl.col("zh").alias("name")),
            products.select("id", pl.col("aliases").str.split(";").alias("name")).explode("name"),
        ]
    )
    twice = names.drop_nulls().filter(pl.col("name") != "").unique().filter(pl.len().over("name") > 1)
    assert twice.is_empty(), twice


def test_every_product_with_a_process_has_a_default() -> None:
    made = set(FRAMES["processes"]["product"])
    general = FRAMES["defaults"].filter(pl.col("region").is_null())
    assert set(general["product"]) == made
    assert general.filter(pl.col("process").is_null())["product"].sort().to_list() == ["elec", "ng"]


def test_divisions_are_those_of_industry() -> None:
    """Section B is 06 to 12, C is 13 to 43, D is 44 to 46: 41 divisions."""
    found = read_divisions()
    assert list(found) == [f"{code:02d}" for code in range(6, 47)]
    assert found["36"][0] == "汽车制造业"
    assert found["46"][0] == "水的生产和供应业"
    assert len({name for names in found.values() for name in names}) == 82


@pytest.mark.parametrize(
    ("code", "zh"),
    [
        ("2614", "2614（26 化学原料和化学制品制造业）"),
        ("C2614", "C2614（26 化学原料和化学制品制造业）"),
        ("26", "26 化学原料和化学制品制造业"),
        ("8211", "8211"),
        ("化工", "化工"),
        (None, ""),
    ],
)
def test_an_industry_is_said_with_its_code(code: str | None, zh: str) -> None:
    assert name_industry(code, chinese=True) == zh


def test_classification_codes_resolve() -> None:
    used = FRAMES["products"]["gbt4754"].drop_nulls().str.split(";").explode().unique()
    assert set(used) == set(codes()["code"])
    assert codes()["name"].null_count() == 0


@pytest.mark.parametrize(
    ("text", "dimension", "factor"),
    [
        ("万m2", "area", 10_000),
        ("亿平方米", "area", 100_000_000),
        ("万吨/年", "mass", 10_000),
        ("亿Wh", "energy", 100_000),
        ("万千瓦时", "energy", 10_000),
        ("千只", "count:只", 1000),
        ("㎡", "area", 1),
        ("亿元", "money", 100_000_000),
        ("万吨标准煤", "coal_equivalent", 10_000),
    ],
)
def test_units_as_people_write_them(text: str, dimension: str, factor: int) -> None:
    unit = load_library().units.read(text)
    assert unit is not None
    assert unit.dimension == dimension
    assert float(unit.factor) == factor
