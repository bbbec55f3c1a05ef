"""The command of an item graph: its schedule, what would move it, its dates and chances."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liantu.cli.commands.calendar import CalendarFile, Format, check_format, load_calendar, parse_day
from liantu.cli.commands.schedule_inputs import ScheduleInputs, read_schedule_inputs
from liantu.cli.shared import AsOf, Language, notice_head, open_district, print_json, scenario_head

if TYPE_CHECKING:
    from liantu.district.approval_chance import ApprovalChance
    from liantu.district.approval_plan import ApprovalPlan
    from liantu.district.project_schedules import ProjectSchedules
    from liantu.wording.scenario import Supposition

app = typer.Typer(add_completion=False)


@app.command()
def schedule(
    graph: Annotated[str, typer.Argument(help="A graph file (YAML), or the name of one that is shipped.")],
    serial: Annotated[bool, typer.Option("--serial", help="One item after the other.")] = False,
    what_if: Annotated[Path | None, typer.Option("--what-if", help="Items to set, add or drop (YAML).")] = None,
    answer: Annotated[
        list[str] | None, typer.Option("--answer", help="About the project, question=answer; may repeat.")
    ] = None,
    end: Annotated[list[str] | None, typer.Option("--end", help="Another end than the graph's; may repeat.")] = None,
    start: Annotated[str | None, typer.Option("--start", help="The day the first item begins: adds dates.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="A day to be done by: adds the chance of it.")] = None,
    draws: Annotated[int, typer.Option("--draws", min=1, max=100_000, help="Draws of durations.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", help="Of the draws.")] = 20231231,
    calendar: CalendarFile = None,
    district: Annotated[str | None, typer.Option("--district", help="The district of --project.")] = None,
    project: Annotated[
        str | None, typer.Option("--project", help="A project: its answers, and what its cases leave to be done.")
    ] = None,
    baseline: Annotated[
        str | None, typer.Option("--baseline", help="A saved schedule of the project to compare with.")
    ] = None,
    as_of: AsOf = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """When approvals can be done: days, critical paths with ties, slack; what a change would truly move."""
    from liantu.district.approval_chance import estimate_chance
    from liantu.district.approval_plan import plan_approvals
    from liantu.district.project_schedules import ProjectSchedules
    from liantu.wording.scenario import tell_suppositions

    check_format(format)
    _check_options(serial, start, by, district, project, baseline)
    first, last = (None if text is None else parse_day(text) for text in (start, by))
    opened = None if district is None else open_district(district, as_of, None, None, None, None)
    days = load_calendar(calendar) if opened is None else opened.deliver.calendar()
    inputs = read_schedule_inputs(opened, project, graph, end, answer, what_if)
    plan = plan_approvals(
        inputs.graph, inputs.answers, inputs.change, first, days, serial=serial, change_file=inputs.change_file
    )
    for note in plan.notes:
        typer.echo(note.message(lang), err=True)
    schedules = opened.deliver.project_schedules(plan, project, baseline) if opened else ProjectSchedules()
    chance = estimate_chance(plan, first, last, days, count=draws, seed=seed) if first and last else None
    notices = {} if opened is None else {**notice_head(opened, lang), **scenario_head(opened, lang)}
    supposed = _list_suppositions(inputs, lang)
    if format == "json":
        answers = {**_record_plan(plan, lang), **schedules.to_dict(), **_record_chance(chance)}
        print_json({**answers, **notices, **_record_suppositions(supposed)})
    else:
        _print_answers(plan, schedules, chance, [*map(str, notices.values()), *tell_suppositions(supposed, lang)], lang)


def _print_answers(
    plan: ApprovalPlan, schedules: ProjectSchedules, chance: ApprovalChance | None, notices: list[str], lang: str
) -> None:
    """What must be told first; what a project has left to do and how that stands to a saved schedule, where asked;
    the schedule of the graph."""
    from liantu.cli.render.schedule_tables import print_comparison, print_plan, print_remaining

    for line in notices:
        typer.echo(line, err=True)
    if schedules.remaining is not None:
        print_remaining(plan.graph, schedules.remaining, lang)
    if schedules.compared is not None:
        print_comparison(plan.graph, schedules.compared, lang)
    print_plan(plan, chance, lang)


def _list_suppositions(inputs: ScheduleInputs, lang: str) -> list[Supposition]:
    """What the what-if file supposes, item by item; nothing without one. Nobody says in it who supposes it."""
    from liantu.wording import translator
    from liantu.wording.approval_relations import item_label
    from liantu.wording.scenario import Supposition
    from liantu.wording.schedule_suppositions import list_item_changes

    names = {id: item_label(item, lang) for id, item in inputs.graph.items.items()}
    return [Supposition(text) for text in list_item_changes(inputs.change or {}, names, translator(lang))]


def _check_options(
    serial: bool, start: str | None, by: str | None, district: str | None, project: str | None, baseline: str | None
) -> None:
    """Refuse options that do not go together."""
    if baseline is not None and project is None:
        raise typer.BadParameter("--baseline needs --project", param_hint="--baseline")
    if (project is None) != (district is None):
        raise typer.BadParameter("--project needs --district, and the reverse", param_hint="--project")
    if serial and by is not None:
        raise typer.BadParameter("not with --serial", param_hint="--by")
    if by is not None and start is None:
        raise typer.BadParameter("--by needs --start", param_hint="--by")


def _record_plan(plan: ApprovalPlan, lang: str) -> dict[str, object]:
    """A plan as JSON: the schedule, what the what-if moves, what applies, the dates, what expires."""
    found: dict[str, object] = {**plan.plan.to_dict()}
    if plan.moves is not None:
        found |= {
            "before": {"days": plan.before.days, "critical": plan.before.critical},
            "saved": plan.saved,
            "moved": plan.moves.to_dicts(),
            "notes": [note.message(lang) for note in plan.notes],
            "note_codes": [note.code for note in plan.notes],
        }
    found["applicability"] = plan.applicability.to_dicts()
    if plan.dated is not None:
        found |= {
            "items": plan.dated.items.to_dicts(),
            "start_date": plan.dated.start,
            "end_date": plan.dated.end,
            "label": plan.dated.label,
            "calendar": plan.dated.calendar,
        }
    found["terms"] = [{**asdict(term), "lapses": term.lapses} for term in plan.terms]
    return found


def _record_chance(chance: ApprovalChance | None) -> dict[str, object]:
    return {"chance": chance.to_dict()} if chance else {}


def _record_suppositions(supposed: list[Supposition]) -> dict[str, object]:
    return {"scenario": [vars(supposition) for supposition in supposed]} if supposed else {}
