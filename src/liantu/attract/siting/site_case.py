"""What is to be sited: a process at a scale, what it needs, and the parameters of its years."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

#: What else a case needs, each in its unit: a field of ``siting_cases``.
SITE_NEEDS = ("demand", "land", "building", "jobs", "sewage", "capital")


@dataclass(frozen=True)
class YearParameters:
    """What the years of operation are reckoned with; none of it is a price.

    ``discount_rate`` is a fraction a year, ``ramp`` the load of the first years as fractions (the last one stays),
    ``closing_cost`` CNY at the end (None: unknown, and then counted nowhere). ``stated`` names what the case itself
    states; the others are defaults.
    """

    discount_rate: float
    years: int
    ramp: tuple[float, ...]
    closing_cost: float | None
    stated: frozenset[str] = frozenset()

    def list_loads(self) -> list[float]:
        """The load of each year.

        >>> YearParameters(0.08, 4, (0.5, 1.0), 0.0).list_loads()
        [0.5, 1.0, 1.0, 1.0]
        """
        return [self.ramp[min(year, len(self.ramp) - 1)] for year in range(self.years)]


class Estimate(NamedTuple):
    """What the capital of a case is an estimate of: its ends in CNY (None: no range is stated), the time whose prices
    it is of, what it covers, and who says so."""

    low: float | None = None
    high: float | None = None
    period: str | None = None
    spec: str | None = None
    source: str | None = None


NO_ESTIMATE = Estimate()


@dataclass(frozen=True)
class SiteCase:
    """A process at a scale. ``amount`` is in the product's unit a year; ``site`` what it needs (None: not stated):
    demand kW, land 亩, building m2, jobs persons, sewage t a year, capital CNY. ``construction``: months."""

    id: str
    product: str
    process: str | None
    amount: float
    site: Mapping[str, float | None]
    parameters: YearParameters
    construction: float | None = None
    is_encouraged: bool = False
    estimate: Estimate = NO_ESTIMATE


@dataclass(frozen=True)
class ParameterDefaults:
    """Our own choices where a case states nothing; ``closing_share`` is the closing cost as a fraction of capital."""

    discount_rate: float
    years: int
    ramp: tuple[float, ...]
    closing_share: float


def read_ramp(text: str | None) -> tuple[float, ...] | None:
    """The load of the first years as fractions, from per cent separated by ``;``; None for what is no such list.

    >>> read_ramp("60; 80;100"), read_ramp("60;200"), read_ramp("")
    ((0.6, 0.8, 1.0), None, None)
    """
    try:
        loads = tuple(float(part) / 100 for part in unicodedata.normalize("NFKC", text or "").split(";"))
    except ValueError:
        return None
    return loads if loads and all(0 <= load <= 1 for load in loads) else None


def read_case(row: Mapping[str, object], amount: float, process: str | None, defaults: ParameterDefaults) -> SiteCase:
    """A case from its row of ``siting_cases`` with numbers read; ``amount`` in the product's unit."""
    site = {name: _number(row, name) for name in SITE_NEEDS}
    if site["capital"] is not None:
        site["capital"] *= 1e4
    rate, years, closing = (_number(row, name) for name in ("discount_rate", "years", "closing_cost"))
    ramp = read_ramp(str(row["ramp"])) if row["ramp"] else None
    stated = {"discount_rate": rate, "years": years, "ramp": ramp, "closing_cost": closing}
    parameters = YearParameters(
        discount_rate=defaults.discount_rate if rate is None else rate / 100,
        years=defaults.years if years is None else int(years),
        ramp=ramp or defaults.ramp,
        closing_cost=_default_closing(site["capital"], defaults) if closing is None else closing * 1e4,
        stated=frozenset(name for name, value in stated.items() if value is not None),
    )
    key, product = str(row["id"]), str(row["product"])
    construction, encouraged = _number(row, "construction"), row["encouraged"] == "yes"
    low, high = (_number(row, name) for name in ("capital_low", "capital_high"))
    texts = (None if row[name] is None else str(row[name]) for name in ("capital_period", "capital_spec", "source"))
    estimate = Estimate(None if low is None else low * 1e4, None if high is None else high * 1e4, *texts)
    return SiteCase(key, product, process, amount, site, parameters, construction, encouraged, estimate)


def _default_closing(capital: float | None, defaults: ParameterDefaults) -> float | None:
    return None if capital is None else defaults.closing_share * capital


def _number(row: Mapping[str, object], name: str) -> float | None:
    value = row[name]
    return float(value) if isinstance(value, int | float) else None
