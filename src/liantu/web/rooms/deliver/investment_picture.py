"""The picture of the year's investment of projects against its plan, and since when each is in the statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fastapi import FastAPI

from liantu.drawings.plan_bars import PlanBar, PlanWords, draw_plan_bars
from liantu.web.core import link_cells
from liantu.web.core.page_tables import Cell, Column, Link, Table, number_cell, text_cell
from liantu.web.core.picture import NARROW, Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import project_cells
from liantu.wording.amounts import HUNDRED_MILLION, format_significant
from liantu.wording.comparators import add_comparator

if TYPE_CHECKING:
    from liantu.district.results import InvestmentSum

PATH = "/projects/picture/investment"


class InvestmentRow(NamedTuple):
    """A row of ``DeliverRoom.yearly_investment``."""

    project: str
    zh: str | None
    en: str | None
    nature: str | None
    stage: str | None
    entered: str | None
    plan: float | None
    done: float | None
    plan_comparator: str | None
    done_comparator: str | None
    period: str | None
    share: float | None
    elapsed: float | None
    sources: list[str]

    @property
    def behind(self) -> bool:
        """Whether less of the plan is done than of the year is over."""
        return self.share is not None and self.elapsed is not None and self.share < self.elapsed


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_investment_picture)


def make_investment_picture(view: RequestView) -> Picture:
    """What was invested of each project's plan of the year, and what all add up to of those that are known."""
    _ = view.tr
    frame = view.district.deliver.yearly_investment()
    rows = [InvestmentRow(*row) for row in frame.iter_rows()]
    found = view.district.deliver.sum_investment(frame)
    bars = [_bar(view, row) for row in rows]
    if found.planned or found.reported:
        bars = [_total_bar(view, found), *bars]
    heading = _heading(view, found)
    words = PlanWords(_("plan of the year"), _("done"), _("unknown"), _("in the statistics"), _("100 m CNY"))
    return Picture(
        address=view.url(PATH),
        heading=heading,
        drawing=draw_plan_bars(bars, words, heading),
        narrow=draw_plan_bars(bars, words, heading, name="plan-bars-narrow", width=NARROW),
        table=_table(view, rows, found),
        frames={"investment": frame},
        unit=_("100 m CNY: done / plan of %s") % view.district.as_of.year,
        note=_("Amber: less of the plan is done than of the year is over. The sum has its own scale."),
        links=[Link(_("Project board"), view.url("/projects"))],
    )


def _heading(view: RequestView, found: InvestmentSum) -> str:
    """The answer in a sentence, with how many of the projects it rests on."""
    _ = view.tr
    counts = {"year": view.district.as_of.year, "projects": found.projects, "both": found.both}
    if found.share is None:
        return _("Investment of %(year)s: plan and amount done are unknown of all %(projects)s projects") % counts
    slots = {**counts, "entered": found.entered, "share": f"{found.share:.1f}"}
    return (
        _(
            "Investment of %(year)s: %(share)s %% of the plan, as %(both)s of %(projects)s projects state both; "
            "%(entered)s entered the statistics"
        )
        % slots
    )


def _bar(view: RequestView, row: InvestmentRow) -> PlanBar:
    named = view.pick({"zh": row.zh, "en": row.en})
    return PlanBar(
        name=view.tr("%s (upgrade)") % named if row.nature == "upgrade" else named,
        to=link_cells.row_address(view, "projects", row.project),
        remark=view.period(row.entered) if row.entered else view.tr("unknown"),
        plan=row.plan,
        done=row.done,
        words=_words(view, row),
        behind=row.behind,
    )


def _words(view: RequestView, row: InvestmentRow) -> str:
    """Done and plan, and the share where both are known."""
    pair = " / ".join(
        (
            _amount(view, row.done, row.done_comparator),
            _amount(view, row.plan, row.plan_comparator),
        )
    )
    return pair if row.share is None else f"{pair}  {row.share:.0f}%"


def _amount(view: RequestView, value: float | None, comparator: str | None = None) -> str:
    if value is None:
        return view.tr("unknown")
    return add_comparator(format_significant(value / HUNDRED_MILLION), comparator, view.lang)


def _total_bar(view: RequestView, found: InvestmentSum) -> PlanBar:
    done = _amount(view, found.done, "ge" if found.done_at_least else None)
    plan = _amount(view, found.plan, "ge" if found.plan_at_least else None)
    counts = {"done": done, "plan": plan, "reported": found.reported, "planned": found.planned}
    return PlanBar(
        name=view.tr("Sum of what is known"),
        to="",
        remark=view.tr("%(entered)s of %(projects)s") % {"entered": found.entered, "projects": found.projects},
        plan=found.plan,
        done=found.done,
        words=view.tr("%(done)s (%(reported)s) / %(plan)s (%(planned)s)") % counts,
        total=True,
    )


def _table(view: RequestView, rows: list[InvestmentRow], found: InvestmentSum) -> Table:
    """The sum first, then the projects; what nobody states is said to be unknown."""
    _ = view.tr
    lines = [_line(view, row) for row in rows]
    if rows:
        lines = [_sum_line(view, found), *lines]
    columns = [Column(_("Project")), Column(_("Nature of works")), Column(_("Stage"))]
    columns += [Column(_("Entered the statistics")), Column(_("Plan of the year"), number=True)]
    columns.append(Column(_("Amount done"), number=True))
    columns += [Column(_("Amount done in")), Column(_("Share of the plan"), number=True)]
    columns += [Column(_("Of the year over"), number=True), Column(_("Source"))]
    notes = [
        _("The share of the sum is of the %(both)s projects that state plan and amount done.") % {"both": found.both},
        _("Amounts of a year that are stated twice are claims that differ, and count as unknown."),
    ]
    title = _("Investment of the year against its plan")
    return Table(title, columns, lines, unit=_("100 m CNY"), name="investment", notes=notes)


def _line(view: RequestView, row: InvestmentRow) -> list[Cell]:
    return [
        project_cells.project_cell(view, row.project),
        text_cell(project_cells.nature_text(view, row.nature)),
        project_cells.stage_cell(view, row.stage),
        project_cells.date_cell(view, row.entered),
        number_cell(_amount(view, row.plan, row.plan_comparator)),
        number_cell(_amount(view, row.done, row.done_comparator)),
        project_cells.date_cell(view, row.period),
        number_cell(_percent(view, row.share)),
        number_cell(_percent(view, row.elapsed)),
        Cell(tuple(Link(view.source_name(key), view.url(f"/source/{key}")) for key in row.sources if key)),
    ]


def _sum_line(view: RequestView, found: InvestmentSum) -> list[Cell]:
    counted = view.tr("%(known)s of %(all)s projects")
    entered = counted % {"known": found.entered, "all": found.projects}
    return [
        text_cell(view.tr("Sum of what is known")),
        text_cell(""),
        text_cell(""),
        text_cell(entered),
        number_cell(_counted_amount(view, found.plan, found.planned, found.projects, at_least=found.plan_at_least)),
        number_cell(_counted_amount(view, found.done, found.reported, found.projects, at_least=found.done_at_least)),
        text_cell(""),
        number_cell(_percent(view, found.share)),
        number_cell(""),
        Cell(),
    ]


def _counted_amount(view: RequestView, value: float | None, known: int, projects: int, *, at_least: bool) -> str:
    counted = view.tr("%(known)s of %(all)s projects") % {"known": known, "all": projects}
    return f"{_amount(view, value, 'ge' if at_least else None)}{view.tr(' (%s)') % counted}"


def _percent(view: RequestView, share: float | None) -> str:
    return view.tr("unknown") if share is None else f"{share:.1f}%"
