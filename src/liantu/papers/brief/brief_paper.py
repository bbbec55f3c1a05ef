"""The brief of a link as a report of two pages, in the outward or the internal version."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from liantu.exchange.paper.report import Report, Section
from liantu.exchange.paper.sheet_foot import foot_lines
from liantu.model.problems import Problem, Problems
from liantu.papers.brief.link_facts import LinkFacts, link_facts
from liantu.papers.brief.sections import BOTH, INTERNAL, OUTWARD, SECTIONS
from liantu.papers.brief.sections.missing import make_boxes, make_headline
from liantu.papers.paper_setting import paper_setting
from liantu.wording import N_
from liantu.wording.days import day_text
from liantu.wording.sentences import PLACE_AND_DAY

if TYPE_CHECKING:
    from liantu.district import District

__all__ = ["INTERNAL", "OUTWARD", "VERSIONS", "brief_paper", "check_outward"]

VERSIONS = BOTH
_TITLES = {OUTWARD: N_("Invitation brief: %s"), INTERNAL: N_("Link to fill, considered: %s")}
_VERSION_WORDS = {OUTWARD: N_("Outward version"), INTERNAL: N_("Internal version")}


def brief_paper(
    district: District,
    product: str,
    language: str,
    version: str,
    notes: Iterable[str] = (),
    firm_names: Collection[str] | None = None,
) -> Report:
    """The brief of a link. Raises Problems where the product is on no list, or an outward text names a firm: one of
    ``firm_names``, those of the district unless given."""
    from liantu.exchange.paper.firm_names import list_firm_names, refuse_firm_names

    internal = version == INTERNAL
    setting = paper_setting(district, language, notes=tuple(notes))
    facts = link_facts(district, setting, product, internal=internal)
    if facts is None:
        raise Problems([Problem("no_such_link", value=product)])
    tr = setting.tr
    boxes = make_boxes(facts)
    sections = [(s, s.make(facts)) for s in SECTIONS if version in s.versions]
    report = Report(
        title=tr(_TITLES[version]) % facts.name,
        subtitle=_subtitle(facts),
        lead=(make_headline(facts), *([boxes] if boxes else [])),
        sections=tuple(Section(s.name, tr(s.title), tuple(blocks)) for s, blocks in sections if blocks),
        version=tr(_VERSION_WORDS[version]),
        foot_lines=tuple(_foot(facts)),
        setting=setting,
        internal=internal,
        tight=internal,
    )
    if not internal:
        refuse_firm_names(report.texts(), firm_names or list_firm_names(district.tables), report.title)
    return report


def check_outward(content: bytes, firm_names: Collection[str], title: str) -> None:
    """Read an outward PDF as a stranger would. Raises Problems where it names a firm."""
    from liantu.exchange.paper.firm_names import read_pdf_text, refuse_firm_names

    refuse_firm_names([read_pdf_text(content)], firm_names, title)


def _subtitle(facts: LinkFacts) -> str:
    tr, setting = facts.setting.tr, facts.setting
    chains = tr(", ").join(setting.name(key) for key in facts.chains)
    day = day_text(facts.district.as_of, chinese=setting.chinese)
    slots = {"place": facts.place, "chains": chains, "day": day}
    if not chains:
        return tr(PLACE_AND_DAY) % slots
    return tr("(a link to fill of %(place)s, chain %(chains)s · as of %(day)s)") % slots


def _foot(facts: LinkFacts) -> list[str]:
    """Sources, day, what the figures are and what they suppose."""
    setting, names = facts.setting, facts.setting.names
    lines = foot_lines(replace(setting, notice=""))  # it stands at the head of every page
    assumed = [names.get(key, key) for key in facts.gap["assumptions"] or ()]
    return [*lines, setting.tr("Assumed: ") + setting.tr("; ").join(assumed)] if assumed else lines
