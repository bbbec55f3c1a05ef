"""Hand-made tables with a known answer, and random ones against an attacker that shares no code with the room."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.disclosure.attacker import RULES, Attacker, lines, sensitive
from tests.examples import look_at

from liantu.disclosure import FIRMS, DisclosureRules, ProtectedTables, Ratio, audit_tables, protect_tables
from liantu.model.problems import Problems


def firms(*groups: tuple[str, str, list[float]]) -> pl.DataFrame:
    """Firms by park and industry with their tax."""
    rows = [(park, industry, tax) for park, industry, taxes in groups for tax in taxes]
    frame = pl.DataFrame(rows, schema={"park": pl.String, "industry": pl.String, "tax": pl.Float64}, orient="row")
    return frame.with_columns(pl.format("f{}", pl.int_range(pl.len())).alias("firm"), pl.lit(2.0).alias("land"))


SQUARE = firms(
    ("n", "25", [10, 11, 12, 13]),
    ("n", "26", [5, 6]),
    ("n", "27", [20, 21, 22, 23]),
    ("s", "25", [3, 4, 5, 6]),
    ("s", "26", [7, 8, 9, 9]),
    ("s", "27", [30, 30, 31, 32]),
)


def state(found: ProtectedTables, measure: str = "tax", table: int = 0, **key: str | None) -> str:
    frame = found.tables[table].filter(pl.col("measure") == measure)
    for name in [n for n in frame.columns if n not in ("measure", "value", "state")]:
        frame = frame.filter(pl.col(name).eq_missing(pl.lit(key.get(name), pl.String)))
    assert frame.height == 1
    assert frame["value"].is_null()[0] == (frame["state"][0] != "shown")
    return str(frame["state"][0])


def test_one_small_cell_hides_a_rectangle() -> None:
    found = protect_tables(SQUARE, [["park", "industry"]], ["tax"], RULES)
    assert not found.problems
    assert state(found, park="n", industry="26") == "small"
    hidden = found.tables[0].filter(pl.col("state") == "complement").select("park", "industry").rows()
    # Three corners more; 25 before 27, because it hides less.
    assert sorted(hidden) == [("n", "25"), ("s", "25"), ("s", "26")]
    shown = found.tables[0].filter(pl.col("state") == "shown")
    assert shown.filter(park="n", industry="27")["value"].to_list() == [86.0]
    assert found.tables[0]["value"][0] == SQUARE["tax"].sum()


def test_what_the_attacker_finds_by_hand() -> None:
    found = protect_tables(SQUARE, [["park", "industry"]], ["tax"], RULES)
    row = audit_tables(found, RULES).filter(cell="park=n, industry=26").row(0, named=True)
    # The row leaves 57 for two cells, the column 44: what is hidden lies between nothing and the column.
    assert (row["low"], row["high"]) == (pytest.approx(0), pytest.approx(44))
    assert row["value"] == 11
    assert row["sensitive"]
    assert row["open"]


def test_a_table_that_hides_only_the_small_cell_is_found_out() -> None:
    found = protect_tables(SQUARE, [["park", "industry"]], ["tax"], RULES)
    table = found.tables[0].with_columns(
        pl.when(pl.col("state") == "complement").then(pl.lit("shown")).otherwise("state").alias("state")
    )
    row = audit_tables(ProtectedTables((table,), (), found.original), RULES).row(0, named=True)
    assert (row["low"], row["high"], row["open"]) == (11, 11, False)


def test_two_single_firms_do_not_vouch_for_each_other() -> None:
    frame = firms(("a", "25", [5]), ("b", "25", [6]), ("c", "25", [7, 8, 9, 10]), ("d", "25", [9, 9, 9, 9]))
    found = protect_tables(frame, [["park"]], ["tax"], RULES)
    hidden = found.tables[0].filter(pl.col("state") != "shown")
    assert hidden.height == 3
    low, high = Attacker([found], "tax", knowing=["f0"]).between([("f1", 6.0)])
    assert high - low > 1


def test_a_ratio_goes_with_its_parts() -> None:
    land = SQUARE.with_columns(pl.when(pl.col("tax") < 12).then(None).otherwise("land").alias("land"))
    found = protect_tables(land, [["park", "industry"]], ["tax", Ratio("tax_land", "tax", "land")], RULES)
    assert state(found, "tax_land", park="n", industry="26") in ("small", "missing")
    ratios = found.tables[0].filter(pl.col("measure") == "tax_land", pl.col("state") == "shown")
    assert ratios.height
    both = land.drop_nulls("land")
    for row in ratios.iter_rows(named=True):
        own = both.filter(pl.lit(True), *(pl.col(n) == row[n] for n in ("park", "industry") if row[n] is not None))
        assert row["value"] == pytest.approx(own["tax"].sum() / own["land"].sum())


def test_a_ratio_of_which_one_part_is_not_known() -> None:
    rows = firms(("n", "25", [10, 11, 12, 13, 14]), ("s", "25", [20, 21, 22, 23, 24]))
    lacks = pl.when(pl.col("firm") != "f0").then("land").alias("land")
    found = protect_tables(rows.with_columns(lacks), [["park"]], [Ratio("per mu", "tax", "land")], RULES)
    # The first firm of the north is in neither sum.
    told = [160 / 18, 50 / 8, 110 / 10]
    assert found.tables[0]["value"].to_list() == pytest.approx(told)
    nobody = protect_tables(
        rows.with_columns(pl.lit(None, pl.Float64).alias("land")), [["park"]], found.original.measures, RULES
    )
    assert nobody.tables[0]["state"].unique().to_list() == ["missing"]


def test_the_same_cell_in_two_tables_is_hidden_in_both() -> None:
    frame = SQUARE.with_columns(pl.col("park").alias("zone"))
    found = protect_tables(frame, [["park", "industry"], ["zone", "industry"]], ["tax"], RULES)
    first, second = (t.select(pl.exclude("park", "zone")).rows() for t in found.tables)
    assert first == second


def test_a_firm_that_enters_between_two_tables() -> None:
    before = protect_tables(SQUARE, [["park"]], ["tax"], RULES)
    assert set(before.tables[0]["state"]) == {"shown"}
    more = pl.concat([SQUARE, firms(("n", "25", [50])).with_columns(pl.lit("new").alias("firm"))])
    after = protect_tables(more, [["park"]], ["tax"], RULES, [before])
    assert state(after) == "differenced"
    assert state(after, park="n") == "differenced"
    assert state(after, park="s") == "shown"
    assert not after.problems
    alone = protect_tables(more, [["park"]], ["tax"], RULES, [before], period="another year")
    assert set(alone.tables[0]["state"]) == {"shown"}


def test_published_twice_with_other_breakdowns() -> None:
    before = protect_tables(SQUARE, [["industry"]], ["tax"], RULES)
    after = protect_tables(SQUARE, [["park", "industry"]], ["tax"], RULES, [before])
    attacker = Attacker([before, after], "tax")
    low, high = attacker.between([("f4", 5.0), ("f5", 6.0)])
    assert low < 10
    assert high > 12


def test_what_was_told_before_is_said() -> None:
    loose = DisclosureRules(1, None, None, 10, 1, False)
    before = protect_tables(SQUARE, [["park", "industry"]], ["tax"], loose)
    after = protect_tables(SQUARE, [["park", "industry"]], ["tax"], RULES, [before])
    assert state(after, park="n", industry="26") == "small"
    assert [(p.code, p.column, p.value) for p in after.problems] == [("told_before", "tax", "park=n, industry=26")]


def test_a_firm_whose_value_was_corrected_reads_the_difference() -> None:
    """By hand: of eight firms f0 reports 9 for 4 and f1 leaves; the totals differ by f1 and by what f0 knows."""
    first = firms(("n", "25", [4, 7, 8, 9, 10, 11, 12, 13]))
    second = first.filter(pl.col("firm") != "f1").with_columns(
        pl.when(pl.col("firm") == "f0").then(9.0).otherwise("tax").alias("tax")
    )
    told = protect_tables(first, [["park"]], ["tax"], RULES)
    assert state(told) == "shown"
    assert state(protect_tables(second, [["park"]], ["tax"], RULES, [told])) == "differenced"


def test_what_was_told_too_closely_is_told_no_closer() -> None:
    """By hand: of two tables that hide nothing f0 + b = 8, b + c = 4 and f0 + d = 405, where b, c and d are of four
    firms each: f0 is 4 to 8, and a mean firm asks for 4.8 to either side. The park of d, 400, would leave it 5."""
    loose = DisclosureRules(1, None, None, 10, 1, False)
    rows = pl.DataFrame({"tax": [5.0, *[0.75] * 4, *[0.25] * 4, *[100.0] * 8]})
    rows = rows.with_columns(
        pl.format("f{}", pl.int_range(pl.len())).alias("firm"),
        g=pl.Series([*"xxxxxyyyyyyyytttt"]),
        h=pl.Series([*"wzzzzzzzzwwwwtttt"]),
        park=pl.Series([*"qqqqqqqqqppppqqqq"]),
    )
    before = protect_tables(rows.head(13), [["g"], ["h"]], ["tax"], loose)
    after = protect_tables(rows, [["park"]], ["tax"], RULES, [before])
    assert state(after, park="p") == "differenced"
    assert Attacker([before, after], "tax").between([("f0", 5.0)]) == pytest.approx((4, 8))
    assert after.problems


def test_columns_of_the_same_are_looked_at_together() -> None:
    """By hand: tax of five firms per land, of six per unit of power; the sums differ by the sixth."""
    rows = firms(("n", "25", [4, 5, 6, 7, 8, 9]), ("s", "25", [4, 5, 6, 7, 8, 11])).with_columns(
        pl.when(pl.col("firm") == "f5").then(None).otherwise("tax").alias("tax of land"),
        pl.lit(3.0).alias("power"),
    )
    ratios = [Ratio("per mu", "tax of land", "land", "tax"), Ratio("per kWh", "tax", "power", "tax")]
    found = protect_tables(rows, [["park"]], ratios, RULES)
    assert "shown" in {state(found, name, park="n") for name in ("per mu", "per kWh")}
    assert {state(found, name, park="n") for name in ("per mu", "per kWh")} != {"shown"}
    # the sum that stays is of all six, though the first column holds five: 4 + 5 + 6 + 7 + 8 + 9 over 6 × 3
    line = found.tables[0].filter(pl.col("measure") == "per kWh", pl.col("park") == "n")
    assert line["value"].to_list() == [pytest.approx(39 / 18)]
    apart = protect_tables(rows, [["park"]], [Ratio("per mu", "tax of land", "land"), ratios[1]], RULES)
    assert {state(apart, name, park="n") for name in ("per mu", "per kWh")} == {"shown"}


def test_counts() -> None:
    found = protect_tables(SQUARE, [["park", "industry"]], [FIRMS], RULES)
    assert state(found, FIRMS, park="n", industry="26") == "small"
    rows = audit_tables(found, RULES).filter("sensitive")
    assert rows["open"].all()
    assert rows["high"].to_list() == [pytest.approx(5)]


def test_unknown_groups_and_amounts() -> None:
    frame = SQUARE.with_columns(
        pl.when(park="s").then(None).otherwise("park").alias("park"),
        pl.when(industry="27").then(None).otherwise("tax").alias("tax"),
    )
    found = protect_tables(frame, [["park", "industry"]], ["tax"], RULES)
    assert state(found, industry="27") == "missing"
    assert found.tables[0].filter(park="").height
    assert found.tables[0].filter(pl.col("state") == "shown")["value"].is_not_null().all()


def test_a_firm_on_two_rows_is_refused() -> None:
    with pytest.raises(Problems, match="firm_twice"):
        protect_tables(pl.concat([SQUARE, SQUARE[:1]]), [["park"]], ["tax"], RULES)


def test_no_firms_no_cells() -> None:
    found = protect_tables(SQUARE[:0], [["park", "industry"], []], ["tax", FIRMS], RULES)
    assert [table.filter(pl.col("state") == "shown").height for table in found.tables] == [0, 0]


# -- any tables --------------------------------------------------------------------------------------------------------

AMOUNT = st.one_of(st.none(), st.integers(0, 4), st.integers(0, 1000)).map(lambda v: None if v is None else float(v))
ROW = st.tuples(st.sampled_from("ns"), st.sampled_from("uvw"), st.sampled_from("xyz"), AMOUNT)
BREAKDOWNS = st.lists(st.sampled_from([("a", "b"), ("b", "c"), ("a", "c"), ("c",), ()]), min_size=1, max_size=3)
RANDOM = settings(max_examples=look_at(10), phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])


def frame_of(rows: list[tuple[str, str, str, float | None]]) -> pl.DataFrame:
    schema = {"a": pl.String, "b": pl.String, "c": pl.String, "tax": pl.Float64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(pl.format("f{}", pl.int_range(pl.len())).alias("firm"))


def recovered(
    releases: list[ProtectedTables], measure: str, excused: set[str]
) -> list[tuple[str, float, float, float]]:
    """State, value and the attacker's bounds of each sensitive cell that is shown or not as open as the rules ask."""
    attacker = Attacker(releases, measure)
    amounts = [abs(amount) for _, amount in attacker.unknown]
    mean = sum(amounts) / len(amounts) if amounts else 0.0
    found = []
    for inside, _, state in lines(releases, measure):
        if not inside or not sensitive(inside):
            continue
        value = sum(amount for _, amount in inside)
        if state in ("shown", "missing"):
            found.append((state, value, value, value))
        if measure in excused:
            continue
        need = RULES.interval / 100 * max(abs(value), mean)
        low, high = attacker.between(inside)
        near = 1e-5 * max(need, 1.0)
        least = max(value - need, 0.0 if attacker.least == 0.0 else value - need)
        if high < value + need - near or low > least + near:
            found.append((state, value, low, high))
    return found


def test_a_table_that_hides_nothing_is_recovered() -> None:
    """The check of the tests beneath finds what it is to find: a row of two firms, and its cell."""
    found = protect_tables(SQUARE, [["park", "industry"]], ["tax"], DisclosureRules(1, None, None, 10, 1, False))
    assert ("shown", 11, 11, 11) in recovered([found], "tax", set())


@RANDOM
@given(st.lists(ROW, min_size=1, max_size=30), BREAKDOWNS)
def test_nothing_hidden_is_recovered_from_all_tables_of_a_run(
    rows: list[tuple[str, str, str, float | None]], by: list[tuple[str, ...]]
) -> None:
    found = protect_tables(frame_of(rows), by, ["tax"], RULES)
    assert not found.problems
    assert recovered([found], "tax", set()) == []


@RANDOM
@given(
    st.lists(ROW, min_size=4, max_size=24),
    BREAKDOWNS,
    BREAKDOWNS,
    st.sets(st.integers(0, 23), max_size=4),
    st.booleans(),
)
def test_nor_from_the_tables_of_two_rosters(
    rows: list[tuple[str, str, str, float | None]],
    first: list[tuple[str, ...]],
    second: list[tuple[str, ...]],
    changed: set[int],
    enter: bool,
) -> None:
    every = frame_of(rows)
    fewer = every.filter(~pl.int_range(pl.len()).is_in(list(changed)))
    before, after = (fewer, every) if enter else (every, fewer)
    old = protect_tables(before, first, ["tax"], RULES)
    new = protect_tables(after, second, ["tax"], RULES, [old])
    assert recovered([old, new], "tax", {problem.column for problem in new.problems}) == []


@RANDOM
@given(st.lists(ROW, min_size=1, max_size=24), BREAKDOWNS)
def test_nor_where_amounts_may_be_losses(
    rows: list[tuple[str, str, str, float | None]], by: list[tuple[str, ...]]
) -> None:
    lossy = frame_of(rows).with_columns(pl.col("tax") - 2)
    assert recovered([protect_tables(lossy, by, ["tax"], RULES)], "tax", set()) == []


@RANDOM
@given(st.lists(ROW, min_size=1, max_size=24), BREAKDOWNS)
def test_our_audit_agrees_with_the_attacker(
    rows: list[tuple[str, str, str, float | None]], by: list[tuple[str, ...]]
) -> None:
    found = protect_tables(frame_of(rows), by, ["tax"], RULES)
    own = sorted(
        (row["value"], row["low"], float("inf") if row["high"] is None else row["high"])
        for row in audit_tables(found, RULES).iter_rows(named=True)
    )
    attacker = Attacker([found], "tax")
    theirs = sorted(
        (sum(amount for _, amount in inside), *attacker.between(inside))
        for inside, _, state in lines([found], "tax")
        if state not in ("shown", "missing")
    )
    assert own == [pytest.approx(line, abs=1e-5) for line in theirs]
