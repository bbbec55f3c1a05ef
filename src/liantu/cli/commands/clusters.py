"""Commands of clusters: what stands in each, who could sell what to whom, what stops, energy."""

from __future__ import annotations

from typing import Annotated

import typer

from liantu.cli.district_options import DistrictAnswer, add_district_options
from liantu.cli.shared import check_choice

app = typer.Typer(add_completion=False)

REGIONAL_VIEWS = ("industries", "regions", "growth")
Scheme = Annotated[
    str | None,
    typer.Option("--scheme", help="A system of clusters by its id; the one with most clusters unless given."),
]


@app.command()
@add_district_options
def clusters(
    answer: DistrictAnswer,
    scheme: Scheme = None,
) -> None:
    """The clusters of a district tier by tier: firms, plants, projects and chains in each, and output where stated."""
    from liantu.cli.render.cluster_tables import counted_once, tabulate_clusters

    district, lang = answer.district, answer.lang
    frame = district.cluster.clusters(scheme)
    answer.print("clusters", frame, lambda found: tabulate_clusters(found, lang))
    if answer.is_table:
        typer.echo(counted_once(district.cluster.count_once(scheme), lang))


@app.command()
@add_district_options
def coupling(
    answer: DistrictAnswer,
    by: Annotated[str, typer.Option("--by", help="cluster, place or size (of firms).")] = "cluster",
    scheme: Scheme = None,
    shares: Annotated[
        bool, typer.Option("--shares", help="How much of each need could be bought here at best.")
    ] = False,
    own_use: Annotated[
        bool, typer.Option("--own", help="What owners make for their own needs at the same site: own use, no flow.")
    ] = False,
    rates: Annotated[
        bool, typer.Option("--rates", help="What share is bought here, by purchase returns; read in the house alone.")
    ] = False,
) -> None:
    """Who could sell what to whom, computed from outputs and needs: potential, not purchases."""
    from liantu.access import Purpose
    from liantu.cli.render.cluster_tables import tabulate_flows, tabulate_own_uses, tabulate_rates, tabulate_shares
    from liantu.wording import translator
    from liantu.wording.cluster_words import OWN_USE_NOTE, POTENTIAL, RATE_NOTE

    district, lang = answer.district, answer.lang
    if rates:
        inside = district if answer.is_table else district.for_purpose(Purpose.LEAVING)
        found = inside.cluster.local_rates(by, scheme)
        answer.print("local_rates", found, lambda rates: tabulate_rates(rates, district, lang))
        typer.echo(translator(lang)(RATE_NOTE), err=True)
        return
    if own_use:
        uses = district.cluster.own_uses(by, scheme)
        answer.print("own_uses", uses, lambda found: tabulate_own_uses(found, district, lang))
        if answer.is_table:
            typer.echo(translator(lang)(OWN_USE_NOTE))
        return
    frame = district.cluster.local_shares(by, scheme) if shares else district.cluster.potential_flows(by, scheme)
    name = "local_shares" if shares else "potential_flows"
    tabulate = tabulate_shares if shares else tabulate_flows
    answer.print(name, frame, lambda found: tabulate(found, district, lang))
    if answer.is_table:
        typer.echo(translator(lang)(POTENTIAL))


@app.command()
@add_district_options
def concentration(
    answer: DistrictAnswer,
    by: Annotated[str, typer.Option("--by", help="industry or cluster.")] = "industry",
    item: Annotated[str, typer.Option("--item", help="An item of the yearly returns by its id.")] = "revenue",
    year: Annotated[
        str | None, typer.Option("--year", help="The year of the returns; the latest with the item unless given.")
    ] = None,
) -> None:
    """How few firms make up most of an industry or a cluster; read in the house alone, blank in a file that goes on."""
    from liantu.access import Purpose
    from liantu.cli.render.cluster_tables import tabulate_concentration
    from liantu.wording import translator
    from liantu.wording.concentration_words import IN_HOUSE, TO_READ

    district, lang = answer.district, answer.lang
    if answer.format == "csv":  # a file that goes on
        district = district.for_purpose(Purpose.LEAVING)
    frame = district.cluster.concentration(by, item, year)
    for note in (TO_READ, IN_HOUSE):
        typer.echo(translator(lang)(note), err=True)
    shown = answer.over(district)
    shown.print("concentration", frame, lambda found: tabulate_concentration(found, by, district, lang))


@app.command()
@add_district_options
def specialisation(
    answer: DistrictAnswer,
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
) -> None:
    """The district among other regions, where a table of regions by industry is loaded: location quotients (of exports
    RCA), nearness and complexity of industries; regions by complexity; growth by shift and share."""
    from liantu.cli.render.regional_tables import list_regional_notes, tabulate_regional

    district, lang = answer.district, answer.lang
    room = district.cluster
    choice = room.regional_choice(measure, period, region, since)
    answers = {"industries": room.specialisation, "regions": room.regional_complexity, "growth": room.shift_share}
    frame = answers[view](choice)
    name = f"specialisation_{view}"
    answer.print(name, frame, lambda found: tabulate_regional(view, found, choice, district, lang))
    if answer.is_table:
        for note in list_regional_notes(view, lang):
            typer.echo(note)


@app.command()
@add_district_options
def stop(
    answer: DistrictAnswer,
    subject: Annotated[
        str | None,
        typer.Option("--subject", help="What stops, by id: a plant of a made-up district, a product of any other."),
    ] = None,
    outside: Annotated[
        float | None,
        typer.Option("--outside", help="Which part of what could be bought here is bought elsewhere, 0 to 1."),
    ] = None,
) -> None:
    """What stops when one plant stops: after how many days, and how much; a scenario, read in the house alone."""
    from liantu.access import Purpose
    from liantu.cli.render.stop_tables import list_stop_notes, tabulate_stops

    district, lang = answer.district, answer.lang
    if not answer.is_table:  # a file that goes on
        district = district.for_purpose(Purpose.LEAVING)
    frame = district.cluster.stop(subject, outside)
    for note in list_stop_notes(frame, district, outside, lang):
        typer.echo(note, err=True)
    answer.over(district).print("stop", frame, lambda found: tabulate_stops(found, district, lang))


@app.command()
@add_district_options
def green(
    answer: DistrictAnswer,
    by: Annotated[str, typer.Option("--by", help="cluster, chain, place or project.")] = "cluster",
    use: Annotated[
        str, typer.Option("--use", help="What energy is reckoned for: review, control or evaluation.")
    ] = "review",
    basis: Annotated[
        str | None, typer.Option("--basis", help="What its scheme says of electricity: calorific or equivalent.")
    ] = None,
    links: Annotated[bool, typer.Option("--links", help="What filling each missing link would add.")] = False,
) -> None:
    """Fuel, raw material, power, water, land and CO2 of energy of clusters, chains, places and projects."""
    from liantu.cli.render.green_tables import list_green_notes, tabulate_uses

    district, lang = answer.district, answer.lang
    room = district.cluster
    frame = room.link_uses(use, basis) if links else room.resource_uses(by, use, basis=basis)
    name = "link_uses" if links else "resource_uses"
    answer.print(name, frame, lambda found: tabulate_uses(found, "product" if links else by, district, lang))
    if answer.is_table:
        for note in list_green_notes(district, use, basis, lang):
            typer.echo(note)
