"""Reads a filled survey workbook back as a Change, all of it or nothing."""

from __future__ import annotations

import re
from pathlib import Path

from liantu.exchange.loading.file_reader import read_content, read_file
from liantu.exchange.reading.marks import is_missing
from liantu.exchange.reading.written_dates import read_period
from liantu.exchange.survey import survey_layout
from liantu.exchange.survey.answer_rows import AnswerReader, AnswerRow, merge_answers, stored_words
from liantu.exchange.survey.survey_page import SurveyPage
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables
from liantu.wording import DEFAULT, LANGUAGES, translator


def read_survey(path: Path | str, tables: Tables) -> Change:
    """The answers of a firm as a Change, with the return itself as their source.

    Raises Problems with every bad cell at once (sheet, row, column, what stands there, what to do).
    A sheet without answers is an empty Change.
    """
    content, name = read_content(path)
    grids, _notes = read_file(content, name)
    pages = (SurveyPage.of_grid(grid) for grid in grids)
    page = next((page for page in pages if page.cell(survey_layout.META, 1).startswith(survey_layout.MARK)), None)
    if page is None:
        raise Problems([Problem("not_a_survey", file=name, value=name)])
    _, firm, as_of, language = [*page.cell(survey_layout.META, 1).split("|"), "", "", ""][:4]
    problems: list[Problem] = []
    where = f"{name}[{page.title}]"
    if firm not in set(tables["firms"]["id"]):
        problems.append(
            Problem("dangling", "firms", where, survey_layout.META, "A", firm, {"wanted": "firms", "nearest": ""})
        )
    answers = _answers(page, where, problems)
    day = _day(page, where, problems, required=bool(answers))
    source = f"survey-{firm}-{day}"
    row = _source(source, firm, day, tables)
    reader = AnswerReader(tables, language or "zh_CN", where, source, day or as_of, row.fields["zh"] or "")
    rows = [change for answer in answers for change in reader.read(answer)]
    problems += reader.problems
    if problems:
        raise Problems(problems)
    if not rows:
        return Change()
    reason = f"{stored_words(survey_layout.FORM_TITLE)} {firm} {day}"
    return Change((row, *merge_answers(rows)), reason=reason, source=source)


def _answers(page: SurveyPage, where: str, problems: list[Problem]) -> list[AnswerRow]:
    codes = {code: column for column, code in page.row(survey_layout.CODE_ROW).items()}
    missing = [code for code in ("key", *survey_layout.OPEN) if code not in codes]
    if missing:
        problems += [
            Problem("missing_column", file=where, row=survey_layout.CODE_ROW, column=code, value=code)
            for code in missing
        ]
        return []
    heading = {code: page.cell(survey_layout.HEAD_ROW, column) for code, column in codes.items()}
    found: list[AnswerRow] = []
    first_rows: dict[str, int] = {}
    for number in page.rows_from(survey_layout.FIRST):
        for code in survey_layout.OPEN:
            if cell := page.find_uncomputed(number, codes[code]):
                column = heading[code]
                problems.append(Problem("formula_without_value", file=where, row=number, column=column, value=cell))
        cells = {code: page.cell(number, column) for code, column in codes.items()}
        if page.is_rounded(number, codes["period"]):
            column, text = heading["period"], cells["period"]
            problems.append(Problem("rounded_period", file=where, row=number, column=column, value=text))
        if not cells["answer"] or is_missing(cells["answer"]):
            continue
        key = cells["key"]
        if key.count("|") != 3:
            problems.append(Problem("survey_key", file=where, row=number, column="A", value=key))
        elif key in first_rows:
            slots = {"first": str(first_rows[key])}
            problems.append(Problem("duplicate_key", file=where, row=number, column="A", value=key, slots=slots))
        else:
            first_rows[key] = number
            field, capacity, plant, product = key.split("|")
            found.append(AnswerRow(number, field, capacity, plant, product, cells, heading))
    return found


def _day(page: SurveyPage, where: str, problems: list[Problem], *, required: bool) -> str:
    text = page.cell(survey_layout.DATE, survey_layout.DATE_COLUMN)
    column = stored_words("Date of the return")
    if cell := page.find_uncomputed(survey_layout.DATE, survey_layout.DATE_COLUMN):
        problems.append(Problem("formula_without_value", "", where, survey_layout.DATE, column, cell))
    elif not text and required:
        problems.append(Problem("required", file=where, row=survey_layout.DATE, column=column))
    day = (read_period(text) or "") if text else ""
    if text and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        problems.append(Problem("impossible_period", file=where, row=survey_layout.DATE, column=column, value=text))
    return day


def _source(source: str, firm: str, day: str, tables: Tables) -> ChangeRow:
    names = {language: tables.labels(language).get(firm, firm) for language in LANGUAGES}
    titles = {
        language: translator(language)(survey_layout.RETURN_TITLE) % {"firm": name, "day": day}
        for language, name in names.items()
    }
    fields: dict[str, str | None] = {
        "kind": "firm",
        "zh": titles["zh_CN"],
        "en": titles["en"],
        "issuer": names[DEFAULT],
        "published": day,
        "class": "secret",
    }
    # A second return of the same day replaces the first one's description, not its answers.
    operation = "update" if source in set(tables["sources"]["id"]) else "insert"
    return ChangeRow("sources", source, operation, fields)
