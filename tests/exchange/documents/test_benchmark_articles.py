"""The ten articles and what is written down of them are whole: quotes stand where they are said to, numbers read again
give the value, dates follow from the day of print, no row is another row or a trap."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.exchange.documents.number_in_words import read_numbers
from tests.exchange.documents.scorer import (
    BENCHMARK,
    COUNTED,
    HARD,
    Figure,
    GoldRow,
    is_asked,
    is_right,
    read_gold,
    read_spans,
    read_table,
    takes,
)

from liantu.model.periods import parse_period

PROJECT = Path(__file__).parents[3]
FROZEN = {"rows": "2b0aef751a5c", "traps": "2ea78e6fa6f7", "subjects": "cf3178abb818", "measures": "d9457e3e4b18"}
SCHEMA = PROJECT / "src" / "liantu" / "model" / "schema"
FALLS = ("下降", "降幅", "减少", "亏损", "扩大-", "降至", "-", "少")
#: Of traps: numbers written in two pieces or beside their words.
PIECES = {"phone", "document_number", "date", "name", "ordinal"}
A_DATE = re.compile(
    r"[0-9０-９]+(?:\s*[—－-]\s*[0-9０-９]+)?(?:个?月|年|日|时)|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+:[0-9]+(?:—[0-9]+:[0-9]+)?"
    r"|[0-9]{4}(?:至|—)[0-9]{4}年|3月"
)


def asked() -> list[GoldRow]:
    return [row for row in read_gold().rows if is_asked(row)]


def text_of(figure: Figure) -> str:
    return read_gold().articles[figure.article].text


def test_ten_articles_of_a_length_with_day_and_issuer() -> None:
    articles = read_gold().articles
    assert len(articles) == len({article.kind for article in articles.values()}) == 10
    for article in articles.values():
        assert 900 <= len(re.findall("[\u4e00-\u9fff]", article.text)) <= 2000, article.id
        assert date.fromisoformat(article.published)
        assert article.issuer


def test_there_is_enough_of_each_kind() -> None:
    rows, traps = asked(), read_gold().traps
    assert (len(rows), sum(row.strength == "hard" for row in rows), len(traps)) == (672, 305, 186)
    assert min(Counter(row.figure.article for row in rows).values()) >= 40
    assert min(Counter(trap.article for trap in traps).values()) >= 10
    kinds = Counter(row.kind for row in rows if row.strength == "hard")
    assert {*kinds} == {*HARD}
    assert min(kinds.values()) >= 6


def test_nothing_was_altered() -> None:
    for row in read_table(BENCHMARK, "articles"):
        text = (BENCHMARK / row["file"]).read_bytes()
        assert hashlib.sha256(text).hexdigest() == row["sha256"], row["id"]
    digest = {name: hashlib.sha256((BENCHMARK / f"{name}.csv").read_bytes()).hexdigest()[:12] for name in FROZEN}
    assert digest == FROZEN


@pytest.mark.parametrize("table", ["rows", "traps"])
def test_every_quote_stands_at_its_offsets(table: str) -> None:
    for row in read_table(BENCHMARK, table):
        text = read_gold().articles[row["article"]].text
        spans = read_spans(row["spans"])
        first, last = read_spans(row["number"])[0]
        assert "⋯".join(text[start:end] for start, end in spans) == row["quote"], row["id"]
        assert any(start <= first < last <= end for start, end in spans), row["id"]
        assert len([line for line in text[:last].split("\n")[:-1] if line.strip()]) + 1 >= int(row["paragraph"])
        assert len([line for line in text[:first].split("\n")[:-1] if line.strip()]) + 1 == int(row["paragraph"])


def test_every_number_reads_again_to_its_value() -> None:
    gold = read_gold()
    for row in gold.rows:
        first, last = row.figure.number or (0, 0)
        assert abs(row.figure.value) in read_numbers(text_of(row.figure)[first:last]), row
    for trap in gold.traps:
        said = gold.articles[trap.article].text[slice(*trap.number)]
        assert trap.kind in PIECES or abs(trap.value) in read_numbers(said), trap


def test_what_falls_is_below_zero_and_nothing_else() -> None:
    for row in read_gold().rows:
        if row.figure.field != "growth" and row.figure.value >= 0:
            continue
        first, last = row.figure.number or (0, 0)
        around = text_of(row.figure)[max(0, first - 12) : last].replace("\n", "")
        clause = re.split("[，。；、（]|增长|提高", around)[-1]
        falls = any(word in clause for word in FALLS) or "降幅" in "".join(row.figure.quotes)
        assert falls == (row.figure.value < 0), (row.id, around)


def test_days_follow_from_the_day_of_print_and_the_quote() -> None:
    for row in read_gold().rows:
        day = date.fromisoformat(read_gold().articles[row.figure.article].published)
        period, quote = parse_period(row.figure.period), "".join(row.figure.quotes)
        assert period or not row.figure.period, row.id
        if period and row.figure.status == "actual":
            assert period.first is None or period.first <= day, row.id
        if period and row.figure.status in ("target", "expected"):
            assert period.last is None or period.last >= day or row.strength == "optional", row.id
        for word, year in (("今年", day.year), ("去年", day.year - 1), ("前年", day.year - 2), ("明年", day.year + 1)):
            said = re.findall("今年|(?<![比较由])去年|前年|明年|同期|20[0-9]{2}年", quote)
            if said == [word] and period and period.last:
                assert period.last.year == year, (row.id, quote)


def test_fields_are_those_of_the_schema() -> None:
    with (SCHEMA / "_codelists.csv").open(encoding="utf-8", newline="") as file:
        codes = {(line[0], line[1]) for line in csv.reader(file)}
    tables = {"observations", "targets", "capacities", "projects", "moneys"}
    for row in read_gold().rows:
        figure = row.figure
        assert figure.table in tables
        assert all((SCHEMA / f"{name}.csv").is_file() for name in tables)
        assert ("comparator", figure.comparator) in codes
        assert figure.field in ("value", "growth", "share", "change")
        assert figure.status in {"", "actual", "expected", "target", *COUNTED, *COUNTED.values()}, row.id
        known = ("stage", figure.status) in codes or ("counted_status", figure.status) in codes
        assert known or ("observation_status", figure.status) in codes or figure.status in ("", "target"), row.id
        assert row.strength in ("plain", "hard", "optional")


def test_no_row_is_another_row_or_a_trap() -> None:
    gold = read_gold()
    for one in asked():
        for other in asked():
            if other.figure.article == one.figure.article and other.figure.value == one.figure.value:
                assert other.id == one.id or not is_right(other, one.figure), (one.id, other.id)
        assert not any(takes(gold, trap, one.figure) for trap in gold.traps), one.id


def test_every_figure_is_a_row_a_trap_or_a_date() -> None:
    gold = read_gold()
    for article in gold.articles.values():
        marked = [row.figure.number for row in gold.rows if row.figure.article == article.id]
        marked += [trap.number for trap in gold.traps if trap.article == article.id]
        marked += [match.span() for match in A_DATE.finditer(article.text)]
        free = [
            match
            for match in re.finditer("[0-9０-９]+", article.text)
            if not any(span and span[0] <= match.start() and match.end() <= span[1] for span in marked)
        ]
        assert [article.text[each.start() - 8 : each.end() + 8] for each in free] == [], article.id


def test_no_real_firm_occurs() -> None:
    fuling = PROJECT / "districts" / "fuling"
    with (fuling / "firms.csv").open(encoding="utf-8", newline="") as file:
        real = {row["zh"] for row in csv.DictReader(file)}
    with (PROJECT / "src" / "liantu" / "library" / "tables" / "makers.csv").open(encoding="utf-8", newline="") as file:
        real |= {row["firm"] for row in csv.DictReader(file)}
    text = "".join(article.text for article in read_gold().articles.values())
    assert len(real) > 100
    assert sorted(name for name in real if len(name) > 2 and name in text) == []
