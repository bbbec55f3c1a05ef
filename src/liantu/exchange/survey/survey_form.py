"""Writes the survey workbook of one firm: instructions, questions, choices as drop-downs."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from liantu.exchange.survey import survey_layout
from liantu.exchange.survey.answer_choices import list_choices
from liantu.exchange.typefaces import WORD_BODY, WORD_HEAD
from liantu.model.disclaimer import read_disclaimer
from liantu.model.tables import Tables
from liantu.wording import WIDE_SPACE, translator
from liantu.wording.amounts import EXAMPLE_AMOUNT, yearly_unit_word
from liantu.wording.question_texts import answer_unit, drop_repeated_questions, question_text
from liantu.wording.scenario import MARK, mark_title


def write_survey(
    ask: pl.DataFrame,
    tables: Tables,
    firm: str,
    path: Path | str | None = None,
    *,
    language: str = "zh_CN",
    as_of: str = "",
    scenario: tuple[str, ...] = (),
) -> bytes:
    """The workbook of one firm from the ask frame, most useful question first; written to ``path`` when given.

    The effects and other firms' names stay out of it: a firm is not told what hangs on its answer.
    ``scenario`` are the lines of what is supposed, when the questions are those of a what-if.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    questions = drop_repeated_questions(ask.filter(pl.col("firm") == firm))
    _SurveyForm(book, tables, language, scenario).fill(questions, firm, as_of)
    book.close()
    data = stream.getvalue()
    if path is not None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(data)
    return data


class _SurveyForm:
    def __init__(self, book: xlsxwriter.Workbook, tables: Tables, language: str, scenario: tuple[str, ...]) -> None:
        self.book, self.tables, self.language, self.scenario = book, tables, language, scenario
        form = self.tr(survey_layout.FORM_TITLE)
        self.form_title = mark_title(form, language) if scenario else form
        base = {"font_name": WORD_BODY, "font_size": 11, "text_wrap": True, "valign": "vcenter"}
        self.title = book.add_format({**base, "font_name": WORD_HEAD, "font_size": 18, "align": "center"})
        self.head = book.add_format({**base, "font_name": WORD_HEAD, "border": 1, "align": "center"})
        self.locked = book.add_format({**base, "border": 1})
        # Text format: Excel would otherwise turn 2023-05 into a date and 1/2 into a day.
        self.open = book.add_format({**base, "border": 1, "bg_color": "#FFF8DC", "locked": False, "num_format": "@"})
        self.plain = book.add_format(base)

    def tr(self, words: str) -> str:
        """Words in the form's language."""
        return translator(self.language)(words)

    def fill(self, rows: pl.DataFrame, firm: str, as_of: str) -> None:
        """Write the guide, the questions of the rows and the lists to choose from."""
        self._guide()
        page = self.book.add_worksheet(self.tr(survey_layout.SHEET))
        lists = self.book.add_worksheet(survey_layout.LISTS)
        lists.very_hidden()
        page.write_string(survey_layout.META - 1, 0, f"{survey_layout.MARK}|{firm}|{as_of}|{self.language}")
        self._head(page, firm)
        for number, row in enumerate(rows.iter_rows(named=True), 1):
            self._question(page, lists, number, row)
        page.activate()
        page.set_first_sheet()

    def _guide(self) -> None:
        page = self.book.add_worksheet(self.tr(survey_layout.GUIDE))
        page.set_column(0, 0, 90)
        page.set_paper(9)
        page.write_string(0, 0, f"{self.form_title}{WIDE_SPACE}{self.tr(survey_layout.GUIDE)}", self.title)
        for row, step in enumerate(survey_layout.STEPS, 2):
            page.write_string(row, 0, self.tr(step).replace("{amount}", EXAMPLE_AMOUNT), self.plain)
        for row, line in enumerate(self.scenario, len(survey_layout.STEPS) + 3):
            page.write_string(row, 0, line, self.plain)
        self._mark(page)
        disclaimer = read_disclaimer(self.tables.about, self.language)
        if disclaimer:
            page.write_string(1, 0, disclaimer, self.plain)
        page.protect()

    def _mark(self, page: Worksheet) -> None:
        """At the head of every printed page: that the form is of a scenario."""
        if self.scenario:
            page.set_header("&R&B" + self.tr(MARK))

    def _head(self, page: Worksheet, firm: str) -> None:
        last = len(survey_layout.CODES) - 1
        labels = self.tables.labels(self.language)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_column(0, 0, 4, None, {"hidden": True})
        page.set_row(survey_layout.META - 1, None, None, {"hidden": True})
        page.set_row(survey_layout.CODE_ROW - 1, None, None, {"hidden": True})
        for column, code in enumerate(survey_layout.CODES):
            page.write_string(survey_layout.CODE_ROW - 1, column, code)
            if code in survey_layout.HEADINGS:
                page.set_column(column, column, survey_layout.WIDTHS[code])
                page.write_string(survey_layout.HEAD_ROW - 1, column, self.tr(survey_layout.HEADINGS[code]), self.head)
        page.merge_range(survey_layout.TITLE - 1, 1, survey_layout.TITLE - 1, last, self.form_title, self.title)
        self._mark(page)
        page.set_row(survey_layout.TITLE - 1, 32)
        firm_words = self.tr("Firm: ") + labels.get(firm, firm)
        page.merge_range(survey_layout.FIRM - 1, 1, survey_layout.FIRM - 1, last, firm_words, self.plain)
        page.merge_range(
            survey_layout.DATE - 1,
            1,
            survey_layout.DATE - 1,
            4,
            self.tr("Date of the return (required):"),
            self.plain,
        )
        page.write_blank(survey_layout.DATE - 1, survey_layout.DATE_COLUMN - 1, None, self.open)
        page.freeze_panes(survey_layout.HEAD_ROW, 0)
        page.repeat_rows(survey_layout.HEAD_ROW - 1)
        page.protect("", {"format_columns": True, "format_rows": True, "sort": True})

    def _unit(self, unit: str) -> str:
        """The unit in the words of the form, when the answer can be read back in them."""
        words = yearly_unit_word(unit)
        known = self.language.startswith("zh") and self.tables.units.read(words) is not None
        return words if known else unit

    def _question(self, page: Worksheet, lists: Worksheet, number: int, row: dict[str, Any]) -> None:
        field, line = str(row["field"]), survey_layout.FIRST - 2 + number
        offered = list_choices(field, str(row["product"] or ""), self.tables, self.language)
        page.set_row(line, 32)
        values = self._cells(number, row, offered)
        for column, code in enumerate(survey_layout.CODES):
            text = str(values.get(code) or "")
            # The unit of a share is what it is; the unit of a capacity may be changed.
            free = code in survey_layout.OPEN and not (code == "unit" and field != "amount")
            page.write_string(line, column, text, self.open if free else self.locked) if text else page.write_blank(
                line, column, None, self.open if free else self.locked
            )
        answer = survey_layout.CODES.index("answer")
        if offered:
            self._offer(page, lists, number, line, answer, list(offered.values()))
        elif field in ("self_use", "load"):
            self._expect_percentage(page, line, answer)

    def _cells(self, number: int, row: dict[str, Any], offered: Mapping[str, str]) -> dict[str, str]:
        """The text of each column of a question, by the code of the column."""
        zh, field, current = self.language.startswith("zh"), str(row["field"]), row.get("current")
        labels = self.tables.labels(self.language)
        plant, product = str(row.get("plant") or ""), row.get("product_zh" if zh else "product_en")
        return {
            "key": "|".join(str(row.get(part) or "") for part in ("field", "capacity", "plant", "product")),
            "index": str(number),
            "plant": str((row.get("plant_zh") if zh else None) or labels.get(plant, plant)),
            "product": str(product or labels.get(str(row.get("product")), "")),
            "question": self.tr(question_text(field)),
            "current": offered.get(str(current), str(current)) if current else self.tr("unknown"),
            "unit": self._unit(str(row.get("unit") or answer_unit(field))),
        }

    def _expect_percentage(self, page: Worksheet, line: int, answer: int) -> None:
        place = f"VALUE({xl_col_to_name(answer)}{line + 1})"  # the cell is text, so that dates stay as written
        page.data_validation(
            line,
            answer,
            line,
            answer,
            {
                "validate": "custom",
                "value": f"=AND({place}>=0,{place}<=100)",
                "error_type": "warning",
                "error_title": "0–100",
                "error_message": self.tr("Write a percentage from 0 to 100."),
            },
        )

    def _offer(self, page: Worksheet, lists: Worksheet, number: int, line: int, column: int, words: list[str]) -> None:
        # A list inside the cell is cut at 255 characters, so it stands on a hidden sheet.
        for row, word in enumerate(words):
            lists.write_string(row, number - 1, word)
        name = xl_col_to_name(number - 1)
        page.data_validation(
            line,
            column,
            line,
            column,
            {
                "validate": "list",
                "source": f"={survey_layout.LISTS}!${name}$1:${name}${len(words)}",
                "error_title": self.tr(survey_layout.SHEET),
                "error_message": self.tr("Choose from the list."),
            },
        )
