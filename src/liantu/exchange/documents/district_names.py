"""The names that a district's tables have for firms, institutes and places, with all their spellings."""

from __future__ import annotations

from liantu.exchange.documents.stated_names import NameBook
from liantu.model.tables import Tables

#: Tables whose rows are subjects, and what they count as.
_KINDS = {"firms": "firm", "institutes": "firm", "places": "place"}


def list_district_names(tables: Tables, place: str = "") -> NameBook:
    """A book of the district's names; ``place`` is whom a text is about, else the first place that is not outside."""
    entities: dict[str, tuple[str, str]] = {}
    for table, kind in _KINDS.items():
        for row in tables[table].select("id", "zh").iter_rows(named=True):
            if row["zh"]:
                entities[str(row["id"])] = (str(row["zh"]), kind)
    inside = tables["places"].filter(tables["places"]["outside"].fill_null("no") != "yes")["zh"].to_list()
    book = NameBook(place or (str(inside[0]) if inside else ""))
    for key, (name, kind) in entities.items():
        book.add(name, name, kind, key)
    for row in tables["names"].select("entity", "name").iter_rows(named=True):
        if row["entity"] in entities and row["name"]:
            name, kind = entities[str(row["entity"])]
            book.add(str(row["name"]), name, kind, str(row["entity"]))
    return book


def find_named_rows(tables: Tables) -> dict[str, dict[str, str]]:
    """By table, the ids of its rows by what they are called."""
    found: dict[str, dict[str, str]] = {}
    for table in ("firms", "places", "projects", "indicators", "products"):
        rows = tables[table]
        found[table] = {str(zh): str(key) for key, zh in rows.select("id", "zh").iter_rows() if zh}
        if "aliases" in rows.columns:
            for key, aliases in rows.select("id", "aliases").iter_rows():
                found[table] |= {
                    each: str(key) for each in str(aliases or "").split(";") if each and each not in found[table]
                }
    for entity, name in tables["names"].select("entity", "name").iter_rows():
        for table in ("firms", "places", "projects", "products"):
            if entity in set(found[table].values()):
                found[table].setdefault(str(name), str(entity))
    return found
