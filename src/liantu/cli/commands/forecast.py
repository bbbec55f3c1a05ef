"""The command of forecasts: what targets still need, series by year, what is coming, how good forecasts were."""

from __future__ import annotations

from typing import Annotated

import typer

from liantu.cli.commands.targets import FactsOnly, SameScope, find_targets, print_outlook
from liantu.cli.district_options import DistrictAnswer, add_district_options
from liantu.cli.shared import check_choice, refuse_idle_options
from liantu.model.problems import Problem, Problems

app = typer.Typer(add_completion=False)

VIEWS = ("targets", "series", "points", "bases", "chances", "coming", "projects", "past", "scores")
#: The views in which each option has a use.
_WHERE = {
    "--target": ("chances", "coming"),
    "--rate": ("coming",),
    "--subject": ("series",),
    "--indicator": ("series",),
    "--until": ("series", "projects"),
    "--same-scope": ("targets", "chances", "coming"),
    "--facts-only": ("targets", "series"),
}


@app.command()
@add_district_options
def forecast(
    answer: DistrictAnswer,
    view: Annotated[
        str,
        typer.Argument(
            help=f"{', '.join(VIEWS[:-1])} or {VIEWS[-1]}.", callback=lambda text: check_choice(text, VIEWS, "VIEW")
        ),
    ] = "targets",
    target: Annotated[str | None, typer.Option("--target", help="Of chances and coming: the id of a target.")] = None,
    rate: Annotated[
        str | None,
        typer.Option("--rate", help="Of coming: the observation that says what new projects brought in a year."),
    ] = None,
    subject: Annotated[str | None, typer.Option("--subject", help="Of series: only this subject, by its id.")] = None,
    indicator: Annotated[str | None, typer.Option("--indicator", help="Of series: only this indicator.")] = None,
    until: Annotated[int | None, typer.Option("--until", help="Of series and projects: the last year.")] = None,
    same_scope: SameScope = False,
    facts_only: FactsOnly = False,
) -> None:
    """What targets still need and what can be said of each; series by year with ranges of eight in ten; projects on
    their way; past forecasts beside what came."""
    chosen = (target, rate, subject, indicator, until, same_scope, facts_only)
    refuse_idle_options(view, dict(zip(_WHERE, chosen, strict=True)), _WHERE)
    if view in ("chances", "coming") and target is None:
        raise Problems([Problem("required", column="--target")])
    district, outlook = answer.district, answer.district.outlook
    frames = {
        "targets": lambda: find_targets(district, view, same_scope, facts_only),
        "series": lambda: outlook.forecast(subject, indicator, until, facts_only),
        "points": outlook.points,
        "bases": lambda: find_targets(district, view, same_scope, facts_only),
        "chances": lambda: outlook.chances(str(target), same_scope),
        "coming": lambda: outlook.coming(str(target), rate, same_scope),
        "projects": lambda: outlook.projects(until or district.as_of.year + 1),
        "past": outlook.past_forecasts,
        "scores": outlook.scoreboard,
    }
    print_outlook(answer, view, frames[view]())
