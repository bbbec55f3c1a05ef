"""The predicates of relations that tie one firm to another."""

from __future__ import annotations

#: Of these the object is a firm, also where it is written as text.
FIRM_TIES = ("supplies", "customer_of", "followed", "brought", "subsidiary_of", "jv_with")
