"""The command of an item graph: its schedule, what would move it, its dates and chances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NotRequired, TypedDict, cast

import typer

from liantu.cli.commands.calendar import (
    CalendarFile,
    Format,
    append_label,
    check_format,
    load_calendar,
    parse_day,
    translator_of,
)
from liantu.cli.shared import AsOf, Language, notice_head, open_district, print_json, scenario_head
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.approval_plan import ApprovalPlan
    from liantu.district.results import (
        BaselineComparison,
        Calendar,
        DatedSchedule,
        Graph,
        Item,
        RemainingSchedule,
        ScheduledItem,
    )
    from liantu.wording.scenario import Supposition

app = typer.Typer(add_completion=False)


class TermRecord(TypedDict):
    """A decision that expires unless something begins by then."""

    item: str
    last: date
    begin: tuple[str, ...]
    begins: date
    lapses: bool


class ScheduleAnswer(TypedDict):
    """A schedule as JSON; what was asked beside it is there when it was asked."""

    days: int
    at_least: bool
    critical: list[list[str]]
    paths: int
    unknown: list[str]
    undated: list[str]
    terms: list[TermRecord]
    items: list[ScheduledItem]
    saved: NotRequired[int]
    before: NotRequired[Mapping[str, object]]
    end_date: NotRequired[date | None]
    label: NotRequired[str]
    chance: NotRequired[Mapping[str, float]]


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
    from liantu.district.approval_graphs import open_graph, read_graph_change
    from liantu.district.approval_plan import plan_approvals
    from liantu.wording.scenario import tell_suppositions

    check_format(format)
    _check_options(serial, by, district, project, baseline)
    opened = None if district is None else open_district(district, as_of, None, None, None, None)
    days = load_calendar(calendar) if opened is None else opened.deliver.calendar()
    first = None if start is None else parse_day(start)
    found_graph = open_graph(graph) if opened is None else find_graph(opened, graph, project or "")
    whole = _limit_to_items(found_graph, end)
    change = None if what_if is None else read_graph_change(what_if)
    file = "" if what_if is None else what_if.name
    answers = {**_recorded_answers(opened, project, whole), **_answers(answer)}
    plan = plan_approvals(whole, answers, change, first, days, serial=serial, change_file=file)
    for note in plan.notes:
        typer.echo(note.message(lang), err=True)
    supposed = _list_suppositions(whole, change, lang)
    found: dict[str, object] = {**plan.plan.to_dict(), **_moves(plan, lang)}
    found["applicability"] = plan.applicability.to_dicts()
    if plan.dated is not None:
        found |= _dates(plan.dated)
    found["terms"] = [{**asdict(term), "lapses": term.lapses} for term in plan.terms]
    remaining = opened.deliver.remaining_plan(plan.graph, project) if opened and project else None
    if remaining is not None:
        found["remaining"] = remaining.to_dict()
    compared = None
    if opened and project and baseline is not None:
        compared = opened.deliver.baseline_comparison(plan, project, baseline)
        found["baseline"] = compared.to_dict()
    if by is not None:
        found["chance"] = _chance(plan, first, by, days, draws, seed)
    notices = {} if opened is None else {**notice_head(opened, lang), **scenario_head(opened, lang)}
    found |= notices
    if supposed:
        found["scenario"] = [vars(supposition) for supposition in supposed]
    if format == "json":
        print_json(found)
        return
    for line in [*notices.values(), *tell_suppositions(supposed, lang)]:
        typer.echo(line, err=True)
    _print_tables(plan.graph, remaining, compared, cast(ScheduleAnswer, found), lang)


def _list_suppositions(graph: Graph, change: Mapping[str, Any] | None, lang: str) -> list[Supposition]:
    """What the what-if file supposes, item by item; nothing without one. Nobody says in it who supposes it."""
    from liantu.wording import translator
    from liantu.wording.scenario import Supposition
    from liantu.wording.schedule_suppositions import list_item_changes

    names = {id: _item_label(item, lang) for id, item in graph.items.items()}
    return [Supposition(text) for text in list_item_changes(change or {}, names, translator(lang))]


def _recorded_answers(district: District | None, project: str | None, graph: Graph) -> Mapping[str, str]:
    """What is on record of a project as answers to a graph's questions; nothing without a project."""
    return district.deliver.project_answers(project, graph) if district and project else {}


def _check_options(
    serial: bool, by: str | None, district: str | None, project: str | None, baseline: str | None
) -> None:
    """Refuse options that do not go together."""
    if baseline is not None and project is None:
        raise typer.BadParameter("--baseline needs --project", param_hint="--baseline")
    if (project is None) != (district is None):
        raise typer.BadParameter("--project needs --district, and the reverse", param_hint="--project")
    if serial and by is not None:
        raise typer.BadParameter("not with --serial", param_hint="--by")


def _print_tables(
    graph: Graph,
    remaining: RemainingSchedule | None,
    compared: BaselineComparison | None,
    found: ScheduleAnswer,
    lang: str,
) -> None:
    """What a project has left to do and how that stands to a saved schedule, where asked; the schedule of the graph."""
    if remaining is not None:
        _print_remaining(graph, remaining, lang)
    if compared is not None:
        _print_comparison(graph, compared, lang)
    _print_schedule(graph, found, lang)


def _print_comparison(graph: Graph, compared: BaselineComparison, lang: str) -> None:
    """The finish then and now, what drives the slip, and every item."""
    import polars as pl

    from liantu.cli.render.console_table import print_frame
    from liantu.wording.schedules import describe_comparison

    driver = "" if compared.driver is None else _item_label(graph.items[compared.driver], lang)
    typer.echo(describe_comparison(compared, driver, translator_of(lang)))
    dates = pl.col("saved_start", "saved_finish", "start", "finish").cast(pl.String)
    print_frame("baseline", compared.items.with_columns(dates), lang)


def find_graph(district: District, name: str, project: str) -> Graph:
    """The version of a graph in force in a district. Raises Problems for a project or a graph that is not there."""
    if project not in district.tables["projects"]["id"]:
        raise Problems([Problem("no_such_row", "projects", value=project)])
    graph = district.deliver.newest_graph(name)
    if graph is None:
        choices = ", ".join(dict.fromkeys(key for key, _version in district.deliver.graphs))
        raise Problems([Problem("unknown_graph", value=name, slots={"choices": choices})])
    return graph


def _print_remaining(graph: Graph, plan: RemainingSchedule, lang: str) -> None:
    """The expected end beside the planned one, what drives it, and every item."""
    import polars as pl

    from liantu.cli.render.console_table import print_frame

    words = translator_of(lang)
    ends = words("expected {end}, planned {planned}: {days} working days later")
    typer.echo(append_label(ends.format(end=plan.end, planned=plan.planned, days=plan.slip), plan.label, lang))
    if plan.driver is not None:
        typer.echo(words("driven by {item}").format(item=_item_label(graph.items[plan.driver], lang)))
    dates = pl.col("start", "finish", "planned", "expires").cast(pl.String)
    print_frame("remaining", plan.items.with_columns(dates), lang)


# -- within ----------------------------------------------------------------------------------------------


def _limit_to_items(graph: Graph, end: list[str] | None) -> Graph:
    from dataclasses import replace

    from liantu.model.nearest import suggest_nearest

    wrong = [id for id in end or [] if id not in graph.items]
    if wrong:
        near = {id: {"nearest": suggest_nearest(id, graph.items)} for id in wrong}
        raise Problems([Problem("unknown_item", file="--end", value=id, slots=near[id]) for id in wrong])
    return replace(graph, end=tuple(end)) if end else graph


def _answers(texts: list[str] | None) -> dict[str, str]:
    wrong = [text for text in texts or [] if "=" not in text]
    if wrong:
        raise Problems([Problem("bad_answer", value=text) for text in wrong])
    names = [text.partition("=")[0].strip() for text in texts or []]
    if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        raise Problems([Problem("answered_twice", value=name) for name in twice])
    return {name.strip(): choice.strip() for name, _, choice in (text.partition("=") for text in texts or [])}


def _moves(plan: ApprovalPlan, lang: str) -> dict[str, object]:
    """What the what-if moves; nothing without one."""
    if plan.moves is None:
        return {}
    return {
        "before": {"days": plan.before.days, "critical": plan.before.critical},
        "saved": plan.saved,
        "moved": plan.moves.to_dicts(),
        "notes": [note.message(lang) for note in plan.notes],
        "note_codes": [note.code for note in plan.notes],
    }


def _dates(dated: DatedSchedule) -> dict[str, object]:
    return {
        "items": dated.items.to_dicts(),
        "start_date": dated.start,
        "end_date": dated.end,
        "label": dated.label,
        "calendar": dated.calendar,
    }


def _chance(
    plan: ApprovalPlan, first: date | None, by: str, days: Calendar, draws: int, seed: int
) -> dict[str, object]:
    from liantu.district.approval_plan import estimate_chance

    last = parse_day(by)
    if first is None:
        raise typer.BadParameter("--by needs --start", param_hint="--by")
    if last < first:
        raise Problems([Problem("ends_before_start", value=by, slots={"first": first.isoformat()})])
    drawn = estimate_chance(plan.graph, first, last, days, count=draws, seed=seed)
    whole = drawn.projects.drop("project").row(0, named=True)
    often = dict(drawn.items.select("item", "critical").rows())
    within = days.between(days.roll(first), last)
    return {"within": within, "draws": draws, "at_most": bool(plan.plan.unknown), **whole, "critical": often}


def _print_schedule(graph: Graph, answer: ScheduleAnswer, lang: str) -> None:
    import polars as pl

    from liantu.cli.render.console_table import print_frame

    for line in [*_summary(answer, lang), *_list_terms(graph, answer, lang)]:
        typer.echo(line)
    rows = [{**row, **_item_texts(graph.items[row["item"]], row, lang)} for row in answer["items"]]
    print_frame("schedule", pl.DataFrame(rows).with_columns(pl.col(pl.Date).cast(pl.String)), lang)


def _summary(answer: ScheduleAnswer, lang: str) -> Iterator[str]:
    """Days, dates and chance, then the critical paths and what is not known."""
    words = translator_of(lang)
    at_least, at_most = (words("at least "), words("at most ")) if answer["at_least"] else ("", "")
    yield words("{days} working days").format(days=f"{at_least}{answer['days']}")
    if "saved" in answer:
        yield words("{before} before, {saved} saved").format(before=answer["before"]["days"], saved=answer["saved"])
    if "end_date" in answer:
        yield append_label(str(answer["end_date"]), answer["label"], lang)
    if "chance" in answer:
        share = f"{at_most}{answer['chance']['chance']:.0%}"
        yield words("Chance to be done by then: {share}").format(share=share)
    for path in answer["critical"][:20]:
        yield " → ".join(path)
    if answer["paths"] > 20:
        yield words("{count} tied paths in all").format(count=answer["paths"])
    if answer["unknown"]:
        yield words("Days not known: {items}").format(items=", ".join(answer["unknown"]))


def _list_terms(graph: Graph, answer: ScheduleAnswer, lang: str) -> Iterator[str]:
    """First days that are not counted, and decisions that expire before they are used."""
    from liantu.wording.approval_relations import lapse_text, undated_text

    words = translator_of(lang)
    if answer["undated"]:
        yield undated_text(answer["undated"], words)
    for term in answer["terms"]:
        if term["lapses"]:
            begin = ", ".join(term["begin"])
            yield lapse_text(term["item"], term["last"], begin, term["begins"], words)


def _item_label(item: Item, lang: str) -> str:
    """The id of an item with its name."""
    return f"{item.id} {(item.zh if lang.startswith('zh') else item.en) or item.id}"


def _item_texts(item: Item, row: ScheduledItem, lang: str) -> dict[str, str]:
    """An item's name, its days (to verify when not known) and its slack."""
    slack = "-" if row["slack"] is None else str(row["slack"])
    days = translator_of(lang)("to verify") if item.days is None else str(row["elapsed"])
    return {"name": item.zh if lang.startswith("zh") else item.en, "elapsed": days, "slack": slack}
