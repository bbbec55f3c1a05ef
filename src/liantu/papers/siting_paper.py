"""算大账: what a project costs in one place and in others, and the prices behind it, for the house alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.exchange.paper.report import Report, Section
from liantu.exchange.paper.sheet_foot import foot_lines
from liantu.papers.paper_setting import paper_setting
from liantu.papers.siting_section import SitingSection
from liantu.wording import N_
from liantu.wording import siting_words as say
from liantu.wording.days import day_text
from liantu.wording.sentences import PLACE_AND_DAY

if TYPE_CHECKING:
    from liantu.district import District

_TITLE = N_("Siting account: %s")
_COST = N_("Cost by place")
_TURNS = N_("What makes the difference, and at which price the order turns")


def siting_paper(
    district: District, case: str | None, product: str | None, language: str, notes: tuple[str, ...] = ()
) -> Report:
    """The paper of a siting case, the first one unless named, or of a product at its usual scale. Raises Problems."""
    setting = paper_setting(district, language, notes=notes)
    tr = setting.tr
    section = SitingSection(district, district.attract.siting(case, product=product), setting)
    day = day_text(district.as_of, chinese=setting.chinese)
    parts = (
        ("costs", tr(_COST), section.cost_blocks()),
        ("difference", tr(_TURNS), section.difference_blocks()),
        ("open", tr(say.OPEN_TITLE), section.open_blocks()),
        ("parameters", tr(say.PARAMETERS_TITLE), section.parameter_blocks()),
        ("prices", tr(say.PRICES_TITLE), section.price_blocks()),
    )
    return Report(
        title=tr(_TITLE) % section.case,
        subtitle=tr(PLACE_AND_DAY) % {"place": setting.scope, "day": day},
        lead=(section.headline(), section.boxes()),
        sections=tuple(Section(name, title, blocks) for name, title, blocks in parts if blocks),
        version=tr("Internal version"),
        foot_lines=tuple(foot_lines(setting)),
        setting=setting,
        tight=not setting.chinese,  # English words take more room
    )
