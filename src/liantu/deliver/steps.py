"""A step of a project as a Change: allowed by the table of transitions, in order of time, with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from liantu.deliver.cases.gates import find_closed_gates
from liantu.deliver.cases.graph_versions import Versions
from liantu.deliver.pipeline import list_project_steps, list_stages
from liantu.model.change import Change, ChangeRow
from liantu.model.periods import parse_period
from liantu.model.problems import BilingualText, Problem, Problems, compose_part
from liantu.model.schema import read_codelist, translate_codes
from liantu.model.tables import Tables


def record_step(
    tables: Tables,
    project: str,
    stage: str,
    period: str,
    evidence: str | None = None,
    reason: str | None = None,
    versions: Versions | None = None,
    **about: str | None,
) -> Change:
    """The Change that records that a project reached a stage.

    ``versions`` are the graphs its cases are on; ``about`` are source, locator, quote, note and basis of the event.
    Raises Problems with everything wrong: an unknown project, stage or period, a step before the last one, a
    transition that is not allowed, evidence or reason missing, a gate that is shut. Gates are asked of a project that
    has cases. Which capacities count as planned, building or operating then follows from the event.
    """
    problems = _check_readable(tables, project, stage, period, reason)
    if problems:
        raise Problems(problems)
    before = _last(tables, project)
    problems = [
        *(_out_of_order(before, period) if _find_stage(tables, stage)["course"] != "side" else []),
        *_not_allowed(tables, before, stage),
        *_check_evidence(tables, before, stage, evidence, reason),
    ]
    problems += _check_gates(tables, versions or {}, project, stage, period)
    if problems:
        raise Problems(problems)
    key = _free_key(tables, f"{project}-{stage.replace('_', '-')}")
    fields = {"project": project, "stage": stage, "period": period, "evidence": evidence, "reason": reason}
    fields |= {"basis": "stated" if about.get("source") else "ours", **about}
    return Change((ChangeRow("events", key, "insert", fields),), source=about.get("source") or "")


def list_allowed_steps(tables: Tables, project: str) -> pl.DataFrame:
    """The steps a project may take now: stage, kind (forward, jump, back, off, return), whether reason and evidence
    are wanted, and which evidence (``evidence_zh``, ``evidence_en``)."""
    before = _last(tables, project)
    stages = tables["stages"].rename({"stage": "to"})
    if before is None:
        ways = stages.filter(pl.col("first") == "yes").select(
            "to", pl.lit("forward").alias("kind"), pl.lit("").alias("reason")
        )
    else:
        ways = tables["transitions"].filter(pl.col("from") == before["stage"]).select("to", "kind", "reason")
        side = stages.filter(pl.col("course") == "side").select(
            "to", pl.lit("forward").alias("kind"), pl.lit("").alias("reason")
        )
        ways = pl.concat([ways, side])
    return (
        ways.join(stages, on="to", how="left", maintain_order="left")
        .select(
            pl.col("to").alias("stage"),
            "kind",
            (pl.col("reason") == "yes").fill_null(False).alias("reason"),
            (pl.col("proof") == "yes").fill_null(False).alias("proof"),
            "evidence_zh",
            "evidence_en",
        )
        .unique("stage", keep="first", maintain_order=True)
    )


def map_allowed_stages(tables: Tables) -> dict[str | None, list[str]]:
    """The stages on the line or off it that may follow each stage; of None those that a project may begin with."""
    order = list_stages(tables).filter(pl.col("course") != "side").select(pl.col("stage").alias("to"), "order", "first")
    ways = tables["transitions"].join(order, on="to", maintain_order="left").sort("order", maintain_order=True)
    following = ways.group_by("from", maintain_order=True).agg("to").iter_rows()
    return {None: order.filter(pl.col("first") == "yes")["to"].to_list(), **dict(following)}


def _last(tables: Tables, project: str) -> Mapping[str, object] | None:
    """The last step on the line or off it; steps beside the line move nothing."""
    steps = list_project_steps(tables, project).filter(pl.col("course").is_in(["main", "off"]))
    return steps.row(-1, named=True) if steps.height else None


def _check_readable(tables: Tables, project: str, stage: str, period: str, reason: str | None) -> list[Problem]:
    problems = []
    if project not in tables["projects"]["id"]:
        slots = {"wanted": "projects", "nearest": ""}
        problems.append(Problem("dangling", "events", column="project", value=project, slots=slots))
    if stage not in tables["stages"]["stage"]:
        slots = {"choices": ", ".join(read_codelist("stage"))}
        problems.append(Problem("not_a_choice", "events", column="stage", value=stage, slots=slots))
    if reason and reason not in read_codelist("step_reason"):
        slots = {"choices": ", ".join(read_codelist("step_reason"))}
        problems.append(Problem("not_a_choice", "events", column="reason", value=reason, slots=slots))
    if parse_period(period) is None:
        problems.append(Problem("impossible_period", "events", column="period", value=period))
    return problems


def _out_of_order(before: Mapping[str, object] | None, period: str) -> list[Problem]:
    """A step that was over before the last one began; periods that overlap say nothing against it."""
    day, last = _day(period), before["first"] if before else None
    if before is None or day is None or not isinstance(last, date) or day >= last:
        return []
    return [_problem("step_out_of_order", "period", period, last=str(before["period"]))]


def _not_allowed(tables: Tables, before: Mapping[str, object] | None, stage: str) -> list[Problem]:
    course = _find_stage(tables, stage)["course"]
    if before is None:
        if _find_stage(tables, stage)["first"] == "yes":
            return []
        begin = tables["stages"].filter(pl.col("first") == "yes")["stage"]
        return [
            _problem(
                "step_not_allowed",
                "stage",
                translate_codes("stage", stage),
                stage=compose_part("not_recorded"),
                allowed=translate_codes("stage", *begin),
            )
        ]
    if course == "side":
        return []
    ways = tables["transitions"].filter(pl.col("from") == before["stage"])["to"].to_list()
    if stage in ways:
        return []
    now = translate_codes("stage", str(before["stage"]))
    return [
        _problem(
            "step_not_allowed",
            "stage",
            translate_codes("stage", stage),
            stage=now,
            allowed=translate_codes("stage", *ways),
        )
    ]


def _check_evidence(
    tables: Tables, before: Mapping[str, object] | None, stage: str, evidence: str | None, reason: str | None
) -> list[Problem]:
    problems, definition = [], _find_stage(tables, stage)
    if definition["proof"] == "yes" and not (evidence or "").strip():
        words = BilingualText(definition["evidence_zh"] or "—", definition["evidence_en"] or "—")
        problems.append(_problem("evidence_missing", "evidence", translate_codes("stage", stage), wanted=words))
    transition = tables["transitions"].filter(
        (pl.col("from") == (before["stage"] if before else "")) & (pl.col("to") == stage) & (pl.col("reason") == "yes")
    )
    if (transition.height or definition["course"] == "off") and not reason:
        problems.append(_problem("reason_missing", "reason", translate_codes("stage", stage)))
    return problems


def _check_gates(tables: Tables, versions: Versions, project: str, stage: str, period: str) -> list[Problem]:
    """The gates before a stage, also of stages that are passed over, as they stand by the end of the period."""
    day = _day(period)
    if day is None or _find_stage(tables, stage)["course"] != "main":
        return []
    before = list_project_steps(tables, project).filter(pl.col("course") == "main")
    reached = before["order"][-1] if before.height else None
    line = tables["stages"].filter(pl.col("course") == "main").with_columns(pl.col("order").cast(pl.Int64))
    this = line.filter(pl.col("stage") == stage)["order"][0]
    passed = line.filter(pl.col("order").is_between(-1 if reached is None else int(reached) + 1, this))
    return find_closed_gates(tables, versions, project, passed["stage"].to_list(), day)


def _day(period: str) -> date | None:
    """By which day a step had happened; of an open period its first."""
    span = parse_period(period)
    return (span.last or span.first) if span else None


def _find_stage(tables: Tables, stage: str) -> Mapping[str, str | None]:
    return tables["stages"].row(by_predicate=pl.col("stage") == stage, named=True)


def _free_key(tables: Tables, preferred: str) -> str:
    taken, key, number = set(tables["events"]["id"]), preferred, 2
    while key in taken:
        key, number = f"{preferred}-{number}", number + 1
    return key


def _problem(code: str, column: str, value: str, **slots: str) -> Problem:
    return Problem(code, "events", column=column, value=value, slots=slots)
