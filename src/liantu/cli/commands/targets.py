"""The command of targets: what can be said of each, what it is made of, what they come to beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from liantu.cli.district_options import DistrictAnswer, add_district_options
from liantu.cli.shared import check_choice, print_problems, refuse_idle_options

if TYPE_CHECKING:
    import polars as pl

    from liantu.district import District

app = typer.Typer(add_completion=False)

VIEWS = ("targets", "parts", "checks", "bases")
_WHERE = {"--same-scope": ("targets",), "--facts-only": ("targets",)}
SameScope = Annotated[
    bool, typer.Option("--same-scope", help="Suppose that a target means what its only series counts.")
]
FactsOnly = Annotated[bool, typer.Option("--facts-only", help="Leave out what rests on a supposition of ours alone.")]


@app.command()
@add_district_options
def targets(
    answer: DistrictAnswer,
    view: Annotated[
        str,
        typer.Argument(
            help=f"{', '.join(VIEWS[:-1])} or {VIEWS[-1]}.", callback=lambda text: check_choice(text, VIEWS, "VIEW")
        ),
    ] = "targets",
    same_scope: SameScope = False,
    facts_only: FactsOnly = False,
) -> None:
    """What can be said of each target and what it still needs; what it is made of from stated figures; what targets
    come to beside each other; of those without a base, the growth that each possible base would need."""
    refuse_idle_options(view, {"--same-scope": same_scope, "--facts-only": facts_only}, _WHERE)
    print_outlook(answer, view, find_targets(answer.district, view, same_scope, facts_only))


def find_targets(district: District, view: str, same_scope: bool, facts_only: bool) -> pl.DataFrame:
    """The frame of one of the views."""
    outlook = district.outlook
    frames = {
        "targets": lambda: outlook.targets(same_scope, facts_only),
        "parts": outlook.target_parts,
        "checks": outlook.target_checks,
        "bases": outlook.possible_bases,
    }
    return frames[view]()


def print_outlook(answer: DistrictAnswer, view: str, frame: pl.DataFrame) -> None:
    """A view of targets or forecasts, with what is wrong with the series above and how it is read below."""
    print_problems(answer.district.outlook.check_series(), answer.lang)
    if not answer.is_table:
        answer.print(view, frame)
        return
    from liantu.cli.render.forecast_tables import list_notes, tabulate

    answer.print(f"outlook_{view}", tabulate(view, frame, answer.district, answer.lang))
    for note in list_notes(view, frame, answer.lang):
        typer.echo(note)
