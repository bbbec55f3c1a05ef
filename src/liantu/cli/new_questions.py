"""What `liantu new` asks at a terminal: name, kind, province, and basins where the law leaves it to the county."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from liantu.cli.shared import translator_of
from liantu.model.problems import Problems


@dataclass(frozen=True)
class NewAnswers:
    """The answers, of options or of the terminal; None where nobody said."""

    name: str
    like: str | None
    province: str | None
    basins: tuple[str, ...]


def ask_new_district(
    folder: Path, name: str | None, like: str | None, province: str | None, basins: tuple[str, ...], lang: str
) -> NewAnswers:
    """What options leave open, asked when both ends are a terminal. A name alone asks nothing, as it never did."""
    fallback = folder.resolve().name
    if name is not None or not is_terminal():
        return NewAnswers(name or fallback, like, province, basins)
    _ = translator_of(lang)
    name = typer.prompt(_("Name of the district, in Chinese"), default=fallback)
    return NewAnswers(
        name,
        like or _ask_kind(lang),
        province := province or _ask_province(lang),
        basins or _ask_basins(province, lang),
    )


def is_terminal() -> bool:
    """Whether somebody can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask_kind(lang: str) -> str:
    from liantu.district.table_files import list_district_kinds

    _ = translator_of(lang)
    kinds = list_district_kinds(lang)
    choices = ", ".join(f"{number} {name}" for number, (_code, name) in enumerate(kinds, 1))
    number = typer.prompt(_("What is it like: %s") % choices, default="2")
    return kinds[int(number) - 1][0] if number.isdigit() and 0 < int(number) <= len(kinds) else str(number)


def _ask_province(lang: str) -> str | None:
    """A province, asked again while it is none; nothing said is no province."""
    from liantu.cli.shared import print_problems
    from liantu.district.table_files import require_province

    _ = translator_of(lang)
    while written := typer.prompt(_("Province (nothing: not said)"), default="", show_default=False):
        try:
            return require_province(written)
        except Problems as refused:
            print_problems(refused.problems, lang)
    return None


def _ask_basins(province: str | None, lang: str) -> tuple[str, ...]:
    from liantu.district.table_files import list_open_basins

    _ = translator_of(lang)
    question = _("Does the law on the %s name this county? If nobody knows, say no; it stays to be verified")
    return tuple(basin for basin in list_open_basins(province) if typer.confirm(question % basin, default=False))
