"""What is known of who makes a product, from plants here, makers elsewhere and registers, in rows of one shape."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.attract.company_names.name_parts import normalise_names

#: A row says one thing of one firm and one product. ``kind`` is capacity, read_maker, recalled_maker, recalled_once or
#: register; ``related`` is broader or narrower where it speaks of such a product; ``strength`` runs from 0 to 1;
#: ``capacity`` is a year's in the product's unit; ``resident`` is the firm of the district that it is; ``standing`` is
#: how the firm stands to the district by this row (STANDINGS).
EVIDENCE: dict[str, pl.DataType | type[pl.DataType]] = {
    "candidate": pl.String,
    "name": pl.String,
    "short": pl.String,
    "en": pl.String,
    "group": pl.String,
    "product": pl.String,
    "kind": pl.String,
    "related": pl.String,
    "strength": pl.Float64,
    "standing": pl.String,
    "resident": pl.String,
    "province": pl.String,
    "city": pl.String,
    "industry": pl.String,
    "capital_yuan": pl.Float64,
    "staff": pl.Float64,
    "tags": pl.String,
    "listed": pl.String,
    "plants": pl.List(pl.String()),
    "capacity": pl.Float64,
    "state": pl.String,
    "period": pl.String,
    "phrase": pl.String,
    "table": pl.String,
    "row": pl.String,
    "source": pl.String,
}
#: Firms that run the product here, build it, have signed or plan it, or make it within reach are suppliers first.
STANDINGS = ("here", "building", "coming", "near", "away")
#: Standings that are talked to about supply before anybody is invited.
SUPPLIERS = STANDINGS[:-1]
#: What may come, and does not stand yet.
TO_COME = ("planned", "signed")
_STATES = {"operating": "here", "building": "building", "planned": "coming", "signed": "coming"}


def make_key(name: pl.Expr, resident: pl.Expr | None = None) -> pl.Expr:
    """What a firm is known by among candidates: its id behind @ where it is one of the district, else its name.

    >>> pl.select(make_key(pl.lit("Firm A"), pl.lit("a"))).item(), pl.select(make_key(pl.lit("Firm A"))).item()
    ('@a', 'firma')
    """
    return normalise_names(name) if resident is None else pl.coalesce(pl.lit("@") + resident, normalise_names(name))


def find_standing(
    places: pl.Expr, resident: pl.Expr, state: pl.Expr, district_words: Sequence[str], reach_words: Sequence[str]
) -> pl.Expr:
    """How a firm stands to the district (STANDINGS), by the places of its plants.

    A place that holds one of ``district_words`` is in the district, one that begins with one of ``reach_words`` within
    reach; a firm of the district is here wherever its plants are said to be.
    """
    in_district = pl.element().str.contains_any([*district_words]) if district_words else pl.lit(False)
    in_reach = pl.any_horizontal(pl.lit(False), *(pl.element().str.starts_with(word) for word in reach_words))
    return (
        pl.when(places.list.eval(in_district).list.any() | resident.is_not_null())
        .then(name_state(state))
        .when(places.list.eval(in_reach).list.any())
        .then(pl.lit("near"))
        .otherwise(pl.lit("away"))
    )


def name_state(state: pl.Expr) -> pl.Expr:
    """How a plant here stands by the state of its capacity; one of unknown state is here."""
    return state.replace_strict(_STATES, default="here", return_dtype=pl.String).fill_null("here")


def empty_evidence() -> pl.DataFrame:
    """No row, in the columns EVIDENCE."""
    return pl.DataFrame(schema=EVIDENCE)


def shape_evidence(rows: pl.DataFrame, **columns: pl.Expr) -> pl.DataFrame:
    """The columns EVIDENCE: those given, those the rows have, and nothing in the others."""
    found = {name: pl.col(name) for name in EVIDENCE if name in rows.columns} | columns
    return rows.select(
        found.get(name, pl.lit(None)).cast(dtype, strict=False).alias(name) for name, dtype in EVIDENCE.items()
    )
