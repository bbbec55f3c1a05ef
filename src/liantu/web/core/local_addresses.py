"""Addresses that a form brings along: only those of this system are led to."""

from __future__ import annotations


def to_local_address(address: str) -> str:
    """An address of this system; anything else is the overview.

    >>> to_local_address("/gaps/invite?chain=x"), to_local_address("//elsewhere.example")
    ('/gaps/invite?chain=x', '/')
    """
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"
