"""What stops when one firm stops: the published table, hand calculations, and the plain form of the same equations."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from bench.stop import make_network
from bench.stop_peer import DenseBatches

from liantu.cluster import production_loss
from liantu.cluster.production_loss import ESSENTIAL, IRRELEVANT, REPLACEABLE, Deliveries, SupplyNetwork
from liantu.cluster.stop_time import compute_stop_times

FIRMS = list("AXBCDEFGHIJKL")
#: The network of the authors' repository (vitelot/Economic-Systemic-Risk, data/test_list.csv).
LINKS = ["AX2", "BX2", "CX2", "DX2", "EX1", "FX1", "GX1", "HX0", "XI2", "XJ1", "XK2", "KL2"]
SECTORS = {"A": 1, "X": 1, "B": 2, "C": 2, "D": 2, "E": 3, "F": 3, "G": 5, "H": 99, "I": 1, "J": 3, "K": 4, "L": 2}
#: What it prints for each firm (data/test_esri.csv).
PUBLISHED = {
    "A": 0.4166666666666667,
    "X": 1.0,
    **dict.fromkeys("BCD", 0.1369047619047619),
    **dict.fromkeys("EFG", 0.12320402298850575),
    "H": 0.08333333333333333,
    **dict.fromkeys("IJ", 0.30555555555555564),
    **dict.fromkeys("KL", 0.388888888888889),
}


def published() -> Deliveries:
    place = {name: number for number, name in enumerate(FIRMS)}
    return Deliveries(
        supplier=np.array([place[link[0]] for link in LINKS]),
        customer=np.array([place[link[1]] for link in LINKS]),
        amount=np.ones(len(LINKS)),
        necessity=np.array([int(link[2]) for link in LINKS]),
        sector=np.array([SECTORS[name] for name in FIRMS]),
    )


def test_the_published_table() -> None:
    losses = SupplyNetwork(published()).compute_losses(np.arange(len(FIRMS)), tolerance=1e-2)
    assert dict(zip(FIRMS, losses, strict=True)) == pytest.approx(PUBLISHED, abs=1e-12)


def test_a_chain_by_hand() -> None:
    # a → b → c, each the only supplier of an essential input; a also sells the same to d, who has half from e.
    deliveries = Deliveries(
        supplier=np.array([0, 1, 0, 4]),
        customer=np.array([1, 2, 3, 3]),
        amount=np.array([2.0, 1.0, 1.0, 1.0]),
        necessity=np.array([ESSENTIAL] * 4),
        sector=np.array([0, 1, 2, 2, 0]),
    )
    # When a stops: b stops and with it what c gets; d sells nothing. Sold: a 3, b 1, e 1.
    losses = SupplyNetwork(deliveries).compute_losses(np.array([0]))
    assert losses[0] == pytest.approx((3 + 1) / 5)


def test_what_comes_from_outside_goes_on() -> None:
    whole = published()
    inside = SupplyNetwork(whole).compute_losses(np.arange(13))
    half = SupplyNetwork(replace(whole, outside_share=0.5)).compute_losses(np.arange(13))
    none = SupplyNetwork(replace(whole, outside_share=1.0)).compute_losses(np.arange(13))
    assert (half <= inside + 1e-9).all()
    # With everything from outside only the sellers of a stopped buyer lose: X's suppliers and X's buyers' X.
    assert none[FIRMS.index("A")] == pytest.approx(1 / 12)


def test_no_input_essential_loses_less_and_an_irrelevant_one_nothing() -> None:
    whole = published()
    linear = replace(whole, necessity=np.where(whole.necessity == ESSENTIAL, REPLACEABLE, whole.necessity))
    nothing = replace(whole, necessity=np.full_like(whole.necessity, IRRELEVANT))
    firms = np.arange(13)
    first, second, third = (SupplyNetwork(links).compute_losses(firms) for links in (whole, linear, nothing))
    assert (second <= first + 1e-9).all()
    assert (third <= second + 1e-9).all()
    assert third[FIRMS.index("A")] == pytest.approx(1 / 12)


@pytest.mark.parametrize("seed", range(3))
def test_equals_the_plain_form(seed: int) -> None:
    links = make_network(40, 100, sectors=9, seed=seed)
    peer = DenseBatches(links.supplier, links.customer, links.amount, links.sector, links.necessity == ESSENTIAL)
    expected = peer.losses(tolerance=1e-6)
    np.testing.assert_allclose(SupplyNetwork(links).compute_losses(np.arange(40), 1e-6), expected, atol=1e-3)


def test_the_order_of_firms_and_batches_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    network = SupplyNetwork(make_network(60, 150, sectors=20, seed=4))
    firms = np.random.default_rng(0).permutation(60)
    expected = network.compute_losses(np.arange(60))[firms]
    monkeypatch.setattr(production_loss, "_BATCH", 7)
    np.testing.assert_allclose(network.compute_losses(firms), expected, atol=1e-12)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"amount": np.zeros(12)}, "zero or negative"),
        ({"amount": np.ones(11)}, "different lengths"),
        ({"outside_share": 1.2}, "between 0 and 1"),
        ({"supplier": np.full(12, 99)}, "has no sector"),
    ],
)
def test_links_that_do_not_fit(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        SupplyNetwork(replace(published(), **change))  # type: ignore[arg-type]


def test_a_district_without_links() -> None:
    nobody = np.array([], dtype=np.int64)
    empty = Deliveries(nobody, nobody, np.array([]), nobody, np.array([0, 0]))
    assert np.isnan(SupplyNetwork(empty).compute_losses(np.array([0, 1]))).all()


def test_stocks_add_up_along_the_shortest_way() -> None:
    # 0 → 1 (10 days) → 3 (1 day); 0 → 2 (2 days) → 3 (3 days); twice 0 → 1, the second with 4 days.
    supplier, customer = np.array([0, 1, 0, 2, 0]), np.array([1, 3, 2, 3, 1])
    times = compute_stop_times(supplier, customer, np.array([10.0, 1, 2, 3, 4]), np.array([0, 3]), 5)
    assert times.known.tolist() == [[0, 4, 2, 5, np.inf], [np.inf] * 3 + [0, np.inf]]


def test_a_stock_of_nothing_stops_at_once() -> None:
    times = compute_stop_times(np.array([0]), np.array([1]), np.array([0.0]), np.array([0]), 2)
    assert times.known.tolist() == [[0, 0]]


def test_bad_stocks_and_links() -> None:
    with pytest.raises(ValueError, match="negative"):
        compute_stop_times(np.array([0]), np.array([1]), np.array([-1.0]), np.array([0]), 2)
    with pytest.raises(ValueError, match="not among the 2"):
        compute_stop_times(np.array([0]), np.array([2]), np.array([1.0]), np.array([0]), 2)
