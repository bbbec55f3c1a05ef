"""The command of firms in cultivation: ladders, and the firms on them."""

from __future__ import annotations

from typing import Annotated

import typer

from liantu.cli.district_options import DistrictAnswer, add_district_options

app = typer.Typer(add_completion=False)


@app.command()
@add_district_options
def cultivation(
    answer: DistrictAnswer,
    firms: Annotated[bool, typer.Option("--firms", help="The firms on the steps, one by one.")] = False,
) -> None:
    """Firms on the ladders of output, titles, listing and factories: how many are stated, listed and aimed at."""
    from liantu.cli.render.ladder_tables import tabulate_cultivation, tabulate_ladders
    from liantu.wording import translator
    from liantu.wording.ladder_words import STATED_AND_LISTED

    district, lang = answer.district, answer.lang
    frame = district.cluster.cultivation() if firms else district.cluster.ladders()
    name = "cultivation" if firms else "ladders"
    tabulate = tabulate_cultivation if firms else tabulate_ladders
    answer.print(name, frame, lambda found: tabulate(found, district, lang))
    if answer.is_table:
        typer.echo(translator(lang)(STATED_AND_LISTED))
