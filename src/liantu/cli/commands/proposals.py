"""The command of proposals: what is worth proposing, and what is not."""

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
    print_price_day,
)

app = typer.Typer(add_completion=False)


@app.command()
def propose(
    folder: Folder,
    product: Annotated[
        str | None, typer.Option("--product", help="The routes of one product by its id, and their accounts.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also the other routes, and what is not advised with the reason.")
    ] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    lines: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """What is worth proposing: a product with the upstream steps that belong to it, by routes that may be built."""
    from liantu.cli.render.proposal_tables import list_proposal_notes, tabulate_proposals

    district = open_district(folder, as_of, known_at, off, change, lines)
    rows = district.attract.choose_proposals(product, everything=everything)
    if format == "table":
        print_price_day(district, format, lang)
        print_answer(district, "proposals", tabulate_proposals(rows, district, lang), format, lang)
        for note in list_proposal_notes(lang):
            typer.echo(note)
    else:
        print_answer(district, "proposals", rows, format, lang, rows=district.attract.proposal_records(rows))
