"""Of a chain whose amounts nobody has stated: what a unit of its product takes, and who makes its products here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from liantu.drawings.chain_content import ChainContent
from liantu.drawings.chain_sums import ChainSums
from liantu.drawings.pair_content import ChainPair
from liantu.exchange.paper import Setting
from liantu.exchange.paper.report import ReportTable
from liantu.model import schema
from liantu.wording.amounts import choose_scale
from liantu.wording.pair_words import CAPACITY_UNKNOWN, PER_UNIT
from liantu.wording.paper_figures import paper_figure, paper_range

#: Products with a row: as many as a page has room for.
_PRODUCTS = 9


def note_unit(pair: ChainPair, content: ChainContent, setting: Setting) -> ChainPair:
    """The maps, which say that their amounts are for 10,000 units where they are."""
    if not pair.per_unit or content.root is None:
        return pair
    note = setting.tr(CAPACITY_UNKNOWN) % setting.name(content.root)
    return replace(pair, now=replace(pair.now, note=note), goal=replace(pair.goal, note=note))


def list_unit_needs(content: ChainContent, setting: Setting) -> ReportTable | None:
    """What 10,000 units of the chain's product take a year; None where amounts are known."""
    if not content.needed.per_unit or content.root is None or content.per_unit.is_empty():
        return None
    tr, rows = setting.tr, []
    for number, row in enumerate(content.per_unit.iter_rows(named=True), 1):
        amounts = [row[end] for end in ("low", "typical", "high")]
        scale = choose_scale(amounts, row["unit"], chinese=setting.chinese)
        low, typical, high = (amount / scale.divisor for amount in amounts)
        role, grade = (schema.label_code(kind, row[kind], setting.language) for kind in ("role", "grade"))
        figure = f"{paper_figure(typical)} {scale.unit.partition('/')[0]}"
        ends = paper_range(low, high, setting.language)
        rows.append([str(number), setting.name(row["product"]), role, figure, ends, grade])
    title = tr(PER_UNIT) % setting.name(content.root)
    columns = ("No.", "Product", "Role", "Typical", "Low–high", "Reliability")
    return ReportTable(title, tuple(map(tr, columns)), rows, (0.5, 2.2, 1.2, 1.5, 1.3, 0.9), "", (1,))


def list_chain_products(content: ChainContent, setting: Setting, names: Mapping[str, str]) -> ReportTable | None:
    """Who makes the products of such a chain here, as far as it is stated; None where amounts are known."""
    if not content.needed.per_unit:
        return None
    tr, firms = setting.tr, ChainSums(content.terms).firms
    keys = [*content.made, *(key for key in content.chain_products if key not in content.made)][:_PRODUCTS]
    rows = [
        [
            str(number),
            setting.name(key),
            tr(", ").join(names.get(firm, firm) for firm in firms.get(key, [])) or setting.unknown,
        ]
        for number, key in enumerate(keys, 1)
    ]
    title = tr("Products of this chain: ask who makes them here, and how much")
    headings = (tr("No."), tr("Product"), tr("Makers here"))
    return ReportTable(title, headings, rows, (0.5, 2.5, 3.0), "", (1,))
