"""A name alone joins no firms; what a person decided does."""

from __future__ import annotations

import polars as pl

from liantu.attract.candidates.evidence import EVIDENCE
from liantu.attract.candidates.namesakes import join_decided, part_namesakes


def evidence(*rows: tuple[str, str, str | None, str | None]) -> pl.DataFrame:
    """Rows of candidate, kind, province, credit code."""
    known = pl.DataFrame(rows, schema=["candidate", "kind", "province", "row"], orient="row")
    return known.select(
        (pl.col(name) if name in known.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in EVIDENCE.items()
    )


def test_two_credit_codes_of_one_name_are_two_firms() -> None:
    found = part_namesakes(evidence(("acid", "register", "重庆", "A"), ("acid", "register", "江苏", "B")))
    assert found["candidate"].to_list() == ["acid#A", "acid#B"]


def test_a_firm_of_a_register_is_a_known_maker_in_the_same_province_alone() -> None:
    rows = [("acid", "read_maker", "广东", "m"), ("salt", "read_maker", None, "m"), ("base", "read_maker", "江苏", "m")]
    register = [
        ("acid", "register", "辽宁", "A"),
        ("salt", "register", "江苏", "B"),
        ("base", "register", "江苏省", "C"),
    ]
    found = part_namesakes(evidence(*rows, *register))["candidate"].to_list()
    assert found == ["acid", "salt", "base", "acid#A", "salt#B", "base"]


def test_one_code_of_a_name_that_nobody_else_speaks_of_needs_no_key_of_its_own() -> None:
    rows = evidence(
        ("acid", "register", "重庆", "A"), ("acid", "register", "重庆", "A"), ("@a", "register", "江苏", "B")
    )
    assert part_namesakes(rows).equals(rows)


def test_what_a_person_called_one_firm_is_one_candidate() -> None:
    decisions = pl.DataFrame(
        {"one": ["甲化工厂", "乙厂"], "other": ["甲化工有限公司", "丙厂"], "decision": ["same", "different"]}
    )
    rows = evidence(
        ("甲化工厂", "read_maker", None, None), ("@jia", "capacity", None, None), ("丙厂", "read_maker", None, None)
    )
    found = join_decided(rows, decisions, {"甲化工有限公司": "jia"})
    assert found["candidate"].to_list() == ["@jia", "@jia", "丙厂"]


def test_three_names_that_are_one_in_two_decisions_are_one() -> None:
    decisions = pl.DataFrame({"one": ["甲厂", "丙厂"], "other": ["乙厂", "乙厂"], "decision": ["same", "same"]})
    rows = evidence(*((name, "read_maker", None, None) for name in ("甲厂", "乙厂", "丙厂")))
    assert join_decided(rows, decisions, {})["candidate"].n_unique() == 1
