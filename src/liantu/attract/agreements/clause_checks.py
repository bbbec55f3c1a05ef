"""What a clause must state before its agreement may be sent for approval, and what it must not promise."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.library.policy import read_policy_value
from liantu.model.problems import Problem
from liantu.model.tables import Tables

POLICY = "attract/refused_benefits"
#: Kinds that cost public money: their funding is to be stated.
_FUNDED = ("factory", "utilities", "training", "research", "equity", "general_policy")
#: What is missing of a clause, in the order of a list.
FAULTS = ("refused_benefit", "no_basis", "no_funding", "no_end")


def list_clause_faults(tables: Tables, as_of: date) -> pl.DataFrame:
    """Every fault of every clause: agreement, number, line (of the table, from 0), fault (one of ``FAULTS``), benefit
    and word (what a clause promises that it must not)."""
    rows = tables["agreement_clauses"].with_row_index("line")
    words = pl.DataFrame(
        [(kind, word) for kind, listed in read_policy_value(POLICY, as_of).items() for word in listed],
        schema={"benefit": pl.String, "word": pl.String},
        orient="row",
    )
    text = pl.concat_str("zh", "en", "conditions", "funding", separator="\n", ignore_nulls=True).str.to_lowercase()
    promised = (
        rows.select("line", "agreement", "number", text.alias("text"))
        .join(words, how="cross", maintain_order="left")
        .filter(pl.col("text").str.contains(pl.col("word"), literal=True))
        .unique(["line", "benefit"], keep="first", maintain_order=True)
        .select("line", "agreement", "number", pl.lit("refused_benefit").alias("fault"), "benefit", "word")
    )
    no_funding = pl.col("funding").is_null() & pl.col("kind").is_in(_FUNDED)
    no_basis, no_end = pl.col("legal_basis").is_null(), pl.col("ends").is_null()
    missing = {"no_basis": no_basis, "no_funding": no_funding, "no_end": no_end}
    bare = [
        rows.filter(lacks).select("line", "agreement", "number", pl.lit(fault).alias("fault"))
        for fault, lacks in missing.items()
    ]
    order = pl.DataFrame({"fault": FAULTS, "order": range(len(FAULTS))})
    found = pl.concat([promised, *bare], how="diagonal").join(order, on="fault", how="left", maintain_order="left")
    columns = ["agreement", "number", "line", "fault", "benefit", "word"]
    return found.sort("line", "order", maintain_order=True).select(columns)


def find_clause_problems(tables: Tables, as_of: date) -> list[Problem]:
    """Clauses that promise what they must not (``refused_benefit``) or state no basis (``clause_without_basis``)."""
    place = ("agreement_clauses", "agreement_clauses.csv")
    columns = ["line", "fault", "agreement", "number", "word"]
    problems = []
    for line, fault, agreement, number, word in list_clause_faults(tables, as_of).select(columns).iter_rows():
        slots = {"clause": f"{agreement} {number}"}
        if fault == "refused_benefit":
            problems.append(Problem("refused_benefit", *place, line + 2, "zh", word, slots))
        elif fault == "no_basis":
            problems.append(Problem("clause_without_basis", *place, line + 2, "legal_basis", "", slots))
    return problems
