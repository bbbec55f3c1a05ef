"""What an account is made of, level by level: terms, the capacity and coefficient behind each, their sources."""

from __future__ import annotations

from typing import TypedDict


class Citation(TypedDict):
    """Where a given row stands: basis, source, paragraph and quote."""

    basis: str | None
    source: str | None
    title: str | None
    title_en: str | None
    published: str | None
    locator: str | None
    quote: str | None
    note: str | None
    note_en: str | None


class TermProduction(TypedDict):
    """Stated production behind a term: its amount (``gives`` amount) or its load (``gives`` load) is taken from it."""

    id: str
    gives: str
    period: str | None
    comparator: str | None
    value_as_written: str | None
    unit_as_written: str | None
    citation: Citation


class TermByproduct(TypedDict):
    """What a plant itself states of a by-product, in place of a coefficient."""

    comparator: str | None
    amount_as_written: str | None
    unit_as_written: str | None
    period: str | None
    citation: Citation


class TermCapacity(TypedDict):
    """The capacity of a term; ``load`` and ``self_use`` are shares of one, None where they are not known.

    ``at_least``: no source says how much more the amount is.
    """

    id: str
    plant: str | None
    plant_zh: str | None
    plant_en: str | None
    firm: str | None
    product: str | None
    amount: float | None
    at_least: bool
    comparator: str | None
    amount_as_written: str | None
    unit_as_written: str | None
    production: TermProduction | None
    load: float | None
    self_use: float | None
    citation: Citation


class TermAssumption(TypedDict):
    """An assumption that a term rests on, with its reason."""

    id: str | None
    zh: str | None
    en: str | None
    reason_zh: str | None
    reason_en: str | None
    source: str | None
    value: str | None


class TermCoefficient(TypedDict):
    """A library coefficient with its range, grade and basis; ``any_route``: over all routes to the plant's product."""

    id: str
    process: str
    process_zh: str | None
    process_en: str | None
    any_route: bool
    low: float
    typical: float
    high: float
    grade: str | None
    basis: str | None
    source: str | None
    source_title: str | None
    source_title_en: str | None
    bound: str | None
    note: str | None


class AccountTerm(TypedDict):
    """One term: ``value`` in the product's unit a year (None: unknown), ``unallocated`` for the rest of a total."""

    measure: str
    status: str
    value: float | None
    unallocated: bool
    capacity: TermCapacity
    assumptions: list[TermAssumption]
    coefficient: TermCoefficient | None
    byproduct: TermByproduct | None


class WideCoefficient(TypedDict):
    """A coefficient and how far the number moves from its low to its high value."""

    coefficient: str
    width: float


class PriceTerm(TypedDict):
    """The price row that a value rests on: CNY a unit as quoted, of a period, by a source; ``products`` it is of.

    A price that is recalled (grade C) is a band: its ``typical`` is not told.
    """

    products: list[str]
    period: str | None
    low: float
    typical: float | None
    high: float
    basis: str | None
    tax: str | None
    grade: str | None
    source: str | None
    title: str | None
    title_en: str | None
    published: str | None
    quote: str | None
    note: str | None


class TaxTerm(TypedDict):
    """Value-added tax that a quote has and a value has not: ``rate`` as a fraction, None where none is taken off."""

    tax: str | None
    rate: float | None
    policy: str


class AccountFactor(TypedDict):
    """What makes a number of a gap: ``kind`` price (CNY a unit), usual_plant (units a year) or draws (how many).

    ``low``, ``typical``, ``high`` are of the factor, the results of the number. Of a price they are without tax, and
    ``price`` and ``tax`` are the terms that it is made of; ``year`` is the period of the price.
    """

    kind: str
    gap: float | None
    low: float | None
    typical: float | None
    high: float | None
    result_low: float | None
    result_typical: float | None
    result_high: float | None
    year: str | None
    grade: str | None
    source: str | None
    note: str | None
    price: PriceTerm | None
    tax: TaxTerm | None


class Account(TypedDict):
    """A number of a product and the terms it is made of."""

    product: str
    zh: str
    en: str
    unit: str
    measure: str
    typical: float | None
    factor: AccountFactor | None
    terms: list[AccountTerm]
    widest: list[WideCoefficient]
