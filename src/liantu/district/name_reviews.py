"""Names of firms of the district and of makers that a person should look at side by side."""

from __future__ import annotations

import polars as pl

from liantu.district.candidate_makers import list_known_makers
from liantu.district.resident_names import find_place_words, list_residents
from liantu.district.view import DistrictView
from liantu.model.tables import Tables


def list_names_to_review(view: DistrictView) -> pl.DataFrame:
    """Likely pairs of a firm of the district and a maker elsewhere that are not the same name, and were not decided."""
    from liantu.attract.company_names.name_pairs import find_similar_names
    from liantu.attract.company_names.review_queue import list_pairs_to_review

    tables, least = view.tables, view.policy("attract/name_review")
    names = _list_own_names(tables)
    residents = list_residents(tables)
    names_elsewhere = list_known_makers(view, tables["products"]["id"], residents, recalled=False)["firm"]
    makers = pl.DataFrame({"name": names_elsewhere}).unique(maintain_order=True)
    strangers = makers.filter(~pl.col("name").is_in([*residents])).select(pl.col("name").alias("key"), "name")
    weights = {part: weight / 100 for part, weight in view.policy_map("attract/name_likeness").items()}
    found = find_similar_names(names, strangers, list_confused_characters(tables), weights, find_place_words(tables))
    return list_pairs_to_review(found, tables["name_decisions"], least)


def list_confused_characters(tables: Tables) -> pl.DataFrame:
    """The characters that are taken for each other, with those that decisions taught."""
    from liantu.attract.company_names.confusion_pairs import learn_confusions
    from liantu.library.company_words import read_confused_characters

    return learn_confusions(tables["name_decisions"], read_confused_characters(), find_place_words(tables))


def _list_own_names(tables: Tables) -> pl.DataFrame:
    """Every name of the firms, as a row of its own."""
    named = tables["names"].filter(pl.col("entity").is_in(tables["firms"]["id"].implode()))
    both = pl.concat([tables["firms"]["zh"], named["name"]]).drop_nulls().unique(maintain_order=True)
    return pl.DataFrame({"key": both, "name": both})
