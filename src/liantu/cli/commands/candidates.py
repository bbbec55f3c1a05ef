"""The command of candidates: who makes a missing link, by which factors, and who could introduce them."""

from __future__ import annotations

from typing import Annotated

import typer

from liantu.cli.district_options import DistrictAnswer, add_district_options

app = typer.Typer(add_completion=False)


@app.command()
@add_district_options
def candidates(
    answer: DistrictAnswer,
    product: Annotated[
        list[str] | None, typer.Option("--product", help="A product, by id; may repeat, as for a bundle.")
    ] = None,
    candidate: Annotated[str | None, typer.Option("--candidate", help="The account of one candidate, by key.")] = None,
    recalled: Annotated[
        bool, typer.Option("--recalled", help="With makers that are only recalled; as a table.")
    ] = False,
    ties: Annotated[bool, typer.Option("--ties", help="Firms elsewhere that a firm here could introduce.")] = False,
) -> None:
    """Who makes what is missing: suppliers first, then whom to invite, each with the sum of its factors."""
    from liantu.cli.render import candidate_tables as render
    from liantu.model.problems import Problem, Problems
    from liantu.wording import candidate_words, translator

    district, lang = answer.district, answer.lang
    if recalled and not answer.is_table:
        raise Problems([Problem("recalled_on_screen", value=answer.format)])
    room = district.attract
    if candidate and len(product or ()) != 1:
        raise Problems([Problem("account_of_one_product", value=candidate)])
    if candidate and product:
        frame = room.candidate_factors(candidate, product[0], recalled)
        answer.print("factors", frame, lambda rows: render.tabulate_factors(rows, lang))
    elif ties:
        answer.print("ties", room.introducers(recalled), lambda rows: render.tabulate_ties(rows, district, lang))
    else:
        found = room.candidates(product, recalled)
        answer.print("candidates", found, lambda rows: render.tabulate_candidates(rows, lang))
    for problem in room.unread_registers():
        typer.echo(problem.message(lang), err=True)
    if later := room.later_firms(product or ()):
        typer.echo(translator(lang)(candidate_words.LATER_FIRMS) % later, err=True)
    if answer.is_table:
        notes = (candidate_words.TO_VERIFY, candidate_words.RECALLED_ON if recalled else candidate_words.RECALLED_OFF)
        for line in (*notes, *(() if ties else (candidate_words.HOW_READ,))):
            typer.echo(translator(lang)(line))
