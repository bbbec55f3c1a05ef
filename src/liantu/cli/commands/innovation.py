"""The commands of science and its use: the board, needs with their matches, consortia."""

from __future__ import annotations

from typing import Annotated

import polars as pl
import typer

from liantu.cli.district_options import DistrictAnswer, add_district_options
from liantu.cli.shared import check_choice

app = typer.Typer(add_completion=False)
_VIEWS = ("items", "fields", "places", "institutes", "counts", "shares", "criteria", "ledgers", "renewals", "stages")

_DEPENDENCE = ("products", "claims", "criteria", "substitutions", "recalled")


@app.command()
@add_district_options
def innovation(
    answer: DistrictAnswer,
    show: Annotated[
        str,
        typer.Option(
            "--show",
            help=f"{', '.join(_VIEWS[:-1])} or {_VIEWS[-1]}.",
            callback=lambda text: check_choice(text, _VIEWS, "--show"),
        ),
    ] = "fields",
) -> None:
    """Where research has no plant and plants no research: fields by places, institutes, criteria, ledgers."""
    from liantu.cli.render.innovation_tables import tabulate_frame

    room, board = answer.district.innovate, answer.district.innovate.board()
    frames = {
        "items": lambda: board.items,
        "fields": lambda: board.field_readings,
        "places": lambda: board.place_readings,
        "institutes": room.institutes,
        "counts": room.stated_institute_counts,
        "shares": room.research_shares,
        "criteria": room.criteria,
        "ledgers": room.challenges,
        "renewals": room.renewals,
        "stages": room.stage_times,
    }
    answer.print(show, frames[show](), lambda found: tabulate_frame(found, answer.district, answer.lang))


@app.command()
@add_district_options
def depend(
    answer: DistrictAnswer,
    show: Annotated[
        str,
        typer.Option(
            "--show",
            help=f"{', '.join(_DEPENDENCE[:-1])} or {_DEPENDENCE[-1]} (magnitudes that nobody has read).",
            callback=lambda text: check_choice(text, _DEPENDENCE, "--show"),
        ),
    ] = "products",
) -> None:
    """On whose makers elsewhere the chains depend, and what stops here without them; read in the house alone."""
    from liantu.access import Purpose
    from liantu.cli.render.dependence_tables import list_dependence_notes, tabulate_dependence

    district = answer.district
    if not answer.is_table:  # a file that goes on
        district = district.for_purpose(Purpose.LEAVING)
    room = district.innovate
    frame = room.recalled_dependence() if show == "recalled" else getattr(room.dependence(), show)
    for note in list_dependence_notes(show, answer.lang):
        typer.echo(note, err=True)
    name = f"dependence_{show}"
    answer.over(district).print(name, frame, lambda found: tabulate_dependence(found, district, answer.lang))


@app.command()
@add_district_options
def needs(
    answer: DistrictAnswer,
    need: Annotated[str | None, typer.Option("--need", help="One need by its id: what it still lacks.")] = None,
    match: Annotated[
        bool, typer.Option("--match", help="Results that may solve needs, with every factor of the points.")
    ] = False,
) -> None:
    """Technology needs: where each stands, what it still lacks before it can be matched, which results may solve it."""
    from liantu.cli.render.innovation_tables import tabulate_frame

    room = answer.district.innovate
    if need is not None:
        room.find_need(need)
    name, frame = ("need_matches", room.matching().matches) if match else ("needs", room.needs())
    if need is not None and match:
        frame = frame.filter(pl.col("need") == need)
    elif need is not None:
        name, frame = "open_questions", room.open_questions(need)
    answer.print(name, frame, lambda found: tabulate_frame(found, answer.district, answer.lang))


@app.command()
@add_district_options
def consortium(
    answer: DistrictAnswer,
    milestones: Annotated[bool, typer.Option("--milestones", help="Their milestones instead of their roles.")] = False,
    possible: Annotated[
        bool, typer.Option("--possible", help="What one could be formed around, with roles that could be taken.")
    ] = False,
    topic: Annotated[
        str | None, typer.Option("--topic", help="Who could join for one of these, as need:… or product:…")
    ] = None,
) -> None:
    """Consortia: roles filled and missing, milestones done, open or late, or who could form one."""
    from liantu.access import Purpose
    from liantu.cli.render.innovation_tables import tabulate_frame

    # A file goes on: what the district depends on stays in the house.
    district = answer.district if answer.is_table else answer.district.for_purpose(Purpose.LEAVING)
    room = district.innovate
    if topic is not None:
        name, frame = "members", room.possible_members(topic)
    elif possible:
        name, frame = "topics", room.possible_consortia().topics
    elif milestones:
        name, frame = "milestones", room.consortium_milestones()
    else:
        name, frame = "roles", room.consortium_roles()
    answer.over(district).print(name, frame, lambda found: tabulate_frame(found, district, answer.lang))
