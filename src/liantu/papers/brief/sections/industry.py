"""The industry here that it would join: its chain, and the capacity of what it goes into; no firm is named."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.exchange.paper.report import Block, Paragraph
from liantu.papers.brief.link_facts import LinkFacts, UsingCapacity
from liantu.wording import N_
from liantu.wording.paper_figures import round_figure

_CHAIN = N_("It is a link of the chain “%s”")
_CLUSTER = N_(" in the cluster “%s”")
_CAPACITY = N_(
    "Capacity for %(product)s in the district: operating %(operating)s, building %(building)s, planned or not itemised "
    "%(planned)s, in all %(total)s %(unit)s. "
)


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """Chain and cluster, then capacity by status; nothing where neither is known."""
    words = [_chain_words(facts, chain) for chain in facts.chains[:1]]
    words += [_capacity_words(facts, using) for using in facts.using]
    return [Paragraph("".join(words))] if words else []


def _chain_words(facts: LinkFacts, chain: str) -> str:
    tr, cluster = facts.setting.tr, facts.district.tables.rows("chains")[chain]["cluster"]
    words = tr(_CHAIN) % facts.setting.name(chain)
    return words + (tr(_CLUSTER) % facts.setting.name(cluster) if cluster else "") + tr(". ")


def _capacity_words(facts: LinkFacts, using: UsingCapacity) -> str:
    names = ("operating", "building", "planned", "total")
    amounts = [facts.setting.unknown if amount is None else round_figure(amount) for amount in using.amounts]
    slots = {"product": using.name, "unit": using.unit, **dict(zip(names, amounts, strict=True))}
    return facts.setting.tr(_CAPACITY) % slots
