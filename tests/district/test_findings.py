"""What a district is searched for: names, contradictions, rows of a table, its own rows, hidden amounts."""

from __future__ import annotations

import polars as pl
import pytest

from liantu.district import District
from liantu.district.incoming_files import check_file_size, largest_file
from liantu.district.marked_amounts import has_hidden_amounts, mark_amounts
from liantu.district.shipped_library import select_own_rows
from liantu.district.survey_files import make_survey_form, read_survey_bytes
from liantu.district.table_files import frame_to_csv
from liantu.district.table_pages import RowQuery, select_rows
from liantu.model.problems import Problems

from .conftest import edit

NAMED = ("products", "firms", "plants")


def test_names_are_found_best_first(folder: District) -> None:
    exact = folder.find_names("果浆厂", NAMED)
    assert exact.row(0, named=True) == {"table": "firms", "id": "mash", "matched": "果浆厂", "kind": "", "rank": 0}
    assert ("firms", "next") in exact.select("table", "id").rows()
    assert folder.find_names("ＭＡＳＨ", NAMED)["id"].to_list()[0] == "mash"
    assert folder.find_names("nothing of that name", NAMED).is_empty()
    assert folder.find_names("", NAMED).is_empty()
    assert folder.find_names("果浆厂", ["products"]).filter(table="firms").is_empty()


def test_a_misprint_is_a_name(folder: District) -> None:
    wrong = "+names:mash/菓浆厂/misprint;entity=mash;name=菓浆厂;kind=misprint;basis=stated;source=report"
    district = folder.what_if(edit(wrong))
    found = district.find_names("菓浆厂", NAMED)
    assert found.select("id", "kind").rows() == [("mash", "misprint")]
    assert district.contradictions().misprints["name"].to_list() == ["菓浆厂"]
    assert folder.contradictions().misprints.is_empty()


def test_figures_that_differ_stand_side_by_side(folder: District) -> None:
    assert folder.contradictions() is folder.contradictions()
    assert folder.contradictions().values.is_empty()
    assert folder.contradictions().tier_counts.is_empty()
    assert folder.contradictions().unallocated.is_empty()


def test_rows_answer_to_conditions_as_they_are_written(folder: District) -> None:
    def keys(**query: object) -> list[str]:
        rows, count = select_rows(folder.given, "capacities", RowQuery(**query), "zh_CN")  # type: ignore[arg-type]
        assert rows.height == count
        return rows["id"].to_list()

    assert keys(columns={"self_use": "*"}) == ["pulp-next"]
    assert "pulp-next" not in keys(columns={"self_use": "="})
    assert keys(columns={"amount": ">=1000", "unit": "吨/年"}) == ["juice-1"]
    assert keys(columns={"basis": "assumed"}) == []
    assert keys(text="pulp-far") == ["pulp-far"]
    assert keys(text="juice", sort="id", down=True) == ["juice-2", "juice-1"]
    part, count = select_rows(folder.given, "capacities", RowQuery(sort="id"), "zh_CN", offset=1, limit=2)
    assert (part["id"].to_list(), count) == (["juice-2", "pulp-1"], 5)


def test_own_rows_are_without_the_library(folder: District) -> None:
    assert select_own_rows(folder.tables, "sources")["id"].to_list() == ["report"]
    assert folder.tables["sources"].height > 1


def test_hidden_amounts_are_marked() -> None:
    hidden = pl.DataFrame({"tax": [None, 4.0], "tax_state": ["small", "shown"]})
    assert mark_amounts(hidden)["tax"].to_list() == ["※", "4.0"]
    assert has_hidden_amounts(hidden)
    assert not has_hidden_amounts(pl.DataFrame({"tax": [4.0], "tax_state": ["shown"]}))
    assert not has_hidden_amounts(pl.DataFrame({"tax": [None]}))


def test_a_csv_runs_nothing() -> None:
    assert frame_to_csv(pl.DataFrame({"zh": ["=1+1"]})) == b"\xef\xbb\xbfzh\n'=1+1\n"


def test_a_file_may_be_so_large() -> None:
    check_file_size(largest_file(), "x")
    with pytest.raises(Problems, match=r"x\.xlsx"):
        check_file_size(largest_file() + 1, "x.xlsx")


def test_a_survey_form_comes_back_as_a_change(folder: District) -> None:
    firm = folder.chain.questions()["firm"].drop_nulls()[0]
    form = make_survey_form(folder, firm, "en")
    assert not read_survey_bytes(folder, form).rows  # nothing was filled in
    with pytest.raises(Problems):
        read_survey_bytes(folder, b"no workbook")
