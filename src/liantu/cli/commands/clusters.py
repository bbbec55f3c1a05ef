"""Commands of clusters: what stands in each, who could sell what to whom, what stops, energy."""

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
    check_choice,
    open_district,
    print_answer,
)

app = typer.Typer(add_completion=False)

REGIONAL_VIEWS = ("industries", "regions", "growth")
Scheme = Annotated[
    str | None,
    typer.Option("--scheme", help="A system of clusters by its id; the one with most clusters unless given."),
]


@app.command()
def clusters(
    folder: Folder,
    scheme: Scheme = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    lines: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """The clusters of a district tier by tier: firms, plants, projects and chains in each, and output where stated."""
    from liantu.cli.render.cluster_tables import counted_once, tabulate_clusters

    district = open_district(folder, as_of, known_at, off, change, lines)
    frame = district.cluster.clusters(scheme)
    shown = tabulate_clusters(frame, lang) if format == "table" else frame
    print_answer(district, "clusters", shown, format, lang)
    if format == "table":
        typer.echo(counted_once(district.cluster.count_once(scheme), lang))


@app.command()
def coupling(
    folder: Folder,
    by: Annotated[str, typer.Option("--by", help="cluster, place or size (of firms).")] = "cluster",
    scheme: Scheme = None,
    shares: Annotated[
        bool, typer.Option("--shares", help="How much of each need could be bought here at best.")
    ] = False,
    rates: Annotated[
        bool, typer.Option("--rates", help="What share is bought here, by purchase returns; read in the house alone.")
    ] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    lines: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """Who could sell what to whom, computed from outputs and needs: potential, not purchases."""
    from liantu.access import Purpose
    from liantu.cli.render.cluster_tables import tabulate_flows, tabulate_rates, tabulate_shares
    from liantu.wording import translator
    from liantu.wording.cluster_words import POTENTIAL, RATE_NOTE

    district = open_district(folder, as_of, known_at, off, change, lines)
    if rates:
        inside = district if format == "table" else district.for_purpose(Purpose.LEAVING)
        found = inside.cluster.local_rates(by, scheme)
        shown = tabulate_rates(found, district, lang) if format == "table" else found
        print_answer(district, "local_rates", shown, format, lang)
        typer.echo(translator(lang)(RATE_NOTE), err=True)
        return
    frame = district.cluster.local_shares(by, scheme) if shares else district.cluster.potential_flows(by, scheme)
    name = "local_shares" if shares else "potential_flows"
    if format == "table":
        tabulate = tabulate_shares if shares else tabulate_flows
        print_answer(district, name, tabulate(frame, district, lang), format, lang)
        typer.echo(translator(lang)(POTENTIAL))
    else:
        print_answer(district, name, frame, format, lang)


@app.command()
def concentration(
    folder: Folder,
    by: Annotated[str, typer.Option("--by", help="industry or cluster.")] = "industry",
    item: Annotated[str, typer.Option("--item", help="An item of the yearly returns by its id.")] = "revenue",
    year: Annotated[
        str | None, typer.Option("--year", help="The year of the returns; the latest with the item unless given.")
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    lines: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """How few firms make up most of an industry or a cluster; read in the house alone, blank in a file that goes on."""
    from liantu.access import Purpose
    from liantu.cli.render.cluster_tables import tabulate_concentration
    from liantu.wording import translator
    from liantu.wording.concentration_words import IN_HOUSE, TO_READ

    district = open_district(folder, as_of, known_at, off, change, lines)
    if format == "csv":  # a file that goes on
        district = district.for_purpose(Purpose.LEAVING)
    frame = district.cluster.concentration(by, item, year)
    shown = tabulate_concentration(frame, by, district, lang) if format == "table" else frame
    for note in (TO_READ, IN_HOUSE):
        typer.echo(translator(lang)(note), err=True)
    print_answer(district, "concentration", shown, format, lang)


@app.command()
def specialisation(
    folder: Folder,
    view: Annotated[
        str,
        typer.Argument(
            help="industries, regions or growth (in three parts).",
            callback=lambda text: check_choice(text, REGIONAL_VIEWS, "VIEW"),
        ),
    ] = "industries",
    measure: Annotated[str | None, typer.Option("--measure", help="As persons, output, exports.")] = None,
    period: Annotated[str | None, typer.Option("--period", help="The period; the last one unless given.")] = None,
    region: Annotated[str | None, typer.Option("--region", help="A region; the district itself unless given.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="Of growth: the earlier period.")] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    lines: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """The district among other regions, where a table of regions by industry is loaded: location quotients (of exports
    RCA), nearness and complexity of industries; regions by complexity; growth by shift and share."""
    from liantu.cli.render.regional_tables import list_regional_notes, tabulate_regional

    district = open_district(folder, as_of, known_at, off, change, lines)
    room = district.cluster
    choice = room.regional_choice(measure, period, region, since)
    answers = {"industries": room.specialisation, "regions": room.regional_complexity, "growth": room.shift_share}
    frame = answers[view](choice)
    shown = tabulate_regional(view, frame, choice, district, lang) if format == "table" else frame
    print_answer(district, f"specialisation_{view}", shown, format, lang)
    if format == "table":
        for note in list_regional_notes(view, lang):
            typer.echo(note)


@app.command()
def stop(
    folder: Folder,
    subject: Annotated[
        str | None,
        typer.Option("--subject", help="What stops, by id: a plant of a made-up district, a product of any other."),
    ] = None,
    outside: Annotated[
        float | None,
        typer.Option("--outside", help="Which part of what could be bought here is bought elsewhere, 0 to 1."),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    lines: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """What stops when one plant stops: after how many days, and how much; a scenario, read in the house alone."""
    from liantu.access import Purpose
    from liantu.cli.render.stop_tables import list_stop_notes, tabulate_stops

    district = open_district(folder, as_of, known_at, off, change, lines)
    if format != "table":  # a file that goes on
        district = district.for_purpose(Purpose.LEAVING)
    frame = district.cluster.stop(subject, outside)
    shown = tabulate_stops(frame, district, lang) if format == "table" else frame
    for note in list_stop_notes(frame, district, outside, lang):
        typer.echo(note, err=True)
    print_answer(district, "stop", shown, format, lang)


@app.command()
def green(
    folder: Folder,
    by: Annotated[str, typer.Option("--by", help="cluster, chain, place or project.")] = "cluster",
    use: Annotated[
        str, typer.Option("--use", help="What energy is reckoned for: review, control or evaluation.")
    ] = "review",
    basis: Annotated[
        str | None, typer.Option("--basis", help="What its scheme says of electricity: calorific or equivalent.")
    ] = None,
    links: Annotated[bool, typer.Option("--links", help="What filling each missing link would add.")] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    lines: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """Fuel, raw material, power, water, land and CO2 of energy of clusters, chains, places and projects."""
    from liantu.cli.render.green_tables import list_green_notes, tabulate_uses

    district = open_district(folder, as_of, known_at, off, change, lines)
    room = district.cluster
    frame = room.link_uses(use, basis) if links else room.resource_uses(by, use, basis=basis)
    name = "link_uses" if links else "resource_uses"
    if format == "table":
        print_answer(district, name, tabulate_uses(frame, "product" if links else by, district, lang), format, lang)
        for note in list_green_notes(district, use, basis, lang):
            typer.echo(note)
    else:
        print_answer(district, name, frame, format, lang)
