"""The facade: one district, its library beneath it, and the questions it answers.

The one place that knows several engines; each is imported when first used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.attract import AttractRoom
from liantu.district.chain import ChainRoom
from liantu.district.cluster import ClusterRoom
from liantu.district.contradictions import Contradictions, find_contradictions
from liantu.district.deliver import DeliverRoom
from liantu.district.documents import Documents
from liantu.district.drafts import Drafts
from liantu.district.history import History
from liantu.district.imports import Imports
from liantu.district.innovate import InnovateRoom
from liantu.district.land import LandRoom
from liantu.district.outlook import OutlookRoom
from liantu.district.remarks import Remarks
from liantu.district.row_links import RowLinks
from liantu.district.schemes import open_scheme
from liantu.district.score import ScoreRoom
from liantu.district.sent_requests import SentRequests
from liantu.district.tasks import Tasks
from liantu.district.view import DistrictView
from liantu.model import periods
from liantu.model.problems import Problem, Problems
from liantu.model.recorded_tables import compute_once
from liantu.model.tables import Tables

if TYPE_CHECKING:
    from liantu.store.workspace import Workspace

__all__ = ["District", "check_district", "open_district", "open_scheme", "open_workspace"]


@dataclass(frozen=True)
class District(DistrictView):
    """A district at two dates, and a room for each kind of question: ``d.chain.gaps()``, ``d.deliver.board()``.

    What a workspace keeps is reached the same way: ``d.history.changes()``, ``d.documents.load(sha256)``.
    """

    @cached_property
    def chain(self) -> ChainRoom:
        """Needs, supply, gaps, extensions, weak links and what to ask."""
        return ChainRoom(self)

    @cached_property
    def cluster(self) -> ClusterRoom:
        """Clusters tier by tier, and who could sell what to whom."""
        return ClusterRoom(self)

    @cached_property
    def score(self) -> ScoreRoom:
        """Yearly returns and their evaluation (亩均论英雄)."""
        return ScoreRoom(self)

    @cached_property
    def land(self) -> LandRoom:
        """The land ledger and entry tests."""
        return LandRoom(self)

    @cached_property
    def deliver(self) -> DeliverRoom:
        """Projects and approvals."""
        return DeliverRoom(self)

    @cached_property
    def outlook(self) -> OutlookRoom:
        """Forecasts, what targets still need, and composite indices."""
        return OutlookRoom(self)

    @cached_property
    def attract(self) -> AttractRoom:
        """Proposals, candidates, siting, leads and agreements of investment promotion."""
        return AttractRoom(self)

    @cached_property
    def innovate(self) -> InnovateRoom:
        """The science system: its board, needs and results, consortia and ledgers."""
        return InnovateRoom(self)

    @cached_property
    def documents(self) -> Documents:
        """The documents behind the sources, with their bytes."""
        return Documents(self)

    @cached_property
    def history(self) -> History:
        """Changes, versions of rows, earlier moments; committing a change and taking it back."""
        return History(self)

    @cached_property
    def links(self) -> RowLinks:
        """Which rows refer to a row, hang on it or cite it."""
        return RowLinks(self)

    @cached_property
    def remarks(self) -> Remarks:
        """What the house says of rows among itself: comments, responsible offices, saved views."""
        return Remarks(self)

    @cached_property
    def imports(self) -> Imports:
        """Files to be loaded: templates, what a file would change, writing it."""
        return Imports(self)

    @cached_property
    def tasks(self) -> Tasks:
        """What is done in the background."""
        return Tasks(self)

    @cached_property
    def requests(self) -> SentRequests:
        """What was sent under a key: sent once more, it is made once."""
        return SentRequests(self)

    def drafts(self, person: str) -> Drafts:
        """What a person has begun and not sent yet."""
        return Drafts(self, person)

    def contradictions(self) -> Contradictions:
        """Figures, counts and totals that do not agree, and misprints."""
        return self.cache.once(("contradictions",), lambda: find_contradictions(self))

    def find_names(self, text: str, tables: Iterable[str]) -> pl.DataFrame:
        """The rows of some tables that a text may mean, misprints and former names included, the best first.

        Of each row its best name: table, id, matched, kind (of the name), rank. Nothing for an empty text.
        """
        from liantu.district.name_search import collect_names, rank_names

        names = (*tables,)
        found = self.cache.once_for(self.tables, ("names", names), lambda: collect_names(self.tables, names))
        return rank_names(found, text, names)

    def find_amounts(self, text: str) -> pl.DataFrame:
        """The rows with the figure that is written, in whatever unit: table, id, figure, unit."""
        from liantu.district.amount_search import find_amounts

        return find_amounts(self.tables, text)

    def find_industries(self, text: str) -> pl.DataFrame:
        """The industries that a code or name means, of those with rows here: code, products, firms (how many)."""
        from liantu.district.industry_search import find_industries

        return find_industries(self.tables, text)

    def check(self) -> list[Problem]:
        """Findings over the district as it stands, its own processes, cases and steps, and how cells were read."""
        from liantu.district.own_balances import find_balance_problems

        return [
            *super().check(),
            *compute_once(self.tables, "own balances", find_balance_problems),
            *self.deliver.findings(),
            *self.attract.findings(),
            *self.innovate.findings(),
        ]


def open_district(place: str | Path, as_of: date | str | None = None) -> District:
    """The district in a folder, or in a workspace (``fuling.db``, ``postgresql://…``).

    Raises Problems, all at once, when anything in it is wrong.
    """
    as_of = _read_day(as_of) if isinstance(as_of, str) else as_of
    from liantu.library.shipped_tables import load_library
    from liantu.model.district_address import is_address

    if is_address(place):
        workspace = open_workspace(place)
        moment = workspace.moment()
        tables = workspace.over(moment)
        return District(tables, as_of or _stated_day(tables), workspace=workspace, number=moment.number)
    from liantu.exchange.folder.district_folder import read_folder

    tables, notes = read_folder(Path(place), beneath=load_library())
    return District(tables, as_of or _stated_day(tables), notes=tuple(notes), folder=Path(place))


def check_district(place: str | Path) -> list[Problem]:
    """The findings of the district at a place. Raises Problems with everything wrong and every finding, all at once."""
    from liantu.district.written_figures import list_findings
    from liantu.exchange.folder.district_folder import read_folder
    from liantu.library.shipped_tables import load_library
    from liantu.model.district_address import is_address

    try:
        return open_district(place).check()
    except Problems:
        if not is_address(place):
            read_folder(Path(place), beneath=load_library(), find_more=list_findings)
        raise


def open_workspace(place: str | Path) -> Workspace:
    """The workspace at a place, with all that a change of it is judged by. Raises Problems."""
    from liantu.deliver.row_checks import check_change_rows
    from liantu.district.written_figures import find_figure_problems
    from liantu.library.shipped_tables import load_library
    from liantu.store.workspace import Workspace

    return Workspace(place, load_library(), check_change_rows, find_figure_problems)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problems([Problem("not_a_day", value=text)]) from None


def _stated_day(tables: Tables) -> date:
    stated = periods.parse_period(str(tables.about.get("as_of") or ""))
    return (stated.last if stated else None) or date.max
