"""All that could be told of the made-up district: lists, todays with edits between, undo, other schemes, sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import polars as pl
from tests.disclosure.told_year import ParentTotals, ToldMean, ToldRelease, ToldYear
from tests.web.site import ROOT

from liantu.access import Purpose
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
    "-returns:f033/{year}/revenue",
)


class Telling(NamedTuple):
    """What was asked to be told, whether it was, and the means that a sheet told beside it."""

    scheme: str
    year: int
    told: bool
    means: tuple[ToldMean, ...]


def tell_all(
    place: Path, years: tuple[int, ...], edits: int, schemes: tuple[str, ...] = (OWN,), seed: int = 0
) -> tuple[District, list[Telling]]:
    """A workspace of Yunxi of which everything was told in turn; every second edit is taken back again.

    ``seed`` says which edits, and in what order.
    """
    chosen = Random(seed).sample(EDITS, edits)
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
                district = district.change(Change.from_query([chosen[number].format(year=year)]), "ann")
            if number % 2 and number < edits:
                tellings.append(tell(district, OWN, year))
                district.require_workspace().undo(district.number, ChangeEntry("ann", "undo"))
                district = district.latest()
    return district, tellings


def tell(district: District, scheme: str, year: int) -> Telling:
    """Tell the sums of a scheme, and to one firm of each of its groups its sheet."""
    try:
        means = district.score.release_means(scheme, year, Recipient("group_sums"))
    except Problems:
        means = []
    return Telling(scheme, year, bool(means), (*tell_sheets(district, scheme, year, means),) if means else ())


def tell_sheets(district: District, scheme: str, year: int, means: list[pl.DataFrame]) -> Iterator[ToldMean]:
    """The benchmarks that are means of a ratio to land, of those that a sheet tells."""
    giver = district.for_purpose(Purpose.TO_ITS_GIVER)
    run = giver.score.evaluate(scheme, year)
    firms = run.firms.filter(pl.col("treatment") != "not_evaluated")
    for (group,), rows in firms.group_by("group", maintain_order=True):
        items = {item.indicator: item for found in run.scheme.groups if found.id == group for item in found.items}
        if not any(item.benchmark.rule == "mean" for item in items.values()):
            continue
        for line in giver.score.firm_sheet(rows["firm"][0], scheme, year, means).lines:
            item, indicator = items.get(line["indicator"]), run.scheme.indicators.get(line["indicator"])
            is_mean = item is not None and item.benchmark.rule == "mean" and indicator is not None
            if is_mean and line["benchmark_state"] == "shown" and indicator.denominator == ("land",):
                (above,) = indicator.numerator
                made = run.returns.join(rows.select("firm"), on="firm", how="semi").filter(pl.col("land") > 0)
                parts = tuple(made.drop_nulls(above).select("firm", above, "land").iter_rows())
                yield ToldMean(above, parts, indicator.scale * item.benchmark.times, line["benchmark"])


def read_totals(district: District, year: int) -> ParentTotals:
    """Of each field what every firm of the year reported."""
    rows = district.score.returns([year]).returns
    fields = [name for name, kind in rows.schema.items() if kind.is_numeric() and name not in ("year", "land")]
    return {name: dict(rows.drop_nulls(name).select("firm", name).iter_rows()) for name in fields}


def read_told(district: District, year: int, tellings: Sequence[Telling] = ()) -> ToldYear:
    """What the workspace says was told of a year, with what turns a ratio into what is printed.

    Runs that were told before the workspace was made have no figures: they are what control takes them to be.
    """
    rows = district.given["releases"].filter(pl.col("year") == str(year)).drop_nulls("figures")
    rows = rows.filter(pl.col("content") != "grades").unique("figures", keep="first", maintain_order=True)
    engine = district.require_workspace().engine
    tables = [(scheme, read_release(load_document(engine, key))) for scheme, key in rows["scheme", "figures"].rows()]
    runs = dict(district.given["evaluations"].select("id", "scheme").iter_rows())
    earlier = district.for_purpose(Purpose.LEAVING).score._sums._protect_releases(year)
    tables += [(runs[release.run], release.tables) for release in earlier if release.run]
    schemes = district.score.schemes()
    releases = [
        ToldRelease(found, {name: indicator.scale for name, indicator in schemes[scheme].indicators.items()})
        for scheme, found in tables
    ]
    means = tuple(dict.fromkeys(mean for telling in tellings for mean in telling.means))
    return ToldYear(releases, means, read_totals(district.after_change(1), year))
