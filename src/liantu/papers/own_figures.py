"""The setting of papers whose figures are the district's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from liantu.exchange.paper import Setting, setting_from_tables

if TYPE_CHECKING:
    from liantu.district import District


def evaluation_setting(district: District, language: str) -> Setting:
    """The setting without the library among its sources: none of its figures stand in an evaluation."""
    setting = setting_from_tables(district.tables, language, as_of=district.as_of)
    return replace(setting, sources={key: title for key, title in setting.sources.items() if key != "library"})
