"""The command of the monthly dispatch: what the month shows, from firms' own returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from liantu.cli.shared import (
    AsOf,
    ChangeFile,
    Folder,
    Format,
    KnownAt,
    Language,
    Off,
    With,
    open_district,
    print_answer,
    print_problems,
)

if TYPE_CHECKING:
    import polars as pl

    from liantu.district.dispatch import MonthlyDispatch

app = typer.Typer(add_completion=False)

VIEWS = ("table", "measures", "firms", "course", "forecasts", "near", "moves", "account", "told")


@app.command()
def report(
    folder: Folder,
    view: Annotated[str, typer.Argument(help=f"{', '.join(VIEWS[:-1])} or {VIEWS[-1]}.")] = "table",
    month: Annotated[
        str | None, typer.Option("--month", help="A month with returns, as 2023-11; the last one unless given.")
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Of table and account: industry, park or firm.")] = "industry",
    part: Annotated[
        str | None, typer.Option("--part", help="Of account: an industry, park or firm; the whole unless given.")
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    lines: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """A month of firms' own returns: what each industry, park and firm brings to growth, who falls or stands still,
    their forecasts beside what came, electricity and orders, firms near the line; told: sums that may go out."""
    if view not in VIEWS:
        raise typer.BadParameter(", ".join(VIEWS), param_hint="VIEW")
    district = open_district(folder, as_of, known_at, off, change, lines)
    chosen = district.outlook.dispatch(month)
    frame = _ask(chosen, view, by, part)
    if view != "told":
        print_problems(chosen.check_returns(), lang)
    if format != "table":
        print_answer(district, f"report_{view}", frame, format, lang)
        return
    from liantu.cli.render.report_tables import list_notes, tabulate, tell_headline

    if view != "told":  # the sums of all firms beside those that may go out would tell of those left out
        typer.echo(tell_headline(chosen, lang))
    print_answer(district, f"report_{view}", tabulate(view, frame, by, lang), format, lang)
    for note in list_notes(chosen, view, lang):
        typer.echo(note)


def _ask(chosen: MonthlyDispatch, view: str, by: str, part: str | None) -> pl.DataFrame:
    answers = {
        "table": lambda: chosen.table(by),
        "measures": chosen.measures,
        "firms": chosen.firms,
        "course": chosen.course,
        "forecasts": chosen.forecasts,
        "near": chosen.near_line,
        "moves": chosen.moves,
        "account": lambda: chosen.account(by, part),
        "told": chosen.told_sums,
    }
    return answers[view]()
