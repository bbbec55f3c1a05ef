"""The scorer counts as a hand does: a text of six rows and four traps, and readers whose figures are counted here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.exchange.documents.line_pattern import read_by_one_line
from tests.exchange.documents.scorer import (
    Figure,
    Gold,
    differing,
    is_exact,
    read_amount,
    read_figures,
    read_gold,
    read_table,
    score,
    score_quantities,
    spell_measure,
)

TEXT = (
    "甲区今年实现产值100亿元，增长5%，其中化工30亿元；去年产值95亿元。拟建2万吨钛粉项目。"
    "邻县产值8亿元，另有绿地9亩。电话123。"
)
ARTICLES = """id,kind,title,issuer,published,year,place,file,sha256
x,news,题,社,2025-03-02,2025,甲区,x.txt,
"""
SUBJECTS = "article,name,also\nx,甲区,全区\nx,钛粉项目,\nx,邻县,\n"
MEASURES = "name,also\n产值,industrial-output\n"
HEAD = (
    "id,article,table,subject,measure,scope,field,period,comparator,value,unit,status,"
    "class,kind,also,number,spans,quote\n"
)


def at(words: str) -> str:
    return f"{TEXT.index(words)}-{TEXT.index(words) + len(words)}"


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


ROWS = HEAD + "\n".join(
    f"{line},{at(words)},{at(words)},{words}"
    for words, line in {
        "100亿元": "r1,x,observations,甲区,产值,,value,2025,eq,100,亿元,actual,plain,,period=2025-03",
        "5%": "r2,x,observations,甲区,产值,,growth,2025,eq,5,%,actual,plain,,",
        "30亿元": "r3,x,observations,甲区,化工产值,,value,2025,eq,30,亿元,actual,hard,total_parts,",
        "95亿元": "r4,x,observations,甲区,产值,,value,2024,eq,95,亿元,actual,hard,relative_time,",
        "2万吨": "r5,x,capacities,钛粉项目,钛粉,,value,,eq,2,万吨/年,planned,plain,,",
        "9亩": "r6,x,observations,甲区,绿地,,value,2025,eq,9,亩,actual,optional,,",
    }.items()
)
TRAPS = "id,article,kind,value,unit,wrong,number,spans,quote\n" + "\n".join(
    f"{line},{at(words)},{at(words)},{words}"
    for words, line in {
        "95亿元": "t1,x,other_year,95,亿元,period=2025|2025-03",
        "8亿元": "t2,x,other_place,8,亿元,subject=甲区",
        "123": "t3,x,phone,123,,any",
        "2万吨": "t4,x,wrong_status,2,万吨/年,status=operating",
    }.items()
)


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Gold:
    folder = tmp_path_factory.mktemp("gold")
    tables = {"articles": ARTICLES, "subjects": SUBJECTS, "measures": MEASURES, "rows": ROWS, "traps": TRAPS}
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "x.txt").write_text(TEXT, encoding="utf-8")
    return read_gold(folder)


def figure(words: str, value: str, unit: str, **fields: object) -> Figure:
    known: Mapping[str, object] = {"subject": "甲区", "measure": "产值", "period": "2025", "status": "actual"}
    return Figure(article="x", value=Decimal(value), unit=unit, spans=(span(words),), **{**known, **fields})  # type: ignore[arg-type]


RIGHT = figure("100亿元", "100", "亿元")
TITANIUM = {"subject": "钛粉", "measure": "钛粉", "table": "capacities", "period": "", "status": "signed"}


def test_what_agrees_in_all_is_right_in_other_words_and_units(gold: Gold) -> None:
    for other in (
        replace(RIGHT, value=Decimal(1000000), unit="万元"),
        replace(RIGHT, subject="全 区"),
        replace(RIGHT, period="2025-01..12"),
        replace(RIGHT, period="2025-03"),
        replace(RIGHT, measure="规模以上的总产值", scope="全区"),
        replace(RIGHT, measure="industrial-output"),
        figure("5%", "5", "%", field="growth"),
        figure("5%", "5", "%", measure="产值增速"),
        figure("30亿元", "30", "亿元", scope="化工"),
        figure("30亿元", "30", "亿元", measure="化工产值", scope="化工"),
        figure("2万吨", "20000", "吨", **{**TITANIUM, "subject": "钛粉项目"}),
        figure("2万吨", "2", "万吨/年", **{**TITANIUM, "subject": "钛粉项目", "period": "2025-03-02"}),
    ):
        assert len(score(gold, [other]).right) == 1, other


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subject", "乙区"),
        ("measure", "增加值"),
        ("period", "2025-Q1"),
        ("comparator", "ge"),
        ("status", "expected"),
        ("field", "growth"),
    ],
)
def test_one_field_that_differs_makes_it_false(gold: Gold, field: str, value: str) -> None:
    wrong = replace(RIGHT, **{field: value})  # type: ignore[arg-type]
    result = score(gold, [wrong])
    assert (result.right, result.false) == (set(), 1)
    assert result.nearest == {field: 1}
    assert differing(gold.rows[0], wrong) == {field}


def test_a_scope_narrows_unless_the_row_has_the_same() -> None:
    narrow = replace(RIGHT, scope="化工")
    assert spell_measure(narrow, "化工") == spell_measure(RIGHT)
    assert spell_measure(narrow, "纺织")[2].isdisjoint(spell_measure(RIGHT)[2])


def test_another_amount_is_no_such_quantity(gold: Gold) -> None:
    result = score(gold, [replace(RIGHT, unit="万元")])
    assert (result.right, result.false) == (set(), 1)


def test_a_fall_is_not_a_rise(gold: Gold) -> None:
    assert score(gold, [figure("5%", "5", "%", measure="产值降幅")]).false == 1
    assert score(gold, [figure("5%", "-5", "%", field="growth")]).false == 1


def test_a_reader_counted_by_hand(gold: Gold) -> None:
    """Right: r1, r3 of five. Set aside: r1 again, the optional r6. False: r4 as of this year (t1), the neighbour's
    output as ours (t2), the titanium as running (t4), and growth of another thing. 2 of 6, 2 of 5, 1 of 2, 3 of 4."""
    result = score(
        gold,
        [
            RIGHT,
            replace(RIGHT, period="2025-03"),
            figure("30亿元", "30", "亿元", measure="化工产值"),
            figure("9亩", "9", "亩", measure="绿地面积"),
            figure("95亿元", "95", "亿元"),
            figure("8亿元", "8", "亿元"),
            figure("2万吨", "2", "万吨", **{**TITANIUM, "status": "full_output"}),
            figure("5%", "5", "%", measure="化工产值", field="growth"),
        ],
    )
    assert result.right == {"r1", "r3"}
    assert (result.false, result.aside, result.taken) == (4, 2, {"t1", "t2", "t4"})
    assert result.precision() == pytest.approx(2 / 6)
    assert result.recall(gold) == pytest.approx(2 / 5)
    assert result.recall(gold, "hard") == pytest.approx(1 / 2)
    assert result.recall(gold, kind="relative_time") == 0
    assert result.traps(gold) == pytest.approx(3 / 4)


def test_the_neighbours_output_as_the_neighbours_is_no_trap(gold: Gold) -> None:
    assert score(gold, [figure("8亿元", "8", "亿元", subject="邻县")]).taken == set()


def test_any_row_of_a_telephone_is_a_trap(gold: Gold) -> None:
    assert score(gold, [figure("123", "123", "个", number=span("123"))]).taken == {"t3"}
    assert score(gold, [figure("123", "123", "个")]).taken == {"t3"}


def test_who_reads_nothing_has_no_precision_and_no_traps(gold: Gold) -> None:
    result = score(gold, [])
    assert (result.precision(), result.recall(gold), result.traps(gold)) == (0, 0, 0)


def test_the_same_figure_twice_is_one(gold: Gold) -> None:
    wrong = replace(RIGHT, subject="乙区")
    assert score(gold, [wrong, wrong, RIGHT, RIGHT]).precision() == 0.5


def test_spans_hold_the_number_and_say_what_is_quoted(gold: Gold) -> None:
    row = gold.rows[0]
    assert is_exact(gold, row, RIGHT)
    assert is_exact(gold, row, replace(RIGHT, quotes=("100亿元",)))
    assert not is_exact(gold, row, replace(RIGHT, quotes=("100亿",)))
    assert not is_exact(gold, row, replace(RIGHT, spans=(span("100"),)))
    assert not is_exact(gold, row, replace(RIGHT, spans=()))
    assert not is_exact(gold, row, replace(RIGHT, spans=((0, len(TEXT) + 1),)))


def test_amounts_are_compared_in_one_unit() -> None:
    same = [
        ("3万吨", "30000吨/年"),
        ("12家", "12户"),
        ("1.3倍", "130%"),
        ("2亿元", "20000万元"),
        ("5万标箱", "50000标箱"),
    ]
    for one, other in same:
        pairs = [
            read_amount(Decimal(text.strip("万亿吨元/年家户倍%标箱")), text.strip("0123456789."))
            for text in (one, other)
        ]
        assert pairs[0] == pairs[1], (one, other)
    assert read_amount(Decimal(1), "亿元") != read_amount(Decimal(1), "亿美元")
    assert read_amount(Decimal(1), "辆") != read_amount(Decimal(1), "家")


def test_quantities_alone(gold: Gold) -> None:
    """Seven quantities (rows, optional, the neighbour's; not the telephone); two found, and one that is none."""
    read = [figure("100亿元", "100", "亿元"), figure("9亩", "9", "亩"), figure("95亿元", "9", "亿元")]
    precision, recall = score_quantities(gold, read)
    assert (precision, recall) == (pytest.approx(2 / 3), pytest.approx(2 / 7))


def test_rows_come_as_lines_of_json_and_a_wrong_line_is_named() -> None:
    line = json.dumps(
        {"article": "x", "subject": "甲区", "measure": "产值", "value": "1.50", "unit": "亿元", "spans": [[3, 8]]}
    )
    (read,) = read_figures([line, ""])
    assert (read.value, read.spans, read.comparator, read.number) == (Decimal("1.5"), ((3, 8),), "eq", None)
    with pytest.raises(ValueError, match=r"line 2: .*colour"):
        read_figures([line, line.replace('"unit"', '"colour"')])
    with pytest.raises(ValueError, match="line 1"):
        read_figures([line.replace("1.50", "many")])


def test_the_benchmark_against_itself_and_one_line_of_pattern() -> None:
    gold = read_gold()
    perfect = score(gold, [row.figure for row in gold.rows])
    asked = sum(row.strength != "optional" for row in gold.rows)
    assert (len(perfect.right), perfect.false, perfect.exact, perfect.tables) == (asked, 0, asked, asked)
    read = [each for article in gold.articles.values() for each in read_by_one_line(article)]
    result, (precision, recall) = score(gold, read), score_quantities(gold, read)
    assert precision > 0.95
    assert recall > 0.8
    assert result.recall(gold) < 0.02
    assert len(read_table(Path(__file__).parent / "benchmark", "traps")) == len(gold.traps)
