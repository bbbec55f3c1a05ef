"""The command of candidates: who makes a missing link, by which factors, and who could introduce them."""

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
def candidates(
    folder: Folder,
    product: Annotated[
        list[str] | None, typer.Option("--product", help="A product, by id; may repeat, as for a bundle.")
    ] = None,
    candidate: Annotated[str | None, typer.Option("--candidate", help="The account of one candidate, by key.")] = None,
    recalled: Annotated[
        bool, typer.Option("--recalled", help="With makers that are only recalled; as a table.")
    ] = False,
    ties: Annotated[bool, typer.Option("--ties", help="Firms elsewhere that a firm here could introduce.")] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    lines: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """Who makes what is missing: suppliers first, then whom to invite, each with the sum of its factors."""
    from liantu.cli.render import candidate_tables as render
    from liantu.model.problems import Problem, Problems
    from liantu.wording import candidate_words, translator

    if recalled and format != "table":
        raise Problems([Problem("recalled_on_screen", value=format)])
    room = (district := open_district(folder, as_of, known_at, off, change, lines)).attract
    if candidate and len(product or ()) != 1:
        raise Problems([Problem("account_of_one_product", value=candidate)])
    if candidate and product:
        name, frame = "factors", room.candidate_factors(candidate, product[0], recalled)
        shown = render.tabulate_factors(frame, lang)
    elif ties:
        name, frame = "ties", room.introducers(recalled)
        shown = render.tabulate_ties(frame, district, lang)
    else:
        name, frame = "candidates", room.candidates(product, recalled)
        shown = render.tabulate_candidates(frame, lang)
    print_answer(district, name, shown if format == "table" else frame, format, lang)
    if format == "table":
        notes = (candidate_words.TO_VERIFY, candidate_words.RECALLED_ON if recalled else candidate_words.RECALLED_OFF)
        for line in (*notes, *((candidate_words.HOW_READ,) if name != "ties" else ())):
            typer.echo(translator(lang)(line))
