"""A district as a whole: checked, begun, served."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from liantu.cli.shared import Folder, Format, Language, parse_last_day, print_json, print_problems

app = typer.Typer(add_completion=False)


@app.command()
def check(
    folder: Annotated[str, typer.Argument(help="A district's folder, or the word library.")],
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again when a file changes, until Ctrl-C; says what changed.")
    ] = False,
    every: Annotated[float, typer.Option("--every", help="Seconds between two looks.", min=0.01, hidden=True)] = 1.0,
    rounds: Annotated[int | None, typer.Option("--rounds", help="Looks before it ends.", min=1, hidden=True)] = None,
    lang: Language = "zh_CN",
) -> None:
    """Everything wrong with a folder, or with the process library. Exit 1 when there are findings."""
    from liantu.district import check_district

    if watch:
        from liantu.cli.folder_watch import FolderWatch, watch_folder

        looking = FolderWatch(Path(folder), lambda: check_district(folder), lang)
        left = watch_folder(looking, every, rounds)
        raise typer.Exit(1 if any(p.severity != "note" for p in left) else 0)

    if folder == "library":
        from liantu.district.shipped_library import (
            check_shipped_library,
            describe_shipped_library,
            list_unbalanced_markets,
            list_wide_prices,
        )
        from liantu.wording import translator

        findings = check_shipped_library()
        wide = list_wide_prices(date.today())["product"].unique(maintain_order=True)
        sentence = translator(lang)("%(count)s products with a price band wider than the limit: %(products)s")
        typer.echo(sentence % {"count": len(wide), "products": ", ".join(wide)}, err=True)
        unfit = list_unbalanced_markets(date.today())["product"].unique(maintain_order=True)
        sentence = translator(lang)("%(count)s products whose market figures do not fit one another: %(products)s")
        typer.echo(sentence % {"count": len(unfit), "products": ", ".join(unfit) or "-"}, err=True)
        column = "message_zh" if lang.startswith("zh") else "message_en"
        for text in (*findings[column], *describe_shipped_library()[column]):
            typer.echo(text)
        typer.echo(f"{findings.height}")
        raise typer.Exit(1 if findings.height else 0)
    found = check_district(folder)
    print_problems(found, lang)
    raise typer.Exit(1 if any(p.severity != "note" for p in found) else 0)


@app.command("shared-firms")
def shared_firms(
    folders: Annotated[list[str], typer.Argument(help="Two or more districts.")],
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """Firms and groups that stand in several districts, by credit code or by name, with the reason."""
    import liantu
    from liantu.district.shared_firms import compare_firms

    rows = compare_firms([liantu.open(folder).tables for folder in folders])
    if format == "csv":
        typer.echo(rows.write_csv(), nl=False)
    elif format == "json":
        print_json({"firms": rows.to_dicts()})
    else:
        from liantu.cli.render.console_table import print_frame

        print_frame("shared_firms", rows, lang)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet, or empty.")],
    name: Annotated[
        str | None, typer.Option("--name", help="Name of the district, in Chinese; the folder's unless given.")
    ] = None,
    like: Annotated[
        str | None, typer.Option("--like", help="zone, county or city, in either language: which tables are laid out.")
    ] = None,
    province: Annotated[
        str | None, typer.Option("--province", help="Province, in either language: its processes and clauses.")
    ] = None,
    basin: Annotated[
        list[str] | None,
        typer.Option("--basin", help="River basin whose law names the district's county; may repeat."),
    ] = None,
    region: Annotated[
        str | None, typer.Option(help="Province or municipality, in Chinese, taken as it is written.")
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="YYYY-MM-DD; today unless given.")] = None,
    lang: Language = "zh_CN",
) -> None:
    """Begin a district: a folder of tables with their headers, and a page beside them with examples.

    At a terminal it asks for what no option says; elsewhere it asks nothing.
    """
    from liantu.cli.new_questions import ask_new_district
    from liantu.district.table_files import begin_folder, require_province

    day = parse_last_day(as_of) or date.today()
    province = region if province is None else require_province(province)
    answers = ask_new_district(folder, name, like, province, tuple(basin or ()), lang)
    begin_folder(folder, answers.name, day, answers.province, answers.like, answers.basins, lang)
    typer.echo(str(folder))


@app.command()
def serve(
    folder: Folder,
    port: int = 8321,
    browser: Annotated[bool, typer.Option("--browser/--no-browser")] = True,
    proxy: Annotated[
        str, typer.Option("--proxy", help="Address of a proxy on this machine whose word on who asks is taken.")
    ] = "",
    park_map: Annotated[
        Path | None, typer.Option("--park-map", help="An SVG of the district; ids of its shapes are codes of places.")
    ] = None,
) -> None:
    """Serve a district on 127.0.0.1."""
    from liantu.web.core.server import serve_district as run

    run(folder, port, browser, proxy, park_map)


@app.command()
def demo(
    port: int = 8321,
    browser: Annotated[bool, typer.Option("--browser/--no-browser")] = True,
    district: Annotated[
        str, typer.Option("--district", help="The first: fuling, of the two articles, or yunxi, made up.")
    ] = "fuling",
) -> None:
    """Open copies of the program's districts in the browser, that of --district first, with a switch between them.

    What is changed in them goes when it stops.
    """
    import signal
    import sys
    from tempfile import TemporaryDirectory

    from liantu.district.workspaces import create_workspace, sign_change
    from liantu.web.core.server import serve_districts as run

    if district not in DEMOS:
        raise typer.BadParameter(", ".join(DEMOS), param_hint="--district")
    # However it is stopped, the copy goes with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        places = []
        for name in sorted(DEMOS, key=lambda name: name != district):
            place = Path(folder) / f"{name}.db"
            made = create_workspace(place, find_demo_folder(name), sign_change("liantu", "init", "demo"))
            made.engine.dispose()
            places.append(place)
        run(places, port, browser)


#: The districts that come with the program.
DEMOS = ("fuling", "yunxi")


def find_demo_folder(name: str = "fuling") -> Path:
    """Where a district of ours is."""
    from liantu.district.made_up_example import find_shipped_folder

    return find_shipped_folder(name)
