"""Commands of firm registers: importing one, and what its firms make or trade."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from liantu.cli.shared import Folder, Format, Language, check_choice, open_district, print_answer
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Callable


class _ImportUnlessNamed(TyperGroup):
    """``register DISTRICT FILE`` imports; what else can be done is named first."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """The words of the command line, with the command that is meant."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["import", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(add_completion=False)
register = typer.Typer(
    add_completion=False, no_args_is_help=True, cls=_ImportUnlessNamed, help="Registers of firms beside a district."
)
app.add_typer(register, name="register")

Engine = Annotated[
    str,
    typer.Option(
        "--engine",
        help="ahocorasick_rs, daachorse, or spark for a cluster.",
        callback=lambda text: check_choice(text, ("ahocorasick_rs", "daachorse", "spark"), "--engine"),
    ),
]


@register.command("import")
def import_register(
    folder: Folder,
    file: Annotated[Path, typer.Argument(help="The register: CSV, workbook (.xlsx) or Parquet, of any size.")],
    id: Annotated[
        str, typer.Option("--id", help="What it is called, as hubei-2024; the file's name unless given.")
    ] = "",
    as_of: Annotated[str, typer.Option("--as-of", help="The date that the register states, as 2024-12-31.")] = "",
    column: Annotated[
        list[str] | None, typer.Option("--column", help="A column that its heading does not tell: scope=heading.")
    ] = None,
    lang: Language = "zh_CN",
) -> None:
    """Import a register of firms beside the district; run again, it goes on where it was interrupted.

    Kept are name, code, province, region, address, industry, capital, founding, status, scope, staff and tags. Columns
    of persons are never taken.
    """
    district = open_district(folder, None, None, None, None, None)
    columns = dict(_split(text) for text in column or [])
    journal = district.attract.import_register(file, id or _name(file), as_of, columns, _progress())
    from liantu.cli.render.register_tables import describe_import

    for line in describe_import(journal, lang):
        typer.echo(line)


@register.command("list")
def list_registers(folder: Folder, format: Format = "table", lang: Language = "zh_CN") -> None:
    """The registers beside the district: how many firms, of which date, what was set aside."""
    from liantu.cli.render.register_tables import tabulate_registers

    district = open_district(folder, None, None, None, None, None)
    frame = tabulate_registers(district.attract.registers(), lang if format == "table" else "")
    print_answer(district, "registers", frame, format, lang)


@register.command("match")
def match_register(
    folder: Folder,
    id: Annotated[str | None, typer.Argument(help="The register; all of them unless given.")] = None,
    product: Annotated[
        list[str] | None, typer.Option("--product", help="Show the matches of this product; may repeat.")
    ] = None,
    engine: Engine = "ahocorasick_rs",
    features: Annotated[
        Path | None, typer.Option("--features", help="Write the matches with what they rest on to this Parquet file.")
    ] = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """Find who makes, trades or serves the products of district and library, and keep it beside the register.

    With --product the matches of some products are shown, each with the words that it rests on.
    """
    district = open_district(folder, None, None, None, None, None)
    known = [journal.id for journal in district.attract.registers()]
    if id is not None and id not in known:
        raise Problems([Problem("no_register", value=id, slots={"choices": ", ".join(known)})])
    if not product:
        from liantu.cli.render.register_tables import describe_matches

        for name in [id] if id else known:
            typer.echo(describe_matches(name, district.attract.match_register(name, engine, _progress()), lang))
    products = product or district.tables["products"]["id"].to_list()
    if not product and features is None:
        return
    found = district.attract.matches(products)
    if features is not None:
        found.write_parquet(features)
    if product:
        from liantu.cli.render.register_tables import name_matches

        shown = name_matches(found, district.tables["products"], lang) if format == "table" else found
        print_answer(district, "matches", shown, format, lang)


def _split(text: str) -> tuple[str, str]:
    field, mark, heading = text.partition("=")
    if not mark:
        raise Problems([Problem("register_bad_column", column="--column", value=text)])
    return field.strip(), heading.strip()


def _name(file: Path) -> str:
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in file.stem.lower()).strip("-")


def _progress() -> Callable[[int, int], None]:
    """Says on a terminal how far it is."""

    def report(done: int, total: int) -> None:
        """One line that is written over."""
        if sys.stderr.isatty() and total:
            typer.echo(f"\r{done * 100 // total:>3} %", err=True, nl=done >= total)

    return report
