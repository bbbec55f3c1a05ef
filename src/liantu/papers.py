"""Which paper comes from which question: the lists, the survey, a chain's map and its set, ready to be written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper import (
    Paper,
    Setting,
    Sheet,
    chain_facts,
    chain_map,
    chain_set,
    extension_list,
    fill_list,
    setting_of,
    survey_sheet,
    utilities_list,
    weak_list,
)

if TYPE_CHECKING:
    from liantu.district import District

KINDS = ("invite", "utilities", "commodities", "onsite", "extend", "weak", "survey", "map", "set")
#: Papers of one chain: the A3 map, and 一链一图一表.
OF_CHAIN = ("map", "set")


def paper(
    district: District, kind: str, language: str = "zh_CN", chain: str | None = None, firm: str | None = None
) -> Paper | Sheet:
    """The paper of that kind; ``chain`` narrows the lists, ``firm`` the survey.

    Raises ValueError for another kind, or for a chain's paper without a chain; Problems for an unknown chain.
    """
    district, withheld = to_share(district)
    notes = (withheld_note(withheld, language),) if withheld else ()
    if kind in OF_CHAIN:
        if not chain:
            raise ValueError(f"{kind!r} needs a chain")
        return _of_chain(district, kind, language, chain, notes)
    setting = setting_of(district.tables, language, as_of=district.as_of, notes=notes)
    if kind == "invite":
        return fill_list(district.gaps("invite", chain), setting)
    if kind in ("utilities", "commodities", "onsite"):
        return utilities_list(district.gaps(kind, chain), setting, which=kind)
    if kind == "extend":
        return extension_list(district.extend(), setting)
    if kind == "weak":
        return weak_list(district.weak(), setting)
    if kind == "survey":
        return survey_sheet(district.ask(), setting, firm=firm)
    raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")


def to_share(district: District) -> tuple[District, int]:
    """The district as it may leave the house, and how many rows that leaves out."""
    from liantu.model.confidential import shareable

    tables, supposed, withheld = shareable(district.given, district.supposed)
    return (replace(district, given=tables, supposed=supposed), withheld) if withheld else (district, 0)


def means_to_share(outside: District, scheme: str, year: int | None = None) -> list[pl.DataFrame]:
    """Means by group, industry and park that a firm's sheet may tell; none when nothing is left to make them of.

    ``outside`` is the district as it may leave the house.
    """
    from liantu.model.problems import Problems

    try:
        return outside.released(scheme, year)
    except Problems:
        return []


def withheld_note(rows: int, language: str) -> str:
    """What a file says when rows were left out of it."""
    from liantu.wording import translator

    said = translator(language)(
        "%s rows of statistical returns and commercial secrets are left out; figures are without them."
    )
    return said % rows


def hidden_note(language: str) -> str:
    """What stands below a table in which amounts are hidden."""
    from liantu.model.disclosure import MARK
    from liantu.wording import translator

    return f"{MARK} {translator(language)('Not shown, so that no firm can be inferred from it.')}"


def _of_chain(district: District, kind: str, language: str, chain: str, notes: tuple[str, ...]) -> Paper:
    from liantu.chain.membership import chain_products
    from liantu.web.drawings.chain_cards import draw
    from liantu.wording import translator

    own = pl.col("product").is_in(chain_products(district.tables, chain).implode())
    row = district.tables["chains"].filter(pl.col("id") == chain).row(0, named=True)
    name = district.tables.labels(language)[chain]
    setting: Setting = setting_of(district.tables, language, as_of=district.as_of, scope=name, notes=notes)
    # The map alone has room for what is inferred upstream; in the set the tables follow.
    svg = draw(district, chain, language, induced=kind == "map").svg(name, translator(language)(", "), legend=True)
    if kind == "map":
        return chain_map(svg, setting, chain_facts(row, setting))
    return chain_set(
        row,
        svg,
        setting,
        gaps=district.gaps("invite", chain),
        utilities=district.gaps("utilities", chain),
        extend=district.extend().filter(own),
        weak=district.weak().filter(own),
    )
