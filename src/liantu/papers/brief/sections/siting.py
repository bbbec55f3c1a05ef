"""What a plant of it would cost in one place and in others, where a siting case of the product is kept."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.exchange.paper.report import Block, Paragraph
from liantu.papers.brief.link_facts import LinkFacts
from liantu.papers.siting_section import SitingSection
from liantu.wording import N_

_TURNS = N_("The order turns at %(flip)s (now %(price)s %(unit)s): %(input)s.")
_NO_CASE = N_("No siting case of it is kept: what it costs here and elsewhere is to be asked of the places.")
_ASKS = N_("Still to be asked of the places compared: %s.")


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """The difference in a sentence, the nearest price that turns it, and how much is to be asked."""
    tr = facts.setting.tr
    cases = facts.district.attract.siting_cases().filter(pl.col("product") == facts.product)
    if cases.is_empty():
        return [Paragraph(tr(_NO_CASE))]
    account = facts.district.attract.siting(str(cases["id"][0]))
    section = SitingSection(facts.district, account, facts.setting)
    texts = [section.headline().text]
    if account.against and account.flips.height:
        texts.append(tr(_TURNS) % section.describe_flip(account.flips.row(0, named=True)))
    if account.open_prices.height:
        texts.append(tr(_ASKS) % account.open_prices.height)
    return [Paragraph(" ".join(texts))]
