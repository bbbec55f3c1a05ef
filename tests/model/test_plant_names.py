"""A plant written down a second time is found by its name and firm."""

from __future__ import annotations

from liantu.model.rules.plant_names import check_plant_names

from .small import Row, tables


def plant(key: str, name: str | None, firm: str | None = "a") -> Row:
    return {"id": key, "zh": name, "firm": firm, "basis": "ours"}


def test_a_plant_of_the_same_name_and_firm_is_said_at_its_second_row() -> None:
    given = tables(
        plants=[
            plant("one", "电解液（一期）"),
            plant("two", "电解液装置"),
            plant("other", "电解液（一期）", "b"),  # another firm may call its plant so
            plant("again", "电解液(一期)"),  # brackets of another kind are no other name
            plant("nameless", None),
            plant("nobody", "电解液（一期）", None),
        ]
    )
    (found,) = check_plant_names(given)
    assert (found.code, found.row, found.column) == ("plant_named_twice", 5, "zh")
    assert "该企业已有同名装置“电解液(一期)”" in found.message("zh_CN")
    assert "already" in found.message("en")
