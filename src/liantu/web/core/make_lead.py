"""The way from a missing link or a candidate to the form that makes a lead or a need of it, filled in."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.web.core.page_tables import Link
from liantu.web.core.request_view import RequestView
from liantu.wording.innovation_words import MAKE_NEED
from liantu.wording.lead_words import MAKE_LEAD

LEADS_PATH = "/leads"
#: What the address of the form may fill in.
ABOUT = ("product", "firm", "firm_group")


def link_new_lead(view: RequestView, product: str, firm: str | None = None, group: str | None = None) -> Link | None:
    """A link to the form with what is known of the lead; None where nobody may write: a folder has no workspace."""
    if view.present.workspace is None:
        return None
    to = view.url(LEADS_PATH, product=product, firm=firm, firm_group=group if group != firm else None)
    return Link(view.tr(MAKE_LEAD), f"{to}#make")


def list_open_leads(view: RequestView) -> dict[str, str]:
    """The open lead of every firm and group of firms that is talked to."""
    rows = view.district.attract.first_talks().filter("is_open")
    return {
        name: lead
        for names in rows.select("firm", "group", "first_lead").iter_rows()
        for lead in names[2:]
        for name in names[:2]
    }


def find_lead(leads: Mapping[str, str], *names: str | None) -> str | None:
    """The open lead of a firm by any of its names or by its group."""
    return next((leads[name] for name in names if name and name in leads), None)


def link_new_need(view: RequestView, product: str) -> Link | None:
    """A link to the form of a need for the making of a product; None where nobody may write."""
    if view.present.workspace is None:
        return None
    title = {"f.product": product, "f.object": view.name(product)}
    return Link(view.tr(MAKE_NEED), view.url("/tables/needs/new", **title))
