"""The lists of a page as a workbook in the offices' form: one writer for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper import (
    Paper,
    PaperSheet,
    Setting,
    WrittenColumn,
    WrittenList,
    add_conditional_note,
    gap_list,
    office_sheet,
    to_bytes,
    utilities_list,
)
from liantu.papers.chain_papers import first_chains
from liantu.papers.paper_setting import drop_library, paper_setting

if TYPE_CHECKING:
    from liantu.district import District

__all__ = ["PageHead", "WrittenColumn", "WrittenList", "links_workbook", "list_workbook"]


#: All links whatever list they are on: a list each.
ALL_LINKS = "all"


@dataclass(frozen=True)
class PageHead:
    """What stands with every list of a page: its title, what it supposes, notes below, whether it stays
    in the house, and whether figures of the library stand in it."""

    title: str
    scenario: Sequence[str] = ()
    notes: Sequence[str] = ()
    inside: bool = False
    of_library: bool = True


def list_workbook(district: District, language: str, head: PageHead, lists: Iterable[WrittenList]) -> bytes:
    """The bytes of a workbook, a sheet a list, each in the offices' form."""
    setting = _setting(district, language, head)
    return _to_workbook(head, (office_sheet(written, setting) for written in lists))


def links_workbook(
    district: District,
    language: str,
    head: PageHead,
    which: str,
    links: pl.DataFrame,
    beside: Iterable[WrittenList] = (),
    needs: pl.DataFrame | None = None,
) -> bytes:
    """The bytes of a workbook of links: those of a page as the office's list of the kind ``which`` prints them, of all
    links each list on a sheet; the lists ``beside`` them on sheets of their own. ``needs`` are what is needed too if
    links are made on site: they stand below the list, as on the other papers of it."""
    setting = _setting(district, language, head)
    kinds = links["list"].unique(maintain_order=True).to_list() if which == ALL_LINKS else [which]
    sheets = []
    for kind in kinds:
        rows = links if kind == which else links.filter(pl.col("list") == kind)
        if kind == "invite":
            sheets.append(gap_list(rows, setting, first_chains(district), remarks=True))
        else:
            sheets.append(utilities_list(rows, setting, which=kind))
        if needs is not None:
            sheets[-1] = add_conditional_note(sheets[-1], needs)
    return _to_workbook(head, [*sheets, *(office_sheet(written, setting) for written in beside)])


def _setting(district: District, language: str, head: PageHead) -> Setting:
    setting = paper_setting(district, language, notes=tuple(head.notes))
    setting = replace(setting, scenario=tuple(head.scenario) or setting.scenario)
    return setting if head.of_library else drop_library(setting)


def _to_workbook(head: PageHead, sheets: Iterable[PaperSheet]) -> bytes:
    return to_bytes(Paper(head.title, tuple(replace(sheet, internal=head.inside) for sheet in sheets)), "xlsx")
