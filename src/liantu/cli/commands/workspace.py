"""Commands of the workspace: make and keep one, edit it, load into it, look back, undo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liantu.cli.shared import Language, check_choice, print_json
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district.results import ChangeEntry, Workspace

app = typer.Typer(add_completion=False)
workspace = typer.Typer(add_completion=False, no_args_is_help=True, help="Make, look after and move a workspace.")
app.add_typer(workspace, name="workspace")

Place = Annotated[str, typer.Argument(help="The workspace: fuling.db or postgresql://…")]
Author = Annotated[str, typer.Option("--author", envvar="LIANTU_AUTHOR", help="Who acts; the login name unless given.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]
SourceOf = Annotated[str, typer.Option("--source", help="On what ground: a document, a call.")]
Format = Annotated[
    str,
    typer.Option(
        "--format", help="table or json.", callback=lambda text: check_choice(text, ("table", "json"), "--format")
    ),
]


# -- the workspace itself ------------------------------------------------------------------------------


@workspace.command()
def init(
    place: Place,
    folder: Annotated[Path, typer.Argument(help="The district's folder that it begins with.")],
    author: Author = "",
    reason: Reason = "",
    lang: Language = "zh_CN",
) -> None:
    """A new workspace that begins with the tables of a folder."""
    from liantu.district.workspaces import create_workspace

    made = create_workspace(place, folder, _entry("init", author, reason))
    typer.echo(f"{made.place}\t{made.head()}")


@workspace.command("status")
def print_status(place: Place, lang: Language = "zh_CN") -> None:
    """What a workspace holds, as JSON."""
    from liantu.district.workspaces import describe_workspace

    status = describe_workspace(_check_place(place))
    print_json(vars(status))


@workspace.command("migrate")
def print_migration(place: Place, lang: Language = "zh_CN") -> None:
    """Bring a workspace of an older version to this one. Back it up first."""
    from liantu.district.workspaces import migrate_workspace

    typer.echo(migrate_workspace(_check_place(place)))


@workspace.command("backup")
def print_backup(
    place: Place, file: Annotated[Path, typer.Argument(help="File to write.")], lang: Language = "zh_CN"
) -> None:
    """Write everything in a workspace to one file, while others go on working."""
    from liantu.district.workspaces import back_up_workspace

    typer.echo(f"{file}\t{back_up_workspace(_check_place(place), file)}")


@workspace.command("restore")
def print_restored(
    file: Annotated[Path, typer.Argument(help="A backup.")], place: Place, lang: Language = "zh_CN"
) -> None:
    """Make a workspace of a backup, in a place that holds none."""
    from liantu.district.workspaces import restore_workspace

    typer.echo(f"{place}\t{restore_workspace(file, place)}")


@workspace.command("verify")
def print_verification(place: Place, lang: Language = "zh_CN") -> None:
    """Prove that a workspace is whole: its history, its files, the rules of its district. Exit 1 on findings."""
    from liantu.district.workspaces import verify_workspace

    found = verify_workspace(_open_workspace(place))
    for problem in found:
        typer.echo(problem.message(lang), err=True)
    typer.echo(str(len(found)))
    raise typer.Exit(1 if found else 0)


# -- writing ---------------------------------------------------------------------------------------------


# A line that deletes begins like an option.
@app.command(context_settings={"ignore_unknown_options": True})
def edit(
    place: Place,
    lines: Annotated[
        list[str] | None, typer.Argument(help="Lines: table:row;field=value, + inserts, - deletes.")
    ] = None,
    change: Annotated[Path | None, typer.Option("--change", help="A change file (YAML or JSON).")] = None,
    author: Author = "",
    reason: Reason = "",
    source: SourceOf = "",
    lang: Language = "zh_CN",
) -> None:
    """Write a change to a workspace; prints its number."""
    from liantu.district.change_files import read_change_file
    from liantu.model.change import Change

    whole = (read_change_file(change) if change else Change()) + Change.from_query(lines or [])
    entry = _entry("edit", author, reason or whole.reason, source or whole.source)
    opened = _open_workspace(place)

    def tell_warnings(warnings: Sequence[Problem]) -> None:
        """Say what the change is warned of; it is kept."""
        for problem in warnings:
            typer.echo(problem.message(lang), err=True)

    typer.echo(str(opened.commit(whole, entry, take_warnings=tell_warnings)))


@app.command("import")
def import_file(
    place: Place,
    file: Annotated[Path, typer.Argument(help="A workbook, a CSV, or a folder of CSVs.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Delete rows of its tables that it does not have.")
    ] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Only tell what would change.")] = False,
    annotated: Annotated[Path | None, typer.Option("--annotated", help="Copy to write, with bad cells marked.")] = None,
    fill: Annotated[
        list[str] | None,
        typer.Option("--fill", help="What new rows say where the file says nothing, as basis=ours; may repeat."),
    ] = None,
    author: Author = "",
    reason: Reason = "",
    source: SourceOf = "",
    lang: Language = "zh_CN",
) -> None:
    """Load a workbook, a filled survey form, a CSV or a folder: all of it or, when anything is refused, nothing.

    Prints the number of the change and counts by table.
    """
    from liantu.district import incoming_files

    opened = _open_workspace(place)
    moment = opened.moment()
    tables = opened.over(moment)
    if file.is_dir():
        found = incoming_files.read_incoming_folder(opened, file, tables, replace)
    else:
        content, name = incoming_files.read_file_bytes(file)
        found = incoming_files.read_filled(opened, content, name, tables, replace, fill or ())
        if annotated is not None and found.preview is not None:
            annotated.write_bytes(incoming_files.annotate_file(content, name, found.preview, lang))
    for problem in found.preview.notes if found.preview else ():
        typer.echo(problem.message(lang), err=True)
    if found.preview and found.preview.problems:
        raise Problems(list(found.preview.problems))
    entry, number = _entry("import", author, reason, source), moment.number
    if not preview and file.is_dir() and found.preview:
        number = opened.replace(found.preview.after, entry, base=number)
    elif not preview:
        number = incoming_files.commit_file(opened, found, entry, number)
    counts = incoming_files.count_changes(tables, found)
    print_json({"number": number, "counts": counts})


@app.command()
def undo(
    place: Place,
    number: Annotated[int, typer.Argument(help="The change to take back.")],
    author: Author = "",
    reason: Reason = "",
    lang: Language = "zh_CN",
) -> None:
    """Take a change back; refused, with what rests on it, when later changes do. Prints the new number."""
    typer.echo(str(_open_workspace(place).undo(number, _entry("undo", author, reason))))


# -- looking back ----------------------------------------------------------------------------------------


@app.command()
def history(
    place: Place,
    table: Annotated[str | None, typer.Option("--table", help="Only changes of one table.")] = None,
    row: Annotated[str | None, typer.Option("--row", help="The story of one row of the table.")] = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """The changes, the last first; or every version of a row: who, when, what, why."""
    import polars as pl

    opened = _open_workspace(place)
    if row is not None:
        found = opened.story(_check_table(table), row)
        if found.is_empty():
            raise Problems([Problem("no_such_row", _check_table(table), value=row)])
    else:
        found = opened.changes()
        if table:
            found = found.filter(pl.col("tables").list.contains(_check_table(table)))
    _print(found, format)


@app.command()
def diff(
    place: Place,
    one: Annotated[str, typer.Argument(help="A change number, or a day.")],
    other: Annotated[str | None, typer.Argument(help="The same; now when left out.")] = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """What differs between two moments: table, row, field, before, after."""
    from liantu.district.workspaces import compare_moments

    opened = _open_workspace(place)
    numbers = _number(opened, one), _number(opened, other) if other else opened.head()
    _print(compare_moments(opened, *numbers), format)


# -- within ----------------------------------------------------------------------------------------------


def _open_workspace(place: str) -> Workspace:
    from liantu.district import open_workspace

    return open_workspace(_check_place(place))


def _check_place(place: str) -> str:
    from liantu.model.district_address import is_address

    if not is_address(place):
        raise Problems([Problem("bad_workspace", value=place)])
    if "://" not in place and not Path(place).exists():
        raise Problems([Problem("no_workspace", value=place)])
    return place


def _entry(kind: str, author: str, reason: str = "", source: str = "") -> ChangeEntry:
    import getpass

    from liantu.district.workspaces import sign_change

    return sign_change(author or getpass.getuser(), kind, reason, source)


def _check_table(table: str | None) -> str:
    from liantu.model import schema

    if table not in schema.read_tables():
        raise Problems([Problem("unknown_table", value=table or "")])
    return str(table)


def _number(opened: Workspace, text: str) -> int:
    from liantu.model.whole_numbers import read_whole_number
    from liantu.model.written_periods import read_last_day

    number = read_whole_number(text)
    if number is not None:
        return number
    return opened.number_at(read_last_day(text))


def _print(frame: Any, format: str) -> None:
    if format == "json":
        print_json(frame.to_dicts())
        return
    from rich.console import Console
    from rich.table import Table

    shown = Table(*frame.columns)
    for values in frame.iter_rows():
        shown.add_row(*("; ".join(v) if isinstance(v, list) else "" if v is None else str(v) for v in values))
    console = Console()
    Console(width=None if console.is_terminal else 200).print(shown)
