"""What firms here are called, and by which words a place is known to be here or within reach."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.attract.company_names.name_parts import normalise_names
from liantu.library.provinces import find_province
from liantu.model.tables import Tables

#: What a name of a place ends in, and what is said of it in brackets.
_ENDS = "(?:\u533a|\u53bf|\u5e02|\u7701)?(?:[(\uff08].*)?$"
#: Names by which a firm is known; misprints too.
_DISTRICT, _CITY = "district", "city"


def list_residents(tables: Tables) -> dict[str, str]:
    """The id of each firm of the district by each of its names, as names are compared; those elsewhere left out."""
    outside = tables["places"].filter(pl.col("outside") == "yes")["id"].implode()
    firms = tables["firms"].filter(~pl.col("place").is_in(outside).fill_null(False))
    named = tables["names"].filter(pl.col("entity").is_in(firms["id"].implode()))
    names = pl.concat(
        [
            firms.select(pl.col("zh").alias("name"), "id"),
            named.select("name", pl.col("entity").alias("id")),
        ]
    ).with_columns(normalise_names(pl.col("name")))
    return dict(names.drop_nulls().unique("name", keep="first", maintain_order=True).iter_rows())


def list_resident_names(tables: Tables) -> pl.DataFrame:
    """Key, name, short and en of the firms; the name is the official one where the table of names has it."""
    official = tables["names"].filter(pl.col("kind") == "official").unique("entity", keep="last", maintain_order=True)
    firms = tables["firms"].join(official.select("entity", "name"), left_on="id", right_on="entity", how="left")
    return firms.select(
        pl.col("id").alias("key"), pl.coalesce("name", "zh").alias("name"), pl.col("zh").alias("short"), "en"
    )


def find_place_words(tables: Tables) -> list[str]:
    """The names by which places of the district are known, without what names of districts end in."""
    places = tables["places"].filter(pl.col("kind") == _DISTRICT, pl.col("outside").ne_missing("yes"))
    named = tables["names"].filter(pl.col("entity").is_in(places["id"].implode()))
    words = pl.concat([places["zh"], named["name"]]).str.replace(_ENDS, "")
    return words.filter(words.str.len_chars() > 1).unique(maintain_order=True).to_list()


def find_reach_words(tables: Tables) -> list[str]:
    """How names of places within reach begin: with the city that the district is part of, or its municipality."""
    parents = tables["places"].filter(pl.col("kind") == _DISTRICT)["parent"].drop_nulls()
    cities = tables["places"].filter(pl.col("id").is_in(parents.implode()), pl.col("kind") == _CITY)["zh"]
    province = find_province(str(tables.about.get("region") or ""))
    words = [word for name in cities if (word := name.rstrip("\u5e02"))]
    return [
        *dict.fromkeys(f"{province}{word}" if province and not word.startswith(province) else word for word in words)
    ]


def add_resident_ids(rows: pl.DataFrame, tables: Tables, columns: Sequence[str]) -> pl.DataFrame:
    """Rows with the firm of the district that each of some names is of: ``leader_id`` beside ``leader``."""
    residents = list_residents(tables)
    return rows.with_columns(
        normalise_names(pl.col(name))
        .replace_strict(residents, default=None, return_dtype=pl.String)
        .alias(f"{name}_id")
        for name in columns
    )
