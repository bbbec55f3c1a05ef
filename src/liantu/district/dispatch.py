"""The monthly dispatch of a district: one month of its firms' own returns, as a meeting looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from liantu.district.doubtful_returns import DoubtfulReturn, list_doubtful_returns
from liantu.district.view import DistrictView
from liantu.model.nearest import suggest_nearest
from liantu.model.periods import parse_period
from liantu.model.problems import Problem, Problems
from liantu.model.reporting_months import (
    YEAR,
    first_of_year,
    name_month,
    name_months_so_far,
    number_month,
    number_months,
)

#: What the parts of the whole may be.
BREAKDOWNS = ("industry", "park", "firm")


@dataclass(frozen=True)
class MonthlyDispatch:
    """One month: ``number`` is its running number. Every answer is made of ``terms``."""

    view: DistrictView
    number: int

    @property
    def month(self) -> str:
        """The month as written: 2023-11."""
        return name_month(self.number)

    @property
    def day(self) -> date:
        """The last day of the month."""
        period = parse_period(self.month)
        assert period is not None
        assert period.last is not None
        return period.last

    @property
    def so_far(self) -> str:
        """The months of the year up to it, as a period: 2023-01..11."""
        return name_months_so_far(self.number)

    @property
    def terms(self) -> pl.DataFrame:
        """Of every firm, month and measure what it was and a year before: what all answers are sums of."""
        return list_month_terms(self.view)

    def table(self, by: str = "industry") -> pl.DataFrame:
        """Output by part, the whole first: amount, growth and contribution of the month and of the year so far.

        ``zh`` and ``en`` name the part; ``change`` is the growth less that of the month before. Raises Problems for
        another breakdown, and where the contributions do not add up.
        """
        return self._name(self._compare(by).filter(measure="output").drop("measure"), by)

    def account(self, by: str, part: str | None = None) -> pl.DataFrame:
        """What the figures of a part are made of: its firms with the month and the year so far, and their source.

        ``part`` is "" for firms of which the part is not known, None for the whole. Raises Problems.
        """
        _require_breakdown(by)
        rows = self.terms.filter(pl.col("at") == self.number, measure="output")
        rows = rows if part is None else rows.filter(pl.col(by).fill_null("") == part)
        if part is not None and rows.is_empty():
            raise Problems([Problem("unknown_part", value=part)])
        keys, figures = ["firm"], ["amount", "before", "increment", "origin"]
        month = rows.filter(span="month").select(*keys, *(pl.col(f).alias(f"month_{f}") for f in figures))
        so_far = rows.filter(span="so_far").select(*keys, *(pl.col(f).alias(f"so_far_{f}") for f in figures))
        sources = self.view.tables["monthly_returns"].filter(number_months(pl.col("month")) == self.number)
        joined = month.join(so_far, on="firm", how="left", maintain_order="left")
        joined = joined.join(sources.select("firm", "returned", "source"), on="firm", how="left", maintain_order="left")
        order = -pl.col("month_increment").abs()
        return self._name(joined.sort(order, "firm", nulls_last=True, maintain_order=True), "firm", "firm")

    def of_chain(self, chain: str) -> pl.DataFrame:
        """Output, electricity and orders of a chain's firms together, a row a measure as in ``measures``; what they
        contribute is to the growth of all firms. Nothing where none of them returned. Raises Problems."""
        from liantu.outlook.dispatch.contributions import compare_with_last_month, contribute, set_apart

        months = self.terms.filter(pl.col("at").is_between(self.number - 1, self.number))
        parted = set_apart(months, self._list_chain_firms(chain))
        found = compare_with_last_month(contribute(parted, "chosen"), self.number)
        return found.filter(part="yes").drop("part")

    def chain_counts(self, chain: str) -> dict[str, int]:
        """How many firms of a chain returned, and how many of them grow, fall, stand still or are not compared."""
        from liantu.outlook.dispatch.firm_course import count_courses

        return count_courses(self.firms().filter(pl.col("firm").is_in(self._list_chain_firms(chain))))

    def _list_chain_firms(self, chain: str) -> list[str]:
        """The firms that are members of a chain, and the owners of plants that make its products."""
        from liantu.district.chain import ChainRoom

        tables, room = self.view.tables, ChainRoom(self.view)
        members = tables["members"].filter(pl.col("group") == chain)["entity"]
        made = room.products_made_in(chain)["product"].implode()
        plants = room.terms.filter(pl.col("product").is_in(made), measure="supply")["plant"].drop_nulls()
        owners = tables["plants"].filter(pl.col("id").is_in(plants.implode()))["firm"].drop_nulls()
        firms = tables["firms"]["id"]
        return sorted({*owners, *members} & {*firms})

    def measures(self) -> pl.DataFrame:
        """Output, electricity and orders of all firms, with the growth of each; orders have no year so far."""
        return self._compare("industry").filter(pl.col("part").is_null()).drop("part")

    def firms(self) -> pl.DataFrame:
        """Firm by firm: growing, falling, stopped, not compared, not returned; with what it had expected."""
        from liantu.outlook.dispatch.firm_course import list_firms

        return self._name(list_firms(self.terms, self._returns(), self.number), "firm", "firm")

    def counts(self) -> dict[str, int]:
        """How many firms returned, and how many of them grow, fall, stand still or are not compared."""
        from liantu.outlook.dispatch.firm_course import count_courses

        return count_courses(self.firms())

    def forecasts(self) -> pl.DataFrame:
        """What firms had expected of the month beside what came, and what they expect of the next: one row."""
        from liantu.outlook.dispatch.firm_course import compare_forecasts

        return compare_forecasts(self.firms())

    def figures(self) -> tuple[int, float | None, float | None, float | None, float | None, float | None]:
        """What a headline says: firms, amount (亿元), growth and change of the month; amount and growth so far."""
        row = self.table("industry").row(0, named=True)
        amounts = [None if row[name] is None else row[name] / 1e4 for name in ("month_amount", "so_far_amount")]
        return row["firms"], amounts[0], row["month_growth"], row["change"], amounts[1], row["so_far_growth"]

    def course(self) -> pl.DataFrame:
        """Growth of the whole, month by month of the year: month, amount, growth, firms, compared."""
        from liantu.outlook.dispatch.contributions import contribute

        months = self.terms.filter(
            pl.col("at").is_between(first_of_year(self.number), self.number), measure="output", span="month"
        )
        whole = contribute(months, "industry").filter(pl.col("part").is_null()).sort("at")
        names = pl.Series("month", [name_month(number) for number in whole["at"]], pl.String)
        return whole.select(names, "amount", "growth", "firms", "compared")

    def doubts(self) -> list[DoubtfulReturn]:
        """What is doubtful of the returns of the year up to the month: output of firms that stand still, 0 at firms
        that produce, sums and months of last year that disagree, growth beyond what is taken without asking."""
        first = first_of_year(self.number)
        months = [month for month in list_months(self.view) if first <= (number_month(month) or 0) <= self.number]
        return list_doubtful_returns(self.view.tables, self.view.as_of, months)

    def near_line(self) -> pl.DataFrame:
        """Firms near the line of designated size by revenue of twelve months: firm, revenue, distance, side."""
        from liantu.outlook.dispatch.size_line import list_near_line

        line, width = self.line()
        return self._name(list_near_line(self._returns(), self.number, line, width), "firm", "firm")

    def line(self) -> tuple[float, float]:
        """The line of designated size in force (万元 of revenue), and how near to it a firm is watched (per cent)."""
        return self.view.policy("outlook/size_line"), self.view.policy("outlook/near_line")

    def unknown_revenue(self) -> int:
        """How many firms that returned lack a month of revenue, so that their distance to the line is not known."""
        from liantu.outlook.dispatch.size_line import count_unknown_revenue

        return count_unknown_revenue(self._returns(), self.number)

    def moves(self) -> pl.DataFrame:
        """Firms that entered or left this year up to the month, and those that are meant to: firm, move, month."""
        rows = self.view.tables["sample_moves"].with_columns(number_months(pl.col("month")).alias("at"))
        this_year = pl.col("at").is_between(first_of_year(self.number), self.number)
        done = pl.col("move").is_in(["entered", "left"]) & this_year
        meant = pl.col("move").is_in(["to_enter", "to_leave"]) & (pl.col("at") >= self.number)
        found = rows.filter(done | meant).sort("move", "at", "firm").select("firm", "move", "month", "reason")
        return self._name(found, "firm", "firm")

    def cite_moves(self) -> list[str]:
        """The sources of the moves that are told (``moves``)."""
        listed = self.moves().select("firm", "move", "month")
        rows = self.view.tables["sample_moves"].join(listed, on=["firm", "move", "month"], how="semi")
        return rows["source"].drop_nulls().unique(maintain_order=True).to_list()

    def told_sums(self) -> pl.DataFrame:
        """What of the output by industry and park may leave the house; what would tell of one firm is null."""
        from liantu.library.disclosure_policy import read_disclosure_rules
        from liantu.outlook.dispatch.told_sums import protect_month

        found = protect_month(self.terms, self.number, read_disclosure_rules(self.view.as_of))
        parts = [self._name(found.filter(pl.col("by") == by), by) for by in ("industry", "park")]
        return pl.concat(parts)

    def told_course(self) -> pl.DataFrame:
        """Growth of the whole, month by month of the year, where it may leave the house: month, growth."""
        from liantu.library.disclosure_policy import read_disclosure_rules
        from liantu.outlook.dispatch.told_sums import protect_totals

        first = first_of_year(self.number)
        months = [number for number in sorted(set(self.terms["at"])) if first <= number <= self.number]
        found = protect_totals(self.terms, months, read_disclosure_rules(self.view.as_of))
        return found.select(pl.Series("month", [name_month(number) for number in found["at"]], pl.String), "growth")

    def _name(self, rows: pl.DataFrame, by: str, key: str = "part") -> pl.DataFrame:
        """The rows with the names of their parts, behind the key; an industry is named in short."""
        from liantu.library.industries import read_short_divisions

        if by == "industry":
            named = [(code, *names) for code, names in read_short_divisions().items()]
            names = pl.DataFrame(named, schema=[key, "zh", "en"], orient="row")
        else:
            names = self.view.tables[{"park": "places", "firm": "firms"}[by]].select(
                pl.col("id").alias(key), "zh", "en"
            )
        joined = rows.join(names, on=key, how="left", maintain_order="left")
        place = rows.columns.index(key) + 1
        return joined.select(*rows.columns[:place], "zh", "en", *rows.columns[place:])

    def _returns(self) -> pl.DataFrame:
        return self.view.tables.numbers("monthly_returns")

    def _compare(self, by: str) -> pl.DataFrame:
        from liantu.outlook.dispatch.contributions import compare_with_last_month, contribute

        _require_breakdown(by)

        def compare() -> pl.DataFrame:
            """The month and the one before it."""
            months = self.terms.filter(pl.col("at").is_between(self.number - 1, self.number))
            return compare_with_last_month(contribute(months, by), self.number)

        return self.view.cache.once(("dispatch", self.number, by), compare)


def _require_breakdown(by: str) -> None:
    if by not in BREAKDOWNS:
        slots = {"choices": ", ".join(BREAKDOWNS), "nearest": suggest_nearest(by, BREAKDOWNS)}
        raise Problems([Problem("not_a_choice", column="--by", value=by, slots=slots)])


def open_month(view: DistrictView, month: str | None) -> MonthlyDispatch:
    """A month of the returns; the last one with returns unless given. Raises Problems for one without."""
    known = list_months(view)
    number = number_month(month) if month is not None else (number_month(known[-1]) if known else None)
    if number is None or name_month(number) not in known:
        shown = ", ".join(known[-YEAR:]) or "—"
        raise Problems([Problem("no_monthly_returns", value=month or "—", slots={"known": shown})])
    return MonthlyDispatch(view, number)


def list_months(view: DistrictView) -> list[str]:
    """The months with returns up to the view's own date, in their order."""
    now = view.as_of.year * YEAR + max(view.as_of.month - 2, 0)
    numbers = view.tables["monthly_returns"].select(number_months(pl.col("month")).alias("at"))
    return [name_month(number) for number in sorted(set(numbers["at"].drop_nulls())) if number <= now]


def list_month_terms(view: DistrictView) -> pl.DataFrame:
    """The terms of all months of the returns."""
    from liantu.outlook.dispatch.terms import list_terms

    def make() -> pl.DataFrame:
        """The terms, of every return."""
        return list_terms(view.tables.numbers("monthly_returns"), _list_firm_years(view))

    return view.cache.once_for(view.tables, ("monthly terms",), make)


def _list_firm_years(view: DistrictView) -> pl.DataFrame:
    """Firm and year with the division of its industry and its park; what a roster leaves blank is as firms says."""
    from liantu.library.industries import normalise_industries

    tables = view.tables
    months = tables["monthly_returns"].select("firm", (number_months(pl.col("month")) // YEAR).alias("year"))
    firms = tables["firms"].select(
        pl.col("id").alias("firm"), pl.col("industry").alias("own_industry"), pl.col("place").alias("own_park")
    )
    year = pl.col("year").cast(pl.Int64, strict=False)
    rosters = tables["rosters"].select("firm", year, "industry", "park").unique(["firm", "year"], keep="last")
    found = months.drop_nulls().unique(maintain_order=True).join(firms, on="firm", how="left", maintain_order="left")
    found = found.join(rosters, on=["firm", "year"], how="left", maintain_order="left")
    codes = normalise_industries(found.select(pl.coalesce("industry", "own_industry").alias("industry")).to_series())
    return found.select(
        "firm", "year", codes.str.slice(0, 2).alias("industry"), pl.coalesce("park", "own_park").alias("park")
    )
