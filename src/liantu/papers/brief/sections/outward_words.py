"""What may be said to a visitor and what may not: for those who talk with him."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.exchange.paper.report import Block, Paragraph
from liantu.papers.brief.link_facts import LinkFacts
from liantu.wording import N_

_MAY = N_("capacities and need “as computed” with their range, and how approvals are handled. ")
_MAY_NOT = N_(
    "names of users and what they mean to buy, prices, land, taxes or power tariffs; a share to be bought here is no "
    "condition of an invitation."
)


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """Two sentences: what may be said, and what not."""
    tr = facts.setting.tr
    return [Paragraph(tr(_MAY), tr("May be said: ")), Paragraph(tr(_MAY_NOT), tr("Not to be said: "))]
