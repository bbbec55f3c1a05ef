"""Comments, responsible offices and saved views: what is wrong with them, and what is not."""

from __future__ import annotations

from liantu.model.rules.remarks import check_own_offices, check_remark_rows, check_remark_tables, check_view_pages

from .small import product, tables
from .test_rules import told


def test_remarks_are_of_rows_that_there_are() -> None:
    given = tables(
        products=[product("cell")],
        comments=[
            {"id": "1", "table": "products", "row": "cell", "text": "a"},
            {"id": "2", "table": "products", "row": "sell", "text": "b"},
            {"id": "3", "table": "product", "row": "cell", "text": "c"},
        ],
        assignments=[{"table": "plants", "row": "p", "office": "o"}],
    )
    assert told(check_remark_rows(given)) == [
        ("remark_of_nothing", 2, "row", "plants/p"),
        ("remark_of_nothing", 3, "row", "products/sell"),
    ]
    assert {problem.severity for problem in check_remark_rows(given)} == {"warning"}
    (problem,) = check_remark_tables(given)
    assert told([problem]) == [("remark_of_unknown_table", 4, "table", "product")]
    assert "(products?)" in problem.message("en")
    assert "products" in problem.message("zh_CN")


def test_a_row_names_its_office_in_one_place() -> None:
    rows = [{"table": name, "row": "x", "office": "o"} for name in ("projects", "plants", "products", "chains")]
    assert told(check_own_offices(tables(assignments=rows))) == [
        ("office_stands_in_row", 2, "table", "projects"),
        ("office_stands_in_row", 5, "table", "chains"),
    ]


def test_a_view_is_a_page_of_this_system() -> None:
    pages = ["/gaps/invite", "gaps", "//elsewhere.example/x", "/cases?has.office=x"]
    rows = [{"id": str(n), "zh": "v", "page": page} for n, page in enumerate(pages)]
    found = told(check_view_pages(tables(saved_views=rows)))
    assert [(code, row) for code, row, _column, _value in found] == [("view_elsewhere", n) for n in (3, 4, 5)]
