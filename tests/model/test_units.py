"""Units as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.library.shipped_tables import load_library
from liantu.model.units import PREFIXES, format_decimal, split_number

UNITS = load_library().units


def size(text: str) -> tuple[str, Decimal, bool]:
    """An amount with its unit as (dimension, base units, a year or not)."""
    parts = split_number(text)
    assert parts
    unit = UNITS.read(parts[1])
    assert unit, text
    return unit.dimension, parts[0] * unit.factor, unit.yearly


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30 GWh", "300亿Wh"),
        ("30GWh/年", "300亿Wh/年"),
        ("30万吨/年", "300000 t/a"),
        ("30万吨/年", "30 万吨每年"),
        ("30万吨／年", "３０万ｔ／年"),
        ("1.2亿㎡", "12000万平方米"),
        ("1.2亿m²", "120,000,000 m2"),
        ("100百吨", "1万吨"),
        ("3千万元", "0.3亿元"),
        ("5百万吨/year", "500万吨/yr"),
        ("2千克", "4斤"),
        ("50个百分点", "50%"),
    ],
)
def test_two_spellings_of_one_amount(one: str, other: str) -> None:
    assert size(one) == size(other)


def test_units_by_units() -> None:
    assert size("0.6 元/kWh") == size("600元/MWh") == ("money:energy", Decimal("0.6"), False)
    assert size("800元/千克") == size("800 元/kg")
    assert size("2元/克")[0] == size("2元/吨")[0] == "price:mass"
    assert size("60辆/小时")[0] == "count:辆:time"
    for text in ("元/", "/kWh", "元/kWh/年", "元/什么"):
        assert UNITS.read(text) is None


def test_sizes_worked_out_by_hand() -> None:
    assert size("30GWh") == ("energy", Decimal(30_000_000), False)  # kWh
    assert size("30万吨/年") == ("mass", Decimal(300_000), True)
    assert size("11,880万m2") == ("area", Decimal(118_800_000), False)
    assert size("140亿元") == ("money", Decimal(14_000_000_000), False)


@pytest.mark.parametrize(
    ("text", "dimension", "base"),
    [
        ("5十吨", "mass", 50),
        ("3百吨", "mass", 300),
        ("7千吨/年", "mass", 7_000),
        ("2万吨", "mass", 20_000),
        ("4百万元", "money", 4_000_000),
        ("6千万元", "money", 60_000_000),
        ("9亿元", "money", 900_000_000),
        ("8千Wh", "energy", 8),  # the base of energy is kWh
    ],
)
def test_every_prefix_by_hand(text: str, dimension: str, base: int) -> None:
    assert size(text)[:2] == (dimension, base)


@pytest.mark.parametrize("text", ["", "万", "/年", "jinn", "吨吨", "万万吨", "GW h x", "亿亿元"])
def test_no_unit(text: str) -> None:
    assert UNITS.read(text) is None


def test_pieces_of_different_things_are_different_dimensions() -> None:
    assert {UNITS.read(text).dimension for text in ("套", "辆", "件")} == {"count:套", "count:辆", "count:件"}  # type: ignore[union-attr]
    assert UNITS.read("kWh").dimension != UNITS.read("kW").dimension  # type: ignore[union-attr]


def test_every_unit_of_the_library_reads_as_itself() -> None:
    for name in UNITS.names():
        unit = UNITS.read(name)
        assert unit, name
        assert not unit.yearly, name


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("４５万吨", "45", "万吨"),
        ("１，２００．５", "1200.5", ""),
        ("12,345,678.9 t", "12345678.9", "t"),
        ("-3.5%", "-3.5", "%"),
        ("+7", "7", ""),
        ("1e3 t", "1000", "t"),
        ("  8 ", "8", ""),
    ],
)
def test_a_number_and_what_follows(text: str, number: str, rest: str) -> None:
    assert split_number(text) == (Decimal(number), rest)


@pytest.mark.parametrize(
    "text", ["", "约30", "30-40", "1,23", "1,2345", "1.2.3", "1,000,00", "--1", "nan", "∞", "三十"]
)
def test_no_number_that_reads_one_way(text: str) -> None:
    parts = split_number(text)
    assert parts is None or UNITS.read(parts[1]) is None


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=6))
def test_a_number_written_plainly_is_the_same_number(number: Decimal) -> None:
    text = format_decimal(number)
    assert Decimal(text) == number
    assert "E" not in text.upper()
    assert split_number(text) == (number, "")


@given(st.sampled_from(sorted(PREFIXES)), st.sampled_from(["吨", "Wh", "元", "m2"]), st.sampled_from(["", "/年", "/a"]))
def test_a_prefix_multiplies(prefix: str, unit: str, year: str) -> None:
    small, large = UNITS.read(unit), UNITS.read(f"{prefix}{unit}{year}")
    assert small
    assert large
    assert large.factor == PREFIXES[prefix] * small.factor
    assert (large.dimension, large.yearly) == (small.dimension, bool(year))
