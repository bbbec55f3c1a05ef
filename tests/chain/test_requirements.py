"""The solver of total requirements: balances worked by hand, and what must hold for any network."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import choose_of_each

from liantu.chain.network import build_network, choose_processes
from liantu.chain.numbered_coefficients import number_coefficients
from liantu.chain.requirements import LoopNotConverged, LoopTooStrong, solve_requirement_draws, solve_requirements
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
    assert str(refused.value) == "a loop of 2 products needs at least as much as it makes"


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


# -- strong loops ------------------------------------------------------------------------------------------------------


def ring(*values: float) -> ProductNetwork:
    """Each product needs the next, the last the first; typical coefficients only."""
    value = np.array(values)
    source = np.arange(len(value))
    return ProductNetwork(len(value), source, (source + 1) % len(value), value, value, value)


def first_of(products: int, amount: float) -> np.ndarray:
    return np.where(np.arange(products) == 0, amount, 0.0)


def test_a_ring_of_65_products_that_leaves_little() -> None:
    # 100 / (1 - 0.9999^65), where 0.9999^65 is a gain of 0.9935
    order = order_network(ring(*[0.9999] * 65))
    assert solve_requirements(order, first_of(65, 100))[0] == pytest.approx(15433.90, abs=0.01)
    drawn = solve_requirement_draws(order, first_of(65, 100), np.full((65, 3), 0.9999))
    assert drawn[0] == pytest.approx(15433.90, abs=0.02)


def test_a_product_that_uses_almost_all_of_itself() -> None:
    order = order_network(ring(0.99))
    assert solve_requirements(order, np.array([100.0])) == pytest.approx([10_000], rel=1e-9)
    assert solve_requirement_draws(order, np.array([100.0]), np.full((1, 3), 0.99)) == pytest.approx(
        np.full((1, 3), 10_000), rel=1e-9
    )


@pytest.mark.parametrize("gain", [0.5, 0.9, 0.9935, 0.9999])
@pytest.mark.parametrize("size", [63, 64, 65, 300, 2000])
def test_rings_of_any_length(size: int, gain: float) -> None:
    # uneven, and in other units from member to member
    unit = np.exp(np.random.default_rng(size).normal(0, 3, size))
    share = gain ** (1 / size)
    order = order_network(ring(*(share * np.roll(unit, -1) / unit)))
    expected = 100 * share ** np.arange(size) / (1 - gain) * unit / unit[0]
    assert solve_requirements(order, first_of(size, 100)) == pytest.approx(expected, rel=1e-9)
    values = np.repeat(order.network.typical[:, None], 2, axis=1)
    drawn = solve_requirement_draws(order, first_of(size, 100), values)
    assert drawn == pytest.approx(np.column_stack([expected, expected]), rel=2e-6)


#: Of each size and strength one spread in ``make test``, all three in ``make fuzz``.
SEEDS = choose_of_each(range(36), lambda seed: (seed % 3, seed // 9))


@pytest.mark.parametrize("seed", [pytest.param(seed, marks=pytest.mark.hypothesis) for seed in SEEDS])
def test_strong_loops_drawn_agree_with_a_dense_solve(seed: int) -> None:
    """Any size, spread and units; the strongest draw keeps at most a tenth, a hundredth, a thousandth."""
    rng = np.random.default_rng(seed)
    size, width, gain = (3, 30, 90)[seed % 3], (0.02, 0.2, 0.5)[seed // 3 % 3], (0.9, 0.99, 0.999, 0.7)[seed // 9]
    source = np.concatenate([np.arange(size), rng.integers(0, size, 3 * size)])
    target = np.concatenate([(np.arange(size) + 1) % size, rng.integers(0, size, 3 * size)])
    typical = rng.uniform(0.1, 1, len(source))
    values = typical[:, None] * rng.uniform(1 - width, 1 + width, (len(source), 30))
    plain = ProductNetwork(size, source, target, typical, typical, typical)
    strongest = max(np.abs(np.linalg.eigvals(dense(plain, value))).max() for value in values.T)
    typical, values = (gain / strongest * part for part in (typical, values))
    unit = np.exp(rng.normal(0, 3, size))
    to = unit[target] / unit[source]
    net = ProductNetwork(size, source, target, (1 - width) * typical * to, typical * to, (1 + width) * typical * to)
    final = np.where(rng.random(size) < 0.3, rng.uniform(0, 100, size), 0) + first_of(size, 1)

    drawn = solve_requirement_draws(order_network(net), final * unit, values * to[:, None])
    for k, value in enumerate(values.T):
        expected = np.linalg.solve(np.eye(size) - dense(plain, value), final) * unit
        assert drawn[:, k] == pytest.approx(expected, rel=3e-6), k
    expected = np.linalg.solve(np.eye(size) - dense(plain, typical), final) * unit
    assert solve_requirements(order_network(net), final * unit) == pytest.approx(expected, rel=1e-9)


def test_mixed_units_cost_no_digit() -> None:
    rng = np.random.default_rng(7)
    source, target = np.repeat(np.arange(64), 3), rng.integers(0, 64, 192)
    value = rng.uniform(0, 0.3, 192)
    unit = np.exp(rng.normal(0, 8, 64))
    plain = ProductNetwork(64, source, target, value, value, value)
    mixed = ProductNetwork(64, source, target, *[value * unit[target] / unit[source]] * 3)
    final = rng.uniform(0, 100, 64)
    expected = solve_requirements(order_network(plain), final)
    assert solve_requirements(order_network(mixed), final * unit) / unit == pytest.approx(expected, rel=1e-13)


def test_a_weak_loop_settles_to_the_tolerance_stated() -> None:
    # the same demand everywhere: no round before the last one is exact, and what is left out is missing everywhere
    order = order_network(ring(*[0.85] * 70))
    drawn = solve_requirement_draws(order, np.full(70, 100.0), np.full((70, 2), 0.85))
    assert drawn == pytest.approx(np.full((70, 2), 100 / 0.15), rel=1.5e-6)
    order = order_network(ring(*[0.5] * 70))
    assert solve_requirements(order, np.full(70, 100.0)) == pytest.approx(np.full(70, 200.0), rel=1.5e-10)


@pytest.mark.parametrize("size", [40, 200])
@pytest.mark.parametrize("last", [1.0, 1.001, 30.0])
def test_a_ring_that_feeds_on_itself_is_refused_in_any_units(size: int, last: float) -> None:
    # powers of two, so that the gain is `last` to the digit
    unit = 2.0 ** np.random.default_rng(size).integers(-9, 9, size)
    values = np.roll(unit, -1) / unit
    values[-1] *= last
    with pytest.raises(LoopTooStrong) as refused:
        order_network(ring(*values))
    assert refused.value.products == tuple(range(size))
    values[-1] *= 0.999 / last
    assert solve_requirements(order_network(ring(*values)), first_of(size, 1))[0] == pytest.approx(1000, rel=1e-9)


def test_a_loop_too_close_to_what_it_makes_is_not_called_too_strong() -> None:
    with pytest.raises(LoopNotConverged) as refused:
        order_network(ring(1 - 1e-10))
    assert refused.value.products == (0,)
    assert str(refused.value) == "a loop of 1 products did not converge"
    assert solve_requirements(order_network(ring(1 - 1e-8)), np.array([1.0])) == pytest.approx([1e8], rel=1e-7)


def test_one_draw_among_many_is_told_from_the_others() -> None:
    # two loops of one level: the second has the draw that matters
    net = network(4, (0, 1, 0.9), (1, 0, 0.9), (2, 3, 0.9), (3, 2, 0.9))
    values = np.repeat(net.typical[:, None], 600, axis=1)
    for value, error in ((1.2, LoopTooStrong), (1 / 0.9 - 1e-13, LoopNotConverged)):
        values[2, 400] = value
        with pytest.raises(error) as refused:
            solve_requirement_draws(order_network(net), np.ones(4), values)
        assert refused.value.products == (2, 3)


def test_draws_may_use_links_that_typically_carry_nothing() -> None:
    # 0 -> 1 -> 2 -> 0, the first link typically blank; 2 uses 99 % of itself
    typical = np.array([0.0, 0.5, 0.01, 0.99])
    net = ProductNetwork(3, np.array([0, 1, 2, 2]), np.array([1, 2, 0, 2]), typical, typical, typical + 0.002)
    value = np.array([0.002, 0.5, 0.01, 0.991])
    for amount in (1.0, 1e9):
        drawn = solve_requirement_draws(order_network(net), first_of(3, amount), np.column_stack([value, typical]))
        blank = np.array([amount, 0, 0])
        full = np.linalg.solve(np.eye(3) - dense(net, value), blank)
        assert drawn == pytest.approx(np.column_stack([full, blank]), rel=1e-5)


def test_a_draw_that_feeds_on_itself_is_no_matter_where_nothing_is_demanded() -> None:
    net = network(2, (0, 0, 0.9), (1, 1, 0.9))
    final, values = np.array([[1.0, 0, 0], [0, 1, 0]]), np.array([[0.99, 1.5, 1.5], [1.5, 0.99, 1.5]])
    drawn = solve_requirement_draws(order_network(net), final, values)
    assert drawn == pytest.approx(np.array([[100, 0, 0], [0, 100, 0]]), rel=1e-6)


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


def test_coefficients_numbered_once_serve_any_choice() -> None:
    processes = pl.Series(["P1", "A2", "A1"])
    numbered = number_coefficients(COEFFICIENTS, processes, [CHOSEN["product"]])
    other = CHOSEN.with_columns(process=pl.col("process").replace("A1", "A2"))
    for chosen in (CHOSEN, other):
        at_once, built = choose_processes(numbered, chosen), build_network(COEFFICIENTS, chosen)
        assert at_once.products.to_list() == built.products.to_list()
        assert at_once.names.to_list() == built.names.to_list()
    assert choose_processes(numbered, other).products.to_list() == ["acid", "coal", "power", "sand"]


def test_a_process_without_a_number_makes_nothing() -> None:
    numbered = number_coefficients(COEFFICIENTS, pl.Series(["P1"]), [CHOSEN["product"]])
    assert choose_processes(numbered, CHOSEN).names.to_list() == ["P1/coal/input"]  # A1 and A2 are not told apart
