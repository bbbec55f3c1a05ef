"""What is at the door: supply here and nearby, by-products on offer, contracts; what is not known says so."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.exchange.paper.report import Block, Paragraph
from liantu.papers.brief.link_facts import LinkFacts
from liantu.wording import N_
from liantu.wording.candidate_words import STANDINGS

#: Where candidates stand that are at the door.
_AT_THE_DOOR = ("here", "building", "coming")
_LOCAL = N_("Local supply for sale: %(supply)s; by-products on offer: %(offer)s. ")
_NEARBY = N_("Within %(radius)s km: %(nearby)s. ")
_CONTRACTS = N_(
    "Supply contracts already made (with whom, how much, until when): %s; to be asked first, since who is supplied "
    "already needs no new plant."
)
_IDLE = N_(
    "The country's plants run below the limit (to be checked): long-term supply, or capacity moved or branched here, "
    "comes first; no new capacity."
)
_MAKERS = N_("Firms here that make it, or might: %s. ")


def _name_makers(facts: LinkFacts) -> list[str]:
    """Firms here and coming that make it, each once with its state: of the chain's supply, and of cited makers."""
    tr, setting = facts.setting.tr, facts.setting
    found = facts.district.attract.candidates().filter(
        pl.col("product") == facts.product, pl.col("standing").is_in(_AT_THE_DOOR)
    )
    stated = {}
    for row in found.iter_rows(named=True):
        name = str(row["short"] or row["name"] if setting.chinese else row["en"] or row["name"])
        stated[setting.name(row["resident"]) if row["resident"] else name] = tr(STANDINGS[row["standing"]])
    supplied = [term["capacity"]["firm"] for term in facts.account["terms"] if term["measure"] == "supply"]
    names = dict.fromkeys([*(setting.name(firm) for firm in supplied if firm), *stated])
    return [name + tr(" (%s)") % stated[name] if name in stated else name for name in names]


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """What is known of supply, here and near."""
    tr, gap, setting = facts.setting.tr, facts.gap, facts.setting
    nearby = facts.amount(gap["nearby"], least=facts.is_least("nearby")) if gap["nearby"] else setting.unknown
    radius = facts.district.policy("chain/nearby_radius")
    offer = facts.amount(gap["offer"]) if gap["offer"] else tr("none known")
    supply = facts.amount(gap["supply"], least=facts.is_least("supply")) if gap["supply"] else tr("none known")
    words = tr(_LOCAL) % {"supply": supply, "offer": offer} + tr(_NEARBY) % {"radius": f"{radius:g}", "nearby": nearby}
    if facts.internal:
        words += tr(_MAKERS) % (setting.join(_name_makers(facts)) or tr("none known"))
        words += tr(_CONTRACTS) % setting.unknown
    is_idle = facts.product in facts.district.attract.supply_talks()["product"]
    return [Paragraph(words, strong=tr(_IDLE) if is_idle else "")]
