"""The kept runs of the district that a request looks at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from liantu.model.tables import Row
from liantu.web.core.forms import current_row
from liantu.web.core.page import PageNotFound
from liantu.web.core.request_view import RequestView

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.archived_runs import ArchivedRuns


def archived_runs(view: RequestView) -> ArchivedRuns:
    """The kept runs; made again, they see the workspace as it stood then."""
    return view.district.score.archived_runs(lambda vintage, year: _district_of_vintage(view, vintage, year))


def find_archived_run(view: RequestView, key: str) -> Row:
    """The row of a kept run. Raises PageNotFound when there is none."""
    found = archived_runs(view).find(key)
    if found is None:
        raise PageNotFound(view.tr("There is no kept run of that name."))
    return found


def _district_of_vintage(view: RequestView, vintage: str, year: int) -> District:
    """The district after a change of the workspace, or as it was published by the end of a period.

    Raises Problems when the vintage is neither.
    """
    present = view.present
    is_number = vintage.isdigit() and not (len(vintage) == 4 and vintage == str(year))
    if is_number and present.workspace is not None and 0 < int(vintage) <= present.number:
        return replace(present, given=current_row.current_tables(view, int(vintage)), number=int(vintage))
    return present.vintage(vintage)
