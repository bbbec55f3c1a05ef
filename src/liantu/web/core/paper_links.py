"""Links to the papers of a page."""

from __future__ import annotations

from liantu.web.core.request_view import RequestView
from liantu.wording import N_

#: What each kind of paper is called.
PAPER_NAMES = {
    "map": N_("Chain map, A3"),
    "set": N_("One chain, one map, one table"),
    "survey": N_("Survey form"),
    "weekly": N_("Weekly list"),
    "quarterly": N_("Quarterly table"),
    "project": N_("Project sheet"),
    "promise": N_("Promise of the applicant"),
    "notice": N_("Notice to the applicant"),
    "correction": N_("Notice of what is to be corrected"),
    "gaps": N_("Promise to supply what is missing"),
    "firm": N_("Per-mu sheet"),
    "grades": N_("List for public notice"),
    "": N_("Paper"),
}


def paper_links(
    view: RequestView, kind: str, forms: tuple[str, ...] = ("pdf", "docx"), **extra: str | None
) -> list[tuple[str, str]]:
    """The labels and addresses of a paper for the head of a page."""
    title = view.tr(PAPER_NAMES.get(kind, "Paper"))
    forms_ = {"pdf": "PDF", "docx": "Word", "xlsx": view.tr("workbook")}
    return [(f"{title} {forms_[form]}", view.url(f"/paper/{kind}.{form}", lang=view.lang, **extra)) for form in forms]
