"""What the range covers and what widens it most, and which price the value rests on."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.exchange.paper.report import Block, Paragraph
from liantu.papers.brief.link_facts import LinkFacts
from liantu.wording import N_
from liantu.wording.origins import reliability_words
from liantu.wording.price_words import price_text

_RANGE = N_(
    "Low to high is the range of use per unit alone%(widest)s; whether plants are built, and at what load, is not in "
    "it. "
)
_GRADE = N_("Reliability of the use per unit: %s. ")
_VALUE = N_(
    "Value %s; output value is the typical amount times the price. Links feed one another: values are not added up. "
)
_ACCOUNT = N_("Every figure opens its account in the system, down to source and paragraph.")


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """What the figures rest on, in a paragraph."""
    tr, gap, language = facts.setting.tr, facts.gap, facts.setting.language
    if gap["gap_typical"] is None:
        return []
    names = [facts.setting.name(wide["coefficient"].split("/")[1]) for wide in facts.account["widest"]]
    uses = [facts.setting.name(wide["coefficient"].split("/")[0]) for wide in facts.account["widest"]]
    widest = tr(", widest for %s") % tr(", ").join(dict.fromkeys(uses or names)) if uses and facts.internal else ""
    grade = reliability_words(gap["grade"], gap["rests_on"], language, of_district=bool(gap.get("own_coefficients")))
    words = tr(_RANGE) % {"widest": widest} + tr(_GRADE) % grade + tr(_VALUE) % price_text(gap, language)
    return [Paragraph(words + (tr(_ACCOUNT) if facts.internal else ""))]
