"""The command of forecasts: what targets still need, series by year, what is coming, how good forecasts were."""

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
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    import polars as pl

    from liantu.district import District

app = typer.Typer(add_completion=False)

VIEWS = ("targets", "series", "points", "bases", "chances", "coming", "projects", "past", "scores")


@app.command()
def forecast(
    folder: Folder,
    view: Annotated[str, typer.Argument(help=f"{', '.join(VIEWS[:-1])} or {VIEWS[-1]}.")] = "targets",
    target: Annotated[str | None, typer.Option("--target", help="Of chances and coming: the id of a target.")] = None,
    rate: Annotated[
        str | None,
        typer.Option("--rate", help="Of coming: the observation that says what new projects brought in a year."),
    ] = None,
    subject: Annotated[str | None, typer.Option("--subject", help="Of series: only this subject, by its id.")] = None,
    indicator: Annotated[str | None, typer.Option("--indicator", help="Of series: only this indicator.")] = None,
    until: Annotated[int | None, typer.Option("--until", help="Of series and projects: the last year.")] = None,
    same_scope: Annotated[
        bool, typer.Option("--same-scope", help="Suppose that a target means what its only series counts.")
    ] = False,
    facts_only: Annotated[
        bool, typer.Option("--facts-only", help="Leave out what rests on a supposition of ours alone.")
    ] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    lines: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """What targets still need and what can be said of each; series by year with ranges of eight in ten; projects on
    their way; past forecasts beside what came."""
    if view not in VIEWS:
        raise typer.BadParameter(", ".join(VIEWS), param_hint="VIEW")
    district = open_district(folder, as_of, known_at, off, change, lines)
    if view in ("chances", "coming") and target is None:
        raise Problems([Problem("required", column="--target")])
    outlook = district.outlook
    frames = {
        "targets": lambda: outlook.targets(same_scope, facts_only),
        "series": lambda: outlook.forecast(subject, indicator, until, facts_only),
        "points": outlook.points,
        "bases": outlook.possible_bases,
        "chances": lambda: outlook.chances(str(target), same_scope),
        "coming": lambda: outlook.coming(str(target), rate, same_scope),
        "projects": lambda: outlook.projects(until or district.as_of.year + 1),
        "past": outlook.past_forecasts,
        "scores": outlook.scoreboard,
    }
    _print(district, view, frames[view](), format, lang)


def _print(district: District, view: str, frame: pl.DataFrame, format: str, lang: str) -> None:
    print_problems(district.outlook.check_series(), lang)
    if format != "table":
        print_answer(district, view, frame, format, lang)
        return
    from liantu.cli.render.forecast_tables import list_notes, tabulate

    print_answer(district, f"forecast_{view}", tabulate(view, frame, district, lang), format, lang)
    for note in list_notes(view, frame, lang):
        typer.echo(note)
