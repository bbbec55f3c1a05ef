"""The siting account of both districts through the facade."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

import liantu
from liantu.model.change import Change
from liantu.model.problems import Problems


def test_the_made_up_district_compares_three_places(yunxi: liantu.District) -> None:
    account = yunxi.attract.siting()
    assert account.case.id == "lfp-20kt"
    assert (account.home, account.against) == ("east", "qingjiang")
    rows = account.totals
    assert rows["siting_place"].to_list() == ["east", "qingjiang", "haiwan"]
    # The gas of the first place and the sewage of the last are to be asked, and with them what tax rests on.
    assert rows["unknown"].to_list() == [["gas", "surcharge"], [], ["sewage", "surcharge"]]
    # 4,860 t of carbonate: next door in the first place, 340 km × 0.52 ÷ 1.09 + 30 ÷ 1.06 a tonne for the second.
    freight = account.items.filter(product="li2co3", siting_place="qingjiang")
    carried = freight.filter(pl.col("item").str.starts_with("inbound"))["amount"].sum()
    assert carried == pytest.approx(4860 * (340 * 0.52 / 1.09 + 30 / 1.06))
    assert account.items.filter(
        pl.col("item").str.starts_with("inbound"), product="li2co3", siting_place="east"
    ).is_empty()


def test_power_is_weighed_by_the_hours_of_bands_and_months(yunxi: liantu.District) -> None:
    power = yunxi.attract.siting().items.filter(siting_place="east").select("item", "amount")
    amounts = dict(power.iter_rows())
    used = 3600 * 20_000 / 1.13
    banded = (365 * 0.52 + 2555 * 0.42 + 2920 * 0.25 + 2920 * 0.1) / 8760
    assert amounts["power"] == pytest.approx(used * banded)
    months = [0.44, 0.43, 0.41, 0.4, 0.4, 0.41, 0.46, 0.48, 0.43, 0.41, 0.41, 0.45]
    hours = [744, 672, 744, 720, 744, 720, 744, 744, 720, 744, 720, 744]
    bought = sum(price * time for price, time in zip(months, hours, strict=True)) / 8760
    assert amounts["power_purchase"] == pytest.approx(used * bought)


def test_months_to_production_are_the_approvals_and_the_construction(yunxi: liantu.District) -> None:
    months = dict(yunxi.attract.siting().places.select("siting_place", "months").iter_rows())
    plan = yunxi.deliver.approval_plan(yunxi.deliver.newest_graph("yunxi-filed"), {}, start=yunxi.as_of)  # type: ignore[arg-type]
    assert plan.dated is not None
    days = (plan.dated.items["finish_date"].max() - yunxi.as_of).days  # type: ignore[operator]
    assert months["east"] == pytest.approx(days / (365.25 / 12) + 12)
    assert months["haiwan"] == 14


def test_income_tax_of_the_western_regions_is_taken_where_a_case_states_it(yunxi: liantu.District) -> None:
    def rates(district: liantu.District) -> dict[str, tuple[tuple[date, float], ...]]:
        return {place: tax.rates for place, tax in district.attract.siting().rules.income_tax.items()}

    lower = ((date(2021, 1, 1), 0.15), (date(2031, 1, 1), 0.25))
    everywhere = ((date(2021, 1, 1), 0.25),)
    assert rates(yunxi) == {"east": lower, "qingjiang": lower, "haiwan": everywhere}
    other = yunxi.what_if(Change.from_query(["siting_cases:lfp-20kt;encouraged=no"]))
    assert rates(other) == dict.fromkeys(("east", "qingjiang", "haiwan"), everywhere)


def test_another_rate_and_other_years(yunxi: liantu.District) -> None:
    account = yunxi.attract.siting(discount_rate=10, years=20, against="haiwan")
    assert (account.case.parameters.discount_rate, account.case.parameters.years) == (0.1, 20)
    assert account.against == "haiwan"
    assert account.cash.filter(siting_place="east").height == 21


def test_what_is_asked_wrongly_is_told(yunxi: liantu.District) -> None:
    for wrong in ({"case": "no"}, {"home": "no"}, {"against": "no"}, {"product": "no"}):
        with pytest.raises(Problems):
            yunxi.attract.siting(**wrong)  # type: ignore[arg-type]
    with pytest.raises(Problems) as found:
        yunxi.attract.siting(discount_rate=101, years=0)
    assert len(found.value.problems) == 2


def test_nothing_local_is_invented_of_a_district_that_states_no_price(fuling: liantu.District) -> None:
    """Market prices that were read hold everywhere; everything else of the place is to be asked."""
    account = fuling.attract.siting(product="lfp")
    known = account.terms.filter(pl.col("missing").is_null())
    assert set(known["item"]) <= {"material", "sale", "stamp_tax"}
    assert known["row"].str.starts_with("prices/").all()
    assert account.totals["at_least"].to_list() == [True]
    assert {"power", "gas", "water", "land", "wage", "capital"} <= set(account.open_prices["item"])
    assert account.comparison.is_empty()
    assert account.against is None
    assert account.case.parameters.closing_cost is None


def test_a_recalled_price_enters_no_account(fuling: liantu.District) -> None:
    account = fuling.attract.siting(product="lfp")
    iron = account.terms.filter(item="material", product="fepo4")
    assert iron["missing"].to_list() == ["price"]


def test_parcels_that_fit_have_the_land_free(yunxi: liantu.District) -> None:
    assert yunxi.attract.siting().parcels.is_empty()
    added = [
        "+parcels:fits;zh=甲;place=east-bank;area=80;basis=ours",
        "+parcels:small;zh=乙;place=east-bank;area=59;basis=ours",
    ]
    added += ["+parcels:far;zh=丙;place=north-slope;area=90;basis=ours"]
    parcels = yunxi.what_if(Change.from_query(added)).attract.siting().parcels
    assert parcels.select("parcel", "siting_place", "free").rows() == [("fits", "east", 80.0)]


def test_every_price_has_range_time_tax_specification_and_source_or_is_to_be_asked(yunxi: liantu.District) -> None:
    account = yunxi.attract.siting("lfp-20kt")
    lacking = account.prices.filter(pl.any_horizontal(pl.col("first", "tax", "source", "low", "high").is_null()))
    assert lacking.is_empty()
    (capital,) = account.prices.filter(item="capital").iter_rows(named=True)
    assert (capital["low"], capital["price"], capital["high"]) == (2.4e8, 2.6e8, 2.95e8)
    assert (capital["first"], capital["tax"], capital["source"]) == ("2023", "excl", "made-up")
    assert capital["spec"].startswith("两条1万吨生产线")


def test_the_rate_of_social_insurance_is_a_price_too(yunxi: liantu.District) -> None:
    rows = yunxi.attract.siting("lfp-20kt").prices.filter(item="social", siting_place="haiwan")
    assert rows.select("key", "low", "price", "high", "source").rows() == [
        ("place_prices/haiwan-social", pytest.approx(27), pytest.approx(28.5), pytest.approx(30), "returns-2023")
    ]


def test_an_estimate_without_time_and_range_stays_without(yunxi: liantu.District) -> None:
    (capital,) = yunxi.attract.siting("cellcase-10kt").prices.filter(item="capital").iter_rows(named=True)
    assert (capital["low"], capital["high"], capital["first"], capital["spec"]) == (9e7, 9e7, None, None)


def test_bands_seasons_and_months_are_prices_of_their_own(yunxi: liantu.District) -> None:
    account = yunxi.attract.siting("lfp-20kt")
    rows = account.prices.filter(siting_place="qingjiang")
    counts = dict(rows.group_by("item").len().iter_rows())
    assert (counts["power"], counts["gas"], counts["power_purchase"]) == (4, 2, 12)
    gas = account.items.filter(siting_place="qingjiang", item="gas")["amount"].item()
    used = account.terms.filter(siting_place="qingjiang", item="gas")["quantity"].sum()
    # 121 of 365 days at 3.1 with tax, the rest at 2.8.
    assert gas == pytest.approx(used * (121 * 3.1 + 244 * 2.8) / 365 / 1.09)
