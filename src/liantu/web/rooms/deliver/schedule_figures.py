"""The figures of a schedule, and what must be said of them: calendar, answers, terms, the chance of a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view, project_cells, relation_tables, remaining_plan, saved_schedule
from liantu.web.rooms.deliver.graph_view import GraphRequest
from liantu.web.rooms.deliver.schedule_request import ScheduleRequest
from liantu.wording.approval_relations import lapse_text, undated_text
from liantu.wording.days import number_ranges
from liantu.wording.sentences import BY_WEEKENDS

if TYPE_CHECKING:
    from liantu.district.approval_plan import ApprovalPlan


def lead_lines(view: RequestView, request: ScheduleRequest) -> list[str]:
    """The calendar, whose answers these are, how it stands to the saved schedule, notes, decisions that expire."""
    graph, compared = request.plan.graph, request.schedules.compared
    return [
        _calendar(view),
        *_answer_source_lines(view, request.found),
        *([] if compared is None else [saved_schedule.comparison_lead(view, graph, compared)]),
        *(note.message(view.lang) for note in request.plan.notes),
        *_term_lines(view, request.plan),
    ]


def other_answers(view: RequestView, found: GraphRequest) -> list[str]:
    """That a project is looked at under answers that are not its own."""
    others = found.project and not found.on_record
    return [view.tr("With other answers than those of %s.") % view.name(found.project)] if others else []


def figure_pairs(view: RequestView, request: ScheduleRequest) -> list[tuple[str, str]]:
    """What is left of a project's schedule, where it has begun, then the days of the plan: label and text."""
    remaining = request.schedules.remaining
    figures = [] if remaining is None else remaining_plan.remaining_figures(view, request.plan.graph, remaining)
    return [*figures, *plan_figures(view, request.plan)]


def chance_text(view: RequestView, request: ScheduleRequest) -> str:
    """The chance to be done by the day of the address; nothing without one, a request for a start without that."""
    _ = view.tr
    found = request.chance
    if found is None:
        return _("A chance needs a start.") if request.by else ""
    sentence = _(
        "Chance to be done by %(day)s: %(least)s%(share)s (1 000 draws; 80 %% of them between %(low)s and %(high)s"
        " working days)."
    )
    return sentence % {
        "day": request.by,
        "least": _("at most ") if found.at_most else "",
        "share": f"{found.chance:.0%}",
        "low": f"{found.days_p10:.0f}",
        "high": f"{found.days_p90:.0f}",
    }


def labelled_day(view: RequestView, day: date, label: str) -> str:
    """A day, and that it goes by weekends where its year is not published."""
    return f"{day}{view.tr(BY_WEEKENDS) if label else ''}"


def plan_figures(view: RequestView, planned: ApprovalPlan) -> list[tuple[str, str]]:
    """The days of a plan, first those of what runs in parallel."""
    _ = view.tr
    plan, dated = planned.plan, planned.dated
    days_label = _("at least %s working days") if plan.unknown else _("%s working days")
    found = [(_("In parallel"), days_label % plan.days), (_("One after the other"), days_label % planned.serial.days)]
    if planned.moves is not None:
        found += [(_("Before the change"), _("%s working days") % planned.before.days)]
        found += [(_("Saved in the whole"), _("%s working days") % planned.saved)]
    if plan.free is not None and plan.free != plan.days:
        found.append((_("Without what is only usual"), _("%s working days") % plan.free))
    if dated is not None:
        found.append((_("Done by"), labelled_day(view, dated.end, dated.label)))
    return found


def _term_lines(view: RequestView, planned: ApprovalPlan) -> list[str]:
    """First days that are not counted, and decisions that expire before they are used."""
    names = {id: graph_view.item_label(view, planned.graph, id) for id in planned.graph.items}
    lapses = [
        lapse_text(
            names[term.item],
            term.last,
            relation_tables.begin_text(view, planned.graph, term.begin),
            term.begins,
            view.tr,
        )
        for term in planned.terms
        if term.lapses
    ]
    undated = [undated_text([names[id] for id in planned.plan.undated], view.tr)] if planned.plan.undated else []
    return [*undated, *lapses]


def _calendar(view: RequestView) -> str:
    years = number_ranges(view.district.deliver.calendar().years, chinese=view.lang.startswith("zh"))
    sentence = view.tr("Working days; holidays are announced for %s. Dates in other years go by weekends for now.")
    return sentence % (years or project_cells.unknown_text(view))


def _answer_source_lines(view: RequestView, found: GraphRequest) -> list[str]:
    if not found.on_record:
        return other_answers(view, found)
    return [view.tr("With the answers on record of %s.") % view.name(found.project)]
