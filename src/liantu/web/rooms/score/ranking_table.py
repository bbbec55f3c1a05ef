"""The firms of a run as a table: points, total, rank, grade, moves, how far to the next line, how sure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.run_request import RunRequest
from liantu.wording.labels import LACKS_FOR_NEXT
from liantu.wording.titles import FIRMS_OF_GRADES

if TYPE_CHECKING:
    from liantu.district.results import Evaluation, SheetHead


def make_ranking_table(view: RequestView, found: RunRequest, frame: pl.DataFrame) -> Table:
    """The ranking as a page shows it."""
    _ = view.tr
    run, scheme = found.run, found.scheme
    shown = [name for name in run.points.columns[1:] if frame[name].count()]
    columns = [
        Column(_("Firm")),
        Column(_("Peer group")),
        Column(_("Industry")),
        Column(_("Park")),
        *(Column(say.indicator_name(view, scheme, name), _("Points"), number=True) for name in shown),
        Column(_("Total points"), number=True),
        Column(_("Rank"), number=True),
        Column(_("Grade")),
        Column(_("Forced moves")),
        Column(_(LACKS_FOR_NEXT), number=True),
        Column(_("How sure")),
    ]
    firms = cast("Iterable[SheetHead]", frame.iter_rows(named=True))
    points = frame.select(shown).rows() if shown else [()] * frame.height
    rows = [_row(view, found, *firm) for firm in zip(firms, points, strict=True)]
    if not run.firms["grade"].count():
        # Without grades nothing is moved, lacked or sure: the table keeps within the window.
        columns, rows = columns[:-3], [row[:-3] for row in rows]
    notes = [
        _(
            "A rank is among the firms of its group. Firms without a total have no rank: "
            "something of theirs is unknown."
        ),
        _(
            "Unstable: another grade when a weight is 10 % more or less, with or without the cap, or under another "
            "benchmark. Look at those before anything is made public."
        ),
    ]
    return Table(_("Ranking"), columns, rows, unit=_("points"), notes=notes, name="ranking")


def _row(view: RequestView, found: RunRequest, row: SheetHead, points: Sequence[float | None]) -> list[Cell]:
    address = view.url(f"/score/firm/{row['firm']}", **found.address)
    scheme = found.scheme
    return [
        Cell((Link(view.name(row["firm"]), address),)),
        text_cell(say.group_name(view, scheme, row["group"])),
        text_cell(say.industry_name(view, row["industry"])),
        text_cell(view.name(row["park"])),
        *(number_cell("" if amount is None else f"{amount:,.2f}") for amount in points),
        say.points_cell(view, row["total"]) if row["treatment"] != "not_evaluated" else number_cell("—"),
        number_cell("" if row["rank"] is None else f"{row['rank']} / {row['of']}"),
        say.grade_cell(view, scheme, row),
        text_cell(view.join(say.move_name(view, scheme, name) for name in row["moves"] or [])),
        number_cell("" if (lacks := row.get("to_better")) is None else f"{lacks:,.2f} → {row['better']}"),
        say.stability_cell(view, row.get("stable")),
    ]


def ranking_labels(view: RequestView, run: Evaluation) -> list[tuple[str, str, Callable[[str], str]]]:
    """The columns of the ranking that hold groups: name, label, the words for a value."""
    _ = view.tr
    labels = {"group": _("Peer group"), "industry": _("Industry"), "park": _("Park"), "grade": _("Grade")}
    labels["stable"] = _("How sure")
    spoken: dict[str, Callable[[str], str]] = {
        "group": lambda key: say.group_name(view, run.scheme, key),
        "industry": lambda key: say.industry_name(view, key),
        "park": view.name,
        "grade": lambda key: say.grade_name(view, run.scheme, key),
        "stable": lambda text: say.stability_cell(view, text == "true").text,
    }
    return [(name, labels[name], spoken[name]) for name in labels]


def counts_table(view: RequestView, run: Evaluation) -> Table:
    """Firms of each grade, beside the share that the scheme gives it."""
    _ = view.tr
    percent = "{:.1f} %".format
    rows = [
        [
            text_cell(say.pool_name(view, run.scheme, row["pool"])),
            text_cell(say.grade_name(view, run.scheme, row["grade"])),
            number_cell(str(row["before"])),
            number_cell(str(row["count"])),
            number_cell(percent(row["share"])),
            number_cell("" if row["nominal"] is None else percent(row["nominal"])),
        ]
        for row in run.counts.iter_rows(named=True)
    ]
    columns = [
        Column(_("Cut in")),
        Column(_("Grade")),
        Column(_("Firms by the cut"), number=True),
        Column(_("Firms after moves"), number=True),
        Column(_("Share"), number=True),
        Column(_("Share by the scheme"), number=True),
    ]
    note = _("Shares are of graded firms; those evaluated without a grade are in none of them.")
    return Table(_(FIRMS_OF_GRADES), columns, rows, notes=[note], name="counts")
