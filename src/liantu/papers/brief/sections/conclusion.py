"""What a head of section reads first: how large the gap is in plants, what it hangs on most, whom to ask first."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.exchange.paper.report import Block, Paragraph
from liantu.papers.brief.link_facts import LinkFacts
from liantu.papers.brief.sections.unknowns import list_effects, word_answer
from liantu.wording import N_
from liantu.wording.paper_figures import paper_figure

_IN_PLANTS = N_("The gap is %(plants)s plants of usual size; %(building)s of it is for plants being built. ")
_OF_AMOUNT = N_("The gap is %(gap)s; %(building)s of it is for plants being built. ")
_HANGS_ON = N_("It hangs most on one answer: “%(answer)s” makes it %(gap)s; ask %(whom)s first. ")
_NO_SITE = N_("No site is talked about outside before admission and supply nearby are verified.")


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """One paragraph; nothing where the gap is not known."""
    tr, gap = facts.setting.tr, facts.gap
    if gap["gap_typical"] is None:
        return []
    building, plants = facts.amount(gap["building"]), gap["plants_filled"]
    if plants is None:
        words = tr(_OF_AMOUNT) % {"gap": facts.amount(gap["gap_typical"]), "building": building}
    else:
        words = tr(_IN_PLANTS) % {"plants": paper_figure(plants), "building": building}
    effects, _still = list_effects(facts)
    if effects:
        first = effects[0]
        firms = {*facts.district.tables["firms"]["id"]}
        # What nobody has itemised cannot be asked.
        addressees = [key for key in first.addressees if key in firms] or first.addressees
        slots = {"gap": facts.amount(first.gap), "whom": facts.setting.join(addressees)}
        words += tr(_HANGS_ON) % {"answer": word_answer(facts, first), **slots}
    return [Paragraph(words, strong=tr(_NO_SITE))]
