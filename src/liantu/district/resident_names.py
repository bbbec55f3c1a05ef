"""What firms here are called, and by which words a place is known to be here or within reach."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.model.tables import Tables

#: What is said of a place in brackets.
_IN_BRACKETS = r"[(\uFF08].*$"
#: Names by which a firm is known; misprints too.
_DISTRICT, _CITY = "district", "city"


def list_residents(tables: Tables) -> dict[str, str]:
    """The id of each firm of the district by each of its names, as names are compared; those elsewhere left out."""
    from liantu.attract.company_names.name_parts import normalise_names

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
    words = pl.concat([places["zh"], named["name"]]).str.replace(_IN_BRACKETS, "")
    words = _cut_ends(words)
    return words.filter(words.str.len_chars() > 1).unique(maintain_order=True).to_list()


def find_reach_words(tables: Tables, radius: float) -> list[str]:
    """How names of places within reach begin: with the city that the district is part of, or its municipality, and
    with each place outside that the table of places states to be within a radius (km), after any province.

    What lies in another place is within reach only where somebody has stated its distance.
    """
    return [*dict.fromkeys([*_find_city_words(tables), *_find_near_words(tables, radius)])]


def _find_near_words(tables: Tables, radius: float) -> list[str]:
    """The names of outside places within the radius, alone and behind the name of every province."""
    from liantu.library.provinces import list_provinces

    places = tables.numbers("places")
    near = places.filter(pl.col("outside") == "yes", pl.col("distance") <= radius)["zh"]
    words = _cut_ends(near.str.replace(_IN_BRACKETS, ""))
    words = words.filter(words.str.len_chars() > 1).unique(maintain_order=True)
    return [start + word for word in words for start in ("", *list_provinces())]


def _find_city_words(tables: Tables) -> list[str]:
    from liantu.library.provinces import find_province

    parents = tables["places"].filter(pl.col("kind") == _DISTRICT)["parent"].drop_nulls()
    cities = tables["places"].filter(pl.col("id").is_in(parents.implode()), pl.col("kind") == _CITY)["zh"]
    province = find_province(str(tables.about.get("region") or ""))
    words = _cut_ends(cities)
    return [
        *dict.fromkeys(f"{province}{word}" if province and not word.startswith(province) else word for word in words)
    ]


def add_resident_ids(rows: pl.DataFrame, tables: Tables, columns: Sequence[str]) -> pl.DataFrame:
    """Rows with the firm of the district that each of some names is of: ``leader_id`` beside ``leader``."""
    from liantu.attract.company_names.name_parts import normalise_names

    residents = list_residents(tables)
    return rows.with_columns(
        normalise_names(pl.col(name))
        .replace_strict(residents, default=None, return_dtype=pl.String)
        .alias(f"{name}_id")
        for name in columns
    )


def _cut_ends(names: pl.Series) -> pl.Series:
    """Names of places without what they end in."""
    from liantu.library.company_words import list_company_words

    return names.str.replace(f"(?:{'|'.join(list_company_words('place_end'))})$", "")
