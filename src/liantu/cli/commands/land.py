"""Commands of land and entry: the land ledger, and the entry test of a planned project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from liantu.cli.shared import Folder, Format, Language, notice_head, print_json, to_csv
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.results import PlannedProject

app = typer.Typer(add_completion=False)

Day = Annotated[str | None, typer.Option("--as-of", help="On which day, as 2023-12-31.")]
_AMOUNT = "With its unit, or in {}; blank = unknown."


@app.command()
def entry(
    district: Folder,
    project: Annotated[str | None, typer.Option("--project", help="A project of the district, by its id.")] = None,
    land: Annotated[str | None, typer.Option("--land", help=_AMOUNT.format("mu"))] = None,
    investment: Annotated[str | None, typer.Option("--investment", help=_AMOUNT.format("10,000 CNY"))] = None,
    output: Annotated[str | None, typer.Option("--output", help="A year. " + _AMOUNT.format("10,000 CNY"))] = None,
    tax: Annotated[str | None, typer.Option("--tax", help="A year. " + _AMOUNT.format("10,000 CNY"))] = None,
    energy: Annotated[str | None, typer.Option("--energy", help="A year. " + _AMOUNT.format("tce"))] = None,
    place: Annotated[str | None, typer.Option("--place", help="Where, by the id of the place.")] = None,
    industry: Annotated[str | None, typer.Option("--industry", help="GB/T 4754 code.")] = None,
    product: Annotated[str | None, typer.Option("--product", help="What it makes, by the id of the product.")] = None,
    as_of: Day = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """What a planned project brings per mu against the land standards of its place.

    What is given beside --project takes the place of what the project says.
    """
    opened = _open_district(district, as_of)
    amounts = {"land": land, "investment": investment, "output": output, "tax": tax, "energy": energy}
    where = {"place": place, "industry": industry, "product": product}
    plan = _plan(opened, project, amounts, where)
    rows = opened.land.entry_test(plan)
    body: dict[str, object] = {
        "plan": dict(vars(plan)),
        "conclusion": opened.land.conclude(rows),
        "entry": rows.to_dicts(),
        "terms": opened.land.entry_terms(plan).to_dicts(),
    }
    _print(opened, "entry", rows, body, format, lang)
    if format == "table":
        from liantu.model.schema import label_code

        typer.echo(label_code("entry_verdict", str(body["conclusion"]), lang))


@app.command()
def land(
    district: Folder,
    by: Annotated[str, typer.Option("--by", help="firm, parcel, place or tenant.")] = "firm",
    firm: Annotated[str | None, typer.Option("--firm", help="The account of one firm's land, by its id.")] = None,
    as_of: Day = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """How much land each firm uses on a day, in mu, and whether the parcels add up."""
    import polars as pl

    opened = _open_district(district, as_of)
    if firm is not None:
        rows = opened.land.terms().filter(pl.col("firm") == firm)
        _print(opened, "land_terms", rows, {"land_terms": rows.to_dicts()}, format, lang)
        return
    makers = {
        "firm": opened.land.ledger,
        "parcel": opened.land.parcels,
        "place": opened.land.parcel_totals,
        "tenant": opened.land.tenants,
    }
    if by not in makers:
        raise typer.BadParameter(", ".join(makers), param_hint="--by")
    rows = makers[by]()
    _print(opened, f"land_{by}", rows, {"land": rows.to_dicts()}, format, lang)


def _open_district(district: str, as_of: str | None) -> District:
    import liantu
    from liantu.model.written_periods import read_last_day

    return liantu.open(district, read_last_day(as_of, "--as-of") if as_of else None)


def _plan(
    district: District, project: str | None, texts: dict[str, str | None], where: dict[str, str | None]
) -> PlannedProject:
    """The plan as told; everything that is wrong in it at once."""
    from liantu.model.nearest import suggest_nearest

    problems: list[Problem] = []
    read_amount = district.land.read_plan_amount
    amounts = {name: read_amount(name, text, f"--{name}", problems) for name, text in texts.items() if text}
    for name, table in (("place", "places"), ("product", "products")):
        known = district.tables[table]["id"]
        if where[name] and where[name] not in known:
            slots = {"wanted": table, "nearest": suggest_nearest(str(where[name]), known)}
            problems.append(Problem("dangling", column=f"--{name}", value=str(where[name]), slots=slots))
    if problems:
        raise Problems(problems)
    given_over: dict[str, Any] = {**amounts, **{name: value for name, value in where.items() if value}}
    return district.land.plan(project or "", **given_over)


def _print(district: District, name: str, rows: Any, body: dict[str, object], format: str, lang: str) -> None:
    head = notice_head(district, lang)
    if format == "json":
        print_json({"as_of": district.as_of.isoformat(), **head, **body})
        return
    if head:
        typer.echo(head["notice"], err=True)
    if format == "csv":
        typer.echo(to_csv(rows), nl=False)
    else:
        from liantu.cli.render.land_tables import print_land

        print_land(name, rows, lang, district.tables.labels(lang))
