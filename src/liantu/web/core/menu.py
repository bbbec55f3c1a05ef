"""The rooms of the house and the pages of each, as the menu shows them."""

from __future__ import annotations

from typing import NamedTuple

from liantu.model.tables import Tables
from liantu.wording import N_
from liantu.wording.cluster_words import COUPLING
from liantu.wording.concentration_words import CONCENTRATION
from liantu.wording.dependence_words import TITLE as DEPENDENCE
from liantu.wording.green_words import TITLE as GREEN
from liantu.wording.index_page_words import INDICES
from liantu.wording.innovation_words import BOARD, CONSORTIA, LEDGERS, NEEDS, RESULTS
from liantu.wording.ladder_words import CULTIVATION
from liantu.wording.lead_words import AGREEMENTS, LEADS
from liantu.wording.offer_words import OFFERED
from liantu.wording.proposal_words import TITLE as PROPOSALS
from liantu.wording.regional_words import REGIONS
from liantu.wording.register_words import TITLE as REGISTERS
from liantu.wording.siting_words import TITLE as SITING
from liantu.wording.stop_words import TITLE as STOPS
from liantu.wording.titles import (
    DISPATCH,
    FIGURES_PAGE,
    FORECASTS_PAGE,
    LATE_AND_AT_RISK,
    LINKS_TO_FILL,
    MADE_ON_SITE,
    MOVING_COEFFICIENTS,
    WEIGHTS_WHAT_IF,
)


class Room(NamedTuple):
    """A room with its pages (address, label); the first page is what the room opens with."""

    label: str
    pages: tuple[tuple[str, str], ...]


ROOMS = (
    Room(
        N_("Industry chains"),
        (
            ("/", N_("Overview")),
            ("/chains", N_("Chains")),
            ("/gaps/invite", LINKS_TO_FILL),
            ("/extend", N_("Extensions")),
            ("/weak", N_("Weak links")),
            ("/balance", N_("Local balance")),
            ("/parks", N_("Parks")),
            ("/gaps/utilities", N_("Utilities to secure")),
            ("/gaps/commodities", N_("Bulk materials")),
            ("/gaps/onsite", MADE_ON_SITE),
            ("/gaps/offers", OFFERED),
            ("/ask", N_("What to ask")),
            ("/coefficients", MOVING_COEFFICIENTS),
            ("/what-if", N_("What if")),
            ("/assumptions", N_("Assumptions")),
        ),
    ),
    Room(
        N_("Industry clusters"),
        (
            ("/clusters", N_("Clusters")),
            ("/coupling", COUPLING),
            ("/cultivation", CULTIVATION),
            ("/clusters/concentration", CONCENTRATION),
            ("/clusters/regions", REGIONS),
            ("/stop", STOPS),
            ("/green", GREEN),
        ),
    ),
    Room(
        N_("Investment promotion"),
        (
            ("/proposals", PROPOSALS),
            ("/candidates", N_("Candidates")),
            ("/siting", SITING),
            ("/leads", LEADS),
            ("/agreements", AGREEMENTS),
            ("/registers", REGISTERS),
        ),
    ),
    Room(
        N_("Per-mu evaluation"),
        (
            ("/score", N_("Run and ranking")),
            ("/score/schemes", N_("Evaluation schemes")),
            ("/score/what-if", WEIGHTS_WHAT_IF),
            ("/score/groups", N_("Groups")),
            ("/score/runs", N_("Kept runs")),
            ("/score/objections", N_("Objections")),
            ("/score/history", N_("Grade history")),
            ("/score/land", N_("Land of firms")),
            ("/score/parcels", N_("Parcels")),
            ("/score/tenants", N_("Tenants")),
            ("/score/entry", N_("Entry test")),
        ),
    ),
    Room(
        N_("Projects and approvals"),
        (
            ("/projects", N_("Project board")),
            ("/projects/gantt", N_("Plan and progress")),
            ("/projects/late", LATE_AND_AT_RISK),
            ("/projects/weekly", N_("Weekly list")),
            ("/projects/quarterly", N_("Quarterly table")),
            ("/projects/claims", N_("Counts and claims")),
            ("/approvals", N_("Approval flow")),
            ("/schedule", N_("Approval schedule")),
            ("/cases", N_("Cases")),
        ),
    ),
    Room(
        N_("Outlook"),
        (
            ("/targets", N_("Targets and pace")),
            ("/figures", FIGURES_PAGE),
            ("/forecasts", FORECASTS_PAGE),
            ("/dispatch", DISPATCH),
            ("/indices", INDICES),
        ),
    ),
    Room(
        N_("Science and industry"),
        (
            ("/innovation", BOARD),
            ("/dependence", DEPENDENCE),
            ("/needs", NEEDS),
            ("/results", RESULTS),
            ("/consortia", CONSORTIA),
            ("/ledgers", LEDGERS),
        ),
    ),
    Room(
        N_("Data and sources"),
        (
            ("/tables", N_("Tables")),
            ("/sources", N_("Sources")),
            ("/documents", N_("Documents")),
            ("/templates", N_("Word templates")),
            ("/checks", N_("Data checks")),
            ("/history", N_("History")),
        ),
    ),
)

#: The pages at the top of a telephone, where the others stand behind the menu.
_FIRST = ("/", "/gaps/invite", "/ask", "/projects", "/cases")

#: Pages of one thing that stand in the room of the list of them.
_UNDER = {
    **{"project": "/projects", "cluster": "/clusters", "case": "/cases", "offers": "/gaps/offers", "lead": "/leads"},
    **{"need": "/needs", "result": "/results", "consortium": "/consortia"},
    **{"source": "/sources", "import": "/tables", "forms": "/tables", "drafts": "/tables", "remarks": "/tables"},
    **{"difference": "/history", "conflict": "/history"},
}


#: Pages that only a district with rows of a table, or with files of its own, has in its menu.
_NEEDED_TABLES, _NEEDED_FILES = {"/clusters/regions": "regional_industries"}, {"/indices": "indices"}


def list_menu_pages(room: Room, tables: Tables) -> list[tuple[str, str]]:
    """The pages of a room that the district has something for."""

    def is_offered(path: str) -> bool:
        """Whether there is what the page needs."""
        table, file = _NEEDED_TABLES.get(path), _NEEDED_FILES.get(path)
        return not (table and tables[table].is_empty()) and not (file and not tables.about.get(file))

    return [page for page in room.pages if is_offered(page[0])]


def find_room(path: str) -> Room:
    """The room that a page is in: that of the menu's page with the longest beginning in common, else the first.

    >>> find_room("/tables/firms").label, find_room("/product/lfp").label, find_room("/project/rept-base").label
    ('Data and sources', 'Industry chains', 'Projects and approvals')
    """
    first, _slash, remainder = path.strip("/").partition("/")
    path = f"{_UNDER.get(first, '/' + first)}/{remainder}"
    matches = [(len(to), room) for room in ROOMS for to, _ in room.pages if f"{path}/".startswith(to.rstrip("/") + "/")]
    return max(matches, key=lambda found: found[0], default=(0, ROOMS[0]))[1]


def list_first_pages() -> list[tuple[str, str]]:
    """The pages that a telephone shows outside its menu, each with its label.

    >>> [label for _to, label in list_first_pages()]
    ['Overview', 'Links to fill', 'What to ask', 'Project board', 'Cases']
    """
    return [(to, label) for room in ROOMS for to, label in room.pages if to in _FIRST]


def find_near_pages(path: str) -> list[tuple[str, str]]:
    """Pages of the menu that share a word with an address that leads nowhere."""
    words = {word for word in path.strip("/").lower().replace(".", "/").split("/") if len(word) > 2}
    pages = [page for room in ROOMS for page in room.pages]
    return [(to, label) for to, label in pages if any(word.rstrip("s") in to for word in words)]
