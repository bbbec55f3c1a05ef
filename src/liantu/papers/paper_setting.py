"""The setting of a paper about a district: its names and sources, its dates, and what it supposes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from liantu.exchange.paper import Setting, setting_from_tables
from liantu.wording.scenario import data_end_note, name_scenario, scenario_lines

if TYPE_CHECKING:
    from liantu.district import District


def paper_setting(district: District, language: str, scope: str = "", notes: tuple[str, ...] = ()) -> Setting:
    """The setting of any paper of a district; ``scope`` is its own name unless given."""
    setting = setting_from_tables(district.tables, language, as_of=district.as_of, scope=scope, notes=notes)
    ends = filter(None, [data_end_note(district, language)])
    scenario, name = scenario_lines(district, language), name_scenario(district, language)
    return replace(setting, scenario=scenario, scenario_name=name, notes=(*setting.notes, *ends))


def evaluation_setting(district: District, language: str) -> Setting:
    """The setting without the library among its sources: none of its figures stand in an evaluation."""
    return drop_library(paper_setting(district, language))


def drop_library(setting: Setting) -> Setting:
    """A setting without the library among its sources: of a paper in which none of its figures stand."""
    return replace(setting, sources={key: title for key, title in setting.sources.items() if key != "library"})
