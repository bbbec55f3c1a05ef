"""Parcels and holdings of the made-up firms: owners, tenants, a tenant of a tenant, land let twice."""

from __future__ import annotations

from tools.made_up_district.firms import CASES, Firm
from tools.made_up_district.runs import Row


def list_land(firms: list[Firm]) -> tuple[list[Row], list[Row]]:
    """Holdings and parcels: most firms have one parcel of their own, some of it left over."""
    holdings: list[Row] = []
    parcels: list[Row] = []
    case = CASES
    renting = {f"f{n:03d}" for n in range(int(case["tenant_first"][1:]), int(case["subtenant"][1:]) + 1)}
    excluded = renting | {case[name] for name in ("zero_land", "two_parcels", "one_parcel_second", "land_unknown")}
    by_id = {firm.id: firm for firm in firms}

    def parcel(firm: Firm, area: float | None, floor: float | None = None, part: str = "") -> str:
        key = f"p{firm.id[1:]}{part}"
        row = {"id": key, "zh": f"虚构地块{key[1:].upper()}", "en": f"Made-up parcel {key[1:].upper()}"}
        row |= {"place": firm.park, "certificate": f"虚构（2019）第{key[1:].upper()}号"}
        parcels.append({**row, "area": _number(area), "floor_area": _number(floor)})
        return key

    def hold(firm: str, parcel: str, **fields: str) -> None:
        row = {"id": f"h{len(holdings) + 1:03d}", "parcel": parcel, "firm": firm, "kind": "own"}
        proof = {"evidence": "certificate", "document": f"虚构证{len(holdings) + 1:03d}"}
        holdings.append({**row, **proof, "from": "2019-01-01", **fields})

    for firm in firms:
        if firm.id in excluded or firm.id in (case["one_parcel_first"], case["landlord"]):
            continue
        # A tenth has land that nobody holds yet.
        spare = 2.5 if int(firm.id[1:]) % 10 == 0 else 0.0
        until = {"to": "2023-06-30"} if firm.id == case["merged_away"] else {}
        key = parcel(firm, round(firm.land + spare, 2))
        hold(firm.id, key, area=_number(firm.land) or "", **until)
        if until:
            hold(case["merged_into"], key, area=_number(firm.land) or "", **{"from": "2023-07-01"})
    two = by_id[case["two_parcels"]]
    hold(two.id, parcel(two, round(two.land * 0.7, 2), part="a"), share="100")
    second = parcel(two, round(two.land * 0.3, 2), part="b")
    hold(two.id, second, share="100")
    first, other = by_id[case["one_parcel_first"]], by_id[case["one_parcel_second"]]
    shared = parcel(first, round(first.land + other.land, 2))
    hold(first.id, shared, area=_number(first.land) or "")
    hold(other.id, shared, area=_number(other.land) or "")
    landlord, lease = by_id[case["landlord"]], {"kind": "lease", "evidence": "contract"}
    works = parcel(landlord, 80.0, 48000.0)
    hold(landlord.id, works, share="100")
    for number, tenant in enumerate(sorted(renting - {case["subtenant"]})):
        hold(tenant, works, lessor=landlord.id, floor_area=str(3000 + 1200 * number), **lease, **{"from": "2021-01-01"})
    hold(case["subtenant"], works, lessor=case["tenant_last"], floor_area="1500", **lease, **{"from": "2022-05-01"})
    unknown = by_id[case["land_unknown"]]
    hold(unknown.id, parcel(unknown, None), share="100", evidence="declared")
    late = {"from": "2021-06-01", "source": "corrections-2022"}
    hold(case["tenant_told_late"], second, lessor=two.id, area="4", **lease, **late)
    return holdings, parcels


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.10g}"
