"""Names for ids: references written as names, and rows that came without an id of their own."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import polars as pl

from liantu.exchange.loading.cell_values import note_changed_texts
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.model import schema
from liantu.model.name_index import NamedRow, NameIndex
from liantu.model.problems import BilingualText, Problem, join_texts
from liantu.model.tables import Tables

#: How a template's drop-down writes a row: 甲装置〔works〕.
CHOICE = r"〔([^〔〕]+)〕$"
#: Told for a problem of a row of the gathered frame.
NoteProblem = Callable[[Problem, str, int], None]


def choice_label(key: str, name: str | None) -> str:
    """A row as a drop-down shows it.

    >>> choice_label("works", "甲装置")
    '甲装置〔works〕'
    """
    return f"{name}〔{key}〕" if name and name != key else f"〔{key}〕"


def ids_by_name(frames: Iterable[tuple[str, pl.DataFrame]], names: pl.DataFrame | None = None) -> pl.DataFrame:
    """Every name with the ids it may mean: columns ``name``, ``ids``.

    With ``names``, the table of that name, also by what that calls a row; and by the aliases of a row and its code in
    any case, where no row has such a name.
    """
    pairs, others = [], []
    for table, frame in frames:
        if schema.read_tables()[table].key != ["id"]:
            continue
        for label in ("zh", "en"):
            if label in frame.columns:
                pairs.append(frame.select(pl.col(label).alias("name"), "id"))
        others.append(frame.select(pl.col("id").alias("name"), "id"))
        if "aliases" in frame.columns:
            listed = frame.select(pl.col("aliases").str.split(";").alias("name"), "id")
            others.append(listed.explode("name", empty_as_null=True))
    if names is not None and pairs:
        known = pl.concat([frame["id"] for frame in pairs]).unique()
        pairs.append(names.filter(pl.col("entity").is_in(known.to_list())).select("name", pl.col("entity").alias("id")))
    if not pairs:
        return pl.DataFrame(schema={"name": pl.String, "ids": pl.List(pl.String)})
    index = _group_names(pairs)
    if names is None:
        return index
    return pl.concat([index, _group_names(others).join(index, on="name", how="anti")])


def _group_names(pairs: list[pl.DataFrame]) -> pl.DataFrame:
    # A reader does not see a full-width letter or a blank in a name; the index does not either.
    every = pl.concat(pairs).drop_nulls().with_columns(_fold_name("name")).filter(pl.col("name") != "").unique()
    return every.group_by("name").agg(pl.col("id").sort().alias("ids"))


def resolve_references(
    frame: pl.DataFrame, table: str, tables: Tables, sheet: TableSheet, rows: pl.Series, note_problem: NoteProblem
) -> pl.DataFrame:
    """A sheet's references as ids. Names of one row are noted on the sheet's cells, those of several are problems."""
    notes: list[Problem] = []
    for field in schema.read_tables()[table].fields:
        if not field.refers_to or field.name not in frame.columns or frame[field.name].null_count() == frame.height:
            continue
        targets = [(name, tables[name]) for name in field.refers_to]
        # check_references looks at tables of one key field; documents are known by their hash
        ids = [target[schema.read_tables()[name].key[0]].alias("id") for name, target in targets]
        known = pl.concat(ids).drop_nulls()
        cells = frame[field.name]
        picked = cells.str.extract(CHOICE)
        cells = picked.zip_with(picked.is_in(known.implode()).fill_null(False), cells).alias(field.name)
        unknown = cells.filter(cells.is_not_null() & ~cells.is_in(known.implode())).unique()
        if unknown.len():
            cells = _resolve_names(cells, unknown, targets, tables["names"], sheet, rows, notes, note_problem)
        frame = frame.with_columns(cells)
    for note in notes:
        note_problem(note, "", -1)
    return frame


def assign_ids(frame: pl.DataFrame, table: str, tables: Tables, note_problem: NoteProblem) -> pl.DataFrame:
    """Rows without an id get the id of the one row of their name, else a readable new one."""
    if schema.read_tables()[table].key != ["id"]:
        return frame
    if "id" not in frame.columns:
        frame = frame.with_columns(pl.Series("id", [None] * frame.height, pl.String))
    blank = frame["id"].is_null()
    if not blank.any():
        return frame
    ids = _ids_of_names(frame, table, tables, blank, note_problem)
    ids = _derive_ids(frame, table, tables, blank & ids.is_null(), ids, note_problem)
    return frame.with_columns(ids.alias("id"))


def name_slug(text: str) -> str:
    """A name as an id: Latin letters and digits as they are, Chinese as pinyin.

    >>> name_slug("瑞浦 PET 二期")
    'ruipu-pet-erqi'
    """
    from pypinyin import lazy_pinyin

    words = re.findall(r"[a-z0-9]+|[\u3400-\u9fff]+", unicodedata.normalize("NFKC", text).lower())
    return "-".join("".join(lazy_pinyin(word)) if ord(word[0]) > 127 else word for word in words)


def _resolve_names(
    cells: pl.Series,
    unknown: pl.Series,
    targets: list[tuple[str, pl.DataFrame]],
    names: pl.DataFrame,
    sheet: TableSheet,
    rows: pl.Series,
    notes: list[Problem],
    note_problem: NoteProblem,
) -> pl.Series:
    index = _index_rows(targets, names)
    meant = {text: index.find(text, by_parts=False) for text in unknown}
    labels = _list_labels(targets)
    for position in cells.is_in([text for text, keys in meant.items() if len(keys) > 1]).fill_null(False).arg_true():
        slots: dict[str, str] = {"choices": _name_choices(meant[cells[position]], labels)}
        note_problem(Problem("ambiguous_name", sheet.table, value=cells[position], slots=slots), cells.name, position)
    read = {text: keys[0] for text, keys in meant.items() if len(keys) == 1}
    others = {text: labels.get(key) or key for text, key in read.items() if text != labels.get(key)}
    note_changed_texts(notes, "read_name", sheet, cells, others, rows)
    return cells.replace(read) if read else cells


def _index_rows(targets: list[tuple[str, pl.DataFrame]], names: pl.DataFrame) -> NameIndex:
    """The rows of some tables by all that they are called."""
    called: dict[str, list[str]] = {}
    for entity, name in names.select("entity", "name").drop_nulls().iter_rows():
        called.setdefault(entity, []).append(name)
    rows = []
    for table, frame in targets:
        if schema.read_tables()[table].key == ["id"]:
            for row in frame.iter_rows(named=True):
                names_of_row = [row.get("zh"), row.get("en"), *called.get(row["id"], ())]
                rows.append(NamedRow(row["id"], names_of_row, (row.get("aliases") or "").split(";")))
    return NameIndex(rows)


def _name_choices(keys: Sequence[str], labels: Mapping[str, str]) -> BilingualText:
    """Rows that a name may mean, by their names; with their ids where these are the same, or they have none."""
    names = [labels.get(key) or key for key in keys]
    often = Counter(names)
    return join_texts([name if often[name] == 1 else f"{name} ({key})" for name, key in zip(names, keys, strict=True)])


def _list_labels(targets: list[tuple[str, pl.DataFrame]]) -> dict[str, str]:
    """What each row of some tables is called."""
    called = [frame.select("id", "zh").drop_nulls() for _name, frame in targets if {"id", "zh"} <= set(frame.columns)]
    return {key: name for frame in called for key, name in frame.iter_rows()}


def _ids_of_names(
    frame: pl.DataFrame, table: str, tables: Tables, blank: pl.Series, note_problem: NoteProblem
) -> pl.Series:
    """The ids of rows known by a name that one row of the table has."""
    ids = frame["id"]
    label = "zh" if "zh" in frame.columns else "en"
    if label not in frame.columns:
        return ids
    index = ids_by_name([(table, tables[table])])
    found = frame.select(_fold_name(label).alias("name")).join(index, on="name", how="left", maintain_order="left")[
        "ids"
    ]
    for position in (blank & (found.list.len() > 1).fill_null(False)).arg_true():
        labels = _list_labels([(table, tables[table])])
        slots: dict[str, str] = {"choices": _name_choices(found[position], labels)}
        note_problem(Problem("ambiguous_name", table, value=frame[label][position], slots=slots), label, position)
    return found.list.first().zip_with(blank, ids)


def _derive_ids(
    frame: pl.DataFrame, table: str, tables: Tables, blank: pl.Series, ids: pl.Series, note_problem: NoteProblem
) -> pl.Series:
    """Ids made of the row's name, or of what it refers to; the same rows give the same ids again."""
    if not blank.any():
        return ids
    label = next((name for name in ("zh", "en") if name in frame.columns), "")
    base = _id_stems(frame, table, label).zip_with(blank, pl.Series([None] * frame.height, dtype=pl.String))
    for index in (blank & base.is_null()).arg_true():
        note_problem(Problem("no_id", table), "id", index)
    count = pl.DataFrame({"base": base}).select(pl.int_range(1, pl.len() + 1).over("base"))["literal"]
    # A row with a name that came this far is a new one: it must not fall upon a row of another name.
    taken = set(tables[table]["id"].drop_nulls()) if label else set()
    taken |= set(ids.filter(~blank).drop_nulls())
    made = ids.to_list()
    for index in (blank & base.is_not_null()).arg_true():
        number = count[index]
        while (new := base[index] if number == 1 else f"{base[index]}-{number}") in taken:
            number += 1
        taken.add(new)
        made[index] = new
        note_problem(Problem("derived_id", table, value=new), "id", index)
    return pl.Series("id", made, pl.String)


def _id_stems(frame: pl.DataFrame, table: str, label: str) -> pl.Series:
    if label:
        names = frame[label]
        slugs = {text: name_slug(text) or None for text in names.drop_nulls().unique()}
        return names.replace_strict(slugs, default=None, return_dtype=pl.String)
    parts = [f.name for f in schema.read_tables()[table].fields if f.group != "provenance" and f.name in frame.columns]
    identity = [name for name in parts if schema.read_tables()[table].field(name).refers_to][:3]
    identity += [n for n in ("stage", "status", "period") if n in parts and n not in identity]
    if not identity:
        return pl.Series([None] * frame.height, dtype=pl.String)
    joined = frame.select(pl.concat_str(identity, separator="-", ignore_nulls=True).alias("base"))["base"]
    return joined.replace("", None)


def _fold_name(name: str) -> pl.Expr:
    return pl.col(name).str.normalize("NFKC").str.replace_all(r"\s+", "").str.to_lowercase()
