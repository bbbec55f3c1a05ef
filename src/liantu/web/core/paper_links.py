"""Links to the papers of a page."""

from __future__ import annotations

from liantu.web.core.request_view import RequestView
from liantu.wording import N_
from liantu.wording.consortium_words import NEED_SHEET, OUTLINE
from liantu.wording.lead_words import CONSIDERATION, MEETING
from liantu.wording.proposal_words import BOOK
from liantu.wording.titles import (
    APPLICANT_NOTICE,
    APPLICANT_PROMISE,
    CHAIN_SET,
    CORRECTION_NOTICE,
    GAP_PROMISE,
    PUBLIC_NOTICE,
)

#: What each kind of paper is called.
PAPER_NAMES = {
    "pair": N_("Today and aim, A3"),
    "brief": N_("Brief"),
    "proposals": BOOK,
    "scenario": N_("Scenario paper"),
    "siting": N_("Siting account"),
    "lead": CONSIDERATION,
    "meeting": MEETING,
    "need": NEED_SHEET,
    "consortium": OUTLINE,
    "set": CHAIN_SET,
    "survey": N_("Survey form"),
    "weekly": N_("Weekly list"),
    "quarterly": N_("Quarterly table"),
    "monthly": N_("Monthly report"),
    "project": N_("Project sheet"),
    "promise": APPLICANT_PROMISE,
    "notice": APPLICANT_NOTICE,
    "correction": CORRECTION_NOTICE,
    "gaps": GAP_PROMISE,
    "firm": N_("Per-mu sheet"),
    "grades": PUBLIC_NOTICE,
    "": N_("Paper"),
}


def paper_links(
    view: RequestView, kind: str, forms: tuple[str, ...] = ("pdf", "docx"), **extra: str | None
) -> list[tuple[str, str]]:
    """The labels and addresses of a paper for the head of a page."""
    title = view.tr(PAPER_NAMES.get(kind, "Paper"))
    forms_ = {"pdf": "PDF", "docx": "Word", "xlsx": view.tr("workbook")}
    return [(f"{title} {forms_[form]}", view.url(f"/paper/{kind}.{form}", lang=view.lang, **extra)) for form in forms]


def brief_links(view: RequestView, product: str) -> list[tuple[str, str]]:
    """The brief of a link in its two versions, for the head of a page: what goes out first."""
    words = {"outward": view.tr("Outward version"), "internal": view.tr("Internal version")}
    return [
        (label + view.tr(" (%s)") % words[version], to)
        for version in words
        for label, to in paper_links(view, "brief", product=product, version=version)
    ]
