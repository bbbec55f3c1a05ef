"""Papers of one project: its sheet, and the letters about its items."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.exchange.paper import Letter, Paper, PaperSheet, Setting
from liantu.wording.unit_names import UnitNames

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.results import CaseRow, ProjectRow

#: Letters about an item of a project: 告知承诺书, 告知书, 一次性补正告知书, 容缺受理承诺书.
OF_ITEM = ("promise", "notice", "correction", "gaps")
#: Papers of one project: 项目情况表, and the letters.
OF_PROJECT = ("project", *OF_ITEM)


def project_paper(
    district: District, kind: str, project: str, setting: Setting, case: str | None
) -> Paper | PaperSheet | Letter:
    """The sheet of a project, or a letter about its case. Raises Problems when there is no such project or case."""
    from liantu.exchange.paper.project_lists import project_sheet
    from liantu.model.problems import Problem, Problems

    found = district.deliver.projects().filter(pl.col("project") == project)
    if found.is_empty():
        raise Problems([Problem("no_such_row", "projects", value=project)])
    row = cast("ProjectRow", found.row(0, named=True))
    if kind in OF_ITEM:
        return _letter(district, kind, row, setting, case)
    more = _project_lines(district, project, setting)
    return project_sheet(
        row, district.deliver.project_history(project), district.deliver.money_of(project), setting, more
    )


def _project_lines(district: District, project: str, setting: Setting) -> list[tuple[str, str]]:
    """Entry test, cases and capacities of a project, with the sums written out."""
    from liantu.exchange.paper.project_lines import baseline_lines, capacity_lines, case_lines, entry_lines

    plan = district.land.planned_project(project)
    cases = district.deliver.all_cases().filter(pl.col("project") == project)
    found = {
        row["case"]: district.deliver.find_item(row["graph"], row["version"], row["item"]) for row in cases.to_dicts()
    }
    items = {key: (item.zh if setting.chinese else item.en) or item.id for key, item in found.items() if item}
    compared = []
    for graph, comparison in district.deliver.compare_baselines(project):
        item = graph.items.get(comparison.driver or "")
        compared.append(
            (comparison, f"{item.id} {(item.zh if setting.chinese else item.en) or item.id}" if item else "")
        )
    units = UnitNames(district.tables, setting.chinese)
    return [
        *entry_lines(district.land.entry_test(plan), district.land.entry_terms(plan), setting, units),
        *case_lines(cases, items, setting),
        *baseline_lines(compared, setting),
        *capacity_lines(district.deliver.capacities_of(project), setting),
    ]


def _letter(district: District, kind: str, project: ProjectRow, setting: Setting, case: str | None) -> Letter:
    """The letter about a case of the project, or with blanks where no case is given."""
    from liantu.exchange.paper.letters import LETTERS, to_matter
    from liantu.exchange.paper.letters.matter import LetterCase
    from liantu.model.problems import Problem, Problems

    if case is None:
        return LETTERS[kind](to_matter(project, setting), setting)
    found = district.deliver.all_cases().filter((pl.col("case") == case) & (pl.col("project") == project["project"]))
    if found.is_empty():
        raise Problems([Problem("no_such_row", "cases", value=case)])
    row = cast("CaseRow", found.row(0, named=True))
    graph = district.deliver.graphs.get((row["graph"], row["version"]))
    item = district.deliver.find_item(row["graph"], row["version"], row["item"])
    letter_case = LetterCase(office=row["office"], missing=row["missing"], submitted=row["submitted"], due=row["due"])
    return LETTERS[kind](to_matter(project, setting, item, graph, letter_case), setting)
