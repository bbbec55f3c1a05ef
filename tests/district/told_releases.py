"""All that could be told of the made-up district: lists, todays with edits between, undo, other schemes, sheets."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import polars as pl
from tests.disclosure.release_attack import ToldRelease
from tests.web.site import ROOT

from liantu.disclosure import read_release
from liantu.district import District, open_district
from liantu.district.release_records import Recipient
from liantu.exchange.folder.district_folder import read_folder
from liantu.library.shipped_tables import load_library
from liantu.model.change import Change
from liantu.model.problems import Problems
from liantu.store.commit import ChangeEntry
from liantu.store.document_files import load_document
from liantu.store.workspace import Workspace

OWN = "yunxi-made-up"
#: Schemes of the library with groups and ratios of their own.
OTHERS = (OWN, "jingde-2022", "sichuan-2020")
#: What is edited between two tellings of today: corrections small and large, a value more, one less, a firm moved.
EDITS = (
    "returns:f005/{year}/tax;value=700",
    "returns:f010/{year}/employees;value=",
    "returns:f011/{year}/electricity;value=",
    "returns:f033/{year}/tax;value=99",
    "rosters:f024/{year};industry=1499",
    "-returns:f050/{year}/tax",
)


class Telling(NamedTuple):
    """What was asked to be told, and whether it was."""

    scheme: str
    year: int
    told: bool


def tell_all(
    place: Path, years: tuple[int, ...], edits: int, schemes: tuple[str, ...] = (OWN,)
) -> tuple[District, list[Telling]]:
    """A workspace of Yunxi of which everything was told in turn; every second edit is taken back again."""
    library = load_library()
    tables, _notes = read_folder(ROOT / "districts" / "yunxi", beneath=library)
    Workspace.create(place, tables, library, ChangeEntry("ann", "init")).engine.dispose()
    district, tellings = open_district(place), []
    for year in years:
        for number in range(edits + 1):
            for scheme in schemes:
                tellings.append(tell(district, scheme, year))
                district = district.latest()
            if number < edits:
                district = district.change(Change.from_query([EDITS[number].format(year=year)]), "ann")
            if number % 2:
                tellings.append(tell(district, OWN, year))
                district.require_workspace().undo(district.number, ChangeEntry("ann", "undo"))
                district = district.latest()
    return district, tellings


def tell(district: District, scheme: str, year: int) -> Telling:
    try:
        means = district.score.release_means(scheme, year, Recipient("group_sums"))
    except Problems:
        means = []
    return Telling(scheme, year, bool(means))


def read_told(district: District, year: int) -> list[ToldRelease]:
    """What the workspace says was told of a year, with what turns a ratio into what is printed."""
    rows = district.given["releases"].filter(pl.col("year") == str(year)).drop_nulls("figures")
    rows = rows.filter(pl.col("content") != "grades").unique("figures", keep="first", maintain_order=True)
    schemes, engine = district.score.schemes(), district.require_workspace().engine
    return [
        ToldRelease(
            read_release(load_document(engine, sha256)),
            {name: indicator.scale for name, indicator in schemes[scheme].indicators.items()},
        )
        for scheme, sha256 in rows.select("scheme", "figures").iter_rows()
    ]
