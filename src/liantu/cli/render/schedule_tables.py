"""The schedule of an item graph on a terminal: what is left of it, beside a saved one, in days and critical paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

import polars as pl
import typer

from liantu.cli.render.console_table import print_frame
from liantu.cli.shared import append_label, translator_of
from liantu.wording.approval_relations import item_label, lapse_text, undated_text
from liantu.wording.schedules import describe_comparison

if TYPE_CHECKING:
    from liantu.district.approval_chance import ApprovalChance
    from liantu.district.approval_plan import ApprovalPlan
    from liantu.district.results import BaselineComparison, Graph, Item, RemainingSchedule, ScheduledItem

#: How many tied critical paths are written out.
_PATHS = 20


def print_comparison(graph: Graph, compared: BaselineComparison, lang: str) -> None:
    """The finish then and now, what drives the slip, and every item."""
    driver = "" if compared.driver is None else item_label(graph.items[compared.driver], lang)
    typer.echo(describe_comparison(compared, driver, translator_of(lang)))
    dates = pl.col("saved_start", "saved_finish", "start", "finish").cast(pl.String)
    print_frame("baseline", _label_items(graph, compared.items, lang).with_columns(dates), lang)


def print_remaining(graph: Graph, plan: RemainingSchedule, lang: str) -> None:
    """The expected end beside the planned one, what drives it, and every item."""
    words = translator_of(lang)
    ends = words("expected {end}, planned {planned}: {days} working days later")
    typer.echo(append_label(ends.format(end=plan.end, planned=plan.planned, days=plan.slip), plan.label, lang))
    if plan.driver is not None:
        typer.echo(words("driven by {item}").format(item=item_label(graph.items[plan.driver], lang)))
    dates = pl.col("start", "finish", "planned", "expires").cast(pl.String)
    print_frame("remaining", _label_items(graph, plan.items, lang).with_columns(dates), lang)


def print_plan(plan: ApprovalPlan, chance: ApprovalChance | None, lang: str) -> None:
    """Days, dates, critical paths, decisions that expire, then every item."""
    for line in (*_list_figures(plan, chance, lang), *_list_paths(plan, lang), *_list_terms(plan, lang)):
        typer.echo(line)
    items = plan.dated.items if plan.dated else plan.plan.items
    rows = [{**row, **_item_texts(plan.graph.items[row["item"]], row, lang)} for row in _list_items(items)]
    print_frame("schedule", pl.DataFrame(rows).with_columns(pl.col(pl.Date).cast(pl.String)), lang)


def _list_items(items: pl.DataFrame) -> list[ScheduledItem]:
    return cast("list[ScheduledItem]", items.to_dicts())


def _list_figures(plan: ApprovalPlan, chance: ApprovalChance | None, lang: str) -> Iterator[str]:
    """The days of the whole, what a what-if saves, the end and the chance of it."""
    words = translator_of(lang)
    at_least, at_most = (words("at least "), words("at most ")) if plan.plan.unknown else ("", "")
    yield words("{days} working days").format(days=f"{at_least}{plan.plan.days}")
    if plan.moves is not None:
        yield words("{before} before, {saved} saved").format(before=plan.before.days, saved=plan.saved)
    if plan.dated is not None:
        yield append_label(str(plan.dated.end), plan.dated.label, lang)
    if chance is not None:
        yield words("Chance to be done by then: {share}").format(share=f"{at_most}{chance.chance:.0%}")


def _list_paths(plan: ApprovalPlan, lang: str) -> Iterator[str]:
    """The critical paths, and the items whose days nobody knows."""
    words = translator_of(lang)
    for path in plan.plan.critical[:_PATHS]:
        yield " → ".join(_labels(plan.graph, path, lang))
    if plan.plan.paths > _PATHS:
        yield words("{count} tied paths in all").format(count=plan.plan.paths)
    if plan.plan.unknown:
        yield words("Days not known: {items}").format(
            items=words(", ").join(item_label(plan.graph.items[item], lang) for item in plan.plan.unknown)
        )


def _list_terms(plan: ApprovalPlan, lang: str) -> Iterator[str]:
    """First days that are not counted, and decisions that expire before they are used."""
    words = translator_of(lang)
    if plan.plan.undated:
        yield undated_text(_labels(plan.graph, plan.plan.undated, lang), words)
    for term in plan.terms:
        if term.lapses:
            item, *begin = _labels(plan.graph, (term.item, *term.begin), lang)
            yield lapse_text(item, term.last, words(", ").join(begin), term.begins, words)


def _labels(graph: Graph, items: Iterable[str], lang: str) -> list[str]:
    """Items by code and name."""
    return [item_label(graph.items[item], lang) for item in items]


def _label_items(graph: Graph, frame: pl.DataFrame, lang: str) -> pl.DataFrame:
    """The frame with the names of items beside their codes."""
    return frame.with_columns(pl.Series("item", _labels(graph, frame["item"], lang), pl.String))


def _item_texts(item: Item, row: ScheduledItem, lang: str) -> dict[str, str]:
    """An item's name, its days (to verify when not known) and its slack."""
    slack = "-" if row["slack"] is None else str(row["slack"])
    days = translator_of(lang)("to verify") if item.days is None else str(row["elapsed"])
    return {"name": item.zh if lang.startswith("zh") else item.en, "elapsed": days, "slack": slack}
