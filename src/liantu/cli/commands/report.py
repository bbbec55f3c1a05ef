"""The command of the monthly dispatch: what the month shows, from firms' own returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from liantu.cli.district_options import DistrictAnswer, add_district_options
from liantu.cli.shared import check_choice

if TYPE_CHECKING:
    import polars as pl

    from liantu.district.dispatch import MonthlyDispatch

app = typer.Typer(add_completion=False)

VIEWS = ("table", "measures", "firms", "course", "forecasts", "near", "moves", "account", "told")


@app.command()
@add_district_options
def report(
    answer: DistrictAnswer,
    view: Annotated[
        str,
        typer.Argument(
            help=f"{', '.join(VIEWS[:-1])} or {VIEWS[-1]}.", callback=lambda text: check_choice(text, VIEWS, "VIEW")
        ),
    ] = "table",
    month: Annotated[
        str | None, typer.Option("--month", help="A month with returns, as 2023-11; the last one unless given.")
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Of table and account: industry, park or firm.")] = "industry",
    part: Annotated[
        str | None, typer.Option("--part", help="Of account: an industry, park or firm; the whole unless given.")
    ] = None,
) -> None:
    """A month of firms' own returns: what each industry, park and firm brings to growth, who falls or stands still,
    their forecasts beside what came, electricity and orders, firms near the line; told: sums that may go out."""
    from liantu.cli.render.report_tables import list_notes, tabulate, tell_doubts, tell_headline

    district, lang = answer.district, answer.lang
    chosen = district.outlook.dispatch(month)
    frame = _ask(chosen, view, by, part)
    if view != "told":
        for line in tell_doubts(chosen, lang):
            typer.echo(line, err=True)
    if not answer.is_table:
        answer.print(f"report_{view}", frame)
        return
    if view != "told":  # the sums of all firms beside those that may go out would tell of those left out
        typer.echo(tell_headline(chosen, lang))
    answer.print(f"report_{view}", tabulate(view, frame, by, lang))
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
