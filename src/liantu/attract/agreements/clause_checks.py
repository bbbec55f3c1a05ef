"""What a clause must state before its agreement may be sent for approval, and what it must not promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import polars as pl

from liantu.attract.agreements import legal_basis
from liantu.library.policy import read_policy_value
from liantu.model.problems import Problem
from liantu.model.tables import Tables

POLICY = "attract/refused_benefits"
_PAIRS = "attract/suspected_benefits"
#: Kinds that cost public money: their funding is to be stated.
_FUNDED = ("factory", "utilities", "training", "research", "equity", "general_policy")
#: What is wrong with a clause, in the order of a list.
FAULTS = (
    *("refused_benefit", "suspected_benefit", "no_basis", "not_on_record", "unquoted_amount"),
    *("no_funding", "no_end"),
)
#: Faults that a check of the district names, by their code there.
_PROBLEMS = {
    "refused_benefit": ("refused_benefit", "zh"),
    "suspected_benefit": ("suspected_benefit", "zh"),
    "no_basis": ("clause_without_basis", "legal_basis"),
    "not_on_record": ("basis_not_on_record", "legal_source"),
    "unquoted_amount": ("amount_not_in_basis", "zh"),
}


def list_clause_faults(tables: Tables, as_of: date) -> pl.DataFrame:
    """Every fault of every clause: agreement, number, line (of the table, from 0), fault (one of ``FAULTS``), benefit
    and word (what a clause promises or seems to promise that it must not, the basis that is not on record, the
    amount that the basis does not say).

    Words find what is written plainly and prove nothing of the rest: a clause without a basis on record has a fault
    whatever it says.
    """
    rows = tables["agreement_clauses"].with_row_index("line")
    text = pl.concat_str("zh", "en", "conditions", "funding", separator="\n", ignore_nulls=True).str.to_lowercase()
    texts = rows.select("line", text.alias("text"))
    recorded = legal_basis.list_bases_on_record(tables, as_of)
    found: list[tuple[int, str, str | None, str | None]] = []
    for line, written in texts.iter_rows():
        found += [(line, *promise) for promise in _list_promised(written or "", as_of)]
    for line, basis, quote, funding, end, kind in rows.select(
        "line", "legal_basis", "legal_quote", "funding", "ends", "kind"
    ).iter_rows():
        amount = legal_basis.find_unquoted_amount(texts["text"][line] or "", quote, as_of)
        lacks = {
            "no_basis": basis is None,
            "not_on_record": basis is not None and not recorded[line],
            "unquoted_amount": amount is not None,
            "no_funding": funding is None and kind in _FUNDED,
            "no_end": end is None,
        }
        words = {"not_on_record": basis, "unquoted_amount": amount}
        found += [(line, fault, None, words.get(fault)) for fault, is_so in lacks.items() if is_so]
    schema = {"line": pl.UInt32, "fault": pl.String, "benefit": pl.String, "word": pl.String}
    frame = pl.DataFrame(found, schema=schema, orient="row").with_columns(pl.col("line").cast(rows["line"].dtype))
    columns = ["agreement", "number", "line", "fault", "benefit", "word"]
    keys = rows.select("line", "agreement", "number")
    return frame.join(keys, on="line", how="left").sort("line", _order(), maintain_order=True).select(columns)


def _order() -> pl.Expr:
    return pl.col("fault").replace_strict(dict(zip(FAULTS, range(len(FAULTS)), strict=True)))


def _list_promised(text: str, as_of: date) -> Iterator[tuple[str, str, str]]:
    """Each benefit that a text names (``refused_benefit``) or seems to (``suspected_benefit``), with its words."""
    named = read_policy_value(POLICY, as_of)
    ends = "|".join(re.escape(end) for end in ("\n", *read_policy_value(legal_basis.POLICY, as_of)["sentence_ends"]))
    for benefit, pairs in read_policy_value(_PAIRS, as_of).items():
        word = next((word for word in named[benefit] if word in text), None)
        if word is not None:
            yield "refused_benefit", benefit, word
            continue
        for sentence in re.split(ends, text):
            subject = next((word for word in pairs["of"] if word in sentence), None)
            gift = next((word for word in pairs["gives"] if word in sentence), None)
            if subject is not None and gift is not None:
                yield "suspected_benefit", benefit, f"{subject}…{gift}"
                break


def find_clause_problems(tables: Tables, as_of: date) -> list[Problem]:
    """Clauses that promise what they must not or seem to, and those whose basis is missing or not on record."""
    place = ("agreement_clauses", "agreement_clauses.csv")
    columns = ["line", "fault", "agreement", "number", "word"]
    problems = []
    for line, fault, agreement, number, word in list_clause_faults(tables, as_of).select(columns).iter_rows():
        if fault in _PROBLEMS:
            code, field = _PROBLEMS[fault]
            problems.append(Problem(code, *place, line + 2, field, word or "", {"clause": f"{agreement} {number}"}))
    return problems
