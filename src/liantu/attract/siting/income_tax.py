"""The rate of income tax in each year of operation, by the law's own dates: a lower rate ends when the law says."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS, _DAYS_A_MONTH = 12, 365.2425 / 12


@dataclass(frozen=True)
class IncomeTax:
    """Rates in force since a day, as fractions, the earliest first; ``decided`` is the day that years count from."""

    decided: date
    rates: tuple[tuple[date, float], ...]

    def mean_rate(self, years: float) -> float:
        """The rate of the year that ends ``years`` years after the decision: the mean over its days, so that a year in
        which the law changes pays the one rate for its days before the change and the other for those after it.

        >>> law = IncomeTax(date(2023, 12, 31), ((date(2021, 1, 1), 0.15), (date(2031, 1, 1), 0.25)))
        >>> law.mean_rate(7.0), law.mean_rate(8.0)
        (0.15, 0.25)
        """
        last = self._day_after(years)
        first = self._day_after(years - 1) + timedelta(days=1)
        days = (last - first).days + 1
        in_force = [rate for since, rate in self.rates if since <= first]
        mean = in_force[-1] if in_force else self.rates[0][1]
        before = mean
        for since, rate in self.rates:
            if first < since <= last:
                mean += (rate - before) * ((last - since).days + 1) / days
                before = rate
        return mean

    def _day_after(self, years: float) -> date:
        months = years * _MONTHS
        whole = int(months + 1e-9)
        added = self.decided.month - 1 + whole
        year, month = self.decided.year + added // _MONTHS, added % _MONTHS + 1
        day = min(self.decided.day, calendar.monthrange(year, month)[1])
        return date(year, month, day) + timedelta(days=round((months - whole) * _DAYS_A_MONTH))
