"""The mark of a row that somebody has commented on: how many comments are open, leading to them."""

from __future__ import annotations

from liantu.web.core.page_tables import Link
from liantu.web.core.request_view import RequestView


def remark_mark(view: RequestView, table: str, key: str | None) -> Link | None:
    """The mark of a row; None where nothing is open. Only on screen: comments do not leave the house."""
    count = view.present.remarks.counts(table).get(key or "")
    return Link(view.tr("Comments: %s") % count, view.url(f"/remarks/{table}/{key}")) if count else None
