"""What is at the door: supply here and nearby, by-products on offer, contracts; what is not known says so."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.exchange.paper.report import Block, Paragraph
from liantu.papers.brief.link_facts import LinkFacts
from liantu.wording import N_

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


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """What is known of supply, here and near."""
    tr, gap, setting = facts.setting.tr, facts.gap, facts.setting
    nearby = facts.amount(gap["nearby"], least=facts.is_least("nearby")) if gap["nearby"] else setting.unknown
    radius = facts.district.policy("chain/nearby_radius")
    offer = facts.amount(gap["offer"]) if gap["offer"] else tr("none known")
    supply = facts.amount(gap["supply"], least=facts.is_least("supply")) if gap["supply"] else tr("none known")
    words = tr(_LOCAL) % {"supply": supply, "offer": offer} + tr(_NEARBY) % {"radius": f"{radius:g}", "nearby": nearby}
    if facts.internal:
        makers = [*dict.fromkeys(t["capacity"]["firm"] for t in facts.account["terms"] if t["measure"] == "supply")]
        words += tr(_MAKERS) % (setting.join(filter(None, makers)) or tr("none known"))
        words += tr(_CONTRACTS) % setting.unknown
    is_idle = facts.product in facts.district.attract.supply_talks()["product"]
    return [Paragraph(words, strong=tr(_IDLE) if is_idle else "")]
