"""The command of a brief: what goes out for a missing link, or what is considered of it in the house."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liantu.cli.shared import AsOf, ChangeFile, Folder, KnownAt, Language, Off, With, open_district

app = typer.Typer(add_completion=False)


@app.command()
def brief(
    folder: Folder,
    product: Annotated[str, typer.Argument(help="A missing link by the id of its product.")],
    out: Annotated[Path, typer.Option("--out", help="File to write: .pdf or .docx decides the form.")],
    version: Annotated[
        str, typer.Option("--version", help="outward (names no firm) or internal (candidates, siting, clauses).")
    ] = "outward",
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    lang: Language = "zh_CN",
) -> None:
    """Write the brief of a missing link: short for export with the kind brief."""
    from liantu.papers import PaperRequest, list_forms, write_requested_paper

    forms = list_forms("brief")
    if out.suffix.lstrip(".") not in forms:
        raise typer.BadParameter(", ".join(f".{form}" for form in forms), param_hint="--out")
    district = open_district(folder, as_of, known_at, off, change, with_)
    write_requested_paper(district, PaperRequest("brief", product=product, version=version), out, lang)
    typer.echo(str(out))
