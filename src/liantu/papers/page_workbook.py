"""The lists of a page as a workbook in the offices' form: one writer for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from liantu.exchange.paper import Paper, WrittenColumn, WrittenList, office_sheet, to_bytes
from liantu.papers.paper_setting import paper_setting

if TYPE_CHECKING:
    from liantu.district import District

__all__ = ["PageHead", "WrittenColumn", "WrittenList", "list_workbook"]


@dataclass(frozen=True)
class PageHead:
    """What stands with every list of a page: its title, what it supposes, and notes below."""

    title: str
    scenario: Sequence[str] = ()
    notes: Sequence[str] = ()


def list_workbook(district: District, language: str, head: PageHead, lists: Iterable[WrittenList]) -> bytes:
    """The bytes of a workbook, a sheet a list, each in the offices' form."""
    setting = paper_setting(district, language, notes=tuple(head.notes))
    setting = replace(setting, scenario=tuple(head.scenario) or setting.scenario)
    sheets = [office_sheet(written, setting) for written in lists]
    return to_bytes(Paper(head.title, tuple(sheets)), "xlsx")
