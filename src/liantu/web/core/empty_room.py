"""What a room says while it is empty: what it would show, a picture of it filled, a workbook, where to load it."""

from __future__ import annotations

from dataclasses import dataclass

from liantu.web.core.request_view import RequestView
from liantu.wording import N_

#: By room: the tables of its template, and what it would show.
_ROOMS = {
    "chain": (
        ("firms", "places", "plants", "capacities", "events", "chains"),
        N_("Which links are missing here, how much, worth what, and what to ask: from plants with their capacity."),
    ),
    "what-if": (
        ("firms", "places", "plants", "capacities", "events", "chains"),
        N_("Which gaps move when a plant is added, stops or runs at another load: from plants with their capacity."),
    ),
    "cluster": (
        ("schemes", "tiers", "clusters", "members"),
        N_("What stands in each cluster and who could sell what to whom: from clusters with their firms."),
    ),
    "score": (
        ("firms", "rosters", "returns", "parcels", "holdings"),
        N_("Grades of firms by land, tax, energy and output, who moves, and which park is below: from yearly returns."),
    ),
    "entry": (
        ("sources", "places", "land_standards"),
        N_("Whether a planned project reaches what new industrial land asks for: from the land standards of places."),
    ),
    "deliver": (
        ("projects", "events", "milestones", "moneys", "offices"),
        N_("Where each project stands, which are late, who acts: from projects with their dated steps."),
    ),
    "land_values": (
        ("projects", "land_agreements", "land_checks"),
        N_(
            "What the contract of each project asks of its land, and what was measured when it was built, began to "
            "produce and reached full output: from the agreed values and their checks."
        ),
    ),
    "dispatch": (
        ("firms", "rosters", "monthly_returns", "sample_moves"),
        N_(
            "What each industry, park and firm brings to the growth of the month, who falls and who stands still: from "
            "firms' monthly returns."
        ),
    ),
    "regions": (
        ("sources", "places", "regional_industries"),
        N_(
            "What the district has more of than other regions, what stands near it, and how its industries grew beside "
            "theirs: from a table of regions by industry."
        ),
    ),
    "siting": (
        ("places", "siting_places", "siting_cases", "place_prices", "outbound_markets", "freight_routes"),
        N_(
            "What a plant costs in full here and in other places, which price moves that most, and at which price "
            "their order turns: from the places that a firm looks at, with their prices and routes."
        ),
    ),
    "leads": (
        ("projects", "events", "leads", "lead_opinions", "offices"),
        N_("Which firms are talked to for which link, who talks first, what each office says: from leads."),
    ),
    "innovation": (
        ("schemes", "tiers", "clusters", "members", "institutes", "platforms", "events"),
        N_("Where research has no plant and plants no research: from fields, places, institutes and plants."),
    ),
    "dependence": (
        ("products", "indicators", "observations", "results", "result_stages"),
        N_("On which makers elsewhere the chains depend, what stops without them, what replaces them: from figures."),
    ),
    "needs": (
        ("needs", "need_indicators", "posting_events"),
        N_("What firms need to have solved, what each need still lacks, which results may solve it: from needs."),
    ),
    "results": (
        ("results", "result_indicators", "result_stages", "posting_events"),
        N_("What research offers, how mature on a named scale, for which needs: from results."),
    ),
    "consortia": (
        ("consortia", "consortium_members", "consortium_milestones"),
        N_("Who joins for a need, which roles are missing, which milestones are late: from consortia."),
    ),
    "ledgers": (
        ("challenges", "challenge_events", "technology_contracts", "platforms", "cultivations"),
        N_("Where each open challenge stands, which titles are to be renewed: from the ledgers."),
    ),
    "agreements": (
        ("agreements", "agreement_clauses", "offices"),
        N_("Which agreements were reviewed before signing and what their clauses lack: from agreements with clauses."),
    ),
    "cases": (
        ("projects", "cases", "case_events", "offices"),
        N_("What each office has in hand, what is due, and how long items take: from cases with their events."),
    ),
}


@dataclass(frozen=True)
class EmptyRoom:
    """``picture`` is the room filled, as the made-up district fills it; ``load`` is empty where nothing can be."""

    shows: str
    picture: str
    template: str
    load: str


def describe_unfilled(view: RequestView, room: str, table: str) -> EmptyRoom | None:
    """The room where the table that all of it rests on has no row."""
    return None if view.district.tables[table].height else describe_empty_room(view, room)


def describe_empty_room(view: RequestView, room: str) -> EmptyRoom:
    """An empty room, for somebody in a workspace; who looks at a folder has nowhere to load."""
    tables, shows = _ROOMS[room]
    return EmptyRoom(
        shows=view.tr(shows),
        picture=f"/filled/{room}.svg?lang={view.lang}",
        template=view.url("/import/template.xlsx", table=list(tables), lang=view.lang),
        load=view.url("/import") if view.present.workspace is not None else "",
    )


def title_empty_room(view: RequestView, name: str) -> str:
    """The heading of a room while it is empty: its name, and that it has nothing to answer from."""
    return view.tr("%s: nothing on record yet") % name
