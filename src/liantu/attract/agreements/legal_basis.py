"""Whether the legal basis of a clause is on record: a published document of its day, and what it says of amounts."""

from __future__ import annotations

import re
from datetime import date

import polars as pl

from liantu.library.policy import read_policy_value
from liantu.model.period_days import add_period_days
from liantu.model.tables import Tables

POLICY = "attract/clause_evidence"


def list_bases_on_record(tables: Tables, as_of: date) -> list[bool]:
    """For each clause whether its basis is on record: an official document, published with issuer, number and a date
    not after the signing of its agreement (not after ``as_of`` where it is not signed), and quoted.
    """
    evidence = read_policy_value(POLICY, as_of)
    signed = add_period_days(tables["agreements"].select("id", "signed"), "signed")
    until = signed.select(pl.col("id").alias("agreement"), pl.min_horizontal("day", pl.lit(as_of)).alias("until"))
    sources = add_period_days(tables["sources"], "published").select(
        *(pl.col("id").alias("legal_source"), "kind", "class", "issuer", "address", "last")
    )
    rows = (
        tables["agreement_clauses"]
        .select("agreement", "legal_basis", "legal_source", "legal_quote")
        .join(until, on="agreement", how="left", maintain_order="left")
        .join(sources, on="legal_source", how="left", maintain_order="left")
    )
    stated = [pl.col(name).is_not_null() for name in ("legal_basis", "legal_quote", "issuer", "address")]
    is_published = pl.col("kind").is_in(evidence["kinds"]) & pl.col("class").is_in(evidence["classes"])
    in_time = (pl.col("last") <= pl.col("until")).fill_null(value=False)
    return [*rows.select((pl.all_horizontal(*stated) & is_published & in_time).fill_null(value=False)).to_series()]


def find_unquoted_amount(text: str, quote: str | None, as_of: date) -> str | None:
    """The first sum of money or share in a text that its quoted basis does not say; None where there is none."""
    evidence = read_policy_value(POLICY, as_of)
    measures, shares = ("|".join(re.escape(word.lower()) for word in evidence[name]) for name in ("measures", "shares"))
    digits = f"[{re.escape(evidence['digits'])}]"
    pattern = f"{digits}+(?:{measures})|(?:{shares}){digits}*"
    quoted = re.findall(pattern, _squeeze(quote or ""))  # whole amounts: 150 % does not say 50 %
    return next((amount for amount in re.findall(pattern, _squeeze(text)) if amount not in quoted), None)


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", text.lower())
