"""The command of published figures: growth beside levels, parts beside totals, and SDMX-CSV for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from liantu.cli.shared import (
    AsOf,
    ChangeFile,
    Folder,
    KnownAt,
    Language,
    Off,
    With,
    check_choice,
    open_district,
    print_answer,
    print_problems,
)
from liantu.model.problems import Problem, Problems

app = typer.Typer(add_completion=False)
VIEWS = ("growth", "parts")


@app.command()
def figures(
    folder: Folder,
    view: Annotated[
        str,
        typer.Argument(help="growth or parts.", callback=lambda text: check_choice(text, VIEWS, "VIEW")),
    ] = "growth",
    subject: Annotated[str | None, typer.Option("--subject", help="Only this subject, by its id.")] = None,
    indicator: Annotated[str | None, typer.Option("--indicator", help="Only this indicator, by its id.")] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    lines: With = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            help="table, json, csv, or sdmx: SDMX-CSV 2.0 of every observation.",
            callback=lambda text: check_choice(text, ("table", "json", "csv", "sdmx"), "--format"),
        ),
    ] = "table",
    lang: Language = "zh_CN",
) -> None:
    """Published figures: growth as published beside the growth that levels give, or totals with parts and remainder."""
    district = open_district(folder, as_of, known_at, off, change, lines)
    print_problems(district.outlook.check_series(), lang)
    if format != "table":  # a file goes on
        from liantu.access import Purpose

        district = district.for_purpose(Purpose.LEAVING)
    if format == "sdmx":
        undated = district.outlook.count_undated()
        if undated:
            print_problems([Problem("observations_undated", "observations", value=str(undated))], lang)
        from liantu.wording.figure_words import mark_lines

        typer.echo(district.outlook.sdmx_csv(mark_lines(district, district.given.about, lang)), nl=False)
        return
    every = district.outlook.published() if view == "growth" else district.outlook.parts()
    chosen = {"subject": subject, "indicator": indicator}
    frame = every.filter(**{column: key for column, key in chosen.items() if key is not None})
    if frame.is_empty() and (subject or indicator):
        raise Problems([Problem("no_series", "observations", value=" ".join(filter(None, chosen.values())))])
    if format != "table":
        print_answer(district, view, frame, format, lang)
        return
    from liantu.cli.render.figure_tables import tabulate_growth, tabulate_parts
    from liantu.wording import translator
    from liantu.wording.figure_words import GROWTH_IS, PARTS_ARE

    tabulate = tabulate_growth if view == "growth" else tabulate_parts
    print_answer(district, f"figures_{view}", tabulate(frame, district, lang), format, lang)
    typer.echo(translator(lang)(GROWTH_IS if view == "growth" else PARTS_ARE))
