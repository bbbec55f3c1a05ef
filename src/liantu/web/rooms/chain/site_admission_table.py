"""Whether a product may be made in each park: verdict, clause, what would decide; unknown is never a tick."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from liantu.web.core import link_cells
from liantu.web.core.page_tables import Cell, Column, Link, Table, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording import N_
from liantu.wording.site_questions import ask_of_place
from liantu.wording.verdict_words import verdict_text

TITLE = N_("Admission, park by park")
#: Where there are more, the table is of the first.
_PARKS = 8
#: Kinds of places where plants are put; a town or the like is no site of a chemical plant.
_INDUSTRIAL = ("park", "site")
_LEFT_OUT = N_("Places whose kind is neither park nor site are left out.")


class Verdict(NamedTuple):
    """A verdict on a product in a place, with its clause and the open questions of the place."""

    product: str
    place: str
    verdict: str
    clause: str
    province: str | None
    questions: list[str]
    source: str | None
    locator: str | None
    to_verify: bool


def list_site_admissions(view: RequestView, product: str) -> pl.DataFrame:
    """The answers of every park or site, not of towns, those of one behind each other."""
    places = view.district.land.places().filter(~pl.col("wide") & pl.col("kind").is_in(_INDUSTRIAL))["place"]
    return pl.concat(
        [
            view.district.chain.admission([product]).clear(),
            *(view.district.chain.admission([product], place) for place in places.head(_PARKS)),
        ]
    )


def added_site_table(view: RequestView) -> Table | None:
    """Of plants that the what-if adds at a place: whether what they make may be made there. None where it adds none."""
    rows = [row for row in view.district.supposed.rows if row.operation == "insert"]
    places = {row.key: row.fields.get("place") for row in rows if row.table == "plants"}
    made = {
        (str(row.fields["product"]), place): None
        for row in rows
        if row.table == "capacities"
        and row.fields.get("product")
        and (place := places.get(row.fields.get("plant") or ""))
    }
    if not made:
        return None
    return site_admission_table(
        view, pl.concat([view.district.chain.admission([product], place) for product, place in made])
    )


def site_admission_table(view: RequestView, frame: pl.DataFrame) -> Table:
    """One row a product and park."""
    _ = view.tr
    sites: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in map(Verdict._make, frame.iter_rows()):
        sites.setdefault((verdict.product, verdict.place), []).append(verdict)
    columns = [
        Column(_("Product")),
        Column(_("Park")),
        Column(_("Verdict")),
        Column(_("Clause")),
        Column(_("What would decide"), sentences=True),
    ]
    rows = [
        [
            link_cells.row_links_cell(view, "products", [product]),
            link_cells.row_links_cell(view, "places", [place]),
            text_cell(view.join(dict.fromkeys(_word(view, judged) for judged in verdicts))),
            _clauses(view, verdicts),
            text_cell(ask_of_place(verdicts[0].questions, view.name(place), view.lang)),
        ]
        for (product, place), verdicts in sites.items()
    ]
    return Table(_(TITLE), columns, rows, notes=[_(_LEFT_OUT)], name="sites", dense=True)


def _clauses(view: RequestView, verdicts: list[Verdict]) -> Cell:
    """Each clause, after its verdict where they differ; without one the rules of the province are to be looked up."""
    several = len({judged.verdict for judged in verdicts}) > 1
    found = []
    for judged in verdicts:
        if judged.clause:
            named = view.tr("%(verdict)s: %(clause)s") % {
                "verdict": _word(view, judged),
                "clause": judged.clause,
            }
            found.append(Link(named if several else judged.clause, _source_address(view, judged)))
        elif judged.province:
            found.append(Link(view.tr("rules of %s") % judged.province))
    return Cell(tuple(found or [Link(view.tr("none known"))]))


def _word(view: RequestView, judged: Verdict) -> str:
    return verdict_text(judged.verdict, view.lang, to_verify=judged.to_verify)


def _source_address(view: RequestView, judged: Verdict) -> str:
    """Where a clause of the district's own stands; nothing for a national one."""
    if not judged.source:
        return ""
    return view.url(f"/source/{judged.source}") + (f"#p{judged.locator}" if judged.locator else "")
