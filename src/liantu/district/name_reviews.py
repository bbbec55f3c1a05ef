"""Names of firms of the district and of makers that a person should look at side by side."""

from __future__ import annotations

import polars as pl

from liantu.district.candidate_makers import list_known_makers
from liantu.district.candidates import list_maker_groups, list_named_relations, select_group_links
from liantu.district.resident_names import find_place_words, list_residents
from liantu.district.view import DistrictView
from liantu.model.tables import Tables


def list_names_to_review(view: DistrictView) -> pl.DataFrame:
    """Likely pairs of a firm of the district and a maker elsewhere that are not the same name, and were not decided."""
    from liantu.attract.company_names.name_pairs import find_similar_names
    from liantu.attract.company_names.review_queue import list_pairs_to_review
    from liantu.attract.company_names.stated_ties import list_stated_pairs

    tables, least = view.tables, view.policy("attract/name_review")
    names = _list_own_names(tables)
    residents = list_residents(tables)
    known = list_known_makers(view, tables["products"]["id"], residents, recalled=False)
    makers = known.select(pl.col("firm").alias("name")).unique(maintain_order=True)
    strangers = makers.filter(~pl.col("name").is_in([*residents])).select(pl.col("name").alias("key"), "name")
    weights = {part: weight / 100 for part, weight in view.policy_map("attract/name_likeness").items()}
    found = find_similar_names(names, strangers, list_confused_characters(tables), weights, find_place_words(tables))
    relations = list_named_relations(tables, recalled=False, known_at=view.known_at)
    groups = [select_group_links(relations), list_maker_groups(known)]
    links = pl.concat([frame.select("child", "parent") for frame in groups])
    stated = list_stated_pairs(links, _list_same_names(tables, known))
    return list_pairs_to_review(found, tables["name_decisions"], least, stated)


def _list_same_names(tables: Tables, makers: pl.DataFrame) -> pl.DataFrame:
    """Names of one firm: one, other; a firm of the district by all its names, a maker by its full and short one."""
    firms = tables["firms"].select("id", pl.col("zh").alias("one"))
    named = tables["names"].select(pl.col("entity").alias("id"), pl.col("name").alias("other"))
    abbreviated = makers.select(pl.col("firm").alias("one"), pl.col("short").alias("other"))
    return pl.concat([firms.join(named, on="id").select("one", "other"), abbreviated]).drop_nulls().unique()


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
