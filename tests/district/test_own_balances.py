"""No process of a district puts out more than goes in; those of the library are proven with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest
from tests.messages import says

import liantu
from liantu.district.own_balances import find_balance_problems, list_own_processes
from liantu.model.tables import Tables, conform_frame, overlay_rows

PLACE = Path(__file__).parents[1] / "districts" / "orchard"
ORCHARD = liantu.open(PLACE).given
NAPHTHA = [{"id": "HVO", "product": "naphtha", "zh": "油脂加氢", "en": "fat to naphtha"}]


def over(**rows: list[dict[str, str]]) -> Tables:
    """The orchard with rows of its own over the library's."""
    frames = {name: conform_frame(name, pl.DataFrame(own)) for name, own in rows.items()}
    return ORCHARD.replace(**{name: overlay_rows(name, ORCHARD[name], own) for name, own in frames.items()})


def need(process: str, product: str, amount: float, role: str = "input") -> dict[str, str]:
    figures = dict.fromkeys(("low", "typical", "high"), str(amount))
    return {"process": process, "input": product, "role": role, "grade": "C", "basis": "made up", **figures}


def test_six_tonnes_of_naphtha_do_not_come_from_less_fat() -> None:
    found = find_balance_problems(over(processes=NAPHTHA, coefficients=[need("HVO", "uco", 1.3 / 6)]))
    assert [(problem.code, problem.value, problem.slots) for problem in found] == [
        # 84.7 % of naphtha is carbon, 77 % of fat: 1.3 / 6 x 0.77 = 0.1668
        ("element_created", "HVO", {"element": "C", "out": "0.847", "into": "0.1668"}),
        ("mass_created", "HVO", {"element": "", "out": "1", "into": "0.2167"}),
    ]
    for problem in found:
        assert says(problem.code, problem.message("en"))
        assert says(problem.code, problem.message("zh_CN"))


def test_enough_fat_is_enough() -> None:
    assert find_balance_problems(over(processes=NAPHTHA, coefficients=[need("HVO", "uco", 1.2)])) == []


def test_what_nobody_weighs_is_not_weighed() -> None:
    service = [{**NAPHTHA[0], "mass_check": "no"}]
    found = find_balance_problems(over(processes=service, coefficients=[need("HVO", "uco", 1.11)]))
    assert found == []  # carbon: 1.11 x 0.77 = 0.855
    found = find_balance_problems(over(processes=service, coefficients=[need("HVO", "uco", 1.0)]))
    assert [problem.code for problem in found] == ["element_created"]  # elements count all the same


@pytest.mark.parametrize(
    ("rows", "own"),
    [
        ({}, ["MASH", "PRESS"]),
        ({"coefficients": [need("PTA-PX", "px", 0.5)]}, ["MASH", "PRESS", "PTA-PX"]),
        ({"compositions": [{"product": "caprolactam", "element": "N", "fraction": "0.5", "source": "x"}]}, None),
    ],
)
def test_own_processes_are_those_that_the_district_adds_or_changes(
    rows: dict[str, list[dict[str, str]]], own: list[str] | None
) -> None:
    tables = over(**rows)
    if own is None:  # all that make or take what the district describes otherwise
        users = tables["coefficients"].filter(pl.col("input") == "caprolactam")["process"].to_list()
        makers = tables["processes"].filter(pl.col("product") == "caprolactam")["id"].to_list()
        own = sorted({"MASH", "PRESS", *users, *makers})
        assert len(own) > 3
    assert list_own_processes(tables) == own


def test_a_folder_with_such_a_process_is_told(tmp_path: Path) -> None:
    folder = shutil.copytree(PLACE, tmp_path / "orchard")
    assert not [problem for problem in liantu.open(folder).check() if problem.table == "processes"]
    with (folder / "processes.csv").open("a", encoding="utf-8") as processes:
        processes.write("HVO,naphtha,油脂加氢,fat to naphtha\n")
    columns = (folder / "coefficients.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    with (folder / "coefficients.csv").open("a", encoding="utf-8") as coefficients:
        coefficients.write(",".join(need("HVO", "uco", 0.2).get(column, "") for column in columns) + "\n")
    found = [problem.code for problem in liantu.open(folder).check() if problem.table == "processes"]
    assert found == ["element_created", "mass_created"]
