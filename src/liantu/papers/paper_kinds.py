"""Which paper comes from which question: the lists, the survey, a chain's set, a project's letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.exchange.paper import (
    Letter,
    Paper,
    PaperSheet,
    add_conditional_note,
    add_offers,
    extension_list,
    gap_list,
    survey_sheet,
    utilities_list,
    weak_link_list,
)
from liantu.papers.chain_papers import OF_CHAIN, bound_extensions, chain_set, first_chains
from liantu.papers.paper_setting import drop_library, paper_setting
from liantu.papers.project_papers import OF_PROJECT, project_paper
from liantu.papers.sharing import withheld_note

if TYPE_CHECKING:
    from liantu.district import District

KINDS = (
    "invite",
    "utilities",
    "commodities",
    "onsite",
    "offers",
    "extend",
    "weak",
    "survey",
    "set",
    "weekly",
    "quarterly",
)


def make_paper(
    district: District,
    kind: str,
    language: str = "zh_CN",
    chain: str | None = None,
    firm: str | None = None,
    project: str | None = None,
    period: str | None = None,
    case: str | None = None,
) -> Paper | PaperSheet | Letter:
    """The paper of that kind; ``chain`` narrows the lists, ``firm`` the survey, ``period`` says which week or quarter.

    A letter of a ``case`` has its item, office, materials and days filled in; without one they are blanks.

    Raises ValueError for another kind, or for a chain's paper without a chain; Problems for an unknown chain, project
    or case.
    """
    from liantu.access import Purpose

    district = district.for_purpose(Purpose.LEAVING)
    notes = (withheld_note(district.withheld, language),) if district.withheld else ()
    if kind in OF_CHAIN:
        if not chain:
            raise ValueError(f"{kind!r} needs a chain")
        return chain_set(district, language, chain, notes)
    setting = paper_setting(district, language, notes=notes)
    if kind in OF_PROJECT:
        if not project:
            raise ValueError(f"{kind!r} needs a project")
        return project_paper(district, kind, project, drop_library(setting), case)
    if kind in ("weekly", "quarterly"):
        setting = drop_library(setting)
        from liantu.exchange.paper.project_lists import quarterly_table, weekly_list

        if kind == "weekly":
            return weekly_list(district.deliver.weekly(period), setting, district.deliver.week(period))
        return quarterly_table(district.deliver.quarterly(period), setting, district.deliver.quarter(period))
    if kind == "invite":
        needs = district.chain.conditional_needs(chain).filter(list=kind)
        gaps = district.chain.gaps("invite", chain)
        return add_conditional_note(gap_list(gaps, setting, first_chains(district)), needs)
    if kind in ("utilities", "commodities", "onsite", "offers"):
        sheet = utilities_list(district.chain.gaps(kind, chain), setting, which=kind)
        if kind == "offers":
            sheet = add_offers(sheet, district.chain.offer_pairs(chain), district.chain.offered_streams(chain))
        needs = district.chain.conditional_needs(chain)
        return add_conditional_note(sheet, needs if kind == "onsite" else needs.filter(list=kind))
    if kind == "extend":
        return extension_list(bound_extensions(district), setting)
    if kind == "weak":
        return weak_link_list(district.chain.weak_links(), setting)
    if kind == "survey":
        return survey_sheet(district.chain.questions(), setting, firm=firm)
    raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")
