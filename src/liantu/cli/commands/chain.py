"""Questions on the chain: what is missing, extended, weak, to be asked; accounts and what-ifs."""

from __future__ import annotations

from typing import Annotated

import typer

from liantu.cli.shared import (
    AsOf,
    Chain,
    ChangeFile,
    Folder,
    Format,
    KnownAt,
    Language,
    Off,
    With,
    check_choice,
    notice_head,
    open_district,
    print_answer,
    print_json,
    print_price_day,
    scenario_head,
)
from liantu.model.problems import Problem, Problems

app = typer.Typer(add_completion=False)


@app.command()
def gaps(
    folder: Folder,
    list: Annotated[
        str, typer.Option("--list", help="invite, utilities, commodities, onsite, offers or all.")
    ] = "invite",
    chain: Chain = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """What is missing, how much, worth what: the links to fill and the lists beside them."""

    check_choice(list, ("invite", "utilities", "commodities", "onsite", "offers", "all"), "--list")
    district = open_district(folder, as_of, known_at, off, change, with_)
    frame = district.chain.gaps(list, chain)
    print_price_day(district, format, lang)
    print_answer(district, "gaps", frame, format, lang, district.chain.gap_records(frame))


@app.command()
def offers(
    folder: Folder,
    streams: Annotated[bool, typer.Option("--streams", help="Every by-product and whether it is on offer.")] = False,
    chain: Chain = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """By-products of the district: who could give what to whom, and how much."""
    district = open_district(folder, as_of, known_at, off, change, with_)
    if streams:
        print_answer(district, "streams", district.chain.offered_streams(chain), format, lang)
    else:
        print_answer(district, "pairs", district.chain.offer_pairs(chain), format, lang)


@app.command()
def balance(
    folder: Folder,
    chain: Chain = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """Demand beside supply, product by product."""
    district = open_district(folder, as_of, known_at, off, change, with_)
    frame = district.chain.named_balance(chain).drop("kind")
    print_answer(district, "balance", frame, format, lang)


@app.command()
def extend(
    folder: Folder,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """What a merchant surplus could become."""
    district = open_district(folder, as_of, known_at, off, change, with_)
    print_price_day(district, format, lang)
    print_answer(district, "extensions", district.chain.extensions(), format, lang)


@app.command()
def markets(
    folder: Folder,
    product: Annotated[str | None, typer.Option(help="Product id; without one, of all products.")] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """How large the markets of products are, and which figures count."""
    district = open_district(folder, as_of, known_at, off, change, with_)
    if product is not None and product not in district.tables.rows("products"):
        from liantu.model.nearest import suggest_nearest

        slots = {"nearest": suggest_nearest(product, district.tables["products"]["id"])}
        raise Problems([Problem("unknown_product", value=product, slots=slots)])
    print_answer(district, "markets", district.chain.markets(product), format, lang)


@app.command()
def resources(
    folder: Folder,
    product: Annotated[str, typer.Argument(help="Product id.")],
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """What filling a gap would need of power, steam, water and energy, beside what places state is free."""
    district = open_district(folder, as_of, known_at, off, change, with_)
    print_answer(district, "resources", district.chain.resources(product), format, lang)


@app.command()
def weak(
    folder: Folder,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """Links made and needed here, short or resting on one plant."""
    district = open_district(folder, as_of, known_at, off, change, with_)
    print_answer(district, "weak", district.chain.weak_links(), format, lang)


@app.command()
def ask(
    folder: Folder,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """The unknowns whose answers would move the lists most."""
    district = open_district(folder, as_of, known_at, off, change, with_)
    frame = district.chain.questions()
    if format == "table":
        from liantu.cli.render.names_of_ids import name_answers

        frame = name_answers(frame, district.tables, lang)
    print_answer(district, "questions", frame, format, lang)


@app.command()
def coefficients(
    folder: Folder,
    grade: Annotated[str, typer.Option("--grade", help="A, B, C, or all.")] = "C",
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """The coefficients that move the lists most between their low and high value, those of grade C unless asked."""
    check_choice(grade, ("A", "B", "C", "all"), "--grade")
    district = open_district(folder, as_of, known_at, off, change, with_)
    frame = district.chain.coefficients(None if grade == "all" else grade)
    print_answer(district, "coefficients", frame, format, lang)


@app.command()
def account(
    folder: Folder,
    product: Annotated[str, typer.Argument(help="Product id.")],
    measure: Annotated[
        str,
        typer.Option(
            help="gap, demand, supply, captive, nearby, offer, surplus, conditional, value, plants_filled, range, "
            "operating, building or planned."
        ),
    ] = "gap",
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
) -> None:
    """The account of one number as JSON: every term, down to paragraph and quote."""
    from liantu.district.account_measures import list_measures

    check_choice(measure, tuple(list_measures()), "--measure")
    district = open_district(folder, as_of, known_at, off, change, with_)
    head = {**notice_head(district, "zh_CN"), **scenario_head(district, "zh_CN")}
    print_json({**head, **district.chain.account(product, measure)})


@app.command("what-if")
def show_what_if(
    folder: Folder,
    change: ChangeFile = None,
    with_: With = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """What moves on the lists under a change."""

    before = open_district(folder, as_of, known_at, None, None, None)
    after = open_district(folder, as_of, known_at, off, change, with_)
    print_answer(after, "moves", after.chain.moves_since(before.chain), format, lang)
