"""What other parts rely on in the library's tables."""

import polars as pl
import pytest

from liantu.library.findings import convert_coefficients
from liantu.library.industries import name_industry, read_divisions
from liantu.library.shipped_tables import load_library, read_families
from liantu.model import schema
from liantu.model.industry_codes import read_industry_codes
from liantu.wording.amounts import choose_scale, unit_word

from .reading import FOLDER, codes, tables

FRAMES = tables()


def find_rows(process: str, item: str, role: str = "input") -> pl.DataFrame:
    named = (pl.col("process") == process) & (pl.col("input") == item) & (pl.col("role") == role)
    return convert_coefficients(FRAMES).filter(named)


def figure(process: str, item: str, name: str) -> float:
    return float(find_rows(process, item)[name].item())


def typical(process: str, item: str, role: str = "input") -> float:
    return float(find_rows(process, item, role)["typical"].item())


@pytest.mark.parametrize(
    ("process", "item", "expected"),
    [
        ("CELL-LFP", "lfp", 2250),
        ("CELL-LFP", "graphite", 1150),
        ("CELL-LFP", "electrolyte", 1300),
        ("CELL-LFP", "sepcoat", 1650),
        ("CELL-LFP", "cufoil", 500),
        ("CELL-LFP", "alfoil", 280),
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


@pytest.mark.parametrize("process", ["PETF-MELT", "PETB-MELT-SSP"])
@pytest.mark.parametrize("item", ["pta", "eg"])
def test_the_recipe_of_a_chip_is_no_floor(process: str, item: str) -> None:
    # A unit of polyester, C10H8O4, is 192.17 and takes 166.13 of acid (0.8645) and 62.07 of glycol (0.3230).
    (bound,) = find_rows(process, item)["bound_kind"]
    assert bound == "recipe"


def test_foils_follow_from_the_area_of_the_electrodes() -> None:
    # Half of the separator's area, at 6 µm of copper (8.96 g/cm3) and 12 µm of aluminium (2.70): tonnes a GWh.
    for process, thickness, density, item in [
        ("CELL-LFP", 6, 8.96, "cufoil"),
        ("CELL-NCM811", 6, 8.96, "cufoil"),
        ("CELL-LFP", 12, 2.70, "alfoil"),
        ("CELL-NCM811", 12, 2.70, "alfoil"),
    ]:
        area = typical(process, "sepcoat") * 1e4 / 2
        coated = area * thickness * density / 1e6
        assert 1.0 <= typical(process, item) / coated <= 1.15  # bare edges, tabs and trim


def test_a_cell_plant_takes_steam_and_gives_back_the_solvent_of_its_slurry() -> None:
    for process in ("CELL-LFP", "CELL-NCM811"):
        assert typical(process, "steam", "utility") == 9000
        slurry = typical(process, "cntslurry") * typical("CNT-SLURRY", "nmp")
        assert typical(process, "nmp", "byproduct") == pytest.approx(0.95 * slurry, rel=0.02)


def test_fresh_tubers_of_packed_zhacai_lie_where_the_district_says() -> None:
    low, middle, high = (
        figure("MUSTARD-SALTING", "mustard", name) * figure("ZHACAI-PACK", "saltmustard", name)
        for name in ("low", "typical", "high")
    )
    assert (low, middle, high) == pytest.approx((1.8, 2.394, 3.0))


def test_ammonia_of_hydrogen_cyanide_allows_for_its_yield() -> None:
    assert [figure("HCN-ANDRUSSOW", "ammonia", name) for name in ("low", "typical", "high")] == [0.9, 0.97, 1.05]


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
    bought = set(general.filter(pl.col("process").is_null())["product"])
    assert made <= set(general["product"]) == made | bought
    # made here and there, and bought all the same
    assert made & bought == {"benzene", "elec", "fishmeal", "kcl", "na2so4", "ng", "salt", "soymeal"}
    assert general.filter(pl.col("process").is_null())["reason"].null_count() == 0


@pytest.mark.parametrize("family", read_families())
def test_a_family_holds_the_products_of_its_divisions_and_what_belongs_to_them(family: str) -> None:
    """A reader finds a product under the division of its first code, its processes and figures beside it."""
    own = {path.stem: pl.read_csv(path, infer_schema=False) for path in (FOLDER / "tables" / family).glob("*.csv")}
    divisions = own["products"]["gbt4754"].str.slice(0, 2).drop_nulls()
    assert set(divisions) <= set(read_families()[family])
    products, processes = set(own["products"]["id"]), set(own["processes"]["id"])
    assert set(own["processes"]["product"]) <= products
    assert set(own["coefficients"]["process"]) == processes
    assert set(own["defaults"]["product"]) <= products
    assert set(own["compositions"]["product"]) <= products


def test_the_program_reads_what_the_files_of_all_families_hold() -> None:
    assert {name: load_library()[name].height for name in FRAMES} == {n: f.height for n, f in FRAMES.items()}


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
        ("2614", "2614 有机化学原料制造"),
        ("C2614", "C2614 有机化学原料制造"),
        ("261", "261 基础化学原料制造"),
        ("3445", "3445（34 通用设备制造业）"),
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
    assert set(used) <= read_industry_codes()


def test_codes_of_trade_have_the_form_of_headings() -> None:
    used = FRAMES["products"]["hs"].drop_nulls().str.split(";").explode()
    assert used.str.contains(r"^(0[1-9]|[1-8]\d|9[0-7])\d{2}(\d{2}){0,2}$").all()


def test_every_unit_of_a_product_has_a_word_in_both_languages() -> None:
    for unit in FRAMES["products"]["unit"].unique():
        assert unit_word(unit, chinese=False).isascii() or unit in {"m2", "万m2", "m3"}, unit
        assert unit_word(unit, chinese=True)
    assert unit_word("千双", chinese=False) == "1,000 pairs"
    assert choose_scale([12_000], "千双").unit == "万双/年"


@pytest.mark.parametrize(
    ("text", "dimension", "factor"),
    [
        ("万m2", "area", 10_000),
        ("万千伏安", "power", 10_000),
        ("MVA", "power", 1000),
        ("万kVAh", "energy", 10_000),
        ("万千升", "volume", 10_000),
        ("万头", "count:头", 10_000),
        ("亿块", "count:块", 100_000_000),
        ("千双", "count:双", 1000),
        ("万重量箱", "mass", 500),
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


@pytest.mark.parametrize(
    ("process", "item", "words"),
    [
        ("CELL-LFP", "graphite", "gross"),
        ("CELL-NCM811", "graphite", "gross"),
        ("CNT-SLURRY", "nmp", "gross"),
        ("AL-SMELTING", "anode", "net"),
        ("CELL-LFP", "cufoil", "8.25 million m2"),
        ("CELL-LFP", "alfoil", "7.9 million m2"),
        ("PETF-MELT", "pta", "0.8645"),
        ("PETF-MELT", "eg", "0.3230"),
    ],
)
def test_a_coefficient_says_what_it_counts(process: str, item: str, words: str) -> None:
    rows = FRAMES["coefficients"].filter(process=process, input=item, role="input")
    assert words in str(rows["note"].item())
