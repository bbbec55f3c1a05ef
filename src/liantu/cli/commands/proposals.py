"""The command of proposals: what is worth proposing, what is not, and how well that foretold what came."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from liantu.cli.district_options import DistrictAnswer, add_district_options
from liantu.cli.shared import print_answer, print_price_day

app = typer.Typer(add_completion=False)


@app.command()
@add_district_options
def propose(
    answer: DistrictAnswer,
    product: Annotated[
        str | None, typer.Option("--product", help="The routes of one product by its id, and their accounts.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also the other routes, and what is not advised with the reason.")
    ] = False,
    compare: Annotated[
        Path | None,
        typer.Option("--compare", help="A CSV of products that came later (product, date, source), to be scored by."),
    ] = None,
) -> None:
    """What is worth proposing: a product with the upstream steps that belong to it, by routes that may be built."""
    if compare is not None:
        _print_scores(answer, compare)
        return
    room = answer.district.attract
    if answer.is_table:
        _print_tables(answer, product, everything)
    else:
        rows = room.choose_proposals(product, everything=everything)
        if product is None and not everything:
            rows = pl.concat([rows, room.supply_talks()])
        records = room.proposal_records(rows)
        print_answer(answer.district, "proposals", rows, answer.format, answer.lang, rows=records)


def _print_tables(answer: DistrictAnswer, product: str | None, everything: bool) -> None:
    """The order, and beside it what to agree on supply for."""
    from liantu.cli.render import proposal_tables as render

    district, lang = answer.district, answer.lang
    rows = district.attract.choose_proposals(product, everything=everything)
    print_price_day(district, answer.format, lang)
    answer.print("proposals", render.tabulate_proposals(rows, district, lang))
    if product is None and district.attract.supply_talks().height:
        answer.print("supply", render.tabulate_supply_talks(district, lang))
        _print_lines(render.list_supply_notes(district, lang))
    if product is not None:
        answer.print("not_built", render.tabulate_not_built(rows, district, lang))
    if everything and product is None:
        answer.print("left_out", render.tabulate_left_out(district, lang))
    _print_lines(render.list_proposal_notes(lang))


def _print_scores(answer: DistrictAnswer, file: Path) -> None:
    """The two scores apart, and under them how each product stood that came."""
    from liantu.cli.render import proposal_tables as render
    from liantu.district.later_products import read_later_products

    district, lang = answer.district, answer.lang
    found = district.attract.compare_proposals(read_later_products(file, district.tables))
    if not answer.is_table:
        first = found.first.drop("load").to_dicts()
        body = [{"scores": found.scores.to_dicts(), "later": found.later.to_dicts(), "first": first}]
        print_answer(district, "comparison", found.scores, answer.format, lang, rows=body)
        return
    answer.print("scores", render.tabulate_scores(found.scores, lang))
    answer.print("first", render.tabulate_first(found.first, district, lang))
    answer.print("later", render.tabulate_later(found.later, district, lang))
    _print_lines(render.list_score_notes(lang))


def _print_lines(lines: list[str]) -> None:
    for line in lines:
        typer.echo(line)
