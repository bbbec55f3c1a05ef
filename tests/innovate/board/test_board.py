"""The board of Fuling as the articles state it, and readings of lines worked out by hand."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.district import District
from liantu.innovate.board.items import ITEMS
from liantu.innovate.board.readings import read_lines

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def fuling() -> District:
    return liantu.open(ROOT / "districts" / "fuling")


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(ROOT / "districts" / "yunxi")


def test_the_eight_fields_read_as_the_two_articles_do(fuling: District) -> None:
    readings = dict(fuling.innovate.board().field_readings.select("field", "reading").iter_rows())
    assert readings == {
        "field-materials": "both",
        "field-gas": "research_only",
        "field-storage": "both",
        "field-environment": "research_only",
        "field-food": "production_only",
        "field-medicine": "research_only",
        "field-ai": "unknown",
        "field-equipment": "unknown",
    }


def test_sixteen_and_fifteen_both_stand_and_an_institute_applied_for_is_not_open(fuling: District) -> None:
    counts = fuling.innovate.stated_institute_counts()
    assert counts.select("scope", "value").rows() == [("进驻", "16"), ("签约入驻", "15")]
    states = dict(fuling.innovate.institutes().select("institute", "stage").iter_rows())
    assert states["wankai-institute"] == "applied"
    assert [key for key, stage in states.items() if stage == "moved_in"] == [
        *("huafeng-institute", "ligong-carbon", "guoyi-centre")
    ]
    materials = fuling.innovate.board().field_readings.filter(field="field-materials")
    assert materials["coming"].item() == 1


def test_a_place_within_a_place_counts_once(fuling: District) -> None:
    """慧谷湖 lies in 高新区: what stands there is not in the column of the zone."""
    items = fuling.innovate.board().items
    assert items.filter(id="huafeng-institute")["place"].to_list() == ["huigu"]
    assert items.filter(id="ligong-qingke")["place"].to_list() == ["fuling-hightech"]
    assert items.filter(id="qunwei-solder")["place"].to_list() == [None]


def test_nylon_fibre_has_a_laboratory_test_and_no_pilot(fuling: District) -> None:
    row = fuling.innovate.stage_times().filter(result="nylon-wear-result").row(0, named=True)
    assert (row["done"], row["running"], row["next"], row["months"]) == (["laboratory"], None, "small_batch", None)
    stages = fuling.tables["result_stages"]
    assert "pilot" not in stages["stage"].to_list()
    assert fuling.tables["events"].filter(project="nylon-wear")["stage"].to_list() == ["laboratory"]


def test_one_share_is_stated_and_no_criterion(fuling: District) -> None:
    assert fuling.innovate.research_shares().select("firm", "value", "unit").rows() == [("qunwei", "7", "%")]
    assert fuling.innovate.criteria()["state"].unique().to_list() == ["unknown"]


def test_nothing_of_customers_or_uses_stands_with_the_low_alpha_result(fuling: District) -> None:
    row = fuling.tables.rows("results")["low-alpha-result"]
    words = " ".join(str(value) for value in row.values() if value)
    assert not any(word in words for word in ("卫星", "航天", "satellite", "进口"))


def items(*rows: tuple[str, str, str | None]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=["field", "side", "status"], orient="row")
    return frame.with_columns(
        pl.lit(None, dtype=dtype).alias(name) for name, dtype in ITEMS.items() if name not in frame.columns
    )


def test_closed_research_is_none_any_more_and_signed_research_none_yet() -> None:
    rows = items(
        *(("a", "research", "ended"), ("b", "research", "signed"), ("b", "production", "operating")),
        *(("c", "research", None), ("c", "production", "stopped")),
    )
    assert read_lines(rows, ["a", "b", "c", "d"])["reading"].to_list() == [
        *("unknown", "production_only", "research_only", "unknown")
    ]


def test_results_on_paper_do_not_fill_the_board(yunxi: District) -> None:
    board = yunxi.innovate.board().items.filter(table="results")
    assert sorted(board["id"]) == ["result-16", "result-21", "result-46", "result-61"]
