"""What is open: whom to ask what inside, the kinds of questions outside; offices and dates stay blank."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.exchange.paper.report import Block, Paragraph, ReportTable
from liantu.papers.asked_firms import list_asked_firms
from liantu.papers.brief.link_facts import LinkFacts
from liantu.wording import N_

_PARKS = N_("Whether each park is a recognised chemical park, how far it is from the river, what energy it has left")
_NEARBY = N_("Plants within %(radius)s km, operating and being built, and what they sell")
_CONTRACTS = N_("Supply contracts of the users: with whom, what share, until when")
_SHOWN = 4


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """A table to be filled in inside; a sentence outside."""
    tr = facts.setting.tr
    capacities = [term["capacity"]["id"] for term in facts.account["terms"]]
    by_firm = list_asked_firms(facts.district, facts.setting, capacities, [facts.product])
    radius = f"{facts.district.policy('chain/nearby_radius'):g}"
    nearby = tr(_NEARBY) % {"radius": radius}
    if not facts.internal:
        kinds = [*dict.fromkeys(text for _firm, texts in by_firm for text in texts)]
        return [
            Paragraph(tr("; ").join([*kinds[:_SHOWN], tr(_CONTRACTS), nearby]) + tr("."), tr("Still to be verified. "))
        ]
    rows = [[tr("; ").join(texts), firm] for firm, texts in by_firm[:_SHOWN]]
    rows += [
        [tr(_CONTRACTS), tr("the users")],
        [tr(_PARKS), tr("the parks")],
        [nearby, tr("investment and industry offices")],
    ]
    lines = [[str(number), *row, "", ""] for number, row in enumerate(rows, 1)]
    headings = (tr("No."), tr("Question"), tr("Whom to ask"), tr("Office in charge"), tr("Due"))
    return [
        ReportTable(
            tr("In the order in which they move the lists"),
            headings,
            lines,
            (0.45, 3.4, 1.6, 0.85, 0.65) if facts.setting.chinese else (0.4, 4.0, 1.5, 0.7, 0.5),
            "",
            (1, 2),
            True,
        )
    ]
