"""The command of the siting account: what a process at a scale costs in one place and in others."""

from __future__ import annotations

from typing import Annotated

import typer

from liantu.cli.district_options import DistrictAnswer, add_district_options
from liantu.cli.shared import check_choice

app = typer.Typer(add_completion=False)


@app.command()
@add_district_options
def siting(
    answer: DistrictAnswer,
    case: Annotated[
        str | None, typer.Option("--case", help="A siting case by its id; the first one unless given.")
    ] = None,
    product: Annotated[
        str | None, typer.Option("--product", help="In place of a case a product at its usual scale, by id.")
    ] = None,
    home: Annotated[
        str | None, typer.Option("--home", help="The place that others are compared with; one of the district.")
    ] = None,
    against: Annotated[
        str | None, typer.Option("--against", help="The place whose difference is looked at closely, by id.")
    ] = None,
    rate: Annotated[float | None, typer.Option("--rate", help="Another discount rate, % a year.")] = None,
    years: Annotated[int | None, typer.Option("--years", help="Another number of years of operation.")] = None,
    show: Annotated[
        str,
        typer.Option("--show", help="totals, items, flips, movers, prices, ask, terms, cash or parcels."),
    ] = "totals",
) -> None:
    """What a plant costs in full in each place compared, a year, a tonne and for 10,000 CNY of output."""
    from liantu.cli.render.siting_tables import PARTS, list_siting_notes, select_part, tabulate_siting
    from liantu.model.problems import Problem, Problems

    check_choice(show, PARTS, "--show")
    if case is not None and product is not None:
        raise Problems([Problem("case_or_product", column="--case", value=case, slots={"product": product})])
    district, lang = answer.district, answer.lang
    account = district.attract.siting(
        case, product=product, home=home, against=against, discount_rate=rate, years=years
    )
    if answer.is_table:
        for note in list_siting_notes(account, lang):
            typer.echo(note, err=True)
    answer.print(show, select_part(account, show), lambda _rows: tabulate_siting(account, show, district, lang))
