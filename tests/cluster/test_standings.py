"""Any system of tiers: flat, 5+1, renamed and put into another tier by date, belonging to the city's by stated rows."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.model.small import Row, tables

import liantu
from liantu.cluster.members import count_once, list_cluster_entities
from liantu.cluster.standings import apply_standings, list_clusters_above, list_steps_of_cluster
from liantu.cluster.tiers import list_cluster_schemes, list_clusters, list_schemes_beside
from liantu.model.tables import Tables


def cluster(key: str, scheme: str, tier: str | None = None) -> Row:
    return {"id": key, "zh": key, "en": key, "kind": "cluster", "scheme": scheme, "tier": tier, "order": None}


def tier(key: str, scheme: str, order: str, count: str | None, scale: str | None = None) -> Row:
    row = {"id": key, "scheme": scheme, "order": order, "zh": key, "parent": None}
    return {**row, "stated_count": count, "scale": scale}


def scheme(key: str, parent: str | None = None, period: str | None = None) -> Row:
    return {"id": key, "zh": key, "kind": "clusters", "parent": parent, "period": period}


STANDINGS = [
    {"id": "s1", "cluster": "alu", "period": "2019..2021", "zh": "铝材", "en": None, "tier": "one", "above": None},
    {"id": "s2", "cluster": "alu", "period": "2023..", "zh": None, "en": None, "tier": None, "above": "materials"},
    {"id": "s3", "cluster": "tin", "period": None, "zh": None, "en": None, "tier": None, "above": "materials"},
]


def district() -> Tables:
    firms = ("mill", "smelter", "works")
    return tables(
        schemes=[scheme("flat", period="2015..2018"), scheme("5+1", "city", "2019.."), scheme("city")],
        tiers=[tier("five", "5+1", "1", "5", "100"), tier("one", "5+1", "2", "1")],
        clusters=[
            *(cluster(key, "flat") for key in ("iron", "coal")),
            *(cluster(key, "5+1", "five") for key in ("alu", "tin", "lead", "zinc")),
            cluster("new", "5+1", "one"),
            *(cluster(key, "city") for key in ("materials", "cars")),
        ],
        standings=STANDINGS,
        firms=[{"id": firm, "kind": "firm"} for firm in firms],
        members=[
            {"group": group, "entity": firm, "role": "member", "basis": "ours"}
            for group, firm in (("alu", "mill"), ("alu", "smelter"), ("tin", "smelter"), ("lead", "works"))
        ],
        observations=[
            {"id": "o", "subject": "alu", "indicator": "output", "status": "actual", "period": "2022"}
            | {"comparator": "eq", "value": "120", "unit": "亿元", "vintage": "2023-03"}
        ],
        indicators=[{"id": "output", "kind": "output"}],
    )


def list_at(scheme: str, day: date) -> pl.DataFrame:
    given = district()
    return list_clusters(apply_standings(given, day), scheme, day, list_cluster_entities(given))


def test_a_flat_system_has_no_tiers() -> None:
    rows = list_at("flat", date(2016, 1, 1))
    assert rows.select("cluster", "tier", "size", "unnamed").rows() == [
        ("coal", None, None, None),
        ("iron", None, None, None),
    ]


def test_five_and_one_of_which_one_is_not_named() -> None:
    rows = list_at("5+1", date(2023, 12, 31))
    found = [(row["tier"], row["cluster"], row["unnamed"]) for row in rows.iter_rows(named=True)]
    assert sorted(found[:4]) == [("five", key, None) for key in ("alu", "lead", "tin", "zinc")]
    assert found[4:] == [("five", None, 1), ("one", "new", None)]
    alu = rows.filter(pl.col("cluster") == "alu").row(0, named=True)
    assert (alu["output"], alu["size_share"], alu["distance"]) == (120, pytest.approx(1.2), 0)


@pytest.mark.parametrize(
    ("day", "name", "stood"),
    [
        (date(2018, 12, 31), "alu", "five"),
        (date(2019, 1, 1), "铝材", "one"),
        (date(2021, 12, 31), "铝材", "one"),
        (date(2022, 1, 1), "alu", "five"),
    ],
)
def test_a_cluster_is_its_id_under_another_name_and_in_another_tier(day: date, name: str, stood: str) -> None:
    row = list_at("5+1", day).filter(pl.col("cluster") == "alu").row(0, named=True)
    assert (row["zh"], row["tier"]) == (name, stood)
    # The name then had no English: the one of today is not put beside it.
    assert row["en"] == (None if name == "铝材" else "alu")


def test_the_earlier_tier_counts_one_more_and_the_other_one_less() -> None:
    rows = list_at("5+1", date(2020, 6, 30))
    assert rows.filter(pl.col("unnamed").is_not_null()).select("tier", "unnamed").rows() == [("five", 2)]


def test_the_system_in_force_comes_first_and_the_citys_last() -> None:
    given = district()
    assert list_cluster_schemes(given, date(2017, 1, 1))["scheme"].to_list() == ["flat", "city", "5+1"]
    later = list_cluster_schemes(given, date(2023, 1, 1))
    assert later.select("scheme", "in_force", "is_above").rows() == [
        ("5+1", True, False),
        ("city", None, True),
        ("flat", False, False),
    ]


def test_what_belongs_to_the_citys_clusters_is_rolled_up_and_counted_once() -> None:
    given = district()
    assert list_clusters_above(given, date(2022, 6, 30)).rows() == [("tin", "materials", "s3")]
    above = list_clusters_above(given, date(2023, 6, 30))
    assert above.rows() == [("alu", "materials", "s2"), ("tin", "materials", "s3")]
    entities = list_cluster_entities(given, above)
    firms = entities.filter(pl.col("cluster") == "materials", pl.col("kind") == "firm")["entity"].to_list()
    assert firms == ["mill", "smelter"]  # the smelter is in both; nobody says where the works belong
    assert count_once(entities, pl.Series(["materials", "cars"]))["firm"] == 2
    assert "materials" not in list_cluster_entities(given)["cluster"]


def test_the_course_of_a_cluster_is_in_order() -> None:
    assert list_steps_of_cluster(district(), "alu")["id"].to_list() == ["s1", "s2"]
    assert list_steps_of_cluster(district(), "coal").is_empty()


def test_a_row_without_a_period_gives_way_to_one_with_a_period() -> None:
    undated = tables(standings=[{**STANDINGS[0], "id": "s0", "period": None, "zh": "旧铝材", "tier": "five"}])[
        "standings"
    ]
    given = district()
    given = given.replace(standings=pl.concat([given["standings"], undated.select(given["standings"].columns)]))
    names = {
        day.year: dict(apply_standings(given, day)["clusters"].select("id", "zh").iter_rows())["alu"]
        for day in (date(2018, 6, 30), date(2020, 6, 30))
    }
    assert names == {2018: "旧铝材", 2020: "铝材"}


def test_no_standings_change_nothing() -> None:
    given = district().replace(standings=district()["standings"].clear())
    assert apply_standings(given, date(2020, 1, 1))["clusters"].equals(given["clusters"])


def test_the_golden_flowers_are_eighteen_and_none_is_listed(fuling: liantu.District) -> None:
    rows = {row["scheme"]: row for row in list_schemes_beside(fuling.tables).iter_rows(named=True)}
    flowers = rows["golden-flowers"]
    assert (flowers["kind"], flowers["stated"], flowers["clusters"], flowers["firms"]) == ("honour", 18, 0, 0)
    assert (rows["chongqing-33618"]["stated"], rows["fuling-2349"]["parent"]) == (None, "chongqing-33618")
    assert (rows["fuling-b"]["stated"], rows["fuling-b"]["is_open"]) == (6, True)
    assert "key-projects" not in rows
    assert fuling.cluster.above().is_empty()  # which cluster of 33618 each belongs to is printed nowhere
