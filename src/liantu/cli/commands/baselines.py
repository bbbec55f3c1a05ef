"""The command that saves the schedule of a project under a name, to compare the running one with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liantu.cli.commands.calendar import parse_day
from liantu.cli.commands.workspace import Author, Reason
from liantu.cli.shared import AsOf, Folder, Language, open_district

app = typer.Typer(add_completion=False)


@app.command("baseline")
def save_baseline(
    folder: Folder,
    project: Annotated[str, typer.Argument(help="The project.")],
    graph: Annotated[str, typer.Argument(help="The item graph, by its name.")],
    name: Annotated[str, typer.Argument(help="What the saved schedule is called; a name is used once.")],
    start: Annotated[
        str | None, typer.Option("--start", help="The day the first item begins, where nothing is applied for yet.")
    ] = None,
    as_of: AsOf = None,
    author: Author = "",
    reason: Reason = "",
    lang: Language = "zh_CN",
) -> None:
    """Save the schedule of a project as it stands: in a workspace as a change, in a folder as rows of baselines.csv."""
    import getpass

    from liantu.district.table_files import write_change

    district = open_district(folder, as_of, None, None, None, None)
    found = district.deliver.require_graph(graph, project)
    answers = district.deliver.project_answers(project, found)
    first = None if start is None else parse_day(start)
    plan = district.deliver.approval_plan(found, answers, start=first)
    change = district.deliver.save_baseline(plan, project, name.strip(), note=reason or None)
    if district.workspace is None:
        write_change(district, change, Path(folder))
        typer.echo(str(Path(folder) / "baselines.csv"))
    else:
        typer.echo(str(district.history.commit(change, author or getpass.getuser(), base=district.number)))
