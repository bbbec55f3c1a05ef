"""Which paper comes from which question: the lists, the survey, a chain's map and its set, ready to be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from liantu.exchange.paper import (
    Letter,
    Paper,
    Report,
    Setting,
    Sheet,
    chain_facts,
    chain_map,
    chain_set,
    extension_list,
    fill_list,
    firm_report,
    grade_list,
    setting_of,
    survey_sheet,
    utilities_list,
    weak_list,
)
from liantu.exchange.paper.setting import Text
from liantu.exchange.paper.units import spoken

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.score.scheme import Scheme

KINDS = (
    "invite",
    "utilities",
    "commodities",
    "onsite",
    "extend",
    "weak",
    "survey",
    "map",
    "set",
    "weekly",
    "quarterly",
)
#: Papers of the per-mu evaluation: a firm's sheet (亩均体检报告), and the list for public notice of a kept run.
OF_SCORE = ("firm", "grades")
#: Papers of one chain: the A3 map, and 一链一图一表.
OF_CHAIN = ("map", "set")
#: Letters about an item of a project: 告知承诺书, 告知书, 一次性补正告知书, 容缺受理承诺书.
OF_ITEM = ("promise", "notice", "correction", "gaps")
#: Papers of one project: 项目情况表, and the letters.
OF_PROJECT = ("project", *OF_ITEM)


def paper(
    district: District,
    kind: str,
    language: str = "zh_CN",
    chain: str | None = None,
    firm: str | None = None,
    project: str | None = None,
    period: str | None = None,
    case: str | None = None,
) -> Paper | Sheet | Letter:
    """The paper of that kind; ``chain`` narrows the lists, ``firm`` the survey, ``period`` says which week or quarter.

    A letter of a ``case`` has its item, office, materials and days filled in; without one they are blanks.

    Raises ValueError for another kind, or for a chain's paper without a chain; Problems for an unknown chain, project
    or case.
    """
    district, withheld = to_share(district)
    notes = (withheld_note(withheld, language),) if withheld else ()
    if kind in OF_CHAIN:
        if not chain:
            raise ValueError(f"{kind!r} needs a chain")
        return _of_chain(district, kind, language, chain, notes)
    setting = setting_of(district.tables, language, as_of=district.as_of, notes=notes)
    if kind in OF_PROJECT:
        if not project:
            raise ValueError(f"{kind!r} needs a project")
        return _of_project(district, kind, project, setting, case)
    if kind in ("weekly", "quarterly"):
        from liantu.exchange.paper.deliver import quarterly_table, weekly_list

        if kind == "weekly":
            return weekly_list(district.weekly(period), setting, district.week(period))
        return quarterly_table(district.quarterly(period), setting, district.quarter(period))
    if kind == "invite":
        return fill_list(district.gaps("invite", chain), setting)
    if kind in ("utilities", "commodities", "onsite"):
        return utilities_list(district.gaps(kind, chain), setting, which=kind)
    if kind == "extend":
        return extension_list(district.extend(), setting)
    if kind == "weak":
        return weak_list(district.weak(), setting)
    if kind == "survey":
        return survey_sheet(district.ask(), setting, firm=firm)
    raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")


def firm_paper(district: District, firm: str, scheme: str, year: int | None = None, language: str = "zh_CN") -> Sheet:
    """亩均体检报告 of one firm, for that firm: its own values stand in it, of the others only means that may be told.

    Raises Problems when the firm, the scheme or the year is not there.
    """
    from liantu.exchange.paper.setting import is_chinese
    from liantu.library.industries import industry
    from liantu.model.problems import Problem, Problems

    known = district.evaluation_schemes()
    if scheme not in known:
        raise Problems([Problem("unknown_scheme", value=scheme, slots={"nearest": "", "choices": ", ".join(known)})])
    found = known[scheme]
    sheet = district.firm_sheet(firm, scheme, year, means_to_share(district, to_share(district)[0], scheme, year))
    zh = is_chinese(language)
    setting = _own_setting(district, language)

    def named(thing: Any) -> str:
        return str((thing.zh if zh else thing.en) or thing.zh)

    names = {key: named(one) for key, one in found.indicators.items()} | {r.id: named(r) for r in found.points}
    names |= {key: text.say(language) for key, text in _BESIDE.items()}
    group = next((named(one) for one in found.groups if one.id == sheet.head["group"]), "")
    report = Report(
        firm=setting.name(firm),
        year=str(sheet.year or ""),
        group=group,
        industry=industry(sheet.head["industry"], chinese=zh) or setting.unknown,
        scheme=named(found),
        items=sheet.items,
        names=names,
        units={key: spoken(district.tables, one.unit, chinese=zh) for key, one in found.indicators.items()},
        result=_result(sheet.head, found, named, setting.unknown),
        follows=[_follows(row) for row in sheet.prices] or [_UNGRADED if found.policy else _NO_RULE],
    )
    return firm_report(report, setting)


_BESIDE = {
    "reweighed": Text("不适用指标权重分摊", "Weight of what does not apply, shared out"),
    "rounding": Text("总分取位", "Rounding of the total"),
}


def _result(
    head: Mapping[str, Any], scheme: Scheme, named: Callable[[Any], str], unknown: str
) -> list[tuple[Text, str]]:
    """What the points come to: total, rank, grade, the way to the next one, how sure."""
    lines = {
        line.grade: named(line) for c in (scheme.cutting, *(g.cutting for g in scheme.groups)) if c for line in c.grades
    }
    aside = {one.id: named(one) for one in scheme.classes}
    grade = head["grade"]
    said = f"{grade} {lines.get(grade, '')}".strip() if grade else aside.get(head["class"] or "", unknown)
    rows = [
        (Text("总分", "Total"), unknown if head["total"] is None else f"{head['total']:.2f}"),
        (Text("组内位次", "Rank in its group"), unknown if head["rank"] is None else f"{head['rank']} / {head['of']}"),
        (Text("等次", "Grade"), said),
    ]
    if head.get("to_better") is not None:
        better = head["better"]
        rows.append((Text(f"距 {better} 等还差（分）", f"Lacks for {better} (points)"), f"{head['to_better']:.2f}"))
    if head.get("stable") is not None:
        rows.append((Text("等次稳定性", "How sure"), _STABLE[head["stable"]][0 if unknown == "未掌握" else 1]))
    return rows


_STABLE = {True: ("稳定", "stable"), False: ("不稳定", "unstable")}


_UNGRADED = Text(
    "企业未定等次，方案的价格政策不适用。", "The firm has no grade: the price rules of the scheme do not reach it."
)
_NO_RULE = Text("方案未规定价格政策：待核。", "The scheme names no price rule: to be verified.")


def _follows(row: Mapping[str, Any]) -> Text:
    """What a price rule makes of a grade."""
    from liantu.library.policy import policy

    rule = policy(row["rule"])
    grade, years, rate = row["grade"], row["years"], row["rate"]
    if not row["in_force"]:
        return Text(f"{rule.zh}：该年度尚无现行电价政策。", f"{rule.en}: no price rule was in force in that year.")
    if rate is None:
        return Text(f"{rule.zh}：{grade} 等不加价。", f"{rule.en}: no surcharge for grade {grade}.")
    doubt = (
        Text("", "") if rule.status == "confirmed" else Text("（是否施行待核）", " (whether in force: to be verified)")
    )
    return Text(
        f"{rule.zh}：连续 {years} 年为 {grade} 等，每千瓦时加价 {rate:g} 元{doubt.zh}。",
        f"{rule.en}: grade {grade} for {years} years running, {rate:g} CNY more a kWh{doubt.en}.",
    )


def notice_paper(district: District, run: str, language: str = "zh_CN") -> Sheet:
    """The list for public notice of a kept run: grades only. Raises Problems when there is no such run."""
    from liantu.exchange.paper.setting import is_chinese
    from liantu.model import schema
    from liantu.model.problems import Problem, Problems

    rows = district.tables["evaluations"].filter(pl.col("id") == run)
    if rows.is_empty():
        raise Problems([Problem("dangling", value=run, slots={"wanted": "evaluations", "nearest": ""})])
    row = rows.row(0, named=True)
    grades = district.tables["grades"].filter(pl.col("evaluation") == run).drop_nulls("grade")
    name = row["zh"] if is_chinese(language) else row["en"] or row["zh"]
    setting = _own_setting(district, language)
    state = schema.label("evaluation_state", row["state"], language) if row["state"] else ""
    unstable = unstable_firms(district, run) if row["state"] == "draft" else []
    notes = (unstable_note(len(unstable), language),) if unstable else ()
    return grade_list(grades.sort("group", "grade", "firm"), name, state, setting, notes)


def unstable_firms(district: District, run: str) -> list[str]:
    """Firms of a kept run whose grade another weight, cap or benchmark changes."""
    own = (pl.col("evaluation") == run) & (pl.col("stable") == "no") & pl.col("grade").is_not_null()
    return district.tables["grades"].filter(own).sort("group", "grade", "firm")["firm"].to_list()


def unstable_note(count: int, language: str) -> str:
    """What a list for public notice says before it is published."""
    from liantu.wording import translator

    said = translator(language)("Before publication: %s grades are unstable and have to be looked at again.")
    return said % count


def _own_setting(district: District, language: str) -> Setting:
    """The setting without the library among its sources: none of its figures stand in an evaluation."""
    setting = setting_of(district.tables, language, as_of=district.as_of)
    return replace(setting, sources={key: title for key, title in setting.sources.items() if key != "library"})


def to_share(district: District) -> tuple[District, int]:
    """The district as it may leave the house, and how many rows that leaves out."""
    from liantu.model.confidential import shareable

    tables, supposed, withheld = shareable(district.given, district.supposed)
    return (replace(district, given=tables, supposed=supposed), withheld) if withheld else (district, 0)


def means_to_share(inside: District, outside: District, scheme: str, year: int | None = None) -> list[pl.DataFrame]:
    """Means by group, industry and park that a firm's sheet may tell; none when nothing is left to make them of.

    ``outside`` is the district as it may leave the house. Of a what-if nothing is told: beside the true means it would
    tell of a firm. Nor is an indicator whose benchmark was made of values that may not leave the house.
    """
    from liantu.model.problems import Problems

    if outside.supposed or outside.off:
        return []
    try:
        told = outside.released(scheme, year)
        closed = _of_closed(inside.evaluated(scheme, year).benchmarks, outside.evaluated(scheme, year).benchmarks)
    except Problems:
        return []
    hidden = pl.col("indicator").is_in(closed)
    value, state = pl.when(~hidden).then("value"), pl.when(hidden).then(pl.lit("closed")).otherwise("state")
    return [table.with_columns(value.alias("value"), state.alias("state")) for table in told] if closed else told


def _of_closed(inside: pl.DataFrame, outside: pl.DataFrame) -> list[str]:
    """Indicators with a benchmark that is another one inside the house."""
    ends = ["value", "low", "high"]
    both = inside.join(outside, on=["group", "peers", "indicator"], how="left", suffix="_outside")
    differ = pl.any_horizontal(pl.col(end).ne_missing(pl.col(f"{end}_outside")) for end in ends)
    return both.filter(differ)["indicator"].unique().to_list()


def withheld_note(rows: int, language: str) -> str:
    """What a file says when rows were left out of it."""
    from liantu.wording import translator

    said = translator(language)(
        "%s rows of statistical returns and commercial secrets are left out; figures are without them."
    )
    return said % rows


def internal_note(language: str) -> str:
    """What stands with an evaluation firm by firm: it stays in the house, its sums are not protected."""
    from liantu.wording import translator

    return translator(language)(
        "For internal use: firm by firm, sums not protected. "
        "What may be published are the notice list and the groups page."
    )


def hidden_note(language: str) -> str:
    """What stands below a table in which amounts are hidden."""
    from liantu.model.disclosure import MARK
    from liantu.wording import translator

    return f"{MARK} {translator(language)('Not shown, so that no firm can be inferred from it.')}"


def _of_project(
    district: District, kind: str, project: str, setting: Setting, case: str | None
) -> Paper | Sheet | Letter:
    from liantu.exchange.paper.deliver import project_sheet
    from liantu.model.problems import Problem, Problems

    found = district.projects().filter(pl.col("project") == project)
    if found.is_empty():
        raise Problems([Problem("no_such_row", "projects", value=project)])
    row = found.row(0, named=True)
    if kind in OF_ITEM:
        return _letter(district, kind, row, setting, case)
    more = _project_lines(district, project, setting)
    return project_sheet(row, district.project_history(project), district.money_of(project), setting, more)


def _project_lines(district: District, project: str, setting: Setting) -> list[tuple[Text, str]]:
    """Entry test, cases and capacities of a project, with the sums written out."""
    from liantu.exchange.paper.project_lines import capacity_lines, case_lines, entry_lines
    from liantu.model.status import statuses
    from liantu.score.entry import entry_terms

    plan = district.plan(project)
    cases = district.running().filter(pl.col("project") == project)
    found = {row["case"]: district.item_of(row["graph"], row["version"], row["item"]) for row in cases.to_dicts()}
    items = {key: (one.zh if setting.chinese else one.en) or one.id for key, one in found.items() if one}
    plant = district.tables["projects"].filter(pl.col("id") == project)["plant"].item()
    own = district.tables["capacities"].filter((pl.col("project") == project) | (pl.col("plant") == (plant or "")))
    counted = statuses(district.tables, district.as_of).rename({"capacity": "id"})
    capacities = own.join(counted, on="id", how="left", maintain_order="left")
    return [
        *entry_lines(district.entry(plan), entry_terms(plan), setting),
        *case_lines(cases, items, setting),
        *capacity_lines(capacities, setting),
    ]


def _letter(district: District, kind: str, project: Mapping[str, Any], setting: Setting, case: str | None) -> Letter:
    """The letter about a case of the project, or with blanks where no case is given."""
    from liantu.exchange.paper.letters import LETTERS, matter_of
    from liantu.model.problems import Problem, Problems

    if case is None:
        return LETTERS[kind](matter_of(project, setting), setting)
    found = district.running().filter((pl.col("case") == case) & (pl.col("project") == project["project"]))
    if found.is_empty():
        raise Problems([Problem("no_such_row", "cases", value=case)])
    row = found.row(0, named=True)
    graph = district.graphs.get((row["graph"], row["version"]))
    item = district.item_of(row["graph"], row["version"], row["item"])
    return LETTERS[kind](matter_of(project, setting, item, graph, row), setting)


def _of_chain(district: District, kind: str, language: str, chain: str, notes: tuple[str, ...]) -> Paper:
    from liantu.chain.membership import chain_products
    from liantu.web.drawings.chain_cards import draw
    from liantu.wording import translator

    own = pl.col("product").is_in(chain_products(district.tables, chain).implode())
    row = district.tables["chains"].filter(pl.col("id") == chain).row(0, named=True)
    name = district.tables.labels(language)[chain]
    setting: Setting = setting_of(district.tables, language, as_of=district.as_of, scope=name, notes=notes)
    # The map alone has room for what is inferred upstream; in the set the tables follow.
    svg = draw(district, chain, language, induced=kind == "map").svg(name, translator(language)(", "), legend=True)
    if kind == "map":
        return chain_map(svg, setting, chain_facts(row, setting))
    return chain_set(
        row,
        svg,
        setting,
        gaps=district.gaps("invite", chain),
        utilities=district.gaps("utilities", chain),
        extend=district.extend().filter(own),
        weak=district.weak().filter(own),
    )
