"""The command of firms in cultivation: ladders, and the firms on them."""

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
)

app = typer.Typer(add_completion=False)


@app.command()
def cultivation(
    folder: Folder,
    firms: Annotated[bool, typer.Option("--firms", help="The firms on the steps, one by one.")] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    lines: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """Firms on the ladders of output, titles, listing and factories: how many are stated, listed and aimed at."""
    from liantu.cli.render.ladder_tables import tabulate_cultivation, tabulate_ladders
    from liantu.wording import translator
    from liantu.wording.ladder_words import STATED_AND_LISTED

    district = open_district(folder, as_of, known_at, off, change, lines)
    frame = district.cluster.cultivation() if firms else district.cluster.ladders()
    name = "cultivation" if firms else "ladders"
    if format == "table":
        tabulate = tabulate_cultivation if firms else tabulate_ladders
        print_answer(district, name, tabulate(frame, district, lang), format, lang)
        typer.echo(translator(lang)(STATED_AND_LISTED))
    else:
        print_answer(district, name, frame, format, lang)
