"""The sections of a brief, in order: a later room adds a file here and a line in ``SECTIONS``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from liantu.exchange.paper.report import Block
from liantu.papers.brief.link_facts import LinkFacts
from liantu.papers.brief.sections import (
    admission,
    candidates,
    clauses,
    conclusion,
    door,
    energy_and_land,
    industry,
    missing,
    outward_words,
    questions,
    range_and_account,
    siting,
    unknowns,
    upstream,
    users,
    usual_plant,
    visit,
)
from liantu.wording import N_

OUTWARD, INTERNAL = "outward", "internal"
BOTH = (OUTWARD, INTERNAL)


@dataclass(frozen=True)
class BriefSection:
    """A section: its name, its title, what makes its blocks (none: it is left out), and the versions it stands in."""

    name: str
    title: str
    make: Callable[[LinkFacts], Sequence[Block]]
    versions: tuple[str, ...] = BOTH


SECTIONS = (
    BriefSection("conclusion", N_("Conclusion"), conclusion.make_blocks, (INTERNAL,)),
    BriefSection("industry", N_("The industry it would join"), industry.make_blocks, (OUTWARD,)),
    BriefSection("missing", N_("What is missing, how much and when"), missing.make_blocks),
    BriefSection("users", N_("Potential users"), users.make_blocks),
    BriefSection("door", N_("What is at the door"), door.make_blocks),
    BriefSection("plant", N_("A plant of usual size, for reference"), usual_plant.make_blocks),
    BriefSection("admission", N_("Admission and site"), admission.make_blocks),
    BriefSection("energy", N_("Energy and land"), energy_and_land.make_blocks),
    BriefSection("range", N_("Range and account"), range_and_account.make_blocks),
    BriefSection("candidates", N_("Who makes it"), candidates.make_blocks, (INTERNAL,)),
    BriefSection("siting", N_("What it would cost here and elsewhere"), siting.make_blocks, (INTERNAL,)),
    BriefSection("clauses", N_("Who is talked to, and what agreements lack"), clauses.make_blocks, (INTERNAL,)),
    BriefSection("unknowns", N_("Which unknown moves it how far"), unknowns.make_blocks, (INTERNAL,)),
    BriefSection("upstream", N_("What it would need in turn"), upstream.make_blocks, (INTERNAL,)),
    BriefSection("questions", N_("Open questions"), questions.make_blocks),
    BriefSection("words", N_("What may be said outside"), outward_words.make_blocks, (INTERNAL,)),
    BriefSection("visit", N_("Cooperation and contact"), visit.make_blocks, (OUTWARD,)),
)
