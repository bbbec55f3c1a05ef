"""Which numbers of a product have an account."""

from __future__ import annotations


def list_measures() -> list[str]:
    """The numbers of a product that have an account: those of the balance, and demand by status."""
    from liantu.chain.account import MEASURES

    return [*MEASURES, "operating", "building", "planned"]
