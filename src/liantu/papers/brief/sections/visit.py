"""How to go on: lines to be filled in by hand."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.exchange.paper.report import BlankLines, Block
from liantu.papers.brief.link_facts import LinkFacts


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """Form of cooperation, contact, site and date: nobody's but the office's to say."""
    tr = facts.setting.tr
    return [BlankLines((tr("Cooperation: "), tr("Contact: "), tr("Site: "), tr("Date: ")))]
