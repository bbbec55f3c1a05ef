"""The pages that every page leads to, in the order of the menu."""

from __future__ import annotations

from liantu.wording import N_

MENU = (
    ("/", N_("Overview")),
    ("/chains", N_("Chains")),
    ("/gaps/invite", N_("Links to fill")),
    ("/extend", N_("Extensions")),
    ("/weak", N_("Weak links")),
    ("/balance", N_("Local balance")),
    ("/gaps/utilities", N_("Utilities to secure")),
    ("/gaps/commodities", N_("Bulk materials")),
    ("/gaps/onsite", N_("Made on site, to verify")),
    ("/ask", N_("What to ask")),
    ("/what-if", N_("What if")),
    ("/assumptions", N_("Assumptions")),
    ("/checks", N_("Data checks")),
    ("/sources", N_("Sources")),
    ("/tables", N_("Tables")),
    ("/history", N_("History")),
)


def near(path: str) -> list[tuple[str, str]]:
    """Pages of the menu that share a word with an address that leads nowhere."""
    words = {word for word in path.strip("/").lower().replace(".", "/").split("/") if len(word) > 2}
    return [(to, label) for to, label in MENU if any(word.rstrip("s") in to for word in words)]
