"""Evaluations on a terminal: points to two decimals, names of the scheme in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import polars as pl
from rich.table import Table

from liantu.cli.render.cell_text import format_grouped, unknown_text
from liantu.cli.render.console_table import print_table
from liantu.district.evaluation_records import find_outcome, list_not_applicable
from liantu.model import schema
from liantu.wording import N_, NC_, translator
from liantu.wording.evaluation_codes import STEPS, TREATMENTS, code_word
from liantu.wording.scheme_names import SchemeNames, part_name
from liantu.wording.terminal_headings import terminal_heading

if TYPE_CHECKING:
    from liantu.district.results import Evaluation, Scheme

_BETWEEN_MOVES = NC_("moves", "; ")
_RUN = ("total", "rank", "grade", "moves")
_RESULT = ("treatment", "class", "class_grade", *_RUN)
_SCHEME_COLUMNS = ("id", "name", "issuer", "published")


class FirmResult(NamedTuple):
    """What became of a firm, in the order of ``_RESULT``; a class of firms may be managed as a grade."""

    treatment: str
    firm_class: str | None
    managed_as: str | None
    total: float | None
    rank: int | None
    grade: str | None
    moves: Sequence[str] | None


def to_flat_table(run: Evaluation) -> pl.DataFrame:
    """The run as one flat table: firm, group, a column an indicator, total, rank, grade, moves."""
    points = run.points.drop("firm")
    head, tail = run.firms.select("firm", "group"), run.firms.select(*_RUN)
    return pl.concat([head, points, tail.with_columns(pl.col("moves").list.join(";"))], how="horizontal")


def print_scores(run: Evaluation, lang: str) -> None:
    """The firms of each group by rank, one table a group, and those of none; unknown reads 未掌握, never zero, and what
    does not apply 不适用. Of a firm that is not evaluated nothing is unknown: it says so."""
    rows = to_flat_table(run).with_columns(
        *run.firms.select("moves", "treatment", "class", "class_grade"), list_not_applicable(run)
    )
    titles: dict[str | None, str] = {group.id: part_name(group, lang) for group in run.scheme.groups}
    titles[None] = translator(lang)(N_("In no group"))
    for group, title in titles.items():
        members = rows.filter(pl.col("group").eq_missing(group)).sort("rank", nulls_last=True)
        if members.height:
            print_table(_tabulate_group(run, group, title, members, lang))


def _tabulate_group(run: Evaluation, group: str | None, title: str, members: pl.DataFrame, lang: str) -> Table:
    items = [item.indicator for found in run.scheme.groups if found.id == group for item in found.items]
    shown = items + [name for name in run.points.columns[1:] if name not in items and members[name].count()]
    table = Table(title=title)
    table.add_column(terminal_heading("score", "firm", lang))
    for name in shown:
        table.add_column(SchemeNames(run.scheme, lang).indicator(name), justify="right")
    for column in _RUN:
        table.add_column(terminal_heading("score", column, lang), justify="right")
    table.add_column(terminal_heading("score", "treatment", lang))
    results = (FirmResult(*values) for values in members.select(_RESULT).iter_rows())
    points = members.select("firm", *shown).iter_rows()
    for (firm, *amounts), result, absent in zip(points, results, members["not_applicable"], strict=True):
        cells = [
            _points_text(amount, result, name in absent, lang) if name in items or amount is not None else ""
            for name, amount in zip(shown, amounts, strict=True)
        ]
        table.add_row(firm, *cells, *_result_cells(run.scheme, result, lang))
    return table


def _points_text(points: float | None, result: FirmResult, not_applicable: bool, lang: str) -> str:
    """Points of an item, or why there are none."""
    if points is None and result.treatment == "not_evaluated":
        return ""
    if points is None and not_applicable:
        return schema.label_code("return_state", "not_applicable", lang)
    return _number(points, lang)


def _result_cells(scheme: Scheme, result: FirmResult, lang: str) -> list[str]:
    """Total, rank, grade, moves, and whether the firm is evaluated: unknown only of one that is."""
    grade, moves = _grade_text(result, lang), _moves_text(scheme, result.moves, lang)
    treatment = _treatment_text(scheme, result, lang)
    if result.treatment == "not_evaluated":
        return ["", "", grade, moves, treatment]
    rank = unknown_text(lang) if result.rank is None else str(result.rank)
    return [_number(result.total, lang), rank, grade, moves, treatment]


def print_account(run: Evaluation, firm: str, lang: str) -> None:
    """What became of one firm, then its sum, a row a number."""
    print_table(_tabulate_outcome(run, firm, lang))
    table = Table()
    for column in ("item", "step", "amount"):
        table.add_column(terminal_heading("score", column, lang), justify="right" if column == "amount" else "left")
    for indicator, step, amount in run.account(firm).select("indicator", "step", "amount").iter_rows():
        words = SchemeNames(run.scheme, lang).indicator(indicator), code_word(STEPS, step, translator(lang))
        table.add_row(*words, format_grouped(amount, 8))
    print_table(table)


def _tabulate_outcome(run: Evaluation, firm: str, lang: str) -> Table:
    outcome = find_outcome(run, firm)
    result = FirmResult(
        treatment=outcome["treatment"],
        firm_class=outcome["class"],
        managed_as=outcome["class_grade"],
        total=outcome["total"],
        rank=outcome["rank"],
        grade=outcome["grade"],
        moves=outcome["moves"],
    )
    total, rank, grade, moves, treatment = _result_cells(run.scheme, result, lang)
    if result.rank is not None:
        rank = translator(lang)("%(rank)s of %(firms)s") % {"rank": rank, "firms": outcome["of"]}
    table = Table(title=firm, show_header=False)
    for column, text in (
        ("group", SchemeNames(run.scheme, lang).group(outcome["group"])),
        ("treatment", treatment),
        ("total", total),
        ("rank", rank),
        ("grade_before", outcome["grade_before"]),
        ("grade", grade),
        ("moves", moves),
        ("to_better", _next_grade_text(outcome["to_better"], outcome["better"])),
        ("to_worse", _next_grade_text(outcome["to_worse"], outcome["worse"])),
    ):
        table.add_row(terminal_heading("score", column, lang), text or "")
    return table


def _grade_text(result: FirmResult, lang: str) -> str:
    """The grade; of a class without one what it is managed as, of a firm that should have one 未掌握."""
    if result.grade is None and result.managed_as:
        return translator(lang)(N_("managed as %s")) % result.managed_as
    return result.grade or (unknown_text(lang) if result.treatment == "evaluated" else "")


def _next_grade_text(points: float | None, grade: str | None) -> str:
    return "" if points is None else f"{points:,.2f} → {grade}"


def _treatment_text(scheme: Scheme, result: FirmResult, lang: str) -> str:
    """Whether a firm is evaluated, and the class that decides it."""
    words = code_word(TREATMENTS, result.treatment, translator(lang))
    class_name = SchemeNames(scheme, lang).firm_class(result.firm_class)
    return f"{words} · {class_name}" if class_name else words


def _moves_text(scheme: Scheme, moves: Sequence[str] | None, lang: str) -> str:
    names = SchemeNames(scheme, lang)
    return names.tr(_BETWEEN_MOVES).join(names.adjustment(move) for move in moves or ())


def print_schemes(rows: pl.DataFrame, lang: str) -> None:
    """The list of schemes; how many parameters of each are confirmed, ours, unknown."""
    table = Table()
    for column in _SCHEME_COLUMNS:
        table.add_column(terminal_heading("schemes", column, lang))
    statuses = rows.columns[rows.columns.index("published") + 1 : rows.columns.index("unknown_parts")]
    for status in statuses:
        table.add_column(terminal_heading("schemes", status, lang), justify="right")
    named = rows.with_columns(pl.col("zh" if lang.startswith("zh") else "en").alias("name"))
    for values in named.select(*_SCHEME_COLUMNS, *(pl.col(status).cast(pl.String) for status in statuses)).iter_rows():
        table.add_row(*values)
    print_table(table)


def _number(value: float | None, lang: str) -> str:
    return unknown_text(lang) if value is None else f"{value:,.2f}"
