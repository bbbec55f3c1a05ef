"""What a district is asked about its clusters: what stands in each, and who could sell what to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from liantu.district.chain import ChainRoom
from liantu.district.view import DistrictView
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems

#: Plants that count in a view of who could sell to whom.
STATUSES = ("operating", "building", "planned")
#: What the plants are grouped by.
GROUPINGS = ("cluster", "place")


@dataclass(frozen=True)
class ClusterRoom:
    """Clusters and what flows between them."""

    view: DistrictView

    def schemes(self) -> pl.DataFrame:
        """The systems of clusters, the largest first: scheme, zh, en, clusters."""
        from liantu.cluster.tiers import list_cluster_schemes

        return list_cluster_schemes(self.view.tables)

    def entities(self) -> pl.DataFrame:
        """What stands in each cluster: cluster, kind, entity, basis."""
        from liantu.cluster.members import list_cluster_entities

        return self.view.cache.once_for(
            self.view.tables, ("cluster entities",), lambda: list_cluster_entities(self.view.tables)
        )

    def clusters(self, scheme: str | None = None) -> pl.DataFrame:
        """The clusters of a scheme tier by tier; of the largest unless given. Raises Problems for another scheme."""
        from liantu.cluster.tiers import list_clusters

        chosen = self._choose_scheme(scheme)
        return list_clusters(self.view.tables, chosen, self.view.as_of, self.entities())

    def count_once(self, scheme: str | None = None) -> dict[str, int]:
        """Firms, plants, projects and chains of a scheme's clusters together, each counted once."""
        from liantu.cluster.members import count_once

        return count_once(self.entities(), self._list_ids(scheme))

    def potential_flows(self, by: str = "cluster", scheme: str | None = None) -> pl.DataFrame:
        """Who could sell what to whom: product, seller, buyer, supply, demand, quantity. Computed, no purchases."""
        from liantu.cluster.potential_flows import find_potential_flows

        return find_potential_flows(ChainRoom(self.view).terms, self._group(by, scheme), STATUSES)

    def local_shares(self, by: str = "cluster", scheme: str | None = None) -> pl.DataFrame:
        """Of each need of each group, how much the district could cover at the best (可配套率, 测算上限)."""
        from liantu.cluster.potential_flows import find_local_shares

        return find_local_shares(ChainRoom(self.view).terms, self._group(by, scheme), STATUSES)

    def _group(self, by: str, scheme: str | None) -> pl.DataFrame:
        from liantu.cluster.members import place_capacities

        if by not in GROUPINGS:
            raise Problems([_refuse(by, "--by", GROUPINGS)])
        if by == "place":
            placed = ChainRoom(self.view).terms.select(pl.col("place").alias("group"), "row")
            return placed.drop_nulls().unique().sort("group", "row")
        ids = self._list_ids(scheme)
        return place_capacities(self.view.tables, self.entities().filter(pl.col("cluster").is_in(ids.implode())))

    def _list_ids(self, scheme: str | None) -> pl.Series:
        clusters = self.view.tables["clusters"]
        return clusters.filter(pl.col("scheme") == self._choose_scheme(scheme))["id"]

    def _choose_scheme(self, scheme: str | None) -> str:
        schemes = self.schemes()["scheme"]
        if scheme is None:
            return str(schemes[0]) if len(schemes) else ""
        if scheme not in schemes:
            raise Problems([_refuse(scheme, "--scheme", schemes)])
        return scheme


def _refuse(value: str, column: str, choices: Iterable[str]) -> Problem:
    slots = {"choices": ", ".join(choices), "nearest": suggest_nearest(value, choices)}
    return Problem("not_a_choice", column=column, value=value, slots=slots)
