"""Commands of projects and cases: boards, lists and logs; what a case waits for and how it came there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from liantu.cli.shared import (
    AsOf,
    Folder,
    Format,
    KnownAt,
    Language,
    check_choice,
    notice_head,
    open_district,
    print_answer,
    print_json,
    scenario_head,
    translator_of,
)
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    import polars as pl

    from liantu.district import District

app = typer.Typer(add_completion=False)

VIEWS = (
    *("board", "list", "history", "gantt", "late", "passage", "money", "follow-ups", "expiring"),
    *("weekly", "quarterly", "claims"),
)
BY = ("stage", "place", "office", "tier", "sector")


@app.command()
def projects(
    folder: Folder,
    view: Annotated[str, typer.Argument(help=f"{', '.join(VIEWS[:-1])} or {VIEWS[-1]}.")] = "board",
    by: Annotated[str, typer.Option("--by", help=f"Group of a board or a quarter: {', '.join(BY)}.")] = "stage",
    project: Annotated[str | None, typer.Option("--project", help="Only one project.")] = None,
    period: Annotated[
        str | None, typer.Option("--period", help="Week or quarter, as 2024-03-04..2024-03-10 or 2024-Q1.")
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """Where projects stand: board, lists, log, money by kind, claims beside what is itemised."""
    check_choice(view, VIEWS, "VIEW")
    if by not in BY or (view == "quarterly" and by not in ("stage", "place", "office", "sector")):
        raise typer.BadParameter(", ".join(BY), param_hint="--by")
    district = open_district(folder, as_of, known_at, None, None, None)
    if project is not None:
        _check_id(district, "projects", project)
    frame = _frame(district, view, by, period)
    if project is not None:
        frame = _narrow_to_project(district, view, frame, project)
    if format == "table":
        frame = _replace_ids_by_names(district, frame, lang)
    print_answer(district, view.replace("-", "_"), frame, format, lang)


@app.command()
def case(
    folder: Folder,
    case: Annotated[str | None, typer.Argument(help="A case: its state and history. All cases when left out.")] = None,
    project: Annotated[str | None, typer.Option("--project", help="Only cases of one project.")] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """Cases: state, who holds each, what is missing, what is due; of one case also every event, and other versions."""
    district = open_district(folder, as_of, known_at, None, None, None)
    if project is not None:
        _check_id(district, "projects", project)
    frame = district.deliver.cases(project=project)
    if case is None:
        print_answer(
            district,
            "cases",
            _replace_ids_by_names(district, frame, lang) if format == "table" else frame,
            format,
            lang,
        )
        return
    _check_id(district, "cases", case)
    file = district.deliver.case_file(case)
    frame, events = frame.filter(frame["case"] == case), file.history()
    applies, versions = file.applicability(), file.versions()
    proposed = district.deliver.proposed_event(case)
    if format == "json":
        whole = {"as_of": district.as_of, "case": frame.to_dicts()[0], "history": events.to_dicts()}
        whole |= {"applies": next(iter(applies.to_dicts()), None), "versions": versions.to_dicts()}
        whole |= {"proposed": proposed, **notice_head(district, lang), **scenario_head(district, lang)}
        print_json(whole)
        return
    if format == "table":
        print_answer(district, "cases", _replace_ids_by_names(district, frame, lang), format, lang)
        print_answer(district, "case_applies", _known_answers(applies, _case_items(district, lang)[case]), format, lang)
        if proposed:
            _print_proposed(proposed, lang)
        events = _name_materials(district, case, events, lang)
    print_answer(district, "case_history", events, format, lang)
    if format == "table" and versions.height:
        print_answer(district, "case_versions", versions, format, lang)


def _name_materials(district: District, case: str, events: pl.DataFrame, lang: str) -> pl.DataFrame:
    """The events with the names of papers in the place of their ids."""
    import polars as pl

    key = district.tables["cases"].filter(pl.col("id") == case).select("graph", "version", "item").row(0)
    item = district.deliver.find_item(*key)
    chinese = lang.startswith("zh")
    names = {m.id: (m.zh if chinese else m.en) or m.zh for m in item.materials} if item else {}
    parts = pl.col("material").str.split(";").list.eval(pl.element().replace(names))
    return events.with_columns(parts.list.join(translator_of(lang)(", ")))


def _print_proposed(event: str, lang: str) -> None:
    """What is to be considered since what the case waits for is over."""
    from liantu.model import schema
    from liantu.wording import translator

    tr = translator(lang)
    typer.echo(tr("To be considered") + tr(": ") + schema.label_code("case_event", event, lang))


def _frame(district: District, view: str, by: str, period: str | None) -> pl.DataFrame:
    if view == "weekly":
        return district.deliver.weekly(period)
    if view == "quarterly":
        return district.deliver.quarterly(period, "place" if by == "stage" else by)
    if view == "board":
        return district.deliver.board(by)
    ways = {
        "list": district.deliver.projects,
        "history": district.deliver.project_history,
        "gantt": district.deliver.gantt,
        "late": district.deliver.lateness,
        "passage": district.deliver.conversion,
        "money": district.deliver.money,
        "follow-ups": district.deliver.follow_ups,
        "expiring": district.deliver.expiring,
        "claims": district.deliver.claims,
    }
    return ways[view]()


def _narrow_to_project(district: District, view: str, frame: pl.DataFrame, project: str) -> pl.DataFrame:
    """The rows of one project. Counts over all projects have none: to give them would be an answer to nobody."""
    if view == "money":
        return district.deliver.money_of(project)
    if "project" not in frame.columns:
        raise typer.BadParameter(f"{view} counts all projects", param_hint="--project")
    return frame.filter(frame["project"] == project)


def _replace_ids_by_names(district: District, frame: pl.DataFrame, lang: str) -> pl.DataFrame:
    """The frame with the names of projects, places, offices and tiers in place of their ids, a label in words."""
    import polars as pl

    from liantu.wording.sentences import DAYS_BY_WEEKENDS

    names = district.tables.labels(lang)
    ids = pl.col([c for c in ("project", "place", "office", "tier") if c in frame.columns]).replace(names)
    if "observation" in frame.columns:
        from liantu.cli.render.names_of_ids import list_observation_names

        frame = frame.with_columns(pl.col("observation").replace(list_observation_names(district.tables, lang)))
    if {"case", "item"} <= set(frame.columns):
        frame = frame.with_columns(pl.col("case").replace_strict(_case_items(district, lang)).alias("item"))
    if {"case", "begin"} <= set(frame.columns):
        frame = frame.with_columns(pl.Series("begin", _label_begun(district, frame, lang), pl.List(pl.String)))
    lists = pl.col([c for c in ("tiers",) if c in frame.columns]).list.eval(pl.element().replace(names))
    if lang == "en" and {"zh", "en"} <= set(frame.columns):
        frame = frame.with_columns(pl.coalesce("en", "zh").alias("zh"))
    labels = pl.col([c for c in ("deadline_label",) if c in frame.columns])
    return frame.with_columns(ids, lists, labels.replace({"by_weekends": translator_of(lang)(DAYS_BY_WEEKENDS)}))


def _case_items(district: District, lang: str) -> dict[str, str]:
    """The item of every case by code and name; the code alone of one that its graph does not have."""
    from liantu.wording.approval_relations import item_label

    rows = district.tables["cases"].select("id", "graph", "version", "item").iter_rows()
    found = ((case, item, district.deliver.find_item(graph, version, item)) for case, graph, version, item in rows)
    return {case: item_label(item, lang) if item else code for case, code, item in found}


def _label_begun(district: District, frame: pl.DataFrame, lang: str) -> list[list[str] | None]:
    """The items that must have begun, by code and name as the graph of each case has them."""
    from liantu.wording.approval_relations import item_label

    rows = district.tables["cases"].select("id", "graph", "version").iter_rows()
    graphs = {case: (graph, version) for case, graph, version in rows}
    labels: list[list[str] | None] = []
    for case, begin in frame.select("case", "begin").iter_rows():
        graph, version = graphs[case]
        found = [(code, district.deliver.find_item(graph, version, code)) for code in begin or ()]
        labels.append([item_label(item, lang) if item else code for code, item in found])
    return labels


def _known_answers(applies: pl.DataFrame, item: str) -> pl.DataFrame:
    """Whether an item, by code and name, applies; unknown as an unknown is shown."""
    import polars as pl

    return applies.with_columns(pl.lit(item).alias("item"), pl.when(pl.col("applies") != "unknown").then("applies"))


def _check_id(district: District, table: str, key: str) -> None:
    if key not in district.tables[table]["id"]:
        raise Problems([Problem("no_such_row", table, value=key)])
