"""Words of what stops when one plant stops: of page and terminal alike."""

from __future__ import annotations

from liantu.wording import N_, NC_, Translator
from liantu.wording.amounts import format_significant

TITLE = N_("What stops when one stops")
#: What keeps it in the house.
INTERNAL = N_("For internal use: it goes into no CSV, workbook, picture file or paper, nor on a public page.")
SUPPOSED = N_("“{name}” stops entirely and nobody finds another supplier")
SUPPOSED_SHARE = N_("of what could be bought here, {share} is bought elsewhere")
#: The share that nobody states.
SHARE_UNKNOWN = N_(
    "To be verified: how much of what could be bought here is bought elsewhere. No such share is assumed, so losses "
    "are upper bounds."
)
HOW_READ = N_(
    "Two results apart. When: stocks in days along the quickest way, unknown stocks taken as none. How much: static, "
    "without stocks or substitutes; the bar goes from what is sure to what may be, as inputs of unknown necessity or "
    "amount are taken as little or as much; the line is the loss if no input were essential. What is not made here "
    "comes from outside and goes on. Parts of a cost rest on reference prices."
)
BY_PRODUCT = N_("By product, without firms: all plants of it stop together.")
COLUMNS = {
    "name": NC_("stop", "Line"),
    "firm": N_("Firm"),
    "when": NC_("stop", "Runs out after"),
    "loss": NC_("stop", "Loses of its output"),
    "linear": NC_("stop", "If no input were essential"),
    "lost": NC_("stop", "Not made a year"),
    "unit": N_("Unit"),
    "direction": NC_("stop", "Why"),
}
DIRECTIONS = {
    "input": NC_("stop", "an input is missing"),
    "sales": NC_("stop", "its customers stop"),
}
LINK_COLUMNS = {
    "supplier": NC_("stop", "From"),
    "customer": NC_("stop", "To"),
    "product": N_("Product"),
    "part": NC_("stop", "Part of what is needed"),
    "necessity": NC_("stop", "Necessity"),
    "days": NC_("stop", "Stock in days"),
}
NECESSITY_BASIS = {
    "table": N_("table of essential inputs"),
    "stoichiometry": N_("consumed by the reaction"),
    "rule": N_("power, steam or water"),
}


def when_text(earliest: float | None, known: float | None, tr: Translator) -> str:
    """After how many days; at the earliest where a stock on the way is unknown."""
    if earliest is None:
        return tr("not for want of an input")
    days = format_significant(earliest)
    if known is not None and known <= earliest:
        return tr("{days} days").format(days=days)
    if earliest > 0:
        return tr("{days} days at the earliest").format(days=days)
    return tr("at once at the earliest; stock unknown")


def part_text(low: float, high: float, tr: Translator) -> str:
    """A part or a range of it in per cent, no finer than it deserves; where it may be all or nothing, unknown.

    >>> part_text(0.5, 0.5, str), part_text(0.0, 1.0, str), part_text(0.084, 0.67, str)
    ('50 %', 'unknown, up to 100 %', '8–67 %')
    """
    first, last = f"{low * 100:.0f}", f"{high * 100:.0f}"
    if first == last:
        return f"{first} %"
    if low <= 0:
        return tr("unknown, up to {share}").format(share=f"{last} %")
    return f"{first}–{last} %"


def range_text(low: float, high: float) -> str:
    """An amount, or a range of it.

    >>> range_text(4.0, 4.0), range_text(0.0, 2.667)
    ('4', '0–2.67')
    """
    first, last = format_significant(low), format_significant(high)
    return first if first == last else f"{first}–{last}"
