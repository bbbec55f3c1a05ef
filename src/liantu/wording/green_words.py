"""Words of 绿色+: energy, water and land of chains, clusters, places and projects; of page and terminal alike."""

from __future__ import annotations

from typing import Protocol

from liantu.wording import N_, NC_, Translator
from liantu.wording.amounts import format_significant

TITLE = NC_("green", "Energy, water and land")
LINKS_TITLE = N_("What missing links would add")
#: A purpose in a word.
PURPOSES = {
    "review": NC_("green", "Energy review"),
    "control": NC_("green", "Total control"),
    "evaluation": NC_("green", "Evaluation"),
}
GROUPINGS = {
    "cluster": NC_("green", "By cluster"),
    "chain": NC_("green", "By chain"),
    "place": NC_("green", "By place"),
    "project": NC_("green", "By project"),
}
PARTS = {
    "fuel": NC_("green", "Fuel"),
    "power": NC_("green", "Power"),
    "heat": NC_("green", "Steam"),
    "feedstock": NC_("green", "Raw material"),
}
COLUMNS = {
    "name": NC_("green", "Group"),
    "status": NC_("green", "Status"),
    **PARTS,
    "total": NC_("green", "Counts for this purpose"),
    "stated": NC_("green", "Stated by the project"),
    "electricity": NC_("green", "Electricity, million kWh"),
    "water": NC_("green", "Fresh water, 10,000 t"),
    "land": NC_("green", "Land, mu"),
    "carbon": NC_("green", "CO2 of energy, 10,000 t"),
}
LINK_COLUMNS = ("name", *PARTS, "total", "electricity", "water", "carbon")
UNIT = NC_("green", "10,000 t of coal equivalent a year")
#: How it is read.
HOW_READ = N_(
    "From the terms of the chain balance at typical coefficients; “≥”: a part has no amount. Parts are drawn at the "
    "calorific value. Clusters overlap and are not added up. Energy used as raw material stands apart: at most so "
    "much, for a coefficient may hold some fuel. CO2 is that of energy alone: burnt fuel, bought power and steam; "
    "process emissions are not in it and not computed, for no abatement is stated."
)
BASES = {
    "calorific": N_("Electricity counts at its calorific value (“当量值”)."),
    "equivalent": N_("Electricity counts at its equivalent value (等价值)."),
    "unknown": N_("To be verified: whether electricity counts at its calorific or equivalent value is for the scheme."),
}
NO_EQUIVALENT = N_("The equivalent value of the year is not stated, so totals with power are unknown.")
FEEDSTOCK = {
    True: N_("Energy used as raw material is deducted (发改环资〔2022〕803号)."),
    False: N_("Energy used as raw material counts."),
    None: N_("To be verified: whether energy used as raw material counts; where there is some, the total is unknown."),
}
NOT_NAMED = NC_("green", "not named")
THRESHOLDS = N_(
    "A project is reviewed from {threshold} tonnes of coal equivalent or {power} million kWh a year on, by the "
    "province from {province} tonnes on (raw material to be verified)."
)
RENEWABLE = N_("The share of renewable power is not stated: nothing is deducted for it.")
LAND = N_("Land is that of the firms that own the plants, by the land ledger; of projects what is planned.")
QUOTA = N_("Energy quota of “{place}”, {period}: {amounts}")
NO_QUOTA = N_("No place states an energy quota.")


def tce_text(value: float | None, tr: Translator, *, at_least: bool = False) -> str:
    """Tonnes of coal equivalent in ten thousands; unknown in words.

    >>> tce_text(128164.0, str), tce_text(None, str), tce_text(2000.0, str, at_least=True)
    ('12.8', 'unknown', '≥0.2')
    """
    return scaled_text(value, 1e4, tr, at_least=at_least)


def part_text(value: float | None, total: float | None, tr: Translator, *, at_least: bool = False) -> str:
    """A part of a sum: where the sum has others, the processes name no use of it; else it is unknown."""
    if value is None and total is not None and not at_least:
        return tr(NOT_NAMED)
    return tce_text(value, tr, at_least=at_least)


def scaled_text(value: float | None, size: float, tr: Translator, *, at_least: bool = False) -> str:
    """A figure in another size; unknown in words."""
    if value is None:
        return tr("unknown")
    return ("≥" if at_least else "") + format_significant(value / size)


class PurposeStatement(Protocol):
    """What a purpose states of factors, feedstock and limits."""

    @property
    def basis(self) -> str:
        """The word of the rule for electricity."""

    @property
    def power_factor(self) -> float | None:
        """kgce a kWh."""

    @property
    def deducts_feedstock(self) -> bool | None:
        """Whether feedstock is left out."""

    @property
    def threshold(self) -> float | None:
        """Tonnes of coal equivalent from which a project is reviewed."""

    @property
    def power_threshold(self) -> float | None:
        """kWh from which it is."""

    @property
    def province_threshold(self) -> float | None:
        """Tonnes of coal equivalent from which the province reviews it."""


def list_rule_notes(rules: PurposeStatement, tr: Translator) -> list[str]:
    """What the purpose states, and what it leaves open."""
    notes = [
        tr(BASES[rules.basis]),
        *([tr(NO_EQUIVALENT)] if rules.basis == "equivalent" and rules.power_factor is None else []),
        tr(FEEDSTOCK[rules.deducts_feedstock]),
        tr(RENEWABLE),
    ]
    if rules.threshold and rules.power_threshold and rules.province_threshold:
        limits = {"threshold": rules.threshold, "province": rules.province_threshold}
        shown = {key: f"{limit:,.0f}" for key, limit in limits.items()}
        notes.append(tr(THRESHOLDS).format(**shown, power=format_significant(rules.power_threshold / 1e6)))
    return notes
