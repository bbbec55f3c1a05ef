"""The comments on a row and its responsible office, as a panel at its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.district.remarks import Comment
from liantu.web.core.forms.row_names import local_moment
from liantu.web.core.request_view import RequestView


@dataclass(frozen=True)
class ShownComment:
    """A comment in words: who it is for, who wrote it when."""

    id: str
    text: str
    office: str
    written: str
    change: int
    is_settled: bool


@dataclass(frozen=True)
class RemarkPanel:
    """What the panel shows, and where its forms go to."""

    address: str
    comments: Sequence[ShownComment]
    office_key: str
    office: str
    office_href: str
    offices: Sequence[tuple[str, str]]
    text: str = ""
    problems: Sequence[str] = ()


def make_remark_panel(
    view: RequestView, table: str, key: str, text: str = "", problems: Sequence[str] = ()
) -> RemarkPanel:
    """The panel of a row; ``text`` is what was typed and not taken yet."""
    remarks = view.present.remarks
    office = remarks.offices(table).get(key, "")
    return RemarkPanel(
        view.url(f"/remarks/{table}/{key}"),
        [_show_comment(view, comment) for comment in remarks.comments(table, key)],
        office,
        view.name(office),
        view.url(f"/office/{office}"),
        [(row["id"] or "", view.pick(row)) for row in view.present.given["offices"].iter_rows(named=True)],
        text,
        problems,
    )


def _show_comment(view: RequestView, comment: Comment) -> ShownComment:
    moment = local_moment(comment.made) if comment.made else view.period(comment.day or "")
    written = view.join(filter(None, [comment.author, moment]))
    return ShownComment(
        comment.id, comment.text, view.name(comment.office), written, comment.change, comment.is_settled
    )
