"""The catalogue of problems: complete in both languages, every code used, every message whole."""

from __future__ import annotations

import ast
import csv
import string
from functools import cache
from pathlib import Path

from tests.source_trees import list_nodes

import liantu
from liantu.model.problems import Problem, Problems, list_problem_codes

SOURCE = Path(liantu.__file__).parent
with (SOURCE / "model" / "problems.csv").open(encoding="utf-8", newline="") as _stream:
    CATALOGUE = {row["code"]: row for row in csv.DictReader(_stream)}


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_code_stands_once() -> None:
    assert len(list_problem_codes()) == len(set(list_problem_codes())) == len(CATALOGUE)


def test_words_in_both_languages() -> None:
    for code, row in CATALOGUE.items():
        assert row["severity"] in ("error", "warning", "note"), code
        assert row["zh"].endswith("。"), code
        assert row["en"].endswith("."), code
        assert slots(row["zh"]) == slots(row["en"]), code
        assert slots(row["do_zh"]) == slots(row["do_en"]), code
        if row["severity"] != "note":
            assert row["do_zh"], code
            assert row["do_en"], code


@cache
def read_code() -> list[ast.AST]:
    """Everything that stands in our modules."""
    nodes = (node for path in SOURCE.rglob("*.py") for node in list_nodes(path))
    return [node for node in nodes if isinstance(node, ast.Constant | ast.Call)]


def texts_in_code() -> set[str]:
    return {node.value for node in read_code() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def raised_in_code() -> set[str]:
    calls = [
        node
        for node in read_code()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem" and node.args
    ]
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)} - {""}


def test_every_code_is_used_and_every_used_code_is_there() -> None:
    assert not set(CATALOGUE) - texts_in_code()
    assert not raised_in_code() - set(CATALOGUE)


def test_a_message_says_where_what_and_what_to_do() -> None:
    for code, row in CATALOGUE.items():
        filled = dict.fromkeys(slots(row["zh"]) | slots(row["do_zh"]), "…") | {"value": "…"}
        problem = Problem(code, "plants", "plants.csv", 7, "firm", "…", filled)
        zh, en = problem.message("zh_CN"), problem.message("en")
        assert zh.startswith("plants.csv，第 7 行，“firm”列：")
        assert en.startswith("plants.csv, row 7, column “firm”: ")
        assert "\n" not in zh + en, code
        assert "{" not in zh + en, code


def test_place_in_words() -> None:
    assert Problem("required").where() == ""
    assert Problem("required", table="plants").where("en") == "plants"
    assert Problem("required", table="plants", file="plants.csv", column="firm").where() == "plants.csv，“firm”列"


def test_a_long_value_is_cut_short() -> None:
    message = Problem("bad_description", value="x" * 500).message("en")
    assert "…" in message
    assert len(message) < 400


def test_braces_in_what_people_wrote_are_theirs() -> None:
    assert "{table}" in Problem("text_number", value="{table}").message("en")


def test_several_problems_at_once() -> None:
    two = Problems([Problem("required", file="a.csv", row=2, column="x"), Problem("empty_file", file="b.csv")])
    assert [p.code for p in two.problems] == ["required", "empty_file"]
    assert str(two).splitlines() == [f"{p.code}: {p.message('en')}" for p in two.problems]
    assert {p.severity for p in two.problems} == {"error"}


def test_a_sentence_without_a_place_begins_with_a_capital() -> None:
    assert Problem("missing_folder", value="a").message("en").startswith("There is no folder “a”")
    assert Problem("missing_folder", file="x", value="a").message("en").startswith("x: there is no folder “a”")
    assert Problem("missing_folder", value="GDP").message("en").startswith("There is no folder “GDP”")


def test_what_begins_with_the_words_of_others_begins_as_they_do() -> None:
    slots = {"table": "firms", "nearest": ""}
    assert Problem("no_such_field", value="x", slots=slots).message("en").startswith("firms has no field “x”")
