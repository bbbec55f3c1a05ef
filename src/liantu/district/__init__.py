"""The facade: one district, its library beneath it, and the questions it answers.

The one place that knows several engines; each is imported when first used.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from liantu.district.chain import Chain
from liantu.district.deliver import Deliver
from liantu.district.score import Score, open_scheme
from liantu.model import periods
from liantu.model.tables import Tables

if TYPE_CHECKING:
    from liantu.store.workspace import Workspace

__all__ = ["District", "open_district", "open_scheme", "open_workspace"]


@dataclass(frozen=True)
class District(Chain, Score, Deliver):
    """A district with all that can be asked of it; see ``seen.Seen`` for how it is seen."""


def open_district(place: str | Path, as_of: date | None = None) -> District:
    """The district in a folder, or in a workspace (``fuling.db``, ``postgresql://…``).

    Raises Problems, all at once, when anything in it is wrong.
    """
    from liantu.library.shipped_tables import load_library
    from liantu.model.district_address import is_address

    if is_address(place):
        workspace = open_workspace(place)
        moment = workspace.moment()
        tables = workspace.over(moment)
        return District(tables, as_of or _stated_day(tables), workspace=workspace, number=moment.number)
    from liantu.exchange.folder.district_folder import read_folder

    tables, notes = read_folder(Path(place), beneath=load_library())
    return District(tables, as_of or _stated_day(tables), notes=tuple(notes))


def open_workspace(place: str | Path) -> Workspace:
    """The workspace at a place, with all that a change of it is judged by. Raises Problems."""
    from liantu.deliver.row_checks import check_change_rows
    from liantu.library.shipped_tables import load_library
    from liantu.store.workspace import Workspace

    return Workspace(place, load_library(), check_change_rows)


def _stated_day(tables: Tables) -> date:
    stated = periods.parse_period(str(tables.about.get("as_of") or ""))
    return (stated.last if stated else None) or date.max
