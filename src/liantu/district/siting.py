"""The siting account of a district: its case, prices, law and approvals put together for the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from liantu.district.view import DistrictView
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.attract.siting.duties import Duties
    from liantu.attract.siting.income_tax import IncomeTax
    from liantu.attract.siting.site_case import ParameterDefaults, SiteCase, YearParameters
    from liantu.attract.siting.terms import SitingPrices, TaxRules

_DAYS_A_MONTH = 365.25 / 12
#: The longest time that a reader may ask for.
_LONGEST = 50
_WHOLE = 100.0


class SitingQuestion(NamedTuple):
    """What is asked: a case, or a product at its usual scale; the place that others are compared with, and one of them;
    discount rate (% a year) and years over those of the case. What is None is chosen."""

    case: str | None = None
    product: str | None = None
    home: str | None = None
    against: str | None = None
    discount_rate: float | None = None
    years: int | None = None


@dataclass(frozen=True)
class SitingAccount:
    """A case in all places that are compared. Every frame is a group-by of ``terms``.

    ``home`` is the place that the others are compared with, ``against`` the one of them that is looked at closely
    (None: there is none). ``places``: siting_place, zh, en, place, months (to production; null: unknown).
    """

    case: SiteCase
    places: pl.DataFrame
    home: str
    against: str | None
    terms: pl.DataFrame
    rules: TaxRules
    parcels: pl.DataFrame
    groups: dict[str, str]

    @cached_property
    def totals(self) -> pl.DataFrame:
        """Cost by place with its range: see ``sum_places`` and ``range_places``."""
        from liantu.attract.siting.ranges import range_places
        from liantu.attract.siting.totals import sum_places

        sums = sum_places(self.terms, self.case, self.places["siting_place"])
        return sums.join(range_places(self.terms), on="siting_place", how="left", maintain_order="left")

    @cached_property
    def items(self) -> pl.DataFrame:
        """Cost by place and item."""
        from liantu.attract.siting.totals import sum_items

        return sum_items(self.terms, self.groups)

    @cached_property
    def group_sums(self) -> pl.DataFrame:
        """What is known of the cost by place and kind: siting_place, group, amount."""
        known = self.items.filter(pl.col("amount").is_not_null())
        return known.group_by("siting_place", "group", maintain_order=True).agg(pl.col("amount").sum())

    @cached_property
    def comparison(self) -> pl.DataFrame:
        """``home`` against each other place, with the range of the difference, present values, and what is left out:
        see ``compare_places``; p10, p50, p90 of the difference, cheaper (part of the draws in which home is), and the
        columns of ``compare_values``."""
        from liantu.attract.siting.comparison import compare_places
        from liantu.attract.siting.place_values import compare_values
        from liantu.attract.siting.ranges import range_difference

        rows = compare_places(self.terms, self.home, self.places["siting_place"])
        names = rows["siting_place"]
        found = [range_difference(self.terms, self.home, other) for other in names]
        ends = pl.DataFrame(
            [(other, *(ends or (None,) * 4)) for other, ends in zip(names, found, strict=True)],
            schema={"siting_place": pl.String, **dict.fromkeys(("p10", "p50", "p90", "cheaper"), pl.Float64)},
            orient="row",
        )
        months = dict(self.places.select("siting_place", "months").iter_rows())
        values = compare_values(self.terms, self.case.parameters, self.rules, self.home, names, months)
        return rows.join(ends, on="siting_place", maintain_order="left").join(
            values, on="siting_place", maintain_order="left"
        )

    @cached_property
    def difference(self) -> pl.DataFrame:
        """What makes the difference to the place looked at, by group of items; no rows without one."""
        from liantu.attract.siting.comparison import list_difference

        return list_difference(self.terms, self.home, self.against or self.home, self.groups)

    @cached_property
    def movers(self) -> pl.DataFrame:
        """Which inputs move that difference most."""
        from liantu.attract.siting.tornado import list_movers

        return list_movers(self.terms, self.home, self.against or self.home)

    @cached_property
    def flips(self) -> pl.DataFrame:
        """The prices at which the order of the two turns round."""
        from liantu.attract.siting.flip_prices import find_flip_prices

        return find_flip_prices(self.terms, self.home, self.against or self.home)

    @cached_property
    def cash(self) -> pl.DataFrame:
        """Cash by year in every place, over what is known of it; months to production that are unknown as none."""
        from liantu.attract.siting.place_values import list_place_cash

        return list_place_cash(self.terms, self.case.parameters, self.rules, self.places)

    @cached_property
    def prices(self) -> pl.DataFrame:
        """Every price that the account rests on, with range, tax, period and source."""
        from liantu.attract.siting.price_list import list_used_prices

        return list_used_prices(self.terms)

    @cached_property
    def open_prices(self) -> pl.DataFrame:
        """What is still to be asked, place by place."""
        from liantu.attract.siting.open_prices import list_open_prices

        return list_open_prices(self.terms)

    def account(self, siting_place: str, item: str | None = None) -> pl.DataFrame:
        """The terms behind a figure of a place, or behind one item of it: they add up to it."""
        rows = self.terms.filter(pl.col("siting_place") == siting_place)
        return rows if item is None else rows.filter(pl.col("item") == item)


def build_siting_account(view: DistrictView, question: SitingQuestion) -> SitingAccount:
    """The account of a case in the places compared. Raises Problems for a case, product or place that is not there, and
    for parameters out of bounds."""
    from liantu.attract.siting.needs import list_needs
    from liantu.attract.siting.terms import build_terms
    from liantu.chain.terms import read_coefficients
    from liantu.model import schema

    case = _choose_case(view, question)
    places = list_siting_places(view, case.construction)
    names = places["siting_place"]
    home = _check_place(question.home, places) or _choose_home(places)
    others = names.filter(names != home)
    against = _check_place(question.against, places) or (others[0] if others.len() else None)
    units = view.tables["products"].select(pl.col("id").alias("product"), "unit")
    rules = _read_tax_rules(view, case, places)
    needs = list_needs(case, read_coefficients(view.tables), units)
    codes = schema.read_codelist("siting_item").values()
    return SitingAccount(
        case=case,
        places=places,
        home=home,
        against=None if against == home else against,
        terms=build_terms(case, needs, _read_prices(view, case), rules, names),
        rules=rules,
        parcels=_list_parcels(view, case, places),
        groups={code.code: code.group for code in codes},
    )


def list_siting_cases(view: DistrictView) -> pl.DataFrame:
    """The cases of the district: id, zh, en, product."""
    return view.tables["siting_cases"].select("id", "zh", "en", "product")


def list_siting_places(view: DistrictView, construction: float | None) -> pl.DataFrame:
    """The places compared, the district itself where none are stated: siting_place, zh, en, place, location, western,
    months (to production: as stated, of a place of the district by its approvals and months of construction)."""
    stated = view.tables.numbers("siting_places")
    if stated.is_empty():
        about = view.tables.about
        row = {"id": str(about.get("id")), "zh": about.get("zh"), "en": about.get("en"), "place": str(about.get("id"))}
        stated = pl.concat([stated, pl.DataFrame([row])], how="diagonal_relaxed")
    approvals = _count_approval_months(view)
    reckoned = None if approvals is None or construction is None else approvals + construction
    inside = pl.col("place").is_not_null()
    return stated.select(
        pl.col("id").alias("siting_place"),
        *("zh", "en", "place", "location", "western"),
        pl.coalesce("months", pl.when(inside).then(pl.lit(reckoned, pl.Float64))).alias("months"),
    )


def _count_approval_months(view: DistrictView) -> float | None:
    """Months of the approvals' critical path up to production, by the district's own graph where it has one; None
    where the calendar does not reach so far."""
    from liantu.district.deliver import DeliverRoom

    room = DeliverRoom(view)
    names = [*dict.fromkeys(key for key, _version in room.graphs)]
    graph = room.newest_graph(names[-1]) if names else None
    if graph is None:
        return None
    try:
        plan = room.approval_plan(graph, {}, start=view.as_of)
    except (Problems, LookupError, ValueError):
        return None
    last = plan.dated.items["finish_date"].max() if plan.dated else None
    return (last - view.as_of).days / _DAYS_A_MONTH if isinstance(last, date) else None


def _choose_case(view: DistrictView, question: SitingQuestion) -> SiteCase:
    cases = view.tables.numbers("siting_cases")
    if question.case is not None and question.case not in cases["id"]:
        choices = ", ".join(cases["id"])
        code = "no_siting_case" if cases.height else "no_siting_cases"
        raise Problems([Problem(code, value=question.case, slots={"choices": choices})])
    if question.product is None and cases.height:
        case = _read_case(view, cases.filter(pl.col("id") == (question.case or cases["id"][0])))
    else:
        case = _make_usual_case(view, question.product)
    return replace(case, parameters=_override(case.parameters, question))


def _read_case(view: DistrictView, found: pl.DataFrame) -> SiteCase:
    from liantu.attract.siting.site_case import read_case
    from liantu.model.units import find_ratio

    row = found.row(0, named=True)
    units = dict(view.tables["products"].select("id", "unit").iter_rows())
    written, target = (view.tables.units.read(text or "") for text in (row["unit"], units[row["product"]]))
    if written is None or target is None or row["amount"] is None:
        slots = {"wanted": units[row["product"]] or ""}
        raise Problems([Problem("siting_unit", "siting_cases", column="unit", value=row["unit"] or "", slots=slots)])
    amount = float(row["amount"] * find_ratio(written, target))
    return read_case(row, amount, row["process"] or _find_process(view, row["product"]), _read_defaults(view))


def _make_usual_case(view: DistrictView, product: str | None) -> SiteCase:
    """A product at its usual scale by its default process; of what else it needs nothing is stated."""
    from liantu.attract.siting.site_case import SITE_NEEDS, SiteCase, YearParameters
    from liantu.district.chain import ChainRoom

    products = view.tables.numbers("products")
    if product is None:
        links = ChainRoom(view).gaps("invite")["product"]
        if links.is_empty():
            raise Problems([Problem("no_siting_cases")])
        product = str(links[0])
    found = products.filter(pl.col("id") == product)
    if found.is_empty():
        slots = {"wanted": "products", "nearest": suggest_nearest(product, products["id"])}
        raise Problems([Problem("dangling", column="product", value=product, slots=slots)])
    defaults = _read_defaults(view)
    parameters = YearParameters(defaults.discount_rate, defaults.years, defaults.ramp, None)
    amount = found["usual_plant_typical"][0]
    process = _find_process(view, product)
    site: Mapping[str, float | None] = dict.fromkeys(SITE_NEEDS)
    return SiteCase(f"usual-{product}", product, process, float(amount or 1.0), site, parameters)


def _find_process(view: DistrictView, product: str) -> str | None:
    from liantu.chain.routes import find_default_processes

    found = find_default_processes(view.tables).filter(pl.col("product") == product)["process"]
    return str(found[0]) if found.len() and found[0] else None


def _read_defaults(view: DistrictView) -> ParameterDefaults:
    from liantu.attract.siting.site_case import ParameterDefaults
    from liantu.library.policy import read_policy_value

    stated = read_policy_value("attract/siting_parameters", view.as_of)
    ramp = tuple(float(load) / _WHOLE for load in stated["ramp"])
    return ParameterDefaults(
        float(stated["discount_rate"]) / _WHOLE, int(stated["years"]), ramp, float(stated["closing_share"]) / _WHOLE
    )


def _override(parameters: YearParameters, question: SitingQuestion) -> YearParameters:
    """The parameters with what the reader asks for. Raises Problems for what is out of bounds."""
    rate, years = question.discount_rate, question.years
    problems = []
    if rate is not None and not 0 <= rate <= _WHOLE:
        problems.append(Problem("siting_parameter", value=f"{rate:g}", slots={"name": "discount_rate"}))
    if years is not None and not 1 <= years <= _LONGEST:
        problems.append(Problem("siting_parameter", value=f"{years}", slots={"name": "years"}))
    if problems:
        raise Problems(problems)
    chosen = {name for name, value in (("discount_rate", rate), ("years", years)) if value is not None}
    return replace(
        parameters,
        discount_rate=parameters.discount_rate if rate is None else rate / _WHOLE,
        years=years or parameters.years,
        stated=parameters.stated | chosen,
    )


def _check_place(name: str | None, places: pl.DataFrame) -> str | None:
    if name is not None and name not in places["siting_place"]:
        choices = ", ".join(places["siting_place"])
        raise Problems([Problem("no_siting_place", value=name, slots={"choices": choices})])
    return name


def _choose_home(places: pl.DataFrame) -> str:
    inside = places.filter(pl.col("place").is_not_null())
    return str((inside if inside.height else places)["siting_place"][0])


def _read_prices(view: DistrictView, case: SiteCase) -> SitingPrices:
    from liantu.attract.siting.freight import list_routes
    from liantu.attract.siting.place_prices import list_place_prices
    from liantu.attract.siting.terms import SitingPrices
    from liantu.library.policy import read_policy_value

    tables, day = view.tables, view.as_of
    rates = {item: float(rate) / _WHOLE for item, rate in read_policy_value("attract/siting_tax", day).items()}
    return SitingPrices(
        stated=list_place_prices(tables, day, rates, _list_goods_rates(view)),
        market=_list_market_prices(view),
        routes=list_routes(tables, day, rates),
        markets=tables.numbers("outbound_markets").filter(pl.col("product") == case.product),
        weights=_weigh_products(view),
    )


def _list_goods_rates(view: DistrictView) -> pl.DataFrame:
    from liantu.library.price_rules import read_price_rules

    rates = [rates for rates in read_price_rules(view.as_of).taxes if rates.since <= view.as_of][-1]
    goods = view.tables["products"].select(pl.col("id").alias("product"), pl.col("gbt4754").alias("code"))
    return goods.select("product", rates.rate_of_goods().alias("vat"))


def _list_market_prices(view: DistrictView) -> pl.DataFrame:
    """Market prices that were read at a source; what is recalled is a magnitude and enters no account."""
    from liantu.chain.reference_prices import choose_prices
    from liantu.library.price_rules import read_price_rules

    rules = replace(read_price_rules(view.as_of), recalled=None)
    rows = choose_prices(view.tables, rules, view.as_of)
    rows = rows.filter(pl.col("typical").is_not_null(), pl.col("grade").is_in(["A", "B"]))
    return (
        rows.drop("vat")
        .join(_list_goods_rates(view), on="product", how="left")
        .select(
            "product",
            pl.format("prices/{}", "product").alias("row"),
            pl.col("low").alias("price_low"),
            pl.col("typical").alias("price"),
            pl.col("high").alias("price_high"),
            *("vat", "tax", "period", pl.col("basis").alias("spec"), "source"),
        )
    )


def _weigh_products(view: DistrictView) -> dict[str, float]:
    """Tonnes that one unit of a product weighs, of those that are measured by weight."""
    tonne = view.tables.units.read("t")
    found = (
        (key, view.tables.units.read(unit or ""))
        for key, unit in view.tables["products"].select("id", "unit").iter_rows()
    )
    return {
        key: float(unit.factor / tonne.factor) for key, unit in found if unit and tonne and unit.dimension == "mass"
    }


def _read_tax_rules(view: DistrictView, case: SiteCase, places: pl.DataFrame) -> TaxRules:
    from liantu.attract.siting.duties import STAMP
    from liantu.attract.siting.terms import TaxRules
    from liantu.library.policy import read_policy_value

    shares = view.policy_map("attract/surcharges")
    added = shares["education"] + shares["local_education"]
    income = read_policy_value("attract/income_tax", view.as_of)
    land_years = view.policy("attract/land_years")
    rows = [*places.select("siting_place", "location", "western").iter_rows()]
    return TaxRules(
        surcharges={key: (shares[location] + added) / _WHOLE for key, location, _west in rows if location},
        land_years=land_years,
        income_tax={
            key: _read_income_tax(view.as_of, is_western=case.is_encouraged and west == "yes")
            for key, _location, west in rows
        },
        write_off_years={
            **{key: float(years) for key, years in income["write_off"].items()},
            "land": land_years,
            STAMP: 1.0,  # a tax is a cost of its year
        },
        loss_years=int(income["loss_years"]),
        duties=_read_duties(view),
    )


def _read_income_tax(as_of: date, *, is_western: bool) -> IncomeTax:
    """The rates of the years from the district's date on, each since the day from which the law has it."""
    from liantu.attract.siting.income_tax import IncomeTax
    from liantu.library.policy import read_policy

    values = read_policy("attract/income_tax").values
    first = max(since for since, _value in values if since <= as_of)
    rates = [
        (since, float(value["western"] if is_western and value["western"] is not None else value["standard"]) / _WHOLE)
        for since, value in values
        if since >= first
    ]
    changes = [rates[0], *(later for before, later in pairwise(rates) if later[1] != before[1])]
    return IncomeTax(as_of, tuple(changes))


def _read_duties(view: DistrictView) -> Duties:
    """Stamp and property tax at the district's date."""
    from liantu.attract.siting.duties import Duties

    stamp, building = view.policy_map("attract/stamp_tax"), view.policy_map("attract/property_tax")
    rates = [building["rate"] / _WHOLE * building[part] / _WHOLE for part in ("part_low", "part", "part_high")]
    return Duties(
        {item: rate / 1000 for item, rate in stamp.items()},
        (rates[0], rates[1], rates[2]),
        building["land"] / _WHOLE,
        building["least_plot_ratio"] / _WHOLE,
    )


def _list_parcels(view: DistrictView, case: SiteCase, places: pl.DataFrame) -> pl.DataFrame:
    """Parcels of the places here with enough land that nobody owns: parcel, siting_place, place, area, free (亩)."""
    from liantu.district.land import LandRoom

    land = case.site["land"]
    inside = places.drop_nulls("place").select("siting_place", "place")
    rows = LandRoom(view).parcels().join(inside, on="place", how="inner", maintain_order="left")
    fits = pl.col("rest") >= (land if land is not None else float("inf"))
    return rows.filter(fits.fill_null(value=False)).select(
        "parcel", "siting_place", "place", "area", pl.col("rest").alias("free")
    )
