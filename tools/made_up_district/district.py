"""The made-up district as one set of tables and as a folder.

No firm, parcel or figure of it is real. A test proves that the folder is what this writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import polars as pl

from liantu.exchange.folder.district_folder import write_folder, write_table
from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables, conform_frame
from tools.made_up_district import cases, projects
from tools.made_up_district.attraction import list_attraction_frames
from tools.made_up_district.clusters import list_cluster_frames
from tools.made_up_district.cultivation import list_cultivation_frames
from tools.made_up_district.firms import CASES, SEED, describe_firm, list_facts, list_returns, list_rosters, make_firms
from tools.made_up_district.indices import read_indices
from tools.made_up_district.innovation import list_innovation_frames
from tools.made_up_district.land import list_land
from tools.made_up_district.leads import list_lead_frames
from tools.made_up_district.monthly import list_monthly_frames
from tools.made_up_district.observed_months import list_observed_frames
from tools.made_up_district.places import ABOUT, list_markets, list_places, list_standards
from tools.made_up_district.plants import list_plant_frames
from tools.made_up_district.published import TRADITIONAL, list_published_frames
from tools.made_up_district.regions import list_regional_frames
from tools.made_up_district.remarks import list_remark_frames
from tools.made_up_district.runs import Row, list_objections, list_releases, list_sources, make_runs
from tools.made_up_district.sayings import list_saying_frames
from tools.made_up_district.series import list_series_frames
from tools.made_up_district.siting import list_siting_frames
from tools.made_up_district.supplies import list_supply_frames, state_sizes

#: Tables of the library that the district adds rows to.
_OVER_LIBRARY = ("makers", "markets", "prices")
FOLDER = Path(__file__).parents[2] / "districts" / "yunxi"


def make_tables() -> Tables:
    """The whole district."""
    firms = make_firms(Random(SEED))
    holdings, parcels = list_land(firms)
    frames = {
        "sources": [*list_sources()],
        "places": [*list_places()],
        "firms": [describe_firm(firm) for firm in firms],
        "rosters": [*list_rosters(firms)],
        "returns": [*list_returns(firms)],
        "facts": [*list_facts()],
        "parcels": parcels,
        "holdings": holdings,
        "releases": [*list_releases()],
        "objections": [*list_objections(CASES)],
        "markets": [*list_markets()],
        "land_standards": [*list_standards()],
        "projects": [*_projects()],
        **projects.list_frames(),
    }
    plants = list_plant_frames(firms)
    clusters = list_cluster_frames({str(row["id"]): str(row["firm"]) for row in plants["plants"]})
    owners = {str(row["id"]): str(row["firm"]) for row in plants["plants"]}
    supplies = list_supply_frames(owners)
    state_sizes(frames["firms"], owners)
    spoken = (
        *(list_saying_frames(), list_series_frames(), list_published_frames(), list_observed_frames()),
        *(list_cultivation_frames(), list_remark_frames(), list_siting_frames(), list_attraction_frames()),
    )
    returned = list_monthly_frames(firms)
    invited = (list_regional_frames(), list_lead_frames(), list_innovation_frames())
    added = (cases.list_frames(), plants, clusters, supplies, returned, *invited, *spoken)
    for name, rows in (item for frame in added for item in frame.items()):
        frames.setdefault(name, []).extend(rows)
    about = {
        "id": "yunxi",
        **ABOUT,
        "as_of": "2023-12-31",
        "fictitious": True,
        "notice": {
            "zh": "企业、地块和数字均由程序生成，与任何真实地区、企业无关",
            "en": "firms, parcels and figures are made by a program and are of no real place or firm",
        },
        "traditional_industries": TRADITIONAL,
        "approvals": cases.read_graphs(),
        "indices": read_indices(),
    }
    made = {name: _frame(name, rows) for name, rows in frames.items()}
    after = cases.record_events(load_library().replace(**made))
    district = Tables(about, {**made, **{name: after[name] for name in cases.RECORDED}})
    evaluations, grades = make_runs(district)
    return district.replace(evaluations=_frame("evaluations", evaluations), grades=_frame("grades", grades))


def write_district(folder: Path = FOLDER) -> None:
    """Write the folder."""
    tables = make_tables()
    write_folder(tables, folder)
    for name in _OVER_LIBRARY:
        write_table(tables, folder, name)


def _projects() -> Iterator[Row]:
    figures = (
        ("project-1", "虚构项目一", "east-bank", "2614", "50", "2.5", "4", "1200", "15000"),
        ("project-2", "虚构项目二", "east-bank", "3982", "30", "1", "2", "450", None),
        ("project-3", "虚构项目三", "north-slope", "3670", "40", "1.6", "3", None, "2000"),
        ("project-4", "虚构项目四", "bluestone", "3982", None, None, None, None, None),
    )
    about = projects.list_responsible_offices()
    for number, (key, zh, place, industry, land, invested, output, tax, energy) in enumerate(figures, 1):
        row = {"id": key, "zh": zh, "en": f"Made-up project {number}", "owner": f"f{40 + number:03d}", "place": place}
        row |= {"fixed_investment": invested, "industry": industry, "land": land, "output": output}
        yield {**row, "tax": tax, "energy": energy, **about[key]}


def _frame(name: str, rows: list[Row]) -> pl.DataFrame:
    cited = {"basis": "ours", "source": "made-up"}
    columns = conform_frame(name, pl.DataFrame({"\0": []})).columns
    cited_rows = [{**{k: v for k, v in cited.items() if k in columns}, **row} for row in rows]
    return conform_frame(name, pl.DataFrame(cited_rows, schema=dict.fromkeys(_keys(cited_rows), pl.String)))


def _keys(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(key for row in rows for key in row))
