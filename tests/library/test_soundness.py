"""The good library has no findings; every kind of damage gives one."""

from collections.abc import Callable

import polars as pl
import pytest

from liantu.library.product_makers import find_products_without_maker
from liantu.library.soundness import check_library, list_unchecked_balances
from liantu.library.spectral_radius import compute_spectral_radius

from .reading import tables

Frames = dict[str, pl.DataFrame]
REGIONS = tables()["defaults"]["region"].drop_nulls().unique().sort().to_list()


def test_the_library_has_no_findings() -> None:
    assert check_library(tables())["message_en"].to_list() == []


def test_what_cannot_be_checked_is_listed_and_stays_little() -> None:
    rows = list_unchecked_balances(tables())
    elements = rows.filter(pl.col("check") == "element")["process"].unique()
    assert {"NISO4-NCM-BLACKMASS", "RECYCLE-LFP-BLACKMASS"} <= set(elements)
    # Of 677 processes: goods of mixed make, ores and slags whose composition is not written, and what is not weighed.
    assert elements.len() <= 36
    assert rows.filter(pl.col("check") == "mass").height <= 218


@pytest.mark.parametrize("region", [None, *REGIONS])
def test_default_systems_converge(region: str | None) -> None:
    radius, _ = compute_spectral_radius(tables(), region)
    assert radius < 0.5


def _coefficient(process: str, item: str, role: str = "input", **given: str) -> Callable[[Frames], None]:
    def damage(frames: Frames) -> None:
        here = (pl.col("process") == process) & (pl.col("input") == item) & (pl.col("role") == role)
        assert frames["coefficients"].filter(here).height == 1
        frames["coefficients"] = frames["coefficients"].with_columns(
            pl.when(here)
            .then(pl.lit(text))
            .otherwise(pl.col(name) if name in frames["coefficients"].columns else None)
            .alias(name)
            for name, text in given.items()
        )

    return damage


def _row(table: str, key: str, **given: str) -> Callable[[Frames], None]:
    def damage(frames: Frames) -> None:
        here = pl.nth(0) == key
        assert frames[table].filter(here).height >= 1
        frames[table] = frames[table].with_columns(
            pl.when(here).then(pl.lit(text)).otherwise(pl.col(name)).alias(name) for name, text in given.items()
        )

    return damage


def _lose(table: str, key: str, field: str) -> Callable[[Frames], None]:
    def damage(frames: Frames) -> None:
        elsewhere = pl.when(pl.nth(0) != key).then(pl.col(field))
        frames[table] = frames[table].with_columns(elsewhere.alias(field))

    return damage


def _more(table: str, **given: str) -> Callable[[Frames], None]:
    def damage(frames: Frames) -> None:
        frames[table] = pl.concat([frames[table], pl.DataFrame([given])], how="diagonal")

    return damage


def _again(table: str) -> Callable[[Frames], None]:
    def damage(frames: Frames) -> None:
        frames[table] = pl.concat([frames[table], frames[table].head(1)])

    return damage


DAMAGE: list[tuple[str, str, Callable[[Frames], None]]] = [
    ("order", "LFP-FEPO4", _coefficient("LFP-FEPO4", "elec", "utility", high="1")),
    ("number", "LFP-FEPO4", _coefficient("LFP-FEPO4", "elec", "utility", typical="viel")),
    ("bound", "UREA-STRIPPING", _coefficient("UREA-STRIPPING", "ammonia", low="0.5")),
    ("bound", "PTA-PX", _coefficient("PTA-PX", "px", low="0.6", typical="0.6")),
    ("unit", "PTA-PX", _coefficient("PTA-PX", "px", unit="kWh")),
    ("unit", "lfpcell", _row("products", "lfpcell", broader="cathode")),
    ("unit", "px", _row("products", "px", unit="scoop")),
    ("reference", "", _coefficient("PTA-PX", "px", input="xylol")),
    ("reference", "", _row("processes", "PTA-PX", product="ptaa")),
    ("reference", "", _row("products", "lfp", broader="cathodes")),
    ("default", "PTA-PX", _row("defaults", "urea", process="PTA-PX")),
    ("duplicate", "", _again("coefficients")),
    ("duplicate", "", _again("products")),
    ("order", "urea", _row("products", "urea", usual_plant_low="9000000")),
    ("order", "lfp", _row("prices", "lfp", low="900000")),
    ("price", "lfp", _lose("prices", "lfp", "source")),
    ("price", "lfp", _row("prices", "lfp", unit="元/kg")),
    ("price", "lfp", _row("prices", "lfp", period="2031", source="yaliqi-longpan")),
    ("price", "urea", _row("products", "urea", price_low="1550")),
    ("reference", "", _row("prices", "lfp", source="nowhere")),
    ("duplicate", "", _again("prices")),
    # carbon: more carbon dioxide than the gas holds
    ("element", "H2-SMR", _coefficient("H2-SMR", "co2", "byproduct", typical="6", high="6")),
    # nitrogen: half the ammonia, as if nobody had written a bound
    (
        "element",
        "UREA-STRIPPING",
        _coefficient("UREA-STRIPPING", "ammonia", low="0.2", typical="0.3", bound_kind=""),
    ),
    # a name, a former name and an id that stand for another product too
    ("name", "px", _row("products", "px", zh="氧气")),
    ("name", "px", _row("products", "px", aliases="二甲苯一;ｂｅｎｚｅｎｅ")),
    ("name", "px", _row("products", "px", en="UREA")),
    ("maker", "left-over", _more("products", id="left-over", zh="没人用的", en="left over", unit="t", list="invite")),
    ("mass", "CFRP-PART", _coefficient("CFRP-PART", "prepreg", low="0.5", typical="0.6", bound_kind="")),
]


@pytest.mark.parametrize(("kind", "where", "damage"), DAMAGE)
def test_damage_is_found(kind: str, where: str, damage: Callable[[Frames], None]) -> None:
    frames = tables()
    damage(frames)
    found = check_library(frames).filter(pl.col("check") == kind)
    assert found.height
    assert where in "".join(found["message_en"])
    assert found["message_zh"].null_count() == 0


def test_what_is_bought_given_off_or_made_as_a_grade_needs_no_maker_and_the_rest_is_found() -> None:
    frames = tables()
    assert find_products_without_maker(frames).is_empty()
    for number, name in enumerate(("new-leaf", "new-bought", "new-stream", "new-broad")):
        _more("products", id=name, zh=f"新{number}", en=name, unit="t", list="invite")(frames)
    _more("defaults", product="new-bought", reason="bought")(frames)
    _more("coefficients", process="PTA-PX", input="new-stream", role="byproduct", typical="0.1")(frames)
    _row("products", "px", broader="new-broad")(frames)
    assert find_products_without_maker(frames)["input"].to_list() == ["new-leaf"]
    # machines need bearings, no process here makes them: the row that says so is what keeps them out
    frames["defaults"] = frames["defaults"].filter(pl.col("product") != "bearing")
    assert find_products_without_maker(frames)["input"].to_list() == ["bearing", "new-leaf"]
    assert "bearing is on the list to invite" in "".join(check_library(frames)["message_en"])


def test_a_reason_excuses_a_low_coefficient() -> None:
    frames = tables()
    _coefficient("PETB-MELT-SSP", "pta", low="0.80", bound_reason="copolymer")(frames)
    assert check_library(frames).is_empty()


def test_a_recipe_is_no_floor() -> None:
    frames = tables()
    _coefficient("SPANDEX-DRY", "ptmeg", low="0.6")(frames)
    assert check_library(frames).is_empty()


def test_a_loop_that_feeds_on_itself_is_found() -> None:
    frames = tables()
    # melamine from urea, urea from ammonia, and now ammonia from melamine
    loop = {
        "process": "NH3-COAL",
        "input": "melamine",
        "role": "input",
        "low": "1",
        "typical": "1",
        "high": "1",
    }
    frames["coefficients"] = pl.concat([frames["coefficients"], pl.DataFrame([loop])], how="diagonal")
    found = check_library(frames).filter(pl.col("check") == "loop")
    of_defaults = found.filter(pl.col("message_en").str.starts_with("defaults of"))
    assert of_defaults.height >= 1
    assert found.height == of_defaults.height + 1  # that of the worst choice, which is no better
    assert found["value"][-1] >= found["value"].max() * (1 - 1e-9)
    for message, value in of_defaults.select("message_en", "value").iter_rows():
        assert "ammonia, melamine, urea" in message
        assert value == pytest.approx((3.08 * 0.576) ** (1 / 3), rel=1e-3)


def test_units_of_the_same_dimension_are_converted() -> None:
    frames = tables()
    _coefficient("UREA-STRIPPING", "ammonia", unit="kg", low="568.5", typical="576", high="590", bound="567.2")(frames)
    assert check_library(frames).is_empty()
