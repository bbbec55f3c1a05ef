"""The command of targets: what can be said of each, what it is made of, what they come to beside each other."""

from __future__ import annotations

from typing import Annotated

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

app = typer.Typer(add_completion=False)

VIEWS = ("targets", "parts", "checks", "bases")


@app.command()
def targets(
    folder: Folder,
    view: Annotated[str, typer.Argument(help=f"{', '.join(VIEWS[:-1])} or {VIEWS[-1]}.")] = "targets",
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
    """What can be said of each target and what it still needs; what it is made of from stated figures; what targets
    come to beside each other; of those without a base, the growth that each possible base would need."""
    if view not in VIEWS:
        raise typer.BadParameter(", ".join(VIEWS), param_hint="VIEW")
    district = open_district(folder, as_of, known_at, off, change, lines)
    outlook = district.outlook
    frames = {
        "targets": lambda: outlook.targets(same_scope, facts_only),
        "parts": outlook.target_parts,
        "checks": outlook.target_checks,
        "bases": outlook.possible_bases,
    }
    frame = frames[view]()
    print_problems(outlook.check_series(), lang)
    if format != "table":
        print_answer(district, view, frame, format, lang)
        return
    from liantu.cli.render.forecast_tables import list_notes, tabulate

    print_answer(district, f"targets_{view}", tabulate(view, frame, district, lang), format, lang)
    for note in list_notes(view, frame, lang):
        typer.echo(note)
