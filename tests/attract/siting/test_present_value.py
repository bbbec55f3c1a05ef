"""Cash of years and its present value, against sums written out."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.attract.siting.hand_case import DAY, FAR, NEAR, PARAMETERS, RULES, account, flat_tax, list_prices

from liantu.attract.siting.income_tax import IncomeTax
from liantu.attract.siting.place_values import compare_values
from liantu.attract.siting.present_value import CashTerms, gather_cash_terms, list_cash
from liantu.attract.siting.site_case import YearParameters

WRITE_OFF = {"capital": 10.0}


def test_cash_without_tax_is_a_plain_sum() -> None:
    """1,000 now; 300 a year for four years at 10 %, the first at half load with 100 fixed; 50 at the end."""
    cash = CashTerms(once={"capital": 1000.0}, moving=200.0, fixed=100.0, revenue=None)
    found = list_cash(cash, YearParameters(0.1, 4, (0.5, 1.0), 50.0), 0.0, flat_tax(0.25), WRITE_OFF, 5)
    assert found["cash"].to_list() == [-1000.0, -200.0, -300.0, -300.0, -350.0]
    by_hand = -1000 - 200 / 1.1 - 300 / 1.1**2 - 300 / 1.1**3 - 350 / 1.1**4
    assert found["present"].sum() == pytest.approx(by_hand)


def test_months_to_production_put_all_years_off() -> None:
    cash = CashTerms(once={"capital": 100.0}, moving=0.0, fixed=60.0, revenue=None)
    found = list_cash(cash, YearParameters(0.08, 2, (1.0,), 0.0), 18.0, flat_tax(0.25), WRITE_OFF, 5)
    assert found["at"].to_list() == [0.0, 2.5, 3.5]
    assert found["present"].sum() == pytest.approx(-100 - 60 / 1.08**2.5 - 60 / 1.08**3.5)


def test_income_tax_is_on_profit_after_write_off_and_losses_of_five_years() -> None:
    """Revenue 400, cost 100; 1,000 written off in ten years. The first two years run at a tenth: losses of 160 each."""
    cash = CashTerms(once={"capital": 1000.0}, moving=0.0, fixed=100.0, revenue=400.0)
    found = list_cash(cash, YearParameters(0.0, 4, (0.1, 0.1, 1.0), 0.0), 0.0, flat_tax(0.25), WRITE_OFF, 5)
    # year 1 and 2: 40 − 100 − 100 = −160; year 3: 200 less 200 of the losses; year 4: 200 less 120.
    assert found["tax"].to_list() == [0.0, 0.0, 0.0, 0.0, 20.0]


def test_a_lower_rate_ends_when_the_law_says() -> None:
    """300 a year are taxed at 15 % until the end of 2030 and at 25 % from 2031: decided at the end of 2023, the first
    year after 12 months is 2025. The sixth is 2030, the seventh 2031; half a year later the sixth is half of each: of
    its 365 days, 1 July 2030 to 30 June 2031, 181 are of 2031."""
    law = IncomeTax(DAY, ((date(2021, 1, 1), 0.15), (date(2031, 1, 1), 0.25)))
    cash = CashTerms(once={"capital": 0.0}, moving=0.0, fixed=100.0, revenue=400.0)
    found = list_cash(cash, YearParameters(0.08, 15, (1.0,), 0.0), 12.0, law, WRITE_OFF, 5)
    assert found["tax"].to_list() == pytest.approx([0.0] + 6 * [45.0] + 9 * [75.0])
    by_hand = sum((300 - (45 if year <= 6 else 75)) / 1.08 ** (1 + year) for year in range(1, 16))
    assert found["present"].sum() == pytest.approx(by_hand)
    late = list_cash(cash, YearParameters(0.08, 15, (1.0,), 0.0), 18.0, law, WRITE_OFF, 5)
    assert late["tax"][5:8].to_list() == pytest.approx([45.0, 300 * (0.15 + 0.1 * 181 / 365), 75.0])


def test_a_loss_is_forgotten_after_its_years() -> None:
    cash = CashTerms(once={"capital": 0.0}, moving=0.0, fixed=100.0, revenue=400.0)
    found = list_cash(cash, YearParameters(0.0, 4, (0.0, 0.25, 0.25, 1.0), 0.0), 0.0, flat_tax(0.25), WRITE_OFF, 2)
    # a loss of 100 in year 1, nothing in years 2 and 3: in year 4 it is older than two years, and 300 are taxed.
    assert found["tax"].to_list() == [0.0, 0.0, 0.0, 0.0, 75.0]


def test_two_places_are_valued_over_what_both_know() -> None:
    terms = account()
    months = {NEAR: 12.0, FAR: 18.0}
    row = compare_values(terms, PARAMETERS, RULES, NEAR, pl.Series([FAR]), months).row(0, named=True)
    expected = {}
    # The capacity charge does not follow the load, nor does what its tax takes off the surcharges: 12 % of 23,400 and
    # 10 % of 15,600.
    for place, running, fixed, once, rate in (
        (NEAR, 475_170.6667 + 2_808, 3_970_000 - 2_808, (1_500_000, 6_000_000), 0.25),
        (FAR, 821_220 + 1_560, 3_265_000 - 1_560, (1_000_000, 4_500_000), 0.15),
    ):
        written = once[0] / 50 + once[1] / 20 + 1_000_000
        value, loss = -sum(once) - 10_000_000.0, 0.0
        for year in range(1, 11):
            load = 0.5 if year == 1 else 1.0
            cash = (10_000_000 - running) * load - fixed - (400_000 if year == 10 else 0)
            taxed = cash - written - loss
            loss = max(-taxed, 0.0)
            value += (cash - max(taxed, 0.0) * rate) / 1.1 ** (months[place] / 12 + year)
        expected[place] = value
    assert row["home_value"] == pytest.approx(expected[NEAR], abs=1)
    assert row["value"] == pytest.approx(expected[FAR], abs=1)
    assert row["has_price"]
    assert row["months_counted"]


def test_without_the_months_of_one_place_both_begin_at_once() -> None:
    row = compare_values(account(), PARAMETERS, RULES, NEAR, pl.Series([FAR]), {NEAR: 12.0, FAR: None})
    assert row["months_counted"].to_list() == [False]
    none = compare_values(account(), PARAMETERS, RULES, NEAR, pl.Series([FAR]), {NEAR: 0.0, FAR: 0.0})
    assert row["value"].item() == pytest.approx(none["value"].item())


def test_without_a_price_of_the_product_there_is_no_revenue_and_no_tax() -> None:
    terms = account(list_prices(without="None.goods"))
    row = compare_values(terms, PARAMETERS, RULES, NEAR, pl.Series([FAR]), {}).row(0, named=True)
    assert not row["has_price"]
    assert row["value"] < 0
    assert gather_cash_terms(terms.filter(siting_place=NEAR)).revenue is None
