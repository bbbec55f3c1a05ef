"""Files of indices and their data: what is read, and everything wrong named at once."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from tests.outlook.index.making import ASEM, asem

from liantu.district.index_files import IndexOptions, compute_file_index, open_index_scheme, parse_weights
from liantu.library.index_files import list_index_schemes, read_index_text
from liantu.model.problems import Problem, Problems
from liantu.outlook.index.choices import apply_choices, parse_choice
from liantu.outlook.index.scheme_reader import read_index_scheme

META = """Level,iCode,iName,Direction,Weight,Unit,Target,Denominator,Parent,Type
1,tax,Tax,1,2,,,people,top,Indicator
1,smoke,Smoke,-1,1,,,,top,Indicator
2,top,Index,1,1,,,,,Aggregate
,coast,Coast,,,,,,,Group
,people,People,,,,,,,Denominator
"""
DATA = """uCode,uName,coast,people,tax,smoke
u,Upper,x,10,20,3
v,Lower,x,10,40,1
w,Middle,y,5,15,
"""


def write(folder: Path, meta: str = META, data: str = DATA) -> tuple[Path, Path]:
    (folder / "meta.csv").write_text(meta, encoding="utf-8")
    (folder / "data.csv").write_text(data, encoding="utf-8")
    return folder / "data.csv", folder / "meta.csv"


def refused(folder: Path, meta: str = META, data: str = DATA, **options: object) -> list[Problem]:
    """What is said of files that are refused."""
    data_path, meta_path = write(folder, meta, data)
    with pytest.raises(Problems) as raised:
        compute_file_index(data_path, open_index_scheme(meta_path), IndexOptions(**options))  # type: ignore[arg-type]
    return list(raised.value.problems)


def told(problems: list[Problem]) -> list[tuple[str, int | None, str, str]]:
    return [(problem.code, problem.row, problem.column, problem.value) for problem in problems]


def test_two_tables_make_an_index(tmp_path: Path) -> None:
    """Tax per head 2, 4, 3 → 0, 100, 50; smoke 3, 1, and of w the mean of the coast: y has none, so it is missing.
    Turned round 0, 100. Weights 2 and 1."""
    data_path, meta_path = write(tmp_path)
    found = compute_file_index(data_path, open_index_scheme(meta_path), IndexOptions(("screen=none",)))
    top = found.run.scores.filter(found.run.scores["node"] == "top")
    assert top.select("unit", "name", "score", "rank").rows() == [
        ("u", "Upper", 0.0, 3),
        ("v", "Lower", 100.0, 1),
        ("w", "Middle", 50.0, 2),
    ]


def test_a_workbook_is_read_as_a_csv_is(tmp_path: Path) -> None:
    for name, text in (("meta", META), ("data", DATA)):
        book = openpyxl.Workbook()
        for row in csv.reader(text.splitlines()):
            book.active.append([float(cell) if cell.lstrip("-").isdigit() else cell or None for cell in row])  # type: ignore[union-attr]
        book.save(tmp_path / f"{name}.xlsx")
    found = compute_file_index(
        tmp_path / "data.xlsx", open_index_scheme(tmp_path / "meta.xlsx"), IndexOptions(("screen=none",))
    )
    assert found.run.scores.filter(found.run.scores["node"] == "top")["score"].to_list() == [0, 100, 50]


def test_everything_wrong_in_the_nodes_is_named_at_once(tmp_path: Path) -> None:
    meta = """Level,iCode,Direction,Weight,Parent,Type,Denominator,Aggregation,Low,High
1,tax,2,2,top,Indicator,folk,,,
1,smoke,-1,-3,topp,Indicator,,,5,5
1,smoke,-1,x,top,Indicator,,,,
,,1,1,top,Indicator,,,,
2,top,1,1,,Agregate,,mean,,
,people,,,,Denominator,,,,
"""
    assert told(refused(tmp_path, meta)) == [
        ("duplicate_key", 4, "iCode", "smoke"),
        ("required", 5, "iCode", ""),
        ("not_a_choice", 6, "Type", "Agregate"),
        ("index_bad_direction", 2, "Direction", "2"),
        ("dangling", 2, "Denominator", "folk"),
        ("negative_number", 3, "Weight", "-3"),
        ("index_bounds", 3, "Low", "5, 5"),
        ("index_unknown_parent", None, "", "top"),
        ("index_unknown_parent", None, "", "topp"),
        ("index_one_top", None, "", "—"),
    ]


@pytest.mark.parametrize(
    ("rows", "code", "value"),
    [
        ("tax,1,1,p p,1,1,q q,1,1,p s,1,1,top top,1,1,", "index_circle", "p → q → p"),
        ("tax,1,1,top s,1,1,other top,1,1, other,1,1,", "index_one_top", "top, other"),
        ("tax,1,0,top s,1,0,top top,1,1,", "index_weights_zero", "top"),
        ("tax,1,1,top s,1,1, top,1,1,", "index_alone", "s"),
        ("tax,1,1,top top,-1,1,", "index_direction_of_aggregate", "top"),
    ],
)
def test_nodes_that_are_no_hierarchy_are_named(tmp_path: Path, rows: str, code: str, value: str) -> None:
    meta = "\n".join(["iCode,Direction,Weight,Parent,Type", *(f"{row},Indicator" for row in rows.split())])
    found = refused(tmp_path, meta)
    assert (code, value) in [(problem.code, problem.value) for problem in found]


def test_a_level_that_does_not_rise_is_named(tmp_path: Path) -> None:
    found = refused(tmp_path, META.replace("1,smoke", "2,smoke"))
    assert told(found) == [("index_level", 3, "Level", "2")]
    assert found[0].slots == {"parent": "top", "above": "2"}


def test_columns_that_are_needed_are_named(tmp_path: Path) -> None:
    assert told(refused(tmp_path, "iCode,Parent\na,b\n")) == [
        ("missing_column", None, "", name) for name in ("Direction", "Weight", "Type")
    ]
    assert told(refused(tmp_path, data="uCode,tax\nu,1\n")) == [
        ("missing_column", None, "", name) for name in ("smoke", "people", "coast")
    ]
    assert told(refused(tmp_path, "iCode,iCode\n")) == [("duplicate_column", None, "", "iCode")]


def test_everything_wrong_in_the_data_is_named_at_once(tmp_path: Path) -> None:
    data = """uCode,coast,people,tax,smoke
u,x,10,20,three
u,x,0,4 t,1
,y,-5,15,
"""
    assert told(refused(tmp_path, data=data)) == [
        ("text_number", 3, "tax", "4 t"),
        ("text_number", 2, "smoke", "three"),
        ("duplicate_key", 3, "uCode", "u"),
        ("required", 4, "uCode", ""),
        ("not_above_zero", 3, "people", "0"),
        ("not_above_zero", 4, "people", "-5"),
    ]


def test_marks_of_absence_are_missing_and_an_empty_indicator_is_named(tmp_path: Path) -> None:
    data = "uCode,coast,people,tax,smoke\nu,x,10,20,—\nv,x,10,40,/\n"
    assert told(refused(tmp_path, data=data)) == [("index_empty_indicator", None, "smoke", "")]


def test_choices_weights_and_data_are_told_together(tmp_path: Path) -> None:
    found = refused(
        tmp_path,
        data="uCode,coast,people,tax,smoke\nu,x,10,a,1\n",
        choices=("treat=win", "x=1"),
        weights={"taxes": 1.0},
    )
    assert [problem.code for problem in found] == [
        *("index_unknown_node", "index_unknown_method", "index_unknown_step", "text_number")
    ]
    assert "tax" in found[0].message("en")


def test_a_column_that_nobody_reads_is_noted(tmp_path: Path) -> None:
    data_path, meta_path = write(tmp_path, data=DATA.replace("uName", "uname"))
    found = compute_file_index(data_path, open_index_scheme(meta_path), IndexOptions())
    assert told(list(found.notes)) == [("index_unread_column", None, "", "uname")]
    assert "uName" in found.notes[0].message("en")


# -- files of an index -------------------------------------------------------------------------------------------------


def test_the_operation_index_names_six_indicators_and_no_weight() -> None:
    scheme = open_index_scheme("operation")
    assert scheme.zh == "工业经济运行指数"
    assert [node.zh for node in scheme.indicators] == [
        *("产值时序进度", "制造业税收", "规上工业增加值", "工业投资", "新增规上企业贡献", "重点新项目产值")
    ]
    assert {node.weight for node in scheme.indicators} == {None}
    assert [step.method for step in scheme.steps] == [None, "stated", None]


def test_what_is_not_published_is_asked_for_and_computed_once_told(tmp_path: Path) -> None:
    scheme = open_index_scheme("operation")
    names = [node.id for node in scheme.indicators]
    data = tmp_path / "data.csv"
    rows = [["uCode", *names], ["fu", *range(1, 7)], ["wan", *range(6, 0, -1)], ["yu", *[4] * 6]]
    data.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    with pytest.raises(Problems) as raised:
        compute_file_index(data, scheme, IndexOptions())
    assert [(p.code, p.value) for p in raised.value.problems] == [
        ("index_unknown_choice", "normalise"),
        ("index_unknown_choice", "aggregate"),
        ("index_unknown_weights", ", ".join(names)),
    ]
    weights = dict(zip(names, (30.0, 10, 20, 15, 10, 15), strict=True))
    options = IndexOptions(("normalise=efficacy", "aggregate=arithmetic"), weights)
    run = compute_file_index(data, scheme, options).run
    top = run.scores.filter(run.scores["node"] == "operation").select("unit", "score").rows()
    # each indicator runs from 60 points at its worst to 100 at its best
    values = [[1, 6, 4], [2, 5, 4], [3, 4, 4], [4, 3, 4], [5, 2, 4], [6, 1, 4]]
    expected = {}
    for place, unit in enumerate(("fu", "wan", "yu")):
        scored = [60 + 40 * (column[place] - min(column)) / (max(column) - min(column)) for column in values]
        expected[unit] = sum(w * s for w, s in zip(weights.values(), scored, strict=True)) / 100
    assert dict(top) == pytest.approx(expected)


SCHEME = """id: own
title: {zh: 自定, en: own}
groups: [coast]
denominators: [people]
nodes:
  top: {zh: 总}
  a: {zh: 甲, parent: top, direction: 1, weight: 2, denominator: people, low: 0, high: 10}
  b: {zh: 乙, parent: top, direction: -1}
steps:
  - {step: impute, method: group_mean, group: coast}
  - {step: treat, values: 3}
  - {step: normalise, method: min_max, low: 1}
  - {step: aggregate, method: geometric}
"""


def test_a_file_of_an_index_is_read() -> None:
    scheme = read_index_scheme(SCHEME)
    assert [(node.id, node.zh, node.en, node.direction, node.weight) for node in scheme.nodes] == [
        ("top", "总", "总", 1, None),
        ("a", "甲", "甲", 1, 2),
        ("b", "乙", "乙", -1, None),
    ]
    assert [(step.name, step.method, step.parameters, step.named) for step in scheme.steps] == [
        ("impute", "group_mean", (("group", "coast"),), True),
        ("treat", "winsorise_or_log", (("values", 3.0),), False),
        ("normalise", "min_max", (("low", 1.0),), True),
        ("aggregate", "geometric", (), True),
    ]


def test_everything_wrong_in_a_file_of_an_index_is_named_with_its_line() -> None:
    text = """id: own
colour: red
denominators: [people]
nodes:
  top: {zh: 总, aggregation: mean}
  a: {zh: 甲, parent: top, weight: -2, denominator: folk}
  b: {zh: 乙, parent: top, direction: 3, weight: much, low: 4, high: 2}
steps:
  - {step: sing}
  - {method: rank}
  - {step: screen, share: 2}
  - {step: normalise, method: best, width: 3}
  - {step: aggregate}
  - {step: normalise}
"""
    with pytest.raises(Problems) as raised:
        read_index_scheme(text, "own.yaml")
    assert [(p.code, p.row, p.value) for p in raised.value.problems] == [
        ("unknown_key", 2, "colour"),
        ("not_a_choice", 5, "mean"),
        ("negative_number", 6, "-2"),
        ("not_a_choice", 6, "folk"),
        ("text_number", 7, "much"),
        ("index_bad_direction", 7, "3"),
        ("index_bounds", 7, "4, 2"),
        ("required", 6, ""),
        ("not_a_choice", 9, "sing"),
        ("required", 10, ""),
        ("index_bad_parameter", 11, "2"),
        ("not_a_choice", 12, "best"),
        ("unknown_key", 12, "width"),
        ("written_twice", 14, "normalise"),
    ]


def test_a_step_after_aggregation_is_named() -> None:
    with pytest.raises(Problems) as raised:
        read_index_scheme("steps:\n  - {step: aggregate}\n  - {step: weigh}\n")
    assert [(p.code, p.row, p.value) for p in raised.value.problems] == [("index_after_aggregation", 3, "weigh")]


def test_what_a_file_does_not_say_is_listed_as_default(tmp_path: Path) -> None:
    """A method that is not named, parameters that are not given; weights are never supposed."""
    data_path, meta_path = write(tmp_path)
    (tmp_path / "steps.yaml").write_text("steps:\n  - {step: treat, values: 3}\n  - {step: normalise}\n")
    run = compute_file_index(data_path, open_index_scheme(meta_path, tmp_path / "steps.yaml"), IndexOptions()).run
    lines = {(line.step, line.reason, line.about) for line in run.records if line.state == "defaulted"}
    assert lines == {
        ("treat", "default_method", ""),
        ("treat", "default_parameter", "skewness"),
        ("treat", "default_parameter", "kurtosis"),
        ("normalise", "default_method", ""),
        ("normalise", "sample_bounds", ""),
        ("normalise", "default_parameter", "low"),
        ("normalise", "default_parameter", "high"),
        ("aggregate", "default_method", ""),
    }


def test_a_grouping_of_the_steps_that_the_data_have_not_is_named(tmp_path: Path) -> None:
    data_path, meta_path = write(tmp_path)
    (tmp_path / "steps.yaml").write_text("steps:\n  - {step: impute, group: size}\n  - {step: aggregate}\n")
    with pytest.raises(Problems) as raised:
        compute_file_index(data_path, open_index_scheme(meta_path, tmp_path / "steps.yaml"), IndexOptions())
    assert [(p.code, p.value) for p in raised.value.problems] == [("index_unknown_group", "size")]


def test_content_without_a_heading_and_numbers_out_of_all_bounds_are_named(tmp_path: Path) -> None:
    """A comma within a number made two cells of it: the row is not read as if the second did not stand there."""
    found = refused(tmp_path, data="uCode,coast,people,tax,smoke\nu,x,10,1,000,3\nv,x,10,2,1\n")
    assert told(found) == [("no_heading", 2, "", "F")]
    found = refused(tmp_path, data="uCode,coast,people,tax,smoke\nu,x,10,1e400,3\nv,x,10,2,-1e31\n")
    assert told(found) == [("index_number_size", 2, "tax", "1e400"), ("index_number_size", 3, "smoke", "-1e31")]


def test_steps_of_a_file_take_the_place_of_the_usual_ones(tmp_path: Path) -> None:
    data_path, meta_path = write(tmp_path)
    (tmp_path / "steps.yaml").write_text("steps:\n  - {step: normalise, method: rank}\n  - {step: aggregate}\n")
    scheme = open_index_scheme(meta_path, tmp_path / "steps.yaml")
    run = compute_file_index(data_path, scheme, IndexOptions()).run
    assert {line.step for line in run.records if line.reason == "not_in_scheme"} == {
        *("denominate", "impute", "screen", "treat", "weigh")
    }
    assert run.scores.filter(run.scores["node"] == "tax")["score"].to_list() == [50, 100, 0]


def test_a_file_of_steps_alone_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "steps.yaml").write_text("steps:\n  - {step: normalise}\n")
    with pytest.raises(Problems) as raised:
        open_index_scheme(tmp_path / "steps.yaml")
    assert raised.value.problems[0].code == "index_without_nodes"


def test_an_index_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(Problems) as raised:
        open_index_scheme("opperation")
    assert raised.value.problems[0].code == "unknown_index"
    assert "operation" in raised.value.problems[0].message("en")


@pytest.mark.parametrize("name", list_index_schemes())
def test_what_is_shipped_can_be_read(name: str) -> None:
    assert read_index_scheme(read_index_text(name), ours=True).id == name


# -- choices -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("normalise", "index_bad_choice"),
        ("normalise=", "index_bad_choice"),
        ("dance=1", "index_unknown_step"),
        ("normalise=best", "index_unknown_method"),
        ("aggregate.Con=geometric", "index_unknown_node"),
        ("aggregate.Conn=median", "index_unknown_method"),
        ("treat.speed=3", "index_unknown_parameter"),
        ("treat.values=many", "index_bad_parameter"),
        ("screen.share=90", "index_bad_parameter"),
        ("impute.group=GDP", "index_unknown_group"),
    ],
)
def test_choices_that_are_none_are_named(text: str, code: str) -> None:
    with pytest.raises(Problems) as raised:
        apply_choices(asem().scheme, [parse_choice(text)])
    assert [problem.code for problem in raised.value.problems] == [code]


def test_all_choices_that_are_none_are_named_at_once() -> None:
    with pytest.raises(Problems) as raised:
        apply_choices(asem().scheme, map(parse_choice, ["treat.speed=3", "normalise=rank", "dance=1"]))
    assert [problem.code for problem in raised.value.problems] == ["index_unknown_parameter", "index_unknown_step"]


def test_a_choice_is_made_in_one_step_alone() -> None:
    before = asem().scheme
    after = apply_choices(before, [parse_choice("treat.values=2"), parse_choice("aggregate.Conn=geometric")])
    changed = [(old.name, new.parameters) for old, new in zip(before.steps, after.steps, strict=True) if old != new]
    assert changed == [("treat", (("skewness", 2.0), ("kurtosis", 3.5), ("values", 2.0)))]
    assert [new.id for old, new in zip(before.nodes, after.nodes, strict=True) if old != new] == ["Conn"]


def test_weights_are_read_or_named() -> None:
    assert parse_weights(["a=2", " b = 0.5"]) == {"a": 2, "b": 0.5}
    with pytest.raises(Problems) as raised:
        parse_weights(["a", "b=-1", "c=x"])
    assert [(p.code, p.value) for p in raised.value.problems] == [
        ("index_bad_weight", name) for name in ("a", "b=-1", "c=x")
    ]


def test_the_data_set_of_the_tests_is_the_one_published() -> None:
    rows = list(csv.DictReader((ASEM / "ASEM_iData.csv").open(encoding="utf-8")))
    assert len(rows) == 51
    assert "MIT" in (ASEM / "LICENCE.txt").read_text(encoding="utf-8")
