"""The worst choice of routes against every choice tried, and against loops worked out by hand."""

from __future__ import annotations

from itertools import product as every

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liantu.library.route_choice import choose_worst
from liantu.library.soundness import check_library, describe_library
from liantu.library.worst_routes import WorstRoutes, find_worst_routes

from .reading import tables

Route = tuple[str, str, dict[str, float]]


def frames(routes: list[Route], unit: dict[str, str] | None = None) -> dict[str, pl.DataFrame]:
    """Processes (id, product, what one unit needs) as tables of a library."""
    needs = [(name, needed, amount) for name, _, inputs in routes for needed, amount in inputs.items()]
    ids = sorted({made for _, made, _ in routes} | {needed for _, needed, _ in needs})
    return {
        "units": pl.DataFrame({"id": ["t", "kg"], "dimension": ["mass", "mass"], "factor": ["1000", "1"]}),
        "products": pl.DataFrame({"id": ids, "unit": [(unit or {}).get(name, "t") for name in ids]}),
        "processes": pl.DataFrame({"id": [r[0] for r in routes], "product": [r[1] for r in routes]}),
        "coefficients": pl.DataFrame(
            [(name, needed, "input", *[str(amount)] * 3) for name, needed, amount in needs],
            schema=dict.fromkeys(("process", "input", "role", "low", "typical", "high"), pl.String),
            orient="row",
        ),
    }


def try_every_choice(routes: list[Route]) -> float:
    """The largest spectral radius over all choices, each of the whole network."""
    ids = sorted({made for _, made, _ in routes} | {needed for *_, inputs in routes for needed in inputs})
    at = {name: number for number, name in enumerate(ids)}
    largest = 0.0
    for choice in every(*([r for r in routes if r[1] == made] for made in sorted({r[1] for r in routes}))):
        matrix = np.zeros((len(ids), len(ids)))
        for _, made, inputs in choice:
            for needed, amount in inputs.items():
                matrix[at[made], at[needed]] = amount
        largest = max(largest, float(np.abs(np.linalg.eigvals(matrix)).max()))
    return largest


@st.composite
def networks(draw: st.DrawFn) -> list[Route]:
    """Up to five products with up to three processes each, often without a need, with amounts of any size."""
    names = "abcde"[: draw(st.integers(1, 5))]
    amounts = st.one_of(st.floats(0.01, 2), st.sampled_from([1e-4, 0.5, 1.0, 5000.0]))
    return [
        (f"{made.upper()}{number}", made, draw(st.dictionaries(st.sampled_from(names), amounts, max_size=3)))
        for made in names
        for number in range(draw(st.integers(1, 3)))
    ]


@example([("B0", "b", {"b": 5000.0, "d": 5000.0}), ("D0", "d", {"b": 1.0}), ("D1", "d", {"d": 5000.0})])
@example(
    [
        ("A0", "a", {}),
        ("B0", "b", {"a": 1.0, "b": 5000.0, "d": 5000.0}),
        ("C0", "c", {}),
        ("D0", "d", {"b": 1.0}),
        ("D1", "d", {"d": 5000.0}),
    ]
)
@given(networks())
def test_the_worst_choice_is_that_of_trying_every_one(routes: list[Route]) -> None:
    found, largest = find_worst_routes(frames(routes)), try_every_choice(routes)
    assert found.radius == pytest.approx(largest, rel=1e-5, abs=1e-6)
    assert found.bound >= largest * (1 - 1e-9)
    assert found.bound == pytest.approx(found.radius, rel=1e-5, abs=1e-6)
    # the loop that is named has that radius by itself
    named = [route for route in routes if route[0] in found.processes]
    assert [next(r[1] for r in routes if r[0] == name) for name in found.processes] == list(found.products)
    if named:
        assert try_every_choice(named) == pytest.approx(found.radius, rel=1e-5, abs=1e-6)


TRAP: list[Route] = [
    # harmless each by itself; alcohol from sugar and sugar from alcohol need 0.9 × 0.4 of themselves in two rounds
    ("ALCOHOL-GRAIN", "alcohol", {"grain": 3.0}),
    ("ALCOHOL-SUGAR", "alcohol", {"sugar": 0.9}),
    ("SUGAR-CANE", "sugar", {"cane": 8.0}),
    ("SUGAR-WASH", "sugar", {"alcohol": 0.4}),
    ("GRAIN-FIELD", "grain", {"alcohol": 0.01}),
]


def test_a_loop_no_default_has_is_found_and_named() -> None:
    assert find_worst_routes(frames(TRAP)) == WorstRoutes(
        pytest.approx(0.6),  # the root of 0.36
        pytest.approx(0.6, rel=1e-5),
        ("ALCOHOL-SUGAR", "SUGAR-WASH"),
        ("alcohol", "sugar"),
    )


def test_units_do_not_matter() -> None:
    in_kilograms = [
        ("ALCOHOL-SUGAR", "alcohol", {"sugar": 900.0}),
        ("SUGAR-WASH", "sugar", {"alcohol": 0.0004}),
    ]
    found = find_worst_routes(frames(in_kilograms, {"sugar": "kg"}))
    assert found.radius == pytest.approx(0.6)


def test_routes_without_a_loop_need_nothing_of_themselves() -> None:
    assert find_worst_routes(frames([TRAP[0], TRAP[2]])) == WorstRoutes(0.0, 0.0, (), ())


def test_rows_that_start_as_the_worst_and_rows_that_start_as_the_best() -> None:
    # one product, three processes that need 0.2, 0.7 and 0.5 of itself
    needs = np.array([[0.2], [0.7], [0.5]])
    for order in ([0, 1, 2], [1, 0, 2], [2, 0, 1]):
        choice, radius, _ = choose_worst(needs[order], np.zeros(3, int))
        assert needs[order][choice[0], 0] == 0.7
        assert radius == pytest.approx(0.7)


def test_the_worst_choice_in_the_library_leaves_most_of_what_it_makes() -> None:
    found = find_worst_routes(tables())
    # acetylene from natural gas dissolves in NMP, that from GBL, that from butanediol, that from acetylene
    assert set(found.products) == {"acetylene", "bdo", "gbl", "nmp"}
    assert found.bound < 0.2


def test_a_choice_that_feeds_on_itself_is_a_finding_though_no_default_takes_it() -> None:
    library = tables()
    other = pl.DataFrame([{"id": "NMP-STRANGE", "product": "nmp", "zh": "怪", "en": "strange"}])
    need = {
        "process": "NMP-STRANGE",
        "input": "acetylene",
        "role": "input",
        "low": "1e4",
        "typical": "1e4",
        "high": "1e4",
    }
    library["processes"] = pl.concat([library["processes"], other], how="diagonal")
    library["coefficients"] = pl.concat([library["coefficients"], pl.DataFrame([need])], how="diagonal")
    found = check_library(library).filter(pl.col("check") == "loop")
    assert found.height == 1
    assert "NMP-STRANGE" in found["message_en"].item()


def test_the_worst_choice_is_told_whether_it_is_sound_or_not() -> None:
    library = {**frames(TRAP), "defaults": pl.DataFrame(schema={"product": pl.String, "process": pl.String})}
    assert describe_library(library)["message_en"].to_list() == [
        "of all choices of processes, ALCOHOL-SUGAR, SUGAR-WASH need most of themselves: "
        "0.6 per round; no choice needs more than 0.6"
    ]
