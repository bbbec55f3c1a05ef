"""The state of a case follows from its events: a replay over the tables ``case_states`` and ``case_transitions``.

Only what the events themselves say is judged here. What the item allows, and what must be decided first, is judged
where the item graph is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from liantu.model.periods import parse_period
from liantu.model.problems import Problem
from liantu.model.schema import translate_codes
from liantu.model.tables import Row, Tables

#: What the clock says while the days are not the office's.
_STANDING = ("paused", "applicant")


@dataclass(frozen=True)
class CasePause:
    """Days on which the clock stood, and in which state; ``last`` is None while it still does.

    In a pause of the ``applicant`` the office is ready to decide and waits for a paper: the days are not the office's,
    and the promised day stays until the paper has come.
    """

    state: str
    first: date
    last: date | None = None
    applicant: bool = False


@dataclass(frozen=True)
class Standing:
    """Where a case stands after some of its events.

    ``missing`` are the materials still to be supplied, ``due`` the last day that an event set, ``accepted`` the day
    the clock starts from, ``decided`` the day of a decision in force, ``extended`` the day its limit was extended,
    ``validity_extensions`` how often the decision itself was extended.
    """

    state: str = "new"
    version: str = ""
    since: date | None = None
    accepted: date | None = None
    decided: date | None = None
    due: date | None = None
    missing: tuple[str, ...] = ()
    pauses: tuple[CasePause, ...] = ()
    extended: date | None = None
    validity_extensions: int = 0


@dataclass(frozen=True)
class StateMachine:
    """What is allowed, as the tables say it."""

    steps: Mapping[tuple[str, str, str], tuple[str, tuple[str, ...]]]
    standing: Mapping[str, str]
    holder: Mapping[str, str | None]
    clock: Mapping[str, str]

    def allowed(self, state: str) -> list[str]:
        """The events that a state allows, whatever is missing."""
        return list(dict.fromkeys(event for origin, event, _ in self.steps if origin == state))

    def required_fields(self, state: str, event: str) -> list[str]:
        """The fields that an event must carry in a state, by whatever way it leads on."""
        ways = [fields for (origin, kind, _), (_next, fields) in self.steps.items() if (origin, kind) == (state, event)]
        return list(dict.fromkeys(field for fields in ways for field in fields))


def read_state_machine(tables: Tables) -> StateMachine:
    """The state machine of the tables, read once for as long as they stay."""
    made: StateMachine = tables.derived("case machine", ("case_states", "case_transitions"), lambda: _read(tables))
    return made


def replay_events(
    rules: StateMachine, version: str, events: Iterable[Row]
) -> tuple[Standing, list[tuple[Row, Problem]]]:
    """The standing after the events, and the events that could not be taken, each with what is wrong."""
    standing, refused = Standing(version=version), []
    for event in events:
        reached = advance_standing(rules, standing, event)
        if isinstance(reached, Problem):
            refused.append((event, reached))
        else:
            standing = reached
    return standing, refused


def advance_standing(rules: StateMachine, standing: Standing, event: Row) -> Standing | Problem:
    """The standing after one more event, or what is wrong with it."""
    day, kind = parse_day(event["day"]), event["event"] or ""
    if day is None:
        return _problem("not_a_day", "day", event["day"])
    if standing.since is not None and day < standing.since:
        return _problem("event_out_of_order", "day", event["day"], last=standing.since.isoformat())
    missing = _missing(standing, event)
    if isinstance(missing, Problem):
        return missing
    step = _find_step(rules, standing.state, kind, bool(missing))
    if isinstance(step, Problem):
        return step
    after, wants = step
    lacking = [field for field in wants if not event.get(field)]
    if lacking:
        return _problem("event_lacks", lacking[0], "", event=translate_codes("case_event", kind))
    due = _due(event)
    if due is not None and due < day:
        return _problem("due_before_start", "due", event["due"], start=day.isoformat())
    if kind == "terminated" and standing.due is not None and day <= standing.due:
        return _problem("not_yet_due", "day", event["day"], due=standing.due.isoformat())
    return _build_standing(rules, standing, event, after, day, missing, due)


def _find_step(rules: StateMachine, state: str, kind: str, outstanding: bool) -> tuple[str, tuple[str, ...]] | Problem:
    """The state after an event and the fields it wants, or that the state does not allow it."""
    for scope in ("any", "outstanding" if outstanding else "whole"):
        if (state, kind, scope) in rules.steps:
            return rules.steps[state, kind, scope]
    allowed = translate_codes("case_event", *rules.allowed(state))
    now = translate_codes("case_state", state)
    return _problem("event_not_allowed", "event", translate_codes("case_event", kind), state=now, allowed=allowed)


def parse_day(text: str | None) -> date | None:
    """The day that is written; None for a longer period or none."""
    period = parse_period(text) if text else None
    return period.first if period and period.first == period.last else None


def list_materials(event: Row) -> tuple[str, ...]:
    """The materials an event names."""
    return tuple(part.strip() for part in (event.get("material") or "").split(";") if part.strip())


def _build_standing(
    rules: StateMachine,
    standing: Standing,
    event: Row,
    state: str,
    day: date,
    missing: tuple[str, ...],
    due: date | None,
) -> Standing:
    clock, pauses = rules.clock[state], standing.pauses
    if clock in _STANDING and rules.clock[standing.state] not in _STANDING:
        pauses = (*pauses, CasePause(state, day, applicant=clock == "applicant"))
    elif clock not in _STANDING and pauses and pauses[-1].last is None:
        pauses = (*pauses[:-1], replace(pauses[-1], last=day))
    decided = standing.decided
    if rules.standing[state] != "decided":
        decided = None
    elif decided is None:
        decided = day
    return Standing(
        state=state,
        version=event.get("version") or standing.version if event["event"] == "moved" else standing.version,
        since=day,
        accepted=standing.accepted or (day if clock == "running" else None),
        decided=decided,
        due=due or standing.due,
        missing=missing,
        pauses=pauses,
        extended=day if event["event"] == "extended" else standing.extended,
        validity_extensions=standing.validity_extensions + (event["event"] == "validity_extended"),
    )


def _missing(standing: Standing, event: Row) -> tuple[str, ...] | Problem:
    named = list_materials(event)
    if event["event"] == "accepted_with_gaps":
        return named
    if event["event"] != "material_supplied":
        return standing.missing
    other = [name for name in named if name not in standing.missing]
    if other and standing.missing:
        return _problem("material_not_missing", "material", other[0], missing=", ".join(standing.missing))
    return tuple(name for name in standing.missing if name not in named)


def _due(event: Row) -> date | None:
    period = parse_period(event.get("due") or "")
    return period.last if period else None


def _problem(code: str, column: str, value: str | None, **slots: str) -> Problem:
    return Problem(code, "case_events", "case_events.csv", None, column, value or "", slots)


def _read(tables: Tables) -> StateMachine:
    states = tables["case_states"]
    rows = tables["case_transitions"].select("state", "event", "given", "next", "wants").iter_rows()
    return StateMachine(
        steps={
            (state, event, scope): (after, tuple(filter(None, (wants or "").split(";"))))
            for state, event, scope, after, wants in rows
        },
        standing=dict(states.select("state", "standing").iter_rows()),
        holder=dict(states.select("state", "holder").iter_rows()),
        clock=dict(states.select("state", "clock").iter_rows()),
    )
