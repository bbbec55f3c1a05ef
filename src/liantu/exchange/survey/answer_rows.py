"""One answer of a survey as one row of a Change, or as problems that say where and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import polars as pl

from liantu.exchange.reading.marks import is_missing
from liantu.exchange.reading.written_dates import read_period
from liantu.exchange.survey.answer_choices import list_choices
from liantu.exchange.workbook_cells import is_error
from liantu.model import periods
from liantu.model.capacity_status import find_capacity_statuses
from liantu.model.change import ChangeRow
from liantu.model.problems import Problem
from liantu.model.site_answers import write_site_answer
from liantu.model.tables import Tables
from liantu.model.unit_advice import suggest_unit
from liantu.model.units import PREFIXES, format_decimal, split_number
from liantu.model.written_periods import may_be_two_months
from liantu.wording import DEFAULT, translator
from liantu.wording.question_texts import question_text

FIELDS = ("amount", "self_use", "load", "process", "product", "status", "on_site")


@dataclass(frozen=True)
class AnswerRow:
    """A filled row: its place, its key, its cells and the headings above them."""

    row: int
    field: str
    capacity: str
    plant: str
    product: str
    cells: Mapping[str, str]
    headings: Mapping[str, str]


@dataclass
class AnswerReader:
    """Reads answers against the tables they will change, collecting problems."""

    tables: Tables
    language: str
    file: str
    source: str
    day: str
    source_title: str = ""
    problems: list[Problem] = field(default_factory=list)

    def read(self, answer: AnswerRow) -> tuple[ChangeRow, ...]:
        """The changes an answer makes; none when it is bad (the problem is kept)."""
        before = len(self.problems)
        if answer.field not in FIELDS:
            self._bad("survey_key", answer, "key", answer.field)
        elif answer.field != "load" and answer.capacity not in set(self.tables["capacities"]["id"]):
            self._bad("no_such_row", answer, "key", answer.capacity)
        elif answer.field == "on_site" and answer.product not in set(self.tables["products"]["id"]):
            self._bad("no_such_row", answer, "key", answer.product)
        elif answer.field in ("load", "on_site") and answer.plant not in set(self.tables["plants"]["id"]):
            self._bad("no_such_row", answer, "key", answer.plant)
        elif is_error(answer.cells["answer"]):
            self._bad("text_number", answer, "answer", answer.cells["answer"])
        if len(self.problems) > before:
            return ()
        period = self._period(answer)
        rows = self._on_site(answer, period) if answer.field == "on_site" else (self._row(answer, period),)
        return tuple(row for row in rows if row is not None) if len(self.problems) == before else ()

    def _on_site(self, answer: AnswerRow, period: str) -> tuple[ChangeRow, ...]:
        """Whether an input is made at the plant: a capacity of its own, at the stage of the one that needs it."""
        made = self._choice(answer) == "yes"
        span = periods.parse_period(self.day)
        statuses = find_capacity_statuses(self.tables, span.first if span and span.first else date.max)
        status = dict(statuses.select("capacity", "status").iter_rows()).get(answer.capacity)
        stated = {"basis": "stated", "source": self.source, "locator": f"{self.file} {answer.row}"}
        provenance = stated | ({"note": answer.cells["remark"]} if answer.cells["remark"] else {})
        day = period or self.day
        return write_site_answer(self.tables, answer.plant, answer.product, status, day, provenance, made=made)

    def _row(self, answer: AnswerRow, period: str) -> ChangeRow | None:
        if answer.field in ("process", "product", "status"):
            code = self._choice(answer)
            if answer.field == "status":
                event = {"capacity": answer.capacity, "stage": code, "period": period or None}
                key = f"{self.source}-{answer.row}"
                return self._change("events", key, answer, event)
            return self._change("capacities", answer.capacity, answer, {answer.field: code})
        number = self._number(answer)
        if number is None:
            return None
        if answer.field == "load":
            return self._change("loads", f"{answer.plant}/{period or self.day[:4]}", answer, {"utilisation": number[0]})
        if answer.field == "self_use":
            return self._change("capacities", answer.capacity, answer, {"self_use": number[0]})
        fields = {"amount": number[0], "unit": number[1]} | ({"period": period} if period else {})
        return self._change("capacities", answer.capacity, answer, fields)

    def _change(self, table: str, key: str, answer: AnswerRow, fields: Mapping[str, str | None]) -> ChangeRow:
        operation = "insert" if table == "events" or (table == "loads" and not self._has_load(key)) else "update"
        return ChangeRow(table, key, operation, {**fields, **self._provenance(table, key, answer)})

    def _provenance(self, table: str, key: str, answer: AnswerRow) -> dict[str, str | None]:
        """The return as source of the row; a share or a route added to a row leaves the row's own source alone."""
        remark = answer.cells["remark"]
        if table == "capacities" and answer.field not in ("amount", "product"):
            row = self._capacity(key)
            words = stored_words("%(question)s by %(source)s") % {
                "question": stored_words(question_text(answer.field)),
                "source": self.source_title or self.source,
            }
            return {"note": stored_words("; ").join(part for part in (row["note"], words, remark) if part)}
        former = ""
        if table == "capacities":
            row = self._capacity(key)
            titles = dict(self.tables["sources"].select("id", "zh").iter_rows())
            source = titles.get(row["source"]) or row["source"]
            former = " ".join(part for part in (source, row["locator"], row["quote"]) if part)
        before = stored_words("formerly by: %s") % former if former else ""
        note = stored_words("; ").join(part for part in (remark, before) if part)
        stated = {"basis": "stated", "source": self.source, "locator": f"{self.file} {answer.row}", "quote": None}
        return {**stated, "note": note or None}

    def _capacity(self, key: str) -> dict[str, str | None]:
        return self.tables["capacities"].row(by_predicate=pl.col("id") == key, named=True)

    def _has_load(self, key: str) -> bool:
        return any("/".join(map(str, row)) == key for row in self.tables["loads"].select("plant", "period").iter_rows())

    def _choice(self, answer: AnswerRow) -> str | None:
        text = answer.cells["answer"]
        offered = list_choices(answer.field, answer.product, self.tables, self.language)
        for code, words in offered.items():
            if text in (code, words):
                return code
        self._bad("not_a_choice", answer, "answer", text, choices=stored_words(", ").join(list(offered.values())[:12]))
        return None

    def _period(self, answer: AnswerRow) -> str:
        text = answer.cells["period"]
        if not text or is_missing(text):
            return ""
        if may_be_two_months(text):
            self._bad("two_months", answer, "period", text, january=f"{text[:4]}-01", october=f"{text[:4]}-10")
            return ""
        period = read_period(text)
        if period is None:
            self._bad("impossible_period", answer, "period", text, nearest=periods.suggest_period(text))
        return period or ""

    def _number(self, answer: AnswerRow) -> tuple[str, str] | None:
        """The number and its unit; a unit written in the answer itself goes before the unit column."""
        text = answer.cells["answer"]
        parts = split_number(text)
        if parts is None:
            self._bad("text_number", answer, "answer", text)
            return None
        number, written = parts
        if number < 0:
            self._bad("negative_number", answer, "answer", text)
            return None
        if answer.field in ("self_use", "load"):
            if unicodedata.normalize("NFKC", written) not in ("", "%"):
                self._bad("text_number", answer, "answer", text)
            elif number > 100:
                self._bad("share_out_of_range", answer, "answer", text)
            return format_decimal(number), "%"
        return self._with_unit(answer, number, written)

    def _with_unit(self, answer: AnswerRow, number: Decimal, written: str) -> tuple[str, str] | None:
        column = "answer" if written and written not in PREFIXES else "unit"
        unit = written if column == "answer" else answer.cells["unit"]
        if written in PREFIXES:
            number *= PREFIXES[written]
        if not unit:
            self._bad("missing_unit", answer, "unit", format_decimal(number))
            return None
        read = self.tables.units.read(unit)
        product_unit = self._own_unit(answer.product)
        expected = self.tables.units.read(product_unit) if product_unit else None
        if read is None:
            nearest = suggest_unit(unit, self.tables.units, expected.dimension if expected else None)
            self._bad("unknown_unit", answer, column, unit, nearest=nearest)
            return None
        if expected is not None and expected.dimension != read.dimension:
            self._bad("wrong_dimension", answer, column, unit, wanted=product_unit)
            return None
        return format_decimal(number), unit

    def _own_unit(self, product: str) -> str:
        frame = self.tables["products"]
        found = frame.filter(frame["id"] == product)
        return str(found["unit"][0]) if found.height else ""

    def _bad(self, code: str, answer: AnswerRow, column: str, value: str, **slots: str) -> None:
        heading = answer.headings.get(column) or "A"
        self.problems.append(Problem(code, "", self.file, answer.row, heading, value, slots))


def stored_words(message: str) -> str:
    """A message as it is kept in the district, whatever the language of the form."""
    return translator(DEFAULT)(message)


def merge_answers(rows: list[ChangeRow]) -> list[ChangeRow]:
    """Answers about one row as one change of it; their notes are joined."""
    found: dict[tuple[str, str], ChangeRow] = {}
    for row in rows:
        before = found.get((row.table, row.key))
        if before is None:
            found[row.table, row.key] = row
            continue
        notes = dict.fromkeys(
            part for r in (before, row) for part in (r.fields.get("note") or "").split(stored_words("; ")) if part
        )
        fields = {**before.fields, **row.fields, "note": stored_words("; ").join(notes) or None}
        found[row.table, row.key] = ChangeRow(row.table, row.key, before.operation, fields)
    return list(found.values())
