"""What commands share: their usual arguments, opening a district as asked, printing a frame in three forms."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    import polars as pl

    from liantu.district import District
    from liantu.wording import Translator

Folder = Annotated[str, typer.Argument(help="The district's folder, or its workspace (fuling.db, postgresql://…).")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="State of the world, as 2023-12-31.")]
KnownAt = Annotated[str | None, typer.Option("--known-at", help="Only what had been published by then.")]
Chain = Annotated[str | None, typer.Option("--chain", help="Only the needs of one chain.")]
Off = Annotated[list[str] | None, typer.Option("--off", help="Assumption to switch off; may repeat.")]
ChangeFile = Annotated[Path | None, typer.Option("--change", help="A change file (YAML or JSON).")]
With = Annotated[list[str] | None, typer.Option("--with", help="A change line, table:row;field=value; may repeat.")]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        help="table, json or csv.",
        callback=lambda text: check_choice(text, ("table", "json", "csv"), "--format"),
    ),
]
Language = Annotated[
    str,
    typer.Option("--lang", help="zh_CN or en.", callback=lambda text: check_choice(text, ("zh_CN", "en"), "--lang")),
]


def open_district(
    folder: str,
    as_of: str | None,
    known_at: str | None,
    off: Sequence[str] | None,
    change: Path | None,
    lines: Sequence[str] | None,
) -> District:
    """The district, seen as the usual options say."""
    import liantu
    from liantu.district.change_files import read_change_file
    from liantu.model.change import Change

    district = liantu.open(folder, parse_last_day(as_of))
    what_if = read_change_file(change) if change else Change()
    what_if = what_if + Change.from_query(lines or [])
    if known_at is None and not off and what_if == Change():
        return district
    return district.at(known_at=parse_last_day(known_at), off=off or (), change=what_if)


def parse_last_day(text: str | None) -> date | None:
    """The day meant: of a longer period the last, as in ``district.yaml``."""
    if text is None:
        return None
    from liantu.model.written_periods import read_last_day

    return read_last_day(text)


def print_answer(
    district: District,
    name: str,
    frame: pl.DataFrame,
    format: str,
    lang: str,
    rows: Sequence[Mapping[str, object]] | None = None,
) -> None:
    """Print a frame as a table, as CSV, or as JSON with the dates and assumptions it holds for."""
    heading = notice_head(district, lang)
    if heading and format != "json":
        typer.echo(heading["notice"], err=True)
    if format != "json":
        for line in _notes(district, lang):
            typer.echo(line, err=True)
    _print_internal_note(district, lang)
    if format == "json":
        head = {
            "as_of": district.as_of.isoformat(),
            "known_at": district.known_at.isoformat() if district.known_at else None,
            "assumptions": district.active_assumptions(),
            **heading,
            **scenario_head(district, lang),
        }
        body = rows if rows is not None else frame.to_dicts()
        print_json({**head, name: body})
    elif format == "csv":
        from liantu.wording.scenario import add_scenario

        typer.echo(to_csv(add_scenario(frame, district, lang)), nl=False)
    else:
        from liantu.cli.render.console_table import print_frame

        print_frame(name, frame, lang)


def print_price_day(district: District, format: str, lang: str) -> None:
    """Say above a table of values how late its prices may be; JSON and CSV name the period of each."""
    if format == "table":
        from liantu.wording.price_words import price_day_text

        typer.echo(price_day_text(district.as_of, lang), err=True)


def print_json(value: object) -> None:
    """Print a value as JSON: words as they are written, a day as 2026-03-02, as the pages' JSON has it."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def to_csv(frame: pl.DataFrame) -> str:
    """A frame as CSV: lists in one cell, a mark where a cell is hidden."""
    import polars as pl

    from liantu.district.marked_amounts import mark_amounts

    shown = mark_amounts(frame)
    lists = [c for c, t in shown.schema.items() if isinstance(t, pl.List)]
    return str(shown.with_columns(pl.col(lists).cast(pl.List(pl.String)).list.join(";")).write_csv())


def print_problems(problems: Iterable[Problem], language: str) -> None:
    """Print problems to the error stream, one a line."""
    for problem in problems:
        typer.echo(problem.message(language, keep_bytes=True), err=True)


def notice_head(district: District, lang: str) -> dict[str, str]:
    """What a reader must be told of a made-up district, as part of a JSON head; of any other, nothing."""
    from liantu.model.disclaimer import label_made_up, read_disclaimer

    about = district.given.about
    return {"notice": read_disclaimer(about, lang)} if label_made_up(about, lang) else {}


def scenario_head(district: District, lang: str) -> dict[str, object]:
    """What a what-if supposes, and that a day is beyond the data, as part of a JSON head; otherwise nothing."""
    from liantu.wording.scenario import data_end_note, list_suppositions

    head: dict[str, object] = {}
    if district.is_scenario:
        head["scenario"] = [vars(supposition) for supposition in list_suppositions(district, lang)]
    note = data_end_note(district, lang)
    return {**head, "data_end": note} if note else head


def _notes(district: District, lang: str) -> list[str]:
    """The same as lines beside a table or CSV."""
    from liantu.wording.scenario import data_end_note, scenario_lines

    return [*scenario_lines(district, lang), *filter(None, [data_end_note(district, lang)])]


def _print_internal_note(district: District, lang: str) -> None:
    """Tells, beside the answer, that it rests on rows which may not leave the house."""
    from liantu.access import Purpose

    rows = district.for_purpose(Purpose.LEAVING).withheld
    if rows:
        from liantu.wording import translator

        _ = translator(lang)
        note = _("For internal use: %s rows behind this rest on statistical returns or commercial secrets.")
        typer.echo(note % rows, err=True)


def check_choice(text: str, choices: tuple[str, ...], option: str) -> str:
    """The word given for an option. Raises Problems when it is none of the choices."""
    if text not in choices:
        from liantu.model.nearest import suggest_nearest

        slots = {"choices": ", ".join(choices), "nearest": suggest_nearest(text, choices)}
        raise Problems(
            [Problem("not_a_choice", column=option if option.startswith("--") else "", value=text, slots=slots)]
        )
    return text


def append_label(text: str, label: str, lang: str) -> str:
    """A text with its label in words."""
    from liantu.wording.sentences import DAYS_BY_WEEKENDS

    return f"{text}  {translator_of(lang)(DAYS_BY_WEEKENDS)}" if label else text


def translator_of(lang: str) -> Translator:
    """A translator to the language."""
    from liantu.wording import translator

    return translator(lang)


def refuse_idle_options(view: str, options: Mapping[str, object], views: Mapping[str, Sequence[str]]) -> None:
    """Raises Problems of the options that are given where they change nothing: ``views`` says where each has a use."""
    idle = [option for option, value in options.items() if value not in (None, False) and view not in views[option]]
    if idle:
        raise Problems(
            [
                Problem("idle_option", column=option, value=view, slots={"choices": ", ".join(views[option])})
                for option in idle
            ]
        )
