"""The schema is sound: every reference, list and label in it exists once."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from liantu.model import schema

TABLES = schema.read_tables()
TYPES = {"text", "reference", "code", "decimal", "integer", "period"}


@pytest.mark.parametrize("name", TABLES)
def test_every_table_says_what_it_is(name: str) -> None:
    table = TABLES[name]
    assert table.zh
    assert table.en
    assert table.description
    assert table.part in ("district", "library")
    assert table.key
    assert table.field(table.key[0]).required


@pytest.mark.parametrize("name", TABLES)
def test_every_field_is_described(name: str) -> None:
    for field in TABLES[name].fields:
        assert field.type in TYPES, field.name
        assert field.zh, field.name
        assert field.en, field.name
        assert field.klass in schema.read_codelist("class"), field.name
        assert bool(field.choices) == (field.type == "code"), field.name
        assert bool(field.refers_to) == (field.type == "reference"), field.name
        assert not field.choices or schema.read_codelist(field.choices), field.name
        assert set(field.refers_to) <= set(TABLES), field.name
        assert field.unit_field is None or field.unit_field in TABLES[name].columns, field.name


@pytest.mark.parametrize("name", TABLES)
def test_a_header_in_either_language_means_one_field(name: str) -> None:
    table = TABLES[name]
    assert len(set(table.columns)) == len(table.columns)
    labels = [field.zh for field in table.fields]
    assert len(set(labels)) == len(labels)
    assert not set(labels) & set(table.columns)


@pytest.mark.parametrize("name", TABLES)
def test_what_is_referred_to_has_one_key(name: str) -> None:
    for field in TABLES[name].fields:
        assert all(len(TABLES[target].key) == 1 for target in field.refers_to), field.name


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
