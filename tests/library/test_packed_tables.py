"""The library as one binary file says what its CSV files say, whatever happened to either."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import liantu.library
from liantu.library.packed_tables import (
    PACKED,
    fingerprint_files,
    read_csv_tables,
    read_packed,
    read_tables,
    write_packed,
)
from liantu.library.shipped_tables import load_library

SHIPPED = Path(liantu.library.__file__).parent


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two families, in another order than that of their names."""
    (tmp_path / "families.csv").write_text("family,divisions\nmetals,31\nfood,13;14\n", encoding="utf-8")
    for family, rows in (("metals", "steel,钢,\n"), ("food", "rice,大米,谷\n")):
        (tmp_path / "tables" / family).mkdir(parents=True)
        (tmp_path / "tables" / family / "products.csv").write_text(f"id,zh,note\n{rows}", encoding="utf-8")
    (tmp_path / "tables/units.csv").write_text("id\nt\n", encoding="utf-8")
    return tmp_path


def test_the_first_reading_packs_what_the_second_unpacks(library: Path) -> None:
    first = read_tables(library)
    assert {name: table.rows() for name, table in first.items()} == {
        "products": [("steel", "钢", None), ("rice", "大米", "谷")],
        "units": [("t",)],
    }
    unpacked = read_packed(library / PACKED, fingerprint_files(library))
    assert unpacked is not None
    assert all(unpacked[name].equals(table) for name, table in first.items())


def test_the_binary_file_is_read_where_it_is_of_these_files(library: Path) -> None:
    write_packed(
        library / PACKED, fingerprint_files(library), {"units": pl.DataFrame({"id": ["from the binary file"]})}
    )
    assert read_tables(library)["units"]["id"].to_list() == ["from the binary file"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("tables/food/products.csv", "id,zh,note\nrise,大米,谷\n"),  # as many bytes as before
        ("tables/metals/names.csv", "id\nnew table\n"),
        ("families.csv", "family,divisions\nfood,13;14\nmetals,31\n"),  # another order of the rows
    ],
)
def test_what_is_changed_in_a_file_is_read(library: Path, file: str, text: str) -> None:
    before = read_tables(library)
    (library / file).write_text(text, encoding="utf-8")
    after = read_tables(library)
    assert {name: table.rows() for name, table in after.items()} != {n: t.rows() for n, t in before.items()}
    assert all(after[name].equals(table) for name, table in read_csv_tables(library).items())
    assert read_packed(library / PACKED, fingerprint_files(library)) is not None  # packed anew


def test_a_broken_binary_file_is_made_again(library: Path) -> None:
    whole = read_tables(library)
    (library / PACKED).write_bytes((library / PACKED).read_bytes()[:-40])
    assert all(whole[name].equals(table) for name, table in read_tables(library).items())
    assert read_packed(library / PACKED, fingerprint_files(library)) is not None


def test_a_folder_that_cannot_be_written_is_read_all_the_same(library: Path) -> None:
    (library / PACKED).mkdir()  # nothing can be put in its place
    assert read_tables(library)["products"]["id"].to_list() == ["steel", "rice"]
    assert sorted(path.name for path in library.iterdir()) == ["families.csv", PACKED, "tables"]


def test_the_shipped_library_is_that_of_its_files() -> None:
    shipped = load_library()
    for name, table in read_csv_tables(SHIPPED).items():
        assert shipped[name].select(table.columns).equals(table), name
