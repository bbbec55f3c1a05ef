"""Which row a problem of a change is about."""

from __future__ import annotations

from liantu.district import District
from liantu.district.problem_keys import find_problem_keys
from liantu.model.problems import Problem

from .conftest import edit


def test_the_line_of_a_problem_is_one_of_the_tables_after_the_change(folder: District) -> None:
    keys = folder.given["capacities"]["id"].to_list()
    problems = [
        Problem("negative_number", "capacities", row=2, value="-1"),
        Problem("negative_number", "capacities", row=999, value="-1"),
        Problem("negative_number", "no_table", row=2, value="-1"),
        Problem("conflict", "capacities", value="pulp-1"),
    ]
    found = find_problem_keys(folder.given, edit("+capacities:new;plant=sweet-1;product=juice"), problems)
    assert found == [keys[0], "-1", "-1", "pulp-1"]
    assert find_problem_keys(folder.given, edit(f"-capacities:{keys[0]}"), problems)[0] == keys[1]


def test_where_a_change_cannot_be_applied_the_value_stands_for_the_row(folder: District) -> None:
    problems = [Problem("no_such_row", "capacities", row=2, value="nothing")]
    assert find_problem_keys(folder.given, edit("-capacities:nothing"), problems) == ["nothing"]
