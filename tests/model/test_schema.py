"""The schema is sound: every reference, list and label in it exists once."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from liantu.model import schema

TABLES = schema.read_tables()
TYPES = {"text", "reference", "code", "decimal", "integer", "period"}


def test_every_table_says_what_it_is() -> None:
    for name, table in TABLES.items():
        assert table.zh, name
        assert table.en, name
        assert table.description, name
        assert table.part in ("district", "library"), name
        assert table.key, name
        assert table.field(table.key[0]).required, name


def test_every_field_is_described() -> None:
    fields = [(name, field) for name, table in TABLES.items() for field in table.fields]
    assert [(name, field.name) for name, field in fields if not _is_described(TABLES[name], field)] == []


def _is_described(table: schema.Table, field: schema.Field) -> bool:
    return (
        field.type in TYPES
        and bool(field.zh and field.en)
        and field.klass in schema.read_codelist("class")
        and bool(field.choices) == (field.type == "code")
        and bool(field.refers_to) == (field.type == "reference")
        and (not field.choices or bool(schema.read_codelist(field.choices)))
        and set(field.refers_to) <= set(TABLES)
        and (field.unit_field is None or field.unit_field in table.columns)
    )


def test_a_header_in_either_language_means_one_field() -> None:
    for name, table in TABLES.items():
        assert len(set(table.columns)) == len(table.columns), name
        labels = [field.zh for field in table.fields]
        assert len(set(labels)) == len(labels), name
        assert not set(labels) & set(table.columns), name


def test_what_is_referred_to_has_one_key() -> None:
    fields = [(name, field) for name, table in TABLES.items() for field in table.fields]
    several = {target for target, table in TABLES.items() if len(table.key) != 1}
    assert [(name, field.name) for name, field in fields if several & set(field.refers_to)] == []


def test_given_rows_carry_their_provenance() -> None:
    given = [name for name, table in TABLES.items() if "quote" in table.columns]
    assert {"plants", "capacities", "events", "observations", "members", "projects"} <= set(given)
    assert all("source" in TABLES[name].columns for name in given)
    # a price of the library quotes what it was read in, as a district's own does
    assert [name for name in given if TABLES[name].part != "district"] == ["prices"]


def test_codes_have_words_in_both_languages() -> None:
    lists = {field.choices for table in TABLES.values() for field in table.fields if field.choices}
    for name in sorted(lists):
        for code, entry in schema.read_codelist(name).items():
            assert entry.zh, (name, code)
            assert entry.en, (name, code)
            assert schema.label_code(name, code) == entry.zh
            assert schema.label_code(name, code, "en") == entry.en


def test_what_is_unknown() -> None:
    assert schema.read_codelist("no such list") == {}
    assert schema.label_code("verdict", "no such code") == "no such code"
    with pytest.raises(KeyError):
        TABLES["loads"].field("no such field")


def test_a_code_list_is_written_in_one_place() -> None:
    """Two lists of one name would offer the words of one where the other is meant."""
    path = Path(schema.__file__).with_name("schema") / "_codelists.csv"
    with path.open(encoding="utf-8", newline="") as file:
        names = [row["codelist"] for row in csv.DictReader(file)]
    places = [name for name, before in zip(names, [None, *names], strict=False) if name != before]
    assert len(places) == len(set(places))
