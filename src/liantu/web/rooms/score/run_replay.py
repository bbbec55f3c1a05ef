"""The kept runs of the district that a request looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.model.tables import Row
from liantu.web.core.page import PageNotFound
from liantu.web.core.request_view import RequestView

if TYPE_CHECKING:
    from liantu.district.archived_runs import ArchivedRuns


def archived_runs(view: RequestView) -> ArchivedRuns:
    """The kept runs; made again, they see the workspace as it stood then."""
    return view.district.score.archived_runs(view.present)


def find_archived_run(view: RequestView, key: str) -> Row:
    """The row of a kept run. Raises PageNotFound when there is none."""
    found = archived_runs(view).find(key)
    if found is None:
        raise PageNotFound(view.tr("There is no kept run of that name."))
    return found
