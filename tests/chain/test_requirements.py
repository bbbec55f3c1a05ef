"""The solver of total requirements: balances worked by hand, and what must hold for any network."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.chain.network import build_network
from liantu.chain.requirements import LoopTooStrong, solve_requirement_draws, solve_requirements
from liantu.chain.topology import ProductNetwork, order_network


def network(products: int, *links: tuple[int, int, float]) -> ProductNetwork:
    """Links (source, target, typical) with 10 % to either side."""
    source, target = (np.array([link[i] for link in links], int) for i in (0, 1))
    typical = np.array([link[2] for link in links], float)
    return ProductNetwork(products, source, target, 0.9 * typical, typical, 1.1 * typical)


def dense(net: ProductNetwork, value: np.ndarray) -> np.ndarray:
    matrix = np.zeros((net.products, net.products))
    np.add.at(matrix, (net.target, net.source), value)
    return matrix


@st.composite
def networks(draw: st.DrawFn) -> ProductNetwork:
    """Any graph, loops and all, scaled so that with high coefficients each product needs less than 0.9."""
    n = draw(st.integers(1, 12))
    ends = st.integers(0, n - 1)
    links = draw(st.lists(st.tuples(ends, ends, st.floats(0, 1)), max_size=40))
    net = network(n, *links)
    heaviest = max(1e-9, dense(net, net.high).sum(axis=0).max(initial=0))
    scale = min(1.0, 0.9 / heaviest)
    return ProductNetwork(n, net.source, net.target, scale * net.low, scale * net.typical, scale * net.high)


def finals(n: int) -> st.SearchStrategy[np.ndarray]:
    return st.lists(st.floats(0, 1e6), min_size=n, max_size=n).map(np.array)


def test_a_chain_by_hand() -> None:
    # 100 t cells: 2 t cathode each; 1 t cathode: 0.5 t salt and 0.25 t acid; 1 t salt: 3 t acid
    net = network(4, (0, 1, 2.0), (1, 2, 0.5), (1, 3, 0.25), (2, 3, 3.0))
    assert solve_requirements(order_network(net), np.array([100.0, 0, 0, 7])).tolist() == [100, 200, 100, 357]


def test_two_links_between_the_same_products_add() -> None:
    net = network(2, (0, 1, 2.0), (0, 1, 0.5))
    assert solve_requirements(order_network(net), np.array([10.0, 0])).tolist() == [10, 25]


def test_a_product_that_uses_itself() -> None:
    # a power plant burning a tenth of what it makes: 90 sent out need 100
    net = network(2, (0, 0, 0.1), (0, 1, 0.3))
    assert solve_requirements(order_network(net), np.array([90.0, 0])) == pytest.approx([100, 30])


def test_the_two_sector_table_of_miller_and_blair() -> None:
    between, output = np.array([[150.0, 500], [200, 100]]), np.array([1000.0, 2000])
    share = between / output
    net = network(2, *((j, i, share[i, j]) for i in range(2) for j in range(2)))
    order = order_network(net)
    inverse = np.column_stack([solve_requirements(order, np.eye(2)[i]) for i in range(2)])
    assert inverse == pytest.approx(np.array([[1.25412541, 0.330033], [0.2640264, 1.12211221]]), abs=1e-6)
    assert solve_requirements(order, output - between.sum(axis=1)) == pytest.approx(output)


@given(st.data())
def test_agrees_with_a_dense_solve(data: st.DataObject) -> None:
    net = data.draw(networks())
    final = data.draw(finals(net.products))
    expected = np.linalg.solve(np.eye(net.products) - dense(net, net.typical), final)
    assert solve_requirements(order_network(net), final) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(st.data())
def test_the_order_of_links_is_irrelevant(data: st.DataObject) -> None:
    net = data.draw(networks())
    final = data.draw(finals(net.products))
    mixed = np.array(data.draw(st.permutations(range(len(net.source)))), int)
    other = ProductNetwork(net.products, *(a[mixed] for a in (net.source, net.target, net.low, net.typical, net.high)))
    assert solve_requirements(order_network(other), final) == pytest.approx(
        solve_requirements(order_network(net), final), rel=1e-9
    )


@given(st.data(), st.floats(0, 100))
def test_requirements_are_linear(data: st.DataObject, factor: float) -> None:
    net = data.draw(networks())
    one, two = data.draw(finals(net.products)), data.draw(finals(net.products))
    order = order_network(net)
    whole = solve_requirements(order, one + factor * two)
    parts = solve_requirements(order, one) + factor * solve_requirements(order, two)
    assert whole == pytest.approx(parts, rel=1e-9, abs=1e-9)


@given(st.data())
def test_every_draw_agrees_with_a_dense_solve(data: st.DataObject) -> None:
    net = data.draw(networks())
    final = data.draw(finals(net.products))
    shares = np.random.default_rng(1).random((len(net.source), 3))
    values = net.low[:, None] + shares * (net.high - net.low)[:, None]
    solved = solve_requirement_draws(order_network(net), final, values)
    for k in range(3):
        expected = np.linalg.solve(np.eye(net.products) - dense(net, values[:, k]), final)
        assert solved[:, k] == pytest.approx(expected, rel=1e-4, abs=1e-4)


def test_draws_may_have_their_own_final_demand_and_fill_many_chunks() -> None:
    net = network(3, (0, 1, 0.5), (1, 0, 0.5), (1, 2, 2.0))
    final = np.vstack([np.arange(150.0), np.zeros(150), np.ones(150)])
    solved = solve_requirement_draws(order_network(net), final, np.repeat(net.typical[:, None], 150, axis=1))
    whole = np.arange(150) / 0.75
    assert solved == pytest.approx(np.vstack([whole, whole / 2, whole + 1]), rel=1e-4)


@pytest.mark.parametrize("value", [1.0, 1.5])
def test_a_loop_that_feeds_on_itself_is_refused_and_named(value: float) -> None:
    net = network(5, (0, 1, 9.0), (1, 3, 2.0), (3, 1, value / 2), (3, 4, 5.0), (4, 4, 0.5))
    with pytest.raises(LoopTooStrong) as refused:
        order_network(net)
    assert refused.value.products == (1, 3)
    assert refused.value.radius >= 1


def test_a_strong_link_in_a_weak_loop_is_accepted() -> None:
    # kWh per tonne and tonnes per kWh: single coefficients say nothing, the round does
    net = network(2, (0, 1, 4000.0), (1, 0, 0.0002))
    assert solve_requirements(order_network(net), np.array([1.0, 0])) == pytest.approx([5, 20000])


def test_a_loop_closed_only_by_a_blank_coefficient_is_solved() -> None:
    net = ProductNetwork(3, np.array([0, 1, 2, 1]), np.array([1, 2, 0, 1]), *(np.array(v) for v in (
        [0.5, 0.5, 0.0, 0.2], [0.5, 0.5, 0.0, 0.2], [0.5, 0.5, 0.1, 0.3])))  # fmt: skip
    assert solve_requirements(order_network(net), np.array([8.0, 0, 0])) == pytest.approx([8, 5, 2.5])


def test_a_draw_that_closes_a_loop_too_far_is_refused() -> None:
    net = ProductNetwork(2, np.array([0, 1]), np.array([1, 0]), *(np.full(2, v) for v in (0.5, 0.9, 1.3)))
    order = order_network(net)
    with pytest.raises(LoopTooStrong):
        solve_requirement_draws(order, np.ones(2), np.full((2, 1), 1.2))


def test_a_network_without_links_or_products() -> None:
    assert solve_requirements(order_network(network(2)), np.array([1.0, 2])).tolist() == [1, 2]
    assert solve_requirements(order_network(network(0)), np.zeros(0)).tolist() == []


@pytest.mark.parametrize("typical", [-0.1, 2.0, float("nan")])
def test_coefficients_out_of_order_are_refused(typical: float) -> None:
    with pytest.raises(ValueError, match="low <= typical <= high"):
        ProductNetwork(1, np.array([0]), np.array([0]), np.zeros(1), np.array([typical]), np.ones(1))


COEFFICIENTS = pl.DataFrame(
    [
        ("A1", "salt", "input", 0.4, 0.5, 0.6),
        ("A1", "power", "utility", 90, 100, 110),
        ("A1", "brine", "byproduct", 0.1, 0.1, 0.1),
        ("A2", "sand", "input", 1, 1, 1),
        ("P1", "coal", "input", 0.3, 0.3, 0.3),
    ],
    schema=["process", "input", "role", "low", "typical", "high"],
    orient="row",
)
CHOSEN = pl.DataFrame({"product": ["acid", "power", "coal"], "process": ["A1", "P1", None]})


def test_a_system_from_frames() -> None:
    system = build_network(COEFFICIENTS, CHOSEN)
    final = system.vector(pl.Series(["acid", "coal", "acid"]), pl.Series([4, 1, 6]))
    total = dict(zip(system.products, solve_requirements(system.order, final), strict=True))
    # neither the by-product nor the other route has a part
    assert total == pytest.approx({"acid": 10, "coal": 301, "power": 1000, "salt": 5})


def test_the_order_of_rows_changes_nothing_of_a_system() -> None:
    one, two = build_network(COEFFICIENTS, CHOSEN), build_network(COEFFICIENTS.reverse(), CHOSEN.reverse())
    final = np.ones(4)
    assert (solve_requirements(one.order, final) == solve_requirements(two.order, final)).all()
    assert (one.draws(20, seed=3) == two.draws(20, seed=3)).all()
    assert COEFFICIENTS[one.rows.tolist()].equals(COEFFICIENTS.reverse()[two.rows.tolist()])


def test_a_system_refuses_two_processes_and_unknown_products() -> None:
    with pytest.raises(ValueError, match="more than one process chosen for acid"):
        build_network(COEFFICIENTS, pl.DataFrame({"product": ["acid", "acid"], "process": ["A1", "A2"]}))
    with pytest.raises(KeyError, match="gold"):
        build_network(COEFFICIENTS, CHOSEN).vector(pl.Series(["gold"]), pl.Series([1.0]))
