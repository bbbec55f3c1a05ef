"""Word templates of an office: which fields there are, checking one, keeping it for a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liantu.cli.shared import Language

app = typer.Typer(add_completion=False)
template = typer.Typer(add_completion=False, no_args_is_help=True, help="Word templates of an office for a workspace.")
app.add_typer(template, name="template")

Place = Annotated[str, typer.Argument(help="The workspace: fuling.db.")]
Kind = Annotated[str, typer.Argument(help="brief-outward, brief-internal, leader, scenario, a letter or a list.")]


@template.command("fields")
def print_fields(kind: Kind, lang: Language = "zh_CN") -> None:
    """The fields that a template of a kind may name, a line each."""
    from liantu.papers import describe_template_fields
    from liantu.wording import translator

    tr = translator(lang)
    for field, words in describe_template_fields(kind).items():
        typer.echo(f"{field}\t{tr(words)}")


@template.command("add")
def keep_template(
    place: Place,
    kind: Kind,
    path: Annotated[Path, typer.Argument(help="The template (.docx).")],
    lang: Language = "zh_CN",
) -> None:
    """Check a template and keep it: Word files of that kind are made from it."""
    from liantu.papers import add_template

    typer.echo(str(add_template(place, kind, path)))


@template.command("remove")
def drop_template(place: Place, kind: Kind, lang: Language = "zh_CN") -> None:
    """Make Word files of that kind without a template again."""
    from liantu.papers import remove_template

    remove_template(place, kind)
