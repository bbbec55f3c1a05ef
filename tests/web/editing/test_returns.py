"""Returns and land in the browser: rows whose key has parts are edited; what is confided is not carried off."""

from __future__ import annotations

from .conftest import Writer, problems

TAX = "/tables/returns/f001/2023/tax"
SURVEY = "/tables/returns/f024/2023/value_added"


def returned(writer: Writer, key: str) -> dict[str, str]:
    firm, year, item = key.split("/")
    rows = writer.data("/tables/returns.json?" + f"f.firm={firm}&f.year={year}&f.item={item}")["returns"]
    return next(row for row in rows if (row["firm"], row["year"], row["item"]) == (firm, year, item))


def test_a_return_is_edited_by_its_form(made_up: Writer) -> None:
    answer = made_up.send(f"{TAX}/edit", base="1", f__value="１,２００.5万元", reason="refund settled")
    assert answer.headers["location"].startswith("/history/2")
    assert returned(made_up, "f001/2023/tax")["value"] == "1200.5"
    assert "refund settled" in made_up.page(f"{TAX}/history").text_content()


def test_a_contradiction_is_told_in_words(made_up: Writer) -> None:
    answer = made_up.send(f"{TAX}/edit", base="1", f__state="not_applicable", reason="x")
    assert answer.status_code == 422
    assert any("二者矛盾" in line for line in problems(answer))


def test_land_is_held_from_a_day(made_up: Writer) -> None:
    answer = made_up.send("/tables/holdings/h001/edit", base="1", **{"f__from": "2020-05-01"}, reason="title read")
    assert answer.headers["location"].startswith("/history/2")
    assert made_up.row("holdings", "h001")["from"] == "2020-05-01"


def test_what_came_through_the_survey_is_shown_and_not_carried_off(made_up: Writer) -> None:
    assert made_up.data("/tables/returns.json")["confidential_rows"] == 9
    made_up.send(f"{SURVEY}/edit", base="1", f__value="7654321", reason="corrected")
    assert returned(made_up, "f024/2023/value_added")["value"] == "7654321"
    for address in ("/tables/returns.csv?f.firm=f024", f"{SURVEY}/history.csv", "/history/2.csv"):
        answer = made_up.client.get(address)
        assert answer.status_code == 200, address
        assert "7654321" not in answer.text, address
    assert "7654321" in made_up.client.get("/history/2.json").text
