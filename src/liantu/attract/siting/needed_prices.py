"""Which price meets each need in each place: the place's own, a market's, or none."""

from __future__ import annotations

import polars as pl

from liantu.model.siting_items import ITEMS

#: What stands together when places are compared: a piece of it alone would mislead.
_NEED_OF = {
    **dict.fromkeys(("power", "power_purchase"), "power"),
    **dict.fromkeys(("gas", "gas_transport"), "gas"),
    **dict.fromkeys(("land", "land_rent"), "land"),
    **dict.fromkeys(("building", "building_rent"), "building"),
    **dict.fromkeys(("wage", "social"), "labour"),
}
#: Counted where a place states it; where it does not, nothing is missing.
_OPTIONAL = ("power_purchase", "gas_transport", "land_rent", "building_rent")
#: Of these one is enough, the first that is known.
_ALTERNATIVES = (("land", "land_rent"), ("building", "building_rent"))
#: Which price comes first; one to be asked comes after all that are known.
_LOCAL, _OF_PLACE, _EVERYWHERE, _MARKET, _NOTHING, _LAST = 1, 2, 3, 4, 5, 10
_BY_HOURS = [name for name, item in ITEMS.items() if item.by_hours]
_PRICE, _QUANTITY = "price", "quantity"


def match_prices(needs: pl.DataFrame, prices: pl.DataFrame, market: pl.DataFrame, places: pl.Series) -> pl.DataFrame:
    """The needs of each place with the price of each: columns of both, ``need``, ``price_key`` (what moves as one
    price: the row, or all hours of an item in a place) and ``missing`` (null: known; price, quantity).

    ``needs`` are those of ``list_needs``, ``prices`` of ``list_place_prices``; ``market``: prices of products that hold
    in every place where none is stated (product, row, price_low, price, price_high, vat, tax, period, spec, source);
    what is bought by them comes with freight. ``places`` are compared. Of a material the price of local supply comes
    first, then what the place states otherwise, what is stated of every place, the market; a known one before one to be
    asked.
    """
    known_places = pl.DataFrame({"siting_place": places}, schema={"siting_place": pl.String})
    pairs = known_places.join(needs, how="cross")
    of_place = prices.filter(pl.col("siting_place").is_not_null())
    everywhere = prices.filter(pl.col("siting_place").is_null()).drop("siting_place")
    stated = pairs.join(of_place, on=["siting_place", "item", "product"], how="left", nulls_equal=True)
    common = pairs.join(everywhere, on=["item", "product"], nulls_equal=True)
    general = pairs.filter(pl.col("item").is_in(["material", "sale"])).join(market, on="product")
    bought = pl.when(pl.col("item") == "material").then(pl.lit("bought")).alias("supply")
    general = general.with_columns(bought, pl.lit(1.0).alias("share"))
    frames = ((stated, _OF_PLACE), (common, _EVERYWHERE), (general, _MARKET))
    rows = pl.concat([frame.select(*stated.columns, pl.lit(rank).alias("rank")) for frame, rank in frames])
    lacking = pl.col("price").is_null()
    is_local = (pl.col("supply") == "local").fill_null(value=False)
    rank = pl.when(pl.col("row").is_null()).then(_NOTHING).when(is_local).then(_LOCAL).otherwise("rank")
    rows = rows.with_columns((rank + pl.when(lacking).then(_LAST).otherwise(0)).alias("rank"), lacking.alias("lacking"))
    rows = rows.filter(pl.col("rank") == pl.col("rank").min().over("siting_place", "item", "product"))
    nowhere = pl.col("row").is_null() & pl.col("item").is_in(_OPTIONAL)
    rows = _choose_alternatives(rows.filter(~nowhere))
    missing = pl.when(pl.col("quantity").is_null()).then(pl.lit(_QUANTITY)).when("lacking").then(pl.lit(_PRICE))
    need = pl.col("item").replace(_NEED_OF)
    parted = pl.col("item").is_in(_BY_HOURS) & pl.col("row").is_not_null()
    together = pl.format("{}/{}", "siting_place", "item")
    return rows.with_columns(
        pl.when(parted).then(together).otherwise("row").alias("price_key"),
        missing.alias("missing"),
        pl.when(pl.col("product").is_null()).then(need).otherwise(pl.format("{}/{}", need, "product")).alias("need"),
        *((pl.col(f"quantity{end}") * pl.col("share").fill_null(1.0)) for end in ("_low", "", "_high")),
    ).drop("rank", "lacking", "share")


def _choose_alternatives(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows without what another one stands for: land to be rented where it can be bought, and so on."""
    for first, second in _ALTERNATIVES:
        known = rows.filter((pl.col("item") == first) & ~pl.col("lacking"))["siting_place"].implode()
        rentable = rows.filter((pl.col("item") == second) & ~pl.col("lacking"))["siting_place"].implode()
        has_first, has_second = pl.col("siting_place").is_in(known), pl.col("siting_place").is_in(rentable)
        rows = rows.filter(
            ~((pl.col("item") == second) & has_first) & ~((pl.col("item") == first) & ~has_first & has_second)
        )
    return rows
